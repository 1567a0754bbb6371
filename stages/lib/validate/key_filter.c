#include "validate/key_filter.h"

#include <stdlib.h>

#include "memory.h"

#define PROBES 7
#define PROBE_BITS 9 /* one of 512 bits */

void key_filter_init(struct key_filter *f, size_t bytes)
{
	f->blocks = bytes / sizeof *f->block + 1;
	f->block = memory_zeroed(f->blocks, sizeof *f->block);
}

static uint64_t *block_of(const struct key_filter *f, struct key_hash hash)
{
	return f->block[(size_t)((unsigned __int128)hash.low * f->blocks >> 64)];
}

/* Where in the block the bits of a key are, nine bits a place; from other bits of the hash than the block. */
static uint64_t probes_of(struct key_hash hash)
{
	uint64_t x = (hash.low ^ hash.high << 26) * UINT64_C(0x9E3779B97F4A7C15);

	return (x ^ x >> 32) * UINT64_C(0xD6E8FEB86659FD93);
}

void key_filter_add(struct key_filter *f, struct key_hash hash)
{
	uint64_t *block = block_of(f, hash), probes = probes_of(hash);

	for (int i = 0; i < PROBES; i++, probes >>= PROBE_BITS)
		block[probes >> 6 & 7] |= UINT64_C(1) << (probes & 63);
}

bool key_filter_may_have(const struct key_filter *f, struct key_hash hash)
{
	const uint64_t *block = block_of(f, hash);
	uint64_t probes = probes_of(hash), all = 1;

	for (int i = 0; i < PROBES; i++, probes >>= PROBE_BITS)
		all &= block[probes >> 6 & 7] >> (probes & 63);
	return all;
}

size_t key_filter_bytes(const struct key_filter *f)
{
	return f->blocks * sizeof *f->block;
}

void key_filter_done(struct key_filter *f)
{
	free(f->block);
	*f = (struct key_filter){0};
}
