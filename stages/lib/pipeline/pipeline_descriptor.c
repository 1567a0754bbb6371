/* pipeline_descriptor: see pipeline_descriptor.h. */
#include "pipeline/pipeline_descriptor.h"

#include <stdio.h>
#include <stdlib.h>

#include "definition.h"
#include "json.h"
#include "plain_word.h"
#include "pipeline/pipeline_fields.h"

/* What a kind of measure is counted in. */
static const struct {
	const char *kind, *unit;
} units[] = {{"pengar", "SEK"}, {"dagar", "d"}, {"andel", "1"}};

bool descriptor_is_wanted(const struct pipeline *p, const struct output *o)
{
	if (o->target->kind == TARGET_REPORT)
		return false;
	if (o->published || strcmp(o->shown == NULL ? o->name : o->shown, "ask") == 0)
		return true;
	for (size_t i = 0; i < p->targets; i++)
		for (size_t k = 0; p->target[i]->kind == TARGET_REPORT && k < p->target[i]->uses;
		     k++)
			if (p->target[i]->use[k].output == o)
				return true;
	return false;
}

/* ---------------------------------------------------------------- columns */

/* What a table is made from, if that is one table and each of its rows stays one; NULL: it is not. */
static const struct output *kept_from(const struct pipeline *p, const struct target *t)
{
	const struct output *from = NULL;

	for (size_t i = 0; i < t->steps; i++)
		if (step_does(p, &t->step[i], STAGE_MULTIPLIES_ROWS) ||
		    step_option(&t->step[i], "name") != NULL)
			return NULL;
	for (size_t i = 0; i < t->uses; i++) {
		if (t->use[i].step != 0)
			continue;
		if (from != NULL)
			return NULL;
		from = t->use[i].output;
	}
	return from;
}

/* The last aggregate of a table, of what a protected form protects, or of what the table leaves rows and columns of; NULL: none is known. */
static const struct step *aggregate_of(const struct pipeline *p, const struct output *o)
{
	const struct step *last = NULL;

	while (o != NULL && last == NULL) {
		if (o->target->kind == TARGET_GROUP)
			o = pipeline_find(p, slice_of(o->shown));
		if (o == NULL || o->target->kind != TARGET_TABLE)
			return NULL;
		for (size_t i = 0; i < o->target->steps; i++)
			if (step_does(p, &o->target->step[i], STAGE_MAKES_FIGURES))
				last = &o->target->step[i];
		o = last == NULL ? kept_from(p, o->target) : o;
	}
	return last;
}

/* The columns that tell one figure from another: what that went by; NULL: not known. */
static const char *key_of(const struct pipeline *p, const struct output *o)
{
	const struct step *s = aggregate_of(p, o);
	const char *by = s == NULL ? NULL : step_option(s, "by");

	return o->key != NULL ? o->key : s != NULL && by == NULL ? "" : by;
}

static bool is_measure_of(const struct step *s, struct slice name)
{
	struct definition d;

	for (size_t i = 0; s != NULL && i < s->words; i++)
		if (s->word[i].option == NULL &&
		    definition_read(slice_of(s->word[i].text), &d, NULL) &&
		    slice_equal(d.name, name))
			return true;
	return false;
}

static bool has(const struct fields *f, struct slice name)
{
	for (size_t i = 0; i < f->n; i++)
		if (slice_equal(f->at[i], name))
			return true;
	return false;
}

/* Whether the table still has all columns of the key; sets whether the name is one of them. */
static bool is_whole(const struct fields *f, const char *key, struct slice name, bool *is_key)
{
	struct slice rest = slice_of(key == NULL ? "" : key), one;
	bool whole = key != NULL;

	*is_key = false;
	while (slice_cut(&rest, ',', &one) && one.n > 0) {
		whole &= has(f, one);
		*is_key |= slice_equal(one, name);
	}
	return whole;
}

static const char *list_of(const struct pipeline *p, struct slice column)
{
	for (size_t i = 0; i < p->lists; i++)
		if (slice_equal(p->list[i].column, column))
			return p->list[i].path;
	return NULL;
}

/* ---------------------------------------------------------------- words */

/* What the words say of a column: in this table, and in all. */
struct said {
	const struct yaml *own, *usual; /* NULL: nothing */
};

static const struct yaml *entry_of(const struct yaml *map, struct slice name)
{
	for (const struct yaml *i = map == NULL ? NULL : map->first; i != NULL; i = i->next)
		if (slice_equal(i->key, name))
			return i;
	return NULL;
}

