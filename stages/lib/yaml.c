/* yaml: see yaml.h. libyaml gives events; the tree is built by descent, one function per kind of node. */
#include "yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

#include "input.h"
#include "map.h"
#include "memory.h"
#include "yaml_json.h"

#define YAML_MAX_BYTES ((size_t)16 << 20)
#define YAML_MAX_NODES 1000000 /* with every alias counted as what it stands for */

/* What an anchor stands for. Known first when its node is whole, so a node can not contain itself. */
struct anchor {
	const struct yaml *node;
	size_t nodes; /* in it, aliases unfolded */
};

/*
 * libyaml's events, one at a time; each kind of node has a function that begins with the present event and ends
 * with the last of its own, so that depth in the file is depth of calls, which is limited. An alias shares what
 * hangs below its anchor and is counted as if it had been written out, so that a small file can not become an
 * endless tree.
 */
struct loader {
	yaml_parser_t parser;
	yaml_event_t event; /* the one being looked at */
	const char *name;
	struct slice source;
	struct arena *arena;
	struct error *e;
	struct map anchor_names;
	struct anchor *anchors; /* by index in anchor_names */
	size_t anchors_room;
	size_t nodes;
};

static bool place_error(struct loader *l, size_t line, size_t column, const char *message)
{
	return error_at(l->e, line, column, "%s:%zu:%zu: %s", l->name, line, column, message);
}

static bool mark_error(struct loader *l, yaml_mark_t mark, const char *message)
{
	return place_error(l, mark.line + 1, mark.column + 1, message);
}

/* libyaml knows only the byte where text stops being text; people want line and column. */
static bool byte_error(struct loader *l, size_t offset, const char *message)
{
	size_t line = 1, column = 1;

	for (size_t i = 0; i < offset && i < l->source.n; i++) {
		unsigned char c = (unsigned char)l->source.at[i];
		if (c == '\n') {
			line++;
			column = 1;
		} else if ((c & 0xC0) != 0x80) {
			column++;
		}
	}
	return place_error(l, line, column, message);
}

static bool parser_error(struct loader *l)
{
	const yaml_parser_t *p = &l->parser;
	const char *problem = p->problem ? p->problem : "can not be read";

	if (p->error == YAML_MEMORY_ERROR)
		memory_out();
	if (p->error == YAML_READER_ERROR)
		return byte_error(l, p->problem_offset, problem);
	if (p->context && strstr(problem, "',' or '}'") != NULL)
		error_set(l->e,
		          "%s, %s; an expression with , or \" in { } must stand in quotes: "
		          "where: 'kod in (\"a\", \"b\")'",
		          problem, p->context);
	else if (p->context)
		error_set(l->e, "%s, %s", problem, p->context);
	else
		error_set(l->e, "%s", problem);
	l->e->line = p->problem_mark.line + 1;
	l->e->column = p->problem_mark.column + 1;
	return error_context(l->e, "%s:%zu:%zu", l->name, l->e->line, l->e->column);
}

static bool advance(struct loader *l)
{
	yaml_event_delete(&l->event);
	return yaml_parser_parse(&l->parser, &l->event) || parser_error(l);
}

/* The anchor that the present event gives its node, copied since events do not last; at NULL: none. */
static struct slice event_anchor(const struct loader *l)
{
	const yaml_char_t *name = NULL;

	if (l->event.type == YAML_SCALAR_EVENT)
		name = l->event.data.scalar.anchor;
	else if (l->event.type == YAML_SEQUENCE_START_EVENT)
		name = l->event.data.sequence_start.anchor;
	else if (l->event.type == YAML_MAPPING_START_EVENT)
		name = l->event.data.mapping_start.anchor;
	if (!name)
		return (struct slice){0};
	return arena_copy(l->arena, slice_of((const char *)name));
}

static void keep_anchor(struct loader *l, struct slice name, const struct yaml *node, size_t nodes)
{
	size_t i = map_put(&l->anchor_names, name, NULL);

	l->anchors = array_room(l->anchors, &l->anchors_room, i + 1, sizeof *l->anchors);
	l->anchors[i] = (struct anchor){node, nodes};
}

static bool load_node(struct loader *l, struct yaml *node, size_t depth);

/* Shares what is below, copies the node itself: its place among its siblings is its own. */
static bool load_alias(struct loader *l, struct yaml *node)
{
	const char *name = (const char *)l->event.data.alias.anchor;
	size_t i = map_find(&l->anchor_names, slice_of(name));

	if (i == MAP_NONE)
		return mark_error(l, l->event.start_mark, "an alias without an anchor before it");
	node->kind = l->anchors[i].node->kind;
	node->text = l->anchors[i].node->text;
	node->quoted = l->anchors[i].node->quoted;
	node->first = l->anchors[i].node->first;
	node->n = l->anchors[i].node->n;
	l->nodes += l->anchors[i].nodes;
	return true;
}

static bool load_list(struct loader *l, struct yaml *list, size_t depth)
{
	struct yaml **end = &list->first;

	list->kind = YAML_LIST;
	for (;;) {
		if (!advance(l))
			return false;
		if (l->event.type == YAML_SEQUENCE_END_EVENT)
			return true;
		struct yaml *item = arena_take(l->arena, sizeof *item);
		if (!load_node(l, item, depth + 1))
			return false;
		*end = item;
		end = &item->next;
		list->n++;
	}
}

