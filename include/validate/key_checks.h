/*
 * key_checks: what a row may only be with regard to the other rows, or to another table: primary and unique keys,
 * foreign keys.
 *
 * The key of a row counts unless the row itself is rejected by its own fields and rules. Of rows with the same key
 * the first stands. Fields that are missing make a key that nothing is compared with.
 */
#ifndef KEY_CHECKS_H
#define KEY_CHECKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "validate/faults.h"
#include "record.h"
#include "validate/schema.h"

struct key_checks;

struct key_checks *key_checks_open(const struct schema *s, size_t budget_bytes);

/* Adds all keys of a table for the foreign key. Dies if a column is not there. */
void key_checks_refer(struct key_checks *a, size_t foreign, struct reader *in);

/* Adds what the row breaks. False: not all is known before key_checks_settle. Rows are numbered upwards from 1. */
bool key_checks_check(struct key_checks *a, const struct record *clean, uint64_t row, bool rejected,
                      const struct faults *f, struct faults_row *found);

/*
 * Whether it is time to settle, with so many bytes of rows that wait. Each time the keys on disk are read, so the more
 * there are the more rows may gather first: all in all no more is read than a few times what waits.
 */
bool key_checks_should_settle(const struct key_checks *a, uint64_t waiting_bytes);

/* Then, and after the last row; after it key_checks_answer adds what a row breaks that had to wait, row by row upwards. */
void key_checks_settle(struct key_checks *a);
void key_checks_answer(struct key_checks *a, uint64_t row, const struct faults *f,
                       struct faults_row *found);

void key_checks_close(struct key_checks *a);

#endif
