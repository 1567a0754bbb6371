/*
 * standing: whether all that a run was to make is there, and is made of what lies there now.
 *
 * Beside each ledger lies T.of: what its target was made of when the step began, byte for byte: the name of the
 * run, the script, the .id of each table that was read and the stamp of each file (seen.h). Whoever runs a step may
 * end with status 0 and have done nothing, or put there what another run made; held against T.of and the ledger it
 * shows.
 */
#ifndef STANDING_H
#define STANDING_H

#include "plan.h"
#include "settlement.h"

/*
 * Notes as differences of `s` what is missing, what is made of something else, what make asked for in this run
 * (WORK/asked) and is not of it, and results that are not what the steps wrote; if `published`, a publication that
 * is not of all this. Adds the ledgers to `s` and settles them. A ledger that does not stand, and the note of a
 * publication, are dated back, so that the next run makes them again.
 */
void standing_check(const struct plan *plan, struct settlement *s, bool published);

/*
 * Appends the ledgers of all steps and the .id of their results, one after the other: what a publication keeps as ledger.jsonl.
 * False and the reason if one is not there; those are left out if they need not be (`all` false).
 */
bool standing_ledgers(const struct plan *plan, bool all, struct str *to, struct error *e);

#endif
