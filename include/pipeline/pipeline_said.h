/*
 * pipeline_said: whether what is said of the tables of a group of protect is of columns that they have.
 *
 * A column that is not there would be passed over, and what was meant to be protected by it would not be.
 */
#ifndef PIPELINE_SAID_H
#define PIPELINE_SAID_H

#include "pipeline/pipeline_rules.h"

/* Notes what is not so. `group`: what is said of all of them, or NULL. All options of the tables are written. */
void said_check(const struct rules_call *call, size_t n, const struct yaml *group);

#endif