/* A measure may be written with its kind alone. */
static const struct yaml *kind_of(const struct yaml *word)
{
	return word == NULL || word->kind == YAML_MAP ? plain_get(word, "slag") : word;
}

/* Of a measure that is of another kind in this table nothing else holds that is usual. */
static struct said said_of(const struct descriptors *d, const struct output *o, struct slice name)
{
	const char *shown = o->shown == NULL ? o->name : o->shown;
	const struct yaml *table = entry_of(plain_get(d->words, "tabeller"), slice_of(shown));
	struct said s = {entry_of(table, name), entry_of(plain_get(d->words, "matt"), name)};
	const struct yaml *own = kind_of(s.own), *usual = kind_of(s.usual);

	if (own != NULL && usual != NULL && !slice_equal(own->text, usual->text))
		s.usual = NULL;
	return s;
}

static const struct yaml *attribute(const struct said *s, const char *key)
{
	const struct yaml *own = plain_get(s->own, key);

	return own != NULL ? own : plain_get(s->usual, key);
}

static void add_fact(const char *key, const struct yaml *node, struct str *to)
{
	if (node != NULL && node->kind == YAML_SCALAR)
		json_field(to, key, node->text);
}

/* A text in both languages: KEY and KEY_en. */
static void add_both(const char *key, const struct yaml *both, struct str *to)
{
	char english[40];

	snprintf(english, sizeof english, "%s_en", key);
	add_fact(key, yaml_get(both, "sv"), to);
	add_fact(english, yaml_get(both, "en"), to);
}

static void add_measure(const struct said *s, struct str *to)
{
	const struct yaml *kind = kind_of(s->own) != NULL ? kind_of(s->own) : kind_of(s->usual);

	if (kind == NULL)
		return;
	json_field(to, "kind", kind->text);
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (plain_word(kind->text, units[i].kind))
			json_field(to, "unit", slice_of(units[i].unit));
	add_fact("decimals", attribute(s, "decimaler"), to);
	add_fact("millions", attribute(s, "miljoner"), to);
	add_both("formula", attribute(s, "formel"), to);
}

/* ---------------------------------------------------------------- a column */

/* Of whom protect is told that the figure is: --count TABLE:NAME=RECORDS. */
static void add_counts(const struct output *o, struct slice name, struct str *to)
{
	const struct step *s = o->target->kind == TARGET_GROUP ? &o->target->step[0] : NULL;

	for (size_t i = 0; s != NULL && i < s->words; i++) {
		struct slice rest = slice_of(s->word[i].text == NULL ? "" : s->word[i].text), part;

		if (s->word[i].option == NULL || strcmp(s->word[i].option, "count") != 0 ||
		    !slice_cut(&rest, ':', &part) || !slice_is(part, o->shown) ||
		    !slice_cut(&rest, '=', &part) || !slice_equal(part, name) || rest.at == NULL)
			continue;
		json_field(to, "counts", rest);
	}
}

/*
 * Of a table whose key is known, what is not in it; but a text that was joined to it, which has the name of a key, is none. Else what some aggregate adds up or
 * counts under that name, and nobody calls a key.
 */
static bool is_figure(const struct descriptors *d, const struct output *o, const struct fields *f,
                      struct slice name, bool may_be_key)
{
	bool is_key;

	if (!is_whole(f, key_of(d->p, o), name, &is_key))
		return !may_be_key && map_find(&d->amount, name) != MAP_NONE;
	return !is_key && (!may_be_key || is_measure_of(aggregate_of(d->p, o), name));
}

static void add_field(const struct descriptors *d, const struct output *o, const struct fields *f,
                      struct slice name, struct str *to)
{
	const struct yaml *key = entry_of(plain_get(d->words, "nycklar"), name), *called;
	struct said s = said_of(d, o, name);
	bool figure = is_figure(d, o, f, name, key != NULL);
	bool measure = s.own != NULL || (s.usual != NULL && (figure || key == NULL));
	const char *list = list_of(d->p, name);
	size_t plain, empty;

