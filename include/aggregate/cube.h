/*
 * cube: the table that aggregate makes: which groupings it needs, its rows in order, what stands in them.
 *
 *	struct cube c = {keys, names, totals, &measures, denominator};
 *	c.rollup = rollup_open(keys, &measures);
 *	...rollup_take(&c.rollup, ...) for each record...
 *	cube_rows(&c, &e)
 *	cube_value(&c, &c.row[r], measure, &value, &e)             for each row and measure
 *	cube_done(&c);
 */
#ifndef CUBE_H
#define CUBE_H

#include "aggregate/rollup.h"

/*
 * A row of the table. Rows are ordered by the keys; a tab is less than any byte of a field, so the order of keys is that of
 * their fields, one after the other.
 */
struct cube_row {
	struct slice key;
	size_t grouping;
};

struct cube {
	size_t keys;
	const struct slice *key; /* their names */
	uint32_t totals;         /* key columns that also get rows for all of them */
	const struct measures *measures;
	const uint32_t *denominator; /* by measure: which of its row's columns a ratio's is by */
	struct rollup rollup;
	struct cube_row *row;
	size_t rows, room;
};

/* The set of all keys. */
uint32_t cube_keys(const struct cube *c);

/*
 * Every grouping that the table needs, each once: those that have rows, then those that only denominators are of. Returns
 * how many there are; the caller frees them.
 */
size_t cube_groupings(const struct cube *c, uint32_t **groupings);

/* Folds, and puts the rows in order. False: a figure is outside the limits. */
bool cube_rows(struct cube *c, struct error *e);

bool cube_value(struct cube *c, const struct cube_row *row, size_t measure, struct figures_value *v,
                struct error *e);

/* The rollup too. */
void cube_done(struct cube *c);

#endif
