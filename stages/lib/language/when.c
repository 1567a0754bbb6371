/* when: see when.h. */
#include "language/when.h"

#include <string.h>

#include "language/models.h"
#include "language/node.h"

/* What `when` says under the key, if that is the name of a column. */
static const char *column(struct language *l, const struct yaml *when, const char *key)
{
	const struct yaml *name = yaml_get(when, key);

	return name == NULL || name->kind != YAML_SCALAR || name->text.n == 0
	           ? NULL
	           : arena_text(l->arena, name->text);
}

/* NULL: it is none of the three, which was said. */
static const char *condition_of(struct language *l, const struct yaml *when)
{
	const char *at = column(l, when, "at"), *year = column(l, when, "year");
	const char *from = column(l, when, "from"), *till = column(l, when, "till");

	if (when->kind == YAML_MAP && when->n == 1 && at != NULL)
		return arena_format(l->arena, "%s >= ${window.from} and %s <= ${window.till}", at,
		                    at);
	if (when->kind == YAML_MAP && when->n == 1 && year != NULL)
		return arena_format(l->arena, "%s = ${window.year}", year);
	if (when->kind == YAML_MAP && when->n == 2 && from != NULL && till != NULL)
		return arena_format(
		    l->arena, "%s <= ${window.till} and (missing(%s) or %s >= ${window.from})",
		    from, till, till);
	language_problem(l, when,
	                 "when is {at: COLUMN}, {from: COLUMN, till: COLUMN} or {year: COLUMN}");
	return NULL;
}

/* What the author says himself stands first. */
static void add_to(struct language *l, struct yaml *population, const struct yaml *when)
{
	const char *condition = condition_of(l, when), *format;
	const struct yaml *said = yaml_get(population, "where");

	if (condition == NULL || (said != NULL && said->kind != YAML_SCALAR))
		return;
	node_take(population, "where");
	if (said != NULL) {
		format = memmem(said->text.at, said->text.n, " or ", 4) != NULL ? "(%.*s) and %s"
		                                                                : "%.*s and %s";
		condition = arena_format(l->arena, format, SLICE(said->text), condition);
	}
	node_put(l->arena, population, "where",
	         node_text(l->arena, said != NULL ? said : when, condition));
}

void when_write_out(struct language *l)
{
	for (const struct yaml *m = node_items(yaml_get(l->root, "models")); m != NULL; m = m->next)
		for (const struct yaml *p = node_items(yaml_get(m, "populations")); p != NULL;
		     p = p->next)
			if (yaml_get(p, "when") != NULL)
				add_to(l, (struct yaml *)p, yaml_get(p, "when"));
}

/* The window is whole years in whatever period: that has them, or the year is asked. */
static bool is_of_years(struct language *l, const struct yaml *window)
{
	const struct yaml *period = yaml_get(yaml_get(l->root, "parameters"), "period");
	struct slice rest = window == NULL ? (struct slice){"", 0} : window->text, part;

	if (node_is(yaml_get(period, "unit"), "year") || yaml_get(l->root, "part") != NULL)
		return true;
	while (rest.n > 0 && slice_cut(&rest, '.', &part))
		if (slice_is(part, "year"))
			return true;
	return false;
}

static void check_asked(struct language *l, const struct yaml *question, const struct yaml *name)
{
	const struct yaml *window = yaml_get(question, "window"), *year;
	size_t before = l->problems;
	struct asked asked;

	if (name->kind != YAML_SCALAR)
		return;
	if (!models_find(l, name, &asked)) {
		l->problems = before; /* whoever writes the question out says so */
		return;
	}
	year = models_year(&asked);
	if (year == NULL || is_of_years(l, window))
		return;
	language_problem(
	    l, window != NULL ? window : name,
	    "%.*s is told of a calendar year at a time (%s:%zu), so it can not be asked of %s%.*s: "
	    "window: year",
	    SLICE(name->text), year->path != NULL ? year->path : l->path, year->line,
	    window == NULL ? "the period" : "the window ", window == NULL ? 0 : (int)window->text.n,
	    window == NULL ? "" : window->text.at);
}

void when_check(struct language *l, const struct yaml *question)
{
	const struct yaml *ask = yaml_get(question, "ask") != NULL ? yaml_get(question, "ask")
	                                                           : yaml_get(question, "chain");

	for (const struct yaml *one = ask == NULL ? NULL : yaml_first(ask); one != NULL;
	     one = yaml_next(ask, one))
		check_asked(l, question, one);
}
