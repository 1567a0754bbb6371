/*
 * reference: the rows of a reference, found by key: all of them held in memory, or with the input in the order of the
 * key only those of one key.
 *
 *	reference_open(&ref, side, &key, &attached, true);
 *	reference_load(&ref);                               then, of n records,
 *	reference_find(&ref, key, n, at);
 *	if (at[i] != NULL)
 *		for (struct reference_row *row = at[i]; row != NULL; row = reference_next(&ref, row))
 *			use(row->attached);
 *
 * Or, in place of load and find, reference_follow for each record of an input that is in order of the key (in_order), and
 * reference_drain at the end.
 *
 * Rows with a part of the key missing are not held, so nothing matches them and keys that lack a part match nothing.
 * Memory: per row what it attaches and 48 bytes (56 with days), per key the key and 56 bytes. Start it as {0}.
 */
#ifndef JOIN_REFERENCE_H
#define JOIN_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "columns.h"
#include "in_order.h"
#include "interval.h"
#include "map.h"
#include "record.h"
#include "spell.h"
#include "str.h"

/* At most so many keys are looked up at once. */
#define REFERENCE_BATCH 64

/*
 * Rows lie in the order they came. Those of one key are chained; an entry, numbered by `keys`, knows the ends of the
 * chain. What a row attaches lies ready to be written, with tabs between the fields.
 */
struct reference_row {
	struct slice attached;
	uint64_t line;
	uint64_t met; /* the line of the input that has it; for who counts. 0: none */
	size_t next;  /* row + 1, 0: the last of its key */
};

struct reference_entry {
	size_t first, last;
};

struct reference {
	struct reader *side;
	struct columns_tuple *key, *attached;
	bool once;                         /* a key stands there once only */
	const struct spell_columns *spell; /* of the days of a row, or NULL */
	struct map keys;
	struct reference_entry *entry;
	struct reference_row *row;
	struct interval *days; /* of each row, if there is `spell` */
	size_t entry_room, n, row_room, days_room;
	struct arena arena;
	/* What is followed: the row that comes next, and the key that was asked for last. */
	struct record ahead;
	bool ended;
	struct in_order came; /* the keys of the rows that came */
};

/* `spell` and what the tuples are of live as long as it. */
void reference_open(struct reference *ref, struct reader *side, struct columns_tuple *key,
                    struct columns_tuple *attached, bool once, const struct spell_columns *spell);

/* Reads all of it. With `once`, a key that is there twice ends the program with the numbers of both lines. If
 * nothing is attached and no days are read, one row is held per key. */
void reference_load(struct reference *ref);

/* The first row of each key, or NULL; the memory that they lie in is fetched ahead. */
void reference_find(const struct reference *ref, const struct slice *key, size_t n,
                    struct reference_row **at);

/*
 * The same of one key, which is another than the last one that was asked for, and comes after it, or that one again. Reads
 * on to the rows of the key. Rows out of order end the program.
 */
struct reference_row *reference_follow(struct reference *ref, struct slice key, bool another);

/* Reads the rest, of which nobody asked, so that what is wrong with it is seen. */
void reference_drain(struct reference *ref);

/* The row after it of the same key, in the order of the file; NULL after the last. */
static inline struct reference_row *reference_next(const struct reference *ref,
                                                   const struct reference_row *row)
{
	return row->next == 0 ? NULL : &ref->row[row->next - 1];
}

static inline struct interval reference_days(const struct reference *ref,
                                             const struct reference_row *row)
{
	return ref->days[row - ref->row];
}

void reference_done(struct reference *ref);

#endif
