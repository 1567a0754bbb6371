/*
 * suppress: which further cells to hide so that no secret can be worked out, at the least cost
 * (the cell suppression problem).
 *
 * First the bound is found in fractions, and a pattern near it by diving (suppress_exact.h); what an attack in whole
 * numbers finds too narrow is mended. Then the least cost of all patterns is looked for, as long as the effort allows:
 * tables of two dimensions with thousands of cells, and of three with hundreds, are solved to the optimum. Of others the
 * bound says how far from it the pattern can be at most. Where tables of more than two dimensions have many thousand
 * cells, the pattern is made by a heuristic instead: each secret by the cheapest way that is left to it (attack_ways.h),
 * and then cells that turned out not to be needed are shown again.
 *
 * The same cells give the same pattern: effort is counted in programs solved and nodes searched,
 * never in seconds. When the pattern is done every secret has been attacked once more (attack.h),
 * from nothing, so what suppress has accepted is audited.
 */
#ifndef SUPPRESS_H
#define SUPPRESS_H

#include "protect/cells.h"
#include "error.h"

enum suppress_method { SUPPRESS_NOTHING, SUPPRESS_OPTIMAL, SUPPRESS_HEURISTIC };

struct suppression {
	enum suppress_method method;
	int64_t cost;  /* sum of weights of what was hidden as secondary */
	int64_t bound; /* no pattern costs less; equals cost when optimal */
	size_t secondary;
	size_t attacks; /* linear programs solved */
	size_t failed;  /* the secret that could not be kept, when suppress returns false */
};

/* How many programs may be solved for the optimum; one of thousands of cells counts as several. */
#define SUPPRESS_EFFORT 20000

/*
 * Hides cells (CELL_OPEN becomes CELL_SECONDARY) until each secret is safe. Cells that are
 * CELL_PRIMARY stay so. False and the reason: a secret can not be kept even when everything that
 * may be hidden is.
 */
bool suppress(struct cells *c, size_t effort, struct suppression *s, struct error *e);

#endif
