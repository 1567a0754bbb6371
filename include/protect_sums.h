/*
 * protect_sums: how the figures of a measure add up.
 *
 * Each figure is a part of others: with * in the place of one of its values, or the code that the value is a part of. So every
 * total is found from its parts, in time that is linear in their number. A total that no row shows, but that stands between figures
 * that are shown (the counties between municipalities and country), becomes a cell too, hidden from the beginning.
 */
#ifndef PROTECT_SUMS_H
#define PROTECT_SUMS_H

#include "protect_cells.h"

/* Every relation of one measure of a table; dies if one does not hold for the true values. All figures of all tables are there. */
void protect_sums(struct protect *p, size_t table, size_t measure);

#endif
