/*
 * filekind: what a file is whose first bytes are those of no table of text: a workbook, an archive, a database, a
 * page of the web.
 *
 * People send what they have. Read as text such a file is a heap of control bytes; it is better to hear what it is and
 * what to do. Sources: the magic numbers of the formats' own descriptions. Pure.
 */
#ifndef FILEKIND_H
#define FILEKIND_H

#include <stdbool.h>
#include <stddef.h>

/* So many bytes from the start are enough to tell what kind of zip it is; of the others two to 262 tell. */
#define FILEKIND_LOOK ((size_t)4096)
#define FILEKIND_ZIP "PK" /* they begin so */

/*
 * "an Excel workbook (xlsx); save it as CSV", or NULL: none of the kinds that are known. A page of the web is no
 * `table`, but a text.
 */
const char *filekind_of(const unsigned char *bytes, size_t n, bool table);

#endif
