#include "validate/keyset.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "error.h"
#include "memory.h"
#include "validate/scratch.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#define PARTS 64 /* so that a dozen sets do not run out of file descriptors */
#define PART_SHIFT 58

/*
 * One key as it lies in a file. row 0: it was there before the rows in the files (or may be pointed at). The key of
 * a row with the bit ONLY_ASKS does not count.
 */
#define ONLY_ASKS (UINT64_C(1) << 63)

struct entry {
	uint64_t high, low;
	uint64_t row;
};

/* A file without a name. */
struct part {
	struct scratch *file;
	size_t n; /* entries */
};

/*
 * In memory: open addressing on pairs of words, where 0, 0 marks a free slot (a key that hashes to it is given 0, 1).
 * When the table would outgrow max_bytes it is poured into PARTS files by the upper bits of the hash, and every later
 * key goes there too. One part fits in memory when all of them do not; sorted by hash and row, the first of equal
 * hashes decides about the others.
 */
struct keyset {
	enum keyset_kind kind;
	size_t max_bytes;
	uint64_t (*slot)[2];
	size_t n, slots;
	struct part *part; /* NULL: all is in memory */
	uint64_t *wrong;
	size_t wrongs, wrong_room;
};

static struct entry entry_of(struct slice key, uint64_t row)
{
	XXH128_hash_t hash = XXH3_128bits(key.at, key.n);

	if (hash.high64 == 0 && hash.low64 == 0)
		hash.low64 = 1;
	return (struct entry){hash.high64, hash.low64, row};
}

/* ---------------------------------------------------------------- in memory */

static size_t place(uint64_t (*slot)[2], size_t slots, uint64_t high, uint64_t low)
{
	size_t at = low & (slots - 1);

	while ((slot[at][0] | slot[at][1]) != 0 && (slot[at][0] != high || slot[at][1] != low))
		at = (at + 1) & (slots - 1);
	return at;
}

static void grow(struct keyset *set, size_t slots)
{
	uint64_t(*slot)[2] = memory_zeroed(slots, sizeof *slot);

	for (size_t i = 0; i < set->slots; i++)
		if ((set->slot[i][0] | set->slot[i][1]) != 0)
			memcpy(slot[place(slot, slots, set->slot[i][0], set->slot[i][1])],
			       set->slot[i], sizeof *slot);
	free(set->slot);
	set->slot = slot;
	set->slots = slots;
}

static bool find(const struct keyset *set, const struct entry *key, size_t *at)
{
	if (set->slots == 0)
		return false;
	*at = place(set->slot, set->slots, key->high, key->low);
	return (set->slot[*at][0] | set->slot[*at][1]) != 0;
}

/* ---------------------------------------------------------------- on disk */

static void store(struct keyset *set, struct entry entry)
{
	struct part *part = &set->part[entry.high >> PART_SHIFT];

	scratch_write(part->file, &entry, sizeof entry);
	part->n++;
}

static void pour(struct keyset *set)
{
	set->part = memory_zeroed(PARTS, sizeof *set->part);
	for (size_t i = 0; i < PARTS; i++)
		set->part[i].file = scratch_open("a file for keys");
	for (size_t i = 0; i < set->slots; i++)
		if ((set->slot[i][0] | set->slot[i][1]) != 0)
			store(set, (struct entry){set->slot[i][0], set->slot[i][1], 0});
	free(set->slot);
	set->slot = NULL;
	set->slots = 0;
}

struct keyset *keyset_open(enum keyset_kind kind, size_t max_bytes)
{
	struct keyset *set = memory_zeroed(1, sizeof *set);

	set->kind = kind;
	set->max_bytes = max_bytes;
	if (kind == KEYSET_ITSELF)
		pour(set);
	return set;
}

/* Puts it into memory, or pours out if it has no room there. */
static void add(struct keyset *set, const struct entry *key)
{
	if ((set->n + 1) * 4 > set->slots * 3) {
		size_t slots = set->slots == 0 ? 64 : set->slots * 2;
		if (slots * sizeof *set->slot > set->max_bytes) {
			pour(set);
			return;
		}
		grow(set, slots);
	}
	size_t at = place(set->slot, set->slots, key->high, key->low);
	set->slot[at][0] = key->high;
	set->slot[at][1] = key->low;
	set->n++;
}

