/* models: see models.h. */
#include "language/models.h"

#include <string.h>

#include "language/classes.h"
#include "language/node.h"
#include "language/several.h"
#include "suggest.h"

static const char *const keys_of_model[] = {"row",       "from",       "person",      "persons",
                                            "of_person", "dimensions", "populations", "measures",
                                            "moments",   "as",         "columns",     NULL};
static const char *const keys_of_dimension[] = {"is",   "of", "within", "through", "on", "several",
                                                "name", "at", "as",     "values",  NULL};
static const char *const keys_of_population[] = {"of",    "where", "when", "one",
                                                 "first", "last",  NULL};
static const char *const keys_of_measure[] = {"is", "kind", "unit", "name", NULL};

/* Of one in another; more are a circle, which is found as one of tables. */
#define POPULATIONS_DEPTH 100

/* Whether a model's rows are those of the table that they are from. */
static bool adds_nothing(const struct yaml *model)
{
	for (const struct yaml *d = node_items(yaml_get(model, "dimensions")); d != NULL;
	     d = d->next)
		if (yaml_get(d, "is") != NULL)
			return false;
	return node_items(yaml_get(model, "of_person")) == NULL;
}

static const struct yaml *population_of(const struct yaml *model, const struct yaml *name)
{
	return name == NULL ? NULL : yaml_get(yaml_get(model, "populations"), name->text.at);
}

/*
 * MODEL, or MODEL-population in lower case, as tables are. Where nothing is added or left out there is no other table, so that the same rows
 * are known to be the same.
 */
static const char *table_of(struct arena *a, const struct yaml *model,
                            const struct yaml *population)
{
	const struct yaml *from = yaml_get(model, "from");
	char *text;

	for (int depth = 0; population != NULL && yaml_get(population, "where") == NULL &&
	                    yaml_get(population, "one") == NULL && depth < POPULATIONS_DEPTH;
	     depth++)
		population = population_of(model, yaml_get(population, "of"));
	if (population == NULL)
		return arena_text(a,
		                  adds_nothing(model) && from != NULL && from->kind == YAML_SCALAR
		                      ? from->text
		                      : model->key);
	text = (char *)arena_format(a, "%.*s-%.*s", SLICE(model->key), SLICE(population->key));
	for (char *c = text + model->key.n; *c != '\0'; c++)
		*c = (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c);
	return text;
}

/* ---------------------------------------------------------------- finding */

/* " (grund/deltagande.yaml:31)", where the population or model stands that is nearest to what was written; it may be in another file. */
static const char *place_of(struct language *l, const struct suggest *near)
{
	for (const struct yaml *m = node_items(yaml_get(l->root, "models"));
	     m != NULL && near->n > 0; m = m->next) {
		const struct yaml *p = node_items(yaml_get(m, "populations"));

		while (p != NULL && !slice_equal(p->key, near->best[0].name))
			p = p->next;
		if (p == NULL && slice_equal(m->key, near->best[0].name))
			p = m;
		if (p != NULL)
			return arena_format(l->arena, " (%s:%zu)",
			                    p->path != NULL ? p->path : l->path, p->key_line);
	}
	return "";
}

/* "; did you mean P-SAMT (grund/deltagande.yaml:31)?" */
static const char *meant(struct language *l, struct suggest *near)
{
	const char *text = suggest_text(near);
	size_t n = strlen(text);

	return n == 0 ? "" : arena_format(l->arena, "%.*s%s?", (int)n - 1, text, place_of(l, near));
}

bool models_find(struct language *l, const struct yaml *name, struct asked *asked)
{
	struct suggest near;

	*asked = (struct asked){0};
	if (name->kind != YAML_SCALAR) {
		language_problem(l, name, "the name of a population or model was expected here");
		return false;
	}
	suggest_start(&near, name->text);
	for (const struct yaml *m = node_items(yaml_get(l->root, "models")); m != NULL;
	     m = m->next) {
		suggest_offer(&near, m->key);
		if (slice_equal(m->key, name->text))
			asked->model = m;
		for (const struct yaml *p = node_items(yaml_get(m, "populations")); p != NULL;
		     p = p->next) {
			suggest_offer(&near, p->key);
			if (slice_equal(p->key, name->text))
				*asked = (struct asked){m, p, NULL};
		}
	}
	if (asked->model == NULL)
		language_problem(l, name, "%s%.*s is no population or model%s", language_of(l),
		                 SLICE(name->text), meant(l, &near));
	else
		asked->table = table_of(l->arena, asked->model, asked->population);
	return asked->model != NULL;
}

