/* same_figure: see same_figure.h. */
#include "language/same_figure.h"

#include <string.h>

#include "definition.h"
#include "language/grouped.h"
#include "language/node.h"

/* ---------------------------------------------------------------- one row a person */

/* Whether each key is the same in all rows of a person, and no row was left out but by the population. */
static bool is_of_persons(const struct question *q)
{
	struct slice rest = slice_of(q->by), name;

	if (yaml_get(q->node, "where") != NULL || question_is_narrow(q))
		return false;
	while (rest.n > 0 && slice_cut(&rest, ',', &name))
		if (!node_is(yaml_get(models_dimension(&q->asked, name), "of"), "person"))
			return false;
	return true;
}

/* ---------------------------------------------------------------- the value of a key */

/* COLUMN = VALUE, a plain one; false: it is another condition. */
static bool is_value(struct slice condition, struct slice *column, struct slice *value)
{
	const char *sign = condition.n == 0 ? NULL : memmem(condition.at, condition.n, " = ", 3);

	if (sign == NULL)
		return false;
	*column = slice_trim((struct slice){condition.at, (size_t)(sign - condition.at)});
	*value =
	    slice_trim((struct slice){sign + 3, (size_t)(condition.at + condition.n - sign - 3)});
	if (value->n > 2 && value->at[0] == '"' && value->at[value->n - 1] == '"')
		*value = (struct slice){value->at + 1, value->n - 2};
	for (size_t i = 0; i < value->n; i++)
		if (strchr("\"(),=[]:@ ", value->at[i]) != NULL)
			return false;
	return value->n > 0 && memchr(column->at, ' ', column->n) == NULL;
}

static bool is_among(const struct yaml *list, struct slice name)
{
	for (const struct yaml *item = yaml_first(list); item != NULL; item = yaml_next(list, item))
		if (slice_equal(item->text, name))
			return true;
	return false;
}

/* Whether what is asked is the population, or has it as a group, or as a moment. */
static bool asks_the_same(struct language *l, const struct yaml *ask, struct slice population)
{
	const struct yaml *noted = grouped_noted(l, population);

	return grouped_asks(ask, population) ||
	       (noted != NULL && grouped_asks(ask, yaml_get(noted, "table")->text));
}

/* Whether another question asks the same by this dimension, or by one that lies within it. */
static bool is_key_elsewhere(const struct question *q, struct slice dimension)
{
	const struct yaml *ask = yaml_get(q->node, "ask");
	const struct yaml *tables = yaml_get(q->l->root, "tables");

	for (const struct yaml *t = node_items(tables); t != NULL; t = t->next) {
		const struct yaml *by = yaml_get(t, "by");
		if (!asks_the_same(q->l, yaml_get(t, "ask"), ask->text))
			continue;
		if (is_among(by, dimension))
			return true;
		for (const struct yaml *d = yaml_first(by); d != NULL; d = yaml_next(by, d)) {
			const struct yaml *within =
			    yaml_get(models_dimension(&q->asked, d->text), "within");
			if (within != NULL && slice_equal(within->text, dimension))
				return true;
		}
	}
	return false;
}

/* Whether a value is said of the column already. */
static bool has_column(const char *values, struct slice column)
{
	struct slice rest = slice_of(values), pair, name;

	while (rest.n > 0 && slice_cut(&rest, ',', &pair))
		if (slice_cut(&pair, '=', &name) && slice_equal(name, column))
			return true;
	return false;
}

/* Appends COLUMN=VALUE if the condition is of a dimension that another table has as a key. */
static bool add_value(const struct question *q, struct slice condition, const char **values)
{
	struct slice column, value;

	if (!is_value(condition, &column, &value) || question_has(q->by, column) ||
	    has_column(*values, column) || models_dimension(&q->asked, column) == NULL ||
	    !is_key_elsewhere(q, column))
		return false;
	*values = arena_format(q->l->arena, "%s%s%.*s=%.*s", *values, **values == '\0' ? "" : ",",
	                       SLICE(column), SLICE(value));
	return true;
}

