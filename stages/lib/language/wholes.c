/* wholes: see wholes.h. */
#include "language/wholes.h"

#include <string.h>

#include "definition.h"
#include "language/classes.h"
#include "language/every.h"
#include "language/node.h"
#include "language/same_figure.h"
#include "language/several.h"

/* ---------------------------------------------------------------- measures */

/* The whole of that name which is asked before the measure, or NULL. */
static const struct yaml *whole_before(const struct question *q, const struct yaml *measure,
                                       struct slice name)
{
	const struct yaml *all = yaml_get(q->node, "measures");

	for (const struct yaml *m = yaml_first(all); m != NULL && m != measure;
	     m = yaml_next(all, m))
		if (slice_equal(several_whole(m), name))
			return m;
	return NULL;
}

static bool has_wholes(const struct question *q)
{
	const struct yaml *all = yaml_get(q->node, "measures");

	for (const struct yaml *m = yaml_first(all); m != NULL; m = yaml_next(all, m))
		if (several_whole(m).at != NULL)
			return true;
	return false;
}

/* ---------------------------------------------------------------- steps */

/* CODE=NEW of each. */
static struct yaml *told_together(struct question *q, const struct yaml *as)
{
	struct yaml *list = node_list(q->l->arena, as);

	for (const struct yaml *code = as->first; code != NULL; code = code->next)
		node_add(list, node_text(q->l->arena, code,
		                         arena_format(q->l->arena, "%.*s=%.*s", SLICE(code->key),
		                                      SLICE(code->text))));
	return list;
}

void wholes_rows(struct question *q)
{
	const struct yaml *d = q->several, *as = yaml_get(d, "as"), *column;
	struct yaml *explode;

	if (d == NULL)
		return;
	if (classes_are_of(d)) {
		classes_rows(q->l, d, question_of_persons(q), q->steps);
		return;
	}
	column = yaml_get(d, "several");
	if (!slice_equal(column->text, d->key))
		question_step(
		    q, d, "derive",
		    arena_format(q->l->arena, "%.*s=%.*s", SLICE(d->key), SLICE(column->text)));
	explode = node_step(q->l->arena, q->steps, "explode", node_map(q->l->arena, d));
	node_put_text(q->l->arena, explode, d, "args", arena_text(q->l->arena, d->key));
	if (as != NULL)
		node_put(q->l->arena, explode, "as", told_together(q, as));
}

/* The question of the same rows, by the keys that are not of several values; its measures are yet to be said. */
static struct question question_beside(const struct question *q)
{
	static const char *const same[] = {"ask",     "where", "scope", "window",
	                                   "compare", "each",  "every", NULL};
	const struct yaml *all = yaml_get(q->node, "measures");
	struct arena *a = q->l->arena;
	struct yaml *node = node_map(a, q->node);
	struct slice rest = slice_of(q->within), key;
	struct question whole = *q;

	for (size_t i = 0; same[i] != NULL; i++)
		if (yaml_get(q->node, same[i]) != NULL)
			node_add(node, node_share(a, yaml_get(q->node, same[i])));
	node_put(a, node, "measures", node_list(a, all));
	node->key = q->node->key;
	whole.node = node;
	whole.name = arena_format(a, "%s-whole", q->name);
	whole.by = q->within;
	whole.totals = "";
	while (rest.n > 0 && slice_cut(&rest, ',', &key))
		if (question_has(q->totals, key))
			question_append(&whole, &whole.totals, key);
	if (classes_are_of(q->several))
		whole.several = NULL;
	return whole;
}

static struct yaml *measures_of(const struct question *q)
{
	return (struct yaml *)yaml_get(q->node, "measures");
}

/* The question of how many there are. */
static struct question whole_question(const struct question *q)
{
	const struct yaml *all = yaml_get(q->node, "measures");
	struct question whole = question_beside(q);

	for (const struct yaml *m = yaml_first(all); m != NULL; m = yaml_next(all, m))
		if (several_whole(m).at != NULL)
			node_add(
			    measures_of(&whole),
			    node_text(q->l->arena, m, arena_text(q->l->arena, several_whole(m))));
	return whole;
}

