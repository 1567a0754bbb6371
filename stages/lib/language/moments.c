/* moments: see moments.h. */
#include "language/moments.h"

#include "language/grouped.h"
#include "language/models.h"
#include "language/node.h"
#include "language/question.h"

#define TOLD "told" /* in l->root: MODEL: {DIMENSION: EXPRESSION} */

struct moments {
	struct language *l;
	struct yaml *model;
	const struct yaml *all, *as, *columns; /* what it says: MOMENT: POPULATION, ... */
	const struct yaml *person;
	struct yaml *tables;
};

/* ---------------------------------------------------------------- what may be said */

/* Whether they are the rows of the same persons, one of each. False, and it was said. */
static bool are_the_same_persons(struct moments *m)
{
	struct asked first = {0}, one;

	for (const struct yaml *moment = m->all->first; moment != NULL; moment = moment->next) {
		const struct yaml *of, *first_of;
		if (!models_find(m->l, moment, &one))
			return false;
		if (moment == m->all->first)
			first = one;
		of = yaml_get(one.population, "of");
		first_of = yaml_get(first.population, "of");
		if (yaml_get(one.population, "one") == NULL || one.model != first.model ||
		    yaml_get(one.population, "where") != NULL ||
		    (of == NULL) != (first_of == NULL) ||
		    (of != NULL && !slice_equal(of->text, first_of->text))) {
			language_problem(
			    m->l, moment,
			    "%.*s: moments are populations with `one: person`, all `of` the same",
			    SLICE(moment->text));
			return false;
		}
	}
	m->person = yaml_get(first.model, "person");
	return true;
}

static bool read(struct moments *m)
{
	m->all = yaml_get(m->model, "moments");
	m->as = yaml_get(m->model, "as");
	m->columns = yaml_get(m->model, "columns");
	if (m->all->kind != YAML_MAP || m->all->n < 2 || m->as == NULL ||
	    m->as->kind != YAML_SCALAR || m->columns == NULL || m->columns->kind == YAML_MAP) {
		language_problem(m->l, m->all,
		                 "{moments: {MOMENT: POPULATION, MOMENT: POPULATION}, as: COLUMN, "
		                 "columns: [COLUMN, ...]} was expected");
		return false;
	}
	if (yaml_get(m->model, "from") != NULL || yaml_get(m->model, "person") != NULL) {
		language_problem(
		    m->l, m->all,
		    "a model with moments has neither `from` nor `person`: they are those of "
		    "the populations");
		return false;
	}
	return are_the_same_persons(m);
}

/* ---------------------------------------------------------------- the rows */

static void add_text(struct moments *m, struct yaml *to, const struct yaml *place, const char *text)
{
	node_add(to, node_text(m->l->arena, place, text));
}

/* The dimensions that this moment tells: those that are expressions are computed, and all picked. */
static void add_told(struct moments *m, const struct yaml *moment, struct yaml *steps,
                     struct yaml *picked)
{
	for (const struct yaml *d = node_items(yaml_get(m->model, "dimensions")); d != NULL;
	     d = d->next) {
		const struct yaml *is = yaml_get(d, "is");
		if (!node_is(yaml_get(d, "at"), arena_text(m->l->arena, moment->key)))
			continue;
		if (is != NULL)
			node_step(m->l->arena, steps, "derive",
			          node_text(m->l->arena, is,
			                    arena_format(m->l->arena, "%.*s=%.*s", SLICE(d->key),
			                                 SLICE(is->text))));
		add_text(m, picked, d, arena_text(m->l->arena, d->key));
	}
}

/* The population's rows, or those that it has in the scope of the pipeline. Returns the table that they come from. */
static const char *add_scope(struct moments *m, const struct yaml *moment, struct yaml *steps)
{
	struct question q = {.l = m->l, .tables = m->tables, .node = moment, .steps = steps};
	bool narrow = false;

	for (const struct yaml *one = question_scope(&q); one != NULL; one = one->next)
		narrow = narrow || question_scope_is_of_moments(m->l, m->model, one);
	if (!narrow || !models_find(m->l, moment, &q.asked))
		return arena_text(m->l->arena, moment->text);
	question_scope_rows(&q);
	return models_before_one(m->l, &q.asked);
}

/* The rows of one population, with what is told of them at this moment. Returns the steps. */
static struct yaml *add_rows(struct moments *m, const struct yaml *moment, const char *name)
{
	struct arena *a = m->l->arena;
	struct yaml *table = node_map(a, moment), *steps = node_list(a, moment);
	struct yaml *picked = node_list(a, moment);

	node_put(a, table, "from", node_text(a, moment, add_scope(m, moment, steps)));
	node_put(a, table, "through", steps);
	add_text(m, picked, m->person, arena_text(a, m->person->text));
	add_told(m, moment, steps, picked);
	for (const struct yaml *c = yaml_first(m->columns); c != NULL; c = yaml_next(m->columns, c))
		add_text(m, picked, c,
		         arena_format(a, "%.*s_%.*s", SLICE(moment->key), SLICE(c->text)));
	node_step(a, steps, "pick", picked);
	if (yaml_get(m->tables, name) != NULL)
		language_problem(m->l, moment, "there is a table %s already", name);
	else
		node_put(a, m->tables, name, table);
	return steps;
}

