/* question: see question.h. */
#include "language/question.h"

#include "definition.h"
#include "language/classes.h"
#include "language/each.h"
#include "language/node.h"
#include "language/several.h"

/* ---------------------------------------------------------------- names in lists */

bool question_has(const char *list, struct slice name)
{
	struct slice rest = slice_of(list), one;

	while (rest.n > 0 && slice_cut(&rest, ',', &one))
		if (slice_equal(one, name))
			return true;
	return false;
}

void question_append(struct question *q, const char **list, struct slice name)
{
	if (!question_has(*list, name))
		*list = arena_format(q->l->arena, "%s%s%.*s", *list, **list == '\0' ? "" : ",",
		                     SLICE(name));
}

const char *question_without(struct question *q, const char *list, struct slice name)
{
	struct slice rest = slice_of(list), one;
	const char *left = "";

	while (rest.n > 0 && slice_cut(&rest, ',', &one))
		if (!slice_equal(one, name))
			question_append(q, &left, one);
	return left;
}

/* Each item a text; all of them, or none, is a word. */
const char *question_list(struct question *q, const char *key, const char *all)
{
	const struct yaml *list = yaml_get(q->node, key);
	const char *text = "";

	if (node_is(list, "all"))
		return all;
	if (node_is(list, "none"))
		return "";
	for (const struct yaml *item = yaml_first(list); item != NULL; item = yaml_next(list, item))
		if (item->kind != YAML_SCALAR)
			language_problem(q->l, item, "the name of a dimension was expected here");
		else
			question_append(q, &text, item->text);
	return text;
}

/* ---------------------------------------------------------------- keys */

static const struct yaml *dimension(struct question *q, const struct yaml *place, struct slice name)
{
	const struct yaml *d = models_dimension(&q->asked, name);

	if (d == NULL) {
		const char *names = models_names(q->l, &q->asked, "dimensions", name);
		bool told = question_of_persons(q) || !slice_starts(slice_of(names), "; it has");
		language_problem(q->l, place, "%s%.*s %shas no %.*s%s", language_of(q->l),
		                 SLICE(q->asked.model->key),
		                 told ? "" : "is not about persons and ", SLICE(name), names);
	}
	return d;
}

/* The key of which a row may have several values; NULL: there is none. A second is a problem. */
static const struct yaml *several_key(struct question *q)
{
	struct slice rest = slice_of(q->by), name;
	const struct yaml *found = NULL;

	while (rest.n > 0 && slice_cut(&rest, ',', &name)) {
		const struct yaml *d = models_dimension(&q->asked, name);
		if (!several_is(d))
			continue;
		if (found != NULL)
			language_problem(q->l, yaml_get(q->node, "by"),
			                 "by: a row may have several %.*s and several %.*s; ask by "
			                 "one of them",
			                 SLICE(found->key), SLICE(name));
		found = d;
	}
	return found;
}

bool question_refuse_several(struct question *q)
{
	if (q->several == NULL)
		return true;
	language_problem(q->l, yaml_get(q->node, "by"),
	                 "by: a row may have several %.*s; that is asked of one population",
	                 SLICE(q->several->key));
	return false;
}

