/*
 * pipeline_base: what render is told when only headers are there: the columns by which each measure of a table is told apart.
 *
 * So that a report finds before it has rows that a base (the number of which a share is) would differ from cell to cell.
 */
#ifndef PIPELINE_BASE_H
#define PIPELINE_BASE_H

#include "pipeline/pipeline.h"

/* Adds --differs=NAME:MEASURE=COLUMN,... to the last step of t for each measure of the table that is known. */
void base_words(struct pipeline *p, struct target *t, const struct output *table, const char *name);

#endif