const char *models_rows(struct language *l, struct slice name)
{
	for (const struct yaml *m = node_items(yaml_get(l->root, "models")); m != NULL; m = m->next)
		for (const struct yaml *p = node_items(yaml_get(m, "populations")); p != NULL;
		     p = p->next)
			if (slice_equal(p->key, name))
				return table_of(l->arena, m, p);
	return NULL;
}

const char *models_persons(struct language *l, const struct asked *asked)
{
	const struct yaml *where = yaml_get(asked->population, "where");
	const struct yaml *person = yaml_get(asked->model, "person");
	const char *of = table_of(l->arena, asked->model,
	                          population_of(asked->model, yaml_get(asked->population, "of")));

	return where == NULL ? arena_format(l->arena, "%s/distinct(%.*s)", of, SLICE(person->text))
	                     : arena_format(l->arena, "%s where %.*s/distinct(%.*s)", of,
	                                    SLICE(where->text), SLICE(person->text));
}

/* The outermost of a population, and of those that it is of, that has one row a person; NULL: none has. */
static const struct yaml *outermost_one(const struct asked *asked)
{
	const struct yaml *p = asked->population, *found = NULL;

	for (int depth = 0; p != NULL && depth < POPULATIONS_DEPTH; depth++) {
		if (yaml_get(p, "one") != NULL)
			found = p;
		p = population_of(asked->model, yaml_get(p, "of"));
	}
	return found;
}

struct slice models_all_rows(const struct asked *asked)
{
	const struct yaml *of = yaml_get(outermost_one(asked), "of");

	return of != NULL ? of->text : asked->model->key;
}

const struct yaml *models_year(const struct asked *asked)
{
	const struct yaml *p = asked->population, *year = NULL;

	for (int depth = 0; p != NULL && year == NULL && depth < POPULATIONS_DEPTH; depth++) {
		year = yaml_get(yaml_get(p, "when"), "year");
		p = population_of(asked->model, yaml_get(p, "of"));
	}
	return year;
}

bool models_has_one_row(const struct asked *asked)
{
	return outermost_one(asked) != NULL;
}

const struct yaml *models_dimension(const struct asked *asked, struct slice name)
{
	for (const struct yaml *d = node_items(yaml_get(asked->model, "dimensions")); d != NULL;
	     d = d->next)
		if (slice_equal(d->key, name))
			return d;
	return NULL;
}

const struct yaml *models_measure(const struct asked *asked, struct slice name)
{
	for (const struct yaml *m = node_items(yaml_get(asked->model, "measures")); m != NULL;
	     m = m->next)
		if (slice_equal(m->key, name))
			return m->kind == YAML_MAP ? yaml_get(m, "is") : m;
	return NULL;
}

const char *models_names(struct language *l, const struct asked *asked, const char *section,
                         struct slice name)
{
	struct str text = {0};
	struct suggest near;
	const char *all;

	suggest_start(&near, name);
	for (const struct yaml *d = node_items(yaml_get(asked->model, section)); d != NULL;
	     d = d->next)
		suggest_offer(&near, d->key);
	str_addf(&text, "%s %s has", near.n > 0 ? suggest_text(&near) : ";",
	         near.n > 0 ? "It" : "it");
	for (const struct yaml *d = node_items(yaml_get(asked->model, section)); d != NULL;
	     d = d->next)
		str_addf(&text, "%s %.*s", d == yaml_get(asked->model, section)->first ? "" : ",",
		         SLICE(d->key));
	if (node_items(yaml_get(asked->model, section)) == NULL)
		str_add_text(&text, " none");
	all = arena_text(l->arena, str_slice(&text));
	str_done(&text);
	return all;
}

/* ---------------------------------------------------------------- rows */

/* NAME=EXPRESSION of each item of a map. */
static struct yaml *definitions(struct language *l, const struct yaml *map)
{
	struct yaml *list = node_list(l->arena, map);

