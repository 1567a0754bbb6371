/* windows: see windows.h. */
#include "language/windows.h"

#include <stdlib.h>
#include <string.h>

#include "language/node.h"
#include "map.h"

#define MARK "${window"

/*
 * Whether a table depends on the window is found by following what it is made of, and is kept, so that each is looked at once. A copy
 * of a table for a window is made when the first table asks for it, with copies of all it is made of that depend on the window.
 */
struct windows {
	struct language *l;
	struct map *known; /* names of tables and sources: MENTIONS or not */
	bool *depends;
	size_t room;
	const struct yaml *asking; /* the table that says `window:`; NULL: none does */
};

enum { DEPTH_MAX = 200 }; /* of tables above tables; more are a circle, which the compiler finds */

/* ---------------------------------------------------------------- what depends on the window */

static const char *const sections[] = {"tables", "sources", "expects", NULL};

static const struct yaml *entry_of(struct language *l, struct slice name, const char **section)
{
	for (size_t i = 0; sections[i] != NULL; i++) {
		const struct yaml *all = yaml_get(l->root, sections[i]);
		for (const struct yaml *one = node_items(all); one != NULL; one = one->next)
			if (slice_equal(one->key, name)) {
				*section = sections[i];
				return one;
			}
	}
	return NULL;
}

/*
 * The entry that makes the table of this name; NULL: nobody does. TABLE.kept is a table of its own, and .quality and the like come with what stands before
 * the dot.
 */
static const struct yaml *entry(struct language *l, struct slice name, const char **section)
{
	const struct yaml *one = entry_of(l, name, section);
	struct slice base = name, rest = name;

	slice_cut(&rest, '.', &base);
	return one != NULL ? one : entry_of(l, base, section);
}

static bool mentions(const struct yaml *node)
{
	if (node->kind == YAML_SCALAR)
		return memmem(node->text.at, node->text.n, MARK, sizeof MARK - 1) != NULL;
	for (const struct yaml *item = node->first; item != NULL; item = item->next)
		if (mentions(item))
			return true;
	return false;
}

/* The table that a text names: the whole of `from`, of each and of; @NAME elsewhere. n is 0: none. */
static struct slice named(const struct yaml *node)
{
	bool whole = slice_is(node->key, "from") || slice_is(node->key, "each") ||
	             slice_is(node->key, "of") || slice_is(node->key, "kept");

	if (node->kind != YAML_SCALAR)
		return (struct slice){"", 0};
	if (slice_starts(node->text, "@") && !slice_starts(node->text, "@@"))
		return (struct slice){node->text.at + 1, node->text.n - 1};
	return whole ? node->text : (struct slice){"", 0};
}

static bool depends(struct windows *w, struct slice name, int depth);

static bool uses(struct windows *w, const struct yaml *node, int depth)
{
	struct slice name = named(node);

	if (name.n > 0 && depends(w, name, depth + 1))
		return true;
	for (const struct yaml *item = node->kind == YAML_SCALAR ? NULL : node->first; item != NULL;
	     item = item->next)
		if (uses(w, item, depth))
			return true;
	return false;
}

static bool depends(struct windows *w, struct slice name, int depth)
{
	const char *section;
	const struct yaml *one = depth > DEPTH_MAX ? NULL : entry(w->l, name, &section);
	bool is_new;
	size_t i;

	if (one == NULL)
		return false;
	i = map_put(w->known, one->key, &is_new);
	if (!is_new)
		return w->depends[i];
	w->depends = array_room(w->depends, &w->room, i + 1, sizeof *w->depends);
	w->depends[i] = false;
	bool found = mentions(one) || uses(w, one, depth);
	w->depends[i] = found;
	return found;
}

/* ---------------------------------------------------------------- what a delivery covers */

/* The days of the window, as the source is asked for them, at the place of who asks. */
static void ask_source(struct language *l, struct yaml *source, const struct yaml *place,
                       struct slice window)
{
	struct yaml *asked = (struct yaml *)yaml_get(source, WINDOWS_ASKED), *one;
	const char *text = window.n == 0
	                       ? "${period.from} ${period.till}"
	                       : arena_format(l->arena, "${period.%.*s.from} ${period.%.*s.till}",
	                                      SLICE(window), SLICE(window));

