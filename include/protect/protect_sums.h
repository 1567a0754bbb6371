/*
 * protect_sums: how the figures of a measure add up (protect_parts.h), as relations between cells.
 */
#ifndef PROTECT_SUMS_H
#define PROTECT_SUMS_H

#include "protect/protect_figures.h"

/*
 * Every relation of one measure of a table; dies if one does not hold for the true values. All figures of all
 * tables are there.
 */
void protect_sums(struct protect *p, size_t table, size_t measure);

#endif
