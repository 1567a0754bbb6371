/*
 * pipeline_lineage: whose rows a table has, as far as the steps that made it tell.
 *
 * Rows come from somewhere (a source, what was exploded, counted, appended: the basis) and keep conditions (where, a join that
 * leaves rows out; pipeline_condition.h). Of two tables of one basis, the one with more conditions has some of the rows of the other.
 */
#ifndef PIPELINE_LINEAGE_H
#define PIPELINE_LINEAGE_H

#include "pipeline/pipeline_condition.h"

/* After so many steps of the target, and all of what it is made of. */
void lineage_read(struct lineage *l, const struct target *t, size_t steps);

void lineage_done(struct lineage *l);

#endif
