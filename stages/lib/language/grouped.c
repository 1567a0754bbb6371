/* grouped: see grouped.h. */
#include "language/grouped.h"

#include "definition.h"
#include "language/every.h"
#include "language/node.h"
#include "language/question.h"

#define NOTED "groups" /* in l->root: POPULATION: {table: NAME, as: COLUMN, is: GROUP} */

static const char *const keys_of_grouped[] = {"ask",    "as",     "where",    "by",
                                              "totals", "within", "measures", "scope",
                                              "window", "each",   "every",    NULL};

/* ---------------------------------------------------------------- what is known of a group */

bool grouped_asks(const struct yaml *ask, struct slice population)
{
	if (ask == NULL || ask->kind == YAML_SCALAR)
		return ask != NULL && slice_equal(ask->text, population);
	for (const struct yaml *group = node_items(ask); group != NULL; group = group->next)
		if (group->kind == YAML_SCALAR && slice_equal(group->text, population))
			return true;
	return false;
}

void grouped_add(struct language *l, const struct yaml *group, const char *table, struct slice as)
{
	struct yaml *noted = node_map(l->arena, group);

	node_put(l->arena, noted, "table", node_text(l->arena, group, table));
	node_put(l->arena, noted, "as", node_text(l->arena, group, arena_text(l->arena, as)));
	node_put(l->arena, noted, "is",
	         node_text(l->arena, group, arena_text(l->arena, group->key)));
	node_put(l->arena,
	         node_section(l->arena, l->root,
	                      &(struct yaml){.kind = YAML_MAP, .key = slice_of(NOTED)}),
	         arena_text(l->arena, group->text), noted);
}

void grouped_note(struct language *l, const struct yaml *tables)
{
	for (const struct yaml *t = tables->first; t != NULL; t = t->next) {
		const struct yaml *ask = yaml_get(t, "ask"), *as = yaml_get(t, "as");
		const struct question q = {.l = l, .node = t};
		if (as == NULL || as->kind != YAML_SCALAR || yaml_get(t, "where") != NULL ||
		    yaml_get(t, "window") != NULL || question_is_narrow(&q))
			continue;
		for (const struct yaml *g = node_items(ask); g != NULL; g = g->next)
			if (g->kind == YAML_SCALAR)
				grouped_add(l, g, arena_text(l->arena, t->key), as->text);
	}
}

const struct yaml *grouped_noted(struct language *l, struct slice population)
{
	return yaml_get(yaml_get(l->root, NOTED), arena_text(l->arena, population));
}

/* A table has one count of persons; figures are known by the name of the table. */
const char *grouped_persons(struct language *l, struct slice table)
{
	return arena_format(l->arena, "%.*s/persons", SLICE(table));
}

const char *grouped_figure(struct language *l, struct slice population, const char **values)
{
	const struct yaml *noted = grouped_noted(l, population);

	if (noted == NULL)
		return NULL;
	*values =
	    arena_format(l->arena, "%s%s%.*s=%.*s", *values, **values == '\0' ? "" : ",",
	                 SLICE(yaml_get(noted, "as")->text), SLICE(yaml_get(noted, "is")->text));
	return grouped_persons(l, yaml_get(noted, "table")->text);
}

/* ---------------------------------------------------------------- one group */

struct grouping {
	struct language *l;
	struct yaml *tables;
	const struct yaml *node, *as;
	struct question
	    first; /* of the first group: what a measure without an expression means in the whole */
	struct yaml *persons; /* {MEASURE: FIGURE} of those that count persons in every group */
};

static bool read(struct language *l, struct slice text, struct definition *d)
{
	return text.at != NULL &&
	       definition_read(slice_of(arena_format(l->arena, "x=%.*s", SLICE(text))), d, NULL);
}

/* Rows of persons of whom each has one, or a sum of their number. */
static bool counts_persons(const struct question *q, const struct definition *d)
{
	const struct yaml *person = yaml_get(q->asked.model, "person"),
	                  *persons = yaml_get(q->asked.model, "persons");

	if (persons != NULL)
		return d->function == MEASURE_SUM && slice_equal(d->argument, persons->text);
	return person != NULL && models_has_one_row(&q->asked) && d->condition.n == 0 &&
	       (d->function == MEASURE_COUNT ||
	        (d->function == MEASURE_DISTINCT && slice_equal(d->argument, person->text)));
}

/* What adds up over keys and groups. */
static bool adds_up(const struct question *q, const struct definition *d)
{
	return d->function == MEASURE_COUNT || d->function == MEASURE_SUM || counts_persons(q, d);
}

