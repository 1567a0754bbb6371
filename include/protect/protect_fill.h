/*
 * protect_fill: rows for combinations of key values that no row has, with counts of 0.
 */
#ifndef PROTECT_FILL_H
#define PROTECT_FILL_H

#include "protect/protect_table.h"

/*
 * Adds the rows that are not there, and puts all in the order of aggregate. If not `all`, only those that do not go
 * out: nobody sees that they are not there.
 */
void protect_fill(struct protect_table *t, bool all, struct arena *a);

#endif
