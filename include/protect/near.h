/*
 * near: a neighbourhood of a cell, in which a change of it can be made good.
 *
 * Of each relation of the first cells the best members come with (those that are hidden, then
 * those of little weight; as many as the breadth says), and then every cell where two relations
 * cross that have been touched. In a table of any dimensions this is a smaller table: some of the
 * rows, columns and layers. Where a relation is left with one cell, which could not move, a few
 * more come with.
 *
 * Order of calls: near_open; near_around for each neighbourhood; near_close. The lists are good
 * until the next call.
 */
#ifndef NEAR_H
#define NEAR_H

#include "protect/blocks.h"

#define NEAR_NONE SIZE_MAX
#define NEAR_ALL SIZE_MAX /* as breadth: all that hangs together */

struct near {
	const struct cells *c;
	size_t *cell, n;
	size_t *place;               /* of a cell in the list, or NEAR_NONE */
	size_t *relation, relations; /* those that have any of the cells */

	bool may_be_open, all; /* of the neighbourhood being made */
	struct blocks_index in;
	size_t *crossed; /* of each cell: touched relations */
	bool *touched;   /* each relation */
	size_t done;     /* cells whose relations have been touched */
	struct arena arena;
};

void near_open(struct near *n, const struct cells *c);

/* Of cells that are hidden, or (may_be_open) not fixed, around those of the terms. */
void near_around(struct near *n, const struct term *term, size_t terms, size_t breadth,
                 bool may_be_open);

void near_close(struct near *n);

#endif
