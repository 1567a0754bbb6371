/* meaning: see meaning.h. */
#include "language/meaning.h"

#include <string.h>

#include "language/models.h"
#include "language/moments.h"
#include "language/node.h"
#include "language/truth.h"
#include "token.h"

#define DEPTH_MAX 20     /* of dimensions that are made of dimensions */
#define LENGTH_MAX 10000 /* of what they are made of in the end */

/* functions that call each other */
static const char *all_of(const struct meaning *m, struct slice text, const struct yaml *before,
                          int depth);

/* ---------------------------------------------------------------- columns */

static const struct yaml *dimension_of(const struct meaning *m, struct slice name)
{
	return yaml_get(yaml_get(m->model, "dimensions"), arena_text(m->l->arena, name));
}

/* Whether it is the same in all rows of a person. */
static bool is_of_person(const struct meaning *m, struct slice name)
{
	return node_is(yaml_get(dimension_of(m, name), "of"), "person") ||
	       yaml_get(yaml_get(m->model, "of_person"), arena_text(m->l->arena, name)) != NULL;
}

/* The column of the rows that the model is from. Where a dimension has its name, that is something else. */
static const char *column(const struct meaning *m, struct slice name)
{
	bool hidden = yaml_get(dimension_of(m, name), "is") != NULL;

	return arena_format(m->l->arena, "%s%s%.*s", hidden ? "from." : "",
	                    is_of_person(m, name) ? "" : m->tag, SLICE(name));
}

/* ---------------------------------------------------------------- moments */

/* The rows of the population of that moment. False: there are none. */
static bool at_moment(const struct meaning *m, struct slice moment, struct meaning *there)
{
	const struct yaml *population =
	    yaml_get(yaml_get(m->model, "moments"), arena_text(m->l->arena, moment));
	struct asked asked;

	if (population == NULL || !models_find(m->l, population, &asked))
		return false;
	*there = (struct meaning){m->l, asked.model, NULL,
	                          arena_format(m->l->arena, "%s%.*s.", m->tag, SLICE(moment))};
	return true;
}

static bool is_told_of_each(const struct meaning *m, struct slice name)
{
	const struct yaml *columns = yaml_get(m->model, "columns");

	for (const struct yaml *c = yaml_first(columns); c != NULL; c = yaml_next(columns, c))
		if (slice_equal(c->text, name))
			return true;
	return false;
}

/* The moment itself, what is told of each, or a column. */
static const char *told(const struct meaning *m, struct slice name, int depth)
{
	struct meaning there;

	if (m->moment == NULL)
		return column(m, name);
	if (node_is(yaml_get(m->model, "as"), arena_text(m->l->arena, name)))
		return arena_format(m->l->arena, "\"%s\"", m->moment);
	if (!is_told_of_each(m, name) || !at_moment(m, slice_of(m->moment), &there))
		return column(m, name);
	return all_of(&there,
	              slice_of(arena_format(m->l->arena, "%s_%.*s", m->moment, SLICE(name))), NULL,
	              depth - 1);
}

/* ---------------------------------------------------------------- names */

/* Whether it can be told in the columns that stand there. */
static bool is_understood(const struct meaning *m, const char *text)
{
	struct truth trial = {.arena = m->l->arena};

	return strlen(text) <= LENGTH_MAX && truth_ask_value(&trial, slice_of(text));
}

/* Of a name in a dimension that stands at `before`, which may use those above it. */
static const char *one_of(const struct meaning *m, struct slice name, const struct yaml *before,
                          int depth)
{
	const struct yaml *d = dimension_of(m, name), *at = yaml_get(d, "at"), *is;
	struct meaning there;
	const char *text;

	for (const struct yaml *o = before; o != NULL && d != NULL; o = o->next)
		if (o == d)
			return column(m, name);
	if (d == NULL || depth <= 0)
		return told(m, name, depth);
	is = at == NULL ? yaml_get(d, "is") : moments_told(m->l, m->model, d);
	if (at != NULL && at_moment(m, at->text, &there))
		text = all_of(&there, is == NULL ? name : is->text, NULL, depth - 1);
	else if (is != NULL && is->kind == YAML_SCALAR)
		text = all_of(m, is->text, d, depth - 1);
	else
		return told(m, name, depth);
	return is_understood(m, text) ? text
	                              : arena_format(m->l->arena, "%s%.*s", m->tag, SLICE(name));
}

static const char *all_of(const struct meaning *m, struct slice text, const struct yaml *before,
                          int depth)
{
	const char *all = "", *one;
	struct slice rest = text, token;

	while (token_next(&rest, &token) && strlen(all) <= LENGTH_MAX) {
		one = token_is_name(token, rest) ? one_of(m, token, before, depth) : NULL;
		all = one == NULL
		          ? arena_format(m->l->arena, "%s%s%.*s", all, *all == '\0' ? "" : " ",
		                         SLICE(token))
		          : arena_format(m->l->arena, "%s%s%s", all, *all == '\0' ? "" : " ", one);
	}
	return all;
}

const char *meaning_of(const struct meaning *m, const char *expression)
{
	return all_of(m, slice_of(expression), NULL, DEPTH_MAX);
}

/* ---------------------------------------------------------------- conditions */

/* Those of the population and of those that it is `of`. */
static void add_conditions(const struct meaning *m, const struct yaml *population, struct yaml *all)
{
	for (int depth = 0; population != NULL && depth < DEPTH_MAX; depth++) {
		const struct yaml *where = yaml_get(population, "where"),
		                  *of = yaml_get(population, "of");

		if (where != NULL && where->kind == YAML_SCALAR)
			node_add(all,
			         node_text(m->l->arena, where,
			                   meaning_of(m, arena_text(m->l->arena, where->text))));
		population = of == NULL ? NULL
		                        : yaml_get(yaml_get(m->model, "populations"),
		                                   arena_text(m->l->arena, of->text));
	}
}

struct yaml *meaning_conditions(const struct meaning *m, const struct yaml *population)
{
	struct yaml *all = node_list(m->l->arena, m->model);
	struct meaning there;
	struct asked asked;

	add_conditions(m, population, all);
	for (const struct yaml *moment = node_items(yaml_get(m->model, "moments")); moment != NULL;
	     moment = moment->next)
		if (at_moment(m, moment->key, &there) && models_find(m->l, moment, &asked))
			add_conditions(&there, asked.population, all);
	return all;
}
