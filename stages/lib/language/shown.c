/* shown: see shown.h. */
#include "language/shown.h"

#include <unistd.h>

#include "language/node.h"

#define INDICATORS "indicators/indicators.yaml"

static const char *asked_name(const struct language *l, const struct yaml *asked)
{
	return asked == NULL || asked->kind != YAML_SCALAR ? "" : arena_text(l->arena, asked->text);
}

/* The model of that name, or with that population; NULL: there is none. */
static const struct yaml *model_of(const struct language *l, const struct yaml *asked)
{
	const char *name = asked_name(l, asked);

	for (const struct yaml *m = node_items(yaml_get(l->root, "models")); m != NULL; m = m->next)
		if (slice_is(m->key, name) || yaml_get(yaml_get(m, "populations"), name) != NULL)
			return m;
	return NULL;
}

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
	const struct yaml *model = model_of(l, asked);

	add_each(
	    l,
	    yaml_get(yaml_get(yaml_get(model, "populations"), asked_name(l, asked)), "indicator"),
	    to);
	add_each(l, yaml_get(model, "indicator"), to);
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

/* ---------------------------------------------------------------- bases */

/* Whether a row may have several values of one of these keys: then none of its measures counts the rows. */
static bool several(const struct language *l, const struct yaml *model, const struct yaml *by)
{
	for (const struct yaml *key = yaml_first(by); key != NULL; key = yaml_next(by, key))
		if (yaml_get(
		        yaml_get(yaml_get(model, "dimensions"), arena_text(l->arena, key->text)),
		        "several") != NULL)
			return true;
	return false;
}

/* The model that says who the rows are about: of moments, that of the first of them. */
static const struct yaml *about_of(const struct language *l, const struct yaml *model)
{
	const struct yaml *first = yaml_first(yaml_get(model, "moments"));

	return first == NULL ? model : model_of(l, first);
}

/* Whether a measure counts all rows, or all persons; sets its name. */
static bool counts_all(const struct language *l, const struct yaml *model,
                       const struct yaml *measure, struct slice *name)
{
	const struct yaml *about = about_of(l, model), *own;
	const struct yaml *person = yaml_get(about, "person"),
	                  *persons = yaml_get(about, "persons");
	struct slice is = measure->text;

	if (!slice_cut(&is, '=', name) || is.at == NULL) {
		own = yaml_get(yaml_get(model, "measures"), arena_text(l->arena, *name));
		own = own != NULL && own->kind == YAML_MAP ? yaml_get(own, "is") : own;
		is = own == NULL ? (struct slice){"", 0} : own->text;
	}
	if (person != NULL)
		return slice_is(is, "count()") ||
		       slice_is(is, arena_format(l->arena, "distinct(%.*s)", SLICE(person->text)));
	return persons != NULL &&
	       slice_is(is, arena_format(l->arena, "sum(%.*s)", SLICE(persons->text)));
}

/* Whether each person has one row in what is asked for: of moments, one of them. */
static bool one_moment(const struct yaml *question, const struct yaml *model)
{
	const struct yaml *as = yaml_get(model, "as"), *by = yaml_get(question, "by"),
	                  *where = yaml_get(question, "where");
	bool one = yaml_get(model, "moments") == NULL || as == NULL ||
	           (where != NULL &&
	            memmem(where->text.at, where->text.n, as->text.at, as->text.n) != NULL);

	for (const struct yaml *key = yaml_first(by); key != NULL; key = yaml_next(by, key))
		one |= as != NULL && slice_equal(key->text, as->text);
	return one;
}

/* Of questions about persons: the first measure that counts them all, or all their rows. */
static void gather_bases(struct language *l)
{
	struct yaml *all = node_map(l->arena, l->root);

	for (struct yaml *t = node_items(yaml_get(l->root, "tables")); t != NULL; t = t->next) {
		const struct yaml *model = model_of(l, yaml_get(t, "ask"));
		const struct yaml *measures = yaml_get(t, "measures"), *m = yaml_first(measures);
		struct slice name = {NULL, 0};

		if (model == NULL || several(l, model, yaml_get(t, "by")) || !one_moment(t, model))
			continue;
		while (m != NULL && (m->kind != YAML_SCALAR || !counts_all(l, model, m, &name)))
			m = yaml_next(measures, m);
		if (m != NULL)
			node_put_text(l->arena, all, t, arena_text(l->arena, t->key),
			              arena_text(l->arena, name));
	}
	if (all->n > 0)
		node_put(l->arena, l->root, "bases", all);
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
	gather_bases(l);
	gather(l);
	for (struct yaml *r = node_items(yaml_get(l->root, "reports")); r != NULL; r = r->next)
		if (r->kind == YAML_MAP)
			complete(l, r);
}
