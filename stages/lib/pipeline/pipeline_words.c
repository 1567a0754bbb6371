/* pipeline_words: see pipeline_words.h. */
#include "pipeline/pipeline_words.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder.h"
#include "told.h"

/* ---------------------------------------------------------------- values */

struct slice words_table(const struct yaml *node)
{
	bool at = slice_starts(node->text, "@");

	return (struct slice){node->text.at + at, node->text.n - at};
}

struct output *words_use(struct pipeline *p, struct target *t, const struct yaml *node,
                         struct slice name, size_t step)
{
	struct output *o = pipeline_find(p, name);

	if (o == NULL) {
		struct suggest near;
		pipeline_problem(p, node, "no source or table %.*s in this pipeline%s", SLICE(name),
		                 pipeline_suggest(p, name, &near));
		return NULL;
	}
	t->use = array_room(t->use, &t->use_room, t->uses + 1, sizeof *t->use);
	t->use[t->uses++] = (struct use){o, node, step, false};
	return o;
}

void words_watch(struct pipeline *p, struct target *t, const char *path)
{
	struct stat there;
	int folder;

	if (stat(path, &there) != 0)
		return;
	if (S_ISREG(there.st_mode))
		target_add_file(t, path);
	if (!S_ISDIR(there.st_mode) ||
	    (folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0)
		return;
	for (const char **name = folder_names(folder, path, p->arena); *name != NULL; name++) {
		const char *file = arena_format(p->arena, "%s/%s", path, *name);
		if (**name != '.' && stat(file, &there) == 0 && S_ISREG(there.st_mode))
			target_add_file(t, file);
	}
	close(folder);
}

/* As it stands in the file: parameters by their names, and of a path from the root only where it leads. */
static const char *told(struct pipeline *p, struct slice written)
{
	const char *slash = slice_starts(written, "/") ? memrchr(written.at, '/', written.n) : NULL;
	struct str text = {0};
	const char *kept;

	if (slash != NULL)
		written = (struct slice){slash + 1, (size_t)(written.at + written.n - slash - 1)};
	told_shape(&text, written);
	kept = arena_text(p->arena, str_slice(&text));
	str_done(&text);
	return kept;
}

/* One value: a table, or text with its parameters filled in. False: a problem was noted. */
static bool filled(struct pipeline *p, struct target *t, const struct yaml *node, struct word *w)
{
	struct yaml text = *node;
	struct error e = {0};
	struct output *o;

	w->node = node;
	if (node->kind != YAML_SCALAR || yaml_is_null(node)) {
		pipeline_problem(p, node, "a text was expected here");
		return false;
	}
	if (slice_starts(node->text, "@") && !slice_starts(node->text, "@@")) {
		struct slice name = {node->text.at + 1, node->text.n - 1};
		o = words_use(p, t, node, name, t->steps);
		w->text = o == NULL ? "" : o->file;
		w->shown = w->told = arena_text(p->arena, node->text);
		return o != NULL;
	}
	if (slice_starts(node->text, "@@"))
		text.text = (struct slice){node->text.at + 1, node->text.n - 1};
	if (!parameter_fill(&p->parameters, &text, PARAMETER_VALUE, false, &w->text, &e) ||
	    !parameter_fill(&p->parameters, &text, PARAMETER_SHOWN, false, &w->shown, &e)) {
		pipeline_reason(p, node, &e);
		return false;
	}
	w->told = told(p, text.text);
	return true;
}

/* The same, and what it names is watched, if that is a file or folder. */
static bool value(struct pipeline *p, struct target *t, const struct yaml *node, struct word *w)
{
	if (!filled(p, t, node, w))
		return false;
	if (!slice_starts(node->text, "@") || slice_starts(node->text, "@@"))
		words_watch(p, t, w->text);
	return true;
}

/* Items of a list as one value with commas, as options take several. */
static bool joined(struct pipeline *p, struct target *t, const struct yaml *list, struct word *w)
{
	struct str text = {0}, shown = {0}, told = {0};
	bool good = true;

	for (const struct yaml *item = list->first; item != NULL; item = item->next) {
		struct word one = {0};
		if (!value(p, t, item, &one)) {
			good = false;
			continue;
		}
		str_addf(&text, "%s%s", item == list->first ? "" : ",", one.text);
		str_addf(&shown, "%s%s", item == list->first ? "" : ",", one.shown);
		str_addf(&told, "%s%s", item == list->first ? "" : ",", one.told);
	}
	w->node = list;
	w->text = arena_text(p->arena, str_slice(&text));
	w->shown = arena_text(p->arena, str_slice(&shown));
	w->told = arena_text(p->arena, str_slice(&told));
	str_done(&text);
	str_done(&shown);
	str_done(&told);
	return good;
}

/* ---------------------------------------------------------------- options and operands */

bool words_value(struct pipeline *p, struct target *t, const struct yaml *node, struct word *w)
{
	return node->kind == YAML_LIST ? joined(p, t, node, w) : value(p, t, node, w);
}

void words_named(struct pipeline *p, struct target *t, const char *option, const struct yaml *node,
                 const char *name)
{
	struct word w = {0};

	if (!words_value(p, t, node, &w))
		return;
	w.option = option;
	if (name != NULL) {
		w.text = arena_format(p->arena, "%s=%s", name, w.text);
		w.shown = arena_format(p->arena, "%s=%s", name, w.shown);
		w.told = arena_format(p->arena, "%s=%s", name, w.told);
	}
	step_add_word(words_last(t), w);
}

struct step *words_last(struct target *t)
{
	return &t->step[t->steps - 1];
}

void words_operands(struct pipeline *p, struct target *t, const struct yaml *node)
{
	struct word w = {0};

	if (node->kind == YAML_SCALAR && value(p, t, node, &w))
		step_add_word(words_last(t), w);
	for (const struct yaml *item = node->kind == YAML_MAP ? node->first : NULL; item != NULL;
	     item = item->next)
		words_named(p, t, NULL, item, arena_text(p->arena, item->key));
	for (const struct yaml *item = node->kind == YAML_LIST ? node->first : NULL; item != NULL;
	     item = item->next) {
		w = (struct word){0};
		if (value(p, t, item, &w))
			step_add_word(words_last(t), w);
	}
}

void words_option(struct pipeline *p, struct target *t, const struct yaml *node)
{
	const char *option = arena_text(p->arena, node->key);

	if (node->kind != YAML_MAP)
		words_named(p, t, option, node, NULL);
	for (const struct yaml *item = node->kind == YAML_MAP ? node->first : NULL; item != NULL;
	     item = item->next)
		words_named(p, t, option, item, arena_text(p->arena, item->key));
}

void words_key(struct pipeline *p, struct target *t, const struct yaml *node)
{
	if (!p->headers)
		words_option(p, t, node);
	else
		step_add_word(words_last(t),
		              (struct word){.option = "key",
		                            .text = arena_format(p->arena, "%s/key", p->work),
		                            .node = node});
}

/* NULL: a problem was noted. */
static const char *found(struct pipeline *p, struct target *t, const struct yaml *node,
                         struct word *w)
{
	size_t uses = t->uses;
	const char *path;

	if (!filled(p, t, node, w))
		return NULL;
	path = w->text;
	if (t->uses > uses) {
		t->use[uses].labels = true;
	} else {
		path = yaml_beside(p->arena, node->path != NULL ? node->path : p->path, w->text);
		words_watch(p, t, path);
	}
	return path;
}

const char *words_file(struct pipeline *p, struct target *t, const struct yaml *node)
{
	struct word w = {0};

	return found(p, t, node, &w);
}

const char *words_path(struct pipeline *p, struct target *t, const char *option,
                       const struct yaml *node, const char *name)
{
	struct word w = {0};
	const char *path = found(p, t, node, &w);

	if (path == NULL)
		return NULL;
	w.option = option;
	w.text = name == NULL ? path : arena_format(p->arena, "%s=%s", name, path);
	if (name != NULL) {
		w.shown = arena_format(p->arena, "%s=%s", name, w.shown);
		w.told = arena_format(p->arena, "%s=%s", name, w.told);
	}
	step_add_word(words_last(t), w);
	return path;
}

void words_paths(struct pipeline *p, struct target *t, const struct yaml *node)
{
	const char *option = arena_text(p->arena, node->key);

	if (node->kind != YAML_MAP)
		words_path(p, t, option, node, NULL);
	for (const struct yaml *item = node->kind == YAML_MAP ? node->first : NULL; item != NULL;
	     item = item->next)
		words_path(p, t, option, item, arena_text(p->arena, item->key));
}
