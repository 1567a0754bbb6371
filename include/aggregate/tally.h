/*
 * tally: how often each value occurs in each group.
 *
 * Values are texts; groups are numbers of the caller's. What has been added waits until there is enough to do at once: call
 * tally_settle before looking. Start both structs as {0}.
 *
 * Memory: per different value its text and about 40 bytes, per different pair of group and value 16 to 40 bytes. Values and
 * groups are numbered in 32 bits.
 */
#ifndef TALLY_H
#define TALLY_H

#include <stddef.h>
#include <stdint.h>

#include "map.h"
#include "str.h"

#define TALLY_WAITING 256
#define TALLY_NOWHERE UINT32_MAX /* of a group that is left out of a fold */

struct tally_pair {
	uint64_t key; /* group << 32 | value */
	uint64_t times;
};

static inline size_t tally_group(struct tally_pair pair)
{
	return pair.key >> 32;
}

static inline size_t tally_value(struct tally_pair pair)
{
	return (uint32_t)pair.key;
}

/*
 * Each pair of group and value once, in order. New ones wait unordered in `late`; when there are many they are sorted and
 * merged into the others. That is several times faster than to look each up in a table, and needs less memory.
 */
struct tally_pairs {
	struct tally_pair *at, *late;
	size_t n, room, late_n, late_room;
};

struct tally {
	struct map values; /* the number of a value is its place here */
	struct tally_pairs pairs;
	struct str bytes; /* of the values that wait, one after the other */
	size_t end[TALLY_WAITING];
	size_t group[TALLY_WAITING];
	uint64_t times[TALLY_WAITING];
	size_t waiting;
};

void tally_add(struct tally *t, size_t group, struct slice value, uint64_t times);
void tally_settle(struct tally *t);

/* Puts the pairs of a settled tally into `to`, those of group g as of group coarser[g], or nowhere. */
void tally_fold(const struct tally *t, const uint32_t *coarser, struct tally_pairs *to);

void tally_pairs_done(struct tally_pairs *pairs);
void tally_done(struct tally *t);

#endif
