/*
 * parameter: what a pipeline is told from outside, and the ${name} in its texts.
 *
 * Declare all, give what was said on the command line, settle each in the order of declaration, then fill texts. A value
 * is only ever text: whoever writes it into a script quotes it. Errors that concern the file begin "path:line:column: ".
 */
#ifndef PARAMETER_H
#define PARAMETER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "error.h"
#include "period.h"
#include "str.h"
#include "yaml.h"

enum parameter_type {
	PARAMETER_TEXT,
	PARAMETER_PATH,
	PARAMETER_INTEGER,
	PARAMETER_YEAR,
	PARAMETER_MONTH,
	PARAMETER_DATE,
	PARAMETER_CHOICE,
	PARAMETER_PERIOD,
	PARAMETER_SECRET, /* its value is the name of a file that only its owner can read */
	PARAMETER_SCOPE   /* which of other parameters is given (parameter_scope.h) */
};

struct parameter {
	struct slice name;
	enum parameter_type type;
	const struct yaml *node; /* its declaration; NULL for those that every pipeline has */
	const char *value;       /* NULL until it is settled */
	struct period period;    /* of a PARAMETER_PERIOD that is settled */
	bool place;              /* stands in the name of a file or folder */
	bool given;              /* on the command line */
	bool used;
};

/* Which edition of its period a run makes: 2012-1. Settled after the others (pipeline_editions.h). */
#define PARAMETER_EDITION "edition"

struct parameters {
	const char *path; /* of the pipeline, for messages */
	struct arena *arena;
	struct parameter *at;
	size_t n, room;
};

/* One of those that every pipeline has. */
void parameter_builtin(struct parameters *p, const char *name, enum parameter_type type,
                       const char *value);

/* The node is an item of `parameters:`. */
bool parameter_declare(struct parameters *p, const struct yaml *node, struct error *e);

/* "NAME=VALUE" from the command line; an error if it was given before. */
bool parameter_give(struct parameters *p, const char *assignment, struct error *e);

#define PARAMETER_NO_DAY INT32_MIN

/*
 * Checks the value, or finds one: the default, the last whole period before `today` (days since 1970-01-01, or
 * PARAMETER_NO_DAY), or, if `sample`, any value of its type. One that every pipeline has may stay unknown.
 */
bool parameter_settle(struct parameters *p, struct parameter *one, int32_t today, bool sample,
                      struct error *e);

enum parameter_use {
	PARAMETER_VALUE, /* as it is */
	PARAMETER_FOLDER, /* of a folder that is made: only a path may lead to another one than the text says */
	PARAMETER_SHOWN, /* for a publication: a path by its last component, so that no folder shows */
	PARAMETER_SHELL /* ${a.b} becomes ${a_b}: the shell replaces it */
};

/* The text of a scalar with each ${name} replaced. `place`: the text is the name of a file or folder. */
bool parameter_fill(struct parameters *p, const struct yaml *node, enum parameter_use use,
                    bool place, const char **text, struct error *e);

/* Whether the value of NAME is the file of a secret. */
bool parameter_is_secret(const struct parameters *p, struct slice name);

/* Whether it is a scope, and there is a report of each. */
bool parameter_is_each(const struct parameters *p, const struct parameter *one);

/* Whether it is a scope, and what is given has several of the first kind that it is of (parameter_scope.h). */
bool parameter_is_wide(const struct parameters *p, const struct parameter *one);

/* The value of NAME or NAME.PART, or NULL. */
const char *parameter_value(const struct parameters *p, struct slice name);

/* As a publication shows it. */
const char *parameter_shown(const struct parameters *p, const struct parameter *one);

void parameters_done(struct parameters *p);

#endif
