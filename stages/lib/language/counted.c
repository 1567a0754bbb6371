/* counted: see counted.h. */
#include "language/counted.h"

#include "language/same_figure.h"
#include "definition.h"
#include "language/every.h"
#include "language/never.h"
#include "language/node.h"
#include "language/overlap.h"
#include "language/question.h"
#include "language/wholes.h"

static const char *const keys_of_question[] = {"ask",      "where", "by",     "totals",  "within",
                                               "measures", "scope", "window", "compare", "keep",
                                               "each",     "every", NULL};

/* ---------------------------------------------------------------- what is shown */

/* Of what is protected, if it is about persons. */
static const char *shown_of(struct question *q, const char *table)
{
	bool persons = question_of_persons(q) && !q->l->ask.inside;

	return arena_format(q->l->arena, "%s%s", table, persons ? ".protected" : "");
}

/* What the table tells of the keys that only protection needs is their total; of those whose totals only it needs, all else. */
static void leave_out_inside(struct question *q)
{
	struct slice rest = slice_of(q->unseen), name;
	struct yaml *pick;

	while (rest.n > 0 && slice_cut(&rest, ',', &name))
		question_step(q, q->node, "where",
		              arena_format(q->l->arena, "%.*s != \"*\"", SLICE(name)));
	rest = slice_of(q->inside);
	while (rest.n > 0 && slice_cut(&rest, ',', &name))
		question_step(q, q->node, "where",
		              arena_format(q->l->arena, "%.*s = \"*\"", SLICE(name)));
	if (q->inside[0] == '\0')
		return;
	pick = node_step(q->l->arena, q->steps, "pick", node_map(q->l->arena, q->node));
	question_option(q, pick, q->node, "drop", q->inside);
}

static void add_table(struct question *q, const char *name, const char *from)
{
	struct yaml *table = node_map(q->l->arena, q->node);

	node_put(q->l->arena, table, "from", node_text(q->l->arena, q->node, from));
	node_put(q->l->arena, table, "through", q->steps);
	node_put(q->l->arena, q->tables, name, table);
}

/* Whoever protects it must know that it counts persons, and what is known of its figures. */
static void note_persons(struct question *q, const char *table, const char *window)
{
	struct yaml *all, *said;

	if (!question_of_persons(q))
		return;
	said = q->several != NULL ? wholes_say(q, table, window[0] != '\0') : same_figure_say(q);
	overlap_say(q, said);
	never_say(q, said);
	all = node_section(q->l->arena, q->l->root,
	                   &(struct yaml){.kind = YAML_MAP, .key = slice_of("asked")});
	node_put(q->l->arena, all, table, said);
}

/* The aggregate itself, over the window. */
static void add_counted(struct question *q, const char *name, const char *window)
{
	const struct yaml *keep = yaml_get(q->node, "keep");
	struct yaml *counted = node_map(q->l->arena, q->node);

	q->window = window;
	q->steps = node_list(q->l->arena, q->node);
	node_put(q->l->arena, counted, "from",
	         node_text(q->l->arena, yaml_get(q->node, "ask"),
	                   !question_is_narrow(q) ? q->asked.table
	                                          : models_before_one(q->l, &q->asked)));
	question_rows(q);
	wholes_rows(q);
	every_say(q, question_aggregate(q));
	wholes_join(q);
	node_put(q->l->arena, counted, "through", q->steps);
	if (keep != NULL)
		node_add(counted, node_share(q->l->arena, keep));
	if (window[0] != '\0')
		node_put(q->l->arena, counted, "window", node_text(q->l->arena, q->node, window));
	node_put(q->l->arena, q->tables, name, counted);
	counted->key_line = q->node->key_line;
	counted->key_column = q->node->key_column;
	note_persons(q, name, window);
}

/* ---------------------------------------------------------------- comparison */

