/*
 * yaml: a YAML or JSON file read into a tree (yaml_tree.h), by libyaml or (yaml_json.h) jansson.
 *
 * Anchors and aliases work; tags do not matter; a key that occurs twice, a key that
 * is not a scalar, and more than one document are errors. Every error has file, line and column.
 *
 * libyaml's own header has the same name and guard; hence the guard here, and -iquote in the Makefile.
 */
#ifndef FINSAM_YAML_H
#define FINSAM_YAML_H

#include "arena.h"
#include "error.h"
#include "str.h"
#include "yaml_tree.h"

/* The tree lives in the arena. NULL and the reason, which begins "path:line:column: ". */
const struct yaml *yaml_load(const char *path, struct arena *a, struct error *e);

/* The same from memory; `name` stands for the path in messages. */
const struct yaml *yaml_parse(const char *name, struct slice text, struct arena *a,
                              struct error *e);

#endif
