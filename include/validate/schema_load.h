/*
 * schema_load: a schema file to a struct schema.
 */
#ifndef SCHEMA_LOAD_H
#define SCHEMA_LOAD_H

#include "error.h"
#include "validate/schema.h"

/* NULL and the reason, which begins "path:line:column: ". */
struct schema *schema_load(const char *path, struct error *e);

/* The same from memory; `name` stands for the path. */
struct schema *schema_parse(const char *name, struct slice text, struct error *e);

#endif
