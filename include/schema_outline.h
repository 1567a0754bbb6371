/*
 * schema_outline: where things stand in a schema file, and what makes a field an identifier: what validate and the
 * compiler of pipelines must both know, told once. docs/schemas.md is the manual of the file.
 *
 * Nothing is refused but a file without fields. validate reads the whole and says what is wrong
 * (validate/schema_load.h); the compiler looks at what decides how a source is wired (pipeline/pipeline_schema.h).
 */
#ifndef SCHEMA_OUTLINE_H
#define SCHEMA_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "error.h"
#include "str.h"
#include "yaml.h"

/* `finsam: class:` of a field, and the words for it. */
enum schema_class {
	SCHEMA_OPEN,
	SCHEMA_KEY,
	SCHEMA_QUASI,
	SCHEMA_SENSITIVE,
	SCHEMA_IDENTIFIER,
	SCHEMA_CLASSES
};
extern const char *const schema_classes[SCHEMA_CLASSES];

/* `finsam: type:` of a field, in the order of enum schema_type; which of them are numbers of persons. */
#define SCHEMA_OWN_TYPES 5
extern const char *const schema_own_types[SCHEMA_OWN_TYPES];
bool schema_own_type_is_person(size_t type);

/* The list of fields, which has one at least; or NULL and "path:line:column: reason". */
const struct yaml *schema_outline_fields(const char *path, const struct yaml *root,
                                         struct error *e);

/* The dialect, which stands beside the fields or under finsam; NULL: there is none. */
const struct yaml *schema_outline_dialect(const struct yaml *root);

/* The class of a field: a number of a person identifies whether or not anybody says so. */
enum schema_class schema_outline_class(const struct yaml *field);

/* The name of the table that a foreign key refers to: n is 0, this one; at is NULL, it says none. */
struct slice schema_outline_resource(const struct yaml *key);

/* A path that the schema names begins where the schema lies. */
const char *schema_outline_beside(const char *schema, struct slice file, struct arena *a);

#endif
