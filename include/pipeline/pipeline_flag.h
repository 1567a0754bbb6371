/*
 * pipeline_flag: columns that can only be 0 or 1, or missing.
 *
 * The sum of such a column is a count, and its mean a share, and what protect is told of a sum or a mean would not hide the few. A source's column is one by its schema; what
 * steps computed, if it can come to nothing else (`if(C, 1, 0)`).
 */
#ifndef PIPELINE_FLAG_H
#define PIPELINE_FLAG_H

#include "pipeline/pipeline_rules.h"

/* Notes each sum and mean of such a column in a table that is protected, unless the author says what it is. After rules_write. */
void flag_check(const struct rules_call *c);

#endif
