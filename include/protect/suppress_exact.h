/*
 * suppress_exact: the least cost of a pattern, by cuts.
 *
 * The master problem chooses which cells to hide, in whole numbers, at the least sum of weights.
 * At first it knows of nothing that must hold. The attack is asked whether its choice keeps every
 * secret; where it does not, the dual values of the attack say why, as an inequality that every
 * safe pattern keeps (a capacity cut, Fischetti and Salazar-Gonzalez 2000): the room of the cells
 * to be hidden, each counted as often as it stands in the way, must be as much as the secret
 * needs. So it goes on until a choice is safe: no pattern costs less, since all had to keep the
 * cuts.
 *
 * Cuts are first collected with the master in fractions, which is quick and gives a bound for any
 * tables.
 */
#ifndef SUPPRESS_EXACT_H
#define SUPPRESS_EXACT_H

#include "protect/cells.h"

enum exact_answer {
	EXACT_NONE_BETTER, /* no pattern costs less than `most` */
	EXACT_BETTER,      /* the cells are now as in the best pattern */
	EXACT_GAVE_UP      /* the effort was not enough; the cells are as they were */
};

struct exact {
	int64_t most;    /* in: what a pattern that is known costs */
	size_t effort;   /* in: how many programs may be solved, of tables of some thousand cells */
	int64_t bound;   /* out: no pattern costs less */
	size_t programs; /* out: how many were solved */
	bool *leaning; /* out, when given up: of each cell, whether the last choice would hide it */
};

/*
 * Looks for a pattern that costs less than `most`. Cells that are hidden when it is called stay
 * so; those of a better pattern become CELL_SECONDARY. A better pattern is safe against attacks
 * in fractions: where the tables are not of one or two dimensions, it must be attacked in whole
 * numbers before it is believed.
 */
enum exact_answer exact_hide(struct cells *c, struct exact *x);

#endif
