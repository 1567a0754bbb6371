/* cross_rules: see cross_rules.h. */
#include "language/cross_rules.h"

#include <stdlib.h>

#include "language/cross_found.h"
#include "language/cross_rule.h"
#include "language/known_columns.h"
#include "language/node.h"

/* ---------------------------------------------------------------- what it leaves */

/* A table of `against` with no more than the key and what `keeps` needs of it, so that nothing else can stand in the way. */
static const char *reference_of(struct language *l, const struct cross_rule *r,
                                const struct yaml *one, const char *brings)
{
	struct slice rest = slice_of(arena_format(l->arena, "%s,%s", known_names(l, one), brings)),
	             name;
	const char *table =
	    arena_format(l->arena, "%s.%.*s.%.*s", r->table, SLICE(r->name), SLICE(one->key));
	struct yaml *columns;

	if (known_without(l, known_columns(l, one->key), rest.at)[0] == '\0')
		return arena_text(l->arena, one->key);
	if (known_table(l, slice_of(table)))
		return table;
	columns = node_step(l->arena, language_table(l, one, table, arena_text(l->arena, one->key)),
	                    "pick", node_list(l->arena, one));
	while (slice_cut(&rest, ',', &name))
		node_add(columns, node_text(l->arena, one, arena_text(l->arena, name)));
	return table;
}

/* The joins; the columns that came with them. */
static const char *add_joins(struct language *l, const struct cross_rule *r, struct yaml *steps)
{
	const char *all = "";

	for (const struct yaml *one = node_items(yaml_get(r->node, "against")); one != NULL;
	     one = one->next) {
		const char *brings = cross_rule_brings(l, r, one);
		struct slice rest = slice_of(brings), name;
		struct yaml *join = node_step(l->arena, steps, "join", node_map(l->arena, one));
		node_put_text(l->arena, join, one, "args",
		              arena_format(l->arena, "@%s", reference_of(l, r, one, brings)));
		node_put_text(l->arena, join, one, "on", known_names(l, one));
		while (slice_cut(&rest, ',', &name))
			all = known_add(l, all, name);
	}
	return all;
}

/* The rows that keep it, or those that do not. */
static void add_rows(struct language *l, const struct cross_rule *r, struct yaml *steps, bool kept)
{
	const struct yaml *keeps = yaml_get(r->node, "keeps"), *found = yaml_get(r->node, "found");
	struct yaml *step;
	const char *joined;

	if (keeps == NULL) {
		step = node_step(l->arena, steps, "join", node_map(l->arena, found));
		node_put_text(l->arena, step, found, "args",
		              arena_format(l->arena, "@%s", cross_found_table(l, r)));
		node_put_text(l->arena, step, found, "on", known_names(l, yaml_get(r->node, "on")));
		node_put_text(l->arena, step, found, "kind", kept ? "anti" : "semi");
		return;
	}
	joined = add_joins(l, r, steps);
	step = node_step(l->arena, steps, "where", node_map(l->arena, keeps));
	node_put_text(l->arena, step, keeps, "args", arena_text(l->arena, keeps->text));
	if (!kept) {
		node_put_text(l->arena, step, keeps, "invert", "true");
		step->first->next->quoted = false;
	} else if (joined[0] != '\0') {
		step = node_step(l->arena, steps, "pick", node_map(l->arena, keeps));
		node_put_text(l->arena, step, keeps, "drop", joined);
	}
}

/*
 * The keys by which others hang on what it removes. Where several rows have a key (an insats of several förbund) what hangs on them goes with the
 * last of them.
 */
static void add_gone(struct language *l, struct cross_rule *r)
{
	const struct yaml *on = yaml_get(r->node, "on");
	struct yaml *steps, *columns, *join;

	if (yaml_get(r->node, "found") != NULL) {
		r->gone = cross_found_table(l, r);
		return;
	}
	r->gone = arena_format(l->arena, "%s.%.*s.gone", r->table, SLICE(r->name));
	steps = language_table(l, r->of, r->gone, r->rows);
	add_rows(l, r, steps, false);
	columns = node_step(l->arena, steps, "pick", node_list(l->arena, on));
	for (const struct yaml *one = yaml_first(on); one != NULL; one = yaml_next(on, one))
		node_add(columns, node_text(l->arena, one, arena_text(l->arena, one->text)));
	join = node_step(l->arena, steps, "join", node_map(l->arena, on));
	node_put_text(l->arena, join, on, "args", arena_format(l->arena, "@%s", r->left));
	node_put_text(l->arena, join, on, "on", known_names(l, on));
	node_put_text(l->arena, join, on, "kind", "anti");
}

/* ---------------------------------------------------------------- what is left in the end */

/* A rule that takes rows of a table along. */
struct take {
	const struct cross_rule *rule;
	struct cross_name of; /* the table */
};

struct takes {
	struct take *at;
	size_t n, room;
};

static void read_takes(struct cross_rules *all, struct takes *takes)
{
	for (size_t i = 0; i < all->n; i++) {
		const struct yaml *list = yaml_get(all->at[i].node, "takes");
		struct cross_name *names;
		size_t n = list == NULL ? 0 : cross_rule_names(all->l, list, &names);
		for (size_t k = 0; k < n; k++) {
			takes->at =
			    array_room(takes->at, &takes->room, takes->n + 1, sizeof *takes->at);
			takes->at[takes->n++] = (struct take){&all->at[i], names[k]};
		}
		if (list != NULL)
			free(names);
	}
}

