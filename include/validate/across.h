/*
 * across: what a row may only be with regard to the other rows, or to another table: primary and unique keys, foreign keys.
 *
 * The key of a row counts unless the row itself is rejected by its own fields and rules. Of rows with the same key the first
 * stands. Fields that are missing make a key that nothing is compared with.
 */
#ifndef ACROSS_H
#define ACROSS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "validate/findings.h"
#include "record.h"
#include "validate/schema.h"

struct across;

struct across *across_open(const struct schema *s, size_t budget_bytes);

/* Adds all keys of a table for the foreign key. Dies if a column is not there. */
void across_refer(struct across *a, size_t foreign, struct reader *in);

/* Adds what the row breaks. False: not all is known before across_settle. Rows are numbered upwards from 1. */
bool across_check(struct across *a, const struct record *image, uint64_t row, bool rejected,
                  const struct findings *f, struct findings_row *found);

/* After the last row; then across_answer adds what a row breaks that had to wait, row by row upwards. */
void across_settle(struct across *a);
void across_answer(struct across *a, uint64_t row, const struct findings *f,
                   struct findings_row *found);

void across_close(struct across *a);

#endif
