#include "aggregate/merge.h"

struct merge merge_open(struct cube *c, enum merge_how how, const struct reader *in)
{
	struct merge m = {.how = how, .is_protected = protected_is(in)};

	c->rollup.stated = true;
	c->rollup.figures.overlap = how == MERGE_AT_MOST;
	if (!m.is_protected) {
		m.states = states_open(c, how == MERGE_VALUES ? STATES_VALUES : STATES_COUNTS, in);
		return m;
	}
	for (size_t i = 0; i < c->measures->n; i++)
		if (how == MERGE_VALUES &&
		    c->measures->at[i].function->keeps == FUNCTION_KEEPS_DIFFERENT)
			die("--distinct: %s has numbers, not values; say disjoint or at-most",
			    reader_name(in));
	m.protected = protected_open(c, in);
	return m;
}

bool merge_take(struct merge *m, struct slice key, const struct record *r, struct error *e)
{
	return m->is_protected ? protected_take(&m->protected, key, r, e)
	                       : states_take(&m->states, key, r, e);
}

bool merge_check(const struct merge *m, struct error *e)
{
	return m->is_protected ? protected_check(&m->protected, e) : states_check(&m->states, e);
}

bool merge_has_status(const struct merge *m, const struct measures *all, size_t measure)
{
	const struct measure *one = &all->at[measure];

	if (m->is_protected && protected_has_status(&m->protected, measure))
		return true;
	if (m->how != MERGE_AT_MOST)
		return false;
	if (one->function->takes != FUNCTION_TAKES_MEASURES)
		return one->function->keeps == FUNCTION_KEEPS_DIFFERENT;
	return all->at[one->numerator].function->keeps == FUNCTION_KEEPS_DIFFERENT ||
	       all->at[one->denominator].function->keeps == FUNCTION_KEEPS_DIFFERENT;
}

const char *merge_status(const struct merge *m, const struct cube_row *row, size_t measure,
                         struct figures_value *v)
{
	const char *status = m->is_protected ? protected_status(&m->protected, row, measure) : "";

	if (strcmp(status, "hidden") != 0 && strcmp(status, "missing") != 0)
		status = v->withheld ? "missing" : v->at_most ? "at_most" : status;
	if (strcmp(status, "hidden") == 0 || strcmp(status, "missing") == 0)
		v->missing = true;
	return status;
}

void merge_done(struct merge *m)
{
	states_done(&m->states);
	protected_done(&m->protected);
}
