/*
 * field_type: what a field is as it stands, a number, a date, a month or a text, and what a column of them is.
 *
 * A record stream says nothing of types; whoever must order or describe values without a schema goes by the
 * narrowest type that all of a column have (docs/records.md, rule 5). So a code with a leading zero is text, and so is
 * a column that mixes numbers and dates. Pure; nothing is kept.
 */
#ifndef FIELD_TYPE_H
#define FIELD_TYPE_H

#include "str.h"

enum field_type { FIELD_MISSING, FIELD_INTEGER, FIELD_NUMBER, FIELD_DATE, FIELD_MONTH, FIELD_TEXT };

/* The narrowest that the field is; FIELD_MISSING if it is empty. */
enum field_type field_type_of(struct slice field);

/* The narrowest that has both. Start a column at FIELD_MISSING. */
enum field_type field_type_both(enum field_type a, enum field_type b);

/* The same for a column and its next field, which is not looked at when the answer is known. */
enum field_type field_type_with(enum field_type column, struct slice field);

/* As a Table Schema calls it; a column in which all is missing is "string". */
const char *field_type_word(enum field_type type);

/* For people: "a number", "a date". */
const char *field_type_name(enum field_type type);

/* Two fields of that type, neither missing, by value: <0, 0, >0. Dates, months and texts as their bytes. */
int field_type_compare(enum field_type type, struct slice a, struct slice b);

#endif
