/* parts: see parts.h. */
#include "language/parts.h"

#include <sys/stat.h>

#include "language/node.h"
#include "suggest.h"

#define PARTS_MAX 100 /* files; a pipeline has a handful */

const char *const parts_sections[] = {"parameters", "families", "steps",  "sources",
                                      "expects",    "tables",   "models", "rules",
                                      "place",      "codes",    NULL};

/* ---------------------------------------------------------------- one tree of several */

/* The same key, of a parameter as another file declares it. False: they differ. */
static bool says_the_same(const struct yaml *one, const struct yaml *other)
{
	const struct yaml *a = one->first, *b = other->first;

	if (one->kind != other->kind || one->n != other->n)
		return false;
	if (one->kind == YAML_SCALAR)
		return slice_equal(one->text, other->text);
	for (; a != NULL; a = a->next, b = b->next)
		if (!slice_equal(a->key, b->key) || !says_the_same(a, b))
			return false;
	return true;
}

static void twice(struct language *l, const struct yaml *item, const struct yaml *first,
                  const char *why)
{
	const struct yaml place = yaml_key(item), there = yaml_key(first);
	struct error e;

	language_problem(l, &place, "%.*s stands in %s already: %s", SLICE(item->key),
	                 yaml_place(l->path, &there, &e), why);
}

/* A default by itself is a map of one key, so that maps can be laid together. */
static struct yaml *as_map(struct language *l, const struct yaml *parameter)
{
	struct yaml *map;

	if (parameter->kind == YAML_MAP)
		return node_share(l->arena, parameter);
	map = node_map(l->arena, parameter);
	map->key = parameter->key;
	map->key_line = parameter->key_line;
	map->key_column = parameter->key_column;
	if (!yaml_is_null(parameter)) {
		struct yaml *value = node_share(l->arena, parameter);
		value->key = slice_of("default");
		node_add(map, value);
	}
	return map;
}

/*
 * What `item` says of a parameter that `there` declares. The file that uses the other may say more and otherwise; of two parts
 * none is above the other, so they say the same.
 */
static void refine(struct language *l, struct yaml *there, const struct yaml *item, bool above)
{
	struct yaml *before = as_map(l, there), *more = as_map(l, item),
	            *all = node_map(l->arena, item);

	if (!above && says_the_same(before, more))
		return;
	for (const struct yaml *key = more->first; key != NULL; key = key->next) {
		const struct yaml *old = yaml_get(before, arena_text(l->arena, key->key));
		bool fixed = !above || slice_is(key->key, "type");
		if (old != NULL && fixed && !says_the_same(old, key)) {
			twice(l, item, there,
			      above ? "it is of another type there"
			            : "the parts say different things of it");
			return;
		}
		node_add(all, node_share(l->arena, key));
	}
	for (const struct yaml *key = before->first; key != NULL; key = key->next)
		if (yaml_get(more, arena_text(l->arena, key->key)) == NULL &&
		    !(slice_is(key->key, "required") && yaml_get(more, "default") != NULL))
			node_add(all, node_share(l->arena, key));
	there->kind = YAML_MAP;
	there->first = all->first;
	there->n = all->n;
}

/* What another file says of the same rule: it holds of more tables, and cross_rule sees that it is not said twice of one. */
static void lay_together(struct language *l, struct yaml *there, const struct yaml *item)
{
	const struct yaml *const of[] = {node_share(l->arena, there), item};
	struct yaml *all = node_list(l->arena, there);

	for (int i = 0; i < 2; i++)
		for (const struct yaml *one = of[i]->kind == YAML_LIST ? of[i]->first : of[i];
		     one != NULL; one = of[i]->kind == YAML_LIST ? one->next : NULL)
			node_add(all, node_share(l->arena, one));
	there->kind = YAML_LIST;
	there->first = all->first;
	there->n = all->n;
}

