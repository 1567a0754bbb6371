/* every: see every.h. */
#include "language/every.h"

#include "language/classes.h"
#include "language/each.h"
#include "language/node.h"
#include "language/several.h"

/* --values KEY=VALUE,...; beside those of another key. */
static void say_values(struct question *q, struct yaml *options, struct slice key,
                       const struct yaml *values)
{
	struct yaml *all = node_list(q->l->arena, values);

	for (const struct yaml *v = yaml_first(values); v != NULL; v = yaml_next(values, v))
		node_add(all, node_text(q->l->arena, v, arena_text(q->l->arena, v->text)));
	node_put(q->l->arena,
	         node_section(q->l->arena, options,
	                      &(struct yaml){.kind = YAML_MAP, .key = slice_of("values")}),
	         arena_text(q->l->arena, key), all);
}

/* TABLE, or, where its column is called otherwise, a table TABLE-KEY of that column alone. */
static const char *table_of(struct question *q, const struct yaml *place, struct slice key)
{
	struct arena *a = q->l->arena;
	struct slice column = place->text, table;
	struct yaml *made, *steps;
	const char *name;

	slice_cut(&column, '.', &table);
	if (column.at == NULL || slice_equal(column, key))
		return arena_text(a, table);
	name = arena_format(a, "%.*s-%.*s", SLICE(table), SLICE(key));
	if (yaml_get(q->tables, name) != NULL)
		return name;
	made = node_map(a, place);
	node_put(a, made, "from", node_text(a, place, arena_text(a, table)));
	steps = node_put(a, made, "through", node_list(a, place));
	node_step(a, steps, "pick",
	          node_text(a, place, arena_format(a, "%.*s=%.*s", SLICE(column), SLICE(key))));
	node_put(a, q->tables, name, made);
	return name;
}

static void say_table(struct question *q, struct yaml *options, const char *option,
                      const struct yaml *table, struct slice key)
{
	node_put(q->l->arena,
	         node_section(q->l->arena, options,
	                      &(struct yaml){.kind = YAML_MAP, .key = slice_of(option)}),
	         arena_text(q->l->arena, key),
	         node_text(q->l->arena, table,
	                   arena_format(q->l->arena, "@%s", table_of(q, table, key))));
}

static const struct yaml *in_scope(const struct question *q, struct slice key)
{
	for (const struct yaml *one = question_scope(q); one != NULL; one = one->next)
		if (slice_equal(one->key, key))
			return one;
	return NULL;
}

/* `table` is what the question says itself, or NULL. */
static void say_key(struct question *q, struct yaml *options, const struct yaml *place,
                    struct slice key, const struct yaml *table)
{
	const struct yaml *d = models_dimension(&q->asked, key);

	if (several_is(d) && (classes_are_of(d) || !question_has(q->by, key)))
		return; /* conditions have their rows; the wholes are not told apart by it */
	if (!question_has(q->by, key))
		language_problem(q->l, place, "every: %.*s is not among by", SLICE(key));
	else if (in_scope(q, key) != NULL)
		say_values(q, options, key, in_scope(q, key));
	else if (table != NULL && table->kind == YAML_SCALAR)
		say_table(q, options, "every", table, key);
	else if (table == NULL && yaml_get(d, "values") != NULL)
		say_values(q, options, key, yaml_get(d, "values"));
	else if (table == NULL && yaml_get(d, "through") != NULL)
		say_table(q, options, "every", yaml_get(d, "through"), key);
	else
		language_problem(q->l, place,
		                 "every: which values %.*s has is not known: {%.*s: TABLE.COLUMN}, "
		                 "or `values: [...]` of the dimension",
		                 SLICE(key), SLICE(key));
}

void every_say_units(struct question *q, struct yaml *options)
{
	const struct yaml *each = yaml_get(q->node, "each"), *of = each_dimension(q->l);

	if (each == NULL || of == NULL || !question_of_persons(q) || !question_has(q->by, of->key))
		return;
	say_table(q, options, "units", of, of->key);
}

void every_nought(struct question *q, const struct yaml *measure)
{
	struct slice name = question_name(measure);

	question_step(
	    q, measure, "derive",
	    arena_format(q->l->arena, "%.*s=coalesce(%.*s, 0)", SLICE(name), SLICE(name)));
}

/* Where persons are only counted, a sum of no numbers is nobody. */
static void say_noughts(struct question *q)
{
	const struct yaml *measures = yaml_get(q->node, "measures");
	struct definition d;

	if (yaml_get(q->asked.model, "persons") == NULL)
		return;
	for (const struct yaml *m = yaml_first(measures); m != NULL; m = yaml_next(measures, m))
		if (question_read(q, m, &d) && d.function == MEASURE_SUM)
			every_nought(q, m);
}

void every_say(struct question *q, struct yaml *options)
{
	const struct yaml *every = yaml_get(q->node, "every");

	for (const struct yaml *one = every == NULL ? NULL : yaml_first(every); one != NULL;
	     one = yaml_next(every, one))
		if (every->kind == YAML_MAP)
			say_key(q, options, one, one->key, one);
		else if (one->kind == YAML_SCALAR)
			say_key(q, options, one, one->text, NULL);
		else if (one->kind == YAML_LIST)
			language_problem(q->l, one, "every: the name of a key was expected");
		else
			for (const struct yaml *key = node_items(one); key != NULL; key = key->next)
				say_key(q, options, key, key->key, key);
	every_say_units(q, options);
	if (every != NULL || yaml_get(q->node, "each") != NULL)
		say_noughts(q);
}
