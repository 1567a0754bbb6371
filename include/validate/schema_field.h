/*
 * schema_field: one field of a schema, as a struct that is filled by schema_properties, schema_limit and schema_own.
 */
#ifndef SCHEMA_FIELD_H
#define SCHEMA_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "codes.h"
#include "validate/descriptor.h"
#include "identity.h"
#include "map.h"
#include "number.h"
#include "validate/schema_memo.h"
#include "validate/schema_type.h"
#include "shape.h"
#include "schema_outline.h"
#include "str.h"
#include "yaml.h"

/* A limit, canonical; shown is how the schema spells it. */
struct schema_limit {
	bool set;
	struct slice text;
	struct number number;
	const char *shown;
	const struct yaml *node;
};

/* What is asked of the values of a column; see schema_screen.h. */
enum schema_screen {
	SCHEMA_SCREEN_NONE,
	SCHEMA_SCREEN_TEXT,
	SCHEMA_SCREEN_KNOWN,
	SCHEMA_SCREEN_SHAPE,
	SCHEMA_SCREEN_DATE,
	SCHEMA_SCREEN_INTEGER,
	SCHEMA_SCREEN_NUMBER,
	SCHEMA_SCREEN_PERSON
};

enum schema_bound { SCHEMA_MINIMUM, SCHEMA_MAXIMUM, SCHEMA_ABOVE, SCHEMA_BELOW, SCHEMA_BOUNDS };

struct schema_field {
	/* What each row asks for comes first, so that it lies together. */
	enum schema_type type;
	bool required, warning;
	bool any_text;                   /* nothing but missing can be wrong, or change */
	enum schema_screen screen;       /* how many rows at once are looked at */
	bool limited;                    /* there are limits to check */
	struct descriptor_texts missing; /* in record form; the empty text always is */
	struct schema_memo *memo;        /* NULL: it does not help here */
	const struct shape *shape;       /* of the pattern */
	struct codes *codes;
	size_t codes_at, reference; /* other fields: the day for codes, for two digits of a year */

	struct slice name;   /* as the schema spells it */
	struct slice column; /* of the clean records: with id. for an identifier */
	enum schema_class class;
	/* why values that look like numbers of persons are none; n is 0: not said */
	struct slice not_identity;
	bool unique, optional;
	bool trim;          /* blanks at the ends of a value do not count */
	const char *format; /* of dates and times: NULL is the default */
	char decimal;
	struct slice group; /* n is 0: no grouping; a space stands for every kind of space */
	bool bare;
	struct descriptor_texts units;   /* at is NULL: those that schema_number knows */
	struct descriptor_texts yes, no; /* trueValues, falseValues in record form */
	struct slice delimiter;          /* of a list */
	struct schema_field *item;       /* of a list: its items, or NULL: text as it is */
	bool set; /* a list of which neither order nor number says anything */
	struct schema_limit bound[SCHEMA_BOUNDS];
	size_t min_length, max_length; /* SIZE_MAX: none */
	struct pattern *pattern;
	const char *pattern_text;
	const struct yaml *pattern_node;
	bool pattern_endless;            /* a value took more steps than a pattern may take */
	struct map *values, *categories; /* canonical values; NULL: any */
	const char *codes_path;
	struct slice codes_name;         /* as the schema spells it, for messages */
	struct descriptor_texts aliases; /* folded, the name first */
	const struct yaml *node;
	struct str own;   /* the canonical value, where it is not what stood there */
	struct str items; /* of a list, while it is read */
};

/* What a field needs of the schema before it is read, and the names of other fields that it leaves to the schema. */
struct schema_context {
	struct descriptor_texts missing; /* missingValues of the schema, in record form */
	bool trim;                       /* `finsam: trim` of the schema */
	const struct yaml *codes_at, *reference;
};

/*
 * What a header is compared by: lower case, Form C, no blanks at the ends, and one space for all that stand
 * together within. Replaces what was in *to.
 */
void schema_field_fold(struct slice header, struct str *to);

bool schema_field_is_missing(const struct schema_field *f, struct slice field);

/* Whether only being missing can be wrong with it; whether anything can, or can change. */
bool schema_field_is_any_text(const struct schema_field *f);
bool schema_field_is_active(const struct schema_field *f);

void schema_field_done(struct schema_field *f);

#endif
