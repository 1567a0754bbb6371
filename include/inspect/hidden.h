/*
 * hidden: what is hidden in a table and why, as protect --explain said it.
 */
#ifndef HIDDEN_H
#define HIDDEN_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "str.h"

#define HIDDEN_RULES 24 /* that are told apart in one table */

struct hidden {
	int64_t primary, other; /* by a rule; for another figure's sake */
	int64_t made_of;        /* of these */
	struct slice rule[HIDDEN_RULES];
	int64_t of_rule[HIDDEN_RULES];
	size_t rules;
};

/*
 * Appends a line for each figure that is hidden (but those that are made of others) to `cells`, and one for each rule to `by_rule`:
 * the fields are those of stages/inspect.c. False: there is no such file. Dies as any reader does.
 */
bool hidden_read(struct hidden *h, const char *explain, struct slice table, struct arena *a,
                 struct str *cells, struct str *by_rule);

#endif
