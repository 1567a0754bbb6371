/*
 * classes: a dimension whose values are conditions, of which several may hold of a row.
 *
 * `sysselsattning: {several: {arbetar: arbetar = 1, studerar: studerar = 1, bada: arbetar = 1 and studerar = 1}}`: a row counts under each that holds of it. The values overlap, but
 * how they do is known from the conditions: each row is in one class, by which of them hold, and each value is a union of classes. So where persons are
 * counted the classes are counted too, as rows that protect uses and that do not go out (protect --class).
 */
#ifndef CLASSES_H
#define CLASSES_H

#include "language/language.h"
#include "language/truth.h"
#include "map.h"

/* Whether the dimension is such a one. */
bool classes_are_of(const struct yaml *dimension);

/* What a model says of one; its conditions are tried. */
void classes_check(struct language *l, const struct yaml *model, const struct yaml *dimension);

/* The classes that there can be, into the map. False: that can not be told, which was said. */
bool classes_all(struct language *l, const struct yaml *model, const struct yaml *dimension,
                 struct map *classes);

/* The class of the values that the columns have now. */
const char *classes_now(struct truth *t, const struct yaml *conditions);

/* Steps that make a row for each condition that holds; where classes are counted, one for the class. */
void classes_rows(struct language *l, const struct yaml *dimension, bool counted,
                  struct yaml *steps);

/* The values, each of which has a row: a map {DIMENSION: [VALUE, ...]} for aggregate. */
void classes_values(struct language *l, const struct yaml *dimension, struct yaml *options);

/* DIMENSION:CLASS=VALUE,... of each class, as protect is told. */
void classes_say(struct language *l, const struct yaml *model, const struct yaml *dimension,
                 struct yaml *said);

#endif
