/*
 * language: a pipeline that is being written out (expand.h), what is wrong with it, and the files that it consists of.
 * Everything lives in the arena.
 */
#ifndef LANGUAGE_H
#define LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "error.h"
#include "stage_help.h"
#include "yaml.h"

struct language_problem {
	const struct yaml *node; /* where; NULL: the file as a whole */
	const char *text;
};

/* What is asked of a pipeline where it is run: a question beside its own (ask.h), or that some be left out. */
struct language_ask {
	const char *
	    text; /* a table as it would stand in the pipeline: {ask: P-SAMT, by: kon, measures: personer}; NULL: none */
	bool inside; /* without protection, for who may see it */
	/* Of the pipeline's own questions: what `compare` asks of earlier windows is missing, and tables of such a window that nothing is made of are not made. */
	bool without_comparison;
	char *const *given; /* NAME=VALUE of the command line */
	int n_given;
};

struct language {
	struct arena *arena;
	const char *path; /* of the pipeline */
	struct yaml *
	    root; /* what is made: the pipeline with its parts, from pass to pass nearer to the core */
	const char **
	    part; /* the files that were read beside it, in the order in which their contents stand */
	size_t parts, part_room;
	struct yaml *schemas; /* of sources, by path, each read once (known_columns.h) */
	struct language_ask ask;
	struct stage_helps *helps; /* the caller's: what stages say of themselves */
	const struct yaml *table;  /* whose question is being written out; NULL: none is */
	struct language_problem *problem;
	size_t problems, problem_room;
};

/* "TABLE: " of the question that is being written out, for who says what is wrong with what it asks; or "". */
const char *language_of(const struct language *l);

/* Notes what is wrong at the node. */
void language_problem(struct language *l, const struct yaml *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Notes each key of the map that is not among these; `what` has them. */
void language_keys(struct language *l, const struct yaml *map, const char *what,
                   const char *const *keys);

/* Adds a table, unless there is one of that name, which is said. Returns its steps, to which the caller adds. */
struct yaml *language_table(struct language *l, const struct yaml *place, const char *name,
                            const char *from);

void language_done(struct language *l);

#endif
