/*
 * cross_rules: rules over several files, written out as steps (docs/language.md, "Rules over several files").
 *
 * Of each table with a rule that is an error comes TABLE.kept, the rows that break none of them; TABLE.RULE is what the rules up to that one leave, where
 * others follow. The rows that break a rule are TABLE.RULE.broken, cut to the rule, its severity, the file and the place. Three tables are of all rules:
 *
 *	rules.list      each rule, with its severity and message
 *	rules.found     how many rows of each file, in each place, broke it; a rule that nothing broke has nought. Of files that are not about persons
 *	rules.persons   of the others: a row for each that was found, for whoever counts and protects them
 */
#ifndef CROSS_RULES_H
#define CROSS_RULES_H

#include "language/language.h"

/* After families_gather and named_steps_write_out, since it looks at the steps of tables; before windows. */
void cross_rules_write_out(struct language *l);

#endif
