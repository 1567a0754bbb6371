/*
 * truth: what conditions on the same columns can say together.
 *
 * A condition is made of `COLUMN = VALUE`, `COLUMN != VALUE`, `COLUMN in (VALUE, ...)`, `has(COLUMN, "CODE")`, `missing(COLUMN)` and columns of 0 and 1, with and, or, not; where a COLUMN stands there may be if(CONDITION, A, B) or coalesce(A, ...). What it asks
 * of is found, and then each combination of values that those columns can have is tried.
 *
 *	struct truth t = {.arena = a, .dimensions = yaml_get(model, "dimensions")};
 *	truth_ask(&t, condition)                                for each condition; false: it is made of something else
 *	do truth_holds(&t, condition) ... while (truth_next(&t));
 *
 * A column that is compared with 0 and 1 alone has no other value; one that is compared with others may have one that nobody asks for. That it may be
 * missing is thought of only where that is asked. A dimension that is if(CONDITION, 1, 0) stands for the condition.
 */
#ifndef TRUTH_H
#define TRUTH_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "str.h"
#include "yaml.h"

#define TRUTH_COLUMNS_MAX 12
#define TRUTH_VALUES_MAX 17

#define TRUTH_OTHER "\x1e"   /* a value that nobody asks for */
#define TRUTH_MISSING "\x1f" /* none */

/* A column, or has(COLUMN, CODE), and the values that it may have. */
struct truth_column {
	struct slice name;
	struct slice value[TRUTH_VALUES_MAX];
	size_t n, at; /* at: which it has now */
};

/* Start it with the arena and the dimensions of the model, or NULL. */
struct truth {
	struct arena *arena;
	const struct yaml *dimensions;
	struct truth_column column[TRUTH_COLUMNS_MAX];
	size_t n;
	/* of the condition that is being read */
	struct slice rest;
	bool asking, failed;
	const struct yaml *
	    inside; /* the dimension that it is of, which may use those above it; of others the columns are meant */
	int depth;
	const char *why; /* it failed */
};

bool truth_ask(struct truth *t, struct slice condition);

/* After all were asked: makes the values of each column known. False: two of them may be made of the same, which t->why says. */
bool truth_begin(struct truth *t);

/*
 * The same for who may think too much possible: how two columns hang together is not asked, and each may be missing.
 * truth_worlds, before it, is at least how many combinations there are then.
 */
bool truth_begin_apart(struct truth *t);
size_t truth_worlds(const struct truth *t);

bool truth_holds(struct truth *t, struct slice condition);

/* What the expression has now: a constant, a column, if(CONDITION, A, B) or coalesce(A, ...) of such; TRUTH_OTHER, TRUTH_MISSING. To be asked first, too. */
struct slice truth_value(struct truth *t, struct slice expression);
bool truth_ask_value(struct truth *t, struct slice expression);

/* The next combination of values; false after the last. */
bool truth_next(struct truth *t);

/* Of truth.c, for truth_values.c. */
bool truth_fail(struct truth *t, const char *why);
void truth_add_value(struct truth *t, struct truth_column *c, struct slice value);

#endif
