/*
 * map: bytes to small numbers, the one container for everyone.
 *
 * The first key put is entry 0, the next new one 1, and so on: keep what belongs to an entry in an array of your
 * own, at the same index. Keys are copied into the map. Entries are never removed; walk them in the order they
 * came with i = 0 .. n-1 and map_key. Start it as {0}.
 *
 * Open addressing on XXH3 hashes; about 32 bytes and the key per entry.
 */
#ifndef MAP_H
#define MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "str.h"

#define MAP_NONE ((size_t)-1)

struct map_entry;

struct map {
	size_t n;                /* entries */
	struct map_entry *entry; /* by index */
	size_t room;
	uint32_t *slot; /* index + 1, 0 is free */
	size_t slots;   /* a power of two */
	struct arena keys;
};

/* The index of the key, or MAP_NONE. */
size_t map_find(const struct map *m, struct slice key);

/* The index of the key, put in if it was not there; *added (may be NULL) says whether it was. */
size_t map_put(struct map *m, struct slice key, bool *added);

/*
 * map_put for each of n keys in turn, with the memory that they will touch fetched ahead: several times faster once the
 * map has outgrown the caches.
 */
void map_put_many(struct map *m, const struct slice *key, size_t n, size_t *index);

/* map_find for each of n keys, in the same way; a key that is the one before it is not looked for again. */
void map_find_many(const struct map *m, const struct slice *key, size_t n, size_t *index);

/* Valid as long as the map. */
struct slice map_key(const struct map *m, size_t i);

/* Bytes held, for manual pages and accounts. */
size_t map_bytes(const struct map *m);

/* Forgets the entries, keeps the memory. */
void map_reset(struct map *m);
void map_done(struct map *m);

#endif
