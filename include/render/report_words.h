/*
 * report_words: what the measures and key columns of a report are, and what they are called.
 *
 * The front matter of the template says it for a table; what it does not say, the words that were given (pipelines/words.yaml), of the table first; and of columns that these do
 * not know, the descriptor of the table (table_words.h). In words a measure has a kind, a name and perhaps decimals, millions and a formula. What is usual holds for a
 * measure of the usual kind only. A column that is both a key and a measure there is a measure in a table of which that is said.
 */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include "render/report.h"

/* False if neither the front matter nor the words for all reports say of this column of the table that it is a measure. */
bool report_measure(const struct report *r, const struct keyed_table *t, struct slice column,
                    struct measure *m);

/* What the front matter, the table's descriptor or the words for all reports say of a key column: namn or uppdelning; or NULL. */
const struct yaml *report_key_text(const struct report *r, const struct keyed_table *t,
                                   struct slice column, const char *word);

/*
 * Reads and checks a file of words: `matt`, a map of measures as under `tabeller`, and `nycklar`, one of key columns; texts are sv and en. Dies, with the
 * place, if it is not so.
 */
const struct yaml *report_words_read(const char *path, struct arena *a);

/* The same of words that are read already, and stand in the file. */
void report_words_check(const char *path, const struct yaml *words, struct arena *a);

/* Dies if the node, which `place` has as `key`, is not a text in both languages. */
void report_check_both(const char *path, const struct yaml *place, const struct yaml *node,
                       const char *key);

#endif
