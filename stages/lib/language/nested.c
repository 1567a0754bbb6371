/* nested: see nested.h. */
#include "language/nested.h"

#include <string.h>

#include "definition.h"
#include "language/grouped.h"
#include "language/models.h"
#include "language/node.h"
#include "language/question.h"
#include "language/same_figure.h"
#include "language/counted.h"

static const char *const keys_of_nested[] = {
    "chain", "as", "where", "by", "totals", "measures", "scope", "window", "each", "every", NULL};

#define DEPTH 100 /* of one in another; more are a circle, which is found as one of tables */

struct nesting {
	struct language *l;
	const struct yaml *node, *chain, *as;
	struct asked first, before; /* what the first population asks, and the one before */
};

/* ---------------------------------------------------------------- a population and the one before */

static const struct yaml *parent(const struct yaml *model, const struct yaml *population)
{
	const struct yaml *of = yaml_get(population, "of");

	return of == NULL ? NULL : yaml_get(yaml_get(model, "populations"), of->text.at);
}

/* Both conditions; where one has an `or`, in parentheses. */
static const char *both(struct language *l, const char *one, struct slice other)
{
	bool either = memmem(other.at, other.n, " or ", 4) != NULL;

	return arena_format(l->arena, "%s%s%s%.*s%s", one, one[0] == '\0' ? "" : " and ",
	                    either ? "(" : "", SLICE(other), either ? ")" : "");
}

/* What must hold of rows of `from` for them to be of this one; NULL: it is no part of it, or has one row a person. */
static const char *conditions(struct nesting *n, const struct asked *asked, const struct yaml *from,
                              int depth)
{
	const struct yaml *where = yaml_get(asked->population, "where");
	struct asked of = *asked;
	const char *above;

	if (asked->population == from)
		return "";
	if (asked->population == NULL || yaml_get(asked->population, "one") != NULL || depth == 0)
		return NULL;
	of.population = parent(asked->model, asked->population);
	above = conditions(n, &of, from, depth - 1);
	return above == NULL || where == NULL ? above : both(n->l, above, where->text);
}

/* ---------------------------------------------------------------- measures */

/* COUNT of those of whom it holds; NULL: it can not be told so, which was said. */
static const char *limited(struct nesting *n, const struct yaml *measure, const char *condition)
{
	struct question q = {.l = n->l, .node = n->node, .asked = n->first};
	struct slice text = question_definition(&q, measure);
	struct definition d;

	if (text.at == NULL) {
		question_measure(&q, measure);
		return NULL;
	}
	if (!definition_read(slice_of(arena_format(n->l->arena, "x=%.*s", SLICE(text))), &d,
	                     NULL) ||
	    !definition_counts(&d) || d.condition.n > 0) {
		language_problem(n->l, measure,
		                 "%.*s: of a chain, count() or distinct(COLUMN) is asked",
		                 SLICE(question_name(measure)));
		return NULL;
	}
	if (condition[0] == '\0')
		return arena_text(n->l->arena, text);
	return d.function == MEASURE_COUNT
	           ? arena_format(n->l->arena, "count(%s)", condition)
	           : arena_format(n->l->arena, "distinct(%.*s, %s)", SLICE(d.argument), condition);
}

static const char *column(struct nesting *n, const struct yaml *measure, size_t step)
{
	return arena_format(n->l->arena, "%.*s_%zu", SLICE(question_name(measure)), step);
}

/* All measures of one population: MEASURE_STEP=COUNT. */
static void add_step(struct nesting *n, const struct yaml *one, size_t step, struct yaml *to)
{
	const struct yaml *measures = yaml_get(n->node, "measures");
	const char *condition;
	struct asked asked;

	if (!models_find(n->l, one, &asked))
		return;
	if (step == 1)
		n->first = n->before = asked;
	condition = asked.model != n->first.model ||
	                    conditions(n, &asked, n->before.population, DEPTH) == NULL
	                ? NULL
	                : conditions(n, &asked, n->first.population, DEPTH);
	if (condition == NULL) {
		language_problem(n->l, one, "%.*s is not `of` the one before by conditions alone",
		                 SLICE(one->text));
		return;
	}
	n->before = asked;
	for (const struct yaml *m = yaml_first(measures); m != NULL; m = yaml_next(measures, m)) {
		const char *text = limited(n, m, condition);
		if (text != NULL)
			node_add(to, node_text(n->l->arena, m,
			                       arena_format(n->l->arena, "%s=%s",
			                                    column(n, m, step), text)));
	}
}

/* ---------------------------------------------------------------- the tables */

/* The question of the first population, with the measures of all. */
static void add_inside(struct nesting *n, struct yaml *tables, const char *name)
{
	static const char *const same[] = {"by",     "totals", "where", "scope",
	                                   "window", "each",   "every", NULL};
	struct yaml *node = node_map(n->l->arena, n->node), *measures;
	size_t step = 0;

	node->key = slice_of(name);
	node->key_line = n->node->key_line;
	node->key_column = n->node->key_column;
	node_put(n->l->arena, node, "ask", node_share(n->l->arena, n->chain->first))->key =
	    slice_of("ask");
	for (size_t i = 0; same[i] != NULL; i++)
		if (yaml_get(n->node, same[i]) != NULL)
			node_add(node, node_share(n->l->arena, yaml_get(n->node, same[i])));
	measures = node_put(n->l->arena, node, "measures", node_list(n->l->arena, n->node));
	for (const struct yaml *one = n->chain->first; one != NULL; one = one->next)
		add_step(n, one, ++step, measures);
	if (n->l->problems == 0)
		counted_write_out(n->l, tables, node);
}