/* MEASURE_year_ago. */
static const char *column_of(struct question *q, struct slice measure, struct slice window)
{
	char *text = (char *)arena_format(q->l->arena, "%.*s_%.*s", SLICE(measure), SLICE(window));

	for (char *c = text + measure.n; *c != '\0'; c++)
		*c = (char)(*c == '-' ? '_' : *c);
	return text;
}

/* Those that the reader sees. */
static const char *shown_keys(struct question *q)
{
	struct slice rest = slice_of(q->by), key;
	const char *keys = "";

	while (rest.n > 0 && slice_cut(&rest, ',', &key))
		if (!question_has(q->inside, key))
			question_append(q, &keys, key);
	return keys;
}

/* What the same measures were in the other window: COUNTED-then, the measures under names that say so. */
static const char *add_then(struct question *q, const struct yaml *window, const char *counted)
{
	const struct yaml *measures = yaml_get(q->node, "measures");
	const char *name = arena_format(q->l->arena, "%s-then", counted);
	struct slice rest = slice_of(shown_keys(q)), key;
	struct yaml *columns;

	q->steps = node_list(q->l->arena, window);
	leave_out_inside(q);
	columns = node_step(q->l->arena, q->steps, "pick", node_list(q->l->arena, window));
	while (rest.n > 0 && slice_cut(&rest, ',', &key))
		node_add(columns, node_text(q->l->arena, window, arena_text(q->l->arena, key)));
	for (const struct yaml *m = yaml_first(measures); m != NULL; m = yaml_next(measures, m))
		node_add(columns,
		         node_text(q->l->arena, m,
		                   arena_format(q->l->arena, "%.*s=%s", SLICE(question_name(m)),
		                                column_of(q, question_name(m), window->text))));
	add_table(q, name, shown_of(q, counted));
	return name;
}

/* The figures of then beside those of now, and what has become of them: MEASURE_year_ago, MEASURE_year_ago_change. */
static void add_comparison(struct question *q, const struct yaml *window, const char *then)
{
	const struct yaml *measures = yaml_get(q->node, "measures");
	struct yaml *join = node_step(q->l->arena, q->steps, "join", node_map(q->l->arena, window));

	question_option(q, join, window, "args", arena_format(q->l->arena, "@%s", then));
	question_option(q, join, window, "on", shown_keys(q));
	question_option(q, join, window, "cardinality", "1:1");
	for (const struct yaml *m = yaml_first(measures); m != NULL; m = yaml_next(measures, m)) {
		const char *column = column_of(q, question_name(m), window->text);
		question_step(q, m, "derive",
		              arena_format(q->l->arena, "%s_change=%.*s - %s", column,
		                           SLICE(question_name(m)), column));
	}
}

/* Where the earlier window is left out, its figures and what has become of them are missing. */
static void add_none(struct question *q, const struct yaml *window)
{
	const struct yaml *measures = yaml_get(q->node, "measures");
	struct yaml *none =
	    node_step(q->l->arena, q->steps, "derive", node_list(q->l->arena, window));

	for (const struct yaml *m = yaml_first(measures); m != NULL; m = yaml_next(measures, m)) {
		const char *column = column_of(q, question_name(m), window->text);
		node_add(none, node_text(q->l->arena, m,
		                         arena_format(q->l->arena, "%s=missing", column)));
		node_add(none, node_text(q->l->arena, m,
		                         arena_format(q->l->arena, "%s_change=missing", column)));
	}
}

/* It needs keys to find the other figure by. */
static bool may_compare(struct question *q, const struct yaml *compare)
{
	bool good = true;

	for (const struct yaml *w = yaml_first(compare); w != NULL; w = yaml_next(compare, w))
		if (!node_is(w, "previous") && !node_is(w, "year-ago")) {
			language_problem(q->l, w, "compare is previous, year-ago, or both");
			good = false;
		}
	if (compare != NULL && shown_keys(q)[0] == '\0') {
		language_problem(q->l, compare, "%s: what is compared has a key (by)", q->name);
		good = false;
	}
	return good;
}

/* ---------------------------------------------------------------- all of it */

