/*
 * told: a text of a pipeline as a publication tells it: how it is built, not what stands in it.
 *
 * Names stay, of columns, functions, tables, options, and ${parameters} by their names. What is a literal becomes a
 * mark: what stands in quotes, dates, numbers of more than four digits. Shorter numbers stay: 0.5 is what makes a
 * quantile the median, and four digits tell of nobody.
 */
#ifndef TOLD_H
#define TOLD_H

#include "str.h"

#define TOLD_MARK "\u2026"

/* An expression, a list of columns, an option's value. */
void told_shape(struct str *to, struct slice text);

/* Words for people: nothing stays but the names of parameters. */
void told_words(struct str *to, struct slice text);

/* The program that a command of the shell begins with, without its folder; empty if it can not be told. */
struct slice told_program(struct slice command);

/*
 * Whether the text holds what looks like a password: password=..., --token ..., a user and a password in a URL.
 * What the shell or a parameter puts there ($...) is none.
 */
bool told_secret(struct slice text);

/* Whether a parameter of that name is likely to be one. */
bool told_secret_name(struct slice name);

#endif
