#include "keys.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "error.h"
#include "scratch.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#define PARTS 256 /* of what lies on disk, by the first bits of the hash */

/* Slots are a power of two; at most three quarters are in use. All zero is free, so a hash of all zero becomes one. */
struct set {
	struct key_hash *slot;
	size_t slots, n;
	uint64_t *broken; /* a bit for each row that was told to wait: the answer was no */
	size_t words;
};

/* A key or a question on disk. In a part they are put in order of set, hash, kind and row: then each asks its neighbours. */
enum kind { ADDED, ASKED_HAS, ASKED_FIRST };

struct waiting {
	struct key_hash key;
	uint64_t row;
	uint32_t set;
	uint16_t kind;
	uint16_t counts;
};

struct keys {
	struct set *set;
	size_t sets, room;
	size_t budget, bytes;
	bool full;
	struct scratch *part[PARTS];
};

struct key_hash key_hash_of(struct slice key)
{
	XXH128_hash_t hash = XXH3_128bits(key.at, key.n);

	return (struct key_hash){hash.high64, hash.low64 | (hash.high64 == 0 && hash.low64 == 0)};
}

struct keys *keys_open(size_t budget_bytes)
{
	struct keys *k = calloc(1, sizeof *k);

	if (k == NULL)
		die("out of memory");
	k->budget = budget_bytes;
	return k;
}

size_t keys_set(struct keys *k)
{
	k->set = array_room(k->set, &k->room, k->sets + 1, sizeof *k->set);
	k->set[k->sets] = (struct set){0};
	return k->sets++;
}

static struct key_hash *slot_of(const struct set *s, struct key_hash key)
{
	size_t i = key.low & (s->slots - 1);

	while ((s->slot[i].high | s->slot[i].low) != 0 &&
	       (s->slot[i].high != key.high || s->slot[i].low != key.low))
		i = (i + 1) & (s->slots - 1);
	return &s->slot[i];
}

static bool holds(const struct set *s, struct key_hash key)
{
	return s->slots > 0 && slot_of(s, key)->low == key.low && slot_of(s, key)->high == key.high;
}

/* Room for one more; false if that would go over the budget, and from then on always. */
static bool grow(struct keys *k, struct set *s)
{
	size_t slots = s->slots == 0 ? 1024 : s->slots * 2;
	struct set bigger = {.slots = slots, .n = s->n, .broken = s->broken, .words = s->words};

	if (k->full)
		return false;
	if ((s->n + 1) * 4 <= s->slots * 3)
		return true;
	if (k->bytes + slots * sizeof *s->slot > k->budget) {
		k->full = true;
		return false;
	}
	bigger.slot = calloc(slots, sizeof *bigger.slot);
	if (bigger.slot == NULL)
		die("out of memory");
	for (size_t i = 0; i < s->slots; i++)
		if ((s->slot[i].high | s->slot[i].low) != 0)
			*slot_of(&bigger, s->slot[i]) = s->slot[i];
	k->bytes += (slots - s->slots) * sizeof *s->slot;
	free(s->slot);
	*s = bigger;
	return true;
}

static bool put(struct keys *k, struct set *s, struct key_hash key)
{
	if (!grow(k, s))
		return false;
	*slot_of(s, key) = key;
	s->n++;
	return true;
}

static void wait(struct keys *k, const struct waiting *w)
{
	struct scratch **part = &k->part[w->key.high >> 56];

	if (*part == NULL)
		*part = scratch_open();
	scratch_write(*part, w, sizeof *w);
}

enum keys_answer keys_first(struct keys *k, size_t set, struct key_hash key, uint64_t row,
                            bool counts)
{
	struct set *s = &k->set[set];
	struct waiting w = {key, row, (uint32_t)set, ASKED_FIRST, counts};

	if (holds(s, key))
		return KEYS_NO;
	if (!k->full && (!counts || put(k, s, key)))
		return KEYS_YES;
	wait(k, &w);
	return KEYS_LATER;
}

void keys_add(struct keys *k, size_t set, struct key_hash key)
{
	struct waiting w = {key, 0, (uint32_t)set, ADDED, 0};

	if (!holds(&k->set[set], key) && !put(k, &k->set[set], key))
		wait(k, &w);
}

enum keys_answer keys_has(struct keys *k, size_t set, struct key_hash key, uint64_t row, bool open)
{
	struct waiting w = {key, row, (uint32_t)set, ASKED_HAS, 0};

	if (holds(&k->set[set], key))
		return KEYS_YES;
	if (!k->full && !open)
		return KEYS_NO;
	wait(k, &w);
	return KEYS_LATER;
}

/* ---------------------------------------------------------------- at the end */

static int compare(const void *x, const void *y)
{
	const struct waiting *a = x, *b = y;

	if (a->set != b->set)
		return a->set < b->set ? -1 : 1;
	if (a->key.high != b->key.high)
		return a->key.high < b->key.high ? -1 : 1;
	if (a->key.low != b->key.low)
		return a->key.low < b->key.low ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return a->row < b->row ? -1 : a->row > b->row;
}

static void mark(struct set *s, uint64_t row)
{
	size_t words = s->words;

	s->broken = array_room(s->broken, &s->words, row / 64 + 1, sizeof *s->broken);
	if (s->words > words)
		memset(s->broken + words, 0, (s->words - words) * sizeof *s->broken);
	s->broken[row / 64] |= UINT64_C(1) << (row % 64);
}

/* `seen`: a key was added, or a row that counts had it. A set's memory knows keys that were never written. */
static void settle_part(struct keys *k, struct waiting *at, size_t n)
{
	bool seen = false;

	qsort(at, n, sizeof *at, compare);
	for (size_t i = 0; i < n; i++) {
		const struct waiting *w = &at[i];
		if (i == 0 || w->set != at[i - 1].set || w->key.high != at[i - 1].key.high ||
		    w->key.low != at[i - 1].key.low)
			seen = holds(&k->set[w->set], w->key);
		if (w->kind == ADDED)
			seen = true;
		else if (w->kind == ASKED_HAS ? !seen : seen)
			mark(&k->set[w->set], w->row);
		if (w->kind == ASKED_FIRST && w->counts)
			seen = true;
	}
}

void keys_settle(struct keys *k)
{
	struct waiting *at = NULL;
	size_t room = 0;

	for (size_t i = 0; i < PARTS; i++) {
		size_t n = 0;
		if (k->part[i] == NULL)
			continue;
		scratch_rewind(k->part[i]);
		do
			at = array_room(at, &room, n + 1, sizeof *at);
		while (scratch_read(k->part[i], &at[n], sizeof *at) && ++n);
		settle_part(k, at, n);
		scratch_close(k->part[i]);
		k->part[i] = NULL;
	}
	free(at);
}

enum keys_answer keys_answer(const struct keys *k, size_t set, uint64_t row)
{
	const struct set *s = &k->set[set];

	if (row / 64 >= s->words)
		return KEYS_YES;
	return s->broken[row / 64] >> (row % 64) & 1 ? KEYS_NO : KEYS_YES;
}

void keys_close(struct keys *k)
{
	for (size_t i = 0; i < k->sets; i++) {
		free(k->set[i].slot);
		free(k->set[i].broken);
	}
	for (size_t i = 0; i < PARTS; i++)
		scratch_close(k->part[i]);
	free(k->set);
	free(k);
}
