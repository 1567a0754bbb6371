/*
 * key_table: which hashes of keys came before, in memory, and within a bound that it keeps to while it grows, too.
 *
 * Start it with key_table_open; a key is two words of which 102 bits count (key_hash). Pure.
 */
#ifndef KEY_TABLE_H
#define KEY_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of two words of a hash the bits that are kept: never all 0. */
struct key_hash {
	uint64_t high, low;
};
struct key_hash key_hash_of(uint64_t high, uint64_t low);

/* The upper bits of a hash say which of so many parts of all keys it is in. */
#define KEY_PARTS 64
static inline size_t key_part(struct key_hash hash)
{
	return hash.high >> 58;
}

struct key_table;

struct key_table *key_table_open(size_t max_bytes);

bool key_table_has(const struct key_table *t, struct key_hash hash);

/* One that it does not have. False, and it is not added: there is no more room within the bound. */
bool key_table_add(struct key_table *t, struct key_hash hash);

/* Calls `take` for each. */
void key_table_each(const struct key_table *t, void (*take)(void *whose, struct key_hash hash),
                    void *whose);

size_t key_table_bytes(const struct key_table *t);
void key_table_close(struct key_table *t); /* NULL is allowed */

#endif
