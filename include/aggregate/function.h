/*
 * function: the functions of aggregate, a row each: what they take, what is kept of a measure while records come,
 * and how its figure is made of that in the end. How they are written is for definition.h. Taking records,
 * --partial, --merge and folding go by the row: a new function is a row here and one there, and no place else names
 * it.
 */
#ifndef FUNCTION_H
#define FUNCTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "aggregate/quantile.h"
#include "definition.h"
#include "number.h"

enum function_takes {
	FUNCTION_TAKES_RECORDS, /* that meet a condition */
	FUNCTION_TAKES_TEXTS,   /* of a column, as they stand there, of such records */
	FUNCTION_TAKES_NUMBERS,
	FUNCTION_TAKES_ORDERED, /* numbers or dates */
	FUNCTION_TAKES_MEASURES /* of the same row */
};

/* Until the end; a state (partial_states.h) is of the same. */
enum function_keeps {
	FUNCTION_KEEPS_NOTHING,
	FUNCTION_KEEPS_CELL,
	FUNCTION_KEEPS_DIFFERENT, /* which values there were; of what others counted a cell, with their number */
	FUNCTION_KEEPS_EACH /* which values there were, and how often */
};

/* A sum, least or greatest value so far; and how many records or values there were. */
struct function_cell {
	/* a date: the number of its day; numbers of different values that were added: how many */
	struct number x;
	uint64_t n;
	uint64_t
	    noise; /* the sum, mod 2^64, of the numbers that noise is drawn of; 0 without --noise */
};

struct function {
	enum function_takes takes;
	enum function_keeps keeps;
	/* the figures of two parts without a person in common, without knowing more of them */
	bool adds_up;
	/* Cells: puts x, of some values, to that of n > 0 others. NULL: only n counts. False: beyond a number. */
	bool (*join)(struct function_cell *cell, struct number x);
	/* Cells: the figure, of n > 0. NULL: it is n, also where n is 0. False: beyond a number. */
	bool (*finish)(const struct function_cell *cell, struct number *x);
	/*
	 * Each value: the figure of n > 0 values that are in no order; *missing: there is none. False: beyond a
	 * number.
	 */
	bool (*pick)(struct number p, struct quantile_value *value, size_t n, struct number *x,
	             bool *missing);
};

const struct function *function_of(enum measure_function function);

/* Puts n values, of which x is the sum, the least or the greatest, to those of a cell. */
bool function_join(const struct function *f, struct function_cell *cell, struct number x,
                   uint64_t n);

#endif
