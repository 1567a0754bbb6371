/*
 * csv_escape: rows of dialects with an escape character, as MySQL and Hadoop write them.
 *
 * The character after an escape is taken as it is, in quotes and out of them: a delimiter, a quote, a line end, the
 * escape itself. But a letter or digit is none that needs it, and programs read it in different ways (\n as a line
 * end, as n, as \n; \N as missing): then the row is at fault, unless the whole field is the nullSequence. Pure.
 */
#ifndef CSV_ESCAPE_H
#define CSV_ESCAPE_H

#include "validate/csv_build.h"

/* As csv_grammar_line. */
enum csv_answer csv_escape_line(struct csv_build *b, const struct csv_rules *rules,
                                struct slice line);

#endif
