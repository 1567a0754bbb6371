/*
 * stage_help: what the stages say of themselves, by asking each once for its --help.
 */
#ifndef STAGE_HELP_H
#define STAGE_HELP_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "stage_facts.h"
#include "str.h"

struct stage_option {
	struct slice name;
	bool value; /* it takes one */
};

struct stage_help {
	const char *stage;
	bool known;     /* there is such a program; if not, nothing else is set */
	unsigned facts; /* of stage_facts.h */
	struct stage_option *option;
	size_t options;
	struct stage_help *next;
};

/* Those that were asked; start it with the folder of the programs and an arena. */
struct stage_helps {
	const char *programs;
	struct arena *arena;
	struct stage_help *first;
};

const struct stage_help *stage_help(struct stage_helps *all, const char *stage);

/* NULL: it has none of that name. */
const struct stage_option *stage_help_option(const struct stage_help *h, const char *name);

#endif
