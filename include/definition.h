/*
 * definition: a measure as it is written, NAME=FUNCTION(ARGUMENTS), taken apart. docs/man/aggregate.1 defines the
 * functions.
 *
 * No column is looked up and no expression compiled: aggregate does so with what it reads, and the compiler of
 * pipelines asks which records a measure counts. Slices are of the text.
 */
#ifndef DEFINITION_H
#define DEFINITION_H

#include <stdbool.h>

#include "error.h"
#include "number.h"
#include "str.h"

enum measure_function {
	MEASURE_COUNT,
	MEASURE_DISTINCT,
	MEASURE_SUM,
	MEASURE_MEAN,
	MEASURE_MIN,
	MEASURE_MAX,
	MEASURE_QUANTILE,
	MEASURE_LARGEST,
	MEASURE_RATIO,
	MEASURE_FUNCTIONS
};

struct definition {
	struct slice name, text; /* what stands before and after the = */
	enum measure_function function;
	/* the column of distinct, the expression of the others; n is 0: count, ratio */
	struct slice argument;
	struct slice condition; /* of count, distinct; n is 0: every record */
	struct number p;        /* quantile: its P; largest: its K */
	/* ratio: two measures, and the columns that the denominator is by if it is coarser, perhaps none */
	struct slice numerator, denominator, by;
	bool coarser;
};

/* False and the reason (e may be NULL) if it is none; the name is there if there is a =. */
bool definition_read(struct slice text, struct definition *d, struct error *e);

/* count or distinct: it is of records that add up. */
bool definition_counts(const struct definition *d);

/* Whether it adds up or counts, so that it can come to any number of digits. */
bool definition_is_amount(const struct definition *d);

/*
 * Whether a ratio can be of it: a number of something, so that what the ratio means is plain and it can be
 * protected by its parts.
 */
bool definition_has_ratios(enum measure_function function);

/* Whether it counts those of the whole row. */
bool definition_is_whole(const struct definition *d);

#endif
