/* pipeline_persons: see pipeline_persons.h. */
#include "pipeline/pipeline_persons.h"

#include "json.h"
#include "map.h"
#include "token.h"

/* ---------------------------------------------------------------- what is published */

static void mark(struct pipeline *p, struct target *t, struct map *seen)
{
	bool added;

	map_put(seen, slice_of(t->output[0].file), &added);
	for (size_t i = 0; added && i < t->uses; i++)
		mark(p, t->use[i].output->target, seen);
}

/* Every target that something published is made of. */
void persons_mark(struct pipeline *p, struct map *seen)
{
	for (size_t i = 0; i < p->targets; i++)
		for (size_t j = 0; j < p->target[i]->outputs; j++)
			if (p->target[i]->output[j].published)
				mark(p, p->target[i], seen);
}

bool persons_are_figures(const struct target *t)
{
	bool comes_in = t->kind == TARGET_SOURCE || (t->kind == TARGET_TABLE && t->uses == 0);
	enum level level = t->outputs == 0 ? LEVEL_OPEN : t->output[0].level;

	return comes_in && (level == LEVEL_PROTECTED || level == LEVEL_AGGREGATE);
}

/* Figures that noise is not added to: of them a second edition must not tell who came and left. */
static bool has_exact(const struct pipeline *p)
{
	for (size_t i = 0; i < p->targets; i++) {
		if (persons_are_figures(p->target[i]))
			return true;
		for (size_t j = 0; j < p->target[i]->steps; j++) {
			const struct step *s = &p->target[i]->step[j];
			const char *method = step_option(s, "method");
			if (step_does(p, s, STAGE_PROTECTS_FIGURES) &&
			    (method == NULL || strcmp(method, "noise") != 0))
				return true;
		}
	}
	return false;
}

/* ---------------------------------------------------------------- the rows */

/* The target's steps before the one that counts, as a table of their own. */
static struct output *rows_before(struct pipeline *p, const struct target *t)
{
	const char *name = arena_format(p->arena, "%s.persons", t->name);
	struct target *rows = pipeline_add(p, TARGET_TABLE, t->node, name);
	struct output *o = target_add_output(p, rows, name, arena_format(p->arena, "%s.tsv", name));

	o->level = LEVEL_PSEUDONYMOUS;
	rows->site = t->site;
	rows->input = t->input;
	for (size_t i = 0; i + 1 < t->counts; i++) {
		struct step *s = target_add_step(rows, t->step[i].stage, t->step[i].node);
		for (size_t j = 0; j < t->step[i].words; j++)
			step_add_word(s, t->step[i].word[j]);
	}
	for (size_t i = 0; i < t->uses; i++)
		if (t->use[i].step < t->counts) {
			rows->use = array_room(rows->use, &rows->use_room, rows->uses + 1,
			                       sizeof *rows->use);
			rows->use[rows->uses++] = t->use[i];
		}
	for (size_t i = 0; i < t->files; i++)
		target_add_file(rows, t->file[i]);
	return o;
}

static struct output *rows_of(struct pipeline *p, const struct target *t)
{
	for (size_t i = 0; t->counts == 1 && i < t->uses; i++)
		if (t->use[i].step == 0)
			return t->use[i].output;
	return rows_before(p, t);
}

static bool has_option(const struct target *t, const char *option)
{
	for (size_t i = 0; i < t->counts; i++)
		for (size_t j = 0; j < t->step[i].words; j++)
			if (t->step[i].word[j].option != NULL &&
			    strcmp(t->step[i].word[j].option, option) == 0)
				return true;
	return false;
}

/* What came in as figures, or is a count of the rows of a file, has no persons that could be counted. */
static bool is_uncounted(const struct target *t)
{
	if (t->counts > 0)
		return has_option(t, "merge") || has_option(t, "partial");
	if (t->kind == TARGET_SOURCE || t->uses == 0)
		return persons_are_figures(t);
	for (size_t i = 0; i < t->uses; i++)
		if (t->use[i].output->target->kind == TARGET_SOURCE &&
		    t->use[i].output != &t->use[i].output->target->output[0] &&
		    t->use[i].output->level != LEVEL_OPEN)
			return true;
	return false;
}

void pipeline_persons(struct pipeline *p)
{
	struct map seen = {0};

	if ((p->editions.days < 2 && p->editions.exact_from == 0) || p->publish == NULL ||
	    p->headers || !has_exact(p))
		return;
	persons_mark(p, &seen);
	for (size_t i = 0, n = p->targets; i < n; i++) {
		struct target *t = p->target[i];
		if (map_find(&seen, slice_of(t->output[0].file)) == MAP_NONE)
			continue;
		if (is_uncounted(t))
			p->editions.uncounted = t->name;
		else if (t->counts > 0)
			t->counted = rows_of(p, t);
	}
	map_done(&seen);
}

/* ---------------------------------------------------------------- plan.json */

static void add_name(struct str *to, struct map *seen, struct slice name)
{
	bool added;

	map_put(seen, name, &added);
	if (!added)
		return;
	if (seen->n > 1)
		str_add_byte(to, ',');
	json_text(to, name);
}

/* Every word of the step that counts which may be a column: who is the same in all of them is the same in the figures. */
static void add_columns(struct str *to, const struct step *s)
{
	struct map seen = {0};

	json_key(to, "columns");
	str_add_byte(to, '[');
	for (size_t i = 0; i < s->words; i++) {
		struct slice rest = slice_of(s->word[i].text == NULL ? "" : s->word[i].text), token;
		while (token_next(&rest, &token))
			if (token_is_name(token, rest))
				add_name(to, &seen, token);
	}
	str_add_byte(to, ']');
	map_done(&seen);
}

static void add_persons(struct str *to, const struct target *t)
{
	json_key(to, "tokens");
	str_add_byte(to, '[');
	for (size_t i = 0; i < t->persons; i++) {
		if (i > 0)
			str_add_byte(to, ',');
		json_text(to, t->person[i]);
	}
	str_add_byte(to, ']');
}

/* With the values of parameters: by another definition the same rows make other figures. */
static void add_definition(struct str *to, const struct step *s)
{
	struct str text = {0};

	for (size_t i = 0; i < s->words; i++)
		str_addf(&text, "%s\t%s\n", s->word[i].option == NULL ? "" : s->word[i].option,
		         s->word[i].text == NULL ? "" : s->word[i].text);
	json_key(to, "definition");
	json_text(to, str_slice(&text));
	str_done(&text);
}

void persons_plan(const struct pipeline *p, struct str *to)
{
	bool first = true;

	json_key(to, "populations");
	str_add_byte(to, '[');
	for (size_t i = 0; i < p->targets; i++) {
		const struct target *t = p->target[i];
		if (t->counted == NULL)
			continue;
		str_add_text(to, first ? "\n{" : ",\n{");
		first = false;
		json_key(to, "name");
		json_text(to, slice_of(t->name));
		json_key(to, "file");
		json_text(to, slice_of(t->counted->file));
		add_persons(to, t);
		add_columns(to, &t->step[t->counts - 1]);
		add_definition(to, &t->step[t->counts - 1]);
		str_add_byte(to, '}');
	}
	str_add_byte(to, ']');
}
