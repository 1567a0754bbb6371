/*
 * protect_argus: the same tables as files of tau-ARGUS, for whoever wants to see what another program makes of them.
 *
 * For each count and sum of a table: its figures (.tab), what their columns are (.rda), the cells that are to be
 * hidden for their own sake (.hst, "a priori") and a batch that hides others beside them (.arb); the hierarchies of
 * the table (.hrc). The formats are those of the manual of tau-ARGUS 4.2. tau-ARGUS knows nothing of the relations
 * of --relation and --overlap, of parts of wholes, and of figures that two tables share.
 */
#ifndef PROTECT_ARGUS_H
#define PROTECT_ARGUS_H

#include "protect/protect_figures.h"

/* Into a folder, made if need be; all are figures that are not protected, so their mode is 0600. */
void protect_argus_write(struct protect *p, const char *folder);

#endif
