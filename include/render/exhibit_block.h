/*
 * exhibit_block: a table or a chart from a block of YAML in a report and a tidy table. docs/reports.md is the
 * manual of the blocks.
 *
 * Layout decides the rows and columns; here each cell is read, rounded and given its mark, the base is found, and the
 * exhibit declares itself (exhibit_notes.h).
 */
#ifndef EXHIBIT_BLOCK_H
#define EXHIBIT_BLOCK_H

#include "render/exhibit.h"

/* Dies, with the place in the report, if the block at `node` does not say what it must. */
void exhibit_block_read(struct exhibit *f, const struct report *r, const struct yaml *node,
                        const struct report_exhibit *as);

#endif
