/*
 * protect_table: a table that is to be protected, with each of its columns known for what it is.
 *
 * A column is a key, a measure, or the largest contributions to a sum; one that is none of these ends the program,
 * since it could give away what the others hide. Where zeros are to be hidden, combinations of key values that no
 * row has get one (protect_fill.h), so that a row that is not there tells nothing.
 */
#ifndef PROTECT_TABLE_H
#define PROTECT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "protect/hierarchy.h"
#include "map.h"
#include "protect/protect_request.h"
#include "keyed_table.h"

#define PROTECT_KEYS_MAX 32 /* bits of a set of key columns */
#define PROTECT_NONE ((size_t)-1)
#define PROTECT_UNSEEN ((size_t)-2) /* the column of a measure that is said, but no column */

/* A measure of a table. After those of the spec come the bases: denominators that may stand in no row. */
struct protect_column {
	const struct protect_measure *spec;
	size_t column;     /* in the table; PROTECT_NONE: a base */
	uint32_t dims;     /* the keys that it differs by, bit i for key i */
	uint32_t overlap;  /* those where one that it counts may be in several values; */
	uint32_t doubtful; /* of these, those where it is so unless all its totals are sums; */
	uint32_t
	    believed; /* those of which the figures say so, and they are no overlaps any more */
	size_t part
	    [2]; /* the measures that it is made of, if two or one; a base: the quotient, its count */
	size_t *parts; /* all of them */
	size_t n_parts;
	size_t *largest; /* columns */
	size_t *cell;    /* by row: its figure (protect_figures.h), or PROTECT_NONE */
	size_t noise;    /* count, with noise: the column NAME.key; else PROTECT_NONE */
	size_t status;   /* of a table that was published earlier: its column NAME.status */
};

/* A key column: its values, and what is known of how they hang together. */
struct protect_key {
	size_t column;
	struct slice name;
	struct map values;           /* that the table has, * among them */
	struct map withheld;         /* those of them whose rows do not go out */
	struct hierarchy *hierarchy; /* or NULL */
};

struct protect_table {
	/* of the table in the call; that of an earlier publication is the one of the table that it was */
	size_t number;
	unsigned earlier; /* 0: of now; 1 for the first of the earlier publications, and so on */
	const struct protect_request_table *spec;
	struct keyed_table tidy;
	size_t *line; /* by row: where it stood; 0: it was filled in */
	struct protect_key key[PROTECT_KEYS_MAX];
	size_t keys;
	size_t order[PROTECT_KEYS_MAX]; /* the keys by their names */
	struct protect_column *measure;
	size_t measures;
	/* which sets of keys are * in some row */
	uint32_t *pattern;
	size_t patterns, pattern_room;
	/* of one unit (protect_units.h): before which column its name stands, and rows of those before it that go out; PROTECT_NONE: of none */
	size_t unit_at, before;
};

/*
 * Takes a table that is read over, as `tidy`; its number, and whether it is one that was published earlier (then with the columns of status, and
 * without those of the largest contributions), are set. Dies if a column is nothing, or two rows have the same
 * keys. Everything lives in the arena.
 */
void protect_table_load(struct protect_table *t, const struct protect_request_table *spec,
                        struct keyed_table tidy, struct arena *a);

/* Whether the figure was hidden in an earlier publication. */
bool protect_table_was_hidden(const struct protect_table *t, size_t measure, size_t row);

/* What is known of the values of a key. Dies if one of them is not in it; a missing one, as *, is of the top. */
void protect_table_order(struct protect_table *t, struct slice key, struct hierarchy *h);

/* The values of the keys of a row, as one text: rows are ordered by it as by the values. */
struct slice protect_table_keys(const struct protect_table *t, size_t row, struct str *to);

/* Whether the row is used, but does not go out. */
bool protect_table_withholds(const struct protect_table *t, size_t row);

/* The measure's number, or PROTECT_NONE. */
size_t protect_table_measure(const struct protect_table *t, struct slice name);

/* The keys with * in this row. */
uint32_t protect_table_pattern(const struct protect_table *t, size_t row);

/* Whether some row has, of the keys `dims`, * in exactly these; in these and perhaps others. */
bool protect_table_shows(const struct protect_table *t, uint32_t pattern, uint32_t dims);
bool protect_table_shows_above(const struct protect_table *t, uint32_t pattern, uint32_t dims);

static inline struct slice protect_table_value(const struct protect_table *t, size_t row,
                                               size_t key)
{
	return keyed_table_field(&t->tidy, row, t->key[key].column);
}

static inline struct slice protect_table_measure_name(const struct protect_table *t, size_t measure)
{
	return t->measure[measure].spec->name;
}

/* Whether measures of two tables are of one population (and publication), so that equal keys make one figure. */
bool protect_table_counts_the_same(const struct protect_table *t, const struct protect_column *c,
                                   const struct protect_table *u, const struct protect_column *d);

/* Dies: "file:line: column: ..."; the line is left out if the row was filled in. */
_Noreturn void protect_table_die(const struct protect_table *t, size_t row, struct slice column,
                                 const char *format, ...) __attribute__((format(printf, 4, 5)));

void protect_table_done(struct protect_table *t);

#endif