	for (const struct yaml *item = map->first; item != NULL; item = item->next)
		node_add(list, node_text(l->arena, item,
		                         arena_format(l->arena, "%.*s=%.*s", SLICE(item->key),
		                                      SLICE(item->text))));
	return list;
}

/* NAME-person: a row a person; joined to all of theirs. */
static void add_of_person(struct language *l, const struct yaml *model, struct yaml *steps,
                          const char *person)
{
	const struct yaml *all = yaml_get(model, "of_person");
	const char *name = arena_format(l->arena, "%.*s-person", SLICE(model->key));
	struct yaml *counted, *joined;

	if (node_items(all) == NULL)
		return;
	if (person == NULL) {
		language_problem(l, all,
		                 "of_person needs the column of the persons: `person: COLUMN`");
		return;
	}
	counted = node_step(
	    l->arena,
	    language_table(l, all, name, arena_text(l->arena, yaml_get(model, "from")->text)),
	    "aggregate", node_map(l->arena, all));
	node_put_text(l->arena, counted, all, "by", person);
	node_put(l->arena, counted, "args", definitions(l, all));
	joined = node_step(l->arena, steps, "join", node_map(l->arena, all));
	node_put_text(l->arena, joined, all, "args", arena_format(l->arena, "@%s", name));
	node_put_text(l->arena, joined, all, "on", person);
	node_put_text(l->arena, joined, all, "cardinality", "n:1");
	node_put_text(l->arena, joined, all, "match-floor", "100%");
}

/* Those that are expressions, in the order in which they are written, as each may use those above. */
static void add_dimensions(struct language *l, const struct yaml *model, struct yaml *steps)
{
	const struct yaml *all = yaml_get(model, "dimensions");

	for (const struct yaml *d = node_items(all); d != NULL; d = d->next) {
		const struct yaml *is = yaml_get(d, "is");
		if (d->kind != YAML_MAP) {
			language_problem(l, d, "a dimension is a map; {} is a column as it is");
			continue;
		}
		language_keys(l, d, "a dimension", keys_of_dimension);
		several_check(l, d);
		if (classes_are_of(d))
			classes_check(l, model, d);
		if (is == NULL)
			continue;
		node_step(
		    l->arena, steps, "derive",
		    node_text(l->arena, is,
		              arena_format(l->arena, "%.*s=%.*s", SLICE(d->key), SLICE(is->text))));
	}
}

static void write_out_rows(struct language *l, const struct yaml *model)
{
	const struct yaml *from = yaml_get(model, "from"), *person = yaml_get(model, "person");
	struct yaml *steps;

	if (from == NULL || from->kind != YAML_SCALAR) {
		const struct yaml place = yaml_key(model);
		language_problem(l, &place, "%.*s: `from:` must name the table of its rows",
		                 SLICE(model->key));
		return;
	}
	if (adds_nothing(model)) {
		add_dimensions(l, model, node_list(l->arena, model));
		return;
	}
	steps = language_table(l, model, arena_text(l->arena, model->key),
	                       arena_text(l->arena, from->text));
	add_of_person(l, model, steps, person == NULL ? NULL : arena_text(l->arena, person->text));
	add_dimensions(l, model, steps);
}

/* ---------------------------------------------------------------- populations */

/* Columns that are said to be the same in all rows of a person; those of other tables are not there yet. */
static struct yaml *same_of_person(struct language *l, const struct yaml *model)
{
	const struct yaml *all = yaml_get(model, "dimensions");
	struct yaml *same = node_list(l->arena, model);

	for (const struct yaml *d = node_items(all); d != NULL; d = d->next)
		if (node_is(yaml_get(d, "of"), "person") && yaml_get(d, "through") == NULL)
			node_add(same, node_text(l->arena, d, arena_text(l->arena, d->key)));
	return same;
}

