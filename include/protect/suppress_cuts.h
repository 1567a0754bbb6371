/*
 * suppress_cuts: what each secret demands of the choice of cells to hide, as inequalities.
 *
 * The master program chooses how much of each cell to hide, 0 to 1, at the least sum of weights. At first it knows of
 * nothing that must hold. An attack in fractions asks whether its choice keeps every secret; where it does not, the dual
 * values of the attack say why, as an inequality that every safe pattern keeps (a capacity cut, Fischetti and
 * Salazar-Gonzalez 2000): the room of the cells to be hidden, each counted as often as it stands in the way, must be as
 * much as the secret needs.
 *
 * Most of the work is not done: the attack has columns only for cells that are chosen at all (what another cell would
 * give follows from the duals), and how a secret moved when it was last found safe is kept, so it is not asked again
 * while the choice leaves room for that.
 *
 * Order of calls: cuts_open (suppress_program.h); cuts_solve and cuts_find in turn, until nothing is found, or `chosen` set by the caller and
 * cuts_find; cuts_close.
 */
#ifndef SUPPRESS_CUTS_H
#define SUPPRESS_CUTS_H

#include "protect/suppress_program.h"

/* The cheapest choice that keeps the cuts. False: the solver has no answer. */
bool cuts_solve(struct cuts *x, double *least);

/*
 * Cuts that the choice breaks become rows of the master: how many; no more are looked for when there are `most`. 0 with effort
 * left: the choice keeps every secret in fractions.
 */
size_t cuts_find(struct cuts *x, size_t most);

/*
 * The master does without cuts that the choice keeps easily, so that it is quicker; those that a later choice breaks are
 * brought back, and counted.
 */
void cuts_lighten(struct cuts *x);
size_t cuts_recall(struct cuts *x);

/* Whether a choice in whole numbers keeps the cuts that are known without this column. */
bool cuts_bear_without(const struct cuts *x, size_t column);

void cuts_close(struct cuts *x);

#endif
