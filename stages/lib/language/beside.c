/* beside: see beside.h. */
#include "language/beside.h"

#include "definition.h"
#include "language/counted.h"
#include "language/node.h"
#include "language/question.h"

static const char *const keys_of_beside[] = {"ask",    "by",   "totals",   "every", "scope",
                                             "window", "each", "measures", NULL};

#define ASKED_MAX 8

struct besides {
	struct language *l;
	const struct yaml *node;
	struct asked asked[ASKED_MAX];
	struct yaml *measures[ASKED_MAX]; /* of each */
	const char *table[ASKED_MAX];     /* what is shown of it */
	size_t n;
	struct yaml *ratios, *order; /* what is made of them; all, as they are written */
};

/* ---------------------------------------------------------------- measures */

/* Which of them has a measure of that name; n: none. */
static size_t who_has(const struct besides *b, struct slice name)
{
	size_t i = 0;

	while (i < b->n && models_measure(&b->asked[i], name) == NULL)
		i++;
	return i;
}

/* {ASKED: NAME=EXPRESSION} */
static void add_said(struct besides *b, const struct yaml *item)
{
	const struct yaml *all = yaml_get(b->node, "ask"), *measure = item->first;
	size_t i = 0;

	for (const struct yaml *one = all->first; one != NULL; one = one->next, i++)
		if (measure != NULL && slice_equal(one->text, measure->key) &&
		    measure->kind == YAML_SCALAR) {
			node_add(b->measures[i], node_text(b->l->arena, measure,
			                                   arena_text(b->l->arena, measure->text)));
			node_add(b->order,
			         node_text(b->l->arena, measure,
			                   arena_text(b->l->arena, question_name(measure))));
			return;
		}
	language_problem(b->l, item, "{POPULATION: MEASURE} of one that is asked was expected");
}

static bool is_known(const struct besides *b, struct slice name)
{
	for (const struct yaml *m = b->order->first; m != NULL; m = m->next)
		if (slice_equal(m->text, name))
			return true;
	return false;
}

/* NAME=ratio(A, B) of two that stand before it. False: it is none. */
static bool add_ratio(struct besides *b, const struct yaml *item)
{
	struct definition d;

	if (!definition_read(item->text, &d, NULL) || d.function != MEASURE_RATIO || d.coarser ||
	    !is_known(b, d.numerator) || !is_known(b, d.denominator))
		return false;
	node_add(
	    b->ratios,
	    node_text(b->l->arena, item,
	              arena_format(b->l->arena, "%.*s=if(number(%.*s) = 0, missing, %.*s / %.*s)",
	                           SLICE(d.name), SLICE(d.denominator), SLICE(d.numerator),
	                           SLICE(d.denominator))));
	node_add(b->order, node_text(b->l->arena, item, arena_text(b->l->arena, d.name)));
	return true;
}

static void add_measures(struct besides *b)
{
	const struct yaml *all = yaml_get(b->node, "measures");

	for (const struct yaml *m = yaml_first(all); m != NULL; m = yaml_next(all, m)) {
		size_t i = m->kind == YAML_SCALAR ? who_has(b, m->text) : b->n;

		if (m->kind == YAML_MAP) {
			add_said(b, m);
		} else if (i < b->n) {
			node_add(b->measures[i], node_share(b->l->arena, m));
			node_add(b->order, node_share(b->l->arena, m));
		} else if (m->kind != YAML_SCALAR || !add_ratio(b, m)) {
			language_problem(b->l, m,
			                 "a measure of one that is asked, {POPULATION: "
			                 "NAME=EXPRESSION}, or NAME=ratio(A, B) of measures that "
			                 "stand before it was expected");
		}
	}
}

/* ---------------------------------------------------------------- tables */

static void count_one(struct besides *b, struct yaml *tables, const struct yaml *one, size_t i)
{
	static const char *const same[] = {"by",     "totals", "every", "scope",
	                                   "window", "each",   NULL};
	struct question q = {.l = b->l, .asked = b->asked[i]};
	struct arena *a = b->l->arena;
	struct yaml *node = node_map(a, b->node);
	const char *name = arena_format(a, "%.*s-%zu", SLICE(b->node->key), i + 1);

	if (b->measures[i]->n == 0) {
		language_problem(b->l, one, "%.*s: which of the measures is of it?",
		                 SLICE(one->text));
		return;
	}
	node->key = slice_of(name);
	node->key_line = b->node->key_line;
	node->key_column = b->node->key_column;
	node_put(a, node, "ask", node_text(a, one, arena_text(a, one->text)));
	for (size_t k = 0; same[k] != NULL; k++)
		if (yaml_get(b->node, same[k]) != NULL)
			node_add(node, node_share(a, yaml_get(b->node, same[k])));
	node_put(a, node, "measures", b->measures[i]);
	b->table[i] = question_of_persons(&q) && !b->l->ask.inside
	                  ? arena_format(a, "%s.protected", name)
	                  : name;
	counted_write_out(b->l, tables, node);
}

static bool is_of_persons(const struct besides *b, size_t i)
{
	struct question q = {.l = b->l, .asked = b->asked[i]};

	return question_of_persons(&q);
}

