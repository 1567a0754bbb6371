/*
 * pipeline_figures: what protect is told of each figure, and why, as records for whoever wants to see how tables hang together.
 */
#ifndef PIPELINE_FIGURES_H
#define PIPELINE_FIGURES_H

#include "pipeline/pipeline.h"

/*
 * Adds records with the columns group, table, figure, is (count, sum, derived, part, overlap ...), of (the population, the whole, the columns) and said (the place of
 * the definition or rule from which it follows; empty: the compiler's own).
 */
void pipeline_figures(const struct pipeline *p, struct str *to);

#endif
