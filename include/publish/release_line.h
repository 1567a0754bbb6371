/*
 * release_line: the line of the ledger of releases (releases.h) that a publication would be.
 */
#ifndef RELEASE_LINE_H
#define RELEASE_LINE_H

#include "arena.h"
#include "plan.h"
#include "releases.h"

/* All that the plan and the tables say. Reads the published tables and the pipeline's files; dies as any reader does. */
void release_describe(struct release *line, const struct plan *plan, struct arena *a);

/* In record form; NULL is empty. */
void release_set(struct release *line, enum release_field field, const char *text, struct arena *a);

#endif
