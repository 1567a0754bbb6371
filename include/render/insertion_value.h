/*
 * insertion_value: the value of an expression of an insertion, looked up in the tables and settings of the report.
 *
 * Computed from exact values and rounded nowhere. What is not to be found, is ambiguous or can not be computed with
 * ends the program, with the place in the report; a value that is hidden or missing has a mark.
 */
#ifndef INSERTION_VALUE_H
#define INSERTION_VALUE_H

#include "render/insertion.h"
#include "render/report.h"

/* Where messages point: the insertion's line and the node's character. */
struct insertion_site {
	const struct report *report;
	const struct insertion *insertion;
	const struct insertion
	    *written;  /* the one in the text; `insertion` may be a value that it names */
	size_t values; /* how many of the named values may be used: those above the one looked up */
};

_Noreturn void insertion_fail(const struct insertion_site *s, size_t column, const char *format,
                              ...) __attribute__((format(printf, 3, 4)));

struct quantity insertion_value(const struct insertion_site *s, const struct node *node);

/* A cell of a part of a table that has a name, as one of the table; all else as it is. */
const struct node *insertion_whole(const struct insertion_site *s, const struct node *node);

/* The keys that the selectors of a cell say; node->selectors of them, in the arena of the report. */
const struct keyed_table_key *insertion_keys(const struct insertion_site *s,
                                             const struct node *node, const struct keyed_table *t);

/* Says which column may have been meant. */
_Noreturn void insertion_no_column(const struct insertion_site *s, const struct node *node,
                                   const struct keyed_table *t, struct slice name);

/* What the report says once for all its values that are protected, or missing; NULL: nothing. */
const struct yaml *insertion_usual(const struct report *r, enum mark mark);

#endif
