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

#include "validate/csv_header.h"
#include "error.h"
#include "validate/schema.h"

/* False and the reason: columns that are missing, not in the schema, there twice, or in another's place. */
bool schema_columns_match(struct schema *s, const struct csv_names *names, const char *file,
                          struct error *e);

/*
 * Data without a header: field i is column i, and a row with another number of columns is at fault, the first one
 * too.
 */
bool schema_columns_without_header(struct schema *s, const char *file, struct error *e);

#endif
