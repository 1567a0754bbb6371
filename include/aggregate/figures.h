/*
 * figures: the states of measures by group, and the values they come to.
 *
 *	struct figures f = figures_open(&measures);
 *	figures_take(&f, group, &r, &e)                 for each record
 *	figures_fold(&f, coarser, n, values, &e)        as often as there are groupings
 *	figures_done(&f);
 *
 * Groups are numbers of the caller's, from 0. States are kept for the finest groups only; those of a coarser grouping are
 * folded from them, a person who is in several groups once. So a record costs the same however many totals are wanted,
 * and everything is exact and does not depend on the order of the records. Folds into one group what is said to belong
 * together; a group with TALLY_NOWHERE is left out.
 *
 * States can also come from elsewhere, by figures_add, where others have counted (states.h).
 *
 * Memory: 48 bytes per group and measure, and for distinct and quantile what tally.h says.
 */
#ifndef FIGURES_H
#define FIGURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "aggregate/measure.h"
#include "number.h"
#include "record.h"
#include "aggregate/tally.h"

/* What the values of a measure are; for a column alone the first value of min and max decides. */
enum figures_kind { FIGURES_UNKNOWN, FIGURES_NUMBER, FIGURES_DATE };

/* By measure. */
struct figures_state {
	const struct measure *measure;
	enum figures_kind kind;
	struct tally *tally; /* distinct, quantile; else NULL */
	bool counted;        /* distinct: others have counted, and only their numbers came */
};

struct figures {
	struct figures_state *state;
	size_t n;                   /* measures */
	bool overlap;               /* different values that others counted may be the same */
	struct function_cell *cell; /* of measure i in group g: cell[g * n + i] */
	size_t groups, room;
};

struct figures_value {
	struct number x;
	bool missing;
	bool at_most;  /* numbers of different values were added, and some could be the same */
	bool withheld; /* missing, since its denominator is not known */
};

/* The measures must live as long. */
struct figures figures_open(const struct measures *m);

/* Sees to it that groups 0 to n - 1 are there, if only without a record. */
void figures_groups(struct figures *f, size_t n);

/* False: "personer: belopp: not a number" and the like. */
bool figures_take(struct figures *f, size_t group, const struct record *r, struct error *e);

/*
 * Adds what was counted elsewhere: of count and distinct how many, of distinct also one value that is there, of quantile
 * one value and how often, of the others the figure for so many values. False: the value is none of that measure's.
 */
bool figures_add(struct figures *f, size_t group, size_t measure, struct slice value,
                 uint64_t times, struct error *e);

/* The cells of a measure, folded: that of group g is added to cell[coarser[g]]. Of quantile and distinct they are empty. */
bool figures_cells(const struct figures *f, size_t measure, const uint32_t *coarser,
                   struct function_cell *cell, struct error *e);

/*
 * The values of all measures but ratios for n groups, where group g belongs to coarser[g]: that of measure i in group g
 * at value[g * f->n + i]. False if a sum is outside the limits of number.h.
 */
bool figures_fold(struct figures *f, const uint32_t *coarser, size_t n, struct figures_value *value,
                  struct error *e);

/* Missing if a part is, the denominator is zero, or (withheld) it is at most that. False if it is outside the limits of number.h. */
bool figures_ratio(struct figures_value numerator, struct figures_value denominator,
                   struct figures_value *ratio, struct error *e);

/* The value of a measure as a field; returns the bytes written, 0 if missing. */
size_t figures_write(const struct figures *f, size_t measure, struct figures_value v,
                     char to[NUMBER_MAX_TEXT]);

void figures_done(struct figures *f);

#endif
