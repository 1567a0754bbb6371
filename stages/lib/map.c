#include "map.h"

#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "memory.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#define AHEAD 32

/*
 * Entries lie in the order they came; slots hold index + 1 and are probed one after the other from the low bits of the
 * hash. An entry keeps its hash, so growing never touches a key, and 32 further bits of it decide nearly every
 * comparison before the key is read.
 */
struct map_entry {
	uint64_t hash;
	struct slice key;
};

static size_t probe(const struct map *m, struct slice key, uint64_t hash)
{
	size_t at = hash & (m->slots - 1);

	while (m->slot[at] != 0) {
		const struct map_entry *entry = &m->entry[m->slot[at] - 1];
		if (entry->hash == hash && slice_equal(entry->key, key))
			break;
		at = (at + 1) & (m->slots - 1);
	}
	return at;
}

static void grow(struct map *m)
{
	size_t slots = m->slots == 0 ? 16 : m->slots * 2;
	uint32_t *slot;

	if (m->n >= UINT32_MAX / 2)
		die("more than %d different keys at once", INT32_MAX);
	slot = memory_zeroed(slots, sizeof *slot);
	for (size_t i = 0; i < m->n; i++) {
		size_t at = m->entry[i].hash & (slots - 1);
		while (slot[at] != 0)
			at = (at + 1) & (slots - 1);
		slot[at] = (uint32_t)i + 1;
	}
	free(m->slot);
	m->slot = slot;
	m->slots = slots;
}

size_t map_find(const struct map *m, struct slice key)
{
	if (m->n == 0)
		return MAP_NONE;
	return (size_t)m->slot[probe(m, key, XXH3_64bits(key.at, key.n))] - 1;
}

/* There must be room in the slots. */
static size_t put(struct map *m, struct slice key, uint64_t hash, bool *added)
{
	size_t at = probe(m, key, hash);

	if (added != NULL)
		*added = m->slot[at] == 0;
	if (m->slot[at] == 0) {
		m->entry = array_room(m->entry, &m->room, m->n + 1, sizeof *m->entry);
		m->entry[m->n] = (struct map_entry){hash, arena_copy(&m->keys, key)};
		m->slot[at] = (uint32_t)++m->n;
	}
	return m->slot[at] - 1;
}

static void make_room(struct map *m, size_t more)
{
	while ((m->n + more) * 4 > m->slots * 3)
		grow(m);
}

size_t map_put(struct map *m, struct slice key, bool *added)
{
	make_room(m, 1);
	return put(m, key, XXH3_64bits(key.at, key.n), added);
}

/* The slots of some keys are asked for, then the entries that the slots name, then their keys; then all is near. */
static void fetch(const struct map *m, const struct slice *key, size_t n, uint64_t *hash)
{
	uint32_t entry[AHEAD];

	for (size_t i = 0; i < n; i++) {
		hash[i] = XXH3_64bits(key[i].at, key[i].n);
		__builtin_prefetch(&m->slot[hash[i] & (m->slots - 1)]);
	}
	for (size_t i = 0; i < n; i++) {
		entry[i] = m->slot[hash[i] & (m->slots - 1)];
		if (entry[i] != 0)
			__builtin_prefetch(&m->entry[entry[i] - 1]);
	}
	for (size_t i = 0; i < n; i++)
		if (entry[i] != 0)
			__builtin_prefetch(m->entry[entry[i] - 1].key.at);
}

static void put_some(struct map *m, const struct slice *key, size_t n, size_t *index)
{
	uint64_t hash[AHEAD];

	make_room(m, n);
	fetch(m, key, n, hash);
	for (size_t i = 0; i < n; i++)
		index[i] = put(m, key[i], hash[i], NULL);
}

void map_put_many(struct map *m, const struct slice *key, size_t n, size_t *index)
{
	for (size_t i = 0; i < n; i += AHEAD)
		put_some(m, key + i, n - i < AHEAD ? n - i : AHEAD, index + i);
}

static void find_some(const struct map *m, const struct slice *key, size_t n, size_t *index)
{
	uint64_t hash[AHEAD];

	fetch(m, key, n, hash);
	for (size_t i = 0; i < n; i++)
		if (i > 0 && hash[i] == hash[i - 1] && slice_equal(key[i], key[i - 1]))
			index[i] = index[i - 1];
		else
			index[i] = (size_t)m->slot[probe(m, key[i], hash[i])] - 1;
}

void map_find_many(const struct map *m, const struct slice *key, size_t n, size_t *index)
{
	for (size_t i = 0; i < n; i += AHEAD) {
		size_t some = n - i < AHEAD ? n - i : AHEAD;
		if (m->n > 0)
			find_some(m, key + i, some, index + i);
		for (size_t k = 0; k < some && m->n == 0; k++)
			index[i + k] = MAP_NONE;
	}
}

struct slice map_key(const struct map *m, size_t i)
{
	return m->entry[i].key;
}

size_t map_bytes(const struct map *m)
{
	return m->keys.bytes + m->room * sizeof *m->entry + m->slots * sizeof *m->slot;
}

void map_reset(struct map *m)
{
	m->n = 0;
	arena_reset(&m->keys);
	if (m->slot != NULL)
		memset(m->slot, 0, m->slots * sizeof *m->slot);
}

void map_done(struct map *m)
{
	free(m->entry);
	free(m->slot);
	arena_done(&m->keys);
	*m = (struct map){0};
}