static const char *rows_from(const struct question *q)
{
	return question_is_narrow(q) ? models_before_one(q->l, &q->asked) : q->asked.table;
}

/* NAME-whole; once, also where it is counted in several windows. */
static void add_wholes(const struct question *q, struct question *whole)
{
	struct arena *a = q->l->arena;
	struct yaml *table;

	if (yaml_get(q->tables, whole->name) != NULL)
		return;
	table = node_map(a, q->node);
	whole->steps = node_list(a, q->node);
	question_rows(whole);
	every_say(whole, question_aggregate(whole));
	node_put(a, table, "from", node_text(a, yaml_get(q->node, "ask"), rows_from(q)));
	node_put(a, table, "through", whole->steps);
	node_put(a, q->tables, whole->name, table);
}

/* NAME=PART / WHOLE, missing where the whole is nought, as a ratio is. */
static void add_share(struct question *q, const struct yaml *measure, const struct definition *d)
{
	if (!slice_is(d->by, "within") || whole_before(q, measure, d->denominator) == NULL) {
		language_problem(q->l, measure,
		                 "%.*s: a row may have several %.*s, so a share is of a measure "
		                 "NAME@within that stands before it",
		                 SLICE(question_name(measure)), SLICE(q->several->key));
		return;
	}
	question_step(q, measure, "derive",
	              arena_format(q->l->arena, "%.*s=%.*s / %.*s", SLICE(question_name(measure)),
	                           SLICE(d->numerator), SLICE(d->denominator)));
}

static bool may_have_wholes(struct question *q)
{
	const struct yaml *all = yaml_get(q->node, "measures");
	struct slice rest = slice_of(q->within), key;
	struct definition d;
	bool good = q->within[0] != '\0';

	if (!good)
		language_problem(q->l, all, "%s: who counts @within needs a key beside %.*s",
		                 q->name, SLICE(q->several->key));
	while (rest.n > 0 && slice_cut(&rest, ',', &key))
		if (!question_has(q->by, key) || slice_equal(key, q->several->key)) {
			language_problem(q->l, yaml_get(q->node, "within"),
			                 "within: %.*s is no key of one value", SLICE(key));
			good = false;
		}
	for (const struct yaml *m = yaml_first(all); m != NULL; m = yaml_next(all, m))
		for (const struct yaml *o = yaml_first(all); o != m; o = yaml_next(all, o))
			if (slice_equal(question_name(m), question_name(o))) {
				language_problem(q->l, m, "%.*s: another measure is called so",
				                 SLICE(question_name(m)));
				good = false;
			}
	for (const struct yaml *m = yaml_first(all); m != NULL; m = yaml_next(all, m))
		if (several_whole(m).at != NULL && question_read(q, m, &d) &&
		    !definition_counts(&d) &&
		    (question_of_persons(q) || d.function != MEASURE_SUM)) {
			language_problem(
			    q->l, m,
			    "%.*s: count and distinct are asked so; a sum if nobody is "
			    "a person",
			    SLICE(m->text));
			good = false;
		}
	return good;
}

void wholes_join(struct question *q)
{
	const struct yaml *all = yaml_get(q->node, "measures");
	struct question whole;
	struct definition d;
	struct yaml *join;

	if (q->several == NULL)
		return;
	if (has_wholes(q)) {
		if (!may_have_wholes(q))
			return;
		whole = whole_question(q);
		add_wholes(q, &whole);
		join = node_step(q->l->arena, q->steps, "join", node_map(q->l->arena, q->node));
		question_option(q, join, q->node, "args",
		                arena_format(q->l->arena, "@%s", whole.name));
		question_option(q, join, q->node, "on", q->within);
		question_option(q, join, q->node, "cardinality", "n:1");
		question_option(q, join, q->node, "match-floor", "100%");
	}
	for (const struct yaml *m = yaml_first(all); m != NULL; m = yaml_next(all, m))
		if (question_is_share(q, m, &d))
			add_share(q, m, &d);
}

