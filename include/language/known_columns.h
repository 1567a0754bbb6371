/*
 * known_columns: which columns a table has, as far as its steps tell that.
 *
 * For who joins tables that somebody else writes, and must know what a join brings, or say of a name that it is no column, at the line of who
 * wrote it. The columns of a source are those of its schema; a step of derive, pick, aggregate, join, append and pseudonymise changes them as its manual
 * page says. Of what other steps make nothing is known, and nothing is said.
 *
 * A list of names is a text with commas; NULL is one that is not known.
 */
#ifndef KNOWN_COLUMNS_H
#define KNOWN_COLUMNS_H

#include "language/language.h"

/* After families_gather and named_steps_write_out. */
const char *known_columns(struct language *l, struct slice table);

/* Whether a table can be named so: one of `tables`, a source or something expected, or what comes with them (NAME.quality). */
bool known_table(struct language *l, struct slice table);

/* What is near to a name that no table has. */
const char *known_table_near(struct language *l, struct slice name);

/* The source from which the rows of a table come, by `from`; NULL: they come from none. */
const struct yaml *known_source(struct language *l, struct slice table);

/* Whether the source is about persons, which it is unless its schema says that it is not; NULL is. */
bool known_persons(struct language *l, const struct yaml *source);

/* Whether the name is in the list; the list with the name at its end, unless it is there. */
bool known_has(const char *list, struct slice name);
const char *known_add(struct language *l, const char *list, struct slice name);

/* What a list of names, or a text with commas, says. */
const char *known_names(struct language *l, const struct yaml *node);

/* The list without those of the other. */
const char *known_without(struct language *l, const char *list, const char *other);

/* "; did you mean x? (NAME has: x, y)" */
const char *known_near(struct language *l, const char *list, struct slice of, struct slice name);

#endif
