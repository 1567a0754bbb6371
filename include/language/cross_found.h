/*
 * cross_found: what was found by rules over several files, and where: TABLE.RULE.broken of each, and the tables of all (cross_rules.h).
 *
 * `place: {forbund_id: {insats_forbund: insats_id}}` says where a row belongs: in the förbund that its own column tells, or else in each that the
 * other table has for its insats. A row of which neither tells it is counted without a place.
 */
#ifndef CROSS_FOUND_H
#define CROSS_FOUND_H

#include "language/cross_rule.h"

/* Reads `place:`. */
void cross_found_place(struct cross_rules *all);

/* The table that `found` names; only this rule's rows of it, if several share it. */
const char *cross_found_table(struct language *l, const struct cross_rule *r);

/* The steps of TABLE.RULE.broken: the caller adds those that leave the rows that were found; if `found` has no key, all of its rows are. Then what cuts them. */
struct yaml *cross_found_begin(struct cross_rules *all, const struct cross_rule *r);
void cross_found_end(struct cross_rules *all, const struct cross_rule *r, struct yaml *steps);

/* rules.list, rules.found, rules.persons. */
void cross_found_gather(struct cross_rules *all);

#endif
