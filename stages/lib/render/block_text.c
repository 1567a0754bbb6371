/* block_text: see block_text.h. */
#include "render/block_text.h"

#include "plain_word.h"

bool block_text_is(const cmark_node *node, bool *chart)
{
	struct slice info, word;

	if (cmark_node_get_type((cmark_node *)node) != CMARK_NODE_CODE_BLOCK)
		return false;
	info = slice_of(cmark_node_get_fence_info((cmark_node *)node));
	slice_cut(&info, ' ', &word);
	*chart = slice_is(word, "diagram");
	return *chart || slice_is(word, "tabell");
}

static void put(struct yaml *map, struct yaml *item)
{
	struct yaml **end = &map->first;

	while (*end != NULL)
		end = &(*end)->next;
	*end = item;
	map->n++;
}

static void check_new(const struct report *r, const cmark_node *block, const struct yaml *map,
                      const char *key)
{
	if (plain_get(map, key) != NULL)
		report_die(r, (size_t)cmark_node_get_start_line((cmark_node *)block), 1,
		           "%s stands in the first line of the block already", key);
}

/* Appends KEY: TEXT to a map, as if it stood in the line of the fence. */
static void put_word(const struct report *r, const cmark_node *block, struct yaml *map,
                     const char *key, struct slice text)
{
	struct yaml *item = arena_take(r->arena, sizeof *item);
	size_t line = (size_t)cmark_node_get_start_line((cmark_node *)block);

	check_new(r, block, map, key);
	*item = (struct yaml){.kind = YAML_SCALAR,
	                      .line = line,
	                      .column = 1,
	                      .key_line = line,
	                      .key_column = 1,
	                      .key = slice_of(key),
	                      .text = text};
	put(map, item);
}

static struct slice hyphened(const struct report *r, struct slice name)
{
	struct str id = {0};

	for (size_t i = 0; i < name.n; i++)
		str_add_byte(&id, name.at[i] == '_' ? '-' : name.at[i]);
	struct slice kept = arena_copy(r->arena, str_slice(&id));
	str_done(&id);
	return kept;
}

/* The title that ends the line: {sv: ..., en: ...}, or in quotation marks. Leaves what stands before it. */
static void take_title(const struct report *r, const cmark_node *block, struct yaml *map,
                       struct slice *info)
{
	size_t at = 0, line = (size_t)cmark_node_get_start_line((cmark_node *)block);
	struct error e = {0};
	struct str text = {0};

	while (at < info->n && info->at[at] != '{' && info->at[at] != '"')
		at++;
	if (at == info->n)
		return;
	check_new(r, block, map, "titel");
	for (size_t i = 1; i < line; i++)
		str_add_byte(&text, '\n');
	str_addf(&text, "titel: %.*s", (int)(info->n - at), info->at + at);
	const struct yaml *title =
	    yaml_parse(r->path, arena_copy(r->arena, str_slice(&text)), r->arena, &e);
	str_done(&text);
	if (title == NULL)
		mistakes_tell(r->mistakes, e.text);
	put(map, (struct yaml *)title->first);
	*info = slice_trim((struct slice){info->at, at});
}

/* ```tabell TABLE ID TITLE: where no id stands, the table's name is that, with hyphens. */
static const struct yaml *read_words(const struct report *r, cmark_node *block,
                                     const struct yaml *written)
{
	struct slice info = slice_of(cmark_node_get_fence_info(block)), word, table, id;
	struct yaml *map = arena_take(r->arena, sizeof *map);

	slice_cut(&info, ' ', &word);
	info = slice_trim(info);
	if (info.n == 0 || written->kind != YAML_MAP)
		return written;
	*map = *written;
	take_title(r, block, map, &info);
	if (info.n == 0)
		return map;
	slice_cut(&info, ' ', &table);
	id = slice_trim(info);
	put_word(r, block, map, "tabell", arena_copy(r->arena, table));
	if (id.n == 0 && plain_get(map, "id") != NULL)
		return map;
	put_word(r, block, map, "id", id.n > 0 ? arena_copy(r->arena, id) : hyphened(r, table));
	return map;
}

/* A block may have no lines, if its first says enough. */
static const struct yaml *no_lines(const struct report *r, const cmark_node *block)
{
	struct yaml *map = arena_take(r->arena, sizeof *map);

	*map = (struct yaml){.kind = YAML_MAP,
	                     .line = (size_t)cmark_node_get_start_line((cmark_node *)block),
	                     .column = 1};
	return map;
}

/* The block's YAML; empty lines before it give its nodes the line numbers of the report. */
const struct yaml *block_text_read(const struct report *r, cmark_node *block)
{
	struct str text = {0};
	struct error e = {0};

	if (slice_trim(slice_of(cmark_node_get_literal(block))).n == 0)
		return read_words(r, block, no_lines(r, block));
	for (int i = 0; i < cmark_node_get_start_line(block); i++)
		str_add_byte(&text, '\n');
	str_add_text(&text, cmark_node_get_literal(block));
	const struct yaml *node =
	    yaml_parse(r->path, arena_copy(r->arena, str_slice(&text)), r->arena, &e);
	str_done(&text);
	if (node == NULL)
		mistakes_tell(r->mistakes, e.text);
	return read_words(r, block, node);
}
