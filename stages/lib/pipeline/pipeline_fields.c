/* pipeline_fields: see pipeline_fields.h. */
#include "pipeline/pipeline_fields.h"

#include <stdlib.h>
#include <string.h>

#include "definition.h"
#include "pipeline/pipeline_schema.h"
#include "quality.h"

/* ---------------------------------------------------------------- a set of names */

static void forget(struct fields *f, struct slice name)
{
	size_t kept = 0;

	for (size_t i = 0; i < f->n; i++)
		if (!slice_equal(f->at[i], name))
			f->at[kept++] = f->at[i];
	f->n = kept;
}

static void add(struct fields *f, struct slice name)
{
	for (size_t i = 0; i < f->n; i++)
		if (slice_equal(f->at[i], name))
			return;
	f->at = array_room(f->at, &f->room, f->n + 1, sizeof *f->at);
	f->at[f->n++] = name;
}

static void add_list(struct fields *f, const char *list, char sign)
{
	struct slice rest = slice_of(list == NULL ? "" : list), name;

	while (slice_cut(&rest, sign, &name))
		if (name.n > 0)
			add(f, name);
}

/* ---------------------------------------------------------------- steps */

/* An operand, up to its =, and what comes after (at is NULL: it has none). */
static bool operand(const struct word *w, struct slice *name, struct slice *rest)
{
	*rest = slice_of(w->option != NULL || w->text == NULL ? "" : w->text);
	return w->option == NULL && slice_cut(rest, '=', name);
}

/* Keys and measures, and nothing else; what --partial writes is for aggregate alone. */
static void take_figures(const struct step *s, struct fields *f)
{
	struct slice name, rest;

	f->n = 0;
	if (step_says(s, "partial"))
		return;
	add_list(f, step_option(s, "by"), ',');
	for (size_t i = 0; i < s->words; i++)
		if (operand(&s->word[i], &name, &rest) && rest.at != NULL)
			add(f, name);
}

static void take_made(const struct step *s, struct fields *f)
{
	struct slice name, rest;

	for (size_t i = 0; i < s->words; i++)
		if (operand(&s->word[i], &name, &rest) && rest.at != NULL)
			add(f, name);
}

/* COLUMN=NEW; of pick without --drop only what is named stays. */
static void take_renamed(const struct pipeline *p, const struct step *s, struct fields *f)
{
	const char *drop = step_option(s, "drop");
	bool only =
	    drop == NULL && !step_does(p, s, STAGE_MULTIPLIES_ROWS | STAGE_MAKES_PSEUDONYMS);
	struct slice rest = slice_of(drop == NULL ? "" : drop), name;

	while (slice_cut(&rest, ',', &name))
		forget(f, name);
	if (only)
		f->n = 0;
	for (size_t i = 0; i < s->words; i++) {
		if (!operand(&s->word[i], &name, &rest))
			continue;
		forget(f, name);
		add(f, rest.at == NULL ? name : rest);
	}
}

/* What was turned is gone and what it became there, or the other way round when rows become columns. */
static void take_turned(const struct step *s, bool rows, struct fields *f)
{
	struct slice name = slice_of(step_option(s, "name")), from, to;
	struct turned t = {.step = s};

	if (rows)
		add(f, name);
	else
		forget(f, name);
	while (step_turned(&t, &from, &to)) {
		forget(f, rows ? from : to);
		add(f, rows ? to : from);
	}
}

/* The tables that the step names come along, but with a join that only chooses. */
static void take_others(const struct pipeline *p, const struct target *t, size_t number,
                        struct fields *f)
{
	const char *kind = step_option(&t->step[number - 1], "kind");
	const char *overlap = step_option(&t->step[number - 1], "overlap");

	if (kind != NULL && (strcmp(kind, "semi") == 0 || strcmp(kind, "anti") == 0))
		return;
	for (size_t i = 0; i < t->uses; i++)
		if (t->use[i].step == number)
			fields_read(p, t->use[i].output, f);
	add_list(f, step_option(&t->step[number - 1], "as"), ',');
	if (overlap != NULL && strchr(overlap, '=') != NULL)
		add(f, slice_of(strchr(overlap, '=') + 1));
}

static void take_step(const struct pipeline *p, const struct target *t, size_t number,
                      struct fields *f)
{
	const struct step *s = &t->step[number - 1];

	take_others(p, t, number, f);
	if (step_does(p, s, STAGE_MAKES_FIGURES))
		take_figures(s, f);
	else if (step_does(p, s, STAGE_MAKES_COLUMNS))
		take_made(s, f);
	else if (step_option(s, "name") != NULL)
		take_turned(s, step_does(p, s, STAGE_MULTIPLIES_ROWS), f);
	else if (step_does(p, s, STAGE_RENAMES_COLUMNS) || step_does(p, s, STAGE_MULTIPLIES_ROWS))
		take_renamed(p, s, f);
}

/* ---------------------------------------------------------------- tables */

static void of_source(const struct pipeline *p, const struct output *o, struct fields *f)
{
	const struct pipeline_schema *said = o->target->said;

	if (o != &o->target->output[0]) {
		if (o == &o->target->output[1])
			add_list(f, QUALITY_COLUMNS, ' ');
		return;
	}
	for (size_t i = 0; said != NULL && i < said->identifiers; i++)
		add(f, slice_of(arena_format(p->arena, "id.%.*s", SLICE(said->identifier[i]))));
	for (size_t i = 0; said != NULL && i < said->fields; i++)
		add(f, said->field[i]);
}

void fields_read(const struct pipeline *p, const struct output *o, struct fields *f)
{
	const struct target *t = o->target;
	struct fields own = {0};

	if (t->kind == TARGET_GROUP && o == &t->output[0])
		add_list(f, PROTECTION_COLUMNS, ' ');
	if (t->kind == TARGET_GROUP) {
		o = pipeline_find(p, slice_of(o->shown));
		t = o == NULL ? NULL : o->target;
	}
	if (t == NULL || t->kind == TARGET_GROUP || t->kind == TARGET_REPORT)
		return;
	if (t->kind == TARGET_SOURCE)
		of_source(p, o, &own);
	for (size_t i = 0; t->kind == TARGET_TABLE && i < t->uses; i++)
		if (t->use[i].step == 0)
			fields_read(p, t->use[i].output, &own);
	for (size_t i = 1; t->kind == TARGET_TABLE && i <= t->steps; i++)
		take_step(p, t, i, &own);
	for (size_t i = 0; i < own.n; i++)
		add(f, own.at[i]);
	free(own.at);
}
