/*
 * schema_own: `finsam:` of a field, what the standard lacks.
 */
#ifndef SCHEMA_OWN_H
#define SCHEMA_OWN_H

#include <stdbool.h>

#include "validate/descriptor.h"
#include "validate/schema_field.h"

/* Whether it is the name of one of these properties, and of no other. */
bool schema_own_is_name(struct slice key);

/* When type and format are read; node NULL: there is none. Settles the class and the name of the column as well. */
bool schema_own_load(const struct descriptor *d, const struct yaml *node,
                     struct schema_context *context, struct schema_field *f);

#endif
