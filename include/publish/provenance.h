/*
 * provenance: where figures come from, as JSON without times, users and folders: the same run gives the same bytes.
 */
#ifndef PROVENANCE_H
#define PROVENANCE_H

#include <stdbool.h>

#include "plan.h"
#include "str.h"

/*
 * Reads every source again. False and the reason if one of them is no longer what the run read, or if a table or
 * report is not what its step left.
 */
bool provenance_write(const struct plan *plan, const struct settlement *s, struct str *to,
                      struct error *e);

#endif
