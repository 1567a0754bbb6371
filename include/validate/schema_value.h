/*
 * schema_value: text of a type to its canonical form (docs/records.md, rule 5). Nothing is guessed: what does not
 * have the form that the schema says is a fault.
 */
#ifndef SCHEMA_VALUE_H
#define SCHEMA_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "validate/fault_names.h"
#include "identity.h"
#include "validate/schema_field.h"
#include "str.h"

/*
 * Reads a field that is not missing, in record form. 0 and the canonical value, which may be the field itself or lie in
 * f->own; else what it breaks. Constraints are not looked at, codes only to put the items of a set in their order.
 */
uint64_t schema_value_read(struct schema_field *f, struct slice field,
                           const struct identity_rules *identity, struct slice *value);

/* Appends what was expected: "not a date (YYYY-MM-DD)". */
void schema_value_expected(const struct schema_field *f, enum fault_language language,
                           struct str *to);

#endif
