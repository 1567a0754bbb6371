/*
 * suppress_exact: a pattern of little cost, and the least cost of any, by cuts (suppress_cuts.h).
 *
 * Cuts are first collected with the master in fractions, which is quick and gives a bound for any tables. From there a
 * pattern is found by diving: what the choice hides nearly whole is hidden, the cuts that this leaves broken are
 * collected, and so on; then cells that are not needed after all are shown again, most of them without an attack, since
 * a cut that is known would break. Last the master is solved in whole numbers: a choice, the cuts that it breaks, and
 * again. A choice that breaks none is the best pattern: no other costs less, since all had to keep the cuts.
 *
 * Patterns are safe against attacks in fractions: where the tables are not of one or two dimensions, they must be
 * attacked in whole numbers before they are believed.
 *
 * Order of calls: exact_open; exact_bound; exact_dive and exact_search, if it was true; exact_close.
 */
#ifndef SUPPRESS_EXACT_H
#define SUPPRESS_EXACT_H

#include "protect/cells.h"

enum exact_answer {
	EXACT_NONE_BETTER, /* no pattern costs less than `most` */
	EXACT_BETTER,      /* the cells are now as in the best pattern */
	EXACT_GAVE_UP      /* the effort was not enough; the cells are as they were */
};

struct exact;

/*
 * Cells that are hidden stay so in all patterns. `settled` says of each secret that it is safe whatever else is hidden;
 * it is borrowed. Effort is how many programs may be solved.
 */
struct exact *exact_open(struct cells *c, const bool *settled, size_t effort);

/* False: a secret can not be kept whatever is hidden, or the effort was not enough; the bound is what is known by then. */
bool exact_bound(struct exact *x, int64_t *bound);

/* Open cells of the pattern become CELL_SECONDARY, and those of another open. False: the effort was not enough. */
bool exact_dive(struct exact *x);

/* Looks for the least cost, from a pattern that costs `most`; *bound rises to what is known of it. */
enum exact_answer exact_search(struct exact *x, int64_t most, int64_t *bound);

/* How many programs have been solved so far. */
size_t exact_programs(const struct exact *x);

void exact_close(struct exact *x);

#endif
