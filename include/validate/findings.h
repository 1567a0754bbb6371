/*
 * findings: what is wrong with the rows of a table, numbered, counted and told.
 *
 * Everything that can be found has a number: a fault of a row, a rule of a field, a rule of the schema, a key. A row's
 * findings are a list of numbers, so they can be kept until all is known (see keyset.h), and the counts are an array.
 *
 * Rejected rows (and, if asked for, those with a mere warning) go to the file of rejects, a record for each finding. If there
 * is none, the first FINDINGS_SHOWN findings, of rows with a mere warning too, go to standard error as
 * "file:line: column: what was expected". The value is only in them if values were asked for.
 */
#ifndef FINDINGS_H
#define FINDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "validate/breach.h"
#include "record.h"
#include "validate/schema.h"
#include "str.h"
#include "writer.h"

#define FINDINGS_SHOWN 20

struct findings_options {
	enum breach_language language;
	bool show_values;
	const char *rejects; /* path, or NULL */
	bool warnings;       /* rows that are accepted with a warning are told of there, too */
};

/* What a row broke. Start it as {0}; set n to 0 for the next row. */
struct findings_row {
	uint32_t *at;
	size_t n;
	size_t room;
};

struct findings;

/* `file` is what messages call the data. */
struct findings *findings_open(const struct schema *s, const char *file,
                               const struct findings_options *options);

/* Numbers. */
uint32_t findings_of_row(const struct findings *f, enum breach breach);
uint32_t findings_of_field(const struct findings *f, size_t field, enum breach breach);
uint32_t findings_of_rule(const struct findings *f, size_t rule);
uint32_t findings_of_key(const struct findings *f, size_t key);
uint32_t findings_of_foreign(const struct findings *f, size_t foreign);

static inline void findings_add(struct findings_row *row, uint32_t number)
{
	row->at = array_room(row->at, &row->room, row->n + 1, sizeof *row->at);
	row->at[row->n++] = number;
}

/* What schema_check left in the schema. */
void findings_take_breaches(const struct findings *f, struct findings_row *row);

/* Whether one of them rejects the row. */
bool findings_reject(const struct findings *f, const struct findings_row *row);

/*
 * Counts the row, and tells what is wrong with it. `image` is the row in the order of the schema, or NULL if it has no
 * fields that could be told apart: then nothing of it is shown. True: the row goes on.
 */
bool findings_settle(struct findings *f, const struct findings_row *row, uint64_t line,
                     const struct record *image);

/*
 * The counts of rows that were given to findings_settle, and of the others, which had no findings; and of those among them
 * all that had blanks at the ends of a value.
 */
struct findings_counts {
	uint64_t read, accepted, rejected, warned, trimmed;
};
void findings_accept(struct findings *f, uint64_t rows, uint64_t trimmed);
struct findings_counts findings_counts(const struct findings *f);

/* A record for each rule that was broken and each of the schema's own, after those of the counts. `encoding`: NULL, or one
 * that was not declared but found. */
void findings_report(const struct findings *f, const char *path, const char *encoding);

/* Closes the rejects; says how many messages were left out. */
void findings_close(struct findings *f);

void findings_row_done(struct findings_row *row);

#endif