void question_keys(struct question *q)
{
	const struct yaml *by = yaml_get(q->node, "by"), *each = yaml_get(q->node, "each");
	const char *asked = question_list(q, "by", "");
	struct slice rest = slice_of(asked), name;

	q->by = q->inside = "";
	while (rest.n > 0 && slice_cut(&rest, ',', &name)) {
		const struct yaml *d = dimension(q, by, name), *within = yaml_get(d, "within");
		if (within != NULL && !question_has(asked, within->text)) {
			question_append(q, &q->by, within->text);
			question_append(q, &q->inside, within->text);
		}
		question_append(q, &q->by, name);
	}
	q->several = several_key(q);
	if (q->several != NULL) {
		asked = question_without(q, asked, q->several->key);
		q->totals = question_without(q, q->by, q->several->key);
	}
	if (q->several == NULL)
		q->totals = q->by;
	q->unseen = "";
	if (node_is(yaml_get(q->node, "totals"), "inside"))
		q->unseen = q->totals =
		    each == NULL ? asked : question_without(q, asked, each->text);
	else
		q->totals = question_list(q, "totals", q->totals);
	q->within = q->several != NULL && yaml_get(q->node, "within") == NULL
	                ? asked
	                : question_list(q, "within", asked);
	for (rest = slice_of(q->inside); rest.n > 0 && slice_cut(&rest, ',', &name);)
		question_append(q, &q->totals, name);
	if (q->several != NULL && question_has(q->totals, q->several->key))
		language_problem(q->l, yaml_get(q->node, "totals"),
		                 "totals: a row may have several %.*s; how many there are in all "
		                 "is a measure NAME@within",
		                 SLICE(q->several->key));
	for (rest = slice_of(q->totals); rest.n > 0 && slice_cut(&rest, ',', &name);)
		if (!question_has(q->by, name))
			language_problem(q->l, yaml_get(q->node, "totals"),
			                 "totals: %.*s is not among by", SLICE(name));
}

bool question_is_shown_whole(const struct question *q)
{
	return q->inside[0] == '\0' && q->unseen[0] == '\0' && yaml_get(q->node, "compare") == NULL;
}

/* ---------------------------------------------------------------- steps */

bool question_of_persons(const struct question *q)
{
	return yaml_get(q->asked.model, "person") != NULL ||
	       yaml_get(q->asked.model, "persons") != NULL;
}

void question_step(struct question *q, const struct yaml *place, const char *stage,
                   const char *text)
{
	node_step(q->l->arena, q->steps, stage, node_text(q->l->arena, place, text));
}

void question_option(struct question *q, struct yaml *options, const struct yaml *place,
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
	struct yaml *join;

	if (table == NULL)
		return;
	if (on == NULL) {
		language_problem(q->l, d, "%.*s: `on:` which column", SLICE(d->key));
		return;
	}
	yaml_bool(yaml_get(d, "several"), &several);
	join = node_step(q->l->arena, q->steps, "join", node_map(q->l->arena, d));
	question_option(q, join, d, "args", arena_format(q->l->arena, "@%.*s", SLICE(table->text)));
	question_option(q, join, d, "on", arena_text(q->l->arena, on->text));
	question_option(q, join, d, "kind", "inner");
	question_option(q, join, d, "cardinality", several ? "n:m" : "n:1");
}

const struct yaml *question_scope(const struct question *q)
{
	const struct yaml *own = yaml_get(q->node, "scope");
	const struct yaml *scope = own != NULL ? own : yaml_get(q->l->root, "scope");

	return node_items(scope);
}

/* A table of this name, be it of a question or of the moments of a model. */
static const struct yaml *there_is(const struct question *q, const char *name)
{
	const struct yaml *there = yaml_get(q->tables, name);

	return there != NULL ? there : yaml_get(yaml_get(q->l->root, "tables"), name);
}

/* TABLE-scope, or with a number where another question has another scope: the table's rows of which the condition holds. */
static const char *scope_table(struct question *q, const struct yaml *place, struct slice table,
                               const char *condition)
{
	const char *name = arena_format(q->l->arena, "%.*s-scope", SLICE(table));
	const char *base = name;
	const struct yaml *there;

	for (int i = 2; (there = there_is(q, name)) != NULL; i++) {
		if (node_is(yaml_get(yaml_first(yaml_get(there, "through")), "where"), condition))
			return name;
		name = arena_format(q->l->arena, "%s-%d", base, i);
	}
	struct yaml *made = node_map(q->l->arena, place), *steps = q->steps;

	node_put(q->l->arena, made, "from",
	         node_text(q->l->arena, place, arena_text(q->l->arena, table)));
	q->steps = node_put(q->l->arena, made, "through", node_list(q->l->arena, place));
	question_step(q, place, "where", condition);
	q->steps = steps;
	node_put(q->l->arena, q->tables, name, made);
	return name;
}

