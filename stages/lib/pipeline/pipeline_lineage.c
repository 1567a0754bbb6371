/* pipeline_lineage: see pipeline_lineage.h. */
#include "pipeline/pipeline_lineage.h"

#include <stdlib.h>

#include "pipeline/pipeline_schema.h"
#include "token.h"

/* ---------------------------------------------------------------- steps */

static bool is(const struct step *s, const char *stage)
{
	return strcmp(s->stage, stage) == 0;
}

/* How records are joined is told by an option; only these two name columns. */
static bool is_how_to_join(const struct step *s, const struct word *w)
{
	return is(s, "join") && strcmp(w->option, "on") != 0 && strcmp(w->option, "overlap") != 0;
}

/* A word that names no column: a table, a file, codes, or how to join. */
static bool names_no_column(const struct step *s, const struct word *w, const char *shown)
{
	if (*shown == '@' || w->option == NULL)
		return *shown == '@';
	return (is(s, "explode") && strcmp(w->option, "as") == 0) || is_how_to_join(s, w);
}

/* What the step is told, its columns as what they are. */
static size_t step_number(struct lineage *l, const struct step *s)
{
	struct str text = {0};
	size_t number;

	str_addf(&text, "#%zu %s", l->basis, s->stage);
	for (size_t i = 0; i < s->words; i++) {
		const struct word *w = &s->word[i];
		const char *shown = w->shown != NULL ? w->shown : w->text;
		struct str value = {0};

		if (shown != NULL && names_no_column(s, w, shown))
			str_add_text(&value, shown);
		else if (shown != NULL)
			lineage_write(l, slice_of(shown), &value);
		str_addf(&text, " --%s %.*s", w->option == NULL ? "" : w->option, (int)value.n,
		         value.n == 0 ? "" : value.at);
		str_done(&value);
	}
	number = lineage_number(l, str_slice(&text));
	str_done(&text);
	return number;
}

/* Each column that the step names is what it made of it. */
static void set_named(struct lineage *l, const struct step *s, size_t number)
{
	for (size_t i = 0; i < s->words; i++) {
		struct slice rest = slice_of(s->word[i].text == NULL ? "" : s->word[i].text), token;
		struct str text = {0};

		if (names_no_column(s, &s->word[i], rest.at))
			continue;
		while (token_next(&rest, &token)) {
			if (!token_is_name(token, (struct slice){"", 0}))
				continue;
			str_reset(&text);
			str_addf(&text, "%.*s of #%zu", SLICE(token), number);
			lineage_set_name(l, token, lineage_number(l, str_slice(&text)));
		}
		str_done(&text);
	}
}

static void forget_names(struct lineage *l)
{
	for (size_t i = 0; i < l->name.n; i++)
		l->text[i] = LINEAGE_UNKNOWN;
}

/* Rows are no longer those that came in. */
static void begin_anew(struct lineage *l, const struct step *s)
{
	struct str text = {0};

	str_addf(&text, "#%zu of", step_number(l, s));
	for (size_t i = 0; i < l->conditions; i++)
		str_addf(&text, " #%zu", l->condition[i]);
	l->basis = l->others = lineage_number(l, str_slice(&text));
	l->conditions = 0;
	l->one = false;
	forget_names(l);
	str_done(&text);
}

/* Some of the rows, columns as they are. Which hangs on the conditions before it: they are in the new one's text. */
static void take_unique(struct lineage *l, const struct step *s)
{
	struct str text = {0};

	str_addf(&text, "#%zu of", step_number(l, s));
	for (size_t i = 0; i < l->conditions; i++)
		str_addf(&text, " #%zu", l->condition[i]);
	lineage_add(l, lineage_number(l, str_slice(&text)));
	l->one = true;
	l->one_of =
	    lineage_text(l, slice_of(step_option(s, "on") == NULL ? "" : step_option(s, "on")));
	str_done(&text);
}

static void take_where(struct lineage *l, const struct step *s)
{
	bool invert = step_option(s, "invert") != NULL;

	for (size_t i = 0; i < s->words; i++)
		invert |= s->word[i].option != NULL && strcmp(s->word[i].option, "invert") == 0;
	for (size_t i = 0; i < s->words; i++)
		if (s->word[i].option == NULL && !invert)
			lineage_where(l, slice_of(s->word[i].text), l);
	if (invert)
		lineage_add(l, step_number(l, s));
}

/* All see the columns as they came in. */
static void take_derive(struct lineage *l, const struct step *s)
{
	size_t *number = arena_take(l->p->arena, (s->words + 1) * sizeof *number);
	struct slice rest, name;

	for (size_t i = 0; i < s->words; i++) {
		rest = slice_of(s->word[i].text == NULL ? "" : s->word[i].text);
		if (slice_cut(&rest, '=', &name) && rest.at != NULL)
			number[i] = lineage_text(l, rest);
	}
	for (size_t i = 0; i < s->words; i++) {
		rest = slice_of(s->word[i].text == NULL ? "" : s->word[i].text);
		if (s->word[i].option == NULL && slice_cut(&rest, '=', &name) && rest.at != NULL)
			lineage_set_name(l, name, number[i]);
	}
}

