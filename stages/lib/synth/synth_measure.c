#include "synth/synth_measure.h"

#include <stdlib.h>

#include "synth/synth_table.h"

enum column { KIND, NAME, BLOCK, CONDITION, PER };

static const char *const columns[] = {"slag", "namn", "block", "villkor", "per", NULL};

bool synth_measure_add(struct synth_condition *c, struct slice text, bool last_year, bool after,
                       struct error *e)
{
	struct str whole = {0};
	bool good;

	for (size_t i = 0; i < text.n; i++) {
		char which = text.at[i] == '$' && i + 1 < text.n ? text.at[++i] : '\0';

		if (which == 'a')
			str_add_text(&whole, last_year ? "fjol" : "nu");
		else if (which == 'p')
			str_add_text(&whole, last_year ? "fore+bada" : "bada+ny");
		else if (which == 's')
			str_add_text(&whole, last_year ? "kvar+lamnad" : "kvar+ny");
		else if (text.at[i] == '@')
			str_add_text(&whole, after ? "efter_" : "fore_");
		else
			str_add_byte(&whole, text.at[i]);
	}
	good = whole.n == 0 || synth_condition_add(c, str_slice(&whole), e);
	str_done(&whole);
	return good;
}

/* Dies if it can not be understood of a year, after or at least before: not everything is known of both times. */
static void check_condition(const struct synth_table *t)
{
	struct slice text = synth_table_field(t, CONDITION);

	for (int year = 0; year < 2; year++) {
		struct synth_condition before = {0}, after = {0};
		struct error e = {0}, first = {0};

		if (!synth_measure_add(&after, text, year == 1, true, &first) &&
		    !synth_measure_add(&before, text, year == 1, false, &e))
			synth_table_die(t, CONDITION, first.text);
	}
}

void synth_measures_read(struct synth_measures *all, const char *folder, struct arena *arena)
{
	struct synth_table t;

	synth_table_open(&t, folder, "measures.tsv", columns, arena);
	all->table = t.path;
	while (synth_table_next(&t)) {
		struct slice kind = synth_table_field(&t, KIND), per = synth_table_field(&t, PER);
		struct synth_measure m = {.answer = slice_is(kind, "svar"),
		                          .by_episode = slice_is(per, "episod")};

		if (!m.answer && !slice_is(kind, "population"))
			synth_table_die(&t, KIND, "population or svar");
		if (per.n > 0 && (m.answer || !m.by_episode))
			synth_table_die(&t, PER, "episod, of a population, or nothing");
		if (m.answer && synth_table_field(&t, BLOCK).n > 0)
			synth_table_die(&t, BLOCK, "nothing; an answer is of its population's");
		if (synth_table_field(&t, NAME).n == 0 ||
		    synth_measure_find(all, m.answer, synth_table_field(&t, NAME)) != NULL)
			synth_table_die(&t, NAME, "a name that no row before has");
		check_condition(&t);
		m.line = synth_table_line(&t);
		m.name = synth_table_text(&t, NAME);
		m.condition = synth_table_text(&t, CONDITION);
		if (synth_table_field(&t, BLOCK).n > 0)
			m.block = synth_table_text(&t, BLOCK);
		all->at = array_room(all->at, &all->room, all->n + 1, sizeof *all->at);
		all->at[all->n++] = m;
	}
	synth_table_close(&t);
}

void synth_measures_check(const struct synth_measures *all, const struct synth_model *m)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct synth_measure *one = &all->at[i];
		uint64_t needed = one->by_episode ? 1ULL << SYNTH_EPISODER : 0;

		if (!one->answer && synth_block_find(m, one->block, needed) == NULL)
			die("%s:%llu: block: none is called %s%s", all->table,
			    (unsigned long long)one->line, one->block == NULL ? "" : one->block,
			    one->by_episode ? " and counts episodes" : "");
		if (one->by_episode && one->block == NULL)
			die("%s:%llu: block: the one that counts episodes", all->table,
			    (unsigned long long)one->line);
	}
}

const struct synth_measure *synth_measure_find(const struct synth_measures *all, bool answer,
                                               struct slice name)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].answer == answer && slice_is(name, all->at[i].name))
			return &all->at[i];
	return NULL;
}

void synth_measures_done(struct synth_measures *all)
{
	free(all->at);
}
