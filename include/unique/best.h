/*
 * best: of the records of one key, the one that comes first, or last, in the order of some columns.
 *
 * A column is ordered as what it is (field_type.h), and numbers and texts do not mix in it. Which record is the best
 * does not hang on the order in which they come. Where nobody can know it the program ends, in best_settle, with both
 * lines.
 *
 *	best_add_column(&order, name) ...              then for each record best_see(&order, &r), and of its key
 *	best_begin(&order, &best, &r);                 for the first
 *	best_meet(&order, &best, &r);                  for each other
 *	best_settle(&order, &best);                    when all have come: best.row is the one to keep
 *
 * Holds one record a key. Start both structs as {0}; what lies in `rows` is given back by its owner.
 */
#ifndef BEST_H
#define BEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "field_type.h"
#include "record.h"
#include "str.h"

enum best_missing { BEST_MISSING_UNKNOWN, BEST_MISSING_FIRST, BEST_MISSING_LAST };

struct best_column {
	size_t column;
	enum field_type kind; /* of the values so far */
	bool text;            /* :text was said */
};

struct best_order {
	const struct reader *in;
	struct best_column *by;
	size_t n, room;
	enum best_missing missing; /* where a missing value stands */
	bool last;                 /* the last is kept, not the first */
	bool any;                  /* of records that are alike, the one that came first */
	const char *key;           /* the columns of the key, and of the order, for messages */
	const char *columns;
	struct arena rows;
};

/*
 * A record that comes is compared column by column: the first in which it and the best so far differ decides. If one
 * value is missing there, or no column differs and they are two records all the same, nobody knows which is the best,
 * and that is remembered with the number of the column. It is forgotten when a record comes that is better than both
 * in a column before it.
 */
struct best {
	char *row; /* its fields, with tabs between them */
	size_t n, room;
	uint64_t line;
	size_t doubt; /* the number of a column of the order, or how many there are, or BEST_SURE */
	uint64_t other; /* the line of the record that is in doubt */
};

#define BEST_SURE SIZE_MAX

/* COLUMN or COLUMN:text; dies if there is no such column. */
void best_add_column(struct best_order *order, struct slice operand);

/* Every record of the stream passes here; dies where a column mixes numbers, dates and texts. */
void best_see(struct best_order *order, const struct record *r);

void best_begin(struct best_order *order, struct best *best, const struct record *r);
void best_meet(struct best_order *order, struct best *best, const struct record *r);
void best_settle(const struct best_order *order, const struct best *best);

void best_order_done(struct best_order *order);

#endif
