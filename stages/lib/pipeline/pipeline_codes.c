/* pipeline_codes: see pipeline_codes.h. */
#include "pipeline/pipeline_codes.h"

#include <stdlib.h>

#include "pipeline/pipeline_constant.h"
#include "pipeline/pipeline_words.h"

#define VISITS_MAX 2000 /* of tables; then nothing is said */

struct walk {
	struct pipeline *p;
	size_t visits;
};

static bool is(const struct step *s, const char *stage)
{
	return strcmp(s->stage, stage) == 0;
}

/* ---------------------------------------------------------------- steps */

static bool derives(const struct word *word, struct slice *name, struct slice *expression)
{
	*expression = slice_of(word->text == NULL ? "" : word->text);
	return word->option == NULL && slice_cut(expression, '=', name) && expression->at != NULL;
}

/* A column computed of one, or of what tells its rows, may tell them too. */
static void hang(struct walk *w, struct constants *all, const struct step *s)
{
	struct slice name, expression;

	for (size_t i = 0; i < s->words; i++)
		for (size_t k = 0; derives(&s->word[i], &name, &expression) && k < all->n; k++) {
			struct constant *c = &all->at[k];

			if (constants_mention(expression, c->column) ||
			    constants_hang(c, expression))
				c->hangs = constants_names(w->p, c->hangs, name);
		}
}

/* The columns of the expression, and what tells their own texts. */
static const char *hangs_of(struct walk *w, const struct constants *all, struct slice expression)
{
	const char *hangs = constants_names(w->p, " ", expression);

	for (size_t i = 0; i < all->n; i++)
		if (constants_mention(expression, all->at[i].column))
			hangs = constants_names(w->p, hangs, slice_of(all->at[i].hangs));
	return hangs;
}

/* All see the columns as they came in. */
static void take_derive(struct walk *w, struct constants *all, const struct target *t, size_t step)
{
	const struct step *s = &t->step[step];
	struct constants made = {0};
	struct slice name, expression;

	for (size_t i = 0; i < s->words; i++)
		if (derives(&s->word[i], &name, &expression))
			constants_follow(w->p, all, &made, expression,
			                 (struct meant){.column = name,
			                                .condition = {"", 0},
			                                .node = s->word[i].node,
			                                .hangs = hangs_of(w, all, expression)});
	for (size_t i = 0; i < s->words; i++)
		if (derives(&s->word[i], &name, &expression))
			constants_forget(all, name);
	for (size_t i = 0; i < made.n; i++)
		constants_add(all, made.at[i]);
	free(made.at);
	for (size_t i = 0; i <= step; i++)
		if (is(&t->step[i], "derive"))
			hang(w, all, &t->step[i]);
}

static void rename_column(struct walk *w, struct constants *from, struct constants *to,
                          struct slice column, struct slice name)
{
	for (size_t i = 0; i < from->n; i++) {
		struct constant one = from->at[i];

		/* What it hangs on has the new name too. */
		if (constants_hang(&one, column))
			from->at[i].hangs = one.hangs = constants_names(w->p, one.hangs, name);
		if (!slice_equal(one.column, column))
			continue;
		one.column = name;
		constants_add(to, one);
	}
}

static void replace(struct constants *all, struct constants by)
{
	free(all->at);
	*all = by;
}

static void take_pick(struct walk *w, struct constants *all, const struct step *s)
{
	struct constants kept = {0};
	const char *drop = step_option(s, "drop");
	struct slice rest = slice_of(drop == NULL ? "" : drop), name;

	if (drop != NULL) {
		while (slice_cut(&rest, ',', &name))
			constants_forget(all, name);
		return;
	}
	for (size_t i = 0; i < s->words; i++) {
		rest = slice_of(s->word[i].text == NULL ? "" : s->word[i].text);
		if (s->word[i].option == NULL && slice_cut(&rest, '=', &name))
			rename_column(w, all, &kept, name, rest.at == NULL ? name : rest);
	}
	replace(all, kept);
}

/* COLUMN=NEW, or with --value: what hung on the column hangs on the new one. */
static void take_column(struct walk *w, struct constants *all, const struct step *s,
                        struct slice part)
{
	const char *value = step_option(s, "value");
	struct slice name;

	slice_cut(&part, '=', &name);
	if (part.at == NULL)
		part = slice_of(value == NULL ? "" : value);
	for (size_t i = 0; i < all->n; i++)
		if (constants_hang(&all->at[i], name))
			all->at[i].hangs = constants_names(w->p, all->at[i].hangs, part);
	constants_forget(all, name);
}

/* The labels; the columns that it takes are gone. */
static void take_longer(struct walk *w, struct constants *all, const struct step *s)
{
	const char *column = step_option(s, "name");
	struct meant m = {.column = slice_of(column == NULL ? "" : column), .hangs = " "};
	struct slice rest, label, part, name;

	for (size_t i = 0; i < s->words; i++) {
		if (s->word[i].option != NULL)
			continue;
		rest = slice_of(s->word[i].text);
		slice_cut(&rest, ':', &label);
		rest = rest.at == NULL ? slice_of(s->word[i].text) : rest;
		while (slice_cut(&rest, ',', &part))
			take_column(w, all, s, part);
		slice_cut(&label, '=', &name);
		m.node = s->word[i].node;
		constants_write(all, &m, name);
	}
}

