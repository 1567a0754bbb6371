/*
 * schema_properties: `fields:` of a schema file, property by property.
 */
#ifndef SCHEMA_PROPERTIES_H
#define SCHEMA_PROPERTIES_H

#include <stdbool.h>

#include "validate/descriptor.h"
#include "validate/schema_field.h"

/* Values of the list in record form, but for the empty text; where none else is given. */
bool schema_properties_missing(const struct descriptor *d, const struct yaml *node,
                               struct descriptor_texts *to);

bool schema_properties_field(const struct descriptor *d, const struct yaml *node,
                             struct schema_context *context, struct schema_field *f);

#endif
