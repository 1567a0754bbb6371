/*
 * questions: tables that ask a model, written out as steps (docs/language.md).
 *
 * `alder: {ask: P-SAMT, by: [aldersgrupp, kon], totals: all, within: kon, measures: [personer, andel]}` becomes one aggregate of
 * the population's table. Where protection needs more than the reader sees, what is counted is a table NAME-inside, and NAME is
 * what is left of it when it is protected.
 */
#ifndef QUESTIONS_H
#define QUESTIONS_H

#include "language/language.h"

/* Writes out each table with `ask`; l->root then has, under "asked", the names of those that count persons. */
void questions_write_out(struct language *l);

/* Adds the tables of one of them, whose `ask` is a name. */
void questions_write_one(struct language *l, struct yaml *tables, const struct yaml *node);

#endif
