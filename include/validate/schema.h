/*
 * schema: a Table Schema (v2) with its dialect and our extension, compiled to one check per field. docs/schemas.md
 * is the manual of the file.
 *
 *	struct schema *s = schema_load(path, &e);             (schema_load.h)
 *	for each s->list: open its file, codelist_read it     (whoever keeps the ledger opens files)
 *	schema_columns_match(s, &names, file, &e);            which column of the data is which field (schema_columns.h)
 *	s->identity = ...
 *	schema_screen(s, row, n);                             many rows at once: most values are right as they stand
 *	if (schema_check(s, &row[i].record, i)) ...           row by row: schema_value, and the faults in s->fault
 *
 * Uniqueness, foreign keys and rules need more than a row and a field; the schema only holds what they are.
 */
#ifndef SCHEMA_H
#define SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "validate/fault_names.h"
#include "codes.h"
#include "validate/csv.h"
#include "validate/encoding.h"
#include "error.h"
#include "header.h"
#include "identity.h"
#include "record.h"
#include "validate/schema_field.h"
#include "str.h"
#include "yaml.h"

enum schema_match { SCHEMA_EXACT, SCHEMA_EQUAL, SCHEMA_SUBSET, SCHEMA_SUPERSET, SCHEMA_PARTIAL };

/* A rule of `finsam: rules:`. Its expression is over the names as the schema spells them. */
struct schema_rule {
	struct slice id, expression;
	bool warning;
	struct slice message[FAULT_LANGUAGES], advice[FAULT_LANGUAGES]; /* advice: empty if none */
	const struct yaml *node;                                        /* of the expression */
};

/* Fields that together may stand only once: FAULT_UNIQUE, FAULT_PRIMARY_KEY or FAULT_UNIQUE_KEY. */
struct schema_key {
	enum fault fault;
	size_t *field;
	size_t n;
	const char *names; /* "a, b" */
};

/* Fields that must stand together in a reference; resource empty: in this table itself. */
struct schema_foreign {
	size_t *field;
	size_t n;
	const char *names;
	struct slice resource;
	struct slice *to; /* n columns of the reference, as it spells them without id. */
	const struct yaml *node;
};

struct schema_list {
	const char *path;
	struct codes codes;
};

struct schema {
	const char *path;
	struct arena arena;
	struct schema_field *field;
	size_t n;
	struct header header; /* of the clean records: names with id. */
	struct header names;  /* as the schema spells them */
	enum schema_match match;
	struct csv_dialect dialect;
	enum encoding encoding;
	bool persons;
	struct str passed; /* properties that say nothing here, and where; empty: none */
	bool trim;         /* unless a field says otherwise */
	struct schema_rule *rule;
	size_t rules;
	struct schema_key *key;
	size_t keys;
	struct schema_foreign *foreign;
	size_t foreigns;
	struct schema_list *list;
	size_t lists;

	/* What schema_columns found. */
	size_t *from;   /* column of the data, or COLUMN_NONE */
	size_t columns; /* the data have */
	bool *keeps;    /* by column of the data: the field keeps blanks (trim: false) */
	/* fields that are not simply passed on; those that look at another field last */
	size_t *active;
	size_t actives;
	bool in_order;                  /* `active` goes upwards */
	bool in_place;                  /* field i is column i, and there are no others */
	struct identity_rules identity; /* set by the caller */

	/* What schema_screen found: for each of `active` a bit for each row whose value is right as it stands, and all of
	 * these together. */
	uint64_t *sure, all_sure;

	/* What schema_check found; good as long as the record. */
	struct slice *
	    value; /* canonical, in record form; as in the data if it is wrong; NULL: as it stands */
	uint64_t *fault; /* sets of fault_bit */
	size_t *looked;  /* fields that were not sure: the only ones that have one or the other */
	size_t looks;
	/* fields whose value is not what stands in the data, in the order of `active` */
	size_t *change;
	size_t changes;
};

/* At most 64 rows. Those that have a fault or not s->columns fields are passed over. */
void schema_screen(struct schema *s, const struct csv_row *row, size_t n);

/* The same without a look at them: nothing is sure. */
void schema_screen_nothing(struct schema *s);

/* Row i of those that were screened; it has s->columns fields. True: nothing is broken. */
bool schema_check(struct schema *s, const struct record *r, size_t row);

/* The value of any field of the record that was checked last; empty if the data do not have the column. */
static inline struct slice schema_value(const struct schema *s, const struct record *r, size_t i)
{
	if (s->from[i] == COLUMN_NONE)
		return (struct slice){"", 0};
	return s->value[i].at ? s->value[i] : record_field(r, s->from[i]);
}

/* Appends what was expected of the field. */
void schema_message(const struct schema *s, const struct schema_field *f, enum fault fault,
                    enum fault_language language, struct str *to);

void schema_close(struct schema *s);

#endif
