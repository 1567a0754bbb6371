/* known: see known.h. */
#include "language/known.h"

#include "language/node.h"
#include "language/priority.h"

/* Until = or @: the measure that a rule is about. */
static struct slice about(struct slice text)
{
	size_t n = 0;

	while (n < text.n && text.at[n] != '=' && text.at[n] != '@')
		n++;
	return (struct slice){text.at, n};
}

static bool is_about(const struct yaml *rules, struct slice measure)
{
	for (const struct yaml *item = yaml_first(rules); item != NULL;
	     item = yaml_next(rules, item))
		if (slice_equal(about(rules->kind == YAML_MAP ? item->key : item->text), measure))
			return true;
	return false;
}

/* Whether the author says what the measure is. */
static bool is_said(const struct yaml *said, struct slice measure)
{
	return is_about(yaml_get(said, "count"), measure) ||
	       is_about(yaml_get(said, "sum"), measure) ||
	       is_about(yaml_get(said, "derived"), measure);
}

/* NAME: RULE, or a list of NAME=RULE, as the author wrote it; then what is known of other measures. */
static struct yaml *with_known(struct language *l, const struct yaml *said, const struct yaml *own,
                               const struct yaml *known)
{
	struct yaml *all = node_list(l->arena, known);

	all->key = known->key;
	for (const struct yaml *item = yaml_first(own); item != NULL; item = yaml_next(own, item)) {
		if (own != NULL && own->kind == YAML_MAP && item->kind == YAML_SCALAR)
			node_add(all, node_text(l->arena, item,
			                        arena_format(l->arena, "%.*s=%.*s",
			                                     SLICE(item->key), SLICE(item->text))));
		else
			node_add(all, node_share(l->arena, item));
	}
	for (const struct yaml *item = known->first; item != NULL; item = item->next)
		if (!is_said(said, about(item->key)))
			node_add(all, node_text(l->arena, item,
			                        arena_format(l->arena, "%.*s=%.*s",
			                                     SLICE(item->key), SLICE(item->text))));
	return all;
}

/* What the author says, then what is known; of a question at the shell that is the same list. */
static struct yaml *both_lists(struct language *l, const struct yaml *own, const struct yaml *known)
{
	struct yaml *all = node_list(l->arena, own);

	if (own->first == known->first)
		return node_share(l->arena, own);
	all->key = own->key;
	for (const struct yaml *item = own->kind == YAML_LIST ? own->first : NULL; item != NULL;
	     item = item->next)
		node_add(all, node_share(l->arena, item));
	if (own->kind != YAML_LIST)
		node_add(all, node_share(l->arena, own));
	for (const struct yaml *item = known->first; item != NULL; item = item->next)
		node_add(all, node_share(l->arena, item));
	return all;
}

static struct yaml *known_table(struct language *l, const struct yaml *table, const char *name)
{
	const struct yaml *known = yaml_get(yaml_get(l->root, "asked"), name);
	bool named = table->kind == YAML_MAP;
	struct yaml *all = node_map(l->arena, table);

	for (const struct yaml *own = named ? table->first : NULL; own != NULL; own = own->next) {
		const struct yaml *more = yaml_get(known, arena_text(l->arena, own->key));
		if (slice_is(own->key, "never") && more != NULL)
			node_add(all, both_lists(l, own, more));
		else
			node_add(all, more != NULL && more->kind == YAML_MAP
			                  ? with_known(l, table, own, more)
			                  : node_share(l->arena, own));
	}
	for (const struct yaml *more = known == NULL ? NULL : known->first; more != NULL;
	     more = more->next)
		if (!named || yaml_get(table, arena_text(l->arena, more->key)) == NULL)
			node_add(all, more->kind == YAML_MAP ? with_known(l, table, NULL, more)
			                                     : node_share(l->arena, more));
	return all;
}

struct yaml *known_tables(struct language *l, const struct yaml *tables)
{
	struct yaml *all = node_map(l->arena, tables);

	all->key = tables->key;
	for (const struct yaml *table = tables->first; table != NULL; table = table->next) {
		const char *name =
		    priority_table(l, tables->kind == YAML_MAP ? table->key : table->text);
		struct yaml *one = node_put(l->arena, all, name, known_table(l, table, name));
		if (tables->kind == YAML_MAP) {
			one->key_line = table->key_line;
			one->key_column = table->key_column;
		}
	}
	return all;
}
