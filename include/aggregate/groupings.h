/*
 * groupings: groups by key, and coarser groupings folded from them, with their figures.
 *
 * A grouping is a set of key columns, bit i for key column i. Records are put into groups by all key columns, once;
 * every other grouping is folded from those at the end, and its keys have * for the columns that are not in the
 * set. A key is the text of a columns_tuple (columns.h).
 *
 *	struct groupings u = groupings_open(keys, &measures);
 *	groupings_put_many(&u, key, n, group)                          for some records, and of each
 *	accumulators_take(&u.accumulators, group[i], &r[i], &e)
 *	groupings_fold(&u, columns, &grouping, &e)                     for each grouping
 *	groupings_values(&u, grouping, key)                            the figures of the group that the key belongs to
 *	groupings_done(&u);
 *
 * Where others have counted (partial_states.h), the states of every grouping come, with * in their keys, and
 * nothing is folded: a person whom two of the groups have was counted by who knew the persons. Such groupings are
 * `stated`.
 */
#ifndef GROUPINGS_H
#define GROUPINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "aggregate/accumulators.h"
#include "map.h"
#include "aggregate/measure.h"
#include "record.h"
#include "str.h"

#define GROUPINGS_KEYS_MAX 32 /* bits of a set */

struct grouping {
	uint32_t columns;
	struct map own; /* groups, in no order; that of all columns has those of `finest` */
	/* of measure i in group g: value[g * accumulators.n + i] */
	struct accumulators_value *value;
};

struct groupings {
	size_t keys; /* key columns */
	bool stated;
	struct map finest; /* the groups by all of them; stated: of all groupings */
	struct accumulators accumulators;
	struct grouping *grouping;
	size_t n, room;
};

/* Without keys there is one group, also if no record comes. */
struct groupings groupings_open(size_t keys, const struct measures *measures);

/* As if no record had come; but of what kind the values are is known. Keeps memory for the next groups, or gives it back. */
void groupings_reset(struct groupings *u);
void groupings_empty(struct groupings *u);

/*
 * The groups of n records, as numbers for accumulators_take; a new one has the next number. Many at once are found several
 * times faster than one by one.
 */
void groupings_put_many(struct groupings *u, const struct slice *key, size_t n, size_t *group);

/* A group of which no record may come; nothing, if it is there. */
void groupings_put(struct groupings *u, struct slice key);

/* Whether each value of one key column has records with one value of the other only. */
bool groupings_lie_in(const struct groupings *u, size_t column, size_t in);

/* The set of key columns that a key does not have * in. */
uint32_t groupings_columns(const struct groupings *u, struct slice key);

/* The key of the group of a grouping that the key belongs to: with * for the columns that are not in the set. */
struct slice groupings_key(const struct groupings *u, struct slice key, uint32_t columns,
                           struct str *to);

/*
 * Puts the groups of a grouping into `keys` and returns which of them each of the finest belongs to (or
 * VALUE_COUNTS_NOWHERE); the caller frees it.
 */
uint32_t *groupings_number(const struct groupings *u, uint32_t columns, struct map *keys);

/* The number of the grouping, folded if it is not there yet. False: a figure is outside the limits. */
bool groupings_fold(struct groupings *u, uint32_t columns, size_t *grouping, struct error *e);

/* The groups of a grouping that was folded. */
const struct map *groupings_keys(const struct groupings *u, size_t grouping);

/* The key is of a group of this grouping or of a finer one. */
const struct accumulators_value *groupings_values(const struct groupings *u, size_t grouping,
                                                  struct slice key);

void groupings_done(struct groupings *u);

#endif
