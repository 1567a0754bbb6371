/*
 * value_counts: how often each value occurs in each group.
 *
 * Values are texts; groups are numbers of the caller's. What has been added waits until there is enough to do at
 * once: call value_counts_settle before looking. Start both structs as {0}.
 *
 * Memory: per different value its text and about 40 bytes, per different pair of group and value 16 to 40 bytes.
 * Values and groups are numbered in 32 bits.
 */
#ifndef VALUE_COUNTS_H
#define VALUE_COUNTS_H

#include <stddef.h>
#include <stdint.h>

#include "map.h"
#include "radix.h"
#include "str.h"

#define VALUE_COUNTS_WAITING 256
#define VALUE_COUNTS_NOWHERE UINT32_MAX /* of a group that is left out of a fold */

/* A pair is a radix_pair: its key is group << 32 | value, its value how often it is there. */

static inline size_t value_counts_group(struct radix_pair pair)
{
	return pair.key >> 32;
}

static inline size_t value_counts_value(struct radix_pair pair)
{
	return (uint32_t)pair.key;
}

/*
 * Each pair of group and value once, in order. New ones wait unordered in `late`; when there are many they are
 * sorted and merged into the others. That is several times faster than to look each up in a table, and needs less
 * memory.
 */
struct value_counts_pairs {
	struct radix_pair *at, *late;
	size_t n, room, late_n, late_room;
};

struct value_counts {
	struct map values; /* the number of a value is its place here */
	struct value_counts_pairs pairs;
	struct str bytes; /* of the values that wait, one after the other */
	size_t end[VALUE_COUNTS_WAITING];
	size_t group[VALUE_COUNTS_WAITING];
	uint64_t times[VALUE_COUNTS_WAITING];
	size_t waiting;
};

void value_counts_add(struct value_counts *t, size_t group, struct slice value, uint64_t times);
void value_counts_settle(struct value_counts *t);

/* Puts the pairs of a settled count into `to`, those of group g as of group coarser[g], or nowhere. */
void value_counts_fold(const struct value_counts *t, const uint32_t *coarser,
                       struct value_counts_pairs *to);

/* As if nothing had been added; keeps memory that is not too much to be cleared. */
void value_counts_reset(struct value_counts *t);

void value_counts_pairs_done(struct value_counts_pairs *pairs);
void value_counts_done(struct value_counts *t);

#endif
