/*
 * csv: foreign delimited text, row by row, in record form.
 *
 *	struct csv *in = csv_open(input, ENCODING_UTF_8, &dialect);
 *	if (dialect.header && !csv_header_read(in, &dialect, &names, &arena, &e)) ...           (csv_header.h)
 *	while ((n = csv_batch(in, row, most, &e)) > 0) ...  0 with an empty e.text: the end
 *
 * The dialect has the properties of Table Dialect v2 for delimited text. A row without quotes is what stands
 * between the delimiters that csv_scan found, in place; quotes around whole fields are taken off; all other quoting
 * is libcsv's grammar, strictly: a quote may stand in a field only if quotes are around it, and then twice. Lines
 * end in LF or CR LF, mixed or not, or, if the file has no LF (csv_line.h), in CR. A CR that ends no line is a
 * control character, except in quotes. Texts come out in Form C (normal.h), without the blanks at their ends
 * (text.h). Lines without a byte are passed over, as libcsv does, but where there is one column they are its
 * missing values.
 *
 * A row that can not be read gets a fault and no fields; the next line is the next row. Only what leaves no row to
 * blame ends the reading: a quote that is never closed, a record over RECORD_MAX_BYTES, bytes that do not come.
 */
#ifndef FINSAM_CSV_H
#define FINSAM_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "validate/encoding.h"
#include "error.h"
#include "input.h"
#include "record.h"
#include "str.h"

struct csv_numbers {
	size_t *at;
	size_t n;
};

static inline bool csv_is_among(const struct csv_numbers *numbers, uint64_t number)
{
	for (size_t i = 0; i < numbers->n; i++)
		if (numbers->at[i] == number)
			return true;
	return false;
}

struct csv_dialect {
	char delimiter;
	char quote;  /* '\0': none */
	char escape; /* '\0': none */
	/* a quote that no field may begin with though there are no quotes; '\0': none */
	char stray;
	char line_end; /* '\n': LF and CR LF; '\r': CR and CR LF; '\0': what the file shows */
	bool double_quote, skip_initial_space, header;
	struct csv_numbers header_rows;  /* ascending, from 1; n is 0: the first row there is */
	struct csv_numbers comment_rows; /* ascending, from 1 */
	struct slice header_join;
	struct slice comment; /* rows that begin with it are no rows; n is 0: none */
	bool has_null;
	struct slice null; /* the nullSequence; only where there are escapes csv looks for it */
};

/* The defaults of Table Dialect: comma, double quote, one header row. */
extern const struct csv_dialect csv_default_dialect;

enum csv_fault {
	CSV_FINE,
	CSV_FAULT_QUOTE, /* a quote where none may stand */
	CSV_FAULT_CONTROL, /* a control byte other than tab and what ends lines, or is within quotes */
	CSV_FAULT_C1,      /* U+0080 to U+009F, see normal.h */
	CSV_FAULT_ENCODING,
	CSV_FAULT_ESCAPE /* see csv_escape.h */
};

struct csv_row {
	/* fields in record form, line: the first line of the row in the file; good until the next batch */
	struct record record;
	uint64_t number; /* of the row in the file, header, comments and empty lines counted */
	enum csv_fault fault;
	size_t fault_field; /* its index, or COLUMN_NONE */
	bool trimmed;       /* blanks at the ends of a field were taken off */
	bool unended;       /* the file ends without a line end after it */
};

struct csv;

/* The input and the dialect stay the caller's and must live as long. */
struct csv *csv_open(struct input *in, enum encoding encoding, const struct csv_dialect *dialect);

/*
 * Before the first row of data: how many columns there are, and which of them keep the blanks at the ends of their
 * values; all others lose them. The array stays the caller's. A value of nothing but blanks is empty in any case.
 * If there is one column, a line without a byte is a row.
 */
void csv_columns(struct csv *c, const bool *keeps, size_t n);

/* The next rows, at most so many and CSV_BATCH; how many there are is no news of where the file ends. */
#define CSV_BATCH 64
size_t csv_batch(struct csv *c, struct csv_row *row, size_t most, struct error *e);

/* One of them; false where csv_batch gives 0. */
static inline bool csv_next(struct csv *c, struct csv_row *row, struct error *e)
{
	return csv_batch(c, row, 1, e) == 1;
}

const char *csv_name(const struct csv *c);       /* for messages */
enum encoding csv_encoding(const struct csv *c); /* what was found, see encoding.h */
uint64_t csv_bytes(const struct csv *c);         /* of text read so far, as UTF-8 */
void csv_close(struct csv *c);

#endif
