/*
 * table_words: what the descriptor beside a table (described.h) says of it: what its columns are called, of which kind its measures are, which code lists
 * show its keys, and whether it is about persons.
 *
 * It is looked up as the words for all reports are (report_words.h), and before them. A list that the stage was given for the column goes before the one that
 * the descriptor names.
 */
#ifndef TABLE_WORDS_H
#define TABLE_WORDS_H

#include "render/report.h"

/*
 * Reads what lies beside the file of the table, if anything does. Dies if it is not what it should be, or if two tables show a column by different
 * lists.
 */
void table_words_read(struct report *r, struct slice table, const char *file);

#endif
