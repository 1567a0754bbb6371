/*
 * measure: what aggregate is asked to compute, NAME=FUNCTION(...). docs/man/aggregate.1 defines the functions;
 * accumulators.h computes them.
 */
#ifndef MEASURE_H
#define MEASURE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "aggregate/function.h"
#include "error.h"
#include "expr/expr.h"
#include "header.h"
#include "number.h"
#include "str.h"

struct measure {
	struct slice text; /* all of it, as it was written */
	struct slice name;
	const struct function *function;
	struct slice argument; /* as it was written */
	size_t column;         /* the argument if it is a column alone, else COLUMN_NONE */
	struct expr *value;    /* the argument if it is more */
	/* count, distinct: the column of the numbers that noise is drawn of, or COLUMN_NONE */
	size_t noise;
	bool noisy;             /* --noise, and it has such numbers */
	struct expr *condition; /* count, distinct: NULL is every record */
	struct number p;        /* quantile: its P; largest: its K */
	/* ratio: two earlier measures, and the columns that the denominator is by if it is coarser */
	size_t numerator, denominator;
	bool has_ratios; /* a ratio may be of it */
	bool coarser;
	struct slice by; /* COLUMN,COLUMN,... or empty: none */
};

/* Start it as {0}. */
struct measures {
	struct measure *at;
	size_t n, room;
	struct header names;
	struct arena arena;
};

/*
 * Adds the next. False and the reason if it does not parse, does not fit the columns that there are, or has the name of
 * another. The text must live as long as the measures. Without a header only its form is looked at: what is to be
 * merged was computed elsewhere, from columns that are not here.
 */
bool measures_add(struct measures *m, const char *text, const struct header *h, struct error *e);

/* Whether one of them has numbers that noise is drawn of. */
bool measures_are_noisy(const struct measures *m);

/* Whether one of them counts different values. */
bool measures_have_different(const struct measures *m);

void measures_done(struct measures *m);

#endif
