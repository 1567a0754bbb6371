/*
 * each: reports that are made for each value of a dimension (`reports: {NAME: {each: {forbund: TABLE.COLUMN}}}`).
 *
 * Every question of which all models have the dimension is counted once with it as a key: first in `by`, without a total, among what shares are
 * within. Its `each` is then the dimension, so that one of each person is chosen for each value. So a value's rows are those that
 * the question has in that scope. What the author says there himself stays.
 */
#ifndef EACH_H
#define EACH_H

#include "language/language.h"

/* Rewrites the questions of the pipeline. */
void each_write_out(struct language *l);

/* The dimension of the pipeline's reports, or NULL: they are for all. */
const struct yaml *each_dimension(const struct language *l);

/* A measure with the key among those of each base, `antal@kon`: antal@forbund,kon; `@within` is left as it is. */
const char *each_bases(struct arena *a, struct slice measure, struct slice key);

#endif
