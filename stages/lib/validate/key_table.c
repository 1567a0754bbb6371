#include "validate/key_table.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

/* Of the upper word: which part, and 32 bits to compare. */
#define KEPT (~UINT64_C(0) << 58 | UINT32_MAX)

struct key_hash key_hash_of(uint64_t high, uint64_t low)
{
	struct key_hash hash = {high & KEPT, low};

	if (low == 0 && (uint32_t)high == 0)
		hash.low = 1;
	return hash;
}

/*
 * Each part is a table of its own, by open addressing from the place that the lower word has in its slots; both words
 * 0 mark a free slot. A part that is three quarters full is doubled or, in the upper part of the bound, grows by a
 * quarter: so there is never more than one part twice, and never much of the bound that is not used.
 */
struct part {
	uint64_t *low;
	uint32_t *high;
	size_t n, slots;
};

struct key_table {
	size_t max_bytes, bytes;
	struct part part[KEY_PARTS];
};

/* What a part leaves when it grows goes back to the system at once; left to itself malloc would come to keep it. */
#define MAPPED_BYTES (16 << 10)

#define SLOT_BYTES (sizeof(uint64_t) + sizeof(uint32_t))

struct key_table *key_table_open(size_t max_bytes)
{
	struct key_table *t = memory_zeroed(1, sizeof *t);

	mallopt(M_MMAP_THRESHOLD, MAPPED_BYTES);
	t->max_bytes = max_bytes;
	return t;
}

static size_t place(const struct part *p, uint32_t high, uint64_t low)
{
	size_t at = (size_t)((unsigned __int128)low * p->slots >> 64);

	while ((p->low[at] != 0 || p->high[at] != 0) && (p->low[at] != low || p->high[at] != high))
		at = at + 1 == p->slots ? 0 : at + 1;
	return at;
}

static bool grow(struct key_table *t, struct part *p)
{
	bool small = t->bytes < t->max_bytes / 4;
	struct part larger = {.slots = p->slots + p->slots / (small ? 1 : 4) + 16, .n = p->n};

	if (t->bytes + larger.slots * SLOT_BYTES > t->max_bytes)
		return false;
	larger.low = memory_zeroed(larger.slots, sizeof *larger.low);
	larger.high = memory_zeroed(larger.slots, sizeof *larger.high);
	for (size_t i = 0; i < p->slots; i++) {
		if (p->low[i] == 0 && p->high[i] == 0)
			continue;
		size_t at = place(&larger, p->high[i], p->low[i]);
		larger.low[at] = p->low[i];
		larger.high[at] = p->high[i];
	}
	free(p->low);
	free(p->high);
	t->bytes += (larger.slots - p->slots) * SLOT_BYTES;
	*p = larger;
	return true;
}

bool key_table_has(const struct key_table *t, struct key_hash hash)
{
	const struct part *p = &t->part[key_part(hash)];
	size_t at;

	if (p->n == 0)
		return false;
	at = place(p, (uint32_t)hash.high, hash.low);
	return p->low[at] != 0 || p->high[at] != 0;
}

bool key_table_add(struct key_table *t, struct key_hash hash)
{
	struct part *p = &t->part[key_part(hash)];
	size_t at;

	if ((p->n + 1) * 4 > p->slots * 3 && !grow(t, p))
		return false;
	at = place(p, (uint32_t)hash.high, hash.low);
	p->high[at] = (uint32_t)hash.high;
	p->low[at] = hash.low;
	p->n++;
	return true;
}

void key_table_each(const struct key_table *t, void (*take)(void *whose, struct key_hash hash),
                    void *whose)
{
	for (size_t k = 0; k < KEY_PARTS; k++)
		for (size_t i = 0; i < t->part[k].slots; i++) {
			const struct part *p = &t->part[k];
			if (p->low[i] != 0 || p->high[i] != 0)
				take(whose,
				     (struct key_hash){(uint64_t)k << 58 | p->high[i], p->low[i]});
		}
}

size_t key_table_bytes(const struct key_table *t)
{
	return sizeof *t + t->bytes;
}

void key_table_close(struct key_table *t)
{
	for (size_t k = 0; t != NULL && k < KEY_PARTS; k++) {
		free(t->part[k].low);
		free(t->part[k].high);
	}
	free(t);
}