/* The question of one group: by the other keys, and without shares. */
static struct yaml *question_of(struct grouping *g, const struct yaml *group, const char *name)
{
	static const char *const same[] = {"where", "scope", "each", "every", NULL};
	const struct yaml *by = yaml_get(g->node, "by");
	struct yaml *node = node_map(g->l->arena, group), *keys;

	node_put(g->l->arena, node, "ask", node_share(g->l->arena, group));
	keys = node_put(g->l->arena, node, "by", node_list(g->l->arena, group));
	for (const struct yaml *key = yaml_first(by); key != NULL; key = yaml_next(by, key))
		if (!slice_equal(key->text, g->as->text))
			node_add(keys, node_share(g->l->arena, key));
	node_put(g->l->arena, node, "totals", node_text(g->l->arena, group, "none"));
	for (size_t i = 0; same[i] != NULL; i++)
		if (yaml_get(g->node, same[i]) != NULL)
			node_add(node, node_share(g->l->arena, yaml_get(g->node, same[i])));
	node->key = slice_of(name);
	return node;
}

/* A share is of the whole table, as the first group's model has it. */
static bool is_share(const struct grouping *g, const struct question *q, const struct yaml *measure)
{
	struct definition d;

	return read(g->l, question_definition(g->first.node != NULL ? &g->first : q, measure),
	            &d) &&
	       d.function == MEASURE_RATIO;
}

static void add_measures(struct grouping *g, struct question *q, struct yaml *to)
{
	const struct yaml *measures = yaml_get(g->node, "measures");
	struct definition d;

	for (const struct yaml *m = yaml_first(measures); m != NULL; m = yaml_next(measures, m)) {
		struct slice text = question_definition(q, m);
		const char *name = arena_text(g->l->arena, question_name(m));

		if (is_share(g, q, m)) {
			node_take(g->persons, name);
			continue;
		}
		node_add(to, node_share(g->l->arena, m));
		if (text.at == NULL || !read(g->l, text, &d))
			continue;
		if (!adds_up(q, &d))
			language_problem(g->l, m,
			                 "%s: %.*s of %.*s does not add up over groups: count(), "
			                 "sum(), or distinct of "
			                 "persons of whom each has one row",
			                 name, SLICE(text), SLICE(yaml_get(q->node, "ask")->text));
		if (!counts_persons(q, &d))
			node_take(g->persons, name);
	}
}

static void add_group(struct grouping *g, const struct yaml *group)
{
	const char *name =
	    arena_format(g->l->arena, "%.*s-%.*s", SLICE(g->node->key), SLICE(group->key));
	struct yaml *node = question_of(g, group, name), *table = node_map(g->l->arena, group);
	struct question q = {.l = g->l, .tables = g->tables, .node = node, .name = name};

	if (!models_find(g->l, group, &q.asked))
		return;
	add_measures(g, &q, node_put(g->l->arena, node, "measures", node_list(g->l->arena, group)));
	question_keys(&q);
	if (!question_refuse_several(&q))
		return;
	if (q.inside[0] != '\0')
		language_problem(g->l, yaml_get(g->node, "by"),
		                 "by: %s, too, within which another key lies", q.inside);
	q.steps = node_list(g->l->arena, group);
	question_rows(&q);
	every_say(&q, question_aggregate(&q));
	question_step(
	    &q, group, "derive",
	    arena_format(g->l->arena, "%.*s=\"%.*s\"", SLICE(g->as->text), SLICE(group->key)));
	node_put(
	    g->l->arena, table, "from",
	    node_text(g->l->arena, group,
	              !question_is_narrow(&q) ? q.asked.table : models_before_one(g->l, &q.asked)));
	node_put(g->l->arena, table, "through", q.steps);
	node_put(g->l->arena, g->tables, name, table);
	if (g->first.node == NULL)
		g->first = q;
}

/* Nobody is in two groups: of rows of one model that is not known. */
static bool exclude_each_other(struct language *l, const struct yaml *ask)
{
	for (const struct yaml *one = ask->first; one != NULL; one = one->next)
		for (const struct yaml *other = ask->first; other != one; other = other->next) {
			struct asked a, b;
			if (!models_find(l, one, &a) || !models_find(l, other, &b))
				return false;
			if (a.model != b.model)
				continue;
			language_problem(l, one,
			                 "%.*s and %.*s are rows of the same model, so that a row "
			                 "may be in both "
			                 "groups",
			                 SLICE(other->text), SLICE(one->text));
			return false;
		}
	return true;
}

/* ---------------------------------------------------------------- all of them */

