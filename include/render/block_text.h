/*
 * block_text: what stands in the fenced block of a table or chart.
 *
 * Its lines are YAML. The line that opens it may name the table, and its id: ```tabell arbete arbete-kon. These are
 * then as if they stood among the others, as `tabell` and `id`.
 */
#ifndef BLOCK_TEXT_H
#define BLOCK_TEXT_H

#include <cmark-gfm.h>

#include "render/report.h"

/* Whether it is a table or a chart. */
bool block_text_is(const cmark_node *node, bool *chart);

/* Its nodes have the line numbers of the report. Dies, with the place, if it is no YAML. */
const struct yaml *block_text_read(const struct report *r, cmark_node *block);

#endif
