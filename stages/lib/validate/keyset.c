#include "validate/keyset.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "error.h"
#include "memory.h"
#include "validate/key_filter.h"
#include "validate/key_table.h"
#include "scratch.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

/*
 * One key as it lies in a file. row 0: it was there before the rows in the files (or may be pointed at). The key of
 * a row with the bit ONLY_ASKS does not count.
 */
#define ONLY_ASKS (UINT64_C(1) << 63)

struct entry {
	struct key_hash hash;
	uint64_t row;
};

struct entries {
	struct entry *at;
	size_t n, room;
};

/* A file without a name: keys by the upper bits of their hash, and how many. */
struct part {
	struct scratch *file;
	uint64_t n;
};

/*
 * While `table` is there all keys are in it. When it has no more room they are poured into the files, and the filter
 * takes its memory. Questions that the filter can not answer wait; to settle them, each file that holds keys of such a
 * hash is read once. The questions of a table that points at itself all lie in the files, beside its keys.
 */
struct keyset {
	enum keyset_kind kind;
	size_t max_bytes;
	struct key_table *table;
	struct part *part; /* KEY_PARTS of them, or NULL */
	struct key_filter filter;
	struct entries waiting;
	uint64_t *wrong;
	size_t wrongs, wrong_room;
};

static struct entry entry_of(struct slice key, uint64_t row)
{
	XXH128_hash_t hash = XXH3_128bits(key.at, key.n);

	return (struct entry){key_hash_of(hash.high64, hash.low64), row};
}

/* ---------------------------------------------------------------- where keys are kept */

static void store(struct keyset *set, struct entry entry)
{
	struct part *part = &set->part[key_part(entry.hash)];

	scratch_write(part->file, &entry, sizeof entry);
	part->n++;
	if (set->filter.blocks > 0)
		key_filter_add(&set->filter, entry.hash);
}

static void store_hash(void *set, struct key_hash hash)
{
	store(set, (struct entry){hash, 0});
}

/* Calls `take` for each entry of the file; more can be written to it after that. */
static void read_part(struct part *part, void (*take)(void *whose, const struct entry *entry),
                      void *whose)
{
	struct entry some[256];

	scratch_rewind(part->file);
	for (uint64_t left = part->n, n; left > 0; left -= n) {
		n = left < 256 ? left : 256;
		if (!scratch_read(part->file, some, n * sizeof *some))
			die("a file for keys ended too soon");
		for (size_t i = 0; i < n; i++)
			take(whose, &some[i]);
	}
	scratch_resume(part->file);
}

static void filter_entry(void *set, const struct entry *entry)
{
	key_filter_add(&((struct keyset *)set)->filter, entry->hash);
}

/* Table and filter are never there together; an eighth of the memory is left for questions that wait. */
static void pour(struct keyset *set)
{
	set->part = memory_zeroed(KEY_PARTS, sizeof *set->part);
	for (size_t i = 0; i < KEY_PARTS; i++)
		set->part[i].file = scratch_open("a file for keys");
	if (set->table == NULL)
		return;
	key_table_each(set->table, store_hash, set);
	key_table_close(set->table);
	set->table = NULL;
	key_filter_init(&set->filter, set->max_bytes - set->max_bytes / 8);
	for (size_t i = 0; i < KEY_PARTS; i++)
		read_part(&set->part[i], filter_entry, set);
}

struct keyset *keyset_open(enum keyset_kind kind, size_t max_bytes)
{
	struct keyset *set = memory_zeroed(1, sizeof *set);

	set->kind = kind;
	set->max_bytes = max_bytes;
	if (kind == KEYSET_ITSELF)
		pour(set);
	else
		set->table = key_table_open(max_bytes);
	return set;
}

/* Into memory, or, when it has no more room there, into the files. */
static void keep(struct keyset *set, struct entry entry)
{
	if (set->table != NULL && key_table_add(set->table, entry.hash))
		return;
	if (set->table != NULL)
		pour(set);
	store(set, entry);
}

/* ---------------------------------------------------------------- questions */

void keyset_refer(struct keyset *set, struct slice key)
{
	struct entry entry = entry_of(key, 0);

	if (set->table == NULL || !key_table_has(set->table, entry.hash))
		keep(set, entry);
}

static enum keyset_answer wait(struct keyset *set, struct entry entry)
{
	struct entries *w = &set->waiting;

	w->at = array_room(w->at, &w->room, w->n + 1, sizeof *w->at);
	w->at[w->n++] = entry;
	return KEYSET_LATER;
}

/* What a key that is there means, and one that is not. */
static enum keyset_answer answer(const struct keyset *set, bool there)
{
	return there == (set->kind == KEYSET_UNIQUE) ? KEYSET_WRONG : KEYSET_FINE;
}

static enum keyset_answer ask(struct keyset *set, struct entry entry)
{
	bool there, counts = set->kind == KEYSET_UNIQUE && (entry.row & ONLY_ASKS) == 0;

	if (set->kind == KEYSET_ITSELF) {
		store(set, entry);
		return KEYSET_LATER;
	}
	there = set->table != NULL ? key_table_has(set->table, entry.hash)
	                           : key_filter_may_have(&set->filter, entry.hash);
	if (there && set->table != NULL)
		return answer(set, true);
	if (counts)
		keep(set, entry);
	return there ? wait(set, entry) : answer(set, false);
}

enum keyset_answer keyset_ask(struct keyset *set, struct slice key, uint64_t row)
{
	return ask(set, entry_of(key, row));
}

