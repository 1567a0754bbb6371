/*
 * merge: what others have counted, coming in: states (states.h), or tables of protect (protected.h). A stream is the one or
 * the other, by its columns.
 *
 *	struct merge m = merge_open(&cube, how, in);            the cube's rollup is made stated
 *	merge_take(&m, key, &r, &e)                              for each record
 *	merge_check(&m, &e)                                      when all are taken
 *	cube_value(...), merge_status(&m, &row, i, &v)           for each figure
 *	merge_done(&m);
 */
#ifndef MERGE_H
#define MERGE_H

#include "aggregate/cube.h"
#include "aggregate/protected.h"
#include "aggregate/states.h"

/* How different values are put together: they came themselves; only their number came. */
enum merge_how { MERGE_VALUES, MERGE_DISJOINT, MERGE_AT_MOST };

struct merge {
	enum merge_how how;
	bool is_protected;
	struct states states;
	struct protected protected;
};

/* Dies if the columns are not those of the keys and measures. */
struct merge merge_open(struct cube *c, enum merge_how how, const struct reader *in);

bool merge_take(struct merge *m, struct slice key, const struct record *r, struct error *e);
bool merge_check(const struct merge *m, struct error *e);

/* Whether a measure has a status: some party may have hidden it, or it can be at most what it says. */
bool merge_has_status(const struct merge *m, const struct measures *all, size_t measure);

/* The status of a figure; one that is hidden or withheld is made missing. */
const char *merge_status(const struct merge *m, const struct cube_row *row, size_t measure,
                         struct figures_value *v);

void merge_done(struct merge *m);

#endif
