#include "validate/schema_load.h"

#include <stdlib.h>
#include <string.h>

#include "validate/descriptor.h"
#include "memory.h"
#include "validate/schema_dialect.h"
#include "validate/schema_keys.h"
#include "validate/schema_properties.h"
#include "schema_outline.h"
#include "text.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---------------------------------------------------------------- fields */

/* `codes_at:` and `reference_date:` name a field of type date, which may come later. */
static bool find_date(const struct descriptor *d, const struct schema *s, const struct yaml *node,
                      size_t *field)
{
	struct slice name;

	if (node == NULL)
		return true;
	if (!descriptor_text(d, node, &name) || !schema_keys_field(d, s, node, name, field))
		return false;
	return s->field[*field].type == SCHEMA_DATE ||
	       yaml_error(d->e, d->path, node, "the field %.*s is no date", SLICE(name));
}

static void use_list(const struct descriptor *d, struct schema *s, struct schema_field *f,
                     size_t *room)
{
	const char *path = schema_outline_beside(d->path, slice_of(f->codes_path), d->arena);
	size_t i = 0;

	while (i < s->lists && strcmp(s->list[i].path, path) != 0)
		i++;
	if (i == s->lists) {
		s->list = array_room(s->list, room, i + 1, sizeof *s->list);
		s->list[s->lists++] = (struct schema_list){.path = path};
	}
	f->codes_path = path;
}

/* The nullSequence means missing in every field, whatever its missingValues. */
static void add_null(const struct descriptor *d, const struct csv_dialect *dialect,
                     struct schema_field *f)
{
	struct slice *all;
	struct str null = {0};

	if (!dialect->has_null || dialect->null.n == 0)
		return;
	all = arena_take(d->arena, (f->missing.n + 1) * sizeof *all);
	if (f->missing.n > 0)
		memcpy(all, f->missing.at, f->missing.n * sizeof *all);
	text_escape(&null, dialect->null);
	all[f->missing.n] = arena_copy(d->arena, str_slice(&null));
	f->missing = (struct descriptor_texts){all, f->missing.n + 1};
	str_done(&null);
}

/* A value that has lost the blanks at its ends is compared with words that have none either. */
static void trim_words(const struct descriptor *d, struct descriptor_texts *words)
{
	struct slice *at = arena_take(d->arena, (words->n + 1) * sizeof *at);

	for (size_t i = 0; i < words->n; i++)
		at[i] = text_trim(words->at[i]);
	words->at = at;
}

static bool load_fields(const struct descriptor *d, const struct yaml *node,
                        struct schema_context *context, struct schema *s)
{
	const struct yaml **at, **reference;
	size_t i = 0, room = 0;

	if (node == NULL)
		return false;
	s->field = arena_take(d->arena, node->n * sizeof *s->field);
	at = arena_take(d->arena, node->n * sizeof *at);
	reference = arena_take(d->arena, node->n * sizeof *reference);
	for (const struct yaml *item = node->first; item; item = item->next, i++) {
		struct schema_field *f = &s->field[i];
		s->n = i + 1;
		if (!schema_properties_field(d, item, context, f))
			return false;
		at[i] = context->codes_at;
		reference[i] = context->reference;
		add_null(d, &s->dialect, f);
		if (f->trim && f->missing.n > 0)
			trim_words(d, &f->missing);
		if (f->trim) {
			trim_words(d, &f->yes);
			trim_words(d, &f->no);
		}
		if (f->class == SCHEMA_IDENTIFIER && !s->persons)
			return yaml_error(d->e, d->path, item,
			                  "the field %.*s identifies a person, and persons: false "
			                  "says that there are none",
			                  SLICE(f->name));
		if (f->codes_path)
			use_list(d, s, f, &room);
		if (i >= RECORD_MAX_COLUMNS)
			return yaml_error(d->e, d->path, item, "more than %d fields",
			                  RECORD_MAX_COLUMNS);
		if (!header_add(&s->names, f->name, d->e) ||
		    !header_add(&s->header, f->column, d->e))
			return yaml_error(d->e, d->path, item, "the field %.*s is there twice",
			                  SLICE(f->name));
	}
	for (i = 0; i < s->n; i++)
		if (!find_date(d, s, at[i], &s->field[i].codes_at) ||
		    !find_date(d, s, reference[i], &s->field[i].reference))
			return false;
	return true;
}

