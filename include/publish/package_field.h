/*
 * package_field: what a data package says of a column: its type, and what the descriptor of its table (described.h) calls it and its codes.
 *
 * The type of a column is the narrowest that all of its values have; one that is shown by a code list is text. `categories` of Table Schema stand only where all
 * values are in the list.
 *
 *	field_begin(&f, &lists, said, name); field_take(&f, field) for each record; field_write(&f, to)
 */
#ifndef PACKAGE_FIELD_H
#define PACKAGE_FIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "codes.h"
#include "field_type.h"
#include "map.h"
#include "str.h"
#include "yaml.h"

/* The code lists that were read, by their paths. Start it with an arena. */
struct package_lists {
	struct arena *arena;
	struct map path;
	struct codes **codes;
	size_t room;
};
void package_lists_done(struct package_lists *lists);

struct package_field {
	struct slice name;
	const struct yaml *said; /* of it, or NULL */
	enum field_type type;
	const struct codes *codes; /* or NULL */
	bool total, outside;       /* a value is "*"; is not in the list */
};

/* `said`: what the descriptor says of the column, or NULL. Reads its code list; dies as any reader does. */
void field_begin(struct package_field *f, struct package_lists *lists, const struct yaml *said,
                 struct slice name);
void field_take(struct package_field *f, struct slice value);

/* Appends it as an object of a Table Schema. */
void field_write(const struct package_field *f, struct str *to);

#endif
