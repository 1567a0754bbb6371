/*
 * spell: the interval that a record has in two columns, and the window that is looked at, which may lie in columns too.
 * Dies, with line and column, of a field that is no date and of an interval that ends before it begins.
 */
#ifndef SPELL_H
#define SPELL_H

#include <stdbool.h>
#include <stddef.h>

#include "interval.h"
#include "record.h"

struct spell_columns {
	size_t from, till;
};

struct interval spell_read(const struct reader *in, const struct record *r,
                           struct spell_columns columns);

/* An end of a window: a day, or a column that holds one. */
struct window_end {
	size_t column; /* COLUMN_NONE: the day is the same for all */
	int32_t day;
};

struct window {
	struct window_end from, till;
};

/*
 * Reads FROM,TILL, each a date, a column or nothing (open). NULL, or what was expected instead; dies if there is no such
 * column.
 */
const char *window_choose(const struct reader *in, struct slice text, struct window *to);

/* The window of a record. */
struct interval window_read(const struct reader *in, const struct record *r,
                            const struct window *window);

#endif
