/*
 * protect_rules: which figures must not be known, and what it costs to hide the others (docs/man/protect.1).
 *
 * Counts first: suppress.h then hides more of them; then protect_rules_sums hides the amounts that belong to those
 * that are hidden, and gives the rest their own rules.
 */
#ifndef PROTECT_RULES_H
#define PROTECT_RULES_H

#include "protect/protect_figures.h"

void protect_rules_counts(struct protect *p);
void protect_rules_sums(struct protect *p); /* protect_rules_sums.c */

/* What does not go out is unknown to everybody, unless nobody can be in it. */
void protect_begin(struct protect_side *side);

/* For its own sake, by that rule, unless another held before. */
void protect_hide(struct protect_side *side, size_t cell, enum protect_rule rule);

/* What it costs to hide each of them, when all that is known of their places is known. */
void protect_set_weights(const struct protect *p, struct protect_side *side);

/* The state of a measure in a row: its figure's, or the worst of what it is made of. */
bool protect_is_hidden(const struct protect *p, size_t table, size_t measure, size_t row);

/* The rule that hid it; PROTECT_OPEN if nothing did. */
enum protect_rule protect_rule_of(const struct protect *p, size_t table, size_t measure,
                                  size_t row);

#endif
