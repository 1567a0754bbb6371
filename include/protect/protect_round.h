/*
 * protect_round: --method round. Every count becomes a multiple of the base, and what is made of counts is made
 * anew of those.
 */
#ifndef PROTECT_ROUND_H
#define PROTECT_ROUND_H

#include "number.h"
#include "protect/protect_figures.h"
#include "protect/rounding.h"

/* What comes of it; `value` is in the arena. Dies if no rounding is found, or the attack on it succeeds. */
void protect_round(struct protect *p, size_t effort, struct rounding *r);

/* The field as it goes out; empty if it is missing. */
struct slice protect_round_field(const struct protect *p, const struct rounding *r, size_t table,
                                 size_t measure, size_t row, char to[NUMBER_MAX_TEXT]);

#endif
