/*
 * beside: questions of several models side by side, by keys that all have.
 *
 * `per_insats: {ask: [insatskostnad, P-SLUT], by: insats, every: insats, measures: [utfall, avslutade, 'kostnad=ratio(utfall, avslutade)']}`: each is counted, and
 * protected, by itself, as NAME-1, NAME-2; NAME has their measures in one row. So that no row is only in one of them, `every` names each key. A measure is of the first that has it,
 * `{P-SLUT: NAME=EXPRESSION}` of that one; a ratio of measures that stand before it is made of what is shown.
 */
#ifndef BESIDE_H
#define BESIDE_H

#include "language/language.h"

/* Adds the tables of a question whose `ask` is a list. */
void beside_write_out(struct language *l, struct yaml *tables, const struct yaml *node);

#endif
