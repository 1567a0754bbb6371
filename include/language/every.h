/*
 * every: keys of a question of which each value that there is has a row, also where nothing is counted.
 *
 * `every: forbund`, or a list: the values are those that the dimension says (`values`), or those of the table that it is `through`; `every: {forbund: TABLE.COLUMN}`, also in a list,
 * names another. In a scope it is that of the scope. What has no row is 0 as a count, and missing as a sum.
 */
#ifndef EVERY_H
#define EVERY_H

#include "language/question.h"

/* Adds what aggregate is told. */
void every_say(struct question *q, struct yaml *options);

#endif
