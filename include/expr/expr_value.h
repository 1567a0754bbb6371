/*
 * expr_value: what expressions read and give: texts, numbers, dates, true or false, and nothing
 * (missing).
 */
#ifndef EXPR_VALUE_H
#define EXPR_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "header.h"
#include "number.h"
#include "str.h"

enum expr_type { EXPR_ANY, EXPR_TEXT, EXPR_NUMBER, EXPR_DATE, EXPR_BOOLEAN };

struct expr_value {
	enum expr_type type; /* of a result never EXPR_ANY */
	bool missing;
	bool boolean;
	int32_t day;
	struct number number;
	struct slice text; /* in record form; good until the next evaluation or record */
};

/* The columns that names in an expression mean; type and place may be NULL. */
struct expr_columns {
	const struct header *header;
	const enum expr_type *type; /* of each column; NULL: all EXPR_ANY */
	const size_t *place; /* the field of the record where each column lies; NULL: its own */
};

/* "text", "a number", "a date", "true or false" */
const char *expr_type_name(enum expr_type type);

/* A field read as v->type; NULL, or what it is not: "not a date (YYYY-MM-DD)". */
const char *expr_read(struct slice field, struct expr_value *v);

/* Appends the value as a field in record form; nothing if missing. */
void expr_write(const struct expr_value *v, struct str *to);

/* Of two of one type, neither missing: <0, 0, >0. Texts in the order of their bytes. */
int expr_value_compare(const struct expr_value *a, const struct expr_value *b);

#endif
