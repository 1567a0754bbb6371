/* classes: see classes.h. */
#include "language/classes.h"

#include <string.h>

#include "language/node.h"
#include "language/truth.h"
#include "map.h"

#define CLASSES_MAX 64
#define MARK "k_" /* a class: and 1 or 0 for each condition, in their order */

bool classes_are_of(const struct yaml *dimension)
{
	const struct yaml *several = yaml_get(dimension, "several");

	return several != NULL && several->kind == YAML_MAP;
}

/* ---------------------------------------------------------------- which classes there can be */

const char *classes_now(struct truth *t, const struct yaml *conditions)
{
	char *class = arena_take(t->arena, conditions->n + sizeof MARK);
	size_t n = sizeof MARK - 1;

	memcpy(class, MARK, n);
	for (const struct yaml *c = conditions->first; c != NULL; c = c->next)
		class[n++] = truth_holds(t, c->text) ? '1' : '0';
	class[n] = '\0';
	return class;
}

/* Whether the condition holds of somebody. */
static bool is_in_some(const struct map *classes, size_t condition)
{
	for (size_t i = 0; i < classes->n; i++)
		if (map_key(classes, i).at[sizeof MARK - 1 + condition] == '1')
			return true;
	return false;
}

static bool ask_all(struct language *l, struct truth *t, const struct yaml *conditions)
{
	for (const struct yaml *c = conditions->first; c != NULL; c = c->next) {
		if (c->kind != YAML_SCALAR) {
			language_problem(l, c, "%.*s: a condition was expected", SLICE(c->key));
			return false;
		}
		if (!truth_ask(t, c->text)) {
			language_problem(l, c, "%.*s: %s", SLICE(c->key), t->why);
			return false;
		}
	}
	if (!truth_begin(t))
		language_problem(l, conditions, "%s", t->why);
	return !t->failed;
}

bool classes_all(struct language *l, const struct yaml *model, const struct yaml *dimension,
                 struct map *classes)
{
	const struct yaml *conditions = yaml_get(dimension, "several");
	struct truth t = {.arena = l->arena, .dimensions = yaml_get(model, "dimensions")};
	size_t number = 0;

	if (!ask_all(l, &t, conditions))
		return false;
	do
		map_put(classes, slice_of(classes_now(&t, conditions)), NULL);
	while (truth_next(&t) && classes->n <= CLASSES_MAX);
	if (classes->n > CLASSES_MAX) {
		language_problem(l, conditions,
		                 "%.*s: the conditions tell more than %d classes apart; ask of "
		                 "fewer in one dimension",
		                 SLICE(dimension->key), CLASSES_MAX);
		return false;
	}
	for (const struct yaml *c = conditions->first; c != NULL; c = c->next, number++)
		if (!is_in_some(classes, number))
			language_problem(l, c, "%.*s: that can never be", SLICE(c->key));
	return true;
}

void classes_check(struct language *l, const struct yaml *model, const struct yaml *dimension)
{
	const struct yaml *conditions = yaml_get(dimension, "several");
	struct map classes = {0};

	if (conditions->n == 0)
		language_problem(l, conditions, "several: {VALUE: CONDITION, ...} was expected");
	for (const struct yaml *c = conditions->first; c != NULL; c = c->next)
		if (slice_starts(c->key, MARK))
			language_problem(l, c, "%.*s: so the classes are called", SLICE(c->key));
	if (conditions->n > 0)
		classes_all(l, model, dimension, &classes);
	map_done(&classes);
}

/* ---------------------------------------------------------------- rows */

/* What is being written out: a row for each value of the dimension. */
struct spreading {
	struct arena *arena;
	const struct yaml *conditions;
	struct slice name;
	struct yaml *steps;
};

static void add_step(struct spreading *s, const char *stage, const char *text)
{
	node_step(s->arena, s->steps, stage, node_text(s->arena, s->conditions, text));
}

/* NAME_1=if(CONDITION, 1, 0) of each. */
static void add_flags(struct spreading *s)
{
	struct yaml *flags =
	    node_step(s->arena, s->steps, "derive", node_list(s->arena, s->conditions));
	size_t number = 0;

	for (const struct yaml *c = s->conditions->first; c != NULL; c = c->next)
		node_add(flags, node_text(s->arena, c,
		                          arena_format(s->arena, "%.*s_%zu=if(%.*s, 1, 0)",
		                                       SLICE(s->name), ++number, SLICE(c->text))));
}

