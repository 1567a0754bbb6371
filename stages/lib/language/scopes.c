/* scopes: see scopes.h. */
#include "language/scopes.h"

#include <string.h>

#include "language/each.h"
#include "language/node.h"

/* ---------------------------------------------------------------- what is given */

/* On the command line; NULL: nothing is. */
static const char *given(const struct language *l, struct slice name)
{
	for (int i = 0; i < l->ask.n_given; i++) {
		struct slice rest = slice_of(l->ask.given[i]), one;

		slice_cut(&rest, '=', &one);
		if (rest.at != NULL && slice_equal(one, name))
			return rest.at;
	}
	return NULL;
}

/* NAME of a text that is ${NAME} and nothing else; n is 0: it is another. */
static struct slice parameter_of(struct slice text)
{
	if (text.n < 4 || !slice_starts(text, "${") || text.at[text.n - 1] != '}')
		return (struct slice){"", 0};
	return (struct slice){text.at + 2, text.n - 3};
}

static const struct yaml *declared(const struct language *l, struct slice name)
{
	return yaml_get(yaml_get(l->root, "parameters"), arena_text(l->arena, name));
}

/* Whether the text, or the parameter that it is, is this one. */
static bool says(const struct language *l, struct slice text, const char *what)
{
	struct slice name = parameter_of(text);
	const struct yaml *one;
	const char *value;

	if (name.n == 0)
		return slice_is(text, what);
	value = given(l, name);
	if (value != NULL)
		return strcmp(value, what) == 0;
	one = declared(l, name);
	if (one != NULL && one->kind == YAML_MAP)
		one = yaml_get(one, "default");
	return one != NULL && one->kind == YAML_SCALAR && slice_is(one->text, what) &&
	       !yaml_is_null(one);
}

/* ---------------------------------------------------------------- each */

/* The table and column of those that there are, as the parameter says that is a scope of this one; NULL: none does. */
static const struct yaml *each_of(const struct language *l, struct slice name)
{
	for (const struct yaml *p = node_items(yaml_get(l->root, "parameters")); p != NULL;
	     p = p->next) {
		const struct yaml *of = yaml_get(p, "of"), *each = yaml_get(p, "each");
		if (p->kind == YAML_MAP && of != NULL && of->kind == YAML_LIST && of->n > 0 &&
		    slice_equal(of->first->text, name))
			return node_items(each);
	}
	return NULL;
}

/* Each report is one for each value of the dimension, and each is protected as a unit of its own. */
static void make_each(struct language *l, const struct yaml *dimension, const struct yaml *each)
{
	struct yaml *protect = (struct yaml *)yaml_get(l->root, "protect");
	struct yaml *reports = (struct yaml *)yaml_get(l->root, "reports");

	for (struct yaml *r = node_items(reports); r != NULL; r = r->next) {
		struct yaml *map = r->kind == YAML_MAP ? node_map(l->arena, dimension) : NULL;
		if (map == NULL)
			continue;
		node_put(l->arena, map, arena_text(l->arena, dimension->key),
		         node_share(l->arena, each));
		node_put(l->arena, r, "each", map);
	}
	for (struct yaml *g = protect; g != NULL; g = g == protect ? node_items(protect) : g->next)
		if (g->kind == YAML_MAP && node_take(g, "unit") != NULL)
			node_put_text(l->arena, g, dimension, "units",
			              arena_text(l->arena, dimension->key));
}

/* What is said of the page of all is for those that have one. */
static void leave_out_titles(struct language *l)
{
	const struct yaml *reports = yaml_get(l->root, "reports");

	for (struct yaml *r = node_items(reports); r != NULL; r = r->next)
		if (r->kind == YAML_MAP && yaml_get(r, "each") == NULL)
			node_take(r, "title");
}

/* ---------------------------------------------------------------- keys of each */

#define EACH "${each}"

/* In lists of a step written by hand: the dimension that each report has a value of, or nothing. */
static void fill_each(struct language *l, struct yaml *node, const char *dimension)
{
	struct yaml *next, *all = node->kind == YAML_LIST ? node_list(l->arena, node) : NULL;

	for (struct yaml *item = node->kind == YAML_SCALAR ? NULL : node->first; item != NULL;
	     item = next) {
		next = item->next;
		if (all == NULL || !node_is(item, EACH)) {
			fill_each(l, item, dimension);
			if (all != NULL)
				node_add(all, item);
		} else if (dimension != NULL) {
			node_add(all, node_text(l->arena, item, dimension));
		}
	}
	if (all != NULL) {
		node->first = all->first;
		node->n = all->n;
	}
}

/* ---------------------------------------------------------------- all of it */

static void leave_out_empty(struct language *l, const struct yaml *of)
{
	struct yaml *scope = (struct yaml *)yaml_get(of, "scope");
	const struct yaml *next;

	for (const struct yaml *one = node_items(scope); one != NULL; one = next) {
		next = one->next;
		if (one->kind == YAML_SCALAR &&
		    (says(l, one->text, "") || says(l, one->text, SCOPES_EACH)))
			node_take(scope, arena_text(l->arena, one->key));
	}
}

void scopes_settle(struct language *l)
{
	struct yaml *tables = (struct yaml *)yaml_get(l->root, "tables");
	const char *dimension = NULL;

	for (const struct yaml *one = node_items(yaml_get(l->root, "scope")); one != NULL;
	     one = one->next) {
		const struct yaml *each = NULL;
		if (one->kind != YAML_SCALAR || !says(l, one->text, SCOPES_EACH))
			continue;
		each = each_of(l, parameter_of(one->text));
		if (each == NULL) {
			language_problem(l, one, "no scope says which there are of %.*s (each:)",
			                 SLICE(one->key));
			return;
		}
		make_each(l, one, each);
	}
	if (each_dimension(l) != NULL)
		dimension = arena_text(l->arena, each_dimension(l)->key);
	leave_out_titles(l);
	leave_out_empty(l, l->root);
	for (struct yaml *table = node_items(tables); table != NULL; table = table->next)
		if (table->kind == YAML_MAP) {
			leave_out_empty(l, table);
			fill_each(l, table, dimension);
		}
}
