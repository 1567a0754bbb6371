/* wholes: see wholes.h. */
#include "language/wholes.h"

#include <string.h>

#include "definition.h"
#include "language/node.h"
#include "language/same_figure.h"
#include "language/several.h"

/* ---------------------------------------------------------------- measures */

/* The whole of that name which is asked before the measure, or NULL. */
static const struct yaml *whole_before(const struct question *q, const struct yaml *measure,
                                       struct slice name)
{
	const struct yaml *all = yaml_get(q->node, "measures");

	for (const struct yaml *m = node_first(all); m != NULL && m != measure;
	     m = node_next(all, m))
		if (slice_equal(several_whole(m), name))
			return m;
	return NULL;
}

static bool has_wholes(const struct question *q)
{
	const struct yaml *all = yaml_get(q->node, "measures");

	for (const struct yaml *m = node_first(all); m != NULL; m = node_next(all, m))
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

/* The question of how many there are: by the keys that are not of several values, of the same rows. */
static struct question whole_question(const struct question *q)
{
	static const char *const same[] = {"ask",     "where", "scope", "window",
	                                   "compare", "each",  NULL};
	const struct yaml *all = yaml_get(q->node, "measures");
	struct arena *a = q->l->arena;
	struct yaml *node = node_map(a, q->node), *measures;
	struct slice rest = slice_of(q->within), key;
	struct question whole = *q;

	for (size_t i = 0; same[i] != NULL; i++)
		if (yaml_get(q->node, same[i]) != NULL)
			node_add(node, node_share(a, yaml_get(q->node, same[i])));
	measures = node_put(a, node, "measures", node_list(a, all));
	for (const struct yaml *m = node_first(all); m != NULL; m = node_next(all, m))
		if (several_whole(m).at != NULL)
			node_add(measures, node_text(a, m, arena_text(a, several_whole(m))));
	node->key = q->node->key;
	whole.node = node;
	whole.name = arena_format(a, "%s-whole", q->name);
	whole.by = q->within;
	whole.totals = "";
	while (rest.n > 0 && slice_cut(&rest, ',', &key))
		if (question_has(q->totals, key))
			question_append(&whole, &whole.totals, key);
	return whole;
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
	question_aggregate(whole);
	node_put(a, table, "from",
	         node_text(a, yaml_get(q->node, "ask"),
	                   !question_is_narrow(q) ? q->asked.table
	                                          : models_before_one(q->l, &q->asked)));
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
	for (const struct yaml *m = node_first(all); m != NULL; m = node_next(all, m))
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
	for (const struct yaml *m = node_first(all); m != NULL; m = node_next(all, m))
		if (question_is_share(q, m, &d))
			add_share(q, m, &d);
}

/* ---------------------------------------------------------------- what protect is told */

/* What its steps would tell, if the rows are the population's but for `where`; else one of the table's own. */
static const char *figure_of_rows(const struct question *q, const struct yaml *measure,
                                  const char *table, bool other_window)
{
	const struct yaml *where = yaml_get(q->node, "where");
	struct slice text = question_definition(q, measure), rest = slice_of(q->by), key;

	while (rest.n > 0 && slice_cut(&rest, ',', &key))
		if (yaml_get(models_dimension(&q->asked, key), "through") != NULL)
			where = q->node;
	if (other_window || question_is_narrow(q) || (where != NULL && where->kind != YAML_SCALAR))
		return arena_format(q->l->arena, "%s-whole/%.*s", table, SLICE(text));
	return where == NULL ? arena_format(q->l->arena, "%s/%.*s", q->asked.table, SLICE(text))
	                     : arena_format(q->l->arena, "%s where %.*s/%.*s", q->asked.table,
	                                    SLICE(where->text), SLICE(text));
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

	for (const struct yaml *m = node_first(all); m != NULL; m = node_next(all, m)) {
		struct definition d;
		if (!question_read(&whole, m, &d) || !definition_counts(&d))
			continue;
		item = said_of(known, m->text);
		node_put(a, count,
		         item != NULL && item->key.n > m->text.n
		             ? arena_text(a, item->key)
		             : arena_format(a, "%.*s@%s", SLICE(m->text), q->within),
		         node_text(a, m,
		                   item != NULL ? arena_text(a, item->text)
		                                : figure_of_rows(&whole, m, table, other_window)));
	}
}

struct yaml *wholes_say(const struct question *q, const char *table, bool other_window)
{
	const struct yaml *all = yaml_get(q->node, "measures");
	struct arena *a = q->l->arena;
	struct yaml *said = node_map(a, q->node), *count = node_map(a, q->node);
	struct yaml *derived = node_map(a, q->node);
	struct definition d;

	say_wholes(q, table, other_window, count);
	for (const struct yaml *m = node_first(all); m != NULL; m = node_next(all, m))
		if (question_is_share(q, m, &d))
			node_put(a, derived, arena_text(a, question_name(m)),
			         node_text(a, m,
			                   arena_format(a, "%.*s/%.*s", SLICE(d.numerator),
			                                SLICE(d.denominator))));
	if (count->n > 0)
		node_put(a, said, "count", count);
	if (derived->n > 0)
		node_put(a, said, "derived", derived);
	return said;
}
