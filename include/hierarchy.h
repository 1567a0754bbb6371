/*
 * hierarchy: which codes are parts of which (municipalities of counties, years of age classes).
 *
 * Read from a record stream with the columns kod and del_av, where a code of the top has an empty del_av; or from a hierarchy
 * file of tau-ARGUS (.hrc), where each line is a code and each @ before it one level down.
 */
#ifndef HIERARCHY_H
#define HIERARCHY_H

#include <stdbool.h>
#include <stddef.h>

#include "map.h"
#include "record.h"
#include "str.h"

/* Start it as {0}. */
struct hierarchy {
	struct map codes;
	size_t *whole; /* by code: the code that it is a part of, or MAP_NONE */
	size_t room;
};

/* Dies if a code is there twice, is a part of itself, or is a part of a code that is not there. */
void hierarchy_load(struct hierarchy *h, struct reader *in);

/* The text of a .hrc file; `path` is for messages. */
void hierarchy_load_hrc(struct hierarchy *h, struct slice text, const char *path);

/* Appends it as a .hrc file, parts after their whole in the order of the codes. */
void hierarchy_write_hrc(const struct hierarchy *h, struct str *to);

static inline size_t hierarchy_find(const struct hierarchy *h, struct slice code)
{
	return map_find(&h->codes, code);
}

void hierarchy_done(struct hierarchy *h);

#endif
