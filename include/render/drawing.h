/*
 * drawing: what the pictures of charts are made of: lengths, texts, fillings.
 *
 * Heights are pixels. Lengths across the page are hundredths of a percent of its width, so that letters keep their
 * size when the page is narrow.
 */
#ifndef DRAWING_H
#define DRAWING_H

#include "render/exhibit.h"
#include "render/scale.h"

#define DRAWING_LINE 20      /* pixels of a line of text */
#define DRAWING_WHOLE 10000  /* across the page */
#define DRAWING_MAX_SERIES 4 /* more can not be told apart */

/* A picture under way. */
struct drawing {
	const struct exhibit *f;
	enum language language;
	struct scale scale;
	int64_t left, right; /* of the plot */
	struct str *to;
};

/* Whether there is something to draw: a mark or zero has no length. */
bool drawing_has_bar(const struct exhibit_cell *c);

/* Appends NAME="12.34%". */
void drawing_percent(struct str *to, const char *name, int64_t hundredths);

/* Appends what stands at a bar. */
void drawing_value(const struct exhibit_cell *c, enum language l, struct str *to);

/*
 * Appends the attributes by which the series of a column is told; and the patterns that they refer to, once a
 * picture.
 */
void drawing_fill(const struct exhibit *f, size_t column, struct str *to);
void drawing_patterns(const struct exhibit *f, struct str *to);

/* Appends text over one or more lines of `width` characters from y on; returns where the next line would stand. */
int drawing_text(struct str *to, struct slice text, size_t width, const char *attributes, int64_t x,
                 int y);

#endif
