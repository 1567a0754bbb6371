/*
 * pipeline_mark: which columns of a table point at persons: identifiers, tokens, and what is made of them.
 *
 * What reads a marked column is marked, whatever it makes of it: a slice of a token, a choice by one, a code that was exploded. Only missing(), and count and
 * distinct of aggregate, end it; pseudonymise makes a token of an identifier, pick may leave a column out.
 */
#ifndef PIPELINE_MARK_H
#define PIPELINE_MARK_H

#include <stdbool.h>

#include "pipeline/pipeline.h"

/* A column that points at persons. */
struct mark_of {
	struct slice name, root; /* the identifier or token that it is made of */
	const struct yaml *node; /* where it is made; NULL: it came so */
};

/* Start it as {0}. All of it lives in the arena of the pipeline. */
struct marks {
	struct mark_of *at;
	size_t n, room;
	bool
	    sensitive; /* not of persons: columns that are sensitive, and `chosen`: so are the rows (pipeline_heads.h) */
	bool chosen;
};

/* Those of a source. */
void marks_source(struct pipeline *p, const struct pipeline_schema *said, struct marks *m);

/* Those of the table that `from` names: of its outputs, which are known before. */
void marks_begin(struct pipeline *p, const struct target *t, struct marks *m);

/* Those after the step, of which `number` is counted from 1. */
void marks_step(struct pipeline *p, const struct target *t, size_t number, struct marks *m);

/* One more, which is its own root. */
void marks_add(struct pipeline *p, struct marks *m, struct slice name);

/* The first marked column that the expression reads otherwise than by missing(); NULL: none. */
const struct mark_of *marks_read(const struct marks *m, struct slice expression);

/* NULL: the column is not marked. */
const struct mark_of *marks_find(const struct marks *m, struct slice name);

#endif
