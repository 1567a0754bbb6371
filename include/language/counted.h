/*
 * counted: a question of one population, written out as the table that counts it.
 *
 * `alder: {ask: P-SAMT, by: [aldersgrupp, kon], totals: all, within: kon, measures: [personer, andel]}` becomes one aggregate of
 * the population's table. Where protection needs more than the reader sees, what is counted is a table NAME-inside, and NAME is
 * what is left of it when it is protected.
 */
#ifndef COUNTED_H
#define COUNTED_H

#include "language/language.h"

/* Adds the tables of a question whose `ask` is a name. */
void counted_write_out(struct language *l, struct yaml *tables, const struct yaml *node);

#endif