/* Noise leaves out a row in which all counts are told as 0 (`protect`): where a value that others have is not told, each is 0. */
static void fill_counts(struct besides *b, struct question *q, size_t i)
{
	struct question of = {.l = b->l, .asked = b->asked[i]};
	struct yaml *all = node_list(b->l->arena, b->node);
	struct definition d;

	for (const struct yaml *m = b->measures[i]->first; m != NULL; m = m->next)
		if (question_read(&of, m, &d) &&
		    (d.function == MEASURE_COUNT || d.function == MEASURE_DISTINCT)) {
			const char *text =
			    arena_format(b->l->arena, "%.*s=coalesce(%.*s, 0)",
			                 SLICE(question_name(m)), SLICE(question_name(m)));
			node_add(all, node_text(b->l->arena, m, text));
		}
	if (all->n > 0)
		node_step(b->l->arena, q->steps, "derive", all);
}

/* Both have the same rows, since every value of each key has one. */
static void join_all(struct besides *b, struct yaml *tables, const char *keys)
{
	struct arena *a = b->l->arena;
	struct question q = {.l = b->l, .node = b->node};
	struct yaml *table = node_map(a, b->node), *pick;
	struct slice rest = slice_of(keys), key;

	q.steps = node_list(a, b->node);
	for (size_t i = 1; i < b->n; i++) {
		struct yaml *join = node_step(a, q.steps, "join", node_map(a, b->node));
		question_option(&q, join, b->node, "args", arena_format(a, "@%s", b->table[i]));
		question_option(&q, join, b->node, "on", keys);
		question_option(&q, join, b->node, "cardinality", "1:1");
		if (is_of_persons(b, i) && !b->l->ask.inside)
			fill_counts(b, &q, i);
		else
			question_option(&q, join, b->node, "match-floor", "100%");
	}
	if (b->ratios->n > 0)
		node_step(a, q.steps, "derive", b->ratios);
	pick = node_step(a, q.steps, "pick", node_list(a, b->node));
	while (rest.n > 0 && slice_cut(&rest, ',', &key))
		node_add(pick, node_text(a, b->node, arena_text(a, key)));
	for (const struct yaml *m = b->order->first; m != NULL; m = m->next)
		node_add(pick, node_share(a, m));
	node_put(a, table, "from", node_text(a, b->node, b->table[0]));
	node_put(a, table, "through", q.steps);
	node_put(a, tables, arena_text(a, b->node->key), table);
}

/* Whether `every` names the key, by itself or with a table. */
static bool has_every(const struct yaml *every, struct slice key)
{
	for (const struct yaml *one = every == NULL ? NULL : yaml_first(every); one != NULL;
	     one = yaml_next(every, one)) {
		if (every->kind == YAML_MAP ? slice_equal(one->key, key)
		                            : slice_equal(one->text, key))
			return true;
		for (const struct yaml *item = node_items(one); item != NULL; item = item->next)
			if (slice_equal(item->key, key))
				return true;
	}
	return false;
}

/* Whether it is the key of reports for each of its values, each of which has its rows. */
static bool is_unit(const struct besides *b, struct slice key)
{
	const struct yaml *each = yaml_get(b->node, "each");

	return each != NULL && slice_equal(each->text, key);
}

static bool read(struct besides *b, const char *keys)
{
	const struct yaml *ask = yaml_get(b->node, "ask");
	struct slice rest = slice_of(keys), key;
	bool good = true;

	if (ask->n < 2 || ask->n > ASKED_MAX || keys[0] == '\0') {
		language_problem(
		    b->l, ask, "{ask: [POPULATION, POPULATION], by: ..., every: ...} was expected");
		return false;
	}
	if (node_is(yaml_get(b->node, "totals"), "inside")) {
		language_problem(b->l, yaml_get(b->node, "totals"),
		                 "totals: inside is for a question of one population");
		return false;
	}
	for (const struct yaml *one = ask->first; one != NULL; one = one->next) {
		b->measures[b->n] = node_list(b->l->arena, one);
		good = models_find(b->l, one, &b->asked[b->n++]) && good;
	}
	while (good && rest.n > 0 && slice_cut(&rest, ',', &key))
		if (!is_unit(b, key) && !has_every(yaml_get(b->node, "every"), key)) {
			language_problem(
			    b->l, ask,
			    "every: [%s]: who is in one of them may not be in the other, so "
			    "each value of each key has a row",
			    keys);
			good = false;
		}
	return good;
}

void beside_write_out(struct language *l, struct yaml *tables, const struct yaml *node)
{
	const struct yaml *ask = yaml_get(node, "ask"), *one;
	struct question q = {.l = l, .node = node};
	struct besides b = {.l = l,
	                    .node = node,
	                    .ratios = node_list(l->arena, node),
	                    .order = node_list(l->arena, node)};
	const char *keys = question_list(&q, "by", "");
	size_t before = l->problems, i = 0;

	language_keys(l, node, "a question of several side by side", keys_of_beside);
	if (!read(&b, keys))
		return;
	add_measures(&b);
	for (one = ask->first; one != NULL && l->problems == before; one = one->next, i++)
		count_one(&b, tables, one, i);
	if (l->problems == before)
		join_all(&b, tables, keys);
}
