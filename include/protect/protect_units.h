/*
 * protect_units: tables of several units, each protected by itself (--units), as if there were no others.
 *
 * The units are the values of a key column that all tables have. For each, its rows without that column are tables of their own; what is hidden in them, or how they
 * are rounded, is what it would be in a call with these alone. With noise a unit is a matter of the draws instead (protect_noise.h).
 */
#ifndef PROTECT_UNITS_H
#define PROTECT_UNITS_H

#include "protect/protect_request.h"
#include "protect/protect_table.h"

struct protect_units {
	struct slice column;
	struct map value; /* the units, as they come in the tables */
};

/* Takes the column out of what is said of keys. False: a table has it not as a key, or something else is said of it. */
bool protect_units_leave(struct protect_request *s, struct slice column, struct error *e);

/* Adds the units of a table. Dies at a total of units, or at a row of none. */
void protect_units_add(struct protect_units *u, const struct keyed_table *t);

/* The rows of one unit; a number that no unit has: none. The fields are the heap's, for keyed_table_done. */
void protect_units_cut(const struct protect_units *u, const struct keyed_table *from, size_t unit,
                       struct keyed_table *to, struct arena *a);

void protect_units_done(struct protect_units *u);

#endif
