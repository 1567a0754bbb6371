/* questions: see questions.h. */
#include "language/questions.h"

#include "language/models.h"
#include "language/node.h"

static const char *const keys_of_question[] = {"ask",    "where",    "by",    "totals",
                                               "within", "measures", "scope", "through",
                                               "window", "keep",     NULL};

/*
 * A question that is being written out. The keys are those of `by`, each after the coarser dimension that it lies within, if the
 * author has not named that too: the coarser is there for protection alone and told as its total.
 */
struct question {
	struct language *l;
	struct yaml *tables;
	const struct yaml *node;
	struct asked asked;
	const char *name;                 /* of the table */
	const char *by, *totals, *within; /* with commas */
	const char *inside;               /* keys that only protection needs, with commas */
	struct yaml *steps;
};

/* ---------------------------------------------------------------- names in lists */

static bool has(const char *list, struct slice name)
{
	struct slice rest = slice_of(list), one;

	while (rest.n > 0 && slice_cut(&rest, ',', &one))
		if (slice_equal(one, name))
			return true;
	return false;
}

static void append(struct question *q, const char **list, struct slice name)
{
	if (!has(*list, name))
		*list = arena_format(q->l->arena, "%s%s%.*s", *list, **list == '\0' ? "" : ",",
		                     SLICE(name));
}

/* Each item a text; all of them, or none, is a word. */
static const char *list_of(struct question *q, const char *key, const char *all)
{
	const struct yaml *list = yaml_get(q->node, key);
	const char *text = "";

	if (node_is(list, "all"))
		return all;
	if (node_is(list, "none"))
		return "";
	for (const struct yaml *item = node_first(list); item != NULL; item = node_next(list, item))
		if (item->kind != YAML_SCALAR)
			language_problem(q->l, item, "the name of a dimension was expected here");
		else
			append(q, &text, item->text);
	return text;
}

/* ---------------------------------------------------------------- keys */

static const struct yaml *dimension(struct question *q, const struct yaml *place, struct slice name)
{
	const struct yaml *d = models_dimension(&q->asked, name);

	if (d == NULL)
		language_problem(q->l, place, "%.*s has no dimension %.*s%s",
		                 SLICE(q->asked.model->key), SLICE(name),
		                 models_names(q->l, &q->asked, "dimensions", name));
	return d;
}

static void read_keys(struct question *q)
{
	const struct yaml *by = yaml_get(q->node, "by");
	const char *asked = list_of(q, "by", "");
	struct slice rest = slice_of(asked), name;

	q->by = q->inside = "";
	while (rest.n > 0 && slice_cut(&rest, ',', &name)) {
		const struct yaml *d = dimension(q, by, name), *within = yaml_get(d, "within");
		if (within != NULL && !has(asked, within->text)) {
			append(q, &q->by, within->text);
			append(q, &q->inside, within->text);
		}
		append(q, &q->by, name);
	}
	q->totals = list_of(q, "totals", q->by);
	q->within = list_of(q, "within", asked);
	for (rest = slice_of(q->inside); rest.n > 0 && slice_cut(&rest, ',', &name);)
		append(q, &q->totals, name);
	for (rest = slice_of(q->totals); rest.n > 0 && slice_cut(&rest, ',', &name);)
		if (!has(q->by, name))
			language_problem(q->l, yaml_get(q->node, "totals"),
			                 "totals: %.*s is not among by", SLICE(name));
}

/* ---------------------------------------------------------------- steps */

static void step_text(struct question *q, const struct yaml *place, const char *stage,
                      const char *text)
{
	struct yaml *step = node_add(q->steps, node_map(q->l->arena, place));

	node_put(q->l->arena, step, stage, node_text(q->l->arena, place, text));
}

static void add_option(struct question *q, struct yaml *options, const struct yaml *place,
                       const char *key, const char *text)
{
	if (text[0] != '\0')
		node_put(q->l->arena, options, key, node_text(q->l->arena, place, text));
}

