/* protection: see protection.h. */
#include "language/protection.h"

#include "language/ask.h"
#include "language/known.h"
#include "language/node.h"
#include "language/priority.h"

#define GROUP "protection"

static bool names(struct language *l, const struct yaml *tables, struct slice name)
{
	for (const struct yaml *one = tables == NULL || tables->kind == YAML_SCALAR ? NULL
	                                                                            : tables->first;
	     one != NULL; one = one->next)
		if (slice_is(name,
		             priority_table(l, tables->kind == YAML_MAP ? one->key : one->text)))
			return true;
	return false;
}

static bool is_named(struct language *l, const struct yaml *groups, struct slice table)
{
	for (const struct yaml *group = groups->first; group != NULL; group = group->next)
		if (names(l, yaml_get(group, "tables"), table))
			return true;
	return false;
}

/* {min: 5}, which could be no group: what is said of one is a map. */
static bool is_one_group(const struct yaml *protect)
{
	for (const struct yaml *item = protect->first; item != NULL; item = item->next)
		if (item->kind != YAML_MAP || slice_is(item->key, "tables"))
			return true;
	return false;
}

/*
 * Those that the group names, and all questions that no group names. If there are none, whoever reads the group says that it has no tables.
 */
static void add_tables(struct language *l, const struct yaml *groups, struct yaml *group)
{
	const struct yaml *asked = yaml_get(l->root, "asked");
	struct yaml *named = node_take(group, "tables");
	struct yaml *tables = named != NULL ? named : node_map(l->arena, group);

	for (const struct yaml *one = asked == NULL ? NULL : asked->first; one != NULL;
	     one = one->next)
		if (!is_named(l, groups, one->key) && !ask_owns(l, one->key))
			node_put(l->arena, tables, arena_text(l->arena, one->key),
			         node_share(l->arena, one));
	if (tables->n > 0)
		node_put(l->arena, group, "tables", tables);
}

/* A group without tables has all questions; one with tables, if it says so. */
static bool wants_questions(struct language *l, const struct yaml *group)
{
	const struct yaml *questions = yaml_get(group, "questions");

	if (questions != NULL && !node_is(questions, "all"))
		language_problem(l, questions,
		                 "questions: all, for those about persons that no group names");
	return group->kind == YAML_MAP && (questions != NULL || yaml_get(group, "tables") == NULL);
}

/* The same reasons, by the tables that are protected. */
static struct yaml *untied_tables(struct language *l, const struct yaml *untied)
{
	struct yaml *all = node_share(l->arena, untied);

	if (untied->kind != YAML_MAP)
		return all;
	all->first = NULL;
	all->n = 0;
	for (const struct yaml *one = untied->first; one != NULL; one = one->next)
		node_add(all, node_share(l->arena, one))->key =
		    slice_of(priority_table(l, one->key));
	return all;
}

/* The group with items of its own, and in its tables what is known of them. */
static struct yaml *own_items(struct language *l, const struct yaml *group)
{
	struct yaml *own = node_share(l->arena, group);

	if (group->kind != YAML_MAP)
		return own;
	own->first = NULL;
	own->n = 0;
	for (const struct yaml *key = group->first; key != NULL; key = key->next)
		if (slice_is(key->key, "tables") && key->kind != YAML_SCALAR)
			node_add(own, known_tables(l, key));
		else if (slice_is(key->key, "untied"))
			node_add(own, untied_tables(l, key));
		else if (!slice_is(key->key, "questions"))
			node_add(own, node_share(l->arena, key));
	return own;
}

void protection_write_out(struct language *l)
{
	struct yaml *protect = (struct yaml *)yaml_get(l->root, "protect"), *all;
	bool taken = false;

	if (protect == NULL || protect->kind != YAML_MAP) {
		if (l->ask.text != NULL)
			ask_protect(l, NULL);
		return;
	}
	if (is_one_group(protect)) {
		all = node_take(l->root, "protect");
		protect = node_map(l->arena, all);
		node_put(l->arena, l->root, "protect", protect);
		node_put(l->arena, protect, GROUP, node_share(l->arena, all));
	}
	if (l->ask.text != NULL)
		ask_protect(l, protect);
	all = node_map(l->arena, protect);
	for (const struct yaml *group = protect->first; group != NULL; group = group->next) {
		bool asks = wants_questions(l, group);
		struct yaml *own = node_add(all, own_items(l, group));
		if (asks && taken)
			language_problem(l, group,
			                 "one group has all questions; this one names its tables");
		else if (asks)
			add_tables(l, protect, own);
		taken |= asks;
	}
	for (struct yaml *group = all->first; group != NULL; group = group->next)
		if (group->kind == YAML_MAP)
			priority_write_out(l, group);
	protect->first = all->first;
	protect->n = all->n;
}
