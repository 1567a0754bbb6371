/*
 * schema_columns: which column of the data is which field of the schema (`fieldsMatch:`).
 *
 * A column is a field if its header, in lower case and without blanks at the ends, is the field's name or one of its
 * aliases. Messages never show a header: if it is missing, the first row is about somebody.
 */
#ifndef SCHEMA_COLUMNS_H
#define SCHEMA_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "csv_header.h"
#include "error.h"
#include "schema.h"

/* False and the reason: columns that are missing, not in the schema, there twice, or in another's place. */
bool schema_columns_match(struct schema *s, const struct csv_names *names, const char *file,
                          struct error *e);

/* Data without a header: field i is column i. Only if all fields are there in order can that be known. */
bool schema_columns_count(struct schema *s, size_t columns, const char *file, struct error *e);

#endif