/* NAME=sum(NAME) of what adds up; a share as it is. */
static void add_sums(struct grouping *g, struct question *q, struct yaml *args)
{
	const struct yaml *measures = yaml_get(g->node, "measures");

	for (const struct yaml *m = yaml_first(measures); m != NULL; m = yaml_next(measures, m)) {
		struct slice name = question_name(m);
		const char *text = is_share(g, q, m) ? question_measure(q, m)
		                                     : arena_format(g->l->arena, "%.*s=sum(%.*s)",
		                                                    SLICE(name), SLICE(name));
		if (text != NULL)
			node_add(args, node_text(g->l->arena, m, text));
	}
}

/* Of a unit that no group has a row of. */
static void add_noughts(struct grouping *g, struct question *q)
{
	const struct yaml *measures = yaml_get(g->node, "measures");

	for (const struct yaml *m = yaml_first(measures); m != NULL; m = yaml_next(measures, m))
		if (!is_share(g, q, m))
			every_nought(q, m);
}

/* The groups one below the other, and what they come to. */
static void add_whole(struct grouping *g, const struct yaml *ask)
{
	struct arena *a = g->l->arena;
	const char *name = arena_text(a, g->node->key);
	struct yaml *table = node_map(a, g->node), *with, *counted;
	struct question q = g->first;

	q.node = g->node;
	q.steps = node_list(a, g->node);
	q.by = question_list(&q, "by", "");
	q.within = question_list(&q, "within", q.by);
	node_put(a, table, "from",
	         node_text(a, ask, arena_format(a, "%s-%.*s", name, SLICE(ask->first->key))));
	with = node_put(a, node_step(a, q.steps, "append", node_map(a, ask)), "with",
	                node_list(a, ask));
	for (const struct yaml *group = ask->first->next; group != NULL; group = group->next)
		node_add(with,
		         node_text(a, group, arena_format(a, "@%s-%.*s", name, SLICE(group->key))));
	counted = node_step(a, q.steps, "aggregate", node_map(a, g->node));
	question_option(&q, counted, g->node, "by", q.by);
	question_option(&q, counted, g->node, "totals", question_list(&q, "totals", q.by));
	add_sums(g, &q, node_put(a, counted, "args", node_list(a, g->node)));
	every_say_units(&q, counted);
	if (yaml_get(g->node, "each") != NULL)
		add_noughts(g, &q);
	node_put(a, table, "through", q.steps);
	if (yaml_get(g->node, "window") != NULL)
		node_add(table, node_share(a, yaml_get(g->node, "window")));
	node_put(a, g->tables, name, table);
	table->key_line = g->node->key_line;
	table->key_column = g->node->key_column;
}

/* What counts persons is the table's figure; the first such measure, since others may be something else. */
static void note_persons(struct grouping *g)
{
	struct yaml *said = node_map(g->l->arena, g->node);

	if (g->persons->n > 0) {
		struct yaml *count =
		    node_put(g->l->arena, said, "count", node_map(g->l->arena, g->node));
		node_add(count, node_share(g->l->arena, g->persons->first));
	}
	node_put(g->l->arena,
	         node_section(g->l->arena, g->l->root,
	                      &(struct yaml){.kind = YAML_MAP, .key = slice_of("asked")}),
	         arena_text(g->l->arena, g->node->key), said);
}

void grouped_write_out(struct language *l, struct yaml *tables, const struct yaml *node)
{
	const struct yaml *ask = yaml_get(node, "ask"), *measures = yaml_get(node, "measures");
	struct grouping g = {.l = l, .tables = tables, .node = node, .as = yaml_get(node, "as")};
	bool persons = false;

	language_keys(l, node, "a question of groups", keys_of_grouped);
	if (g.as == NULL || g.as->kind != YAML_SCALAR || ask->n < 2) {
		language_problem(
		    l, ask,
		    "{ask: {GROUP: POPULATION, GROUP: POPULATION}, as: COLUMN} was expected");
		return;
	}
	if (!exclude_each_other(l, ask))
		return;
	g.persons = node_map(l->arena, node);
	for (const struct yaml *m = yaml_first(measures); m != NULL; m = yaml_next(measures, m))
		node_put(l->arena, g.persons, arena_text(l->arena, question_name(m)),
		         node_text(l->arena, m, grouped_persons(l, node->key)));
	for (const struct yaml *group = ask->first; group != NULL; group = group->next) {
		struct question q = {.l = l};
		add_group(&g, group);
		persons |=
		    l->problems == 0 && models_find(l, group, &q.asked) && question_of_persons(&q);
	}
	if (l->problems > 0)
		return;
	add_whole(&g, ask);
	if (persons)
		note_persons(&g);
}
