/*
 * pipeline_kinds: what a measure about persons tells by its kind, whatever is hidden of it.
 *
 * The greatest or least amount, and what lies near the ends, is some person's own, so it is not for protect to hide with a
 * count that is large enough. And what is said of a measure adds to what its function tells, and takes nothing away:
 * a count that is said to be made of another would be hidden with that one, and not for its own sake.
 */
#ifndef PIPELINE_KINDS_H
#define PIPELINE_KINDS_H

#include "pipeline/pipeline_rules.h"

/* Says what is wrong with a measure of the table, which is protected. */
void kinds_check(const struct rules_call *c);

/*
 * Of a sum or a mean whose column is not known to be 0 or 1 (pipeline_flag.h), and of which nothing is said: an amount is known by who has
 * most of it, however many are counted, and a mean is an amount by a count that stands beside it.
 */
void kinds_check_amount(const struct rules_call *c, const struct definition *d,
                        const struct word *w);

#endif
