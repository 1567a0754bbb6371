/*
 * protect_parts: the figures of one measure of a table, and which of them are parts of which.
 *
 * Each figure is a part of others: with * in the place of one of its values, or the code that the value is a part
 * of. So every total is found from its parts, in time that is linear in their number. A total that no row shows,
 * but that stands between figures that are shown (the counties between municipalities and country), becomes a cell
 * too, hidden from the beginning.
 */
#ifndef PROTECT_PARTS_H
#define PROTECT_PARTS_H

#include "protect/protect_figures.h"

/* A figure of the measure and the values that it is by, one for each key of the table; * where there is none. */
struct parts_figure {
	size_t cell;
	struct slice *value;
};

/* A total by one key, and its parts; or (--relation) terms that come to zero. */
struct parts_sum {
	size_t whole, key, row;
	struct term *term;
	size_t n, room;
	const struct protect_relation *relation; /* or NULL */
};

/*
 * Start it with the first five; `shared`: others know the population, so totals that no row shows may be known by
 * them.
 */
struct parts {
	struct protect *p;
	struct protect_side *side;
	struct protect_table *t;
	struct protect_column *c;
	size_t table, measure;
	bool shared;
	struct parts_figure *figure;
	struct parts_sum *sum;
	struct map met;   /* cells that are figures */
	struct map found; /* what a sum is of, to its number */
	size_t n, room, sums, sum_room;
	struct str text;
};

/* All figures and sums. Dies if a total that is shown for others is not there. */
void parts_find(struct parts *s);

/* Forgets them, so that they can be found anew. */
void parts_forget(struct parts *s);

void parts_done(struct parts *s);

/* The sum of the figure by this key, or MAP_NONE. */
size_t parts_sum_of(struct parts *s, size_t whole, size_t key);

void parts_add_term(struct parts_sum *sum, size_t cell, int64_t factor);

/* The keys with * among these values, of those that the measure is by. */
uint32_t parts_pattern(const struct parts *s, const struct slice *value);

/* Whether one that it counts may be in several values of the key, so that they are no parts. */
static inline bool parts_overlap(const struct parts *s, size_t key)
{
	return (s->c->overlap >> key & 1) != 0;
}

static inline struct cell *parts_cell(const struct parts *s, size_t cell)
{
	return &s->side->cells.cell[cell];
}

/* Dies with what is wrong with a cell, and the key. */
_Noreturn void parts_refuse(const struct parts *s, size_t cell, const char *what, size_t key);

#endif