	/* The greatest of years is a year; how many there are is none. */
	called = measure                                            ? attribute(&s, "namn")
	         : figure && map_find(&d->amount, name) != MAP_NONE ? NULL
	                                                            : plain_get(key, "namn");
	str_add_byte(to, '{');
	json_field(to, "name", name);
	add_fact("title", yaml_get(called, "sv"), to);
	plain = to->n;
	json_key(to, "finsam");
	str_add_byte(to, '{');
	empty = to->n;
	add_fact("title_en", yaml_get(called, "en"), to);
	if (figure)
		str_addf(to, "%s\"figure\":true", to->at[to->n - 1] == '{' ? "" : ",");
	if (measure)
		add_measure(&s, to);
	else if (!figure)
		add_both("breakdown", plain_get(key, "uppdelning"), to);
	if (list != NULL)
		json_field(to, "codes", slice_of(list));
	add_counts(o, name, to);
	if (to->n == empty)
		to->n = plain;
	str_add_text(to, to->n == plain ? "}" : "}}");
}

/* ---------------------------------------------------------------- the table */

static void add_key(const struct fields *f, const char *key, struct str *to)
{
	struct slice rest = slice_of(key == NULL ? "" : key), one;
	bool is_key;

	if (rest.n == 0 || !is_whole(f, key, (struct slice){"", 0}, &is_key))
		return;
	json_key(to, "primaryKey");
	str_add_byte(to, '[');
	while (slice_cut(&rest, ',', &one) && one.n > 0) {
		str_add_text(to, to->at[to->n - 1] == '[' ? "" : ",");
		json_text(to, one);
	}
	str_add_byte(to, ']');
}

/* Of a protected form, what is protected. */
static void add_lineage(const struct output *o, struct str *to)
{
	const struct target *t = o->target;

	json_key(to, "of");
	str_add_byte(to, '[');
	if (t->kind == TARGET_GROUP)
		json_text(to, slice_of(o->shown));
	for (size_t i = 0; t->kind == TARGET_TABLE && i < t->uses; i++) {
		str_add_text(to, i == 0 ? "" : ",");
		json_text(to, slice_of(t->use[i].output->name));
	}
	str_add_byte(to, ']');
}

/* What the pipeline says that the table shows, and of how many. */
static void add_indicators(const struct pipeline *p, const char *shown, struct str *to)
{
	const struct yaml *ids = yaml_get(yaml_get(p->root, "indicators"), shown);

	add_fact("base", yaml_get(yaml_get(p->root, "bases"), shown), to);
	if (ids == NULL)
		return;
	json_key(to, "indicators");
	str_add_byte(to, '[');
	for (const struct yaml *id = yaml_first(ids); id != NULL; id = yaml_next(ids, id)) {
		str_add_text(to, to->at[to->n - 1] == '[' ? "" : ",");
		json_text(to, id->text);
	}
	str_add_byte(to, ']');
}

void descriptor_write(const struct descriptors *d, const struct output *o, struct str *to)
{
	struct fields f = {0};

	fields_read(d->p, o, &f);
	str_add_text(to, "{\"fields\":[");
	for (size_t i = 0; i < f.n; i++) {
		str_add_text(to, i == 0 ? "\n" : ",\n");
		add_field(d, o, &f, f.at[i], to);
	}
	str_add_text(to, "\n],\"missingValues\":[\"\"]");
	add_key(&f, key_of(d->p, o), to);
	str_add_text(to, ",\"finsam\":{");
	json_field(to, "table", slice_of(o->shown == NULL ? o->name : o->shown));
	json_field(to, "level", slice_of(level_name(o->level)));
	add_indicators(d->p, o->shown == NULL ? o->name : o->shown, to);
	if (o->target->kind == TARGET_GROUP)
		json_field(to, "group", slice_of(o->target->name));
	add_lineage(o, to);
	str_add_text(to, "}}\n");
	free(f.at);
}

/* ---------------------------------------------------------------- what all are made with */

static void add_amounts(struct descriptors *d, const struct step *s)
{
	struct definition is;

	for (size_t k = 0; step_does(d->p, s, STAGE_MAKES_FIGURES) && k < s->words; k++)
		if (s->word[k].option == NULL &&
		    definition_read(slice_of(s->word[k].text), &is, NULL) &&
		    definition_is_amount(&is))
			map_put(&d->amount, is.name, NULL);
}

bool descriptors_begin(struct descriptors *d, struct pipeline *p, struct error *e)
{
	*d = (struct descriptors){.p = p};
	for (size_t i = 0; i < p->targets; i++)
		for (size_t j = 0; j < p->target[i]->steps; j++)
			add_amounts(d, &p->target[i]->step[j]);
	d->words = p->words == NULL ? NULL : yaml_load(p->words, p->arena, e);
	return p->words == NULL || d->words != NULL;
}

void descriptors_done(struct descriptors *d)
{
	map_done(&d->amount);
}
