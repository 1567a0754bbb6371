/*
 * tally: how often each value occurs in each group.
 *
 * Values are texts; groups are numbers of the caller's. What has been added waits until there is enough to do at once, so
 * call tally_settle before looking. Start both structs as {0}.
 *
 * Memory: per distinct value its text and about 40 bytes, per distinct pair of group and value 22 to 43 bytes. Values and
 * groups are numbered in 32 bits.
 */
#ifndef TALLY_H
#define TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "map.h"
#include "str.h"

#define TALLY_WAITING 256

/* Pairs of group and value, each once, with how often it came. */
struct tally_pairs {
	struct tally_pair *slot; /* times 0: free */
	size_t n, slots;
};

struct tally_pair {
	uint32_t group, value;
	uint64_t times;
};

struct tally {
	struct map values; /* the number of a value is its place here */
	struct tally_pairs pairs;
	struct str bytes; /* of the values that wait, one after the other */
	size_t end[TALLY_WAITING];
	uint32_t group[TALLY_WAITING];
	size_t waiting;
};

void tally_add(struct tally *t, size_t group, struct slice value);
void tally_settle(struct tally *t);

/* Adds all pairs to `to`, those of group i as of group coarser[i]. */
void tally_fold(const struct tally *t, const uint32_t *coarser, struct tally_pairs *to);

/* Walks the pairs in no order: for (size_t at = 0; tally_next(&pairs, &at, &pair);) */
bool tally_next(const struct tally_pairs *pairs, size_t *at, struct tally_pair *pair);

void tally_pairs_done(struct tally_pairs *pairs);
void tally_done(struct tally *t);

#endif
