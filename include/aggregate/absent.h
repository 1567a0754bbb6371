/*
 * absent: groups of which there is no record: key values that are to have a row whether or not anything is counted there.
 *
 * Such a value of a key column gets a group with each combination of values that the other keys have in the records; of two such columns each value of
 * the one goes with each of the other.
 *
 * Of one column, that of the units, each value has what it would have if its records were alone. Those that have records have what they say, and so the totals. One that
 * has none gets groups with the values of the others, and * for those that have none: that is a row if they have totals (result_table).
 *
 *	struct absent a = {.name = names of the key columns};
 *	absent_put(&a, key, value, unit);               for each value; `unit`: of the units
 *	absent_read(&a, key, in, unit);                 each that the column has there
 *	absent_add(&a, &groupings);                     after the records, before anything is folded
 *	absent_add_units(&a, &groupings);               after all of them
 *	absent_done(&a);
 */
#ifndef ABSENT_H
#define ABSENT_H

#include "aggregate/groupings.h"
#include "map.h"
#include "record.h"
#include "str.h"

/* Start it with the names. */
struct absent {
	const struct slice *name;
	struct map
	    value[GROUPINGS_KEYS_MAX]; /* by key column, in record form; empty: those that come */
	size_t unit;                   /* the key column of the units */
	struct map units;
};

/* Dies where the value is the sign of all. */
void absent_put(struct absent *a, size_t key, struct slice value, bool unit);
void absent_read(struct absent *a, size_t key, struct reader *in, bool unit);

/* May be done for some of the groups at a time; that of the units once. */
void absent_add(const struct absent *a, struct groupings *u);
void absent_add_units(const struct absent *a, struct groupings *u);

void absent_done(struct absent *a);

#endif
