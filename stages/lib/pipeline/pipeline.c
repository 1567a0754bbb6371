/* pipeline: see pipeline.h. */
#include "pipeline/pipeline.h"

#include <stdio.h>
#include <stdlib.h>

static const char *placed(struct pipeline *p, const struct yaml *node, const char *format,
                          va_list args)
{
	char text[1024];
	struct error place;

	vsnprintf(text, sizeof text, format, args);
	if (node == NULL)
		return arena_format(p->arena, "%s: %s", p->path, text);
	return arena_format(p->arena, "%s: %s", yaml_place(p->path, node, &place), text);
}

static struct problem *note(struct problem *list, size_t *room, size_t *n, const struct yaml *node,
                            const char *text)
{
	list = array_room(list, room, *n + 1, sizeof *list);
	list[(*n)++] = node == NULL ? (struct problem){.text = text}
	                            : (struct problem){node->path, node->line, node->column, text};
	return list;
}

void pipeline_problem(struct pipeline *p, const struct yaml *node, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	p->problem =
	    note(p->problem, &p->problem_room, &p->problems, node, placed(p, node, format, args));
	va_end(args);
}

void pipeline_warning(struct pipeline *p, const struct yaml *node, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	p->warning =
	    note(p->warning, &p->warning_room, &p->warnings, node, placed(p, node, format, args));
	va_end(args);
}

void pipeline_reason(struct pipeline *p, const struct yaml *node, const struct error *e)
{
	p->problem = note(p->problem, &p->problem_room, &p->problems, node,
	                  arena_text(p->arena, slice_of(e->text)));
}

static int by_place(const void *a, const void *b)
{
	const struct problem *one = a, *other = b;

	if (one->path != other->path && one->path != NULL && other->path != NULL &&
	    strcmp(one->path, other->path) != 0)
		return strcmp(one->path, other->path);
	if (one->line != other->line)
		return one->line < other->line ? -1 : 1;
	if (one->column != other->column)
		return one->column < other->column ? -1 : 1;
	return strcmp(one->text, other->text);
}

/* What several targets of one node have in common is said once. */
static size_t sort(struct problem *list, size_t n)
{
	size_t kept = 0;

	if (n > 0)
		qsort(list, n, sizeof *list, by_place);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || strcmp(list[kept - 1].text, list[i].text) != 0)
			list[kept++] = list[i];
	return kept;
}

void pipeline_sort(struct pipeline *p)
{
	p->problems = sort(p->problem, p->problems);
	p->warnings = sort(p->warning, p->warnings);
}

bool pipeline_is_name(struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.at[i];
		bool letter = (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
		if (!letter && (i == 0 || (c != '_' && c != '-' && (c < '0' || c > '9'))))
			return false;
	}
	return s.n > 0;
}

/* TABLE.kept, TABLE.V03: what is written out is read again (--expand). */
bool pipeline_is_table(struct slice s)
{
	struct slice rest = s, part;
	bool good = slice_cut(&rest, '.', &part) && pipeline_is_name(part);

	while (good && slice_cut(&rest, '.', &part)) {
		good = part.n > 0;
		for (size_t i = 0; i < part.n; i++) {
			char c = part.at[i];
			good &= pipeline_is_name((struct slice){&c, 1}) || (c >= 'A' && c <= 'Z') ||
			        (c >= '0' && c <= '9') || c == '_' || c == '-';
		}
	}
	return good;
}

void pipeline_keys(struct pipeline *p, const struct yaml *map, const char *what,
                   const char *const *keys)
{
	for (const struct yaml *item = map->first; item != NULL; item = item->next) {
		const struct yaml place = yaml_key(item);
		struct str message = {0};
		if (!suggest_key(item->key, keys, what, &message))
			pipeline_problem(p, &place, "%s", message.at);
		str_done(&message);
	}
}

struct target *pipeline_add(struct pipeline *p, enum target_kind kind, const struct yaml *node,
                            const char *name)
{
	struct target *t = arena_take(p->arena, sizeof *t);

	*t = (struct target){.kind = kind, .name = name, .node = node};
	target_make_room(p, t, TARGET_OUTPUTS);
	p->target = array_room(p->target, &p->target_room, p->targets + 1, sizeof *p->target);
	p->target[p->targets++] = t;
	return t;
}

