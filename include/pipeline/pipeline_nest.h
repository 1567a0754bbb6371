/*
 * pipeline_nest: whether rows that keep some conditions may all be among those that keep others, though the texts do not say so.
 *
 * `alder <= 19` and `alder <= 29` are two texts; that the first are among the second, so that the difference of their counts is a number of persons, can only be
 * seen from what they mean. Nothing here looks into that: two conditions on one and the same column may be such, unless they are that it is one constant, and
 * that it is another. Conditions that read several columns are taken to be of different things.
 */
#ifndef PIPELINE_NEST_H
#define PIPELINE_NEST_H

#include "pipeline/pipeline_condition.h"

/* Whether no row keeps both: a column that is one constant in the one and another in the other, or no more here than it is at least there. */
bool lineage_excludes(const struct lineage *one, const struct lineage *other);

/* Of two sets of conditions of which neither has all of the other. */
bool lineage_may_nest(const struct lineage *one, const struct lineage *other);

#endif