/* Only rows of which one of those that the other table has is in the scope: none becomes several. */
static void add_semi(struct question *q, const struct yaml *place, const struct yaml *d,
                     const char *condition)
{
	const struct yaml *on = yaml_get(d, "on");
	struct yaml *join = node_step(q->l->arena, q->steps, "join", node_map(q->l->arena, place));

	question_option(
	    q, join, place, "args",
	    arena_format(q->l->arena, "@%s",
	                 scope_table(q, place, yaml_get(d, "through")->text, condition)));
	question_option(q, join, place, "on", on == NULL ? "" : arena_text(q->l->arena, on->text));
	question_option(q, join, place, "kind", "semi");
}

bool question_scope_is_of_moments(struct language *l, const struct yaml *model,
                                  const struct yaml *scope)
{
	const struct yaml *first = yaml_first(yaml_get(model, "moments"));
	const struct yaml *whole = yaml_get(l->root, "scope");
	struct asked own = {.model = model}, of = {0};

	for (const struct yaml *one = node_items(whole); one != NULL; one = one->next)
		if (one == scope)
			return first != NULL && models_dimension(&own, scope->key) == NULL &&
			       models_find(l, first, &of) &&
			       models_dimension(&of, scope->key) != NULL;
	return false;
}

/* The rows that the scope leaves: of the pipeline, or of the question. */
static void add_scope(struct question *q)
{
	for (const struct yaml *one = question_scope(q); one != NULL; one = one->next) {
		if (question_scope_is_of_moments(q->l, q->asked.model, one))
			continue;
		const struct yaml *d = dimension(q, q->node, one->key);
		if (several_is(d))
			language_problem(q->l, one, "scope: a row may have several %.*s",
			                 SLICE(one->key));
		const char *condition = arena_format(q->l->arena, "text(%.*s) = \"%.*s\"",
		                                     SLICE(one->key), SLICE(one->text));
		if (d != NULL && yaml_get(d, "through") != NULL)
			add_semi(q, one, d, condition);
		else if (d != NULL)
			question_step(q, one, "where", condition);
	}
}

void question_scope_rows(struct question *q)
{
	add_scope(q);
	models_narrow(q->l, &q->asked, NULL, q->steps);
}

/* A key that is in the scope has its value only, also where a row has several. */
static void add_scope_of_keys(struct question *q)
{
	for (const struct yaml *one = question_scope(q); one != NULL; one = one->next) {
		const struct yaml *d = models_dimension(&q->asked, one->key);
		if (d != NULL && yaml_get(d, "through") != NULL && question_has(q->by, one->key))
			question_step(q, one, "where",
			              arena_format(q->l->arena, "text(%.*s) = \"%.*s\"",
			                           SLICE(one->key), SLICE(one->text)));
	}
}

bool question_is_narrow(const struct question *q)
{
	return question_scope(q) != NULL || yaml_get(q->node, "each") != NULL;
}