/* ---------------------------------------------------------------- our extension */

static bool load_message(const struct descriptor *d, const struct yaml *node,
                         struct slice message[FAULT_LANGUAGES])
{
	static const char *const languages[] = {"sv", "en"};

	if (!descriptor_map(d, node))
		return false;
	for (const struct yaml *item = node->first; item; item = item->next) {
		bool sv = slice_is(item->key, "sv");
		if (!sv && !slice_is(item->key, "en"))
			return descriptor_unknown(d, item, "a message", languages,
			                          COUNT(languages));
		if (!descriptor_text(d, item, &message[sv ? FAULT_SV : FAULT_EN]))
			return false;
	}
	return true;
}

static bool load_rule(const struct descriptor *d, const struct yaml *node, struct schema_rule *rule)
{
	static const char *const severities[] = {"error", "warning"};
	static const char *const known[] = {"id", "expression", "severity", "message", "mend"};
	size_t severity = 0;
	bool ok = descriptor_map(d, node);

	for (const struct yaml *item = node->first; ok && item; item = item->next) {
		if (slice_is(item->key, "id")) {
			ok = descriptor_text(d, item, &rule->id);
		} else if (slice_is(item->key, "expression")) {
			rule->node = item;
			ok = descriptor_text(d, item, &rule->expression);
		} else if (slice_is(item->key, "severity")) {
			ok = descriptor_word(d, item, severities, COUNT(severities), &severity);
		} else if (slice_is(item->key, "message")) {
			ok = load_message(d, item, rule->message);
		} else if (slice_is(item->key, "mend")) {
			ok = load_message(d, item, rule->advice);
		} else {
			ok = descriptor_is_remark(item->key) ||
			     descriptor_unknown(d, item, "a rule", known, COUNT(known));
		}
	}
	rule->warning = severity == 1;
	if (!ok)
		return false;
	if (rule->id.n == 0 || rule->expression.n == 0)
		return yaml_error(d->e, d->path, node, "a rule needs an id and an expression");
	for (int i = 0; i < FAULT_LANGUAGES; i++) {
		if (rule->message[i].n == 0)
			rule->message[i] = rule->message[1 - i];
		if (rule->advice[i].n == 0)
			rule->advice[i] = rule->advice[1 - i];
	}
	if (rule->message[0].n == 0)
		return yaml_error(d->e, d->path, node, "a rule needs a message (sv, en or both)");
	return true;
}

static bool load_rules(const struct descriptor *d, const struct yaml *node, struct schema *s)
{
	struct map ids = {0};
	bool ok = true, is_new = true;

	if (node->kind != YAML_LIST)
		return yaml_error(d->e, d->path, node, "a list of rules is expected here");
	s->rule = arena_take(d->arena, (node->n + 1) * sizeof *s->rule);
	for (const struct yaml *item = node->first; ok && item; item = item->next) {
		struct schema_rule *rule = &s->rule[s->rules++];
		ok = load_rule(d, item, rule);
		if (ok)
			map_put(&ids, rule->id, &is_new);
		if (ok && !is_new)
			ok = yaml_error(d->e, d->path, item, "the rule %.*s is there twice",
			                SLICE(rule->id));
	}
	map_done(&ids);
	return ok;
}

static bool load_encoding(const struct descriptor *d, const struct yaml *node, struct schema *s)
{
	struct slice name;

	if (!descriptor_text(d, node, &name))
		return false;
	return encoding_find(name, &s->encoding) ||
	       yaml_error(d->e, d->path, node,
	                  "one of these is expected here: utf-8, utf-16le, utf-16be, windows-1252, "
	                  "iso-8859-1, detect");
}

static const char *const own_names[] = {"encoding", "persons", "trim", "rules", "dialect"};

