/*
 * compose: a table or a chart from a block of YAML in a report and a tidy table. docs/reports.md is the manual of the blocks.
 *
 * Layout decides the rows and columns; here each cell is read, rounded and given its mark, the base is found, and the
 * figure declares itself (declaration.h).
 */
#ifndef COMPOSE_H
#define COMPOSE_H

#include "render/figure.h"

/* Dies, with the place in the report, if the block at `node` does not say what it must. */
void compose_figure(struct figure *f, const struct report *r, const struct yaml *node,
                    const struct report_figure *as);

#endif
