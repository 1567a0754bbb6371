/*
 * faults: what is wrong with the rows of a table, numbered, counted and told.
 *
 * Everything that can be found has a number: a fault of a row, a rule of a field, a rule of the schema, a key. A row's
 * faults are a list of numbers, so they can be kept until all is known (see keyset.h), and the counts are an array.
 *
 * Rejected rows (and, if asked for, those with a mere warning) go to the file of rejects, a record for each
 * finding. If there is none, the first FAULTS_SHOWN faults, of rows with a mere warning too, go to standard error
 * as "file:line: column: what was expected". The value is only in them if values were asked for.
 */
#ifndef FAULTS_H
#define FAULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "validate/fault_names.h"
#include "record.h"
#include "validate/schema.h"
#include "str.h"
#include "writer.h"

#define FAULTS_SHOWN 20

struct faults_options {
	enum fault_language language;
	bool show_values;
	const char *rejects; /* path, or NULL */
	bool warnings;       /* rows that are accepted with a warning are told of there, too */
};

/* What a row broke. Start it as {0}; set n to 0 for the next row. */
struct faults_row {
	uint32_t *at;
	size_t n;
	size_t room;
};

struct faults;

/* `file` is what messages call the data. */
struct faults *faults_open(const struct schema *s, const char *file,
                           const struct faults_options *options);

/* Numbers. */
uint32_t faults_of_row(const struct faults *f, enum fault fault);
uint32_t faults_of_field(const struct faults *f, size_t field, enum fault fault);
uint32_t faults_of_rule(const struct faults *f, size_t rule);
uint32_t faults_of_key(const struct faults *f, size_t key);
uint32_t faults_of_foreign(const struct faults *f, size_t foreign);

static inline void faults_add(struct faults_row *row, uint32_t number)
{
	row->at = array_room(row->at, &row->room, row->n + 1, sizeof *row->at);
	row->at[row->n++] = number;
}

/* What schema_check left in the schema. */
void faults_take_breaches(const struct faults *f, struct faults_row *row);

/* Whether one of them rejects the row. */
bool faults_reject(const struct faults *f, const struct faults_row *row);

/*
 * Counts the row, and tells what is wrong with it. `clean` is the row in the order of the schema, or NULL if it has no
 * fields that could be told apart: then nothing of it is shown. True: the row goes on.
 */
bool faults_settle(struct faults *f, const struct faults_row *row, uint64_t line,
                   const struct record *clean);

/*
 * The counts of rows that were given to faults_settle, and of the others, which had no faults; and of those among them
 * all that had blanks at the ends of a value.
 */
struct faults_counts {
	uint64_t read, accepted, rejected, warned, trimmed;
};
void faults_accept(struct faults *f, uint64_t rows, uint64_t trimmed);
struct faults_counts faults_counts(const struct faults *f);

/*
 * A record for each rule that was broken and each of the schema's own, after those of the counts. `encoding`: NULL,
 * or one that was not declared but found.
 */
void faults_report(const struct faults *f, const char *path, const char *encoding);

/* Closes the rejects; says how many messages were left out. */
void faults_close(struct faults *f);

void faults_row_done(struct faults_row *row);

#endif
