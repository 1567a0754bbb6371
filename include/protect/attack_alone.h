/*
 * attack_alone: who contributes alone to a sum of money knows it, and must not learn another's by it.
 *
 * So what keeps a secret uncertain must do so also for each who knows such a cell: for them it does not move. That is asked
 * of all of them at once, as if they told each other. Not of a secret that he is in: the rules for sums look at what its own contributors
 * know; nor of one that is a part of what is his alone, which is his or nothing.
 */
#ifndef ATTACK_ALONE_H
#define ATTACK_ALONE_H

#include "protect/cells.h"

struct alone {
	size_t *cell, n; /* those that somebody knows */
	size_t *number;  /* of each cell its place among them, or SIZE_MAX */
	bool *own;       /* of each secret and each of them: it is not asked */
};

/* Sets c->alone by the marks of the cells; all secrets are there. Nothing if none is marked. */
void attack_alone_set(struct cells *c, const bool *marked);

/* Whether the cell may not move for the sake of that secret. */
static inline bool attack_alone_holds(const struct cells *c, size_t secret, size_t cell)
{
	const struct alone *a = c->alone;

	return a != NULL && a->number[cell] != SIZE_MAX && !a->own[secret * a->n + a->number[cell]];
}

#endif
