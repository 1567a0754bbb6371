/*
 * aggregate_merge: what others have counted, coming in: states (partial_states.h), or tables of protect
 * (protected.h). A stream is the one or the other, by its columns.
 *
 *	struct aggregate_merge m = aggregate_merge_open(&table, how, in);            the table's groupings are made stated
 *	aggregate_merge_take(&m, key, &r, &e)                              for each record
 *	aggregate_merge_check(&m, &e)                                      when all are taken
 *	result_table_value(...), aggregate_merge_status(&m, &row, i, &v)           for each figure
 *	aggregate_merge_done(&m);
 */
#ifndef AGGREGATE_MERGE_H
#define AGGREGATE_MERGE_H

#include "aggregate/result_table.h"
#include "aggregate/protected.h"
#include "aggregate/partial_states.h"

/* How different values are put together: they came themselves; only their number came. */
enum aggregate_merge_how {
	AGGREGATE_MERGE_VALUES,
	AGGREGATE_MERGE_DISJOINT,
	AGGREGATE_MERGE_AT_MOST
};

struct aggregate_merge {
	enum aggregate_merge_how how;
	bool is_protected;
	struct partial_states states;
	struct protected protected;
};

/* Dies if the columns are not those of the keys and measures. */
struct aggregate_merge aggregate_merge_open(struct result_table *c, enum aggregate_merge_how how,
                                            const struct reader *in);

bool aggregate_merge_take(struct aggregate_merge *m, struct slice key, const struct record *r,
                          struct error *e);
bool aggregate_merge_check(const struct aggregate_merge *m, struct error *e);

/* The columns of the measures: each, its status if it has one, and the numbers that noise is drawn of. */
void aggregate_merge_name(const struct aggregate_merge *m, const struct measures *all,
                          struct header *header);

/* Whether a measure has a status: some party may have hidden it, or it can be at most what it says. */
bool aggregate_merge_has_status(const struct aggregate_merge *m, const struct measures *all,
                                size_t measure);

/* The status of a figure; one that is hidden or withheld is made missing. */
const char *aggregate_merge_status(const struct aggregate_merge *m,
                                   const struct result_table_row *row, size_t measure,
                                   struct accumulators_value *v);

void aggregate_merge_done(struct aggregate_merge *m);

#endif
