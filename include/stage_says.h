/*
 * stage_says: what a stage says when it is asked something: its options (--help), what a template names (render --names).
 */
#ifndef STAGE_SAYS_H
#define STAGE_SAYS_H

#include <stdbool.h>

#include "arena.h"
#include "str.h"

/*
 * Runs the program, whose path is arguments[0], and takes its standard output; with `errors` what it says on standard error too.
 * It keeps no ledger. False: it did not end well.
 */
bool stage_says(const char *const *arguments, bool errors, struct arena *a, struct slice *said);

#endif
