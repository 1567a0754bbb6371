/* families: see families.h. */
#include "language/families.h"

#include "language/node.h"
#include "suggest.h"

static const char *const keys_of_each[] = {"each", "of", "as", "through", NULL};
static const char *const keys_of_one[] = {"of", "through", NULL};

/* The members of the family that the node names, or NULL, which was said. */
static const struct yaml *members_of(struct language *l, const struct yaml *name)
{
	const struct yaml *all = yaml_get(l->root, "families"), *family = NULL;
	struct suggest near;

	suggest_start(&near, name->text);
	for (const struct yaml *one = yaml_first(all); one != NULL; one = one->next) {
		if (name->kind == YAML_SCALAR && slice_equal(one->key, name->text))
			family = one;
		suggest_offer(&near, one->key);
	}
	if (name->kind != YAML_SCALAR)
		language_problem(l, name, "the name of a family was expected here");
	else if (family == NULL)
		language_problem(l, name, "no family %.*s in this pipeline%s", SLICE(name->text),
		                 suggest_text(&near));
	return family;
}

/* `families:` itself. */
static void check(struct language *l)
{
	const struct yaml *all = yaml_get(l->root, "families");

	if (all != NULL && all->kind != YAML_MAP)
		language_problem(l, all, "families is a map of names");
	for (const struct yaml *one = node_items(all); one != NULL; one = one->next) {
		if (one->kind != YAML_LIST || one->n == 0)
			language_problem(l, one, "a family is a list of names: %.*s: [a, b]",
			                 SLICE(one->key));
		for (const struct yaml *m = one->kind == YAML_LIST ? one->first : NULL; m != NULL;
		     m = m->next)
			if (m->kind != YAML_SCALAR || m->text.n == 0)
				language_problem(l, m, "the name of a member was expected here");
	}
}

static const char *member_text(struct language *l, struct slice family, struct slice member)
{
	return arena_format(l->arena, "%.*s = %.*s", SLICE(family), SLICE(member));
}

/* ---------------------------------------------------------------- entries */

static void write_out_entry(struct language *l, struct yaml *all, const struct yaml *entry)
{
	struct yaml *body = node_share(l->arena, entry);
	const struct yaml *name = yaml_get(entry, "for_each"), *family = members_of(l, name);

	/* take the key out of a copy of the list of keys */
	body->first = NULL;
	body->n = 0;
	for (const struct yaml *key = entry->first; key != NULL; key = key->next)
		if (key != name)
			node_add(body, node_share(l->arena, key));
	for (const struct yaml *m = yaml_first(family); m != NULL; m = m->next) {
		struct yaml *one = node_fill(l->arena, body, name->text, m->text,
		                             member_text(l, name->text, m->text));
		if (slice_equal(one->key, entry->key)) {
			const struct yaml place = yaml_key(entry);
			language_problem(l, &place, "the name of one of each %.*s says ${%.*s}",
			                 SLICE(name->text), SLICE(name->text));
			return;
		}
		if (yaml_get(all, arena_text(l->arena, one->key)) != NULL) {
			const struct yaml place = yaml_key(one);
			language_problem(l, &place, "there is a %.*s already", SLICE(one->key));
		} else {
			node_add(all, one);
		}
	}
}

static void write_out_section(struct language *l, const char *key)
{
	struct yaml *section = (struct yaml *)yaml_get(l->root, key), *all;

	if (section == NULL || section->kind != YAML_MAP)
		return;
	all = node_map(l->arena, section);
	for (const struct yaml *entry = section->first; entry != NULL; entry = entry->next)
		if (yaml_get(entry, "for_each") != NULL)
			write_out_entry(l, all, entry);
		else
			node_add(all, node_share(l->arena, entry));
	section->first = all->first;
	section->n = all->n;
}

void families_write_out(struct language *l)
{
	check(l);
	write_out_section(l, "sources");
	write_out_section(l, "expects");
	write_out_section(l, "tables");
}

/* ---------------------------------------------------------------- from */

/* What is appended: NAME=@TABLE of each, or only the tables. */
struct gathering {
	struct language *l;
	struct yaml *tables;      /* of the pipeline; those that are made on the way are added */
	const struct yaml *table; /* whose `from` it is */
	const struct yaml *as;    /* the column that says whence; NULL: none */
	struct yaml *names;       /* a map if `as`, else a list */
};

static void add_name(struct gathering *g, const struct yaml *place, struct slice member,
                     const char *table)
{
	struct yaml *text = node_text(g->l->arena, place, arena_format(g->l->arena, "@%s", table));

	if (g->as == NULL)
		node_add(g->names, text);
	else
		node_put(g->l->arena, g->names, arena_text(g->l->arena, member), text);
}

/* The member's rows after its steps are a table of its own, TABLE-MEMBER. */
static const char *with_steps(struct gathering *g, const struct yaml *one, struct slice member)
{
	struct arena *a = g->l->arena;
	const char *name = arena_format(a, "%.*s-%.*s", SLICE(g->table->key), SLICE(member));
	struct yaml *table = node_map(a, one), *from;

	from = node_share(a, yaml_get(one, "of"));
	from->key = slice_of("from");
	node_add(table, from);
	node_add(table, node_share(a, yaml_get(one, "through")));
	if (yaml_get(g->tables, name) != NULL)
		language_problem(g->l, one, "there is a table %s already", name);
	else
		node_put(a, g->tables, name, table);
	return name;
}

