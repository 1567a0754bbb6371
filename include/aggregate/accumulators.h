/*
 * accumulators: the states of measures by group, and the values they come to.
 *
 *	struct accumulators f = accumulators_open(&measures);
 *	accumulators_take(&f, group, &r, &e)                 for each record
 *	accumulators_fold(&f, coarser, n, values, &e)        as often as there are groupings
 *	accumulators_done(&f);
 *
 * Groups are numbers of the caller's, from 0. States are kept for the finest groups only; those of a coarser
 * grouping are folded from them, a person who is in several groups once. So a record costs the same however many
 * totals are wanted, and everything is exact and does not depend on the order of the records. Folds into one group
 * what is said to belong together; a group with VALUE_COUNTS_NOWHERE is left out.
 *
 * States can also come from elsewhere, by accumulators_add, where others have counted (partial_states.h).
 *
 * Memory: 48 bytes per group and measure, and for distinct and quantile what value_counts.h says.
 */
#ifndef ACCUMULATORS_H
#define ACCUMULATORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "aggregate/measure.h"
#include "number.h"
#include "record.h"
#include "aggregate/noise_numbers.h"
#include "aggregate/value_counts.h"

/* What the values of a measure are; for a column alone the first value of min and max decides. */
enum accumulators_kind { ACCUMULATORS_UNKNOWN, ACCUMULATORS_NUMBER, ACCUMULATORS_DATE };

/* By measure. */
struct accumulators_state {
	const struct measure *measure;
	enum accumulators_kind kind;
	struct value_counts *counts;  /* distinct, quantile; else NULL */
	struct noise_numbers numbers; /* distinct, with --noise: of its values */
	bool counted; /* distinct: others have counted, and only their numbers came */
};

struct accumulators {
	struct accumulators_state *state;
	size_t n;                   /* measures */
	bool overlap;               /* different values that others counted may be the same */
	struct function_cell *cell; /* of measure i in group g: cell[g * n + i] */
	size_t groups, room;
};

struct accumulators_value {
	struct number x;
	uint64_t noise; /* count, distinct: the sum of the numbers that noise is drawn of */
	bool missing;
	bool at_most;  /* numbers of different values were added, and some could be the same */
	bool withheld; /* missing, since its denominator is not known */
};

/* What others counted: a value and how many there are. */
struct accumulators_part {
	struct slice value;
	uint64_t times, noise;
};

/* The measures must live as long. */
struct accumulators accumulators_open(const struct measures *m);

/* Sees to it that groups 0 to n - 1 are there, if only without a record. */
void accumulators_groups(struct accumulators *f, size_t n);

/* False: "personer: belopp: not a number" and the like. */
bool accumulators_take(struct accumulators *f, size_t group, const struct record *r,
                       struct error *e);

/* Says that a figure is outside the limits of number.h. Always false. */
bool accumulators_beyond(struct error *e);

/*
 * Adds what was counted elsewhere: of count and distinct how many, of distinct also one value that is there, of
 * quantile one value and how often, of the others the figure for so many values; and the sum of their numbers that noise
 * is drawn of. False: the value is none of that measure's.
 */
bool accumulators_add(struct accumulators *f, size_t group, size_t measure,
                      struct accumulators_part part, struct error *e);

/*
 * The cells of a measure, folded: that of group g is added to cell[coarser[g]]. Of quantile and distinct they are
 * empty.
 */
bool accumulators_cells(const struct accumulators *f, size_t measure, const uint32_t *coarser,
                        struct function_cell *cell, struct error *e);

/*
 * The values of all measures but ratios for n groups, where group g belongs to coarser[g]: that of measure i in group g
 * at value[g * f->n + i]. False if a sum is outside the limits of number.h.
 */
bool accumulators_fold(struct accumulators *f, const uint32_t *coarser, size_t n,
                       struct accumulators_value *value, struct error *e);

/*
 * Missing if a part is, the denominator is zero, or (withheld) it is at most that. False if it is outside the
 * limits of number.h.
 */
bool accumulators_ratio(struct accumulators_value numerator, struct accumulators_value denominator,
                        struct accumulators_value *ratio, struct error *e);

/* The value of a measure as a field; returns the bytes written, 0 if missing. */
size_t accumulators_write(const struct accumulators *f, size_t measure, struct accumulators_value v,
                          char to[NUMBER_MAX_TEXT]);

void accumulators_done(struct accumulators *f);

#endif
