/*
 * pipeline_schema: what the compiler of pipelines must know of a source's schema, and no more.
 *
 * validate reads the whole schema and says what is wrong with it; here only that is looked at which decides how the
 * source is wired: whom it is about, what it refers to, which files it needs, what its first line looks like.
 */
#ifndef PIPELINE_SCHEMA_H
#define PIPELINE_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "error.h"
#include "str.h"

struct pipeline_schema {
	bool
	    identifies; /* a field has `finsam: class: identifier`, or the type of a person's number */
	bool persons;                     /* false: `finsam: persons: false` */
	struct slice *identifier, *field; /* names: of those fields, of the others */
	size_t identifiers, fields;
	struct slice *sensitive; /* of those with `finsam: class: sensitive` */
	size_t sensitives;
	struct slice *flag; /* of those that can only be 0 or 1 */
	size_t flags;
	struct slice *resource; /* that foreign keys refer to, each once */
	size_t resources;
	const char **code_list; /* paths */
	size_t code_lists;
	struct slice header; /* a file of this schema that has no rows */
};

/* False and "path:line:column: reason". All of it lives in the arena. */
bool pipeline_schema_load(const char *path, struct arena *a, struct pipeline_schema *s,
                          struct error *e);

#endif
