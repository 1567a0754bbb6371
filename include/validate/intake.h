/*
 * intake: what a row of foreign text goes through on its way to the clean records.
 *
 * First its own fields, then the schema's rules, then the other rows. Only if something can not be said before the last row
 * is read, it and all rows after it wait in a spool, so that the order stays.
 */
#ifndef INTAKE_H
#define INTAKE_H

#include <stdbool.h>
#include <stdint.h>

#include "validate/across.h"
#include "validate/csv.h"
#include "validate/findings.h"
#include "validate/image.h"
#include "validate/rules.h"
#include "validate/schema.h"
#include "validate/spool.h"
#include "validate/unmarked.h"
#include "writer.h"

/* Filled in by the caller, who closes what it opened; the rest is 0 at first. */
struct intake {
	struct schema *schema;
	struct csv *csv;
	struct rules *rules;
	struct across *across;
	struct findings *findings;
	struct unmarked *unmarked;
	struct writer *out;
	bool plain; /* no rules and no keys: a row without breach is done */

	uint64_t look;           /* the next row that unmarked is to see */
	uint64_t rows, accepted; /* accepted: without a word, and not told to findings yet */
	uint64_t trimmed;        /* rows that had blanks at the ends of a value */
	struct spool *spool;     /* NULL: nobody waits */
	struct findings_row found;
	struct image image;
};

void intake_row(struct intake *v, const struct csv_row *row);

/* After the last row: those that wait. */
void intake_end(struct intake *v);

void intake_done(struct intake *v);

#endif
