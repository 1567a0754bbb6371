/*
 * protect_told: a table that was told already, to others or by itself (--told).
 *
 * What it shows is known to everybody and can not be hidden any more; what it hides stays hidden. It does not go out again: it is in the call so that
 * what goes out now tells nothing together with it.
 */
#ifndef PROTECT_TOLD_H
#define PROTECT_TOLD_H

#include "protect/protect_figures.h"

/*
 * Marks the figures of the table that `told` is the protected form of (its number, and earlier, are set, and it is loaded). Before the rules are. Dies if it is no form of
 * it: another row, or another figure.
 */
void protect_told_mark(struct protect *p, const struct protect_table *told);

#endif
