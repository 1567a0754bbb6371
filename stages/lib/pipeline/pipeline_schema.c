/* pipeline_schema: see pipeline_schema.h. */
#include "pipeline/pipeline_schema.h"

#include <errno.h>
#include <iconv.h>

#include "memory.h"
#include "schema_outline.h"
#include "yaml.h"

static void add_resource(struct pipeline_schema *s, struct slice name)
{
	for (size_t i = 0; i < s->resources; i++)
		if (slice_equal(s->resource[i], name))
			return;
	s->resource[s->resources++] = name;
}

static void add_name(struct str *line, struct slice name, char delimiter)
{
	bool quote = memchr(name.at, delimiter, name.n) != NULL ||
	             memchr(name.at, '"', name.n) != NULL || memchr(name.at, '\n', name.n) != NULL;

	if (quote)
		str_add_byte(line, '"');
	for (size_t i = 0; i < name.n; i++) {
		if (name.at[i] == '"')
			str_add_byte(line, '"');
		str_add_byte(line, name.at[i]);
	}
	if (quote)
		str_add_byte(line, '"');
}

/* Into the encoding that the schema declares; as it is if that can not be. */
static struct slice encoded(const struct yaml *encoding, const struct str *line, struct arena *a)
{
	size_t left = line->n, room = line->n * 4 + 16;
	char *from = line->at, *start = arena_take(a, room), *to = start;
	iconv_t convert =
	    encoding == NULL ? (iconv_t)-1 : iconv_open(arena_text(a, encoding->text), "UTF-8");
	bool good;

	if (convert == (iconv_t)-1 && encoding != NULL && errno == ENOMEM)
		memory_out();
	good = convert != (iconv_t)-1 && iconv(convert, &from, &left, &to, &room) != (size_t)-1;

	if (convert != (iconv_t)-1)
		iconv_close(convert);
	return good ? (struct slice){start, (size_t)(to - start)} : arena_copy(a, str_slice(line));
}

static void write_header(const struct yaml *root, const struct yaml *fields, struct arena *a,
                         struct pipeline_schema *s)
{
	const struct yaml *own = yaml_get(root, "finsam"), *dialect = schema_outline_dialect(root);
	const struct yaml *delimiter = yaml_get(dialect, "delimiter");
	char separator = delimiter != NULL && delimiter->text.n == 1 ? delimiter->text.at[0] : ',';
	struct str line = {0};
	bool header = true;

	yaml_bool(yaml_get(dialect, "header"), &header);
	if (!header)
		return;
	for (const struct yaml *f = fields->first; f != NULL; f = f->next) {
		const struct yaml *name = yaml_get(f, "name");
		if (f != fields->first)
			str_add_byte(&line, separator);
		if (name != NULL && name->kind == YAML_SCALAR)
			add_name(&line, name->text, separator);
	}
	str_add_text(&line, "\r\n");
	s->header = encoded(yaml_get(own, "encoding"), &line, a);
	str_done(&line);
}

static void add_field(struct pipeline_schema *s, const struct yaml *name, bool identifies)
{
	s->identifies |= identifies;
	if (name == NULL || name->kind != YAML_SCALAR)
		return;
	if (identifies)
		s->identifier[s->identifiers++] = name->text;
	else
		s->field[s->fields++] = name->text;
}

static bool is_0_or_1(const struct yaml *value)
{
	return value != NULL && value->kind == YAML_SCALAR &&
	       (slice_is(value->text, "0") || slice_is(value->text, "1"));
}

/* A boolean, or a number from 0 to 1, or one of these. */
static bool is_flag(const struct yaml *field)
{
	const struct yaml *type = yaml_get(field, "type"),
	                  *constraints = yaml_get(field, "constraints");
	const struct yaml *values = yaml_get(constraints, "enum");

	if (type != NULL && type->kind == YAML_SCALAR && slice_is(type->text, "boolean"))
		return true;
	if (type != NULL && type->kind == YAML_SCALAR && slice_is(type->text, "integer") &&
	    is_0_or_1(yaml_get(constraints, "minimum")) &&
	    is_0_or_1(yaml_get(constraints, "maximum")))
		return true;
	if (values == NULL || values->kind != YAML_LIST)
		return false;
	for (const struct yaml *one = values->first; one != NULL; one = one->next)
		if (!is_0_or_1(one))
			return false;
	return values->n > 0;
}

bool pipeline_schema_load(const char *path, struct arena *a, struct pipeline_schema *s,
                          struct error *e)
{
	const struct yaml *root = yaml_load(path, a, e), *fields;
	const struct yaml *keys = yaml_get(root, "foreignKeys");

	*s = (struct pipeline_schema){.persons = true};
	if (root == NULL)
		return false;
	fields = schema_outline_fields(path, root, e);
	if (fields == NULL)
		return false;
	yaml_bool(yaml_get(yaml_get(root, "finsam"), "persons"), &s->persons);
	s->code_list = arena_take(a, fields->n * sizeof *s->code_list);
	s->identifier = arena_take(a, fields->n * sizeof *s->identifier);
	s->field = arena_take(a, fields->n * sizeof *s->field);
	s->flag = arena_take(a, fields->n * sizeof *s->flag);
	s->sensitive = arena_take(a, fields->n * sizeof *s->sensitive);
	for (const struct yaml *f = fields->first; f != NULL; f = f->next) {
		const struct yaml *own = yaml_get(f, "finsam"), *codes = yaml_get(own, "codes");
		add_field(s, yaml_get(f, "name"), schema_outline_class(f) == SCHEMA_IDENTIFIER);
		if (is_flag(f) && yaml_get(f, "name") != NULL)
			s->flag[s->flags++] = yaml_get(f, "name")->text;
		if (schema_outline_class(f) == SCHEMA_SENSITIVE && yaml_get(f, "name") != NULL)
			s->sensitive[s->sensitives++] = yaml_get(f, "name")->text;
		if (codes != NULL && codes->kind == YAML_SCALAR)
			s->code_list[s->code_lists++] = schema_outline_beside(path, codes->text, a);
	}
	if (keys != NULL && keys->kind == YAML_LIST && keys->n > 0) {
		s->resource = arena_take(a, keys->n * sizeof *s->resource);
		for (const struct yaml *k = keys->first; k != NULL; k = k->next) {
			struct slice to = schema_outline_resource(k);
			if (to.n > 0)
				add_resource(s, to);
		}
	}
	write_header(root, fields, a, s);
	return true;
}