/* ---------------------------------------------------------------- what protect is told */

/* What a step is told, as the compiler writes it: options as --NAME=VALUE,VALUE, and operands. */
static void write_words(struct str *text, const struct yaml *told)
{
	if (told->kind != YAML_MAP) {
		for (const struct yaml *one = yaml_first(told); one != NULL;
		     one = yaml_next(told, one))
			str_addf(text, " %.*s", SLICE(one->text));
		return;
	}
	for (const struct yaml *key = told->first; key != NULL; key = key->next) {
		const char *sign = "=";
		if (slice_is(key->key, "args")) {
			write_words(text, key);
			continue;
		}
		str_addf(text, " --%.*s", SLICE(key->key));
		for (const struct yaml *one = yaml_first(key); one != NULL;
		     one = yaml_next(key, one), sign = ",")
			str_addf(text, "%s%.*s", sign, SLICE(one->text));
	}
}

/*
 * What the steps of the whole tell, since it is joined: the same text as another table's that counts the same rows. In another window tables may have other
 * names, so there it is a figure of its own.
 */
static const char *figure_of_rows(struct question *whole, struct slice definition,
                                  const char *table, bool other_window)
{
	struct str text = {0};
	const char *figure;

	if (other_window)
		return arena_format(whole->l->arena, "%s-whole/%.*s", table, SLICE(definition));
	whole->steps = node_list(whole->l->arena, whole->node);
	question_rows(whole);
	str_add_text(&text, rows_from(whole));
	for (const struct yaml *step = whole->steps->first; step != NULL; step = step->next) {
		str_addf(&text, " %.*s", SLICE(step->first->key));
		write_words(&text, step->first);
	}
	str_addf(&text, "/%.*s", SLICE(definition));
	figure = arena_text(whole->l->arena, str_slice(&text));
	str_done(&text);
	return figure;
}

/* The item of the map that begins with NAME or is NAME@KEY,... */
static const struct yaml *said_of(const struct yaml *map, struct slice name)
{
	for (const struct yaml *item = node_items(map); item != NULL; item = item->next)
		if (item->key.n >= name.n && memcmp(item->key.at, name.at, name.n) == 0 &&
		    (item->key.n == name.n || item->key.at[name.n] == '@'))
			return item;
	return NULL;
}

/* NAME@KEY,...=FIGURE of each whole. */
static void say_wholes(const struct question *q, const char *table, bool other_window,
                       struct yaml *count)
{
	struct question whole = whole_question(q);
	const struct yaml *known = yaml_get(same_figure_say(&whole), "count"), *item;
	const struct yaml *all = yaml_get(whole.node, "measures");
	struct arena *a = q->l->arena;

	for (const struct yaml *m = yaml_first(all); m != NULL; m = yaml_next(all, m)) {
		struct definition d;
		if (!question_read(&whole, m, &d) || !definition_counts(&d))
			continue;
		item = said_of(known, m->text);
		node_put(a, count,
		         item != NULL && item->key.n > m->text.n
		             ? arena_text(a, item->key)
		             : arena_format(a, "%.*s@%s", SLICE(m->text), q->within),
		         node_text(a, m,
		                   item != NULL
		                       ? arena_text(a, item->text)
		                       : figure_of_rows(&whole, question_definition(&whole, m),
		                                        table, other_window)));
	}
}

/* The question beside, of one measure. */
static struct question beside_with(const struct question *q, const struct yaml *measure)
{
	struct question one = question_beside(q);
	struct slice whole = several_whole(measure);

	node_add(measures_of(&one), whole.at == NULL ? node_share(q->l->arena, measure)
	                                             : node_text(q->l->arena, measure,
	                                                         arena_text(q->l->arena, whole)));
	return one;
}

