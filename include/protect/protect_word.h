/*
 * protect_word: the smallest pieces of what the options of protect say.
 */
#ifndef PROTECT_WORD_H
#define PROTECT_WORD_H

#include "protect/protect_request.h"

/* Without the blanks around it. */
struct slice protect_word_trim(struct slice s);

/* "a,b,c", into the arena; an empty list has no names. False: a name is empty. */
bool protect_word_names(struct arena *a, struct slice list, struct protect_names *names);

/* "LEFT=RIGHT" at the first `at`, both trimmed; false if it is not there or the left is empty. */
bool protect_word_halve(struct slice text, char at, struct slice *left, struct slice *right);

/* COLUMN=VALUE,... by the names of the columns; those of one name in the order in which they stand. False if it is none. */
bool protect_word_pairs(struct arena *a, struct slice list, struct protect_fixed **fixed,
                        size_t *n);

/* NAME, or NAME[COLUMN=VALUE,...]; the pairs by the names of their columns. False if it is none. */
bool protect_word_fixed(struct arena *a, struct slice text, struct slice *name,
                        struct protect_fixed **fixed, size_t *n);

/* LEFT=RIGHT at the first = that stands outside of brackets. */
bool protect_word_equation(struct slice text, struct slice *left, struct slice *right);

/* The next item of a list whose commas stand outside of brackets, taken off its front; false: there is none. */
bool protect_word_next(struct slice *rest, struct slice *one);

/* COLUMN:VALUE + VALUE = VALUE - VALUE, or <= in the place of =; the signs between blanks. False if it is none. */
bool protect_word_relation(struct arena *a, struct slice text, struct protect_relation *r);

#endif
