/*
 * named_steps: steps that several tables have in common, written where they are used.
 *
 * `steps: {kanda: [{join: ...}, {where: ...}]}` is used as `- steps: kanda` among the steps of a table, or of other named steps.
 */
#ifndef NAMED_STEPS_H
#define NAMED_STEPS_H

#include "language/language.h"

/* Writes them out in each table, last of all passes. */
void named_steps_write_out(struct language *l);

#endif
