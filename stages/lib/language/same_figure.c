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

	if (yaml_get(q->node, "where") != NULL || question_scope(q) != NULL)
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
	for (const struct yaml *item = node_first(list); item != NULL; item = node_next(list, item))
		if (slice_equal(item->text, name))
			return true;
	return false;
}

/* Whether another question asks the same by this dimension, or by one that lies within it. */
static bool is_key_elsewhere(const struct question *q, struct slice dimension)
{
	const struct yaml *ask = yaml_get(q->node, "ask");
	const struct yaml *tables = yaml_get(q->l->root, "tables");

	for (const struct yaml *t = node_items(tables); t != NULL; t = t->next) {
		const struct yaml *by = yaml_get(t, "by");
		if (!grouped_asks(yaml_get(t, "ask"), ask->text))
			continue;
		if (is_among(by, dimension))
			return true;
		for (const struct yaml *d = node_first(by); d != NULL; d = node_next(by, d)) {
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

/* Whether each row that is asked is one of the population's, in its window, and none twice. */
static bool is_plain(const struct question *q)
{
	struct slice rest = slice_of(q->by), name;

	if (question_scope(q) != NULL || yaml_get(q->node, "window") != NULL ||
	    yaml_get(q->node, "compare") != NULL)
		return false;
	while (rest.n > 0 && slice_cut(&rest, ',', &name))
		if (yaml_get(models_dimension(&q->asked, name), "through") != NULL)
			return false;
	return true;
}

/* Whether the definition counts rows of the population, persons of whom each has one, or persons who are only counted. */
static bool counts_rows(const struct question *q, const struct definition *d)
{
	const struct yaml *person = yaml_get(q->asked.model, "person"),
	                  *persons = yaml_get(q->asked.model, "persons");

	if (persons != NULL)
		return d->function == MEASURE_SUM && slice_equal(d->argument, persons->text);
	return d->function == MEASURE_COUNT ||
	       (d->function == MEASURE_DISTINCT && models_has_one_row(&q->asked) &&
	        person != NULL && slice_equal(d->argument, person->text));
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

	if (!is_plain(q) || (where != NULL && !add_value(q, where->text, &values)) ||
	    (d->condition.n > 0 && !add_value(q, d->condition, &values)))
		return NULL;
	if (figure == NULL)
		figure = own_figure(q);
	if (values[0] == '\0')
		return yaml_get(q->asked.model, "persons") != NULL ? figure : NULL;
	return arena_format(q->l->arena, "%s[%s]", figure, values);
}

/* distinct(PERSON) of what the population is of, where that is what it counts. */
static const char *persons_figure(const struct question *q, struct slice definition)
{
	return slice_is(definition, "count()") && yaml_get(q->asked.population, "one") != NULL &&
	               is_of_persons(q)
	           ? models_persons(q->l, &q->asked)
	           : NULL;
}

struct yaml *same_figure_say(struct question *q)
{
	const struct yaml *measures = yaml_get(q->node, "measures");
	struct yaml *said = node_map(q->l->arena, q->node), *count = node_map(q->l->arena, q->node);

	for (const struct yaml *m = node_first(measures); m != NULL; m = node_next(measures, m)) {
		struct slice text = question_definition(q, m);
		const char *figure;
		struct definition d;

		if (text.at == NULL ||
		    !definition_read(slice_of(arena_format(q->l->arena, "x=%.*s", SLICE(text))), &d,
		                     NULL) ||
		    !counts_rows(q, &d))
			continue;
		figure = figure_of(q, &d);
		if (figure == NULL)
			figure = persons_figure(q, text);
		if (figure == NULL && yaml_get(q->asked.model, "persons") != NULL)
			figure =
			    arena_format(q->l->arena, "%s/%.*s", q->name, SLICE(question_name(m)));
		if (figure != NULL)
			node_put(q->l->arena, count, arena_text(q->l->arena, question_name(m)),
			         node_text(q->l->arena, m, figure));
	}
	if (count->n > 0)
		node_put(q->l->arena, said, "count", count);
	return said;
}
