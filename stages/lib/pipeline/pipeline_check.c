/* pipeline_check: see pipeline_check.h. */
#include "pipeline/pipeline_check.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory.h"
#include "pipeline/pipeline_heads.h"
#include "pipeline/pipeline_often.h"
#include "pipeline/pipeline_persons.h"
#include "pipeline/pipeline_privacy.h"
#include "pipeline/pipeline_schema.h"
#include "pipeline/pipeline_cut.h"
#include "pipeline/pipeline_texts.h"
#include "suggest.h"

/* ---------------------------------------------------------------- order */

/* The targets that are being looked at, from the first to the one that came back. */
static void report_circle(struct pipeline *p, struct target **path, size_t n, struct target *again)
{
	struct str text = {0};
	size_t i = 0;

	while (path[i] != again)
		i++;
	for (size_t j = i; j < n; j++)
		str_addf(&text, "%s -> ", path[j]->name);
	pipeline_problem(p, path[n - 1]->node, "a circle: %s%s", text.at, again->name);
	str_done(&text);
}

struct walk {
	struct target **path, **order;
	size_t depth, done;
};

static void visit(struct pipeline *p, struct walk *w, struct target *t)
{
	if (t->state == TARGET_DONE)
		return;
	if (t->state == TARGET_OPEN) {
		report_circle(p, w->path, w->depth, t);
		return;
	}
	t->state = TARGET_OPEN;
	w->path[w->depth++] = t;
	for (size_t i = 0; i < t->uses; i++)
		visit(p, w, t->use[i].output->target);
	w->depth--;
	t->state = TARGET_DONE;
	w->order[w->done++] = t;
}

static void put_in_order(struct pipeline *p)
{
	struct walk w = {.path = memory_zeroed(p->targets + 1, sizeof *w.path),
	                 .order = memory_zeroed(p->targets + 1, sizeof *w.order)};

	for (size_t i = 0; i < p->targets; i++)
		visit(p, &w, p->target[i]);
	memcpy(p->target, w.order, p->targets * sizeof *p->target);
	free(w.path);
	free(w.order);
}

/* ---------------------------------------------------------------- stages and options */

static void no_such_option(struct pipeline *p, const struct step *s, const struct stage_help *h,
                           const struct word *w, const struct yaml *place)
{
	struct str list = {0};
	struct suggest near;

	suggest_start(&near, slice_of(w->option));
	for (size_t i = 0; i < h->options; i++) {
		suggest_offer(&near, h->option[i].name);
		str_addf(&list, "%s%.*s", i == 0 ? "" : ", ", SLICE(h->option[i].name));
	}
	pipeline_problem(p, place, "%s has no option %s%s (it has: %s)", s->stage, w->option,
	                 suggest_text(&near), list.n == 0 ? "none" : list.at);
	str_done(&list);
}

/* Sets w->text of a flag to NULL, or *drop if it is false. */
static void check_word(struct pipeline *p, const struct step *s, const struct stage_help *h,
                       struct word *w, bool *drop)
{
	const struct stage_option *option = stage_help_option(h, w->option);
	struct yaml place = w->node == NULL ? *s->node : *w->node;

	if (w->node != NULL && w->node->key.at != NULL)
		place = yaml_key(w->node);
	if (option == NULL) {
		no_such_option(p, s, h, w, &place);
		return;
	}
	if (option->value || w->text == NULL)
		return;
	*drop = strcmp(w->text, "false") == 0;
	if (!*drop && strcmp(w->text, "true") != 0)
		pipeline_problem(p, &place, "%s: %s is true or false", s->stage, w->option);
	w->text = w->shown = w->told = NULL;
}

static void check_words(struct pipeline *p, struct step *s, const struct stage_help *h)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->words; i++) {
		bool drop = false;
		if (s->word[i].option != NULL)
			check_word(p, s, h, &s->word[i], &drop);
		if (!drop)
			s->word[kept++] = s->word[i];
	}
	s->words = kept;
}

static void no_stage(struct pipeline *p, const struct step *s)
{
	DIR *folder = opendir(p->programs);
	struct dirent *entry;
	struct suggest near;

	suggest_start(&near, slice_of(s->stage));
	while (folder != NULL && (entry = readdir(folder)) != NULL)
		if (strchr(entry->d_name, '.') == NULL)
			suggest_offer(&near, slice_of(arena_format(p->arena, "%s", entry->d_name)));
	if (folder != NULL)
		closedir(folder);
	pipeline_problem(p, s->node, "no stage %s%s (finsam --help lists them)", s->stage,
	                 suggest_text(&near));
}

