/*
 * codelist: a code list in a file, read into a struct codes. docs/codelists.md is the manual of the
 * format.
 *
 * The file is a record stream. Columns: kod and namn must be there; namn_en, fran and till (first
 * and last day of use, YYYY-MM-DD, empty: open) may be; any other column belongs to whoever joins
 * with the file and is passed over. The records are in the order in which people want to read them.
 */
#ifndef CODELIST_H
#define CODELIST_H

#include "codes.h"
#include "record.h"

/*
 * Reads all of the stream and adds it to *c. Dies with file, line and column if a code or name is
 * missing, a day is no day, or spells of a code overlap. The caller opens and closes the reader.
 */
void codelist_read(struct reader *in, struct codes *c);

#endif
