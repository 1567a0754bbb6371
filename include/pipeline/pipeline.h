/*
 * pipeline: what is made from what, as the compiler sees it. docs/pipelines.md is the manual of the file.
 *
 * pipeline_load (pipeline_load.h) makes it of a YAML file, pipeline_check looks at what can only be seen when all is
 * there (stages and their options, circles, files, privacy levels), pipeline_make and pipeline_plan write it out. What is
 * wrong is collected, so that all of it can be said at once. Everything lives in the arena.
 */
#ifndef PIPELINE_H
#define PIPELINE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "level.h"
#include "pipeline/parameter.h"
#include "stage_help.h"
#include "str.h"
#include "suggest.h"
#include "yaml.h"

/* A place where a part of the pipeline is made. In their order they hand over to each other; each is known by its place, from 1. */
struct site {
	const char *name;
	enum level sees; /* the most that a table there may tell */
};

#define SITE_ANY 0 /* wherever it is needed */

/* A word of a command line. */
struct word {
	const char *option;      /* without --; NULL: an operand */
	const char *text;        /* value or operand; NULL: a flag */
	const char *shown;       /* the same for people: @NAME for tables, no folders */
	const char *told;        /* as a publication tells it (told.h); NULL: by what is shown */
	bool raw;                /* text is shell already */
	const struct yaml *node; /* where it stood; NULL: written by the compiler */
};

struct step {
	const char *stage;
	const struct yaml *node;
	struct word *word;
	size_t words, word_room;
};

struct target;
struct marks;
struct pipeline_schema;

/* What a command finds in its environment. */
struct variable {
	struct slice name;
	const char *value;
	bool
	    secret; /* the value is the file that holds it, which is only read when the command runs */
};

/* A table that a target makes. */
struct output {
	const char *name, *file; /* deltaganden.quality, WORK/deltaganden.quality.tsv */
	const char
	    *shown; /* what people call it: the protected form of a table has the table's name */
	const char *scope; /* of the pseudonyms in it; NULL: none that are known */
	const char *key;   /* of a protected form: the columns that tell its figures apart */
	enum level level;
	bool published;
	bool crosses; /* a table of another site reads it */
	struct target *target;
	struct output *protected; /* the form in which it may be published; NULL: there is none */
	const struct marks
	    *marks; /* its columns that point at persons (pipeline_mark.h); NULL: none are known */
	const struct marks
	    *sensitive; /* its columns that tell of what they did (pipeline_heads.h) */
};

/* A table that a target reads. */
struct use {
	struct output *output;
	const struct yaml *node;
	size_t step; /* 0: `from`; else the 1-based step that names it */
	bool labels; /* as a code list of a report */
};

enum target_kind { TARGET_SOURCE, TARGET_TABLE, TARGET_GROUP, TARGET_REPORT };
enum target_state { TARGET_NEW, TARGET_OPEN, TARGET_DONE };

#define TARGET_OUTPUTS 3 /* a source: its rows, quality, rejects; a group has more */

/* One chain of stages and what comes of it. */
struct target {
	enum target_kind kind;
	const char *name;
	const struct yaml *node;
	struct output *output; /* TARGET_OUTPUTS, or as many as target_make_room said */
	size_t outputs;
	struct step *step;
	size_t steps, step_room;
	struct use *use;
	size_t uses, use_room;
	struct output **origin; /* of a report: where persons come in, or may */
	size_t origins;
	const char **file; /* files that are watched, beside tables */
	size_t files, file_room;
	const char *input;                  /* the FILE operand of the first stage, or NULL */
	const char *command;                /* of a source that is no file */
	const char *schema;                 /* of a source */
	const struct pipeline_schema *said; /* what that schema says, or NULL */
	const char *header; /* of a source, on headers alone: the bytes of its input */
	size_t header_bytes;
	struct variable *variable; /* for the command */
	size_t variables, variable_room;
	size_t counts; /* the step that makes figures of its rows of persons, from 1; 0: none */
	struct slice *person; /* the columns of them that tell persons apart, the best first */
	size_t persons;
	bool heads;             /* of what it counts: how many there were, and no more */
	struct output *counted; /* these rows, where publish counts who came and left */
	bool keep;
	bool always; /* run each time */
	size_t site;
	enum target_state state;
};