/* With --drop the operands go, else only they stay. */
static void take_pick(struct lineage *l, const struct step *s)
{
	size_t *number = arena_take(l->p->arena, (s->words + 1) * sizeof *number);
	struct slice rest, name, list, one;
	bool drops = false;

	for (size_t i = 0; i < s->words; i++) {
		rest = slice_of(s->word[i].text == NULL ? "" : s->word[i].text);
		if (s->word[i].option != NULL && strcmp(s->word[i].option, "drop") == 0) {
			drops = true;
			for (list = rest; slice_cut(&list, ',', &one);)
				lineage_set_name(l, one, LINEAGE_UNKNOWN);
		} else if (slice_cut(&rest, '=', &name)) {
			number[i] = lineage_name(l, name);
		}
	}
	if (drops)
		return;
	forget_names(l);
	for (size_t i = 0; i < s->words; i++) {
		rest = slice_of(s->word[i].text == NULL ? "" : s->word[i].text);
		if (s->word[i].option == NULL && slice_cut(&rest, '=', &name))
			lineage_set_name(l, rest.at == NULL ? name : rest, number[i]);
	}
}

/* What is joined is looked up for each row, which stays, goes or becomes several. */
static void take_join(struct lineage *l, const struct step *s)
{
	const char *kind = step_option(s, "kind"), *cardinality = step_option(s, "cardinality");
	bool attaches = kind == NULL || strcmp(kind, "left") == 0 || strcmp(kind, "inner") == 0;
	size_t number = step_number(l, s);

	if (step_option(s, "overlap") != NULL ||
	    (attaches && cardinality != NULL && strcmp(cardinality, "n:1") != 0 &&
	     strcmp(cardinality, "1:1") != 0)) {
		l->basis = number;
		l->one = false;
	} else if (kind != NULL && strcmp(kind, "left") != 0) {
		lineage_add(l, number);
	}
	if (attaches) {
		struct str text = {0};

		str_addf(&text, "#%zu and #%zu", l->others, number);
		l->others = lineage_number(l, str_slice(&text));
		str_done(&text);
	}
}

static void take_step(struct lineage *l, const struct step *s)
{
	if (is(s, "where")) {
		take_where(l, s);
	} else if (is(s, "derive")) {
		take_derive(l, s);
	} else if (is(s, "pick")) {
		take_pick(l, s);
	} else if (is(s, "join")) {
		take_join(l, s);
	} else if (is(s, "unique")) {
		take_unique(l, s);
	} else if (step_does(l->p, s, STAGE_MAKES_PSEUDONYMS)) {
		set_named(l, s, step_number(l, s));
	} else if (step_does(l->p, s, STAGE_MULTIPLIES_ROWS)) {
		l->basis = step_number(l, s);
		l->one = false;
		set_named(l, s, l->basis);
	} else if (!step_does(l->p, s, STAGE_KEEPS_ROWS) ||
	           !step_does(l->p, s, STAGE_KEEPS_COLUMNS)) {
		begin_anew(l, s);
	}
}

/* ---------------------------------------------------------------- from the beginning */

static void begin(struct lineage *l, const struct output *o)
{
	bool rows = o->target->kind == TARGET_SOURCE && o == &o->target->output[0];
	const struct pipeline_schema *columns = rows ? o->target->said : NULL;
	struct str text = {0};

	str_addf(&text, "rows of %s", o->name);
	l->basis = l->others = lineage_number(l, str_slice(&text));
	for (size_t i = 0; columns != NULL && i < columns->fields + columns->identifiers; i++) {
		struct slice name = i < columns->fields ? columns->field[i]
		                                        : columns->identifier[i - columns->fields];

		str_reset(&text);
		str_addf(&text, "%.*s in %s", SLICE(name), o->name);
		lineage_set_name(l, name, lineage_number(l, str_slice(&text)));
	}
	str_done(&text);
}

void lineage_read(struct lineage *l, const struct target *t, size_t steps)
{
	for (size_t i = 0; i < t->uses; i++) {
		const struct output *o = t->use[i].output;

		if (t->use[i].step != 0)
			continue;
		if (o->target->kind == TARGET_TABLE && o == &o->target->output[0] &&
		    l->depth++ < l->p->targets)
			lineage_read(l, o->target, o->target->steps);
		else
			begin(l, o);
		break;
	}
	for (size_t i = 0; i < steps && i < t->steps; i++)
		take_step(l, &t->step[i]);
}

void lineage_done(struct lineage *l)
{
	map_done(&l->name);
	free(l->text);
	free(l->condition);
}
