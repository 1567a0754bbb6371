/*
 * plan: what `finsam pipeline --write` left for `finsam publish`: plan.json, read back, and what the ledgers that
 * belong to it (standing.h) say of it.
 */
#ifndef PLAN_H
#define PLAN_H

#include <stdbool.h>
#include <sys/types.h>
#include <stddef.h>

#include "arena.h"
#include "error.h"
#include "settlement.h"
#include "yaml.h"

struct plan_table {
	const char *name, *file, *level;
	const char *key; /* columns that tell its figures apart, with commas; NULL: not known */
	bool published, perturbed; /* perturbed: noise has changed its figures */
};

struct plan_file {
	const char *name, *path; /* what a publication calls it; where it lies */
};

struct plan_target {
	const char *name, *kind; /* source, table, report */
	const char
	    *said; /* where its author wrote it, "p.yaml:7:3"; NULL: of a run that is for real */
	const char *file, *command, *schema; /* of a source; NULL if not */
	struct plan_table *table;
	size_t tables;
	struct plan_file *side;
	size_t sides;
	const char **step;
	size_t steps;
	const char **of; /* what it is made of, in the work folder: results and stamps */
	size_t ofs;
};

/* The rows of persons that a table counts, and the columns that its figures hang on. */
struct plan_population {
	const char *name, *file, *definition;
	struct slice *token, *column; /* token: the first there is tells persons apart */
	size_t tokens, columns;
};

/* Which edition of its period a run makes (`editions:`), and what allows it. */
struct plan_editions {
	const char *unit, *period, *kind;          /* kind: preliminary, final */
	const char *method, *min, *transitions;    /* of protect */
	const char *from, *till, *tells, *sources; /* at whom one looks (pipeline_looks.h) */
	const char *ledger; /* of releases; NULL: the pipeline has no editions */
	size_t number;
	size_t due;           /* today is the first day, the second; 0: neither */
	const char *today;    /* NULL: a day like any other */
	const char *approved; /* by whom, or NULL */
	const char **day;
	size_t days;
	size_t exact_from;     /* of fewer persons no exact figures are let out */
	const char *uncounted; /* what has persons that can not be counted, or NULL */
	struct plan_population
	    *population; /* whom the figures count; none: they are perturbed, or of no person */
	size_t populations;
};

#define PLAN_MODE 0644 /* of the published files, unless the pipeline says otherwise */

struct plan {
	const char *name, *path, *work, *publish; /* publish NULL: nothing is */
	struct plan_file *part;                   /* the files that the pipeline uses */
	size_t parts;
	const char *key; /* a key file of the run, or NULL */
	struct plan_editions editions;
	mode_t mode;                           /* of the published files */
	const struct yaml *about, *parameters; /* maps */
	struct slice *identifier, *amount;     /* columns that identify; that hold sums or counts */
	size_t identifiers, amounts;
	struct plan_target *target;
	size_t targets;
	struct arena *arena;
};

bool plan_load(const char *path, struct arena *a, struct plan *plan, struct error *e);

/* The account of step `number` (from 1) of a target, the last one; NULL if it never ran. */
const struct account *plan_account(const struct settlement *s, const char *target, size_t number);

/* Whether some result of the run says that it is of made-up persons. */
bool plan_is_made_up(const struct settlement *s);

/* What the result line says of a file; NULL if there is none. */
const struct flow *plan_result(const struct settlement *s, const char *file);

#endif