/* The days on which the publication of a period may be let out (pipeline_editions.h). */
struct editions {
	const struct yaml *node; /* NULL: the pipeline says none */
	int32_t day[2];
	size_t days;
	const char *unit, *period; /* what the publication's name says: ${forbund}, ${period} */
	int months;                /* of the period */
	int32_t from, till;        /* its days */
	const char *ledger;        /* of releases; NULL: nothing is published here */
	const char *text;          /* ${edition}: 2012-1 */
	size_t number;             /* of the edition that this run makes, from 1 */
	size_t due;                /* the day of this run is the first, the second; 0: neither */
	size_t out;                /* the highest number that is out */
	bool final, over;          /* over: nothing more is to come */
	const char *today;         /* NULL: not known */
	size_t exact_from;         /* of fewer persons no exact figures are let out */
	const char *uncounted;     /* what has persons that can not be counted, or NULL */
	const char *approved;      /* who approves what the day does not allow, or NULL */
};

struct problem {
	const char *path; /* NULL: of the pipeline as a whole, or not known */
	size_t line, column;
	const char *text;
};

/* The code list, a file, by which the reports show a column. */
struct column_list {
	struct slice column;
	const char *path;
};

struct pipeline {
	struct arena *arena;
	const char *path, *here;  /* the YAML file and its folder */
	const char *words;        /* what columns are called in all reports, or NULL */
	struct column_list *list; /* by which reports show columns */
	size_t lists, list_room;
	const char *name;
	const struct yaml *root; /* with its parts, written out (language/language.h) */
	const char **part;       /* the files of its parts */
	size_t parts;
	struct parameters parameters;
	const char *publish;       /* NULL: nothing is published */
	unsigned mode;             /* of the published files, as for chmod(2) */
	const char *work;          /* the folder of this publication */
	const char *programs;      /* the folder of the stages */
	struct stage_helps *helps; /* what they say of themselves */
	bool headers;              /* a run on headers alone */
	bool asked;                /* of a question at the shell */
	struct site *site;         /* site[0]: all of it in one place */
	size_t sites, site_room;
	size_t runs_at; /* a site; SITE_ANY: all of it in one place */
	struct editions editions;
	const char *bundle;     /* the folder of the bundle that this site hands over, or NULL */
	struct target **target; /* after pipeline_check: each after what it reads */
	size_t targets, target_room;
	struct problem *problem, *warning;
	size_t problems, problem_room, warnings, warning_room;
};

/* Lower case letters, digits, _ and -, first a letter. */
bool pipeline_is_name(struct slice s);

/* The same, or several joined by dots, as the tables are called that the language makes of one; after a dot also capitals. */
bool pipeline_is_table(struct slice s);

/* A problem at each key of the map that is none of these, which NULL ends; `what` has them. */
void pipeline_keys(struct pipeline *p, const struct yaml *map, const char *what,
                   const char *const *keys);

/* Notes what is wrong at the node (NULL: with the file as a whole). */
void pipeline_problem(struct pipeline *p, const struct yaml *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void pipeline_warning(struct pipeline *p, const struct yaml *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same with a reason that already has its place. */
void pipeline_reason(struct pipeline *p, const struct yaml *node, const struct error *e);

/* Puts both lists in the order of the file. */
void pipeline_sort(struct pipeline *p);

struct target *pipeline_add(struct pipeline *p, enum target_kind kind, const struct yaml *node,
                            const char *name);
void target_make_room(struct pipeline *p, struct target *t, size_t outputs);
struct output *target_add_output(struct pipeline *p, struct target *t, const char *name,
                                 const char *file);
struct step *target_add_step(struct target *t, const char *stage, const struct yaml *node);
void target_add_file(struct target *t, const char *path);
void step_add_word(struct step *s, struct word word);

/* Whether its stage says one of these of itself; STAGE_... | STAGE_... . */
bool step_does(const struct pipeline *p, const struct step *s, unsigned facts);

/* The value of an option, or NULL; whether it is there, with a value or without. */
const char *step_option(const struct step *s, const char *option);
bool step_says(const struct step *s, const char *option);

/*
 * The columns that longer and wider turn, one after the other: of [LABEL:]A[=B],... each A and its B, which is --value
 * where none is said. Start it as {.step = s}; `word` is then where the last one stands.
 */
struct turned {
	const struct step *step;
	const struct word *word;
	struct slice rest;
	size_t next;
};
bool step_turned(struct turned *t, struct slice *from, struct slice *to);

/* NAME, NAME.quality, NAME.rejects, NAME.protected; or NULL. */
struct output *pipeline_find(const struct pipeline *p, struct slice name);

/* What to add to a message that there is none of that name: the nearest ones. It stands in *s. */
const char *pipeline_suggest(const struct pipeline *p, struct slice name, struct suggest *s);

/* Gives back what is not in the arena, of a target that is taken out of the pipeline. */
void target_done(struct target *t);

void pipeline_done(struct pipeline *p);

#endif
