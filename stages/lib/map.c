#include "map.h"

#include <stdlib.h>
#include <string.h>

#include "error.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

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
	uint32_t *slot = calloc(slots, sizeof *slot);

	if (slot == NULL || m->n >= UINT32_MAX / 2)
		die("out of memory");
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

size_t map_put(struct map *m, struct slice key, bool *added)
{
	uint64_t hash = XXH3_64bits(key.at, key.n);
	size_t at;

	if ((m->n + 1) * 4 > m->slots * 3)
		grow(m);
	at = probe(m, key, hash);
	if (added != NULL)
		*added = m->slot[at] == 0;
	if (m->slot[at] == 0) {
		m->entry = array_room(m->entry, &m->room, m->n + 1, sizeof *m->entry);
		m->entry[m->n] = (struct map_entry){hash, arena_copy(&m->keys, key)};
		m->slot[at] = (uint32_t)++m->n;
	}
	return m->slot[at] - 1;
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
