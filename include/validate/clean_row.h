/*
 * clean_row: a row in the order and form of the clean records: canonical where it could be read, as in the data
 * where not.
 */
#ifndef CLEAN_ROW_H
#define CLEAN_ROW_H

#include <stddef.h>
#include <stdint.h>

#include "record.h"
#include "validate/schema.h"
#include "str.h"
#include "writer.h"

/* Start it as {0}. */
struct clean_row {
	struct str text;
	uint32_t *end; /* as in struct record; end[-1] is UINT32_MAX */
	size_t room;
	struct record record;
};

/* Of the row that was checked last. Good until the next call. */
const struct record *clean_row_of(struct clean_row *clean, const struct schema *s,
                                  const struct record *r);

/* From text with tabs between the fields and a newline after the last, which is copied. */
const struct record *clean_row_from(struct clean_row *clean, struct slice text, uint64_t line);

/* The row that was checked last, to the output: what lies side by side in `r` and was not changed goes in one piece. */
void clean_row_write(const struct schema *s, const struct record *r, struct writer *out);

void clean_row_done(struct clean_row *clean);

#endif
