/*
 * protect_priority: which figures a reader needs most (--priority).
 *
 * Each item names a table, a measure, or only its rows with some values (deltagare:personer[kon=*]). A figure that an item names gets a rank, the highest
 * for the first item; it costs more to hide (protect_rules.h), and is the first that is shown again (suppress.h). What is made of counts
 * (a share) stands for these. It says what is better, never what is safe: a figure that is small is hidden whatever its rank.
 */
#ifndef PROTECT_PRIORITY_H
#define PROTECT_PRIORITY_H

#include "protect/protect_figures.h"

/* All figures are there. Dies if an item names a measure or key that is not. */
void protect_priority(struct protect *p);

#endif
