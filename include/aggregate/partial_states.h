/*
 * partial_states: what has been counted so far, as records that others can go on counting from (aggregate
 * --partial, --merge).
 *
 * A state is a record: the keys (with * in those of a coarser grouping), a digest of all that was asked for, so
 * that only states of one table are added up, the measure as it was written, a value, and how many there are.
 * docs/man/aggregate.1 tells what they are for each function. There are states for every group of every grouping
 * that the table needs, so that what can not be folded without knowing the persons was folded by those who did.
 *
 * A ratio has none: it is made of others in the end.
 */
#ifndef PARTIAL_STATES_H
#define PARTIAL_STATES_H

#include <stdbool.h>

#include "columns.h"
#include "aggregate/result_table.h"
#include "digest.h"
#include "error.h"
#include "record.h"
#include "writer.h"

/* What the states of distinct hold. */
enum partial_states_distinct { PARTIAL_STATES_VALUES, PARTIAL_STATES_COUNTS };

/* The columns after the keys; dies if a key has one of their names. */
void partial_states_name(const struct measures *m, struct header *h);

/* All states of a table that records were taken into. False: a figure is outside the limits. */
bool partial_states_write(struct result_table *c, enum partial_states_distinct distinct,
                          struct writer *out, struct error *e);

/* States coming in. */
struct partial_states {
	struct result_table *result;
	enum partial_states_distinct distinct;
	struct map measures;                               /* their texts, in record form */
	char table[DIGEST_HEX];                            /* what table.state must be */
	size_t table_column, measure, value, times, noise; /* columns */
	bool *seen; /* of measure i in group g: seen[g * measures + i] */
	size_t room;
	uint64_t n; /* taken */
};

/* Dies if the stream has not these columns, or others than the keys. The table's groupings must be stated. */
struct partial_states partial_states_open(struct result_table *c,
                                          enum partial_states_distinct distinct,
                                          const struct reader *in);

/* False: it is no state of these keys and measures. */
bool partial_states_take(struct partial_states *s, struct slice key, const struct record *r,
                         struct error *e);

/* When all are taken: false if a measure, a total or a row is missing, so that the table would be wrong. */
bool partial_states_check(const struct partial_states *s, struct error *e);

void partial_states_done(struct partial_states *s);

#endif
