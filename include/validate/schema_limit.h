/*
 * schema_limit: the constraints and categories of a field.
 */
#ifndef SCHEMA_LIMIT_H
#define SCHEMA_LIMIT_H

#include <stdbool.h>
#include <stdint.h>

#include "validate/descriptor.h"
#include "validate/schema_field.h"
#include "str.h"

/* Whether it is the name of a constraint. */
bool schema_limit_is_name(struct slice key);

/* `constraints:`; the properties that say how a value is read are known. */
bool schema_limit_load(const struct descriptor *d, const struct yaml *constraints,
                       struct schema_field *f);

/* `categories:`. */
bool schema_limit_categories(const struct descriptor *d, const struct yaml *node,
                             struct schema_field *f);

/*
 * When both are read: false if no value can keep to the limits (a minimum over the maximum, a minLength over the
 * maxLength), or one of enum or, without it, of categories does not keep to the rest.
 */
bool schema_limit_settle(const struct descriptor *d, const struct yaml *field,
                         struct schema_field *f);

/* Whether there is anything that schema_limit_check looks at. */
bool schema_limit_is_any(const struct schema_field *f);

/*
 * What a canonical value that is not missing breaks: a set of fault_bit. Codes are not looked at. If the pattern
 * takes too many steps to tell, f->pattern_endless becomes true, and the schema is at fault, not the value.
 */
uint64_t schema_limit_check(struct schema_field *f, struct slice value);

void schema_limit_done(struct schema_field *f);

#endif
