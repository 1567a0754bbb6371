/*
 * csv_line: what ends the lines of a foreign text.
 *
 * Lines end in LF or CR LF, or, in what old programs write, in CR. A text has one or the other: where LF ends
 * lines, a CR by itself is no line end, and the other way round. Pure.
 */
#ifndef CSV_LINE_H
#define CSV_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "str.h"

#define CSV_LINE_LOOK ((size_t)64 << 10)

/*
 * '\r' only if CR stand alone and there is no LF in the first CSV_LINE_LOOK bytes, or all of the file if `whole`;
 * else '\n'. Line ends within quotes say nothing, unless there are no others. '\0': more bytes are needed to tell.
 * quote '\0': none.
 */
char csv_line_end(struct slice start, char quote, bool whole);

/* How many of the first bytes are whole lines. A CR that comes last may be half of CR LF. */
size_t csv_line_whole(struct slice text, char line_end);

/* Whether the text ends in a line end. */
bool csv_line_is_ended(struct slice text, char line_end);

/* How much of a line is before its end. */
size_t csv_line_body(struct slice line);

#endif
