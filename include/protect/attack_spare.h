/*
 * attack_spare: relations that say nothing that the others do not say already.
 *
 * Of a table with all its totals each total is the sum of its parts by every key, and of these sums some follow from
 * the rest; so do many of the inequalities between tables (who ended took part, who took part was registered, so who
 * ended was registered). A program without them has the same solutions, and is smaller by half or more.
 *
 * What is found is only left out of programs. Who must be sure holds a table against every relation (cells_could_be).
 */
#ifndef ATTACK_SPARE_H
#define ATTACK_SPARE_H

#include "protect/cells.h"

/*
 * Sets `spare` of the relations. Cells that are fixed count as known, all others as unknown. Of very large tables not all are found: steps are counted, so that it is the same each time.
 */
void attack_spare_find(struct cells *c);

#endif
