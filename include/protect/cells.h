/*
 * cells: figures of one or several linked tables as an outsider sees them: numbers that are bound
 * to each other by sums.
 *
 * A cell is one figure, however many tables show it. It is open (published) or hidden. A relation
 * is what anybody knows of the figures whatever their values: a total is the sum of its parts,
 * women among those in work are no more than women. A secret is a sum of cells that nobody may
 * come to know too closely: a small count, or a small rest (all but three of them), or a sum of
 * money of which one contributes nearly all.
 *
 * What an outsider can know of a secret is an interval: the least and the greatest value it has
 * over all tables of whole numbers that keep every relation and agree with every open cell.
 * attack.h computes it; suppress.h chooses cells to hide until each interval is as wide as its
 * secret demands.
 *
 * Order of calls: cells_add, cells_relate, cells_keep in any order as long as what is named has
 * been added; then the figures may be hidden. All true values keep all relations
 * (cells_relation_holds): if not, the tables were not what they were said to be, and nothing may
 * be computed from them. Memory is the arena's: 48 bytes a cell and 16 a term. Pure.
 */
#ifndef CELLS_H
#define CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

#define CELLS_NO_LIMIT INT64_MAX

enum cell_state {
	CELL_OPEN,      /* published */
	CELL_PRIMARY,   /* hidden for its own sake */
	CELL_SECONDARY, /* hidden for another's */
	CELL_FIXED /* known to everybody, can not be hidden: a zero that is shown, an earlier publication */
};

struct cell {
	/* the true one; counts of persons, or money in its least unit; below 10^15 */
	int64_t value;
	int64_t low, high; /* what is known of it when it is hidden; 0 or 1, and CELLS_NO_LIMIT */
	int64_t weight;    /* what it costs to hide it, at least 1 */
	enum cell_state state;
	unsigned rank; /* of two that are hidden and need not both be, the higher is shown again */
};

struct term {
	size_t cell;
	int64_t factor; /* not 0 */
};

/* The sum of its terms is 0, or (at_most) not above 0. */
struct relation {
	const struct term *term;
	size_t n;
	bool at_most;
	bool spare; /* it follows from others (attack_spare.h), so programs do without it */
};

struct demand {
	int64_t low, high, width;
};

/*
 * The interval of its sum must reach down to `low`, up to `high`, and be `width` wide. For a
 * small count `low` is the value itself and width the smallest that is safe; for money both ends
 * are said. That may be more than must be: `least` will do where it can not be had.
 */
struct secret {
	const struct term *term;
	size_t n;
	int64_t low, high, width;
	bool wishes;
	struct demand least; /* if it wishes */
	size_t origin;       /* of the caller: where it came from */
};

struct alone;

/* Start it as {0}. */
struct cells {
	struct cell *cell;
	size_t n, room;
	struct relation *relation;
	size_t relations, relation_room;
	struct secret *secret;
	size_t secrets, secret_room;
	const struct alone *alone; /* or NULL: somebody knows some of the cells (attack_alone.h) */
	struct arena arena;
};

/* The number of the new cell. */
size_t cells_add(struct cells *c, struct cell cell);

/* Terms of the same cell are added up, those that come to 0 left out. The terms are copied. */
void cells_relate(struct cells *c, const struct term *term, size_t n, bool at_most);
void cells_keep(struct cells *c, const struct term *term, size_t n, struct secret what);

static inline bool cell_is_hidden(const struct cell *cell)
{
	return cell->state == CELL_PRIMARY || cell->state == CELL_SECONDARY;
}

/* Whether it says that one cell is no more than another. */
bool cells_is_pair(const struct relation *r);

/*
 * The cell that this part of the relation is no more than; SIZE_MAX: that does not follow from it alone, or the cell
 * is the whole itself.
 */
size_t cells_whole_of(const struct relation *r, size_t part);

/* The sum of the terms of these values (value[i] is of cell i), exact. */
int64_t cells_sum(const struct term *term, size_t n, const int64_t *value);

/* The same of the true values. */
int64_t cells_true(const struct cells *c, const struct term *term, size_t n);

/* Whether the true values keep relation i. */
bool cells_relation_holds(const struct cells *c, size_t i);

/*
 * Whether these values could be the true ones for all an outsider knows: every relation kept,
 * every open or fixed cell as it is, every hidden one within its limits. In whole numbers, so no
 * solver has to be believed.
 */
bool cells_could_be(const struct cells *c, const int64_t *value);

void cells_done(struct cells *c);

#endif
