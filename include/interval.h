/*
 * interval: days in a row, as records have them in two columns (docs/records.md, rule 11): the first and the last, both
 * of which belong to it. An end that is missing is open: it has always been so, or it goes on. Pure.
 */
#ifndef INTERVAL_H
#define INTERVAL_H

#include <stdbool.h>
#include <stdint.h>

#include "date.h"
#include "str.h"

#define INTERVAL_ALWAYS INT32_MIN /* from: open */
#define INTERVAL_ON INT32_MAX     /* till: open */

struct interval {
	int32_t from, till; /* days since 1970-01-01; from <= till */
};

enum interval_fault {
	INTERVAL_FINE,
	INTERVAL_FROM, /* is no date */
	INTERVAL_TILL,
	INTERVAL_TURNED /* it ends before it begins */
};

/* Of two fields. */
enum interval_fault interval_read(struct slice from, struct slice till, struct interval *to);

/* An end as a field, which lies in `to`; empty if it is open. */
struct slice interval_end(int32_t day, char to[DATE_TEXT]);

/* What both have; false: nothing. */
bool interval_both(struct interval a, struct interval b, struct interval *both);

/* Not of one that is open. */
static inline int64_t interval_days(struct interval i)
{
	return (int64_t)i.till - i.from + 1;
}

static inline bool interval_is_open(struct interval i)
{
	return i.from == INTERVAL_ALWAYS || i.till == INTERVAL_ON;
}

#endif