#define COMPARED_MAX 2 /* previous, year-ago */

/* Keys that differ between the rows of a person: of the question, its scope, its reports. */
static const char *key_of_rows(const struct question *q)
{
	const struct yaml *each = yaml_get(q->node, "each");
	struct slice rest = slice_of(q->by), key;

	while (rest.n > 0 && slice_cut(&rest, ',', &key))
		if (!node_is(yaml_get(models_dimension(&q->asked, key), "of"), "person"))
			return arena_text(q->l->arena, key);
	for (const struct yaml *one = question_scope(q); one != NULL; one = one->next)
		if (!node_is(yaml_get(models_dimension(&q->asked, one->key), "of"), "person"))
			return arena_text(q->l->arena, one->key);
	return each == NULL ? NULL : arena_text(q->l->arena, each->text);
}

/*
 * What all rows of a person say together stands in each of them, so its sum is theirs only where each person has one row, and
 * by keys that are the same in all of them.
 */
static void check_sums(struct question *q)
{
	const struct yaml *measures = yaml_get(q->node, "measures");
	const struct yaml *of_person = yaml_get(q->asked.model, "of_person");
	struct definition d;

	for (const struct yaml *m = yaml_first(measures); m != NULL; m = yaml_next(measures, m)) {
		const char *key = key_of_rows(q);

		if (!question_read(q, m, &d) || d.function != MEASURE_SUM ||
		    yaml_get(of_person, arena_text(q->l->arena, d.argument)) == NULL)
			continue;
		if (!models_has_one_row(&q->asked))
			language_problem(
			    q->l, m,
			    "%s: %.*s is told in each row of a person, so its sum counts "
			    "it as often; ask a population with one row of each",
			    q->name, SLICE(d.argument));
		else if (key != NULL)
			language_problem(
			    q->l, m,
			    "%s: a sum of %.*s by %s is not the number of %.*s there: a person may "
			    "have several %s. Ask %.*s, count()",
			    q->name, SLICE(d.argument), key, SLICE(d.argument), key,
			    SLICE(models_all_rows(&q->asked)));
	}
}

void counted_write_out(struct language *l, struct yaml *tables, const struct yaml *node)
{
	struct question q = {
	    .l = l, .tables = tables, .node = node, .name = arena_text(l->arena, node->key)};
	const struct yaml *said = yaml_get(node, "window"), *compare = yaml_get(node, "compare");
	const char *window =
	    said == NULL || said->kind != YAML_SCALAR ? "" : arena_text(l->arena, said->text);
	const char *then[COMPARED_MAX], *inside;
	size_t n = 0;

	language_keys(l, node, "a question", keys_of_question);
	if (!models_find(l, yaml_get(node, "ask"), &q.asked))
		return;
	question_keys(&q);
	check_sums(&q);
	if (!may_compare(&q, compare))
		return;
	inside = question_is_shown_whole(&q) ? q.name : arena_format(l->arena, "%s-inside", q.name);
	add_counted(&q, inside, window);
	for (const struct yaml *w = yaml_first(compare);
	     w != NULL && n < COMPARED_MAX && !l->ask.without_comparison;
	     w = yaml_next(compare, w)) {
		const char *counted = arena_format(l->arena, "%s-%.*s", q.name, SLICE(w->text));
		add_counted(&q, counted,
		            arena_format(l->arena, "%s%s%.*s", window, window[0] == '\0' ? "" : ".",
		                         SLICE(w->text)));
		then[n++] = add_then(&q, w, counted);
	}
	if (inside == q.name)
		return;
	q.steps = node_list(l->arena, node);
	leave_out_inside(&q);
	n = 0;
	for (const struct yaml *w = yaml_first(compare); w != NULL && n < COMPARED_MAX;
	     w = yaml_next(compare, w))
		if (l->ask.without_comparison)
			add_none(&q, w);
		else
			add_comparison(&q, w, then[n++]);
	add_table(&q, q.name, shown_of(&q, inside));
}