static void add_join(struct moments *m, struct yaml *steps, const struct yaml *moment,
                     const char *table)
{
	struct arena *a = m->l->arena;
	struct yaml *join = node_step(a, steps, "join", node_map(a, moment));

	node_put(a, join, "args", node_text(a, moment, arena_format(a, "@%s", table)));
	node_put(a, join, "on", node_text(a, moment, arena_text(a, m->person->text)));
	node_put(a, join, "cardinality", node_text(a, moment, "1:1"));
	node_put(a, join, "match-floor", node_text(a, moment, "100%"));
}

/* MOMENT:MOMENT_COLUMN=COLUMN,... of each. */
static void add_longer(struct moments *m, struct yaml *steps)
{
	struct arena *a = m->l->arena;
	struct yaml *longer = node_step(a, steps, "longer", node_map(a, m->all)), *args;

	node_put(a, longer, "name", node_text(a, m->as, arena_text(a, m->as->text)));
	args = node_put(a, longer, "args", node_list(a, m->all));
	for (const struct yaml *moment = m->all->first; moment != NULL; moment = moment->next) {
		const char *text = arena_format(a, "%.*s:", SLICE(moment->key));
		for (const struct yaml *c = yaml_first(m->columns); c != NULL;
		     c = yaml_next(m->columns, c))
			text = arena_format(a, "%s%s%.*s_%.*s=%.*s", text,
			                    c == yaml_first(m->columns) ? "" : ",",
			                    SLICE(moment->key), SLICE(c->text), SLICE(c->text));
		add_text(m, args, moment, text);
	}
}

static void add_tables(struct moments *m, const char *name)
{
	struct yaml *steps = NULL;

	for (const struct yaml *moment = m->all->first->next; moment != NULL; moment = moment->next)
		add_rows(m, moment,
		         arena_format(m->l->arena, "%.*s-%.*s", SLICE(m->model->key),
		                      SLICE(moment->key)));
	steps = add_rows(m, m->all->first, name);
	for (const struct yaml *moment = m->all->first->next; moment != NULL; moment = moment->next)
		add_join(m, steps, moment,
		         arena_format(m->l->arena, "%.*s-%.*s", SLICE(m->model->key),
		                      SLICE(moment->key)));
	add_longer(m, steps);
}

/* ---------------------------------------------------------------- the model */

/* What a moment told is a column now; what it told is kept for who asks what the column means. */
static void keep_columns(struct moments *m)
{
	struct yaml *dimensions = (struct yaml *)yaml_get(m->model, "dimensions");
	struct yaml *told = node_section(m->l->arena, m->l->root,
	                                 &(struct yaml){.kind = YAML_MAP, .key = slice_of(TOLD)});
	struct yaml *own = node_section(m->l->arena, told,
	                                &(struct yaml){.kind = YAML_MAP, .key = m->model->key}),
	            *is;

	for (struct yaml *d = node_items(dimensions); d != NULL; d = d->next) {
		const struct yaml *at = yaml_get(d, "at");
		if (at == NULL)
			continue;
		if (yaml_get(m->all, arena_text(m->l->arena, at->text)) == NULL)
			language_problem(m->l, at, "at: %.*s is none of the moments",
			                 SLICE(at->text));
		is = node_take(d, "is");
		if (is != NULL)
			node_put(m->l->arena, own, arena_text(m->l->arena, d->key), is);
	}
}

const struct yaml *moments_told(struct language *l, const struct yaml *model,
                                const struct yaml *dimension)
{
	const struct yaml *own =
	    yaml_get(yaml_get(l->root, TOLD), arena_text(l->arena, model->key));

	return yaml_get(own, arena_text(l->arena, dimension->key));
}

static void write_out(struct language *l, struct yaml *model)
{
	struct moments m = {.l = l, .model = model};
	const char *name = arena_format(l->arena, "%.*s-moments", SLICE(model->key));

	if (!read(&m))
		return;
	m.tables = node_section(l->arena, l->root, &(struct yaml){.key = slice_of("tables")});
	add_tables(&m, name);
	keep_columns(&m);
	node_put(l->arena, model, "from", node_text(l->arena, m.all, name));
	node_put(l->arena, model, "person",
	         node_text(l->arena, m.all, arena_text(l->arena, m.person->text)));
	grouped_add(l, m.all->first, arena_text(l->arena, model->key), m.as->text);
}

void moments_write_out(struct language *l)
{
	const struct yaml *models = yaml_get(l->root, "models");

	for (struct yaml *m = node_items(models); m != NULL; m = m->next) {
		if (yaml_get(m, "moments") != NULL) {
			write_out(l, m);
			continue;
		}
		for (const struct yaml *d = node_items(yaml_get(m, "dimensions")); d != NULL;
		     d = d->next)
			if (yaml_get(d, "at") != NULL)
				language_problem(l, yaml_get(d, "at"),
				                 "at: the model has no moments");
	}
}