/* What is no map of names stays as it is, for whoever asks for the section to say so; where it would be lost, that is said here. */
static void add_items(struct language *l, const struct yaml *section, bool above)
{
	const char *key = arena_text(l->arena, section->key);
	const struct yaml *before = yaml_get(l->root, key);
	const struct yaml *lost = section->kind != YAML_MAP ? section : before;
	struct yaml *all;

	if (before != NULL && lost->kind != YAML_MAP && !yaml_is_null(lost))
		language_problem(l, lost, "%s is a map of names", key);
	if (section->kind != YAML_MAP) {
		if (before == NULL)
			node_add(l->root, node_share(l->arena, section));
		return;
	}
	all = node_section(l->arena, l->root, section);
	for (const struct yaml *item = section->first; item != NULL; item = item->next) {
		struct yaml *there = (struct yaml *)yaml_get(all, arena_text(l->arena, item->key));
		if (there == NULL)
			node_add(all, node_share(l->arena, item));
		else if (slice_is(section->key, "parameters"))
			refine(l, there, item, above);
		else if (slice_is(section->key, "rules"))
			lay_together(l, there, item);
		else
			twice(l, item, there,
			      "a name has one meaning; give the other another name");
	}
}

static bool is_section(struct slice key)
{
	for (size_t i = 0; parts_sections[i] != NULL; i++)
		if (slice_is(key, parts_sections[i]))
			return true;
	return false;
}

/* ---------------------------------------------------------------- reading */

static void read_file(struct language *l, const struct yaml *file, bool part);

static bool is_same_file(const char *one, const char *other)
{
	struct stat a, b;

	return strcmp(one, other) == 0 || (stat(one, &a) == 0 && stat(other, &b) == 0 &&
	                                   a.st_dev == b.st_dev && a.st_ino == b.st_ino);
}

/* NULL: it was read before, or can not be read, which was said. */
static const struct yaml *open_part(struct language *l, const struct yaml *name)
{
	const char *path = yaml_beside(l->arena, name->path, arena_text(l->arena, name->text));
	const struct yaml *file;
	struct error e = {0};

	for (size_t i = 0; i < l->parts; i++)
		if (is_same_file(l->part[i], path))
			return NULL;
	if (l->parts == PARTS_MAX) {
		language_problem(l, name, "more than %d parts", PARTS_MAX);
		return NULL;
	}
	l->part = array_room(l->part, &l->part_room, l->parts + 1, sizeof *l->part);
	l->part[l->parts++] = path;
	file = yaml_load(path, l->arena, &e);
	if (file == NULL)
		language_problem(l, name, "%s", e.text);
	else if (file->kind != YAML_MAP || yaml_get(file, "part") == NULL)
		language_problem(l, name, "%s is no part; that begins with `part: NAME`", path);
	else
		return file;
	return NULL;
}

static void use_parts(struct language *l, const struct yaml *use)
{
	if (use != NULL && use->kind == YAML_MAP)
		language_problem(l, use, "use is a list of parts");
	else
		for (const struct yaml *name = yaml_first(use); name != NULL;
		     name = yaml_next(use, name)) {
			const struct yaml *file;
			if (name->kind != YAML_SCALAR || name->text.n == 0)
				language_problem(l, name, "the file of a part was expected here");
			else if ((file = open_part(l, name)) != NULL)
				read_file(l, file, true);
		}
}

static void unknown_in_part(struct language *l, const struct yaml *item)
{
	const struct yaml place = yaml_key(item);
	struct str list = {0};
	struct suggest near;

	suggest_start(&near, item->key);
	for (size_t i = 0; parts_sections[i] != NULL; i++) {
		str_addf(&list, ", %s", parts_sections[i]);
		suggest_offer(&near, slice_of(parts_sections[i]));
	}
	language_problem(
	    l, &place, "unknown key %.*s%s (a part publishes nothing; it has: part, about, use%s)",
	    SLICE(item->key), suggest_text(&near), list.at);
	str_done(&list);
}

/* What it uses comes first, so that a parameter is declared before the file above says more of it. */
static void read_file(struct language *l, const struct yaml *file, bool part)
{
	use_parts(l, yaml_get(file, "use"));
	for (const struct yaml *item = file->first; item != NULL; item = item->next) {
		bool named = slice_is(item->key, "part") || slice_is(item->key, "about");
		if (is_section(item->key))
			add_items(l, item, !part);
		else if (slice_is(item->key, "use") || (part && named))
			continue;
		else if (part)
			unknown_in_part(l, item);
		else
			node_add(l->root, node_share(l->arena, item));
	}
}

void parts_read(struct language *l, const struct yaml *file)
{
	bool part = yaml_get(file, "part") != NULL;

	l->root = node_map(l->arena, file);
	if (part)
		node_add(l->root, node_share(l->arena, yaml_get(file, "part")));
	read_file(l, file, part);
}
