/*
 * keyed_table: a table that aggregate made, held in memory and looked up by its keys.
 *
 * Columns are keys, measures, and for a measure x perhaps x.status (docs/records.md, rule 8); which are measures is
 * for the caller to say. Fields are kept as plain text (escapes opened). A table of a report has hundreds of rows,
 * so looking up reads them all; memory is the size of the table and 16 bytes a field.
 */
#ifndef KEYED_TABLE_H
#define KEYED_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "record.h"

#define KEYED_TABLE_ALL "*" /* the value of a key for "all of them" */

struct keyed_table {
	struct slice name; /* what the report calls it */
	const char *path;  /* for messages */
	struct header header;
	size_t rows;
	struct slice *field; /* rows x columns */
	size_t room;
	size_t *line; /* on which each row stood, where rows were left out; or NULL */
};

/* Reads all of the stream. Dies if a column is a direct identifier. Everything lives in the arena. */
void keyed_table_load(struct keyed_table *t, struct slice name, struct reader *in, struct arena *a);
void keyed_table_done(struct keyed_table *t);

/* The rows of `from` that have the value in the column, without that column; in the arena, with what is in `from`. */
void keyed_table_cut(struct keyed_table *to, const struct keyed_table *from, size_t column,
                     struct slice value, struct arena *a);

/* COLUMN_NONE if there is none. */
size_t keyed_table_column(const struct keyed_table *t, struct slice name);

/* The column NAME.status of a measure, or COLUMN_NONE. */
size_t keyed_table_status(const struct keyed_table *t, size_t column);

static inline struct slice keyed_table_field(const struct keyed_table *t, size_t row, size_t column)
{
	return t->field[row * t->header.n + column];
}

/* The line of the stream that a row stood on: a record is one line, the header the first. */
static inline size_t keyed_table_line(const struct keyed_table *t, size_t row)
{
	return t->line == NULL ? row + 2 : t->line[row];
}

struct keyed_table_key {
	size_t column;
	struct slice value;
};

/* Whether the row has all of the keys. */
bool keyed_table_fits(const struct keyed_table *t, const struct keyed_table_key *key, size_t keys,
                      size_t row);

/* How many rows have all of the keys: 0, 1, or 2 for several. *row is the first of them. */
size_t keyed_table_find(const struct keyed_table *t, const struct keyed_table_key *key, size_t keys,
                        size_t *row);

#endif
