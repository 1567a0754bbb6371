/*
 * header: the names of the columns of a stream (docs/records.md, rules 2 and 7 to 10).
 */
#ifndef HEADER_H
#define HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"
#include "map.h"
#include "str.h"
#include "suggest.h"

#define RECORD_MAX_COLUMNS 65536

#define COLUMN_NONE ((size_t)-1)

/* The names of the columns, in order. Start it as {0}; the names are copied. */
struct header {
	struct slice *name;
	size_t n;
	size_t room;
	struct map index; /* name to its number */
};

/* False if the name breaks rule 2 or is there already. */
bool header_add(struct header *h, struct slice name, struct error *e);
void header_copy(struct header *to, const struct header *from);
size_t header_find(const struct header *h, struct slice name); /* or COLUMN_NONE */

/* What to add to a message that there is no column of that name: the nearest ones. It stands in *s. */
const char *header_suggest(const struct header *h, struct slice name, struct suggest *s);

void header_done(struct header *h);

/* x, of x.status; any other name as it is. */
static inline struct slice header_figure(struct slice name)
{
	return slice_ends(name, ".status") ? (struct slice){name.at, name.n - strlen(".status")}
	                                   : name;
}

/* The column NAME.status of a column NAME, or COLUMN_NONE (rule 8); the column NAME.key (rule 10). */
size_t header_status(const struct header *h, struct slice name);
size_t header_noise_key(const struct header *h, struct slice name);

/* Rule 7: id.NAME is a direct identifier. */
static inline bool column_is_identifier(struct slice name)
{
	return slice_starts(name, "id.");
}

/* Rule 8: NAME.status tells how NAME was protected. */
static inline bool column_is_status(struct slice name)
{
	return slice_ends(name, ".status");
}

/* Rule 9: NAME.state holds what was counted so far, for aggregate --merge. */
static inline bool column_is_state(struct slice name)
{
	return slice_ends(name, ".state");
}

/* Rule 10: NAME.key holds numbers of which noise is drawn, for aggregate --noise and protect --method noise. */
static inline bool column_is_noise_key(struct slice name)
{
	return slice_ends(name, ".key");
}

#endif
