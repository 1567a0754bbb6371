/*
 * moments: a model with a row for each person at each of several moments, as before and after.
 *
 * `lage: {moments: {fore: P-AVSL, efter: P-SIST}, as: tidpunkt, columns: [arbetar, studerar], ...}`: populations with one row of each of the same persons. A
 * row has the moment, the columns as they were then (fore_arbetar and efter_arbetar become arbetar), and the dimensions that say `at`: what one of the
 * moments tells, in all rows of the person. It is written out as the table NAME-moments, which the model is then from.
 *
 * In a pipeline with a scope the rows are of the populations in that scope, since whoever has several rows has another first one there.
 *
 * Each person is there at each moment: so the number of persons is the same at all, and that of the first population.
 */
#ifndef MOMENTS_H
#define MOMENTS_H

#include "language/language.h"

/* Before models_write_out. */
void moments_write_out(struct language *l);

/* What a dimension with `at` is in the rows of the population of its moment: an expression; NULL: the column of its name. */
const struct yaml *moments_told(struct language *l, const struct yaml *model,
                                const struct yaml *dimension);

#endif
