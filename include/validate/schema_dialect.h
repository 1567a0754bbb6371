/*
 * schema_dialect: `dialect:` of a schema file, Table Dialect v2 for delimited text.
 */
#ifndef SCHEMA_DIALECT_H
#define SCHEMA_DIALECT_H

#include <stdbool.h>

#include "validate/csv.h"
#include "validate/descriptor.h"
#include "yaml.h"

bool schema_dialect_load(const struct descriptor *d, const struct yaml *node,
                         struct csv_dialect *to);

#endif
