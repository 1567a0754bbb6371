/*
 * observation: one cell of an exhibit as programs read it: the code that it has of each key, which measure it is of, the
 * value as it is printed, what it is (cell_status.h), and the base.
 */
#ifndef OBSERVATION_H
#define OBSERVATION_H

#include "map.h"
#include "render/exhibit.h"

struct observation {
	const struct exhibit *of;
	size_t row, column;
};

/*
 * Adds the key columns of an exhibit that are not there, those of its rows first. The measures are none: they have a place
 * of their own.
 */
void observation_keys(const struct exhibit *f, struct map *keys);

/* Whether all codes that the exhibit has of a key are periods; and the first such key, n is 0: there is none. */
bool observation_is_time(const struct exhibit *f, struct slice key);
struct slice observation_time(const struct exhibit *f);

/* Empty if the exhibit has no such key. */
struct slice observation_code(const struct observation *o, struct slice key);

/* Among the measures of the exhibit. */
size_t observation_measure(const struct observation *o);

const struct exhibit_cell *observation_cell(const struct observation *o);

/* The cell of the base (n) that stands beside it, or NULL. */
const struct exhibit_cell *observation_base(const struct observation *o);

/* Appends the value with a decimal point and without groups; false, and nothing, if there is none that holds by itself. */
bool observation_value(const struct exhibit_cell *c, struct str *to);

/* Appends it with its sign, "<= 12", where it is a bound; else its mark if it has one. For a cell without a value. */
void observation_sign(const struct exhibit_cell *c, struct str *to);

#endif
