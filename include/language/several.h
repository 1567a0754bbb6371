/*
 * several: a dimension of which a row may have several values, as a model says it.
 *
 * `forsorjning: {several: forsorjning, as: {sjukersattning: saers}}` is a column with a list of codes; those that `as` tells together are one. Questions by
 * it have measures NAME@within: how many there are, whatever the code (wholes.h).
 */
#ifndef SEVERAL_H
#define SEVERAL_H

#include "language/language.h"

/* Whether it is such a dimension. */
bool several_is(const struct yaml *dimension);

/* What a model says of a dimension, be it such a one or not. */
void several_check(struct language *l, const struct yaml *dimension);

/* NAME of an item of `measures` that is NAME@within; .at is NULL: it is no such. */
struct slice several_whole(const struct yaml *measure);

#endif
