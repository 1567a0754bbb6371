/*
 * csv_grammar: the rows that can not simply be cut at their delimiters.
 *
 * libcsv or, for dialects with an escape character, csv_escape says where the fields begin and end of the row that
 * is built (csv_build.h). Pure.
 */
#ifndef CSV_GRAMMAR_H
#define CSV_GRAMMAR_H

#include <stddef.h>

#include "validate/csv_build.h"

/*
 * The next line of the row, with its line end. CSV_MORE: the row goes on in the next line. CSV_BROKEN: a quote
 * where none may stand; the row can not be read. CSV_CONTROL: nor can this, for a CR or LF that does not end the
 * line.
 */
enum csv_answer csv_grammar_line(struct csv_build *b, const struct csv_rules *rules,
                                 struct slice line);

/* In the rest of a file, in which a quote is open at the end: how many line ends there are before that quote. */
size_t csv_grammar_open_quote(const struct csv_rules *rules, struct slice rest);

#endif
