/* named_steps: see named_steps.h. */
#include "language/named_steps.h"

#include "language/node.h"
#include "suggest.h"

#define STEPS_DEPTH 20 /* of steps in steps; more are a circle */

/* The name in `- steps: NAME`, or NULL. */
static const struct yaml *name_in(const struct yaml *step)
{
	return step->kind == YAML_MAP && step->n == 1 && slice_is(step->first->key, "steps")
	           ? step->first
	           : NULL;
}

static const struct yaml *find(struct language *l, const struct yaml *name)
{
	const struct yaml *all = yaml_get(l->root, "steps"), *found = NULL;
	struct suggest near;

	if (name->kind != YAML_SCALAR) {
		language_problem(l, name, "the name of steps was expected here");
		return NULL;
	}
	suggest_start(&near, name->text);
	for (const struct yaml *one = yaml_first(all); one != NULL; one = one->next) {
		if (slice_equal(one->key, name->text))
			found = one;
		suggest_offer(&near, one->key);
	}
	if (found == NULL)
		language_problem(l, name, "no steps %.*s in this pipeline%s", SLICE(name->text),
		                 suggest_text(&near));
	return found;
}

/* A copy of what is written once, so that each use can be told from the others by what is around it. */
static void add(struct language *l, struct yaml *to, const struct yaml *list, int depth)
{
	for (const struct yaml *step = list->first; step != NULL; step = step->next) {
		const struct yaml *name = name_in(step), *named;
		if (name == NULL)
			node_add(to, node_share(l->arena, step));
		else if (depth == STEPS_DEPTH)
			language_problem(l, name, "steps %.*s: a circle", SLICE(name->text));
		else if ((named = find(l, name)) != NULL)
			add(l, to, named, depth + 1);
	}
}

static bool has_named(const struct yaml *list)
{
	for (const struct yaml *step = list->first; step != NULL; step = step->next)
		if (name_in(step) != NULL)
			return true;
	return false;
}

void named_steps_write_out(struct language *l)
{
	const struct yaml *tables = yaml_get(l->root, "tables"),
	                  *steps = yaml_get(l->root, "steps");

	if (steps != NULL && steps->kind != YAML_MAP)
		language_problem(l, steps, "steps is a map of names");
	for (const struct yaml *one = node_items(steps); one != NULL; one = one->next)
		if (one->kind != YAML_LIST || one->n == 0)
			language_problem(l, one, "%.*s is a list of steps", SLICE(one->key));
	for (struct yaml *table = node_items(tables); table != NULL; table = table->next) {
		struct yaml *through = (struct yaml *)yaml_get(table, "through"), *all;
		if (through == NULL || through->kind != YAML_LIST || !has_named(through))
			continue;
		all = node_list(l->arena, through);
		add(l, all, through, 0);
		through->first = all->first;
		through->n = all->n;
	}
}
