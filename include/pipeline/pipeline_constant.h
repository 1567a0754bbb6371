/*
 * pipeline_constant: the texts that expressions of a pipeline write into columns.
 *
 * A text or whole number that stands in a derive is followed as long as it is certain that some row may have it: each remembers the columns on
 * which it hangs in which rows it stands, and is forgotten when a condition asks for one of them.
 */
#ifndef PIPELINE_CONSTANT_H
#define PIPELINE_CONSTANT_H

#include "pipeline/pipeline.h"

/* A text in a column, and where it is written. */
struct constant {
	struct slice column, value;
	const struct yaml *node;
	const char *hangs; /* names, a blank around each */
	bool joined;       /* on all columns: some that came with a join tell its rows */
};

/* Start it as {0}; at is the caller's to free. */
struct constants {
	struct constant *at;
	size_t n, room;
};

/* Where an expression stands. */
struct meant {
	struct slice column, condition; /* that of the if around it; n is 0 without one */
	bool holds;
	const struct yaml *node;
	const char *hangs;
};

void constants_add(struct constants *all, struct constant one);

/* Adds the value, if it is the author's own. */
void constants_write(struct constants *to, const struct meant *m, struct slice value);

/* Adds what the expression can write into m.column: of the columns `from`, and its own. */
void constants_follow(struct pipeline *p, const struct constants *from, struct constants *to,
                      struct slice expression, struct meant m);

/* Keeps those that fulfil a condition for certain; all but those of a column. */
void constants_keep(struct constants *all, struct slice condition);
void constants_forget(struct constants *all, struct slice column);

/* Whether the expression has the column; or one, other than its own, on which c hangs. */
bool constants_mention(struct slice expression, struct slice column);
bool constants_hang(const struct constant *c, struct slice expression);

/* `hangs` with the columns of the expression too, each once; names with blanks are such an expression. */
const char *constants_names(struct pipeline *p, const char *hangs, struct slice expression);

#endif
