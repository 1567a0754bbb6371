/*
 * absent: groups of which there is no record: key values that are to have a row whether or not anything is counted there.
 *
 * Such a value of a key column gets a group with each combination of values that the other keys have in the records; of two such columns each value of
 * the one goes with each of the other.
 *
 *	struct absent a = {0};
 *	absent_put(&a, key, value);                     for each value
 *	absent_add(&a, &groupings);                     after the records, before anything is folded
 *	absent_done(&a);
 */
#ifndef ABSENT_H
#define ABSENT_H

#include "aggregate/groupings.h"
#include "map.h"
#include "str.h"

/* Start it as {0}. */
struct absent {
	struct map
	    value[GROUPINGS_KEYS_MAX]; /* by key column, in record form; empty: those that come */
};

void absent_put(struct absent *a, size_t key, struct slice value);

void absent_add(const struct absent *a, struct groupings *u);

void absent_done(struct absent *a);

#endif
