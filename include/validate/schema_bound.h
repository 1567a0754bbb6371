/*
 * schema_bound: minimum, maximum and their exclusive kin, once schema_limit has read them.
 */
#ifndef SCHEMA_BOUND_H
#define SCHEMA_BOUND_H

#include <stdbool.h>
#include <stdint.h>

#include "validate/descriptor.h"
#include "validate/schema_field.h"
#include "str.h"

bool schema_bound_is_any(const struct schema_field *f);

/* The bounds that a canonical value does not keep to, a set of fault_bit; where there is no order it keeps to none. */
uint64_t schema_bound_check(const struct schema_field *f, struct slice value);

/* False if no value can keep to two of them at once. */
bool schema_bound_settle(const struct descriptor *d, const struct schema_field *f);

#endif
