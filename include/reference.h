/*
 * reference: the rows of a reference file, held in memory and found by key.
 *
 *	reference_load(&ref, side, &key, &attached, true);
 *	reference_find(&ref, key, n, at);                   of n records
 *	if (at[i] != MAP_NONE) {
 *		const struct reference_row *row = reference_first(&ref, at[i]);
 *		do
 *			use(row->attached);
 *		while ((row = reference_next(&ref, row)) != NULL);
 *	}
 *
 * Rows with a part of the key missing are not held, so nothing matches them and keys that lack a part match nothing.
 * Memory: per row what it attaches and 40
 * bytes, per key the key and 56 bytes. Start it as {0}.
 */
#ifndef REFERENCE_H
#define REFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "columns.h"
#include "map.h"
#include "record.h"
#include "str.h"

/*
 * Rows lie in the order they came. Those of one key are chained; an entry, numbered by `keys`, knows the ends of the
 * chain. What a row attaches lies ready to be written, with tabs between the fields.
 */
struct reference_row {
	struct slice attached;
	uint64_t line;
	size_t next; /* row + 1, 0: the last of its key */
};

struct reference_entry {
	size_t first, last;
};

struct reference {
	struct map keys;
	struct reference_entry *entry;
	struct reference_row *row;
	size_t entry_room, n, row_room;
	struct arena arena;
};

/*
 * Reads all of it. With `once`, a key that is there twice ends the program with the numbers of both lines. If
 * nothing is attached, one row is held per key.
 */
void reference_load(struct reference *ref, struct reader *side, struct columns_tuple *key,
                    struct columns_tuple *attached, bool once);

/* The number of each key, 0 to ref->keys.n - 1, or MAP_NONE; the memory that their first rows lie in is fetched ahead. */
void reference_find(const struct reference *ref, const struct slice *key, size_t n, size_t *at);

/* The rows of a key, in the order of the file; NULL after the last. */
const struct reference_row *reference_first(const struct reference *ref, size_t key);
const struct reference_row *reference_next(const struct reference *ref,
                                           const struct reference_row *row);

void reference_done(struct reference *ref);

#endif
