/*
 * beyond_memory: a table of more groups, or different values, than memory holds. What has been counted so far goes to
 * disk, as often as need be, and is added up group by group in the end; the figures are the same.
 *
 *	struct beyond_memory *b = beyond_memory_open(&result, memory);
 *	if (beyond_memory_is_due(b))
 *		beyond_memory_put(b);                       now and then, while records are taken
 *	if (beyond_memory_is_used(b))                       in the end, in place of result_table_rows
 *		while (beyond_memory_row(b, &row))
 *			...
 *	beyond_memory_close(b);
 *
 * Memory: half of what may be used for what is being counted, half for its way to disk (sorter.h). Beyond that, the values
 * of one group of quantile and largest, and the figures of all groups that are the denominator of a finer one.
 */
#ifndef BEYOND_MEMORY_H
#define BEYOND_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

#include "aggregate/result_table.h"

struct beyond_memory;

/* The table must live as long. */
struct beyond_memory *beyond_memory_open(struct result_table *c, size_t memory);

/* Whether what has been counted takes half of the memory. */
bool beyond_memory_is_due(const struct beyond_memory *b);

/* Puts it on disk; the table is as if nothing had been counted. */
void beyond_memory_put(struct beyond_memory *b);
bool beyond_memory_is_used(const struct beyond_memory *b);

/* A row, good until the next: its key, and the values of all measures. */
struct beyond_memory_row {
	struct slice key;
	const struct accumulators_value *value;
};

/* The next row, in order; false: there is none. Dies if a figure is outside the limits. */
bool beyond_memory_row(struct beyond_memory *b, struct beyond_memory_row *row);
void beyond_memory_close(struct beyond_memory *b);

#endif