/* ---------------------------------------------------------------- the rows of the population */

/* Whether a key is a dimension that differs between the moments of the model in which the population is one. */
static bool differs_there(const struct question *q, struct slice key)
{
	const struct yaml *noted = grouped_noted(q->l, yaml_get(q->node, "ask")->text);
	const struct yaml *model = noted == NULL ? NULL
	                                         : yaml_get(yaml_get(q->l->root, "models"),
	                                                    yaml_get(noted, "table")->text.at);
	const struct yaml *d =
	    yaml_get(yaml_get(model, "dimensions"), arena_text(q->l->arena, key));

	return d != NULL && !node_is(yaml_get(d, "at"), yaml_get(noted, "is")->text.at);
}

static bool is_of_window(const struct question *q)
{
	return q->window != NULL && q->window[0] != '\0';
}

/* The figure of the period; of another window it is another. */
static const char *in_window(const struct question *q, const char *figure)
{
	return is_of_window(q) ? arena_format(q->l->arena, "%s in %s", figure, q->window) : figure;
}

/* Whether each row that is asked is one of the population's, and none twice. */
static bool is_plain(const struct question *q)
{
	struct slice rest = slice_of(q->by), name;

	if (question_is_narrow(q))
		return false;
	while (rest.n > 0 && slice_cut(&rest, ',', &name))
		if (yaml_get(models_dimension(&q->asked, name), "through") != NULL ||
		    differs_there(q, name))
			return false;
	return true;
}

/* Whether the definition counts rows of the population, persons of whom each has one, or persons who are only counted. */
static bool counts_rows(const struct question *q, const struct definition *d)
{
	const struct yaml *person = yaml_get(q->asked.model, "person"),
	                  *persons = yaml_get(q->asked.model, "persons");
	bool one = models_has_one_row(&q->asked) || yaml_get(q->asked.model, "moments") != NULL;

	if (persons != NULL)
		return d->function == MEASURE_SUM && slice_equal(d->argument, persons->text);
	return d->function == MEASURE_COUNT ||
	       (d->function == MEASURE_DISTINCT && one && person != NULL &&
	        slice_equal(d->argument, person->text));
}

/* What its steps tell, of all rows. */
static const char *own_figure(const struct question *q)
{
	const struct yaml *persons = yaml_get(q->asked.model, "persons");

	return persons == NULL ? arena_format(q->l->arena, "%s/count()", q->asked.table)
	                       : arena_format(q->l->arena, "%s/sum(%.*s)", q->asked.table,
	                                      SLICE(persons->text));
}

/* The figure that a count of rows is, with the values that its conditions give to keys; NULL: its steps tell. */
static const char *figure_of(const struct question *q, const struct definition *d)
{
	const struct yaml *where = yaml_get(q->node, "where"), *ask = yaml_get(q->node, "ask");
	const char *values = "", *figure = grouped_figure(q->l, ask->text, &values);

	if (!is_plain(q) || yaml_get(q->asked.model, "moments") != NULL ||
	    (where != NULL && !add_value(q, where->text, &values)) ||
	    (d->condition.n > 0 && !add_value(q, d->condition, &values)))
		return NULL;
	figure = in_window(q, figure == NULL ? own_figure(q) : figure);
	if (values[0] == '\0')
		return yaml_get(q->asked.model, "persons") != NULL ? figure : NULL;
	return arena_format(q->l->arena, "%s[%s]", figure, values);
}

/* ---------------------------------------------------------------- moments */

/* Whether all keys but the moment are the same at all moments. */
static bool is_constant(const struct question *q, struct slice moment)
{
	struct slice rest = slice_of(q->by), name;

	while (rest.n > 0 && slice_cut(&rest, ',', &name))
		if (!slice_equal(name, moment) &&
		    yaml_get(models_dimension(&q->asked, name), "at") == NULL)
			return false;
	return true;
}

