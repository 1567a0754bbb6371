/*
 * protected: tables of protect, of several parties, as what aggregate --merge adds up.
 *
 * Only rows of the same keys are added, those of totals too: nobody can fold what he may not see. A figure that one
 * of them hides is hidden in the sum.
 */
#ifndef PROTECTED_H
#define PROTECTED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "aggregate/result_table.h"
#include "error.h"
#include "record.h"

struct protected
{
	struct result_table *result;
	size_t *column,
	    *status;   /* by measure, of those that are no ratio; COLUMN_NONE: it has no status */
	uint8_t *mark; /* what was done to measure i in group g: mark[g * measures + i] */
	size_t room;
};

/* Whether a measure of the stream has a status. */
bool protected_is(const struct reader *in);

/*
 * Dies if a measure is not there, a column is neither key nor measure, or a measure can not be added up. The
 * table's groupings must be stated.
 */
struct protected protected_open(struct result_table *c, const struct reader *in);

/* False: a field is no figure of its measure. */
bool protected_take(struct protected *p, struct slice key, const struct record *r, struct error *e);

/* When all are taken: false if a row that is needed is not there. */
bool protected_check(const struct protected *p, struct error *e);

/* Whether the measure, or what it is made of, has a status. */
bool protected_has_status(const struct protected *p, size_t measure);

/* "hidden", "missing" (of a ratio whose denominator is only bounded), "at_most", "rounded" or "". */
const char *protected_status(const struct protected *p, const struct result_table_row *row,
                             size_t measure);

void protected_done(struct protected *p);

#endif
