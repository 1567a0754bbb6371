#include "validate/schema_keys.h"

bool schema_keys_field(const struct descriptor *d, const struct schema *s, const struct yaml *node,
                       struct slice name, size_t *field)
{
	*field = header_find(&s->names, name);
	return *field != COLUMN_NONE ||
	       yaml_error(d->e, d->path, node, "there is no field %.*s", SLICE(name));
}

static bool load_key_fields(const struct descriptor *d, const struct schema *s,
                            const struct yaml *node, size_t **field, size_t *n, const char **names)
{
	struct descriptor_texts texts;
	struct str list = {0};

	if (!descriptor_list(d, node, &texts))
		return false;
	if (texts.n == 0)
		return yaml_error(d->e, d->path, node, "a key has at least one field");
	*field = arena_take(d->arena, texts.n * sizeof **field);
	*n = texts.n;
	for (size_t i = 0; i < texts.n; i++) {
		if (!schema_keys_field(d, s, node, texts.at[i], &(*field)[i])) {
			str_done(&list);
			return false;
		}
		str_addf(&list, "%s%.*s", i == 0 ? "" : ", ", SLICE(texts.at[i]));
	}
	*names = arena_text(d->arena, str_slice(&list));
	str_done(&list);
	return true;
}

static bool add_key(const struct descriptor *d, struct schema *s, const struct yaml *node,
                    enum fault fault, size_t *room)
{
	struct schema_key key = {.fault = fault};

	if (!load_key_fields(d, s, node, &key.field, &key.n, &key.names))
		return false;
	for (size_t i = 0; fault == FAULT_PRIMARY_KEY && i < key.n; i++)
		s->field[key.field[i]].required = true;
	s->key = array_room(s->key, room, s->keys + 1, sizeof *s->key);
	s->key[s->keys++] = key;
	return true;
}

static bool load_uniques(const struct descriptor *d, const struct yaml *root, struct schema *s)
{
	const struct yaml *primary = yaml_get(root, "primaryKey");
	const struct yaml *unique = yaml_get(root, "uniqueKeys");
	size_t room = 0;

	if (primary && !add_key(d, s, primary, FAULT_PRIMARY_KEY, &room))
		return false;
	if (unique && unique->kind != YAML_LIST)
		return yaml_error(d->e, d->path, unique, "a list of keys is expected here");
	for (const struct yaml *item = unique ? unique->first : NULL; item; item = item->next)
		if (!add_key(d, s, item, FAULT_UNIQUE_KEY, &room))
			return false;
	for (size_t i = 0; i < s->n; i++)
		if (s->field[i].unique) {
			struct schema_key key = {FAULT_UNIQUE, arena_take(d->arena, sizeof(size_t)),
			                         1, arena_text(d->arena, s->field[i].name)};
			key.field[0] = i;
			s->key = array_room(s->key, &room, s->keys + 1, sizeof *s->key);
			s->key[s->keys++] = key;
		}
	return true;
}

static bool load_reference(const struct descriptor *d, const struct yaml *node,
                           struct schema_foreign *foreign)
{
	static const char *const known[] = {"resource", "fields"};
	struct descriptor_texts to = {0};

	if (!descriptor_map(d, node))
		return false;
	for (const struct yaml *item = node->first; item; item = item->next) {
		if (slice_is(item->key, "resource")) {
			if (!descriptor_text(d, item, &foreign->resource))
				return false;
		} else if (slice_is(item->key, "fields")) {
			if (!descriptor_list(d, item, &to))
				return false;
		} else {
			return descriptor_unknown(d, item, "a reference", known,
			                          sizeof known / sizeof *known);
		}
	}
	foreign->to = to.at;
	return to.n == foreign->n ||
	       yaml_error(d->e, d->path, node, "as many fields are referred to as refer");
}

static bool load_foreign(const struct descriptor *d, const struct yaml *node, struct schema *s,
                         struct schema_foreign *foreign)
{
	static const char *const known[] = {"fields", "reference"};
	const struct yaml *fields = yaml_get(node, "fields"),
	                  *reference = yaml_get(node, "reference");
	size_t column;

	foreign->node = node;
	if (!fields || !reference)
		return yaml_error(d->e, d->path, node, "a foreign key has fields and a reference");
	for (const struct yaml *item = node->first; item; item = item->next)
		if (item != fields && item != reference)
			return descriptor_unknown(d, item, "a foreign key", known,
			                          sizeof known / sizeof *known);
	if (!load_key_fields(d, s, fields, &foreign->field, &foreign->n, &foreign->names) ||
	    !load_reference(d, reference, foreign))
		return false;
	for (size_t i = 0; foreign->resource.n == 0 && i < foreign->n; i++)
		if (!schema_keys_field(d, s, reference, foreign->to[i], &column))
			return false;
	return true;
}

static bool load_foreigns(const struct descriptor *d, const struct yaml *node, struct schema *s)
{
	if (node == NULL)
		return true;
	if (node->kind != YAML_LIST)
		return yaml_error(d->e, d->path, node, "a list of foreign keys is expected here");
	s->foreign = arena_take(d->arena, (node->n + 1) * sizeof *s->foreign);
	for (const struct yaml *item = node->first; item; item = item->next)
		if (!load_foreign(d, item, s, &s->foreign[s->foreigns++]))
			return false;
	return true;
}

bool schema_keys_load(const struct descriptor *d, const struct yaml *root, struct schema *s)
{
	return load_uniques(d, root, s) && load_foreigns(d, yaml_get(root, "foreignKeys"), s);
}
