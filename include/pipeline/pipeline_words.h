/*
 * pipeline_words: texts of the YAML file made into words of a command line.
 *
 * The table under "Tables" in docs/pipelines.md is what this module does. Words go to the target's last step; what is wrong
 * is noted in the pipeline.
 */
#ifndef PIPELINE_WORDS_H
#define PIPELINE_WORDS_H

#include "pipeline/pipeline.h"

struct step *words_last(struct target *t);

/* The name of a table as `from` and lists of tables say it, with @ or without. */
struct slice words_table(const struct yaml *node);

/* The table of that name, which the target reads at `step`; NULL if there is none. */
struct output *words_use(struct pipeline *p, struct target *t, const struct yaml *node,
                         struct slice name, size_t step);

/* The target is made again when the file changes; of a folder, any file in it. What is not there is not watched. */
void words_watch(struct pipeline *p, struct target *t, const char *path);

/* The value of an option: a text, or a list with commas between. False: a problem was noted. */
bool words_value(struct pipeline *p, struct target *t, const struct yaml *node, struct word *w);

/* A text, a list of texts, or a map of names and texts: NAME=TEXT for each. */
void words_operands(struct pipeline *p, struct target *t, const struct yaml *node);

/* The node's key is the option. */
void words_option(struct pipeline *p, struct target *t, const struct yaml *node);

/* The key file that the node names; on headers alone one that the run has made. */
void words_key(struct pipeline *p, struct target *t, const struct yaml *node);

/* --option=NAME=TEXT; without a name --option=TEXT. */
void words_named(struct pipeline *p, struct target *t, const char *option, const struct yaml *node,
                 const char *name);

/* --option=PATH or, with a name, --option=NAME=PATH, found from the folder of the pipeline; the path, or NULL. */
const char *words_path(struct pipeline *p, struct target *t, const char *option,
                       const struct yaml *node, const char *name);

/* The same path, and what it names is read or watched, but no word is written. */
const char *words_file(struct pipeline *p, struct target *t, const struct yaml *node);

/* The node's key is the option: one path, or a map of several. */
void words_paths(struct pipeline *p, struct target *t, const struct yaml *node);

#endif
