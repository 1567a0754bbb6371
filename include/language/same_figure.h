/*
 * same_figure: which figure a count of a question is, where its steps do not tell.
 *
 * protect knows a count by the records that it is of (pipeline_rules.h). The models know more: that count() of one row a person is distinct(PERSON) of the population
 * that it is of; that a population is one of several groups in a table (grouped.h); that `count(ung = 1)` is what another table by ung has in that row.
 */
#ifndef SAME_FIGURE_H
#define SAME_FIGURE_H

#include "language/question.h"

/* What is said of the question's counts to protect: a map, {count: {MEASURE: FIGURE}} or empty. */
struct yaml *same_figure_say(struct question *q);

/* The figure of the persons in a population, by keys that are of them, where one row of each of them is a group or a moment; NULL: none is. */
const char *same_figure_persons(struct language *l, const struct asked *of);

#endif
