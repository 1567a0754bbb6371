/*
 * options: the words that begin with -- on a command line, by a table.
 *
 * A flag is --name; all others are --name=VALUE or --name VALUE; -- ends options. Names are whole words; only -h
 * stands for --help. An option given twice is an error unless it is a list. Nothing is printed here.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "error.h"
#include "str.h"

enum option_kind {
	OPTION_FLAG,   /* bool * */
	OPTION_TEXT,   /* const char ** */
	OPTION_NUMBER, /* int64_t *, a whole number not below zero */
	OPTION_BYTES,  /* int64_t *, a number with K, M or G (powers of 1024) */
	OPTION_LIST    /* struct texts *, may be given again; not split at commas */
};

struct texts {
	const char **at;
	size_t n;
	size_t room;
};

struct option {
	const char *name;
	enum option_kind kind;
	void *into;
	const char *value; /* what the help calls its value: "FILE" */
	const char *help;  /* one line, lower case, no full stop */
};

/*
 * Takes the options off argv (argv[0] is the program, NULL ends it) and leaves the other arguments in operands[0 ..
 * *n - 1], ended by NULL. `tables` is ended by NULL; an entry may be an empty table, not NULL. False and the reason
 * if an option is unknown, or its value is missing or wrong.
 */
bool options_parse(const struct option *const tables[], char **argv, char **operands, int *n,
                   struct error *e);

/* Appends a line for each option, for --help. */
void options_describe(struct str *to, const struct option *table);

#endif
