/*
 * overlap: where a person may be in several values of a key, from the model.
 *
 * The rows of a question add up by each of its keys. Of what `distinct` counts, one may be in several values of a key, unless the persons are
 * counted and either the key is the same in all rows of a person (`of: person`) or the population has one row of each (`one: person`). An author may forget that a key is of the person, so the figures are believed where they add up (protect --overlap).
 * By a key of which a row may have several values (several.h) nothing that is counted adds up, which needs no look at the figures.
 */
#ifndef OVERLAP_H
#define OVERLAP_H

#include "language/question.h"

/* Adds `overlap: [KEY@MEASURE?, ...]` or KEY@MEASURE to what is said of the question's table to protect; nothing if nothing overlaps. */
void overlap_say(const struct question *q, struct yaml *said);

#endif