static bool load_extension(const struct descriptor *d, const struct yaml *node, struct schema *s)
{
	bool ok;

	if (node == NULL)
		return true;
	ok = descriptor_map(d, node);
	for (const struct yaml *item = node->first; ok && item; item = item->next) {
		if (slice_is(item->key, "encoding"))
			ok = load_encoding(d, item, s);
		else if (slice_is(item->key, "persons"))
			ok = descriptor_bool(d, item, &s->persons);
		else if (slice_is(item->key, "trim"))
			ok = descriptor_bool(d, item, &s->trim);
		else if (slice_is(item->key, "rules"))
			ok = load_rules(d, item, s);
		else
			ok = slice_is(item->key, "dialect") || descriptor_is_remark(item->key) ||
			     descriptor_unknown(d, item, "finsam of a schema", own_names,
			                        COUNT(own_names));
	}
	return ok;
}

/* ---------------------------------------------------------------- the whole */

static bool load_match(const struct descriptor *d, const struct yaml *node, struct schema *s)
{
	static const char *const matches[] = {"exact", "equal", "subset", "superset", "partial"};
	size_t match;

	if (node->kind == YAML_LIST && node->n == 1)
		node = node->first;
	if (!descriptor_word(d, node, matches, COUNT(matches), &match))
		return false;
	s->match = (enum schema_match)match;
	return true;
}

/* What belongs under finsam is a slip of the place; all else that is no slip of the pen is the author's own. */
static bool load_unknown(const struct descriptor *d, const struct yaml *item,
                         const char *const *known, size_t n)
{
	struct yaml place = *item;

	place.line = item->key_line;
	place.column = item->key_column;
	for (size_t i = 0; i < COUNT(own_names); i++)
		if (slice_is(item->key, own_names[i]))
			return yaml_error(d->e, d->path, &place, "%.*s stands under finsam",
			                  SLICE(item->key));
	return descriptor_foreign(d, item, "a schema", known, n);
}

static bool load(const struct descriptor *d, const struct yaml *root, struct schema *s)
{
	static const char *const known[] = {"fields",      "primaryKey",    "uniqueKeys",
	                                    "foreignKeys", "missingValues", "finsam",
	                                    "fieldsMatch", "dialect"};
	const struct yaml *match = yaml_get(root, "fieldsMatch"), *own = yaml_get(root, "finsam");
	const struct yaml *missing = yaml_get(root, "missingValues");
	const struct yaml *dialect = schema_outline_dialect(root);
	struct schema_context context = {0};

	if (!descriptor_map(d, root))
		return false;
	for (const struct yaml *item = root->first; item; item = item->next) {
		bool is_known = descriptor_is_remark(item->key);
		for (size_t i = 0; i < COUNT(known); i++)
			is_known |= slice_is(item->key, known[i]);
		if (!is_known && !load_unknown(d, item, known, COUNT(known)))
			return false;
	}
	if (yaml_get(root, "dialect") && yaml_get(own, "dialect"))
		return yaml_error(d->e, d->path, dialect, "the dialect is there twice");
	if ((match && !load_match(d, match, s)) ||
	    (dialect && !schema_dialect_load(d, dialect, &s->dialect)) ||
	    (missing && !schema_properties_missing(d, missing, &context.missing)) ||
	    !load_extension(d, own, s))
		return false;
	context.trim = s->trim;
	return load_fields(d, schema_outline_fields(d->path, root, d->e), &context, s) &&
	       schema_keys_load(d, root, s);
}

static struct schema *start(const char *path)
{
	struct schema *s = memory_zeroed(1, sizeof *s);

	s->path = path;
	s->dialect = csv_default_dialect;
	s->persons = s->trim = true;
	return s;
}

static struct schema *finish(struct schema *s, const struct yaml *root, struct error *e)
{
	struct descriptor d = {s->path, &s->arena, e, &s->passed};

	if (root && load(&d, root, s))
		return s;
	schema_close(s);
	return NULL;
}

struct schema *schema_load(const char *path, struct error *e)
{
	struct schema *s = start(path);

	return finish(s, yaml_load(path, &s->arena, e), e);
}

struct schema *schema_parse(const char *name, struct slice text, struct error *e)
{
	struct schema *s = start(name);

	return finish(s, yaml_parse(name, text, &s->arena, e), e);
}
