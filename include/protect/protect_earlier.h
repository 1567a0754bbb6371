/*
 * protect_earlier: what was published before (--previous), and what can be worked out by subtracting it (--cumulative).
 *
 * A figure that was hidden costs least to hide again. If those of the earlier table are all in the new one, each
 * figure is at least what it was, and what was added is a number of persons like any other. An earlier figure that
 * was hidden is one that nobody here knows either: some whole numbers that agree with both publications are put in
 * its place, and it is kept as uncertain as it was by the earlier publication alone.
 */
#ifndef PROTECT_EARLIER_H
#define PROTECT_EARLIER_H

#include "protect/protect_figures.h"

/* Figures of the table as it was published before are marked; `t` is set as for protect_table_load, and loaded. */
void protect_earlier_mark(struct protect *p, const struct protect_table *t);

/* The figures of the earlier tables (they are cells by now) get values, and are held against those of now. */
void protect_earlier_relate(struct protect *p);

/* Once the limits of all cells are known: each hidden figure of before becomes a secret. */
void protect_earlier_keep(struct protect *p);

#endif
