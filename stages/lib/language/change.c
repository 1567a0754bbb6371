/* change: see change.h. */
#include "language/change.h"

#include <ctype.h>

#include "language/node.h"
#include "language/question.h"

static const char *const keys_of_table[] = {"from", "change", "indicator", NULL};
static const char *const keys_of_change[] = {"over", "from", "to", "of", "as", "with", NULL};

struct change {
	struct language *l;
	const struct yaml *node, *said;
	struct slice over, from, to, of, as;
};

/* ---------------------------------------------------------------- what is said */

static bool is_name(struct slice text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.at[i] != '_' && (unsigned char)text.at[i] < 0x80 &&
		    (i == 0 ? isalpha((unsigned char)text.at[i]) == 0
		            : isalnum((unsigned char)text.at[i]) == 0))
			return false;
	return text.n > 0;
}

/* One name; false: it is none, which was said. */
static bool read_name(struct change *c, const char *key, struct slice *name)
{
	const struct yaml *node = yaml_get(c->said, key);

	if (node == NULL || node->kind != YAML_SCALAR || !is_name(node->text)) {
		language_problem(c->l, node != NULL ? node : c->said,
		                 "change: %s: a name that a column can have was expected", key);
		return false;
	}
	*name = node->text;
	return true;
}

static bool read(struct change *c)
{
	c->as = slice_of("change");
	if (c->said->kind != YAML_MAP) {
		language_problem(c->l, c->said,
		                 "change: {over: KEY, from: VALUE, to: VALUE, of: MEASURE}");
		return false;
	}
	language_keys(c->l, c->node, "a change", keys_of_table);
	language_keys(c->l, c->said, "change", keys_of_change);
	return read_name(c, "over", &c->over) && read_name(c, "from", &c->from) &&
	       read_name(c, "to", &c->to) && read_name(c, "of", &c->of) &&
	       (yaml_get(c->said, "as") == NULL || read_name(c, "as", &c->as));
}

/* ---------------------------------------------------------------- the question */

/* Whether the question tells a measure of that name. */
static bool has_measure(const struct question *q, struct slice name)
{
	const struct yaml *all = yaml_get(q->node, "measures");

	for (const struct yaml *m = yaml_first(all); m != NULL; m = yaml_next(all, m))
		if (slice_equal(question_name(m), name))
			return true;
	return false;
}

/* The question whose figures these are; false: there is none that fits, which was said. */
static bool find(struct change *c, const struct yaml *asked, struct question *q)
{
	const struct yaml *from = yaml_get(c->node, "from"), *ask;
	size_t before = c->l->problems;

	q->node = from == NULL || from->kind != YAML_SCALAR
	              ? NULL
	              : yaml_get(asked, arena_text(c->l->arena, from->text));
	ask = yaml_get(q->node, "ask");
	if (ask == NULL || ask->kind != YAML_SCALAR) {
		language_problem(c->l, from != NULL ? from : c->node,
		                 "change is of a question of one population: `from:` names it");
		return false;
	}
	q->name = arena_text(c->l->arena, from->text);
	if (!models_find(c->l, ask, &q->asked)) {
		c->l->problems = before; /* said of the question itself */
		return false;
	}
	question_keys(q);
	c->l->problems = before;
	if (!question_has(q->by, c->over) || question_has(q->inside, c->over))
		language_problem(c->l, yaml_get(c->said, "over"), "change: %.*s is no key of %s",
		                 SLICE(c->over), q->name);
	if (!has_measure(q, c->of))
		language_problem(c->l, yaml_get(c->said, "of"), "change: %.*s is no measure of %s",
		                 SLICE(c->of), q->name);
	return c->l->problems == before;
}

/* ---------------------------------------------------------------- the table */

/* The other keys that are shown, what goes with them, then the key and the figure. */
static void pick(struct change *c, struct question *q)
{
	struct arena *a = c->l->arena;
	struct yaml *columns = node_step(a, q->steps, "pick", node_list(a, c->said));
	const struct yaml *with = yaml_get(c->said, "with");
	struct slice rest = slice_of(q->by), key;

	while (rest.n > 0 && slice_cut(&rest, ',', &key))
		if (!slice_equal(key, c->over) && !question_has(q->inside, key))
			node_add(columns, node_text(a, c->said, arena_text(a, key)));
	for (const struct yaml *one = yaml_first(with); one != NULL; one = yaml_next(with, one))
		if (one->kind == YAML_SCALAR && has_measure(q, one->text))
			node_add(columns, node_share(a, one));
		else
			language_problem(
			    c->l, one, "change: with: the measures of %s that go with it", q->name);
	node_add(columns, node_text(a, c->said, arena_text(a, c->over)));
	node_add(columns, node_text(a, c->said, arena_text(a, c->of)));
}

/* The two rows become one. Where there is none of one of them its figure is missing, but what goes with them must be the same in both. */
static void widen(struct change *c, struct question *q)
{
	struct arena *a = c->l->arena;
	struct yaml *wider = node_step(a, q->steps, "wider", node_map(a, c->said)), *rows;

	question_option(q, wider, c->said, "name", arena_text(a, c->over));
	question_option(q, wider, c->said, "value", arena_text(a, c->of));
	if (yaml_get(c->said, "with") == NULL)
		question_option(q, wider, c->said, "lacking", "true");
	rows = node_put(a, wider, "args", node_list(a, c->said));
	node_add(rows, node_text(a, c->said, arena_text(a, c->from)));
	node_add(rows, node_text(a, c->said, arena_text(a, c->to)));
}

void change_write_out(struct language *l, struct yaml *tables, const struct yaml *asked,
                      const struct yaml *node)
{
	struct change c = {.l = l, .node = node, .said = yaml_get(node, "change")};
	struct question q = {.l = l, .tables = tables};
	struct arena *a = l->arena;
	struct yaml *table = node_share(a, node);
	bool shown;

	if (!read(&c) || !find(&c, asked, &q))
		return;
	shown = !question_is_shown_whole(&q) || !question_of_persons(&q) || l->ask.inside;
	table->first = NULL;
	table->n = 0;
	if (yaml_get(node, "indicator") != NULL)
		node_add(table, node_share(a, yaml_get(node, "indicator")));
	node_put(a, table, "from",
	         node_text(a, yaml_get(node, "from"),
	                   arena_format(a, "%s%s", q.name, shown ? "" : ".protected")));
	q.steps = node_put(a, table, "through", node_list(a, c.said));
	question_step(&q, c.said, "where",
	              arena_format(a, "%.*s in (\"%.*s\", \"%.*s\")", SLICE(c.over), SLICE(c.from),
	                           SLICE(c.to)));
	pick(&c, &q);
	widen(&c, &q);
	question_step(&q, c.said, "derive",
	              arena_format(a, "%.*s=%.*s - %.*s", SLICE(c.as), SLICE(c.to), SLICE(c.from)));
	node_add(tables, table);
}
