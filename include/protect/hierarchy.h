/*
 * hierarchy: which codes are parts of which: municipalities of counties, years of age classes, classes of persons
 * of unions.
 *
 * Read from a record stream with the columns kod and del_av: a whole is the sum of its parts, a code may be a part
 * of several wholes (a row for each), and one of the top has an empty del_av. `*` in del_av is all of them; if it
 * is never said, the codes of the top are the parts of all, else only those of which it is said. Or from a
 * hierarchy file of tau-ARGUS (.hrc), where each line is a code and each @ before it one level down.
 */
#ifndef HIERARCHY_H
#define HIERARCHY_H

#include <stdbool.h>
#include <stddef.h>

#include "map.h"
#include "record.h"
#include "str.h"

#define HIERARCHY_ALL ((size_t)-2) /* the whole that is not a code, but all */

/* A whole of a code; `next` is that of the same code, or MAP_NONE. */
struct hierarchy_whole {
	size_t whole, next;
};

/* Start it as {0}. */
struct hierarchy {
	struct map codes;
	size_t *first; /* by code: its first whole in `of`, or MAP_NONE: it is of the top */
	struct hierarchy_whole *of;
	size_t first_room, n, room;
	bool says_all; /* some code is said to be a part of all */
};

/* Dies if a row is there twice, or a code is a part of itself or of one that is not in kod. */
void hierarchy_load(struct hierarchy *h, struct reader *in);

/* That a code is a part of another, or of * (all). False: it would be a part of itself, or that was said before. */
bool hierarchy_put(struct hierarchy *h, struct slice part, struct slice whole);

/* The text of a .hrc file; `path` is for messages. */
void hierarchy_load_hrc(struct hierarchy *h, struct slice text, const char *path);

/* Appends it as a .hrc file, parts after their whole in the order of the codes. False: it is no tree. */
bool hierarchy_write_hrc(const struct hierarchy *h, struct str *to);

/* Whether a code is met on the way up from another, or is it. */
bool hierarchy_is_above(const struct hierarchy *h, size_t whole, size_t part);

static inline size_t hierarchy_find(const struct hierarchy *h, struct slice code)
{
	return map_find(&h->codes, code);
}

void hierarchy_done(struct hierarchy *h);

#endif