/* One row a person: the first of theirs, or the last. */
static void add_one(struct language *l, const struct yaml *model, const struct yaml *p,
                    const struct yaml *each, struct yaml *steps)
{
	const struct yaml *one = yaml_get(p, "one"), *person = yaml_get(model, "person");
	const struct yaml *first = yaml_get(p, "first"), *last = yaml_get(p, "last");
	struct yaml *unique, *order, *same = same_of_person(l, model);

	if (one == NULL)
		return;
	if (!node_is(one, "person") || person == NULL) {
		language_problem(l, one, "`one: person`, in a model that says `person: COLUMN`");
		return;
	}
	if ((first == NULL) == (last == NULL)) {
		language_problem(l, p, "%.*s: which row of a person's: first or last",
		                 SLICE(p->key));
		return;
	}
	unique = node_step(l->arena, steps, "unique", node_map(l->arena, one));
	node_put_text(l->arena, unique, one, "on",
	              arena_format(l->arena, "%.*s%s%.*s", SLICE(person->text),
	                           each == NULL ? "" : ",", each == NULL ? 0 : (int)each->text.n,
	                           each == NULL ? "" : each->text.at));
	order = node_share(l->arena, first != NULL ? first : last);
	node_add(unique, order);
	if (same->n > 0)
		node_put(l->arena, unique, "same", same);
}

/* Which rows of those that it is of. */
static void narrow(struct language *l, const struct yaml *model, const struct yaml *p,
                   const struct yaml *each, struct yaml *steps)
{
	const struct yaml *where = yaml_get(p, "where");

	if (where != NULL)
		node_put(l->arena, node_add(steps, node_map(l->arena, where)), "where",
		         node_text(l->arena, where, arena_text(l->arena, where->text)));
	add_one(l, model, p, each, steps);
}

static void write_out_population(struct language *l, const struct yaml *model, const struct yaml *p)
{
	const struct yaml *of = yaml_get(p, "of");
	struct asked parent = {.table = table_of(l->arena, model, NULL)};

	if (p->kind != YAML_MAP) {
		language_problem(l, p, "a population is a map; {} is all rows");
		return;
	}
	language_keys(l, p, "a population", keys_of_population);
	if (of != NULL && (!models_find(l, of, &parent) || parent.model != model)) {
		if (parent.model != NULL)
			language_problem(l, of, "%.*s is of another model", SLICE(of->text));
		return;
	}
	if (yaml_get(p, "where") == NULL && yaml_get(p, "one") == NULL)
		return;
	narrow(l, model, p, NULL, language_table(l, p, table_of(l->arena, model, p), parent.table));
}

const char *models_before_one(struct language *l, const struct asked *asked)
{
	const struct yaml *one = outermost_one(asked);

	return one == NULL ? asked->table
	                   : table_of(l->arena, asked->model,
	                              population_of(asked->model, yaml_get(one, "of")));
}

void models_narrow(struct language *l, const struct asked *asked, const struct yaml *each,
                   struct yaml *steps)
{
	const struct yaml *one = outermost_one(asked), *p = asked->population;
	struct asked of = *asked;

	if (one == NULL)
		return;
	of.population = population_of(asked->model, yaml_get(p, "of"));
	if (p != one)
		models_narrow(l, &of, each, steps);
	narrow(l, asked->model, p, each, steps);
}

/* ---------------------------------------------------------------- all of them */

static void check_measures(struct language *l, const struct yaml *model)
{
	for (const struct yaml *m = node_items(yaml_get(model, "measures")); m != NULL;
	     m = m->next) {
		if (m->kind == YAML_MAP)
			language_keys(l, m, "a measure", keys_of_measure);
		if (m->kind == YAML_LIST || (m->kind == YAML_MAP && yaml_get(m, "is") == NULL))
			language_problem(l, m,
			                 "a measure is an expression as in aggregate, or {is: "
			                 "EXPRESSION, kind: ...}");
	}
}

void models_write_out(struct language *l)
{
	const struct yaml *models = yaml_get(l->root, "models");

	if (models != NULL && models->kind != YAML_MAP)
		language_problem(l, models, "models is a map of names");
	for (const struct yaml *m = node_items(models); m != NULL; m = m->next) {
		if (m->kind != YAML_MAP) {
			language_problem(l, m, "%.*s must be a map", SLICE(m->key));
			continue;
		}
		language_keys(l, m, "a model", keys_of_model);
		check_measures(l, m);
		write_out_rows(l, m);
		for (const struct yaml *p = node_items(yaml_get(m, "populations")); p != NULL;
		     p = p->next)
			write_out_population(l, m, p);
	}
}
