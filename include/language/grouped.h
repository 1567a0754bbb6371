/*
 * grouped: questions of several populations that exclude each other, in one table.
 *
 * `grupper: {ask: {samtycke: P-SAMT, anonyma: ANONYMA}, as: grupp, by: [ny, grupp, kon], totals: all, measures: [antal, ...]}` counts each by
 * itself, as a table NAME-GROUP, and puts them into one table, in which a column says which group it is, and a total over the groups adds them up. A measure
 * that each model has is counted in its own way (rows of the one, a sum of numbers of the other); a share is one of the whole table.
 */
#ifndef GROUPED_H
#define GROUPED_H

#include "language/language.h"

/* Which populations are groups of which table, before any question is written out. */
void grouped_note(struct language *l, const struct yaml *tables);

/* That the population, an item GROUP: POPULATION, is a group of the table or model: what a question counts of that with COLUMN = GROUP is of it. */
void grouped_add(struct language *l, const struct yaml *group, const char *table, struct slice as);

/* What was noted of a population, {table: NAME, as: COLUMN, is: GROUP}; NULL: it is no group. */
const struct yaml *grouped_noted(struct language *l, struct slice population);

/* The figure of the persons in the table or model. */
const char *grouped_persons(struct language *l, struct slice table);

/* Adds the tables of the question, whose `ask` is a map. */
void grouped_write_out(struct language *l, struct yaml *tables, const struct yaml *node);

/* Whether what a question asks, a name or a map of groups, is or has this population. */
bool grouped_asks(const struct yaml *ask, struct slice population);

/* The figure that the number of this population is in the table of which it is a group, and COLUMN=GROUP appended to the values; NULL: it is in none. */
const char *grouped_figure(struct language *l, struct slice population, const char **values);

#endif
