/*
 * attack_blocks: which hidden cells hang together.
 *
 * A hidden cell that is alone in a sum of open ones is known to everybody; so is the next one
 * that this leaves alone, and so on. What is left falls apart into blocks: cells are in the same
 * block when a relation or a secret has both. What may be true in one block does not depend on
 * another, so each can be looked at by itself.
 *
 * Blocks are numbered by their first cell; all lists are in rising order. They hold for the
 * states that the cells had.
 */
#ifndef ATTACK_BLOCKS_H
#define ATTACK_BLOCKS_H

#include "protect/cells.h"

#define ATTACK_BLOCKS_NONE SIZE_MAX

struct block {
	size_t *cell, cells;         /* hidden and not known */
	size_t *relation, relations; /* but not those that are spare */
	size_t *secret, secrets;
};

/* The relations that a cell is in: list[start[cell]] up to list[start[cell + 1]]. */
struct attack_blocks_index {
	size_t *start, *list;
};

void attack_blocks_index(struct attack_blocks_index *index, const struct cells *c,
                         struct arena *arena);

struct attack_blocks {
	struct block *block;
	size_t n;
	size_t *of_cell;   /* ATTACK_BLOCKS_NONE: open, fixed, or known */
	size_t *place;     /* of a cell in the list of its block */
	size_t *of_secret; /* ATTACK_BLOCKS_NONE: all its cells are known */
	struct arena arena;
};

void attack_blocks_make(struct attack_blocks *b, const struct cells *c);
void attack_blocks_done(struct attack_blocks *b);

#endif