/* One key and its value; the key's event is the present one. */
static bool load_pair(struct loader *l, struct yaml *item, struct map *keys, size_t depth)
{
	struct yaml key = {0};
	yaml_mark_t at = l->event.start_mark;
	bool is_new;

	if (!load_node(l, &key, depth + 1))
		return false;
	if (key.kind != YAML_SCALAR)
		return mark_error(l, at, "a key must be a plain text");
	map_put(keys, key.text, &is_new);
	if (!is_new)
		return mark_error(l, at, "a key that was given before in the same mapping");
	item->key = key.text;
	item->key_line = at.line + 1;
	item->key_column = at.column + 1;
	return advance(l) && load_node(l, item, depth + 1);
}

static bool load_map(struct loader *l, struct yaml *map, size_t depth)
{
	struct yaml **end = &map->first;
	struct map keys = {0};
	bool ok;

	map->kind = YAML_MAP;
	while ((ok = advance(l)) && l->event.type != YAML_MAPPING_END_EVENT) {
		struct yaml *item = arena_take(l->arena, sizeof *item);
		if (!(ok = load_pair(l, item, &keys, depth)))
			break;
		*end = item;
		end = &item->next;
		map->n++;
	}
	map_done(&keys);
	return ok;
}

static void load_scalar(struct loader *l, struct yaml *node)
{
	node->kind = YAML_SCALAR;
	node->text = arena_copy(l->arena, (struct slice){(char *)l->event.data.scalar.value,
	                                                 l->event.data.scalar.length});
	node->quoted = l->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
}

/* The node that begins with the present event. */
static bool load_node(struct loader *l, struct yaml *node, size_t depth)
{
	yaml_mark_t at = l->event.start_mark;
	size_t before = l->nodes++;
	struct slice anchor = event_anchor(l);
	bool ok = true;

	if (depth > YAML_MAX_DEPTH)
		return mark_error(l, at, "nested too deep");
	node->path = l->name;
	node->line = at.line + 1;
	node->column = at.column + 1;
	if (l->event.type == YAML_ALIAS_EVENT)
		ok = load_alias(l, node);
	else if (l->event.type == YAML_SEQUENCE_START_EVENT)
		ok = load_list(l, node, depth);
	else if (l->event.type == YAML_MAPPING_START_EVENT)
		ok = load_map(l, node, depth);
	else
		load_scalar(l, node);
	if (!ok)
		return false;
	if (l->nodes > YAML_MAX_NODES)
		return mark_error(l, at, "more than a million values, aliases unfolded");
	if (anchor.at)
		keep_anchor(l, anchor, node, l->nodes - before);
	return true;
}

static const struct yaml *load_document(struct loader *l)
{
	struct yaml *root = arena_take(l->arena, sizeof *root);

	if (!advance(l) || !advance(l)) /* the start of the stream, then of a document */
		return NULL;
	if (l->event.type == YAML_STREAM_END_EVENT) {
		place_error(l, 1, 1, "nothing in it");
		return NULL;
	}
	if (!advance(l) || !load_node(l, root, 0))
		return NULL;
	if (!advance(l) || !advance(l)) /* the end of the document, then of the stream */
		return NULL;
	if (l->event.type != YAML_STREAM_END_EVENT) {
		mark_error(l, l->event.start_mark, "a second document; only one is read");
		return NULL;
	}
	return root;
}

static const struct yaml *parse_yaml(const char *name, struct slice text, struct arena *a,
                                     struct error *e)
{
	struct loader l = {
	    .name = arena_text(a, slice_of(name)), .source = text, .arena = a, .e = e};
	const struct yaml *root;

	if (!yaml_parser_initialize(&l.parser))
		memory_out();
	yaml_parser_set_encoding(&l.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&l.parser, (const unsigned char *)text.at, text.n);
	root = load_document(&l);
	yaml_event_delete(&l.event);
	yaml_parser_delete(&l.parser);
	map_done(&l.anchor_names);
	free(l.anchors);
	return root;
}

/*
 * A file called .json is nothing else; what only begins like JSON may be YAML with braces, and then that has the
 * last word.
 */
const struct yaml *yaml_parse(const char *name, struct slice text, struct arena *a, struct error *e)
{
	struct slice json = text;
	const struct yaml *root;
	struct error no = {0};

	if (slice_starts(json, "\xEF\xBB\xBF"))
		json = (struct slice){json.at + 3, json.n - 3};
	if (slice_ends(slice_of(name), ".json"))
		return yaml_json_parse(name, json, a, e);
	if (yaml_json_may_be(json) && (root = yaml_json_parse(name, json, a, &no)) != NULL)
		return root;
	return parse_yaml(name, text, a, e);
}

const struct yaml *yaml_load(const char *path, struct arena *a, struct error *e)
{
	struct str text = {0};
	const struct yaml *root = NULL;

	if (input_slurp(path, YAML_MAX_BYTES, &text, e))
		root = yaml_parse(path, str_slice(&text), a, e);
	str_done(&text);
	return root;
}
