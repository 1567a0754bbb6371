/*
 * spool: rows that wait, on disk, in order, with what has been found in them.
 */
#ifndef SPOOL_H
#define SPOOL_H

#include <stdbool.h>
#include <stdint.h>

#include "validate/faults.h"
#include "validate/clean_row.h"
#include "record.h"

struct spool;

struct spool *spool_open(void);

/* `clean` NULL: the row has no fields that could be told apart. */
void spool_put(struct spool *s, uint64_t row, uint64_t line, const struct record *clean,
               const struct faults_row *found);

/* Of rows put, until now. */
uint64_t spool_bytes(const struct spool *s);

/* From the first on, after the last spool_put; false at the end. *record is NULL if the row had no clean form. */
bool spool_take(struct spool *s, uint64_t *row, uint64_t *line, struct clean_row *clean,
                const struct record **record, struct faults_row *found);

void spool_close(struct spool *s);

#endif
