/* pipeline_mark: see pipeline_mark.h. */
#include "pipeline/pipeline_mark.h"

#include "definition.h"
#include "pipeline/pipeline_schema.h"
#include "token.h"

const struct mark_of *marks_find(const struct marks *m, struct slice name)
{
	for (size_t i = 0; i < m->n; i++)
		if (slice_equal(m->at[i].name, name))
			return &m->at[i];
	return NULL;
}

static void forget(struct marks *m, struct slice name)
{
	size_t kept = 0;

	for (size_t i = 0; i < m->n; i++)
		if (!slice_equal(m->at[i].name, name))
			m->at[kept++] = m->at[i];
	m->n = kept;
}

/* A column of that name is marked, as made of what `root` is. */
static void mark(struct pipeline *p, struct marks *m, struct slice name, struct slice root,
                 const struct yaml *node)
{
	if (marks_find(m, name) != NULL)
		return;
	if (m->n == m->room) {
		struct mark_of *more = arena_take(p->arena, (2 * m->room + 8) * sizeof *more);

		if (m->n > 0)
			memcpy(more, m->at, m->n * sizeof *more);
		m->at = more;
		m->room = 2 * m->room + 8;
	}
	m->at[m->n++] = (struct mark_of){name, root, node};
}

void marks_add(struct pipeline *p, struct marks *m, struct slice name)
{
	mark(p, m, name, name, NULL);
}

/* None, of what these are of. */
static struct marks marks_like(const struct marks *m)
{
	return (struct marks){.sensitive = m->sensitive, .chosen = m->chosen};
}

static const struct marks *marks_of(const struct output *o, const struct marks *m)
{
	return m->sensitive ? o->sensitive : o->marks;
}

/* ---------------------------------------------------------------- expressions */

/* Passes over what stands in the ( ) that is next. */
static void pass_brackets(struct slice *rest)
{
	struct slice token;
	int depth = 0;

	do {
		if (!token_next(rest, &token))
			return;
		depth += slice_is(token, "(");
		depth -= slice_is(token, ")");
	} while (depth > 0);
}

const struct mark_of *marks_read(const struct marks *m, struct slice rest)
{
	struct slice token, after;

	while (token_next(&rest, &token)) {
		const struct mark_of *found;
		struct slice next = rest;

		if (slice_is(token, "missing") && token_next(&next, &after) &&
		    slice_is(after, "(")) {
			pass_brackets(&rest);
			continue;
		}
		found = token_is_name(token, rest) ? marks_find(m, token) : NULL;
		if (found != NULL)
			return found;
	}
	return NULL;
}

/* ---------------------------------------------------------------- steps */

/* An operand A=B; false if it is an option, or has no =. */
static bool is_pair(const struct word *w, struct slice *a, struct slice *b)
{
	*b = slice_of(w->option != NULL || w->text == NULL ? "" : w->text);
	return slice_cut(b, '=', a) && b->at != NULL;
}

/* All see the columns as they came in. */
static void take_made(struct pipeline *p, const struct step *s, struct marks *m)
{
	const struct marks before = *m;
	struct slice name, expression;

	m->at = NULL;
	m->n = m->room = 0;
	for (size_t i = 0; i < before.n; i++)
		mark(p, m, before.at[i].name, before.at[i].root, before.at[i].node);
	for (size_t i = 0; i < s->words; i++)
		if (is_pair(&s->word[i], &name, &expression))
			forget(m, name);
	for (size_t i = 0; i < s->words; i++) {
		const struct mark_of *of;

		if (!is_pair(&s->word[i], &name, &expression))
			continue;
		of = marks_read(&before, expression);
		if (of != NULL)
			mark(p, m, name, of->root, s->word[i].node);
	}
}

