#include "synth/synth_guess.h"

#include <stdlib.h>
#include <string.h>

#include "number.h"
#include "synth/synth_table.h"

enum column { BLOCK, STEP, CONDITION, FACTOR };

static const char *const columns[] = {"block", "led", "villkor", "faktor", NULL};

/* The step of a row, which is that of the row before or the next one. */
static unsigned read_step(const struct synth_table *t, const struct synth_guess *before)
{
	struct slice block = synth_table_field(t, BLOCK);
	bool goes_on = before != NULL && slice_is(block, before->block);
	struct number x;
	int64_t step;

	if (!number_parse(synth_table_field(t, STEP), &x) || !number_whole(x, &step))
		step = 0;
	if (goes_on ? step != before->step && step != before->step + 1 : step != 1)
		synth_table_die(t, STEP,
		                "the step of the row before, or the next one; the first is 1");
	return (unsigned)step;
}

/* The nearest double, as a compiler takes the same number. */
static double read_factor(const struct synth_table *t)
{
	struct slice text = synth_table_field(t, FACTOR);
	struct number x;

	if (!number_parse(text, &x) || text.n > 20 || slice_starts(text, "-"))
		synth_table_die(t, FACTOR, "a number that is not negative");
	return strtod(synth_table_text(t, FACTOR), NULL);
}

void synth_guess_read(struct synth_guesses *g, const char *folder, struct arena *arena)
{
	struct synth_table t;

	synth_table_open(&t, folder, "guesses.tsv", columns, arena);
	g->table = t.path;
	while (synth_table_next(&t)) {
		const struct synth_guess *before = g->n > 0 ? &g->at[g->n - 1] : NULL;
		struct synth_guess row = {.line = synth_table_line(&t)};
		struct error e = {0};

		row.step = read_step(&t, before);
		row.block = synth_table_text(&t, BLOCK);
		for (size_t i = 0; i < g->n && row.step == 1; i++)
			if (strcmp(g->at[i].block, row.block) == 0 &&
			    strcmp(before->block, row.block) != 0)
				synth_table_die(&t, BLOCK, "all rows of a block together");
		if (!synth_condition_add(&row.condition, synth_table_field(&t, CONDITION), &e))
			synth_table_die(&t, CONDITION, e.text);
		row.factor = read_factor(&t);
		g->at = array_room(g->at, &g->room, g->n + 1, sizeof *g->at);
		g->at[g->n++] = row;
	}
	synth_table_close(&t);
}

void synth_guess_begin(struct synth_guesses *g, const char *block, uint64_t dimensions)
{
	bool any = false;

	for (size_t i = 0; i < g->n; i++) {
		struct synth_guess *row = &g->at[i];

		if (strcmp(row->block, block) != 0)
			continue;
		any = row->met = true;
		if ((row->condition.dimensions & ~dimensions) != 0)
			die("%s:%llu: villkor: the block %s has not all of these dimensions",
			    g->table, (unsigned long long)row->line, block);
	}
	if (!any)
		die("%s: nothing is said of the block %s", g->table, block);
}

double synth_guess(const struct synth_guesses *g, const char *block,
                   const uint8_t code[SYNTH_DIMENSIONS])
{
	struct synth_cell cell;
	unsigned step = 0, steps = 0;
	double guess = 1;

	memcpy(cell.code, code, sizeof cell.code);
	for (size_t i = 0; i < g->n; i++) {
		const struct synth_guess *row = &g->at[i];

		if (strcmp(row->block, block) != 0)
			continue;
		steps = row->step;
		if (row->step == step || !synth_condition_holds(&row->condition, &cell))
			continue;
		/* A step before this one without a row that holds: there is no such cell. */
		if (row->step != step + 1)
			return 0;
		step = row->step;
		guess *= row->factor;
	}
	return step == steps ? guess : 0;
}

void synth_guess_end(const struct synth_guesses *g)
{
	for (size_t i = 0; i < g->n; i++)
		if (!g->at[i].met)
			die("%s:%llu: block: none is called %s", g->table,
			    (unsigned long long)g->at[i].line, g->at[i].block);
}

void synth_guess_done(struct synth_guesses *g)
{
	free(g->at);
}
