/*
 * when: which columns of its rows a window looks at, said of a population.
 *
 * `when: {at: COLUMN}` is an event: its day is in the window. `{from: COLUMN, till: COLUMN}` is a state: some day of it is, and where it has no end it goes on. `{year: COLUMN}`
 * is told of a calendar year at a time, so a window that is not whole years can not be asked of it.
 */
#ifndef WHEN_H
#define WHEN_H

#include "language/language.h"

/* What is said so becomes part of the population's `where`, in words of the window. Before all that reads populations. */
void when_write_out(struct language *l);

/* A question, or a chain, asks its populations only of windows that they tell of; else it is a problem. */
void when_check(struct language *l, const struct yaml *question);

#endif
