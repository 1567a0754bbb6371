/*
 * pipeline_ties: which counts of the tables of one call of protect are parts of which.
 *
 * Follows from the definitions (pipeline_lineage.h): of two counts of the same rows, the one with more conditions is a part of the other,
 * in one table or two, and so are persons of their rows. What is left of the whole is a number of persons, which nobody else would
 * keep. A wrong tie would stop the run; one that is not seen must be said (part:).
 */
#ifndef PIPELINE_TIES_H
#define PIPELINE_TIES_H

#include "pipeline/pipeline_rules.h"

/*
 * Adds --part for each pair, when all else is said of the tables. Of two that may be parts by what their conditions mean, and of which the author says nothing
 * (`part`, or that a table is `untied`), it is a problem of the pipeline.
 */
void ties_write(struct rules_call *call, size_t n, const struct yaml *untied);

#endif
