/*
 * csv_header: the names of the columns of foreign text, from one row or several (headerRows, headerJoin).
 */
#ifndef CSV_HEADER_H
#define CSV_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "validate/csv.h"
#include "error.h"
#include "str.h"

struct csv_names {
	struct slice *at; /* plain text, as in the file */
	size_t n;
};

/* Before the first csv_next, if the dialect has a header. The names live in the arena. */
bool csv_header_read(struct csv *c, const struct csv_dialect *dialect, struct csv_names *names,
                     struct arena *arena, struct error *e);

#endif