static bool is_taken(const struct takes *takes, const char *table)
{
	for (size_t i = 0; i < takes->n; i++)
		if (strcmp(takes->at[i].of.table, table) == 0)
			return true;
	return false;
}

static bool removes_from(const struct cross_rule *r, const char *table)
{
	return r->error && strcmp(r->table, table) == 0;
}

/* What the rules of the table itself leave: the last of them TABLE.kept, if no other takes rows from it. */
static void name_what_is_left(struct cross_rules *all, const struct takes *takes)
{
	for (size_t i = 0; i < all->n; i++) {
		struct cross_rule *r = &all->at[i];
		bool last = !is_taken(takes, r->table);
		r->rows = r->table;
		for (size_t k = 0; k < i; k++)
			if (removes_from(&all->at[k], r->table))
				r->rows = all->at[k].left;
		for (size_t k = i + 1; k < all->n; k++)
			last &= !removes_from(&all->at[k], r->table);
		if (r->error)
			r->left =
			    last ? arena_format(all->l->arena, "%s.kept", r->table)
			         : arena_format(all->l->arena, "%s.%.*s", r->table, SLICE(r->name));
	}
}

/* A warning is of rows that count: it asks those that are left in the end. */
static void ask_what_is_left(struct cross_rules *all, const struct takes *takes)
{
	for (size_t i = 0; i < all->n; i++) {
		struct cross_rule *r = &all->at[i];
		bool kept = is_taken(takes, r->table);
		for (size_t k = 0; k < all->n; k++)
			kept |= removes_from(&all->at[k], r->table);
		if (!r->error)
			r->rows =
			    kept ? arena_format(all->l->arena, "%s.kept", r->table) : r->table;
	}
}

/* TABLE.kept of a table from which others take rows: what its own rules leave, without those. */
static void add_kept(struct cross_rules *all, const struct takes *takes, size_t first)
{
	const struct cross_name *of = &takes->at[first].of;
	const char *rows = of->table;
	struct yaml *steps;

	for (size_t i = 0; i < all->n; i++)
		if (removes_from(&all->at[i], of->table))
			rows = all->at[i].left;
	steps = language_table(all->l, of->node, arena_format(all->l->arena, "%s.kept", of->table),
	                       rows);
	for (size_t i = first; i < takes->n; i++) {
		const struct take *t = &takes->at[i];
		struct yaml *join;
		if (strcmp(t->of.table, of->table) != 0)
			continue;
		join = node_step(all->l->arena, steps, "join", node_map(all->l->arena, t->of.node));
		node_put_text(all->l->arena, join, t->of.node, "args",
		              arena_format(all->l->arena, "@%s", t->rule->gone));
		node_put_text(all->l->arena, join, t->of.node, "on",
		              known_names(all->l, yaml_get(t->rule->node, "on")));
		node_put_text(all->l->arena, join, t->of.node, "kind", "anti");
	}
}

/* What should have come and breaks a rule was rejected, as by the schema. */
static void fill_expected(struct language *l)
{
	const struct yaml *tables = yaml_get(l->root, "tables");

	for (struct yaml *one = node_items(yaml_get(l->root, "expects")); one != NULL;
	     one = one->next) {
		const struct yaml *of = yaml_get(one, "of");
		const char *kept;
		if (of == NULL || of->kind != YAML_SCALAR || yaml_get(one, "kept") != NULL)
			continue;
		kept = arena_format(l->arena, "%.*s.kept", SLICE(of->text));
		if (yaml_get(tables, kept) != NULL)
			node_put_text(l->arena, one, of, "kept", kept);
	}
}

static void write_out(struct cross_rules *all)
{
	struct takes takes = {0};

	read_takes(all, &takes);
	name_what_is_left(all, &takes);
	ask_what_is_left(all, &takes);
	for (size_t i = 0; i < all->n; i++) {
		struct cross_rule *r = &all->at[i];
		bool by_key = yaml_get(r->node, "found") == NULL || yaml_get(r->node, "on") != NULL;
		if (r->error)
			add_rows(all->l, r, language_table(all->l, r->of, r->left, r->rows), true);
		if (yaml_get(r->node, "takes") != NULL)
			add_gone(all->l, r);
		struct yaml *steps = cross_found_begin(all, r);
		if (by_key)
			add_rows(all->l, r, steps, false);
		cross_found_end(all, r, steps);
	}
	for (size_t i = 0; i < takes.n; i++) {
		size_t before = 0;
		while (strcmp(takes.at[before].of.table, takes.at[i].of.table) != 0)
			before++;
		if (before == i)
			add_kept(all, &takes, i);
	}
	free(takes.at);
	cross_found_gather(all);
	fill_expected(all->l);
}

void cross_rules_write_out(struct language *l)
{
	struct cross_rules all = {.l = l};

	cross_found_place(&all);
	cross_rule_read(&all);
	if (l->problems == 0 && all.n > 0)
		write_out(&all);
	free(all.at);
}