/* Whether the question beside counts each row once: rows, or persons of whom each has one. */
static bool counts_each(const struct question *one)
{
	const struct yaml *person = yaml_get(one->asked.model, "person"),
	                  *as = yaml_get(one->asked.model, "as");
	struct slice text = question_definition(one, measures_of(one)->first);
	bool of_one =
	    models_has_one_row(&one->asked) ||
	    (yaml_get(one->asked.model, "moments") != NULL && question_has(one->by, as->text));

	return slice_is(text, "count()") ||
	       (of_one && person != NULL &&
	        slice_is(text, arena_format(one->l->arena, "distinct(%.*s)", SLICE(person->text))));
}

/* The definition of its measure; where rows are persons, as the whole has it that counts them, so that both are one figure. */
static struct slice definition_by_class(const struct question *q, const struct question *one)
{
	const struct yaml *all = yaml_get(q->node, "measures");

	for (const struct yaml *m = yaml_first(all); m != NULL && counts_each(one);
	     m = yaml_next(all, m)) {
		struct question whole = beside_with(q, m);
		if (several_whole(m).at != NULL && counts_each(&whole))
			return question_definition(&whole, measures_of(&whole)->first);
	}
	return question_definition(one, measures_of(one)->first);
}

/*
 * Where the values are unions of classes, the count by value is that of all, told apart by one more key; NAME@KEY,... of a whole is that of all. Persons
 * at several moments are the same at each, which the table of the wholes tells: it is protected, too, and shown to nobody.
 */
static void say_by_class(const struct question *q, const char *table, bool other_window,
                         struct yaml *count)
{
	const struct yaml *all = yaml_get(q->node, "measures");
	struct arena *a = q->l->arena;
	struct question whole = whole_question(q);
	struct yaml *of_all = same_figure_say(&whole);
	bool related = false;

	for (const struct yaml *m = yaml_first(all); m != NULL; m = yaml_next(all, m)) {
		struct question one = beside_with(q, m);
		struct slice name = question_name(m);
		const struct yaml *said = same_figure_say(&one), *item;
		struct definition d;

		if (!question_read(&one, measures_of(&one)->first, &d) || !definition_counts(&d))
			continue;
		item = said_of(yaml_get(said, "count"), name);
		related |= yaml_get(said, "relation") != NULL;
		node_put(a, count,
		         several_whole(m).at == NULL
		             ? arena_text(a, name)
		             : arena_format(a, "%.*s@%s", SLICE(name), q->within),
		         node_text(a, m,
		                   item != NULL && item->key.n == name.n
		                       ? arena_text(a, item->text)
		                       : figure_of_rows(&one, definition_by_class(q, &one), table,
		                                        other_window)));
	}
	if (!related || other_window)
		return;
	if (yaml_get(of_all, "relation") == NULL)
		language_problem(q->l, q->node,
		                 "%s: it needs how many there are at each moment, and no other "
		                 "whole: a measure @within that counts persons",
		                 q->name);
	else
		node_put(a,
		         node_section(a, q->l->root,
		                      &(struct yaml){.kind = YAML_MAP, .key = slice_of("asked")}),
		         whole.name, of_all);
}

struct yaml *wholes_say(const struct question *q, const char *table, bool other_window)
{
	const struct yaml *all = yaml_get(q->node, "measures");
	struct arena *a = q->l->arena;
	struct yaml *said = node_map(a, q->node), *count = node_map(a, q->node);
	struct yaml *derived = node_map(a, q->node);
	struct definition d;

	if (classes_are_of(q->several))
		say_by_class(q, table, other_window, count);
	else
		say_wholes(q, table, other_window, count);
	for (const struct yaml *m = yaml_first(all); m != NULL; m = yaml_next(all, m))
		if (question_is_share(q, m, &d))
			node_put(a, derived, arena_text(a, question_name(m)),
			         node_text(a, m,
			                   arena_format(a, "%.*s/%.*s", SLICE(d.numerator),
			                                SLICE(d.denominator))));
	if (count->n > 0)
		node_put(a, said, "count", count);
	if (derived->n > 0)
		node_put(a, said, "derived", derived);
	if (classes_are_of(q->several))
		classes_say(q->l, q->asked.model, q->several, said);
	return said;
}