	if (asked == NULL)
		asked = node_put(l->arena, source, WINDOWS_ASKED, node_list(l->arena, place));
	for (one = asked->first; one != NULL; one = one->next)
		if (slice_is(one->text, text))
			return;
	node_add(asked, node_text(l->arena, place, text));
}

/* The sources that say what they cover, of those that rows of the table come from. */
static void ask_sources(struct windows *w, const struct yaml *node, const struct yaml *place,
                        struct slice window, int depth)
{
	struct slice name = named(node);
	const char *section;
	const struct yaml *one = name.n == 0 || depth > DEPTH_MAX || slice_is(node->key, "each")
	                             ? NULL
	                             : entry(w->l, name, &section);

	if (one != NULL && yaml_get(one, "covers") != NULL && strcmp(section, "sources") == 0)
		ask_source(w->l, (struct yaml *)one, place, window);
	if (one != NULL && one->kind == YAML_MAP && yaml_get(one, "from") != NULL)
		ask_sources(w, yaml_get(one, "from"), place, window, depth + 1);
}

/* ---------------------------------------------------------------- copies */

static const char *name_in(struct language *l, struct slice name, struct slice window)
{
	struct slice base = name, rest = name;
	char *text;

	slice_cut(&rest, '.', &base);
	text = (char *)arena_format(l->arena, "%.*s-%.*s%.*s", SLICE(base), SLICE(window),
	                            (int)(name.n - base.n), name.at + base.n);
	for (size_t i = base.n; i < base.n + 1 + window.n; i++)
		if (text[i] == '.')
			text[i] = '-';
	return text;
}

static void make_copy(struct windows *w, struct slice name, struct slice window);

/* ${window.from} is ${period.WINDOW.from}, and a table that depends on the window that of this one. */
static void turn(struct windows *w, struct yaml *node, struct slice window)
{
	struct slice name = named(node);
	const char *into =
	    window.n == 0 ? "${period" : arena_format(w->l->arena, "${period.%.*s", SLICE(window));

	if (name.n > 0 && window.n > 0 && depends(w, name, 0)) {
		make_copy(w, name, window);
		node->text =
		    slice_of(arena_format(w->l->arena, "%s%s", node->text.at[0] == '@' ? "@" : "",
		                          name_in(w->l, name, window)));
	} else if (node->kind == YAML_SCALAR) {
		node->text = node_replace(w->l->arena, node->text, slice_of(MARK), slice_of(into));
	}
	for (struct yaml *item = node->kind == YAML_SCALAR ? NULL : node->first; item != NULL;
	     item = item->next)
		turn(w, item, window);
}

/* In the groups of protect that have the table, with what is said of it. */
static void add_to_groups(struct language *l, struct slice name, const char *copy)
{
	const struct yaml *groups = yaml_get(l->root, "protect");

	for (const struct yaml *g = node_items(groups); g != NULL; g = g->next) {
		struct yaml *tables = (struct yaml *)yaml_get(g, "tables");
		for (const struct yaml *one =
		         tables == NULL || tables->kind == YAML_SCALAR ? NULL : tables->first;
		     one != NULL; one = one->next) {
			if (tables->kind == YAML_MAP && slice_equal(one->key, name)) {
				node_put(l->arena, tables, copy, node_share(l->arena, one));
				break;
			}
			if (tables->kind == YAML_LIST && slice_equal(one->text, name)) {
				node_add(tables, node_text(l->arena, one, copy));
				break;
			}
		}
	}
}

/* The table over the window. One that speaks of the window itself asks for it of the rows that it is made from. */
static void turn_table(struct windows *w, struct yaml *table, struct slice window)
{
	bool asks = mentions(table);

	turn(w, table, window);
	if (asks && yaml_get(table, "from") != NULL)
		ask_sources(w, yaml_get(table, "from"), w->asking != NULL ? w->asking : table,
		            window, 0);
}

