/*
 * edition_line: what a report says of the edition that it is of, in every form.
 */
#ifndef EDITION_LINE_H
#define EDITION_LINE_H

#include "render/report.h"

#define EDITION_LINE_FORM "preliminary=DATE|final|only"

/*
 * The sentences: of a preliminary edition, with the day of the final one; of the final one; of one that has none before it. NULL:
 * the text is none of these.
 */
const char *edition_line(const char *text, enum language l, struct arena *a);

#endif