/* Persons by what is of them are those of a population with one row of each. */
static const char *figure(const struct question *q, const struct asked *of,
                          const struct yaml *measure)
{
	const struct yaml *person = yaml_get(of->model, "person"), *by = yaml_get(q->node, "by");
	struct slice text = question_definition(q, measure);
	const char *persons = NULL;
	bool of_persons =
	    person != NULL &&
	    slice_is(text, arena_format(q->l->arena, "distinct(%.*s)", SLICE(person->text)));

	for (const struct yaml *key = yaml_first(by); key != NULL; key = yaml_next(by, key))
		of_persons &= node_is(yaml_get(models_dimension(of, key->text), "of"), "person");
	if (of_persons)
		persons = same_figure_persons(q->l, of);
	return persons != NULL ? persons
	                       : arena_format(q->l->arena, "%s/%.*s", of->table, SLICE(text));
}

/* Rows, or persons, of a population are those that other questions of it count: the same figure. */
static void note_figures(struct nesting *n, const char *inside)
{
	const struct yaml *asked = yaml_get(yaml_get(n->l->root, "asked"), inside);
	const struct yaml *measures = yaml_get(n->node, "measures");
	struct question q = {.l = n->l, .node = n->node, .asked = n->first};
	struct yaml *count = node_map(n->l->arena, n->node);
	size_t step = 0;

	if (asked == NULL || yaml_get(n->node, "where") != NULL || question_is_narrow(&q) ||
	    yaml_get(n->node, "window") != NULL)
		return;
	for (const struct yaml *one = n->chain->first; one != NULL; one = one->next) {
		struct asked of;
		step++;
		for (const struct yaml *m = yaml_first(measures);
		     m != NULL && models_find(n->l, one, &of); m = yaml_next(measures, m))
			node_put(n->l->arena, count, column(n, m, step),
			         node_text(n->l->arena, m, figure(&q, &of, m)));
	}
	node_put(n->l->arena, (struct yaml *)asked, "count", count);
}

/* LABEL:MEASURE_STEP=MEASURE,... */
static const char *row(struct nesting *n, const struct yaml *one, size_t step)
{
	const struct yaml *measures = yaml_get(n->node, "measures");
	const char *text = arena_format(n->l->arena, "%.*s:", SLICE(one->key));

	for (const struct yaml *m = yaml_first(measures); m != NULL; m = yaml_next(measures, m))
		text = arena_format(n->l->arena, "%s%s%s=%.*s", text,
		                    m == yaml_first(measures) ? "" : ",", column(n, m, step),
		                    SLICE(question_name(m)));
	return text;
}

static void add_names(struct nesting *n, struct yaml *to, const struct yaml *names)
{
	for (const struct yaml *one = yaml_first(names); one != NULL; one = yaml_next(names, one))
		if (one->kind == YAML_SCALAR) {
			struct slice rest = one->text, name;
			slice_cut(&rest, '=', &name);
			node_add(to, node_text(n->l->arena, one, arena_text(n->l->arena, name)));
		}
}

/* A row for each population, of what is protected. */
static void add_rows(struct nesting *n, struct yaml *tables, const char *inside)
{
	struct arena *a = n->l->arena;
	struct question q = {.l = n->l, .asked = n->first};
	bool protected = question_of_persons(&q) && !n->l->ask.inside;
	struct yaml *table = node_map(a, n->node), *steps = node_list(a, n->node), *longer, *args;
	struct yaml *columns, *order;
	size_t step = 0;

	node_put(
	    a, table, "from",
	    node_text(a, n->chain, arena_format(a, "%s%s", inside, protected ? ".protected" : "")));
	longer = node_step(a, steps, "longer", node_map(a, n->chain));
	node_put(a, longer, "name", node_text(a, n->as, arena_text(a, n->as->text)));
	args = node_put(a, longer, "args", node_list(a, n->chain));
	for (const struct yaml *one = n->chain->first; one != NULL; one = one->next)
		node_add(args, node_text(a, one, row(n, one, ++step)));
	columns = node_step(a, steps, "pick", node_list(a, n->node));
	order = node_step(a, steps, "order", node_list(a, n->node));
	add_names(n, columns, n->as);
	add_names(n, columns, yaml_get(n->node, "by"));
	add_names(n, columns, yaml_get(n->node, "measures"));
	add_names(n, order, n->as);
	add_names(n, order, yaml_get(n->node, "by"));
	node_put(a, table, "through", steps);
	node_put(a, tables, arena_text(a, n->node->key), table);
}

/* Whether each row has one value of each key; false: that was said. */
static bool has_one_value(struct nesting *n)
{
	struct question q = {.l = n->l, .node = n->node, .asked = n->first};

	question_keys(&q);
	return question_refuse_several(&q);
}

void nested_write_out(struct language *l, struct yaml *tables, const struct yaml *node)
{
	struct nesting n = {
	    .l = l, .node = node, .chain = yaml_get(node, "chain"), .as = yaml_get(node, "as")};
	const char *inside = arena_format(l->arena, "%.*s-inside", SLICE(node->key));

	language_keys(l, node, "a chain", keys_of_nested);
	if (n.chain->kind != YAML_MAP || n.chain->n < 2 || n.as == NULL ||
	    n.as->kind != YAML_SCALAR) {
		language_problem(
		    l, n.chain,
		    "{chain: {STEP: POPULATION, STEP: POPULATION}, as: COLUMN} was expected");
		return;
	}
	add_inside(&n, tables, inside);
	if (l->problems == 0 && has_one_value(&n))
		note_figures(&n, inside);
	if (l->problems == 0)
		add_rows(&n, tables, inside);
}