/* ---------------------------------------------------------------- the answers */

void keyset_refer(struct keyset *set, struct slice key)
{
	struct entry entry = entry_of(key, 0);
	size_t at;

	if (set->part == NULL && find(set, &entry, &at))
		return;
	if (set->part == NULL)
		add(set, &entry);
	if (set->part != NULL)
		store(set, entry);
}

/* In memory it is answered at once; once the keys are in files only the end can tell. */
static enum keyset_answer ask(struct keyset *set, struct entry entry)
{
	bool unique = set->kind == KEYSET_UNIQUE, counts = (entry.row & ONLY_ASKS) == 0;
	size_t at;

	if (set->part == NULL && find(set, &entry, &at))
		return unique ? KEYSET_WRONG : KEYSET_FINE;
	if (set->part == NULL && !unique)
		return KEYSET_WRONG;
	if (set->part == NULL && counts)
		add(set, &entry);
	if (set->part == NULL)
		return KEYSET_FINE;
	store(set, entry);
	return KEYSET_LATER;
}

enum keyset_answer keyset_ask(struct keyset *set, struct slice key, uint64_t row)
{
	return ask(set, entry_of(key, row));
}

enum keyset_answer keyset_ask_only(struct keyset *set, struct slice key, uint64_t row)
{
	return ask(set, entry_of(key, row | ONLY_ASKS));
}

static int by_row(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static int by_hash_and_row(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->high != y->high)
		return x->high < y->high ? -1 : 1;
	if (x->low != y->low)
		return x->low < y->low ? -1 : 1;
	uint64_t left = x->row & ~ONLY_ASKS, right = y->row & ~ONLY_ASKS;

	return by_row(&left, &right);
}

static void read_part(struct part *part, struct entry *to)
{
	scratch_rewind(part->file);
	if (!scratch_read(part->file, to, part->n * sizeof *to))
		die("a file for keys ended too soon");
}

/*
 * Entries of the same hash lie together, row 0 first. Of unique keys the first row that counts stands and the later
 * ones are wrong; of a reference all are wrong unless the key was there.
 */
static void judge_part(struct keyset *set, struct part *part)
{
	struct entry *entry = memory_zeroed(part->n + 1, sizeof *entry);
	bool seen = false; /* the key was there, or a row that counts had it */

	read_part(part, entry);
	qsort(entry, part->n, sizeof *entry, by_hash_and_row);
	for (size_t i = 0; i < part->n; i++) {
		const struct entry *own = &entry[i];
		if (i == 0 || own->high != own[-1].high || own->low != own[-1].low)
			seen = false;
		if (own->row != 0 && seen == (set->kind == KEYSET_UNIQUE)) {
			set->wrong = array_room(set->wrong, &set->wrong_room, set->wrongs + 1,
			                        sizeof *set->wrong);
			set->wrong[set->wrongs++] = own->row & ~ONLY_ASKS;
		}
		seen |=
		    own->row == 0 || (set->kind == KEYSET_UNIQUE && (own->row & ONLY_ASKS) == 0);
	}
	free(entry);
}

const uint64_t *keyset_settle(struct keyset *set, size_t *n)
{
	for (size_t i = 0; set->part != NULL && i < PARTS; i++)
		judge_part(set, &set->part[i]);
	if (set->wrongs > 0)
		qsort(set->wrong, set->wrongs, sizeof *set->wrong, by_row);
	*n = set->wrongs;
	return set->wrong;
}

size_t keyset_bytes(const struct keyset *set)
{
	return set->slots * sizeof *set->slot +
	       (set->part == NULL ? 0 : PARTS * sizeof *set->part) +
	       set->wrong_room * sizeof *set->wrong;
}

void keyset_close(struct keyset *set)
{
	for (size_t i = 0; set->part != NULL && i < PARTS; i++)
		scratch_close(set->part[i].file);
	free(set->part);
	free(set->slot);
	free(set->wrong);
	free(set);
}