/* What a question of a model with moments says of persons: the figure of the first moment, with these values of keys. */
struct at_moments {
	const char *figure, *values;
};

/*
 * `where: tidpunkt = "efter"`, or of what is the same at all moments: a value of a key, or some of the persons, whose figure is one of its own. False: it is
 * another.
 */
static bool is_constant_where(const struct question *q, struct slice moment, struct at_moments *at)
{
	const struct yaml *where = yaml_get(q->node, "where");
	struct slice column, value;

	if (where == NULL || where->kind != YAML_SCALAR)
		return where == NULL;
	if (!is_value(where->text, &column, &value))
		return false;
	if (slice_equal(column, moment) || add_value(q, where->text, &at->values))
		return true;
	at->figure = arena_format(q->l->arena, "%s where %.*s", at->figure, SLICE(where->text));
	return yaml_get(models_dimension(&q->asked, column), "at") != NULL;
}

/* At each moment are all of the first population, so that the figure of any is that of the first. False: it is another count. */
static bool is_of_moments(const struct question *q, const struct definition *d,
                          struct at_moments *at)
{
	const struct yaml *as = yaml_get(q->asked.model, "as");
	bool one;

	if (yaml_get(q->asked.model, "moments") == NULL || q->asked.population != NULL ||
	    question_is_narrow(q) || !is_constant(q, as->text))
		return false;
	*at = (struct at_moments){in_window(q, grouped_persons(q->l, q->asked.model->key)), ""};
	one = question_has(q->by, as->text) || yaml_get(q->node, "where") != NULL ||
	      d->function == MEASURE_DISTINCT;
	return one && is_constant_where(q, as->text, at) &&
	       (d->condition.n == 0 || add_value(q, d->condition, &at->values));
}

/* NAME@KEY,...: the keys without the moment. */
static const char *without_moment(const struct question *q, struct slice name, struct slice moment)
{
	const char *text = arena_format(q->l->arena, "%.*s@", SLICE(name)), *sign = "";
	struct slice rest = slice_of(q->by), key;

	while (rest.n > 0 && slice_cut(&rest, ',', &key))
		if (!slice_equal(key, moment)) {
			text = arena_format(q->l->arena, "%s%s%.*s", text, sign, SLICE(key));
			sign = ",";
		}
	return text;
}

static bool definition_of(const struct question *q, const struct yaml *measure,
                          struct definition *d)
{
	struct slice text = question_definition(q, measure);

	return text.at != NULL &&
	       definition_read(slice_of(arena_format(q->l->arena, "x=%.*s", SLICE(text))), d, NULL);
}

/* Whether the question counts nothing but those who are there at each moment. */
static bool counts_persons_only(const struct question *q)
{
	const struct yaml *measures = yaml_get(q->node, "measures");
	struct at_moments at;
	struct definition d;

	if (q->several != NULL)
		return false;
	for (const struct yaml *m = yaml_first(measures); m != NULL; m = yaml_next(measures, m))
		if (!definition_of(q, m, &d) || !counts_rows(q, &d) || !is_of_moments(q, &d, &at))
			return false;
	return true;
}

/*
 * Where the moment is a key, all its values have the same figure: a relation, if that holds of all that is counted, or else that of the
 * first moment, which differs only by the other keys.
 */
