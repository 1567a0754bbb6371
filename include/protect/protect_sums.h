/*
 * protect_sums: how the figures of a measure add up (protect_parts.h), as relations between cells.
 */
#ifndef PROTECT_SUMS_H
#define PROTECT_SUMS_H

#include "protect/protect_cells.h"

/* Every relation of one measure of a table; dies if one does not hold for the true values. All figures of all tables are there. */
void protect_sums(struct protect *p, size_t table, size_t measure);

/* As cells_relate; false: the same is there already, from another table. Sorts the terms. */
bool protect_relate(struct protect_side *side, struct term *term, size_t n, bool at_most);

/* That the terms come to no more than zero, where what is left of the whole is a number of persons. */
void protect_relate_some(struct protect *p, struct protect_side *side, struct term *term, size_t n);

#endif
