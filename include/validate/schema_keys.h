/*
 * schema_keys: `primaryKey:`, `uniqueKeys:`, `foreignKeys:` and unique fields of a schema file.
 */
#ifndef SCHEMA_KEYS_H
#define SCHEMA_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "validate/descriptor.h"
#include "validate/schema.h"
#include "str.h"
#include "yaml.h"

/* The field of that name; the node is where it is spoken of. */
bool schema_keys_field(const struct descriptor *d, const struct schema *s, const struct yaml *node,
                       struct slice name, size_t *field);

/* When the fields are there. */
bool schema_keys_load(const struct descriptor *d, const struct yaml *root, struct schema *s);

#endif
