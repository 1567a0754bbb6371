/*
 * wrap: text in lines of a width, counted in columns of a terminal.
 *
 * Lines are broken at blanks, never at a no-break space; a word that is wider than the line gets a line of its own.
 */
#ifndef WRAP_H
#define WRAP_H

#include <stddef.h>

#include "str.h"

/* Takes the next line off the front of *rest. False when nothing is left. */
bool wrap_cut(struct slice *rest, size_t width, struct slice *line);

/* Appends the text as lines of at most `width` columns: `first` before the first line, `next` before the others. */
void wrap_add(struct str *to, struct slice text, size_t width, const char *first, const char *next);

/* Appends blanks. */
void wrap_pad(struct str *to, size_t n);

#endif
