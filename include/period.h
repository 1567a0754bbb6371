/*
 * period: a month, quarter, half-year or year as one value, as reports are made for.
 *
 * Written 2012-03, 2012Q1 (or 2012K1, as in Swedish), 2012H1, 2012. Both ends belong to it. Pure; the clock is never
 * read.
 */
#ifndef PERIOD_H
#define PERIOD_H

#include <stdbool.h>
#include <stdint.h>

#include "str.h"

/* What can be said of a period beside its days: periods that stand in a relation to it. */
#define PERIOD_WINDOWS "previous, year-ago, year, year-to-date, last-12-months"

#define PERIOD_TEXT 8 /* bytes of the longest, with a NUL */

struct period {
	int months;    /* 1, 3, 6 or 12; of a window any */
	int32_t first; /* its first month, year * 12 + month - 1 */
	char letter;   /* Q, K or H as it was written; else NUL */
};

bool period_parse(struct slice s, struct period *p);
void period_write(struct period p, char to[PERIOD_TEXT]);

/* Its first and last day, days since 1970-01-01. */
int32_t period_from(struct period p);
int32_t period_till(struct period p);

/* False at the ends of the calendar (year 1 to 9999). */
bool period_move(struct period p, int steps, struct period *result);

/*
 * The one before; the same a year earlier; its calendar year; from January to its end; the twelve months that end with it. The last two
 * need not be a period that can be written: period_is_written. False: no such window (PERIOD_WINDOWS), or none before year 1.
 */
bool period_window(struct period p, struct slice name, struct period *result);

/* Whether it is a month, quarter, half-year or year, and not only so long. */
bool period_is_written(struct period p);

/* The months of a unit's name (month, quarter, half-year, year), or 0. */
int period_unit(struct slice name);

/* That one of so many months which the day lies in. */
struct period period_of(int months, int32_t day);

/* The last one of that many months which ended before the day. False in the first months of year 1. */
bool period_last_whole(int months, int32_t day, struct period *p);

#endif
