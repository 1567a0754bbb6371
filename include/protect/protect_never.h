/*
 * protect_never: combinations of key values that nobody can be in (--never).
 *
 * Who knows what the values mean knows that they are nought, whatever is hidden, and all that follows: the parts of a
 * total of nobody, a total of parts of nobody. So such a figure is no secret, nothing can be hidden by it, and it goes out as the nought that it is.
 */
#ifndef PROTECT_NEVER_H
#define PROTECT_NEVER_H

#include "protect/protect_figures.h"

/* Dies if a column is no key of its table, or a value not in the hierarchy of its column. */
void protect_never_check(const struct protect *p);

/*
 * Marks the figures of the populations that the tables count, in whichever table and publication, and those that
 * follow. All figures and what binds them are there. Dies if one is not nought.
 */
void protect_never_mark(struct protect *p);

/* Whether nobody can be in any figure of the row that differs by all its keys. */
bool protect_never_row(const struct protect *p, const struct protect_table *t, size_t row);

/* Takes away the secrets that are nought by what was said alone: all of a group, where the others are nobody. */
void protect_never_forgive(struct protect *p, struct protect_side *side);

#endif
