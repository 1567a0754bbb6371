/*
 * attack_near: a neighbourhood of a cell, in which a change of it can be made good.
 *
 * Of each relation of the first cells the best members come with (those that are hidden, then
 * those of little weight; as many as the breadth says), and then every cell where two relations
 * cross that have been touched. In a table of any dimensions this is a smaller table: some of the
 * rows, columns and layers. Where a relation is left with one cell, which could not move, a few
 * more come with.
 *
 * Order of calls: attack_near_open; attack_near_around for each neighbourhood; attack_near_close. The lists are good
 * until the next call.
 */
#ifndef ATTACK_NEAR_H
#define ATTACK_NEAR_H

#include "protect/attack_blocks.h"

#define ATTACK_NEAR_NONE SIZE_MAX
#define ATTACK_NEAR_ALL SIZE_MAX /* as breadth: all that hangs together */

struct attack_near {
	const struct cells *c;
	size_t *cell, n;
	size_t *place;               /* of a cell in the list, or ATTACK_NEAR_NONE */
	size_t *relation, relations; /* those that have any of the cells; */
	size_t *row, rows;           /* of these, those that are not spare */

	bool may_be_open, all; /* of the neighbourhood being made */
	struct attack_blocks_index in;
	size_t *crossed; /* of each cell: touched relations */
	bool *touched;   /* each relation */
	size_t done;     /* cells whose relations have been touched */
	struct arena arena;
};

void attack_near_open(struct attack_near *n, const struct cells *c);

/* Of cells that are hidden, or (may_be_open) not fixed, around those of the terms. */
void attack_near_around(struct attack_near *n, const struct term *term, size_t terms,
                        size_t breadth, bool may_be_open);

void attack_near_close(struct attack_near *n);

#endif