enum keyset_answer keyset_ask_only(struct keyset *set, struct slice key, uint64_t row)
{
	return ask(set, entry_of(key, row | ONLY_ASKS));
}

/* ---------------------------------------------------------------- those that waited */

static int compare(uint64_t x, uint64_t y)
{
	return x < y ? -1 : x > y;
}

static int by_row(const void *a, const void *b)
{
	return compare(*(const uint64_t *)a, *(const uint64_t *)b);
}

static int by_hash(const struct key_hash *x, const struct key_hash *y)
{
	return x->high != y->high ? compare(x->high, y->high) : compare(x->low, y->low);
}

static int by_hash_and_row(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = by_hash(&x->hash, &y->hash);

	return order != 0 ? order : compare(x->row & ~ONLY_ASKS, y->row & ~ONLY_ASKS);
}

/* The questions of one file, in the order of their hashes; first[i]: the first row that has the key of the i-th. */
struct settling {
	const struct entry *asked;
	size_t n;
	uint64_t *first; /* UINT64_MAX: none; told at the first question of a key */
	struct key_filter filter;
};

static void look_at(void *settling, const struct entry *entry)
{
	struct settling *s = settling;
	size_t from = 0, to = s->n;

	if (!key_filter_may_have(&s->filter, entry->hash))
		return;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (by_hash(&s->asked[middle].hash, &entry->hash) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	if (from < s->n && by_hash(&s->asked[from].hash, &entry->hash) == 0 &&
	    entry->row < s->first[from])
		s->first[from] = entry->row;
}

static void add_wrong(struct keyset *set, uint64_t row)
{
	set->wrong = array_room(set->wrong, &set->wrong_room, set->wrongs + 1, sizeof *set->wrong);
	set->wrong[set->wrongs++] = row & ~ONLY_ASKS;
}

/* A key that must be unique was there if a row before this one has it; one that is referred to, if anything has. */
static void settle_part(struct keyset *set, struct part *part, const struct entry *asked, size_t n)
{
	struct settling s = {asked, n, memory_take(n * sizeof *s.first), {0}};
	size_t own = 0;

	key_filter_init(&s.filter, n * 2);
	for (size_t i = 0; i < n; i++) {
		s.first[i] = UINT64_MAX;
		key_filter_add(&s.filter, asked[i].hash);
	}
	read_part(part, look_at, &s);
	for (size_t i = 0; i < n; i++) {
		uint64_t row = asked[i].row & ~ONLY_ASKS;
		own = by_hash(&asked[own].hash, &asked[i].hash) == 0 ? own : i;
		if (answer(set, s.first[own] < (set->kind == KEYSET_UNIQUE ? row : UINT64_MAX)) ==
		    KEYSET_WRONG)
			add_wrong(set, row);
	}
	key_filter_done(&s.filter);
	free(s.first);
}

/* Of a table that points at itself: what is pointed at and what points lie in the same file. */
static void settle_itself(struct keyset *set, struct part *part)
{
	struct entry *entry = memory_zeroed(part->n + 1, sizeof *entry);
	bool there = false;

	scratch_rewind(part->file);
	if (!scratch_read(part->file, entry, part->n * sizeof *entry))
		die("a file for keys ended too soon");
	scratch_resume(part->file);
	qsort(entry, part->n, sizeof *entry, by_hash_and_row);
	for (size_t i = 0; i < part->n; i++) {
		there &= i > 0 && by_hash(&entry[i].hash, &entry[i - 1].hash) == 0;
		there |= entry[i].row == 0;
		if (!there)
			add_wrong(set, entry[i].row);
	}
	free(entry);
}

const uint64_t *keyset_settle(struct keyset *set, size_t *n)
{
	struct entries *w = &set->waiting;

	set->wrongs = 0;
	if (w->n > 0)
		qsort(w->at, w->n, sizeof *w->at, by_hash_and_row);
	for (size_t i = 0, next; i < w->n; i = next) {
		size_t part = key_part(w->at[i].hash);
		for (next = i + 1; next < w->n && key_part(w->at[next].hash) == part; next++)
			;
		settle_part(set, &set->part[part], w->at + i, next - i);
	}
	for (size_t i = 0; set->kind == KEYSET_ITSELF && i < KEY_PARTS; i++)
		settle_itself(set, &set->part[i]);
	w->n = 0;
	if (set->wrongs > 0)
		qsort(set->wrong, set->wrongs, sizeof *set->wrong, by_row);
	*n = set->wrongs;
	return set->wrong;
}

/* ---------------------------------------------------------------- sizes and the end */

size_t keyset_waiting_bytes(const struct keyset *set)
{
	return set->waiting.room * sizeof *set->waiting.at + set->wrong_room * sizeof *set->wrong;
}

size_t keyset_bytes(const struct keyset *set)
{
	return (set->table ? key_table_bytes(set->table) : 0) + key_filter_bytes(&set->filter) +
	       keyset_waiting_bytes(set);
}

uint64_t keyset_file_bytes(const struct keyset *set)
{
	uint64_t n = 0;

	for (size_t i = 0; set->part != NULL && i < KEY_PARTS; i++)
		n += set->part[i].n;
	return n * sizeof(struct entry);
}

void keyset_close(struct keyset *set)
{
	for (size_t i = 0; set->part != NULL && i < KEY_PARTS; i++)
		scratch_close(set->part[i].file);
	key_table_close(set->table);
	key_filter_done(&set->filter);
	free(set->waiting.at);
	free(set->part);
	free(set->wrong);
	free(set);
}
