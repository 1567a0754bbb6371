/*
 * protect_cells: every figure of the tables of a call, and every sum between them, found.
 *
 * First the figures that rows show; then those that rows filled in have from others, and the denominators that only
 * shares tell. Then the sums of each measure (protect_sums.h), the ties between tables (protect_ties.h), and what
 * was published before (protect_earlier.h), each held against the true values.
 */
#ifndef PROTECT_CELLS_H
#define PROTECT_CELLS_H

#include "protect/protect_figures.h"

/* Dies with file, line and column if a field is no number, two places of one figure differ, or a sum does not hold. */
void protect_cells(struct protect *p);

#endif
