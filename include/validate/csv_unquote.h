/*
 * csv_unquote: lines that are cut at their delimiters and yet not what stands there: they have quotes around whole
 * fields, with nothing odd within, or no quotes but odd bytes. Pure.
 */
#ifndef CSV_UNQUOTE_H
#define CSV_UNQUOTE_H

#include <stdbool.h>
#include <stddef.h>

#include "validate/csv_build.h"
#include "validate/csv_scan.h"

/*
 * The line of n fields whose first end is scan->end[first] and whose first odd byte is scan->odd[odd]: the bytes
 * between the quotes are copied, the ends that lie outside them moved by as many quotes as went before. False if it
 * is not such a line; the build is then begun anew.
 */
bool csv_unquote(struct csv_build *b, const struct csv_scan *scan, const struct csv_marks *marks,
                 const char *buffer, size_t first, size_t n, size_t odd);

/* The same fields without quotes: bytes that must be escaped, and blanks to be taken away. */
void csv_cut(struct csv_build *b, const struct csv_scan *scan, const char *buffer, size_t first,
             size_t n, bool skip_initial_space);

#endif
