/*
 * edition_line: what a report says at its top in every form: of which edition it is, and what is not protected in it.
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

#define EXPOSED_LINE_FORM "min|width|min,width"

/* The sentences: small counts are shown; hidden ones can be computed. NULL: the text is none of these. */
const char *exposed_line(const char *text, enum language l);

#endif