static void say_moments(const struct question *q, const struct yaml *measure,
                        const struct at_moments *at, struct yaml *count, struct yaml *relation)
{
	const struct yaml *as = yaml_get(q->asked.model, "as");
	const struct yaml *first = node_items(yaml_get(q->asked.model, "moments"));
	const char *name = arena_text(q->l->arena, question_name(measure)), *values = at->values;
	bool by_moment = question_has(q->by, as->text);

	if (by_moment && counts_persons_only(q)) {
		for (const struct yaml *m = relation->n > 0 ? NULL : first->next; m != NULL;
		     m = m->next)
			node_add(
			    relation,
			    node_text(q->l->arena, q->node,
			              arena_format(q->l->arena, "%.*s:%.*s = %.*s", SLICE(as->text),
			                           SLICE(first->key), SLICE(m->key))));
	} else {
		values =
		    arena_format(q->l->arena, "%s%s%.*s=%.*s", values, *values == '\0' ? "" : ",",
		                 SLICE(as->text), SLICE(first->key));
		if (by_moment)
			name = without_moment(q, question_name(measure), as->text);
	}
	node_put(q->l->arena, count, name,
	         node_text(q->l->arena, measure,
	                   *values == '\0'
	                       ? at->figure
	                       : arena_format(q->l->arena, "%s[%s]", at->figure, values)));
}

/* ---------------------------------------------------------------- all */

const char *same_figure_persons(struct language *l, const struct asked *of)
{
	for (const struct yaml *p = node_items(yaml_get(of->model, "populations")); p != NULL;
	     p = p->next) {
		const struct yaml *other = yaml_get(p, "of");
		const char *values = "", *figure;

		if (yaml_get(p, "one") == NULL || yaml_get(p, "where") != NULL ||
		    (other == NULL) != (of->population == NULL) ||
		    (other != NULL && !slice_equal(other->text, of->population->key)))
			continue;
		figure = grouped_figure(l, p->key, &values);
		if (figure != NULL)
			return arena_format(l->arena, "%s[%s]", figure, values);
	}
	return NULL;
}

/* distinct(PERSON) of what the population is of, where that is what it counts. */
static const char *persons_figure(const struct question *q, struct slice definition)
{
	const struct yaml *of = yaml_get(q->asked.population, "of");
	struct asked all = q->asked;
	const char *grouped;

	if (!slice_is(definition, "count()") || yaml_get(q->asked.population, "one") == NULL ||
	    is_of_window(q) || !is_plain(q) || !is_of_persons(q))
		return NULL;
	all.population =
	    of == NULL ? NULL : yaml_get(yaml_get(all.model, "populations"), of->text.at);
	grouped =
	    yaml_get(q->asked.population, "where") != NULL ? NULL : same_figure_persons(q->l, &all);
	return grouped != NULL ? grouped : models_persons(q->l, &q->asked);
}

/* The figure that a count is; NULL: its steps tell. */
static const char *figure_by_model(const struct question *q, const struct yaml *measure,
                                   const struct definition *d)
{
	const char *figure = figure_of(q, d);

	if (figure == NULL)
		figure = persons_figure(q, question_definition(q, measure));
	if (figure == NULL && yaml_get(q->asked.model, "persons") != NULL)
		figure =
		    arena_format(q->l->arena, "%s/%.*s", q->name, SLICE(question_name(measure)));
	return figure;
}

struct yaml *same_figure_say(struct question *q)
{
	const struct yaml *measures = yaml_get(q->node, "measures");
	struct arena *a = q->l->arena;
	struct yaml *said = node_map(a, q->node), *count = node_map(a, q->node);
	struct yaml *relation = node_list(a, q->node);
	struct at_moments at;
	struct definition d;

	for (const struct yaml *m = yaml_first(measures); m != NULL; m = yaml_next(measures, m)) {
		const char *figure;

		if (!definition_of(q, m, &d) || !counts_rows(q, &d))
			continue;
		if (is_of_moments(q, &d, &at))
			say_moments(q, m, &at, count, relation);
		else if ((figure = figure_by_model(q, m, &d)) != NULL)
			node_put(a, count, arena_text(a, question_name(m)),
			         node_text(a, m, figure));
	}
	if (count->n > 0)
		node_put(a, said, "count", count);
	if (relation->n > 0)
		node_put(a, said, "relation", relation);
	return said;
}
