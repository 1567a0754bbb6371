#include "yaml_json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

/*
 * jansson says whether it is JSON and what each text is, but not where anything stood, and it makes numbers binary.
 * So the source is walked once more beside its values: what is known to be JSON can be walked by its marks alone.
 */
struct walk {
	const char *name, *at, *end;
	size_t line, column;
	struct arena *arena;
	struct error *e;
};

static void step(struct walk *w)
{
	char c = *w->at++;

	if (c == '\n') {
		w->line++;
		w->column = 1;
	} else if ((c & 0xC0) != 0x80) {
		w->column++;
	}
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_blanks(struct walk *w)
{
	while (w->at < w->end && is_blank(*w->at))
		step(w);
}

static void skip_text(struct walk *w)
{
	step(w);
	while (*w->at != '"') {
		if (*w->at == '\\')
			step(w);
		step(w);
	}
	step(w);
}

/* A number as it is written, or true, false, null. */
static struct slice take_word(struct walk *w)
{
	struct slice word = {w->at, 0};

	while (w->at < w->end && !is_blank(*w->at) && strchr(",]}", *w->at) == NULL) {
		step(w);
		word.n++;
	}
	return arena_copy(w->arena, word);
}

static bool walk_value(struct walk *w, json_t *json, struct yaml *node, size_t depth);

/* The mark after an item: a comma, or the bracket that ends it all. */
static void skip_mark(struct walk *w)
{
	skip_blanks(w);
	step(w);
}

static bool walk_list(struct walk *w, json_t *json, struct yaml *list, size_t depth)
{
	struct yaml **end = &list->first;

	list->kind = YAML_LIST;
	list->n = json_array_size(json);
	skip_mark(w);
	for (size_t i = 0; i < list->n; i++) {
		*end = arena_take(w->arena, sizeof **end);
		if (!walk_value(w, json_array_get(json, i), *end, depth + 1))
			return false;
		end = &(*end)->next;
		skip_mark(w);
	}
	if (list->n == 0)
		skip_mark(w);
	return true;
}

static bool walk_map(struct walk *w, json_t *json, struct yaml *map, size_t depth)
{
	struct yaml **end = &map->first;

	map->kind = YAML_MAP;
	map->n = json_object_size(json);
	skip_mark(w);
	for (void *i = json_object_iter(json); i; i = json_object_iter_next(json, i)) {
		struct yaml *item = arena_take(w->arena, sizeof *item);
		skip_blanks(w);
		item->key = arena_copy(w->arena, slice_of(json_object_iter_key(i)));
		item->key_line = w->line;
		item->key_column = w->column;
		skip_text(w);
		skip_mark(w); /* the colon */
		if (!walk_value(w, json_object_iter_value(i), item, depth + 1))
			return false;
		*end = item;
		end = &item->next;
		skip_mark(w);
	}
	if (map->n == 0)
		skip_mark(w);
	return true;
}

static bool walk_value(struct walk *w, json_t *json, struct yaml *node, size_t depth)
{
	skip_blanks(w);
	node->path = w->name;
	node->line = w->line;
	node->column = w->column;
	if (depth > YAML_MAX_DEPTH)
		return error_at(w->e, w->line, w->column, "%s:%zu:%zu: nested too deep", w->name,
		                w->line, w->column);
	switch (json_typeof(json)) {
	case JSON_ARRAY:
		return walk_list(w, json, node, depth);
	case JSON_OBJECT:
		return walk_map(w, json, node, depth);
	case JSON_STRING:
		node->quoted = true;
		node->text = arena_copy(
		    w->arena, (struct slice){json_string_value(json), json_string_length(json)});
		skip_text(w);
		return true;
	case JSON_INTEGER:
	case JSON_REAL:
	case JSON_TRUE:
	case JSON_FALSE:
	case JSON_NULL:
		node->text = take_word(w);
		return true;
	}
	return false;
}

bool yaml_json_may_be(struct slice text)
{
	while (text.n > 0 && is_blank(text.at[0]))
		text = (struct slice){text.at + 1, text.n - 1};
	return text.n > 0 && (text.at[0] == '{' || text.at[0] == '[');
}

const struct yaml *yaml_json_parse(const char *name, struct slice text, struct arena *a,
                                   struct error *e)
{
	struct yaml *root = arena_take(a, sizeof *root);
	struct walk w = {arena_text(a, slice_of(name)), text.at, text.at + text.n, 1, 1, a, e};
	json_error_t said;
	json_t *json;
	bool ok;

	/* Where jansson has no memory it may say that the text is none of JSON, and then it would be read as YAML. */
	json_set_alloc_funcs(memory_take, free);
	json = json_loadb(text.at, text.n, JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &said);
	if (json == NULL) {
		size_t line = said.line < 1 ? 1 : (size_t)said.line;
		size_t column = said.column < 1 ? 1 : (size_t)said.column;
		error_at(e, line, column, "%s:%zu:%zu: %s", name, line, column, said.text);
		return NULL;
	}
	ok = walk_value(&w, json, root, 0);
	json_decref(json);
	return ok ? root : NULL;
}