void target_make_room(struct pipeline *p, struct target *t, size_t outputs)
{
	t->output = arena_take(p->arena, outputs * sizeof *t->output);
	t->outputs = 0;
}

struct output *target_add_output(struct pipeline *p, struct target *t, const char *name,
                                 const char *file)
{
	struct output *o = &t->output[t->outputs++];

	*o = (struct output){.name = name,
	                     .shown = name,
	                     .file = arena_format(p->arena, "%s/%s", p->work, file),
	                     .target = t};
	return o;
}

struct step *target_add_step(struct target *t, const char *stage, const struct yaml *node)
{
	t->step = array_room(t->step, &t->step_room, t->steps + 1, sizeof *t->step);
	t->step[t->steps] = (struct step){.stage = stage, .node = node};
	return &t->step[t->steps++];
}

void target_add_file(struct target *t, const char *path)
{
	for (size_t i = 0; i < t->files; i++)
		if (strcmp(t->file[i], path) == 0)
			return;
	t->file = array_room(t->file, &t->file_room, t->files + 1, sizeof *t->file);
	t->file[t->files++] = path;
}

void step_add_word(struct step *s, struct word word)
{
	s->word = array_room(s->word, &s->word_room, s->words + 1, sizeof *s->word);
	s->word[s->words++] = word;
}

bool step_does(const struct pipeline *p, const struct step *s, unsigned facts)
{
	return (stage_help(p->helps, s->stage)->facts & facts) != 0;
}

const char *step_option(const struct step *s, const char *option)
{
	for (size_t i = 0; i < s->words; i++)
		if (s->word[i].option != NULL && strcmp(s->word[i].option, option) == 0)
			return s->word[i].text;
	return NULL;
}

/* The next word that is no option, without its label. False: there is none. */
static bool next_turned(struct turned *t)
{
	const char *colon;

	while (t->next < t->step->words && t->step->word[t->next].option != NULL)
		t->next++;
	if (t->next == t->step->words)
		return false;
	t->word = &t->step->word[t->next++];
	t->rest = slice_of(t->word->text == NULL ? "" : t->word->text);
	colon = memchr(t->rest.at, ':', t->rest.n);
	if (colon != NULL)
		t->rest = (struct slice){colon + 1, t->rest.n - (size_t)(colon + 1 - t->rest.at)};
	return true;
}

bool step_turned(struct turned *t, struct slice *from, struct slice *to)
{
	const char *value = step_option(t->step, "value");

	while (!slice_cut(&t->rest, ',', to))
		if (!next_turned(t))
			return false;
	slice_cut(to, '=', from);
	if (to->at == NULL)
		*to = slice_of(value == NULL ? "" : value);
	return true;
}

bool step_says(const struct step *s, const char *option)
{
	for (size_t i = 0; i < s->words; i++)
		if (s->word[i].option != NULL && strcmp(s->word[i].option, option) == 0)
			return true;
	return false;
}

struct output *pipeline_find(const struct pipeline *p, struct slice name)
{
	for (size_t i = 0; i < p->targets; i++)
		for (size_t j = 0; p->target[i]->kind != TARGET_REPORT && j < p->target[i]->outputs;
		     j++)
			if (slice_is(name, p->target[i]->output[j].name))
				return &p->target[i]->output[j];
	return NULL;
}

const char *pipeline_suggest(const struct pipeline *p, struct slice name, struct suggest *s)
{
	suggest_start(s, name);
	for (size_t i = 0; i < p->targets; i++)
		for (size_t j = 0; p->target[i]->kind != TARGET_REPORT && j < p->target[i]->outputs;
		     j++)
			suggest_offer(s, slice_of(p->target[i]->output[j].name));
	return suggest_text(s);
}

void target_done(struct target *t)
{
	for (size_t j = 0; j < t->steps; j++)
		free(t->step[j].word);
	free(t->step);
	free(t->use);
	free(t->file);
	free(t->variable);
}

void pipeline_done(struct pipeline *p)
{
	for (size_t i = 0; i < p->targets; i++)
		target_done(p->target[i]);
	free(p->target);
	free(p->problem);
	free(p->warning);
	free(p->site);
	free(p->list);
	parameters_done(&p->parameters);
}
