/* pipeline_descriptor: see pipeline_descriptor.h. */
#include "pipeline/pipeline_descriptor.h"

#include <stdlib.h>

#include "definition.h"
#include "json.h"
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

/* The last aggregate of a table, or of what a protected form protects; NULL: it has none of its own. */
static const struct step *aggregate_of(const struct pipeline *p, const struct output *o)
{
	const struct step *last = NULL;

	if (o->target->kind == TARGET_GROUP)
		o = pipeline_find(p, slice_of(o->shown));
	for (size_t i = 0; o != NULL && o->target->kind == TARGET_TABLE && i < o->target->steps;
	     i++)
		if (step_does(p, &o->target->step[i], STAGE_MAKES_FIGURES))
			last = &o->target->step[i];
	return last;
}

/* The columns that tell one figure from another: what that went by; NULL: not known. */
static const char *key_of(const struct pipeline *p, const struct output *o)
{
	const struct step *s = aggregate_of(p, o);

	return o->key != NULL ? o->key : s == NULL ? NULL : step_option(s, "by");
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

/* What a column is: the entry of the words, and whether it is one of measures. */
static const struct yaml *word_of(const struct yaml *words, const char *section, struct slice name)
{
	const struct yaml *all = yaml_get(words, section);

	for (const struct yaml *i = all == NULL ? NULL : all->first; i != NULL; i = i->next)
		if (slice_equal(i->key, name))
			return i;
	return NULL;
}

/* A measure may be written with its kind alone. */
static void add_kind(const struct yaml *word, struct str *to)
{
	const struct yaml *kind = word->kind == YAML_MAP ? yaml_get(word, "slag") : word;

	if (kind == NULL)
		return;
	json_field(to, "kind", kind->text);
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (slice_is(kind->text, units[i].kind))
			json_field(to, "unit", slice_of(units[i].unit));
}

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
 * counts under that name.
 */
static bool is_figure(const struct descriptors *d, const struct output *o, const struct fields *f,
                      struct slice name, bool may_be_key)
{
	bool is_key;

	if (!is_whole(f, key_of(d->p, o), name, &is_key))
		return map_find(&d->amount, name) != MAP_NONE;
	return !is_key && (!may_be_key || is_measure_of(aggregate_of(d->p, o), name));
}

static void add_field(const struct descriptors *d, const struct output *o, const struct fields *f,
                      struct slice name, struct str *to)
{
	const struct yaml *key = word_of(d->words, "nycklar", name);
	bool figure = is_figure(d, o, f, name, key != NULL);
	const struct yaml *measure = figure || key == NULL ? word_of(d->words, "matt", name) : NULL;
	const struct yaml *called = yaml_get(measure != NULL ? measure
	                                     : figure        ? NULL
	                                                     : key,
	                                     "namn");
	size_t list = map_find(&d->coded, name), plain, empty;

	str_add_byte(to, '{');
	json_field(to, "name", name);
	if (yaml_get(called, "sv") != NULL)
		json_field(to, "title", yaml_get(called, "sv")->text);
	plain = to->n;
	json_key(to, "finsam");
	str_add_byte(to, '{');
	empty = to->n;
	if (yaml_get(called, "en") != NULL)
		json_field(to, "title_en", yaml_get(called, "en")->text);
	if (figure)
		str_addf(to, "%s\"figure\":true", to->at[to->n - 1] == '{' ? "" : ",");
	if (measure != NULL)
		add_kind(measure, to);
	if (list != MAP_NONE && d->list[list] != NULL)
		json_field(to, "codes", slice_of(d->list[list]));
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

	if (!is_whole(f, key, (struct slice){"", 0}, &is_key))
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

/* --codes COLUMN=PATH of a report. */
static void add_lists(struct descriptors *d, const struct step *render)
{
	for (size_t k = 0; k < render->words; k++) {
		const struct word *w = &render->word[k];
		struct slice rest = slice_of(w->text == NULL ? "" : w->text), name;
		bool added;
		size_t i;

		if (w->option == NULL || strcmp(w->option, "codes") != 0 ||
		    !slice_cut(&rest, '=', &name) || rest.at == NULL)
			continue;
		i = map_put(&d->coded, name, &added);
		d->list = array_room(d->list, &d->room, i + 1, sizeof *d->list);
		if (added)
			d->list[i] = rest.at;
		else if (d->list[i] != NULL && strcmp(d->list[i], rest.at) != 0)
			d->list[i] = NULL;
	}
}

/* The file of words that the reports say; NULL: none does, or they differ. */
static const char *words_of(const struct pipeline *p)
{
	const char *path = NULL;

	for (size_t i = 0; i < p->targets; i++) {
		const char *one = p->target[i]->kind == TARGET_REPORT && p->target[i]->steps > 0
		                      ? step_option(&p->target[i]->step[0], "words")
		                      : NULL;

		if (one != NULL && path != NULL && strcmp(one, path) != 0)
			return NULL;
		path = one != NULL ? one : path;
	}
	return path;
}

bool descriptors_begin(struct descriptors *d, struct pipeline *p, struct error *e)
{
	const char *words = words_of(p);

	*d = (struct descriptors){.p = p};
	for (size_t i = 0; i < p->targets; i++)
		for (size_t j = 0; j < p->target[i]->steps; j++)
			if (p->target[i]->kind == TARGET_REPORT)
				add_lists(d, &p->target[i]->step[j]);
			else
				add_amounts(d, &p->target[i]->step[j]);
	d->words = words == NULL ? NULL : yaml_load(words, p->arena, e);
	return words == NULL || d->words != NULL;
}

void descriptors_done(struct descriptors *d)
{
	map_done(&d->amount);
	map_done(&d->coded);
	free(d->list);
}
