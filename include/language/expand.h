/*
 * expand: what a pipeline says once, written out as the tables it stands for.
 *
 * A pipeline may use parts, name families of files, give steps a name, and ask questions of models (docs/language.md). All of that
 * is written out here, pass by pass, into a tree that has only what docs/pipelines.md calls the core: sources, expected
 * things, tables with `from` and `through`, protect, reports. Each node of the tree still tells where its author wrote it, so
 * whoever finds a fault in it later points there. `finsam pipeline --expand` prints the tree.
 *
 * What is wrong is collected, so that all of it can be said at once. Everything lives in the arena.
 */
#ifndef EXPAND_H
#define EXPAND_H

#include "language/language.h"

/* Starts *l with the pipeline, a map that yaml_load read from `path`, and writes all of it out. False: something is wrong. */
bool expand(struct language *l, struct arena *a, const char *path, const struct yaml *pipeline,
            struct language_ask ask, struct stage_helps *helps);

#endif
