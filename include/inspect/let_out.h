/*
 * let_out: which editions of the publication are out or held, by the ledger of releases, and which one the run would make.
 */
#ifndef LET_OUT_H
#define LET_OUT_H

#include "arena.h"
#include "plan.h"
#include "str.h"

/* Appends a line for each; nothing, if the pipeline has no editions. The fields are those of stages/inspect.c. Dies if the ledger is not whole. */
void let_out_add(struct str *to, const struct plan *plan, struct arena *a);

#endif
