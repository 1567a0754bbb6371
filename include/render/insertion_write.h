/*
 * insertion_write: what an insertion says, looked up in the tables of the report and written in its language.
 *
 * Figures are computed from exact values and rounded once. All functions end the program, with the place in the
 * report, if a value is not there, hidden or ambiguous and the author has not said what to write instead, if a
 * value and the way to write it do not go together, or if a word ("drygt") is not true of the figure.
 */
#ifndef INSERTION_WRITE_H
#define INSERTION_WRITE_H

#include "render/insertion.h"
#include "render/report.h"

/* Appends what it stands for. */
void insertion_write(const struct insertion *i, const struct report *r, struct str *to);

/*
 * Appends the text with its placeholders replaced. A placeholder is what template.h puts where an insertion was:
 * U+E000, the insertion's number, U+E001.
 */
#define INSERTION_FIRST "\uE000"
#define INSERTION_LAST "\uE001"
void insertion_expand(const struct report *r, struct slice text, struct str *to);

/*
 * The text of a node in the front matter or a block, in the language of the report, insertions written: a scalar,
 * or a map with sv and en. In a report that is written in both, a scalar with letters of its own is not translated:
 * an error. n is 0 if node is NULL.
 */
struct slice insertion_text(const struct report *r, const struct yaml *node);

/* The same for names and addresses, which need no translation. */
struct slice insertion_name(const struct report *r, const struct yaml *node);

/* Makes the letter at byte `from` a capital. */
void insertion_capital(struct str *to, size_t from);

#endif
