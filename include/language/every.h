/*
 * every: keys of a question of which each value that there is has a row, also where nothing is counted.
 *
 * `every: forbund`, or a list: the values are those that the dimension says (`values`), or those of the table that it is `through`; `every: {forbund: TABLE.COLUMN}`, also in a list,
 * names another. In a scope it is that of the scope. What has no row is 0 as a count, or as a sum of
 * persons that are only counted (`persons`), and missing as another sum.
 */
#ifndef EVERY_H
#define EVERY_H

#include "language/question.h"

/* Adds what aggregate is told, and after it the noughts of persons that are only counted. */
void every_say(struct question *q, struct yaml *options);

/* In a question for each value of a dimension: each has what it would have alone, and one of which nobody is its totals. */
void every_say_units(struct question *q, struct yaml *options);

/* A step: where the measure is missing it is 0. */
void every_nought(struct question *q, const struct yaml *measure);

#endif
