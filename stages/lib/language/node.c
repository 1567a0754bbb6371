/* node: see node.h. */
#include "language/node.h"

#include <string.h>

static struct yaml *make(struct arena *a, const struct yaml *place, enum yaml_kind kind)
{
	struct yaml *node = arena_take(a, sizeof *node);

	*node = (struct yaml){.kind = kind,
	                      .path = place->path,
	                      .member = place->member,
	                      .line = place->line,
	                      .column = place->column};
	return node;
}

struct yaml *node_map(struct arena *a, const struct yaml *place)
{
	return make(a, place, YAML_MAP);
}

struct yaml *node_list(struct arena *a, const struct yaml *place)
{
	return make(a, place, YAML_LIST);
}

struct yaml *node_text(struct arena *a, const struct yaml *place, const char *text)
{
	struct yaml *node = make(a, place, YAML_SCALAR);

	node->text = arena_copy(a, slice_of(text));
	node->quoted = true;
	return node;
}

struct yaml *node_add(struct yaml *to, struct yaml *item)
{
	struct yaml **end = &to->first;

	while (*end != NULL)
		end = &(*end)->next;
	*end = item;
	item->next = NULL;
	to->n++;
	return item;
}

struct yaml *node_put(struct arena *a, struct yaml *map, const char *key, struct yaml *item)
{
	item->key = arena_copy(a, slice_of(key));
	item->key_line = item->line;
	item->key_column = item->column;
	return node_add(map, item);
}

void node_put_text(struct arena *a, struct yaml *map, const struct yaml *place, const char *key,
                   const char *text)
{
	node_put(a, map, key, node_text(a, place, text));
}

struct yaml *node_step(struct arena *a, struct yaml *steps, const char *stage, struct yaml *item)
{
	return node_put(a, node_add(steps, node_map(a, item)), stage, item);
}

struct yaml *node_share(struct arena *a, const struct yaml *node)
{
	struct yaml *copy = arena_take(a, sizeof *copy);

	*copy = *node;
	copy->next = NULL;
	return copy;
}

struct yaml *node_section(struct arena *a, struct yaml *map, const struct yaml *like)
{
	struct yaml *section;

	for (section = map->first; section != NULL; section = section->next)
		if (slice_equal(section->key, like->key))
			break;
	if (section == NULL)
		section = node_add(map, node_share(a, like));
	else if (section->kind == YAML_MAP)
		return section;
	section->kind = YAML_MAP;
	section->first = NULL;
	section->n = 0;
	return section;
}

struct yaml *node_take(struct yaml *map, const char *key)
{
	for (struct yaml **item = &map->first; *item != NULL; item = &(*item)->next) {
		struct yaml *found = *item;
		if (!slice_is(found->key, key))
			continue;
		*item = found->next;
		found->next = NULL;
		map->n--;
		return found;
	}
	return NULL;
}

/* ---------------------------------------------------------------- copies */

struct slice node_replace(struct arena *a, struct slice text, struct slice mark, struct slice value)
{
	struct str filled = {0};
	struct slice whole;
	const char *at;

	if (memmem(text.at, text.n, mark.at, mark.n) == NULL)
		return text;
	while ((at = memmem(text.at, text.n, mark.at, mark.n)) != NULL) {
		size_t before = (size_t)(at - text.at);
		str_add(&filled, (struct slice){text.at, before});
		str_add(&filled, value);
		text = (struct slice){at + mark.n, text.n - before - mark.n};
	}
	str_add(&filled, text);
	whole = arena_copy(a, str_slice(&filled));
	str_done(&filled);
	return whole;
}

static struct slice fill(struct arena *a, struct slice text, struct slice name, struct slice value)
{
	return node_replace(a, text, slice_of(arena_format(a, "${%.*s}", SLICE(name))), value);
}

struct yaml *node_fill(struct arena *a, const struct yaml *node, struct slice name,
                       struct slice value, const char *member)
{
	struct yaml *copy = node_share(a, node);
	struct yaml **end = &copy->first;

	copy->member = member;
	if (copy->key.at != NULL)
		copy->key = fill(a, copy->key, name, value);
	if (copy->kind == YAML_SCALAR)
		copy->text = fill(a, copy->text, name, value);
	for (const struct yaml *item = node->first; item != NULL; item = item->next) {
		*end = node_fill(a, item, name, value, member);
		end = &(*end)->next;
	}
	return copy;
}

struct yaml *node_copy(struct arena *a, const struct yaml *node)
{
	struct yaml *copy = node_share(a, node), **end = &copy->first;

	for (const struct yaml *item = node->first; item != NULL; item = item->next) {
		*end = node_copy(a, item);
		end = &(*end)->next;
	}
	return copy;
}

/* ---------------------------------------------------------------- looking */

bool node_is(const struct yaml *node, const char *text)
{
	return node != NULL && node->kind == YAML_SCALAR && slice_is(node->text, text);
}

struct yaml *node_items(const struct yaml *map)
{
	return map == NULL || map->kind != YAML_MAP ? NULL : map->first;
}
