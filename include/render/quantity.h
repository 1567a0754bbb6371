/*
 * quantity: a figure that knows what it is a figure of.
 *
 * The kind decides what may be computed and which unit the result has: a difference of shares is in percentage
 * points, a change of a count is in percent, and nothing else is let through. A value that is hidden or missing
 * carries its mark into everything that is computed from it. Pure, but that a field that is no number ends the
 * program.
 */
#ifndef QUANTITY_H
#define QUANTITY_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"
#include "mark.h"
#include "noise.h"
#include "render/numeral.h"
#include "keyed_table.h"

enum kind {
	KIND_TEXT,
	KIND_COUNT,
	KIND_SHARE,  /* 0 to 1 */
	KIND_POINTS, /* a difference of shares or of changes */
	KIND_CHANGE, /* (new - old) / old */
	KIND_MONEY,  /* kronor */
	KIND_DAYS,
	KIND_NUMBER
};

struct quantity {
	enum kind kind;
	enum mark mark;       /* other than MARK_NONE: there is no value */
	enum mark change;     /* how protect changed it: one of mark_is_change, or MARK_NONE */
	enum mark bound;      /* it is one: of mark_is_bound, or MARK_NONE */
	struct number number; /* exact; of every kind but KIND_TEXT */
	struct slice text;    /* KIND_TEXT */
	struct slice column;  /* KIND_TEXT: where it stood, if in a table */
};

/* The value of a measure and its status column. Dies if it is neither empty nor a number. */
struct quantity quantity_read(const struct keyed_table *t, size_t row, size_t column,
                              enum kind kind);

#define QUANTITY_SURE NOISE_DIFFERENCE
#define QUANTITY_BASE 20

enum operation { OPERATION_ADD, OPERATION_SUBTRACT, OPERATION_DIVIDE, OPERATION_CHANGE };

/*
 * False and the reason if the kinds do not go together. Division by zero gives MARK_NOT_APPLICABLE, and what is
 * not even a bound of the result gives MARK_UNAVAILABLE. Of perturbed counts, a difference below QUANTITY_SURE and a quotient by
 * less than QUANTITY_BASE give MARK_UNSURE.
 */
bool quantity_combine(enum operation operation, const struct quantity *a, const struct quantity *b,
                      struct quantity *result, struct error *e);

/* What it means. */
const char *mark_meaning(enum mark mark, enum language l);

#endif
