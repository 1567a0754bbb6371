/*
 * spool: rows that wait, on disk, in order, with what has been found in them.
 */
#ifndef SPOOL_H
#define SPOOL_H

#include <stdbool.h>
#include <stdint.h>

#include "validate/findings.h"
#include "validate/image.h"
#include "record.h"

struct spool;

struct spool *spool_open(void);

/* `image` NULL: the row has no fields that could be told apart. */
void spool_put(struct spool *s, uint64_t row, uint64_t line, const struct record *image,
               const struct findings_row *found);

/* From the first on, after the last spool_put; false at the end. *record is NULL if the row had no image. */
bool spool_take(struct spool *s, uint64_t *row, uint64_t *line, struct image *image,
                const struct record **record, struct findings_row *found);

void spool_close(struct spool *s);

#endif
