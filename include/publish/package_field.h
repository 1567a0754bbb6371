/*
 * package_field: what a data package says of a column: its type, and what the reports call it and its codes.
 *
 * The names and kinds are those of the file of words, the codes and their labels those of the code list that the reports show the column by. A column with a code list is
 * text. `categories` of Table Schema stand only where all values are in the list.
 *
 *	package_words_read(&w, plan); ...; field_begin(&f, &w, name); field_take(&f, field) for each record; field_write(&f, figure, to)
 */
#ifndef PACKAGE_FIELD_H
#define PACKAGE_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "codes.h"
#include "field_type.h"
#include "plan.h"
#include "str.h"

struct package_list {
	const char *name; /* of the column */
	struct codes codes;
};

/* Start it as {0}: nothing is known. */
struct package_words {
	const struct yaml *words;   /* or NULL */
	const struct slice *amount; /* columns that hold sums or counts in some table */
	size_t amounts;
	struct package_list *list;
	size_t lists;
};

/* Reads what the plan names. Dies as any reader does. */
void package_words_read(struct package_words *w, const struct plan *plan);
void package_words_done(struct package_words *w);

struct package_field {
	const struct package_words *words;
	struct slice name;
	enum field_type type;
	const struct codes *codes; /* or NULL */
	bool total, outside;       /* a value is "*"; is not in the list */
};

void field_begin(struct package_field *f, const struct package_words *words, struct slice name);
void field_take(struct package_field *f, struct slice value);

/* Appends it as an object of a Table Schema. `figure`: it is a measure for certain, whatever codes have its name. */
void field_write(const struct package_field *f, bool figure, struct str *to);

#endif
