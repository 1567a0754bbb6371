/*
 * key_filter: which hashes of keys may have come before, in memory of a fixed size (a Bloom filter in blocks).
 *
 * "No" is certain; "perhaps" is wrong once in 300,000 times with 40 bits a key, once in 100 with ten. Pure.
 */
#ifndef KEY_FILTER_H
#define KEY_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "validate/key_table.h"

#define KEY_FILTER_WORDS 8 /* of a block, which is a line of the processor's cache */

/* Start it with key_filter_init. */
struct key_filter {
	uint64_t (*block)[KEY_FILTER_WORDS];
	size_t blocks;
};

void key_filter_init(struct key_filter *f, size_t bytes);
void key_filter_add(struct key_filter *f, struct key_hash hash);
bool key_filter_may_have(const struct key_filter *f, struct key_hash hash);
size_t key_filter_bytes(const struct key_filter *f);
void key_filter_done(struct key_filter *f);

#endif
