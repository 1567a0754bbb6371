/*
 * kind: what a field is as it stands, a number, a date, a month or a text, and what a column is that holds several.
 *
 * A record stream has no types; whoever must order or describe values without a schema goes by the narrowest kind
 * that all of a column have (docs/records.md, rule 5). So a code with a leading zero is text, and so is a column
 * that mixes numbers and dates. Pure; nothing is kept.
 */
#ifndef KIND_H
#define KIND_H

#include "str.h"

enum kind { KIND_MISSING, KIND_INTEGER, KIND_NUMBER, KIND_DATE, KIND_MONTH, KIND_TEXT };

/* The narrowest that the field is; KIND_MISSING if it is empty. */
enum kind kind_of(struct slice field);

/* The narrowest that has both. Start a column at KIND_MISSING. */
enum kind kind_both(enum kind a, enum kind b);

/* The same for a column and its next field, which is not looked at when the answer is known. */
enum kind kind_with(enum kind column, struct slice field);

/* As a Table Schema calls it; a column in which all is missing is "string". */
const char *kind_type(enum kind kind);

/* For people: "a number", "a date". */
const char *kind_name(enum kind kind);

/*
 * Two fields of that kind, neither missing, by value: <0, 0, >0. Dates, months and texts in the order of their
 * bytes.
 */
int kind_compare(enum kind kind, struct slice a, struct slice b);

#endif