/* COLUMN or COLUMN=NEW: of pick only those stay, unless it drops; of the others the rest too. A token is its own root. */
static void take_renamed(struct pipeline *p, const struct step *s, struct marks *m)
{
	bool tokens = step_does(p, s, STAGE_MAKES_PSEUDONYMS);
	const char *drop = step_option(s, "drop");
	bool others = tokens || step_does(p, s, STAGE_MULTIPLIES_ROWS) || drop != NULL;
	struct slice rest = slice_of(drop == NULL ? "" : drop), name;
	struct marks made = marks_like(m);

	while (slice_cut(&rest, ',', &name))
		forget(m, name);
	for (size_t i = 0; i < s->words; i++) {
		struct slice to = slice_of(s->word[i].text == NULL ? "" : s->word[i].text);
		const struct mark_of *of;

		if (s->word[i].option != NULL || !slice_cut(&to, '=', &name))
			continue;
		of = marks_find(m, name);
		if (to.at == NULL)
			to = name;
		if (tokens && !m->sensitive)
			mark(p, &made, to, to, NULL);
		else if (of != NULL)
			mark(p, &made, to, of->root, of->node != NULL ? of->node : s->word[i].node);
	}
	for (size_t i = 0; i < s->words; i++) {
		struct slice to = slice_of(s->word[i].text == NULL ? "" : s->word[i].text);

		if (s->word[i].option == NULL && slice_cut(&to, '=', &name))
			forget(m, name);
	}
	for (size_t i = 0; others && i < m->n; i++)
		mark(p, &made, m->at[i].name, m->at[i].root, m->at[i].node);
	*m = made;
}

/* What columns are called from now on, or when `back` is true what they were called. */
static void take_turned(struct pipeline *p, const struct step *s, bool back, struct marks *m)
{
	struct turned t = {.step = s};
	struct slice from, to;
	struct marks made = marks_like(m);

	while (step_turned(&t, &from, &to)) {
		const struct mark_of *of = marks_find(m, back ? to : from);

		if (of != NULL)
			mark(p, &made, back ? from : to, of->root, t.word->node);
	}
	for (size_t i = 0; i < m->n; i++)
		mark(p, &made, m->at[i].name, m->at[i].root, m->at[i].node);
	*m = made;
}

static bool is_key(const struct step *s, struct slice name)
{
	const char *by = step_option(s, "by");

	return by != NULL && slice_lists(slice_of(by), name);
}

/* Keys stay what they are; a figure is marked if it is a value of a marked column and no number of them. */
static void take_figures(struct pipeline *p, const struct step *s, struct marks *m)
{
	struct marks made = marks_like(m);
	struct definition d;

	for (size_t i = 0; i < m->n; i++)
		if (is_key(s, m->at[i].name))
			mark(p, &made, m->at[i].name, m->at[i].root, m->at[i].node);
	for (size_t i = 0; i < s->words; i++) {
		const struct mark_of *of;

		if (s->word[i].option != NULL ||
		    !definition_read(slice_of(s->word[i].text), &d, NULL) ||
		    (definition_counts(&d) && !m->sensitive))
			continue;
		of = marks_read(m, d.argument);
		if (of == NULL && m->sensitive)
			of = marks_read(m, d.condition);
		if (of != NULL)
			mark(p, &made, d.name, of->root, s->word[i].node);
	}
	*m = made;
}

static void take_others(struct pipeline *p, const struct output *o, struct marks *m)
{
	const struct marks *those = marks_of(o, m);

	for (size_t i = 0; those != NULL && i < those->n; i++)
		mark(p, m, those->at[i].name, those->at[i].root, those->at[i].node);
}

/*
 * Columns become rows, or rows columns, by --name. Of a join of kind semi or anti nothing comes along; it is marked nevertheless, which errs on the safe
 * side. What --partial writes is of all its records still.
 */
void marks_step(struct pipeline *p, const struct target *t, size_t number, struct marks *m)
{
	const struct step *s = &t->step[number - 1];

	for (size_t i = 0; i < t->uses; i++)
		if (t->use[i].step == number)
			take_others(p, t->use[i].output, m);
	if (step_does(p, s, STAGE_MAKES_FIGURES) && !step_says(s, "partial"))
		take_figures(p, s, m);
	else if (step_does(p, s, STAGE_MAKES_COLUMNS))
		take_made(p, s, m);
	else if (step_option(s, "name") != NULL)
		take_turned(p, s, !step_does(p, s, STAGE_MULTIPLIES_ROWS), m);
	else if (step_does(p, s, STAGE_RENAMES_COLUMNS) || step_does(p, s, STAGE_MULTIPLIES_ROWS))
		take_renamed(p, s, m);
}

/* What a schema says is an identifier has the mark in its name. */
void marks_source(struct pipeline *p, const struct pipeline_schema *said, struct marks *m)
{
	for (size_t i = 0; said != NULL && i < said->identifiers; i++) {
		struct slice name =
		    slice_of(arena_format(p->arena, "id.%.*s", SLICE(said->identifier[i])));

		mark(p, m, name, name, NULL);
	}
}

void marks_begin(struct pipeline *p, const struct target *t, struct marks *m)
{
	for (size_t i = 0; i < t->uses; i++)
		if (t->use[i].step == 0)
			take_others(p, t->use[i].output, m);
}
