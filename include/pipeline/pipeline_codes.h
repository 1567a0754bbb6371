/*
 * pipeline_codes: what render is told when only headers are there: the texts that the pipeline itself writes into a table.
 *
 * So that a report finds before it has rows that one of them is no code of the list by which the report shows the column. Followed are
 * texts and whole numbers that reach a column as they are: through derive (alone, by if and coalesce), the labels of longer, pick, append and the
 * keys of aggregate. One that a later step may leave out or change, or that comes from a parameter, is forgotten: nothing is said when in doubt.
 */
#ifndef PIPELINE_CODES_H
#define PIPELINE_CODES_H

#include "pipeline/pipeline.h"

/* Adds --writes=NAME:COLUMN="VALUE" PLACE to the last step of t for each of the table. */
void codes_words(struct pipeline *p, struct target *t, const struct output *table,
                 const char *name);

#endif
