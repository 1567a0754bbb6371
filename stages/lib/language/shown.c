/* shown: see shown.h. */
#include "language/shown.h"

#include <unistd.h>

#include "language/node.h"

#define INDICATORS "indicators/indicators.yaml"

/* ---------------------------------------------------------------- indicators */

static void add_each(struct language *l, const struct yaml *said, struct yaml *to)
{
	for (const struct yaml *id = yaml_first(said); id != NULL; id = yaml_next(said, id)) {
		bool there = false;

		if (said->kind == YAML_MAP || id->kind != YAML_SCALAR) {
			language_problem(l, id, "indicator is an id, or a list of ids");
			continue;
		}
		for (const struct yaml *i = to->first; i != NULL; i = i->next)
			there |= slice_equal(i->text, id->text);
		if (!there)
			node_add(to, node_share(l->arena, id));
	}
}

/* Those of the population that is asked, and of its model. */
static void add_of_model(struct language *l, const struct yaml *asked, struct yaml *to)
{
	const char *name =
	    asked == NULL || asked->kind != YAML_SCALAR ? "" : arena_text(l->arena, asked->text);

	for (const struct yaml *m = node_items(yaml_get(l->root, "models")); m != NULL;
	     m = m->next) {
		const struct yaml *population = yaml_get(yaml_get(m, "populations"), name);

		add_each(l, yaml_get(population, "indicator"), to);
		if (population != NULL || slice_is(m->key, name))
			add_each(l, yaml_get(m, "indicator"), to);
	}
}

static void gather(struct language *l)
{
	struct yaml *all = node_map(l->arena, l->root), *own;

	for (struct yaml *t = node_items(yaml_get(l->root, "tables")); t != NULL; t = t->next) {
		const struct yaml *said = t->kind == YAML_MAP ? node_take(t, "indicator") : NULL;

		own = node_list(l->arena, said != NULL ? said : t);
		add_each(l, said, own);
		if (t->kind == YAML_MAP)
			add_of_model(l, yaml_get(t, "ask"), own);
		if (own->n > 0)
			node_put(l->arena, all, arena_text(l->arena, t->key), own);
	}
	if (all->n > 0)
		node_put(l->arena, l->root, "indicators", all);
	for (struct yaml *m = node_items(yaml_get(l->root, "models")); m != NULL; m = m->next) {
		if (m->kind == YAML_MAP)
			node_take(m, "indicator");
		for (struct yaml *i = node_items(yaml_get(m, "populations")); i != NULL;
		     i = i->next)
			if (i->kind == YAML_MAP)
				node_take(i, "indicator");
	}
}

/* ---------------------------------------------------------------- reports */

static void complete(struct language *l, struct yaml *report)
{
	const char *path = report->path != NULL ? report->path : l->path;

	if (yaml_get(report, "template") == NULL)
		node_put_text(l->arena, report, report, "template",
		              arena_format(l->arena, "reports/%.*s.md", SLICE(report->key)));
	if (yaml_get(report, "indicators") == NULL &&
	    access(yaml_beside(l->arena, path, INDICATORS), F_OK) == 0)
		node_put_text(l->arena, report, report, "indicators", INDICATORS);
}

void shown_write_out(struct language *l)
{
	gather(l);
	for (struct yaml *r = node_items(yaml_get(l->root, "reports")); r != NULL; r = r->next)
		if (r->kind == YAML_MAP)
			complete(l, r);
}