static void check_stages(struct pipeline *p)
{
	for (size_t i = 0; i < p->targets; i++)
		for (size_t j = 0; j < p->target[i]->steps; j++) {
			struct step *s = &p->target[i]->step[j];
			const struct stage_help *h = stage_help(p->helps, s->stage);
			if (!h->known)
				no_stage(p, s);
			else if (p->target[i]->kind == TARGET_TABLE && !step_does(p, s, STAGE_STEP))
				pipeline_problem(p, s->node, "%s can not be a step of a table",
				                 s->stage);
			else
				check_words(p, s, h);
		}
}

/* ---------------------------------------------------------------- files */

/* What is hashed, read by a step, and hashed again is a file: a pipe would be waited for, a device has no end. */
static void check_file(struct pipeline *p, const struct target *t, const char *key,
                       const char *path)
{
	const struct yaml *at = yaml_get(t->node, key);
	struct stat there;

	if (stat(path, &there) != 0 || access(path, R_OK) != 0)
		pipeline_problem(p, at, "%s: %s: %s", t->name, path, strerror(errno));
	else if (S_ISDIR(there.st_mode))
		pipeline_problem(p, at, "%s: %s: %s", t->name, path, strerror(EISDIR));
	else if (!S_ISREG(there.st_mode))
		pipeline_problem(p, at,
		                 "%s: %s: a pipe or a device, where a file is needed that can be "
		                 "read again",
		                 t->name, path);
}

static void check_files(struct pipeline *p, bool sources)
{
	for (size_t i = 0; i < p->targets; i++) {
		const struct target *t = p->target[i];
		if (t->kind == TARGET_SOURCE && sources && t->input != NULL)
			check_file(p, t, "file", t->input);
		for (size_t j = 0; t->kind == TARGET_REPORT && t->steps > 0 && j < t->step[0].words;
		     j++)
			if (strcmp(t->step[0].word[j].option, "template") == 0)
				check_file(p, t, "template", t->step[0].word[j].text);
	}
}

/* Whether persons come in here, or may: by a source with identifiers, a bundle, a number that becomes a token. */
static bool lets_persons_in(const struct pipeline *p, const struct target *t)
{
	if (t->said != NULL)
		return t->said->identifies;
	for (size_t i = 0; i < t->steps; i++)
		if (step_does(p, &t->step[i], STAGE_LETS_PERSONS_IN))
			return true;
	return false;
}

/* Whether a run is of made-up persons concerns each of its reports, whatever tables it shows. */
static void add_origins(struct pipeline *p)
{
	for (size_t i = 0; i < p->targets; i++) {
		struct target *t = p->target[i];
		if (t->kind != TARGET_REPORT)
			continue;
		t->origin = arena_take(p->arena, p->targets * sizeof *t->origin);
		for (size_t j = 0; j < p->targets; j++)
			if (lets_persons_in(p, p->target[j]))
				t->origin[t->origins++] = &p->target[j]->output[0];
	}
}

/* Never what was given: somebody may have given the secret itself. */
static void check_secrets(struct pipeline *p)
{
	for (size_t i = 0; i < p->parameters.n; i++) {
		const struct parameter *one = &p->parameters.at[i];
		struct stat there;

		if (one->type != PARAMETER_SECRET || !one->used)
			continue;
		if (stat(one->value, &there) != 0 || access(one->value, R_OK) != 0)
			pipeline_problem(p, one->node, "%.*s: the file that holds it: %s",
			                 SLICE(one->name), strerror(errno));
		else if (!S_ISREG(there.st_mode) || (there.st_mode & 077) != 0)
			pipeline_problem(p, one->node,
			                 "%.*s: the file that holds it is open to others (mode "
			                 "%04o); chmod 600 it",
			                 SLICE(one->name), (unsigned)there.st_mode & 07777);
	}
}

void pipeline_check(struct pipeline *p, bool files)
{
	put_in_order(p);
	check_stages(p);
	if (p->problems == 0)
		pipeline_privacy(p);
	if (p->problems == 0)
		pipeline_cut(p);
	if (p->problems == 0) {
		heads_follow(p);
		pipeline_often(p);
	}
	if (p->problems == 0)
		pipeline_persons(p);
	add_origins(p);
	check_files(p, files);
	if (files)
		check_secrets(p);
	if (p->headers)
		pipeline_texts(p);
}
