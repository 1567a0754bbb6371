/*
 * level: how much a table tells of persons, from what anybody may see to what identifies them. A table made of several
 * has the highest of theirs (docs/pipelines.md). Pure.
 */
#ifndef LEVEL_H
#define LEVEL_H

enum level { LEVEL_OPEN, LEVEL_PROTECTED, LEVEL_AGGREGATE, LEVEL_PSEUDONYMOUS, LEVEL_CLEAR };

/* open, protected, aggregate, pseudonymous, clear. */
const char *level_name(enum level level);

/* The level of that name. What is not said to be harmless is not: of a name that is none, LEVEL_CLEAR. */
enum level level_of(const char *name);

#endif