/* A dimension of another table that has a row for each of the model's rows, or several. */
static void add_joined(struct question *q, const struct yaml *d)
{
	const struct yaml *table = yaml_get(d, "through"), *on = yaml_get(d, "on");
	bool several = false;
	struct yaml *step, *join;

	if (table == NULL)
		return;
	if (on == NULL) {
		language_problem(q->l, d, "%.*s: `on:` which column", SLICE(d->key));
		return;
	}
	yaml_bool(yaml_get(d, "several"), &several);
	step = node_add(q->steps, node_map(q->l->arena, d));
	join = node_put(q->l->arena, step, "join", node_map(q->l->arena, d));
	add_option(q, join, d, "args", arena_format(q->l->arena, "@%.*s", SLICE(table->text)));
	add_option(q, join, d, "on", arena_text(q->l->arena, on->text));
	add_option(q, join, d, "kind", "inner");
	add_option(q, join, d, "cardinality", several ? "n:m" : "n:1");
}

/* The rows that the scope leaves: of the pipeline, or of the question. */
static void add_scope(struct question *q)
{
	const struct yaml *own = yaml_get(q->node, "scope");
	const struct yaml *scope = own != NULL ? own : yaml_get(q->l->root, "scope");

	for (const struct yaml *one = scope == NULL || scope->kind != YAML_MAP ? NULL
	                                                                       : scope->first;
	     one != NULL; one = one->next) {
		const struct yaml *d = dimension(q, q->node, one->key);
		if (d != NULL && !has(q->by, one->key))
			add_joined(q, d);
		if (d != NULL)
			step_text(q, one, "where",
			          arena_format(q->l->arena, "text(%.*s) = \"%.*s\"",
			                       SLICE(one->key), SLICE(one->text)));
	}
}

static void add_rows(struct question *q)
{
	const struct yaml *where = yaml_get(q->node, "where");
	struct slice rest = slice_of(q->by), name;

	while (rest.n > 0 && slice_cut(&rest, ',', &name)) {
		const struct yaml *d = models_dimension(&q->asked, name);
		if (d != NULL)
			add_joined(q, d);
	}
	add_scope(q);
	if (where != NULL && where->kind == YAML_SCALAR)
		step_text(q, where, "where", arena_text(q->l->arena, where->text));
	else if (where != NULL)
		language_problem(q->l, where, "where is an expression");
}

/* ---------------------------------------------------------------- measures */

/* A share @within is one of what `within` tells apart. */
static const char *with_within(struct question *q, struct slice text)
{
	static const char mark[] = "@within";
	const char *at = memmem(text.at, text.n, mark, sizeof mark - 1);

	if (at == NULL)
		return arena_text(q->l->arena, text);
	return arena_format(q->l->arena, "%.*s@%s%.*s", (int)(at - text.at), text.at, q->within,
	                    (int)(text.at + text.n - at - (long)sizeof mark + 1),
	                    at + sizeof mark - 1);
}

/* NAME, a measure of the model, or NAME=EXPRESSION. */
static void add_measure(struct question *q, struct yaml *args, const struct yaml *item)
{
	struct slice rest = item->text, name;
	const struct yaml *is;

	if (item->kind != YAML_SCALAR) {
		language_problem(q->l, item, "a measure is NAME or NAME=EXPRESSION");
		return;
	}
	slice_cut(&rest, '=', &name);
	if (rest.at != NULL) {
		node_add(args, node_text(q->l->arena, item, with_within(q, item->text)));
		return;
	}
	is = models_measure(&q->asked, name);
	if (is == NULL)
		language_problem(q->l, item, "%.*s has no measure %.*s%s",
		                 SLICE(q->asked.model->key), SLICE(name),
		                 models_names(q->l, &q->asked, "measures", name));
	else
		node_add(args, node_text(q->l->arena, item,
		                         arena_format(q->l->arena, "%.*s=%s", SLICE(name),
		                                      with_within(q, is->text))));
}

