#include "protect/protect_noise.h"

#include <string.h>

#include "protect/protect_word.h"

static struct protect_measure *measure_of(const struct protect_request_table *t, struct slice name)
{
	size_t i = protect_request_measure(t, name);

	return i == (size_t)-1 ? NULL : &t->measure[i];
}

static bool is_kind(const struct protect_request_table *t, struct slice name,
                    enum protect_kind kind)
{
	const struct protect_measure *m = measure_of(t, name);

	return m != NULL && m->kind == kind;
}

/* What it is made of are counts, or (a mean) a sum and a count. */
static bool is_known(const struct protect_request_table *t, const struct protect_measure *m)
{
	switch (m->kind) {
	case PROTECT_COUNT:
		return true;
	case PROTECT_SUM:
		return m->capped && m->largest.n > 0;
	case PROTECT_DERIVED:
		break;
	}
	if (m->unseen)
		return true;
	return m->form != PROTECT_MADE && is_kind(t, m->part.at[1], PROTECT_COUNT) &&
	       (is_kind(t, m->part.at[0], PROTECT_COUNT) ||
	        (m->form == PROTECT_QUOTIENT && is_kind(t, m->part.at[0], PROTECT_SUM)));
}

static bool check_measures(const struct protect_request *s, struct error *e)
{
	for (size_t i = 0; i < s->n; i++)
		for (size_t m = 0; m < s->table[i].measures; m++) {
			const struct protect_measure *one = &s->table[i].measure[m];

			if (is_known(&s->table[i], one))
				continue;
			return error_set(
			    e, "%.*s: %s", SLICE(one->name),
			    one->kind == PROTECT_SUM
			        ? "noise for a sum is by its --cap, and --largest shows that no "
			          "contribution is above it"
			        : "noise is for counts, sums, and quotients and differences of "
			          "them; leave it out, or count by classes of it");
		}
	return true;
}

/* [TABLE:]SUM=AMOUNT */
static bool read_cap(struct protect_request *s, const char *text, struct error *e)
{
	struct slice rest = slice_of(text), name, amount;
	struct protect_request_table *t = &s->table[0];
	struct protect_measure *m;

	if (t->name.n > 0) {
		if (!protect_word_halve(rest, ':', &name, &rest))
			return error_set(e, "--cap: begins with the name of a --table and :");
		for (t = s->table; t < s->table + s->n && !slice_equal(t->name, name); t++)
			;
	}
	if (t == s->table + s->n || !protect_word_halve(rest, '=', &name, &amount) ||
	    (m = measure_of(t, name)) == NULL || m->kind != PROTECT_SUM || m->capped ||
	    !number_parse(amount, &m->cap) || number_compare(m->cap, number_of(0)) <= 0)
		return error_set(e, "--cap: SUM=AMOUNT, where SUM is a --sum and the AMOUNT above "
		                    "zero");
	m->capped = true;
	return true;
}

static bool check_options(const struct protect_words *w, struct error *e)
{
	if (w->previous.n > 0 || w->cumulative || w->priority.n > 0 || w->width != PROTECT_UNSET ||
	    w->percent != PROTECT_UNSET || w->dominance != NULL)
		return error_set(e, "--previous, --cumulative, --priority, --width, --percent and "
		                    "--dominance are for --method suppress");
	if (w->base != PROTECT_UNSET)
		return error_set(e, "--method round and --base go together");
	if (w->zeros != NULL && strcmp(w->zeros, "show") != 0)
		return error_set(e, "--zeros: noise shows them, and each may be a few");
	if (w->alike != NULL && strcmp(w->alike, "show") != 0)
		return error_set(e,
		                 "--alike: noise shows them, and they may be nearly all or none");
	return true;
}

bool protect_noise_setting(struct protect_request *s, const struct protect_words *words,
                           struct error *e)
{
	if (!check_options(words, e))
		return false;
	for (size_t i = 0; i < words->cap.n; i++)
		if (!read_cap(s, words->cap.at[i], e))
			return false;
	for (size_t i = 0; i < s->n; i++)
		s->table[i].noise = true;
	return check_measures(s, e);
}
