/*
 * image: a row in the order and form of the clean records: canonical where it could be read, as in the data where not.
 */
#ifndef IMAGE_H
#define IMAGE_H

#include <stddef.h>
#include <stdint.h>

#include "record.h"
#include "validate/schema.h"
#include "str.h"
#include "writer.h"

/* Start it as {0}. */
struct image {
	struct str text;
	uint32_t *end; /* as in struct record; end[-1] is UINT32_MAX */
	size_t room;
	struct record record;
};

/* Of the row that was checked last. Good until the next call. */
const struct record *image_of(struct image *image, const struct schema *s, const struct record *r);

/* From text with tabs between the fields and a newline after the last, which is copied. */
const struct record *image_from(struct image *image, struct slice text, uint64_t line);

/* The row that was checked last, to the output: what lies side by side in `r` and was not changed goes in one piece. */
void image_write(const struct schema *s, const struct record *r, struct writer *out);

void image_done(struct image *image);

#endif
