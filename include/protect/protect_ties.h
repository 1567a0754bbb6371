/*
 * protect_ties: counts that are parts of counts of other tables (--part TABLE:COUNT=TABLE:COUNT).
 *
 * A tie is between two populations: whoever is in the first is in the second, with the same values in the keys that
 * both tables have. So each figure of the first, by these keys, is no more than that of the second, and what is
 * left is a number of persons. Totals that stand in no row, but follow from others, are tied as those that do.
 */
#ifndef PROTECT_TIES_H
#define PROTECT_TIES_H

#include "protect/protect_figures.h"

/* Dies if a part is more than its whole. All figures and sums are there. */
void protect_ties(struct protect *p);

/*
 * Dies if a tie names a measure, or a key, that is not there. A value of a key that only the whole has is one of the
 * part's too, so that a row that nobody is in can be put there (protect_fill).
 */
void protect_ties_check(struct protect *p);

/* Whether a tie is of this population, so that totals that no row shows may be known by another table. */
bool protect_is_tied(const struct protect *p, const struct protect_table *t,
                     const struct protect_column *c);

#endif
