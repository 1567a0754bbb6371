/*
 * described: what the compiler of pipelines says of a table, in the descriptor that lies beside it.
 *
 * FILE.json is a Table Schema: of each column that the compiler knows, what it is called and, under `finsam`, what kind of figure it is. Whoever shows or
 * publishes the table finds there what its columns mean; pipeline_descriptor.h writes it and tells its keys.
 */
#ifndef DESCRIBED_H
#define DESCRIBED_H

#include <stdbool.h>

#include "arena.h"
#include "yaml.h"

/* The descriptor beside the file; NULL: there is none. */
const char *described_path(const char *file, struct arena *a);

/* The same, read, which lives in the arena; NULL: there is none. Dies if it can not be read. */
const struct yaml *described_read(const char *file, struct arena *a);

/* What it says of a column; NULL: nothing, or there is no descriptor. */
const struct yaml *described_field(const struct yaml *descriptor, struct slice name);

/* A text of a field, or one under its `finsam`; at is NULL if it is not said. */
struct slice described_text(const struct yaml *field, const char *key);
struct slice described_fact(const struct yaml *field, const char *key);

/* Whether the column is said to be a figure, whatever its name means elsewhere. */
bool described_is_figure(const struct yaml *field);

#endif