static void add_aggregate(struct question *q)
{
	const struct yaml *measures = yaml_get(q->node, "measures");
	struct yaml *step = node_add(q->steps, node_map(q->l->arena, q->node));
	struct yaml *options =
	                node_put(q->l->arena, step, "aggregate", node_map(q->l->arena, q->node)),
	            *args;

	add_option(q, options, q->node, "by", q->by);
	add_option(q, options, q->node, "totals", q->totals);
	args = node_put(q->l->arena, options, "args", node_list(q->l->arena, q->node));
	for (const struct yaml *item = node_first(measures); item != NULL;
	     item = node_next(measures, item))
		add_measure(q, args, item);
	if (args->n == 0)
		language_problem(q->l, q->node, "%s: which measures?", q->name);
}

/* ---------------------------------------------------------------- all of it */

/* NAME: what NAME-inside tells of the keys that only protection needs is their total. */
static void add_shown(struct question *q, const char *inside)
{
	struct arena *a = q->l->arena;
	struct yaml *shown = node_map(a, q->node), *step, *pick;
	struct slice rest = slice_of(q->inside), name;

	q->steps = node_list(a, q->node);
	node_put(a, shown, "from", node_text(a, q->node, arena_format(a, "%s.protected", inside)));
	while (rest.n > 0 && slice_cut(&rest, ',', &name))
		step_text(q, q->node, "where", arena_format(a, "%.*s = \"*\"", SLICE(name)));
	step = node_add(q->steps, node_map(a, q->node));
	pick = node_put(a, step, "pick", node_map(a, q->node));
	add_option(q, pick, q->node, "drop", q->inside);
	node_put(a, shown, "through", q->steps);
	node_put(a, q->tables, q->name, shown);
}

/* Whoever protects it must know that it counts persons. */
static void note_persons(struct question *q, const char *table)
{
	struct yaml *all;

	if (yaml_get(q->asked.model, "person") == NULL)
		return;
	all = node_section(q->l->arena, q->l->root,
	                   &(struct yaml){.kind = YAML_MAP, .key = slice_of("asked")});
	node_put(q->l->arena, all, table, node_text(q->l->arena, q->node, q->asked.table));
}

static void write_out(struct language *l, struct yaml *tables, const struct yaml *node)
{
	struct question q = {
	    .l = l, .tables = tables, .node = node, .name = arena_text(l->arena, node->key)};
	const struct yaml *keep = yaml_get(node, "keep");
	struct yaml *counted = node_map(l->arena, node);
	const char *table = q.name;

	language_keys(l, node, "a question", keys_of_question);
	if (!models_find(l, yaml_get(node, "ask"), &q.asked))
		return;
	read_keys(&q);
	q.steps = node_list(l->arena, node);
	node_put(l->arena, counted, "from",
	         node_text(l->arena, yaml_get(node, "ask"), q.asked.table));
	add_rows(&q);
	add_aggregate(&q);
	node_put(l->arena, counted, "through", q.steps);
	if (keep != NULL)
		node_add(counted, node_share(l->arena, keep));
	if (q.inside[0] != '\0')
		table = arena_format(l->arena, "%s-inside", q.name);
	node_put(l->arena, tables, table, counted);
	counted->key_line = node->key_line;
	counted->key_column = node->key_column;
	if (q.inside[0] != '\0')
		add_shown(&q, table);
	note_persons(&q, table);
}

void questions_write_out(struct language *l)
{
	struct yaml *tables = (struct yaml *)yaml_get(l->root, "tables"), *all;

	if (tables == NULL || tables->kind != YAML_MAP)
		return;
	all = node_map(l->arena, tables);
	for (const struct yaml *table = tables->first; table != NULL; table = table->next)
		if (yaml_get(table, "ask") != NULL)
			write_out(l, all, table);
		else
			node_add(all, node_share(l->arena, table));
	tables->first = all->first;
	tables->n = all->n;
}