/* The scope first: whoever has one row, has it of those in the scope. */
void question_rows(struct question *q)
{
	const struct yaml *where = yaml_get(q->node, "where"), *each = yaml_get(q->node, "each");
	struct slice rest = slice_of(q->by), name;

	add_scope(q);
	if (each != NULL && dimension(q, each, each->text) != NULL)
		add_joined(q, models_dimension(&q->asked, each->text));
	if (question_is_narrow(q))
		models_narrow(q->l, &q->asked, each, q->steps);
	while (rest.n > 0 && slice_cut(&rest, ',', &name)) {
		const struct yaml *d = models_dimension(&q->asked, name);
		if (d != NULL && (each == NULL || !slice_equal(name, each->text)))
			add_joined(q, d);
	}
	add_scope_of_keys(q);
	if (where != NULL && where->kind == YAML_SCALAR)
		question_step(q, where, "where", arena_text(q->l->arena, where->text));
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

struct slice question_name(const struct yaml *measure)
{
	struct slice rest = measure->text, name = {"", 0};

	if (measure->kind == YAML_SCALAR)
		slice_cut(&rest, '=', &name);
	return several_whole(measure).at != NULL ? several_whole(measure) : name;
}

struct slice question_definition(const struct question *q, const struct yaml *measure)
{
	struct slice rest = measure->text, name;
	const struct yaml *is;

	if (measure->kind != YAML_SCALAR)
		return (struct slice){0};
	slice_cut(&rest, '=', &name);
	if (rest.at != NULL)
		return rest;
	is = models_measure(&q->asked, question_name(measure));
	return is == NULL ? (struct slice){0} : is->text;
}

bool question_read(const struct question *q, const struct yaml *measure, struct definition *d)
{
	struct slice text = question_definition(q, measure);

	return text.at != NULL &&
	       definition_read(slice_of(arena_format(q->l->arena, "x=%.*s", SLICE(text))), d, NULL);
}

bool question_is_share(const struct question *q, const struct yaml *measure, struct definition *d)
{
	return several_whole(measure).at == NULL && question_read(q, measure, d) &&
	       d->function == MEASURE_RATIO && d->coarser;
}

bool question_counts_apart(const struct question *q, const struct yaml *measure)
{
	struct definition d;

	return q->several != NULL &&
	       (several_whole(measure).at != NULL || question_is_share(q, measure, &d));
}

const char *question_measure(struct question *q, const struct yaml *item)
{
	const struct yaml *is, *each = yaml_get(q->node, "each");
	struct slice rest = item->text, name;

	if (item->kind != YAML_SCALAR) {
		language_problem(q->l, item, "a measure is NAME or NAME=EXPRESSION");
		return NULL;
	}
	if (several_whole(item).at != NULL) {
		language_problem(
		    q->l, item,
		    "%.*s: no key of the question is one of which a row may have several values",
		    SLICE(item->text));
		return NULL;
	}
	slice_cut(&rest, '=', &name);
	if (rest.at != NULL)
		return with_within(q, item->text);
	is = models_measure(&q->asked, name);
	if (is == NULL) {
		language_problem(q->l, item, "%s%.*s has no measure %.*s%s", language_of(q->l),
		                 SLICE(q->asked.model->key), SLICE(name),
		                 models_names(q->l, &q->asked, "measures", name));
		return NULL;
	}
	return arena_format(
	    q->l->arena, "%.*s=%s", SLICE(name),
	    with_within(q, each == NULL ? is->text
	                                : slice_of(each_bases(q->l->arena, is->text, each->text))));
}

/* KEY:IN,... of each key that lies within another: the records are asked whether it does. */
static const char *nested_keys(struct question *q)
{
	struct slice rest = slice_of(q->by), key;
	const char *all = "";

	while (rest.n > 0 && slice_cut(&rest, ',', &key)) {
		const struct yaml *within = yaml_get(models_dimension(&q->asked, key), "within");
		if (within != NULL && question_has(q->by, within->text))
			question_append(q, &all,
			                slice_of(arena_format(q->l->arena, "%.*s:%.*s", SLICE(key),
			                                      SLICE(within->text))));
	}
	return all;
}

struct yaml *question_aggregate(struct question *q)
{
	const struct yaml *measures = yaml_get(q->node, "measures");
	struct yaml *options = node_step(q->l->arena, q->steps, "aggregate",
	                                 node_map(q->l->arena, q->node)),
	            *args;
	const char *text;

	question_option(q, options, q->node, "by", q->by);
	question_option(q, options, q->node, "totals", q->totals);
	if (q->several != NULL && classes_are_of(q->several))
		classes_values(q->l, q->several, options);
	question_option(q, options, q->node, "nested", nested_keys(q));
	args = node_put(q->l->arena, options, "args", node_list(q->l->arena, q->node));
	for (const struct yaml *item = yaml_first(measures); item != NULL;
	     item = yaml_next(measures, item))
		if (!question_counts_apart(q, item) && (text = question_measure(q, item)) != NULL)
			node_add(args, node_text(q->l->arena, item, text));
	if (args->n == 0)
		language_problem(q->l, q->node, "%s: which measures?", q->name);
	return options;
}