/* NAME_class, and NAME_0, which is 1 in every row. */
static void add_class(struct spreading *s)
{
	const char *text = "\"" MARK "\"";

	for (size_t i = 1; i <= s->conditions->n; i++)
		text = arena_format(s->arena, "%s, %.*s_%zu", text, SLICE(s->name), i);
	add_step(s, "derive",
	         arena_format(s->arena, "%.*s_class=concat(%s)", SLICE(s->name), text));
	add_step(s, "derive", arena_format(s->arena, "%.*s_0=1", SLICE(s->name)));
}

/* VALUE:NAME_1=NAME_holds */
static struct yaml *row_of(struct spreading *s, const struct yaml *place, struct slice value,
                           size_t number)
{
	return node_text(s->arena, place,
	                 arena_format(s->arena, "%.*s:%.*s_%zu=%.*s_holds", SLICE(value),
	                              SLICE(s->name), number, SLICE(s->name)));
}

static void add_longer(struct spreading *s, bool counted)
{
	struct yaml *longer =
	                node_step(s->arena, s->steps, "longer", node_map(s->arena, s->conditions)),
	            *rows;
	size_t number = 0;

	node_put_text(s->arena, longer, s->conditions, "name", arena_text(s->arena, s->name));
	rows = node_put(s->arena, longer, "args", node_list(s->arena, s->conditions));
	for (const struct yaml *c = s->conditions->first; c != NULL; c = c->next)
		node_add(rows, row_of(s, c, c->key, ++number));
	if (counted)
		node_add(rows, row_of(s, s->conditions, slice_of(MARK), 0));
}

void classes_rows(struct language *l, const struct yaml *dimension, bool counted,
                  struct yaml *steps)
{
	struct spreading s = {l->arena, yaml_get(dimension, "several"), dimension->key, steps};

	add_flags(&s);
	if (counted)
		add_class(&s);
	add_longer(&s, counted);
	add_step(&s, "where", arena_format(s.arena, "%.*s_holds = 1", SLICE(s.name)));
	if (counted)
		add_step(&s, "derive",
		         arena_format(s.arena, "%.*s=if(%.*s = \"" MARK "\", %.*s_class, %.*s)",
		                      SLICE(s.name), SLICE(s.name), SLICE(s.name), SLICE(s.name)));
}

void classes_values(struct language *l, const struct yaml *dimension, struct yaml *options)
{
	const struct yaml *conditions = yaml_get(dimension, "several");
	struct yaml *values = node_list(l->arena, conditions);

	for (const struct yaml *c = conditions->first; c != NULL; c = c->next)
		node_add(values, node_text(l->arena, c, arena_text(l->arena, c->key)));
	node_put(l->arena, node_put(l->arena, options, "values", node_map(l->arena, conditions)),
	         arena_text(l->arena, dimension->key), values);
}

/* ---------------------------------------------------------------- what protect is told */

/* VALUE,... of the conditions that hold in the class. */
static const char *values_of(struct language *l, const struct yaml *conditions, struct slice class)
{
	const char *text = "", *sign = "";
	size_t at = sizeof MARK - 1;

	for (const struct yaml *c = conditions->first; c != NULL; c = c->next)
		if (class.at[at++] == '1') {
			text = arena_format(l->arena, "%s%s%.*s", text, sign, SLICE(c->key));
			sign = ",";
		}
	return text;
}

void classes_say(struct language *l, const struct yaml *model, const struct yaml *dimension,
                 struct yaml *said)
{
	const struct yaml *conditions = yaml_get(dimension, "several");
	struct arena *a = l->arena;
	struct map classes = {0};
	struct yaml *all = node_list(a, conditions);

	if (classes_all(l, model, dimension, &classes))
		for (size_t i = 0; i < classes.n; i++)
			node_add(all,
			         node_text(
			             a, conditions,
			             arena_format(a, "%.*s:%.*s=%s", SLICE(dimension->key),
			                          SLICE(map_key(&classes, i)),
			                          values_of(l, conditions, map_key(&classes, i)))));
	if (all->n > 0)
		node_put(a, said, "class", all);
	map_done(&classes);
}
