/*
 * row_checks: what a row of foreign text goes through on its way to the clean records.
 *
 * First its own fields, then the schema's rules, then the other rows. Only if something can not be said of these at
 * once, the row and those after it wait in a spool, so that the order stays, until enough have gathered to ask the files.
 */
#ifndef ROW_CHECKS_H
#define ROW_CHECKS_H

#include <stdbool.h>
#include <stdint.h>

#include "validate/key_checks.h"
#include "validate/csv.h"
#include "validate/faults.h"
#include "validate/clean_row.h"
#include "validate/rules.h"
#include "validate/schema.h"
#include "validate/spool.h"
#include "validate/unmarked.h"
#include "writer.h"

/* Filled in by the caller, who closes what it opened; the rest is 0 at first. */
struct row_checks {
	struct schema *schema;
	struct csv *csv;
	struct rules *rules;
	struct key_checks *keys;
	struct faults *faults;
	struct unmarked *unmarked;
	struct writer *out;
	bool plain; /* no rules and no keys: a row without fault is done */

	uint64_t look;           /* the next row that unmarked is to see */
	uint64_t rows, accepted; /* accepted: without a word, and not told to faults yet */
	uint64_t trimmed;        /* rows that had blanks at the ends of a value */
	struct spool *spool;     /* NULL: nobody waits */
	struct slice run; /* rows side by side that go out as they stand, and are not written yet */
	size_t run_rows;
	struct faults_row found;
	struct clean_row clean;
};

/* Row i of those that were screened (schema.h). */
void row_checks_row(struct row_checks *v, const struct csv_row *row, size_t i);

/* After the last of some rows of csv: before their place is taken by others. */
void row_checks_flush(struct row_checks *v);

/* After the last row: those that wait. */
void row_checks_end(struct row_checks *v);

void row_checks_done(struct row_checks *v);

#endif
