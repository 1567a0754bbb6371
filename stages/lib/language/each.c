/* each: see each.h. */
#include "language/each.h"

#include <ctype.h>

#include "language/models.h"
#include "language/node.h"
#include "language/several.h"

const struct yaml *each_dimension(const struct language *l)
{
	const struct yaml *reports = yaml_get(l->root, "reports");

	for (const struct yaml *r = node_items(reports); r != NULL; r = r->next)
		if (node_items(yaml_get(r, "each")) != NULL)
			return node_items(yaml_get(r, "each"));
	return NULL;
}

const char *each_bases(struct arena *a, struct slice measure, struct slice key)
{
	struct str text = {0};
	const char *made;
	bool quoted = false;

	for (size_t i = 0; i < measure.n; i++) {
		struct slice rest = {measure.at + i + 1, measure.n - i - 1};
		bool more = rest.n > 0 && (isalpha((unsigned char)rest.at[0]) != 0 ||
		                           (unsigned char)rest.at[0] >= 0x80);

		quoted ^= measure.at[i] == '"';
		str_add_byte(&text, measure.at[i]);
		if (measure.at[i] == '@' && !quoted && !slice_starts(rest, "within"))
			str_addf(&text, "%.*s%s", SLICE(key), more ? "," : "");
	}
	made = arena_text(a, str_slice(&text));
	str_done(&text);
	return made;
}

/* ---------------------------------------------------------------- which questions */

static bool has_dimension(struct language *l, const struct yaml *name, struct slice dimension)
{
	struct asked asked;

	return models_find(l, name, &asked) && models_dimension(&asked, dimension) != NULL;
}

/* A population, a list or map of them, or a chain: all of their models have the dimension. */
static bool all_have(struct language *l, const struct yaml *asked, struct slice dimension)
{
	bool all = asked != NULL;

	if (all && asked->kind == YAML_SCALAR)
		return has_dimension(l, asked, dimension);
	for (const struct yaml *one = all ? asked->first : NULL; one != NULL; one = one->next)
		all = all && has_dimension(l, one, dimension);
	return all;
}

static bool concerns(struct language *l, const struct yaml *table, const struct yaml *dimension)
{
	const struct yaml *asked =
	    yaml_get(table, "ask") != NULL ? yaml_get(table, "ask") : yaml_get(table, "chain");
	const struct yaml *scope = yaml_get(table, "scope");

	if (asked == NULL || yaml_get(table, "each") != NULL)
		return false;
	for (const struct yaml *one = node_items(scope); one != NULL; one = one->next)
		if (slice_equal(one->key, dimension->key))
			return false;
	return all_have(l, asked, dimension->key);
}

/* Whether a row may have several values of a key. */
static bool has_several(struct language *l, const struct yaml *table)
{
	const struct yaml *ask = yaml_get(table, "ask"), *by = yaml_get(table, "by");
	struct asked asked;

	if (ask == NULL || ask->kind != YAML_SCALAR || !models_find(l, ask, &asked))
		return false;
	for (const struct yaml *key = yaml_first(by); key != NULL; key = yaml_next(by, key))
		if (key->kind == YAML_SCALAR && several_is(models_dimension(&asked, key->text)))
			return true;
	return false;
}

/* ---------------------------------------------------------------- one of them */

struct rewriting {
	struct arena *arena;
	const struct yaml *question, *dimension;
	bool
	    several; /* a key has several values: where nothing is said, within are all other keys */
};

static bool is_key(const struct rewriting *w, const struct yaml *item)
{
	return item->kind == YAML_SCALAR && slice_equal(item->text, w->dimension->key);
}

/* The items of a list, or a scalar, with the dimension before them, or without it. */
static struct yaml *list(const struct rewriting *w, const struct yaml *all, bool with)
{
	struct yaml *made = node_list(w->arena, all != NULL ? all : w->question);

	if (with)
		node_add(made, node_text(w->arena, made, arena_text(w->arena, w->dimension->key)));
	for (const struct yaml *item = yaml_first(all); item != NULL; item = yaml_next(all, item))
		if (!is_key(w, item))
			node_add(made, node_share(w->arena, item));
	return made;
}

static struct yaml *measures(const struct rewriting *w, const struct yaml *all)
{
	struct yaml *made = node_list(w->arena, all);

	for (const struct yaml *item = yaml_first(all); item != NULL; item = yaml_next(all, item))
		node_add(made,
		         item->kind != YAML_SCALAR
		             ? node_share(w->arena, item)
		             : node_text(w->arena, item,
		                         each_bases(w->arena, item->text, w->dimension->key)));
	return made;
}

/* A total of all keys is one of those that were asked. */
static struct yaml *rewrite(const struct rewriting *w)
{
	const struct yaml *by = yaml_get(w->question, "by"),
	                  *within = yaml_get(w->question, "within");
	struct yaml *made = node_share(w->arena, w->question);

	made->first = NULL;
	made->n = 0;
	for (const struct yaml *key = w->question->first; key != NULL; key = key->next)
		if (slice_is(key->key, "measures"))
			node_put(w->arena, made, "measures", measures(w, key));
		else if (slice_is(key->key, "totals") && node_is(key, "all"))
			node_put(w->arena, made, "totals", list(w, by, false));
		else if (key != by && key != within)
			node_add(made, node_share(w->arena, key));
	node_put(w->arena, made, "by", list(w, by, true));
	if (yaml_get(w->question, "ask") != NULL &&
	    yaml_get(w->question, "ask")->kind == YAML_SCALAR && (within != NULL || !w->several))
		node_put(w->arena, made, "within", list(w, within, true));
	node_put_text(w->arena, made, w->question, "each", arena_text(w->arena, w->dimension->key));
	return made;
}

void each_write_out(struct language *l)
{
	struct yaml *tables = (struct yaml *)yaml_get(l->root, "tables"), *all;
	const struct yaml *dimension = each_dimension(l);

	if (dimension == NULL || tables == NULL || tables->kind != YAML_MAP)
		return;
	all = node_map(l->arena, tables);
	for (const struct yaml *table = tables->first; table != NULL; table = table->next) {
		struct rewriting w = {l->arena, table, dimension, has_several(l, table)};

		node_add(all, table->kind == YAML_MAP && concerns(l, table, dimension)
		                  ? rewrite(&w)
		                  : node_share(l->arena, table));
	}
	tables->first = all->first;
	tables->n = all->n;
}