static void take_aggregate(struct walk *w, struct constants *all, const struct step *s)
{
	struct constants kept = {0};
	const char *by = step_option(s, "by");
	struct slice rest = slice_of(by == NULL ? "" : by), name;

	while (slice_cut(&rest, ',', &name) && name.n > 0)
		rename_column(w, all, &kept, name, name);
	replace(all, kept);
	hang(w, all, s);
}

static void read_output(struct walk *w, struct constants *all, const struct output *o);

/* NAME=FILE: the column of --as has NAME. */
static void take_names(struct constants *all, const struct step *s)
{
	const char *column = step_option(s, "as");
	struct meant m = {.column = slice_of(column == NULL ? "" : column), .hangs = " "};

	for (size_t i = 0; column != NULL && i < s->words; i++) {
		struct slice rest = slice_of(s->word[i].text), name;

		m.node = s->word[i].node;
		if (s->word[i].option == NULL && slice_cut(&rest, '=', &name) && rest.at != NULL)
			constants_write(all, &m, name);
	}
}

static void take_append(struct walk *w, struct constants *all, const struct target *t, size_t step)
{
	take_names(all, &t->step[step]);
	for (size_t i = 0; i < t->uses; i++)
		if (t->use[i].step == step + 1)
			read_output(w, all, t->use[i].output);
}

/* A join that leaves rows out may leave out these; what it attaches is not followed. */
static bool may_go(const struct step *s)
{
	const char *kind = step_option(s, "kind");

	return (kind != NULL && strcmp(kind, "left") != 0) || step_option(s, "overlap") != NULL;
}

/* What comes with it may tell whether one is in the reference. */
static void take_join(struct constants *all, const struct step *s)
{
	struct slice on = slice_of(step_option(s, "on") == NULL ? "" : step_option(s, "on"));

	for (size_t i = 0; i < all->n; i++)
		all->at[i].joined |=
		    constants_mention(on, all->at[i].column) || constants_hang(&all->at[i], on);
}

static void take_where(struct constants *all, const struct step *s)
{
	for (size_t i = 0; i < s->words; i++)
		if (s->word[i].option != NULL && strcmp(s->word[i].option, "invert") == 0)
			all->n = 0;
		else if (s->word[i].option == NULL)
			constants_keep(all, slice_of(s->word[i].text));
}

static void take_step(struct walk *w, struct constants *all, const struct target *t, size_t i)
{
	const struct step *s = &t->step[i];

	if (is(s, "derive"))
		take_derive(w, all, t, i);
	else if (is(s, "where"))
		take_where(all, s);
	else if (is(s, "pick"))
		take_pick(w, all, s);
	else if (is(s, "longer"))
		take_longer(w, all, s);
	else if (is(s, "append"))
		take_append(w, all, t, i);
	else if (step_does(w->p, s, STAGE_MAKES_FIGURES))
		take_aggregate(w, all, s);
	else if (is(s, "join") && !may_go(s))
		take_join(all, s);
	else if (is(s, "join") || !step_does(w->p, s, STAGE_KEEPS_COLUMNS | STAGE_PROTECTS_FIGURES))
		all->n = 0;
}

/* Those of the table are added; of a protected form, those of what is protected. */
static void read_output(struct walk *w, struct constants *all, const struct output *o)
{
	const struct output *from = NULL;
	struct constants own = {0};
	const struct target *t;

	if (o->target->kind == TARGET_GROUP)
		o = pipeline_find(w->p, slice_of(o->shown));
	if (o == NULL || o->target->kind != TARGET_TABLE || o != &o->target->output[0] ||
	    w->visits++ > VISITS_MAX)
		return;
	t = o->target;
	for (size_t i = 0; i < t->uses; i++)
		if (t->use[i].step == 0)
			from = t->use[i].output;
	if (from != NULL)
		read_output(w, &own, from);
	for (size_t i = 0; i < t->steps; i++)
		take_step(w, &own, t, i);
	for (size_t i = 0; i < own.n; i++)
		constants_add(all, own.at[i]);
	free(own.at);
}

static bool is_again(const struct constants *all, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (slice_equal(all->at[k].column, all->at[i].column) &&
		    slice_equal(all->at[k].value, all->at[i].value) &&
		    all->at[k].node == all->at[i].node)
			return true;
	return false;
}

void codes_words(struct pipeline *p, struct target *t, const struct output *table, const char *name)
{
	struct walk w = {.p = p};
	struct constants all = {0};

	read_output(&w, &all, table);
	for (size_t i = 0; i < all.n && w.visits <= VISITS_MAX; i++) {
		const struct constant *c = &all.at[i];
		struct error place;
		const char *text =
		    arena_format(p->arena, "%s:%.*s=\"%.*s\" %s", name, SLICE(c->column),
		                 SLICE(c->value), yaml_place(p->path, c->node, &place));

		if (!is_again(&all, i))
			step_add_word(
			    words_last(t),
			    (struct word){.option = "writes", .text = text, .shown = text});
	}
	free(all.at);
}
