/*
 * transitions: by what chances a count of persons is published as another (protect --method noise), as data.
 *
 * A table of transitions has a row for each count and each number that it may be published as, with the chance, in 2^32,
 * that it is that or a smaller one; bin/stages/transitions.sh makes such tables. The steps of the last count are those of
 * every larger one. What a table promises is read off it, and held: no number from 1 to min - 1 is published, none is more
 * than `step` from its count, their mean is the count, and 0 stays 0. A table that does not keep this is none.
 *
 *	transitions_add(&t, count, published, below, &e)    for each row, in order
 *	transitions_check(&t, &e)
 *	transitions_publish(&t, count, u)                   u evenly drawn from 0 to 2^32 - 1
 *	transitions_done(&t)
 *
 * Pure, and in whole numbers only.
 */
#ifndef TRANSITIONS_H
#define TRANSITIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "error.h"

#define TRANSITIONS_ALL (UINT64_C(1) << 32) /* all chances together */
#define TRANSITIONS_MOST 1000               /* the largest count that may have rows */

struct transition {
	int64_t published;
	uint64_t below; /* the chance of this and all before it */
};

/* Start it as {0}. */
struct transitions {
	struct transition *at;
	size_t n, room;
	size_t *first; /* by count, and one after the last */
	size_t counts, first_room;
	int64_t min, step; /* after the check */
};

/* False and the reason. */
bool transitions_add(struct transitions *t, int64_t count, int64_t published, int64_t below,
                     struct error *e);
bool transitions_check(struct transitions *t, struct error *e);

/* The number that is published for a count of 0 or more. */
int64_t transitions_publish(const struct transitions *t, int64_t count, uint32_t u);

void transitions_done(struct transitions *t);

#endif
