#include "aggregate/aggregate_merge.h"

#include "columns.h"

struct aggregate_merge aggregate_merge_open(struct result_table *c, enum aggregate_merge_how how,
                                            const struct reader *in)
{
	struct aggregate_merge m = {.how = how, .is_protected = protected_is(in)};

	c->groupings.stated = true;
	c->groupings.accumulators.overlap = how == AGGREGATE_MERGE_AT_MOST;
	if (!m.is_protected) {
		m.states = partial_states_open(
		    c,
		    how == AGGREGATE_MERGE_VALUES ? PARTIAL_STATES_VALUES : PARTIAL_STATES_COUNTS,
		    in);
		return m;
	}
	if (measures_are_noisy(c->measures))
		die("--noise: %s is protected already", reader_name(in));
	for (size_t i = 0; i < c->measures->n; i++)
		if (how == AGGREGATE_MERGE_VALUES &&
		    c->measures->at[i].function->keeps == FUNCTION_KEEPS_DIFFERENT)
			die("--distinct: %s has numbers, not values; say disjoint or at-most",
			    reader_name(in));
	m.protected = protected_open(c, in);
	return m;
}

bool aggregate_merge_take(struct aggregate_merge *m, struct slice key, const struct record *r,
                          struct error *e)
{
	return m->is_protected ? protected_take(&m->protected, key, r, e)
	                       : partial_states_take(&m->states, key, r, e);
}

bool aggregate_merge_check(const struct aggregate_merge *m, struct error *e)
{
	return m->is_protected ? protected_check(&m->protected, e)
	                       : partial_states_check(&m->states, e);
}

bool aggregate_merge_has_status(const struct aggregate_merge *m, const struct measures *all,
                                size_t measure)
{
	const struct measure *one = &all->at[measure];

	if (m->is_protected && protected_has_status(&m->protected, measure))
		return true;
	if (m->how != AGGREGATE_MERGE_AT_MOST)
		return false;
	if (one->function->takes != FUNCTION_TAKES_MEASURES)
		return one->function->keeps == FUNCTION_KEEPS_DIFFERENT;
	return all->at[one->numerator].function->keeps == FUNCTION_KEEPS_DIFFERENT ||
	       all->at[one->denominator].function->keeps == FUNCTION_KEEPS_DIFFERENT;
}

static void name_marked(const struct measure *measure, const char *mark, struct header *header)
{
	struct str name = {0};

	str_addf(&name, "%.*s%s", SLICE(measure->name), mark);
	columns_name(header, str_slice(&name));
	str_done(&name);
}

void aggregate_merge_name(const struct aggregate_merge *m, const struct measures *all,
                          struct header *header)
{
	for (size_t i = 0; i < all->n; i++) {
		columns_name(header, all->at[i].name);
		if (aggregate_merge_has_status(m, all, i))
			name_marked(&all->at[i], ".status", header);
		if (all->at[i].noisy)
			name_marked(&all->at[i], ".key", header);
	}
}

const char *aggregate_merge_status(const struct aggregate_merge *m,
                                   const struct result_table_row *row, size_t measure,
                                   struct accumulators_value *v)
{
	const char *status = m->is_protected ? protected_status(&m->protected, row, measure) : "";

	if (strcmp(status, "hidden") != 0 && strcmp(status, "missing") != 0)
		status = v->withheld ? "missing" : v->at_most ? "at_most" : status;
	if (strcmp(status, "hidden") == 0 || strcmp(status, "missing") == 0)
		v->missing = true;
	return status;
}

void aggregate_merge_done(struct aggregate_merge *m)
{
	partial_states_done(&m->states);
	protected_done(&m->protected);
}
