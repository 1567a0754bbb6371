#include "schema_outline.h"

#include <string.h>

const char *const schema_classes[SCHEMA_CLASSES] = {"open", "key", "quasi", "sensitive",
                                                    "identifier"};
const char *const schema_own_types[SCHEMA_OWN_TYPES] = {
    "personnummer", "samordningsnummer", "identitet", "organisationsnummer", "kommunkod"};

#define PERSONS 3 /* the first of them */

bool schema_own_type_is_person(size_t type)
{
	return type < PERSONS;
}

const struct yaml *schema_outline_fields(const char *path, const struct yaml *root, struct error *e)
{
	static const struct yaml first = {.line = 1, .column = 1};
	const struct yaml *fields = yaml_get(root, "fields");

	if (fields != NULL && fields->kind == YAML_LIST && fields->n > 0)
		return fields;
	yaml_error(e, path, fields != NULL ? fields : &first, "a schema needs a list of fields");
	return NULL;
}

const struct yaml *schema_outline_dialect(const struct yaml *root)
{
	const struct yaml *dialect = yaml_get(root, "dialect");

	return dialect != NULL ? dialect : yaml_get(yaml_get(root, "finsam"), "dialect");
}

/* Which of the words the text is; n if it is none. */
static size_t word(const struct yaml *node, const char *const *words, size_t n)
{
	size_t i = 0;

	while (i < n && (node == NULL || !slice_is(node->text, words[i])))
		i++;
	return i;
}

enum schema_class schema_outline_class(const struct yaml *field)
{
	const struct yaml *own = yaml_get(field, "finsam");
	size_t class = word(yaml_get(own, "class"), schema_classes, SCHEMA_CLASSES);

	if (schema_own_type_is_person(
	        word(yaml_get(own, "type"), schema_own_types, SCHEMA_OWN_TYPES)))
		return SCHEMA_IDENTIFIER;
	return class < SCHEMA_CLASSES ? (enum schema_class) class : SCHEMA_OPEN;
}

struct slice schema_outline_resource(const struct yaml *key)
{
	const struct yaml *to = yaml_get(yaml_get(key, "reference"), "resource");

	return to != NULL && to->kind == YAML_SCALAR ? to->text : (struct slice){NULL, 0};
}

const char *schema_outline_beside(const char *schema, struct slice file, struct arena *a)
{
	const char *slash = strrchr(schema, '/');

	if (slice_starts(file, "/") || slash == NULL)
		return arena_text(a, file);
	return arena_format(a, "%.*s/%.*s", (int)(slash - schema), schema, SLICE(file));
}
