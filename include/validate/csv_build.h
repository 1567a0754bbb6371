/*
 * csv_build: a row of a CSV file, built field by field in record form.
 *
 * Who knows the dialect (csv_grammar.h, csv_escape.h, csv_unquote.h) says where the fields begin and end. Pure.
 */
#ifndef CSV_BUILD_H
#define CSV_BUILD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

struct csv_parser; /* libcsv's */

struct csv_rules {
	char delimiter, quote, escape; /* quote, escape '\0': none */
	char stray;                    /* see csv.h */
	bool double_quote, skip_initial_space;
	/* a whole field that is missing though it begins with an escape; n is 0: none */
	struct slice null;
};

enum csv_build_fault { CSV_BUILD_FINE, CSV_BUILD_CONTROL, CSV_BUILD_C1, CSV_BUILD_ESCAPE };

enum csv_place { CSV_AT_START, CSV_IN_FIELD, CSV_IN_QUOTES, CSV_AT_END };

/* A row being built. Start it as {0}. */
struct csv_build {
	/* the fields in record form, tabs between them, a newline after the last */
	struct str text;
	uint32_t *end; /* as in struct record; end[-1] is UINT32_MAX */
	size_t n;
	size_t room;
	enum csv_build_fault fault; /* of a field: it holds what has no place in a record */
	size_t fault_field;         /* the first such */
	bool trimmed;               /* blanks were taken off a field */
	struct str normal;          /* a field in Form C */
	/* Set by the caller, for all rows: fields, of the first so many, that keep the blanks at their ends. */
	const bool *keeps;
	size_t kept;
	bool done;   /* the row's end has been seen */
	bool bare;   /* no quotes around the fields: a CR or LF in one is a control byte */
	bool within; /* quotes: an odd number of them so far */
	struct csv_parser *parser;
	struct str line; /* a line without its initial spaces */
	bool quoted;     /* for the initial spaces: an odd number of quotes so far */
	/*
	 * For csv_escape: where in a field it is, whether the byte before was an escape, what there was in the
	 * field.
	 */
	enum csv_place place;
	bool escaped, was_escaped, was_quoted;
};

void csv_build_begin(struct csv_build *b);
/* In Form C, without the blanks at its ends; a field of nothing but blanks is empty, also if it keeps them. */
void csv_build_field(struct csv_build *b, struct slice plain);
/* For who puts the bytes into b->text: a field ends at that offset. */
void csv_build_mark(struct csv_build *b, size_t offset);
void csv_build_end(struct csv_build *b);
void csv_build_done(struct csv_build *b);

enum csv_answer { CSV_ROW, CSV_MORE, CSV_BROKEN, CSV_CONTROL };

#endif
