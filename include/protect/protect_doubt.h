/*
 * protect_doubt: counts that look like one a part of the other, which nobody has said.
 *
 * What hangs together is said by options, or by the compiler of a pipeline; what neither knows is told by the figures
 * themselves. A count that nowhere is more than another, and everywhere nearly as much, with the same key values, counts most of the
 * same persons. One less the other is then a number of persons, that nothing else looks at. Two counts that are the same everywhere, as of the same persons in two registers,
 * are hidden by two patterns, and what the one hides beside a small count the other shows. (Three figures that are not small must be the same, too:
 * less is often so by chance.)
 */
#ifndef PROTECT_DOUBT_H
#define PROTECT_DOUBT_H

#include "protect/protect_figures.h"

#define PROTECT_DOUBT_LEAST 3    /* figures with the same key values, that two counts must have */
#define PROTECT_DOUBT_PERCENT 10 /* of the larger, that they may differ by in all */

/* Dies if two counts do, are not tied by what was said (also by way of others), and neither is --untied. After protect_cells. */
void protect_doubt(const struct protect *p);

#endif
