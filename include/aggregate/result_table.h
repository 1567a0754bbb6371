/*
 * result_table: the table that aggregate makes: which groupings it needs, its rows in order, what stands in them.
 *
 *	struct result_table c = {keys, names, totals, &measures, denominator};
 *	c.groupings = groupings_open(keys, &measures);
 *	...records are taken into c.groupings...
 *	result_table_rows(&c, &e)
 *	result_table_value(&c, &c.row[r], measure, &value, &e)             for each row and measure
 *	result_table_done(&c);
 */
#ifndef RESULT_TABLE_H
#define RESULT_TABLE_H

#include "aggregate/groupings.h"
#include "writer.h"

/*
 * A row of the table. Rows are ordered by the keys; a tab is less than any byte of a field, so the order of keys is
 * that of their fields, one after the other.
 */
struct result_table_row {
	struct slice key;
	size_t grouping;
};

struct result_table {
	size_t keys;
	const struct slice *key; /* their names */
	uint32_t totals;         /* key columns that also get rows for all of them */
	const struct measures *measures;
	const uint32_t *denominator; /* by measure: which of its row's columns a ratio's is by */
	struct groupings groupings;
	struct result_table_row *row;
	size_t rows, room;
};

/* The set of all keys. */
uint32_t result_table_keys(const struct result_table *c);

/*
 * Every grouping that the table needs, each once: those that have rows, then those that only denominators are of.
 * Returns how many there are; the caller frees them.
 */
size_t result_table_groupings(const struct result_table *c, uint32_t **groupings);

/* Folds, and puts the rows in order. False: a figure is outside the limits. */
bool result_table_rows(struct result_table *c, struct error *e);

bool result_table_value(struct result_table *c, const struct result_table_row *row, size_t measure,
                        struct accumulators_value *v, struct error *e);

/* The next fields: the figure, its status (NULL: it has none), and with --noise the sum of the numbers of what it counts. */
void result_table_figure(const struct result_table *c, size_t measure, struct accumulators_value v,
                         const char *status, struct writer *out);

/* As if no record had come, so that the next table can be made. */
void result_table_reset(struct result_table *c);

/* The groupings too. */
void result_table_done(struct result_table *c);

#endif
