/*
 * schema_type: the types of fields, a row each: all that is known of a type, but for how its values are read
 * (schema_value.h).
 */
#ifndef SCHEMA_TYPE_H
#define SCHEMA_TYPE_H

#include <stdbool.h>

#include "expr/expr_value.h"
#include "validate/fault_names.h"

enum schema_type {
	SCHEMA_ANY,
	SCHEMA_STRING,
	SCHEMA_NUMBER,
	SCHEMA_INTEGER,
	SCHEMA_BOOLEAN,
	SCHEMA_DATE,
	SCHEMA_DATETIME,
	SCHEMA_TIME,
	SCHEMA_YEAR,
	SCHEMA_YEARMONTH,
	SCHEMA_DURATION,
	SCHEMA_LIST,
	SCHEMA_EMAIL, /* formats of string are types of their own from here on */
	SCHEMA_URI,
	SCHEMA_UUID,
	SCHEMA_BINARY,
	SCHEMA_PERSONNUMMER, /* those of our own (schema_own_types) from here on */
	SCHEMA_SAMORDNINGSNUMMER,
	SCHEMA_IDENTITET, /* either */
	SCHEMA_ORGANISATIONSNUMMER,
	SCHEMA_KOMMUNKOD,
	SCHEMA_TYPES
};

/* How two canonical values are compared, so that a field can have a least and a greatest one. */
enum schema_compared {
	SCHEMA_UNORDERED,
	SCHEMA_BY_BYTES,
	SCHEMA_BY_NUMBER,
	SCHEMA_BY_INSTANT, /* some of these two can not be compared */
	SCHEMA_BY_DURATION
};

struct schema_type_row {
	const char *name; /* under type:, or under format: of a string; NULL: in schema_own_types */
	enum schema_compared compared;
	bool has_length;  /* in characters, or items */
	bool has_pattern; /* as it stands there */
	bool is_loose;    /* any text or number, so that the identity of a person may hide in it */
	enum expr_type expression; /* of a rule, which sees the value as this */
	const char *expected
	    [FAULT_LANGUAGES]; /* of a wrong value; %s: the form. NULL: said elsewhere, or none is wrong */
	const char *form[FAULT_LANGUAGES]; /* where the schema gives none */
};

const struct schema_type_row *schema_type_of(enum schema_type type);

#endif
