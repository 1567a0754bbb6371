/*
 * rules: the rules of `finsam: rules:`, compiled over the fields of a schema.
 *
 * A rule is broken unless its expression is true. It is not asked if a field that it looks at could not be read or is
 * missing though required: that is told already.
 */
#ifndef RULES_H
#define RULES_H

#include <stdbool.h>

#include "error.h"
#include "validate/faults.h"
#include "record.h"
#include "validate/schema.h"

struct rules;

/* NULL and the reason, with the place in the schema. */
struct rules *rules_open(struct schema *s, struct error *e);

/* Adds what the row breaks. `broken`: whether schema_check found anything in it. */
void rules_check(struct rules *rules, const struct record *clean, bool broken,
                 const struct faults *f, struct faults_row *row);

void rules_close(struct rules *rules);

#endif
