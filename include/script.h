/*
 * script: the commands of a target, as `finsam pipeline` writes them for a shell, read back for who runs them without one.
 *
 * It knows the words that the compiler writes and no other sh: lists NAME=(WORD...), then run() with a chain of stages, words plain or
 * in '', and "$OUT" alone or with more of a name. A script with a command of the author's is not of that kind.
 */
#ifndef SCRIPT_H
#define SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "error.h"

/* One program of the chain; argv[0] is the name of the stage, and NULL ends it. */
struct script_command {
	char **argv;
	int argc;
};

struct script {
	const char **input; /* files of the tables that it reads */
	size_t inputs;
	const char **also; /* what else it makes: OUT.ALSO, or OUT.into/ALSO.tsv */
	size_t alsos;
	struct script_command *command; /* each reads what the one before it writes */
	size_t commands;
	bool into; /* OUT.into must be a folder; then OUT itself is nobody's stream */
};

/* `out` is what "$OUT" stands for. False and "path:line: reason". All of it lives in the arena. */
bool script_read(const char *path, const char *out, struct arena *a, struct script *s,
                 struct error *e);

#endif
