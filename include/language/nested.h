/*
 * nested: populations of which each is a part of the one before, as rows of one table.
 *
 * `bortfall: {chain: {giltiga: P-GILT, ratta: P-RATT, inom: P-INOM}, as: steg, by: kon, totals: kon, measures: [deltaganden, personer]}` is counted in one
 * table, NAME-inside, with a column for each measure and population (deltaganden_1, deltaganden_2 ...), so that protection knows which are parts of which; NAME is
 * that table, protected, with a row for each population. Each is `of` the one before by conditions alone.
 */
#ifndef NESTED_H
#define NESTED_H

#include "language/language.h"

/* Adds the tables of a question that has `chain`. */
void nested_write_out(struct language *l, struct yaml *tables, const struct yaml *node);

#endif
