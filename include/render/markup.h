/*
 * markup: text that becomes part of HTML or SVG.
 *
 * Whatever is not written by this program goes through markup_add: labels, titles, values, marks.
 */
#ifndef MARKUP_H
#define MARKUP_H

#include "str.h"

/* Appends plain text; safe between tags and inside an attribute in quotation marks of either kind. */
void markup_add(struct str *to, struct slice plain);

/* Replaces each `what` from byte `from` on by `with`. */
void markup_replace(struct str *s, size_t from, const char *what, const char *with);

#endif