static void make_copy(struct windows *w, struct slice name, struct slice window)
{
	const char *section, *copy;
	const struct yaml *one = entry(w->l, name, &section);
	struct yaml *all = (struct yaml *)yaml_get(w->l->root, section), *made;

	copy = name_in(w->l, one->key, window);
	if (yaml_get(all, copy) != NULL)
		return;
	made = node_copy(w->l->arena, one);
	node_put(w->l->arena, all, copy, made);
	made->key_line = one->key_line;
	made->key_column = one->key_column;
	add_to_groups(w->l, one->key, copy);
	turn_table(w, made, window);
}

/* ---------------------------------------------------------------- all of it */

static bool is_window(struct language *l, const struct yaml *node)
{
	if (node->kind == YAML_SCALAR && node->text.n > 0)
		return true;
	language_problem(l, node,
	                 "window is one of previous, year-ago, year, year-to-date, last-12-months, "
	                 "or several with dots");
	return false;
}

/* Entries may share what stands below them, as aliases and named steps do; each is turned by itself. */
static void separate(struct language *l, struct yaml *all)
{
	struct yaml *own = node_map(l->arena, all);

	for (const struct yaml *one = all->first; one != NULL; one = one->next)
		node_add(own, node_copy(l->arena, one));
	all->first = own->first;
}

static struct yaml *section(struct language *l, const char *key)
{
	struct yaml *all = (struct yaml *)yaml_get(l->root, key);

	return all != NULL && all->kind == YAML_MAP ? all : NULL;
}

/* Whether a text names the table, what comes with it, or is an operand that does. */
static bool is_named(const struct yaml *node, struct slice name)
{
	struct slice text = node->text;

	if (node->kind == YAML_SCALAR) {
		if (slice_starts(text, "@"))
			text = (struct slice){text.at + 1, text.n - 1};
		return slice_equal(text, name) || (text.n > name.n && text.at[name.n] == '.' &&
		                                   memcmp(text.at, name.at, name.n) == 0);
	}
	for (const struct yaml *item = node->first; item != NULL; item = item->next)
		if (is_named(item, name))
			return true;
	return false;
}

/* Whether the window is one before the period. */
static bool is_earlier(const struct yaml *window)
{
	return window != NULL && window->kind == YAML_SCALAR &&
	       (slice_ends(window->text, "year-ago") || slice_ends(window->text, "previous"));
}

/* The tables of an earlier window that nothing else is made of: they are there to compare with, or to see that it is covered. */
static void leave_out_earlier(struct language *l, struct yaml *tables)
{
	struct yaml *kept = node_map(l->arena, tables);

	for (const struct yaml *t = tables->first; t != NULL; t = t->next)
		if (!is_earlier(yaml_get(t, "window")) || is_named(l->root, t->key))
			node_add(kept, node_share(l->arena, t));
	tables->first = kept->first;
	tables->n = kept->n;
}

/* The tables that ask for a window first: their copies are added at the end, and are whole. */
void windows_write_out(struct language *l)
{
	struct windows w = {.l = l, .known = &(struct map){0}};
	struct yaml *tables = section(l, "tables"), *all;

	for (size_t i = 0; sections[i] != NULL; i++)
		if ((all = section(l, sections[i])) != NULL)
			separate(l, all);
	if (l->ask.without_comparison && tables != NULL)
		leave_out_earlier(l, tables);
	for (struct yaml *t = tables == NULL ? NULL : tables->first; t != NULL; t = t->next) {
		struct yaml *window = node_take(t, "window");
		if (window == NULL || !is_window(l, window))
			continue;
		w.asking = window;
		turn_table(&w, t, window->text);
		w.asking = NULL;
	}
	for (size_t i = 0; sections[i] != NULL; i++)
		for (struct yaml *t = (all = section(l, sections[i])) == NULL ? NULL : all->first;
		     t != NULL; t = t->next)
			turn_table(&w, t, (struct slice){"", 0});
	map_done(w.known);
	free(w.depends);
}