/* {each: fil, of: "${fil}.quality", as: fil, through: [...]}; as in all of a list, or in none. */
static void gather_each(struct gathering *g, const struct yaml *each)
{
	const struct yaml *family_name = yaml_get(each, "each"), *of = yaml_get(each, "of");
	const struct yaml *as = yaml_get(each, "as"), *family;

	language_keys(g->l, each, "one of each", keys_of_each);
	if (family_name == NULL || of == NULL || of->kind != YAML_SCALAR) {
		language_problem(g->l, each, "{each: FAMILY, of: TABLE} was expected here");
		return;
	}
	if ((as == NULL) != (g->as == NULL) ||
	    (as != NULL && !slice_equal(as->text, g->as->text))) {
		language_problem(g->l, each, "the same `as` in all, or in none");
		return;
	}
	family = members_of(g->l, family_name);
	for (const struct yaml *m = yaml_first(family); m != NULL; m = m->next) {
		const struct yaml *one = node_fill(g->l->arena, each, family_name->text, m->text,
		                                   member_text(g->l, family_name->text, m->text));
		const char *table = yaml_get(one, "through") != NULL
		                        ? with_steps(g, one, m->text)
		                        : arena_text(g->l->arena, yaml_get(one, "of")->text);
		add_name(g, one, m->text, table);
	}
}

/* {of: TABLE, through: [...]}: the rows of one table after steps; `number` is its place in the list. */
static void gather_one(struct gathering *g, const struct yaml *one, size_t number)
{
	const char *member = arena_format(g->l->arena, "%zu", number);
	const struct yaml *of = yaml_get(one, "of");

	language_keys(g->l, one, "a table with steps", keys_of_one);
	if (of == NULL || of->kind != YAML_SCALAR || yaml_get(one, "through") == NULL)
		language_problem(g->l, one, "{of: TABLE, through: [...]} was expected here");
	else if (g->as != NULL)
		language_problem(g->l, one, "the same `as` in all, or in none");
	else
		add_name(g, one, slice_of(member), with_steps(g, one, slice_of(member)));
}

static const struct yaml *column_of(const struct yaml *from)
{
	const struct yaml *first = from->kind == YAML_LIST ? from->first : from;

	return yaml_get(first, "as");
}

static void gather(struct language *l, struct yaml *tables, struct yaml *table,
                   const struct yaml *from)
{
	struct gathering g = {.l = l, .tables = tables, .table = table, .as = column_of(from)};
	struct yaml *append = node_map(l->arena, from), *step = node_map(l->arena, from), *through;
	size_t number = 0;

	g.names = g.as != NULL ? node_map(l->arena, from) : node_list(l->arena, from);
	for (const struct yaml *item = from->kind == YAML_LIST ? from->first : from; item != NULL;
	     item = from->kind == YAML_LIST ? item->next : NULL, number++)
		if (item->kind == YAML_MAP && yaml_get(item, "each") == NULL &&
		    from->kind == YAML_LIST)
			gather_one(&g, item, number + 1);
		else if (item->kind == YAML_MAP)
			gather_each(&g, item);
		else if (item->kind == YAML_SCALAR && g.as == NULL)
			add_name(&g, item, item->text, arena_text(l->arena, item->text));
		else
			language_problem(
			    l, item,
			    "a table, {of: TABLE, through: [...]} or {each: FAMILY, of: TABLE} was "
			    "expected here");
	if (g.names->n == 0)
		return;
	through = node_list(l->arena, from);
	node_take(table, "from");
	if (g.as != NULL) {
		node_put(l->arena, append, "as", node_share(l->arena, g.as));
		node_put(l->arena, append, "args", g.names);
	} else {
		struct yaml *first = g.names->first;
		g.names->first = first->next;
		g.names->n--;
		node_put(l->arena, table, "from", node_text(l->arena, first, first->text.at + 1));
		node_put(l->arena, append, "with", g.names);
	}
	if (g.names->n > 0) {
		node_put(l->arena, step, "append", append);
		node_add(through, step);
	}
	for (const struct yaml *s = yaml_first(node_take(table, "through")), *next; s != NULL;
	     s = next) {
		next = s->next;
		node_add(through, node_share(l->arena, s));
	}
	node_put(l->arena, table, "through", through);
}

/* Tables that are added on the way stand at the end, and their `from` is a name. */
void families_gather(struct language *l)
{
	struct yaml *tables = (struct yaml *)yaml_get(l->root, "tables");

	for (struct yaml *table = node_items(tables); table != NULL; table = table->next) {
		const struct yaml *from = yaml_get(table, "from");
		if (from == NULL || from->kind == YAML_SCALAR || from->n == 0)
			continue;
		/* its keys are changed, and an alias shares them */
		struct yaml *keys = node_map(l->arena, table);
		for (const struct yaml *key = table->first; key != NULL; key = key->next)
			node_add(keys, node_share(l->arena, key));
		table->first = keys->first;
		gather(l, tables, table, from);
	}
}
