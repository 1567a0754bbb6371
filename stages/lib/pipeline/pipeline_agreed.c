/* pipeline_agreed: see pipeline_agreed.h. */
#include "pipeline/pipeline_agreed.h"

#include <stdlib.h>

#include "digest.h"
#include "map.h"
#include "file_hash.h"

#define SHORT_HEX 32 /* of a digest in an agreement: 128 bits */

struct agreed {
	struct pipeline *p;
	struct target *to;
	struct map said, seen; /* names of agreements; targets */
};

static void say(struct agreed *a, const char *name, const char *value)
{
	bool added;

	map_put(&a->said, slice_of(name), &added);
	if (added && value[0] != '\0')
		step_add_word(
		    &a->to->step[0],
		    (struct word){.option = "agreed",
		                  .text = arena_format(a->p->arena, "%s=%s", name, value)});
}

/* ---------------------------------------------------------------- digests */

static void add_node(struct str *to, const struct yaml *node)
{
	if (node->kind == YAML_SCALAR) {
		str_addf(to, "%zu:%.*s", node->text.n, SLICE(node->text));
		return;
	}
	str_add_text(to, node->kind == YAML_MAP ? "{" : "[");
	for (const struct yaml *item = node->first; item != NULL; item = item->next) {
		if (node->kind == YAML_MAP)
			str_addf(to, "%zu:%.*s=", item->key.n, SLICE(item->key));
		add_node(to, item);
		str_add_byte(to, ' ');
	}
	str_add_text(to, node->kind == YAML_MAP ? "}" : "]");
}

/* A text of the pipeline that names a file of one site: by a parameter other than the pipeline's own folder. */
static bool names_own(const struct yaml *node)
{
	struct slice text = node->text;
	const char *at;

	for (const struct yaml *item = node->first; item != NULL; item = item->next)
		if (names_own(item))
			return true;
	while (node->kind == YAML_SCALAR && (at = memmem(text.at, text.n, "${", 2)) != NULL) {
		text = (struct slice){at, text.n - (size_t)(at - text.at)};
		if (!slice_starts(text, "${here}"))
			return true;
		text = (struct slice){at + 2, text.n - 2};
	}
	return false;
}

/* What lies where a site says, such as its key and its data, is not of the pipeline. */
static bool is_own(const struct target *t, const char *path)
{
	if (t->input != NULL && strcmp(path, t->input) == 0)
		return true;
	for (size_t i = 0; i < t->steps; i++)
		for (size_t j = 0; j < t->step[i].words; j++) {
			const struct word *w = &t->step[i].word[j];
			bool key = w->option != NULL && strcmp(w->option, "key") == 0;
			if (w->node == NULL || w->text == NULL || (!key && !names_own(w->node)))
				continue;
			if (strstr(w->text, path) != NULL ||
			    strncmp(path, w->text, strlen(w->text)) == 0)
				return true;
		}
	return false;
}

/* Files that belong to the pipeline, by their last names, in the order in which they are read. */
static void add_files(struct agreed *a, const struct target *t, struct str *to)
{
	struct file_hash seal;
	struct error e = {0};

	for (size_t i = 0; i < t->files; i++) {
		const char *path = t->file[i], *slash = strrchr(path, '/');
		if (is_own(t, path))
			continue;
		if (!file_hash_of(path, &seal, &e))
			pipeline_problem(a->p, t->node, "%s", e.text);
		else
			str_addf(to, "\n%s %s", slash == NULL ? path : slash + 1, seal.sha256);
	}
}

static void say_digest(struct agreed *a, const char *what, const char *name, const struct str *text)
{
	char hex[DIGEST_HEX];

	digest_of(str_slice(text), hex);
	hex[SHORT_HEX] = '\0';
	say(a, arena_format(a->p->arena, "%s.%s", what, name),
	    arena_text(a->p->arena, slice_of(hex)));
}

/* ---------------------------------------------------------------- what is said by name */

/* ${period} and ${period.from}: the parameters themselves. */
static void say_parameters(struct agreed *a, struct slice text)
{
	const char *at;

	while ((at = memmem(text.at, text.n, "${", 2)) != NULL) {
		struct slice name = {at + 2, 0},
		             left = {at + 2, text.n - (size_t)(at + 2 - text.at)};
		while (name.n < left.n && strchr("}.", left.at[name.n]) == NULL)
			name.n++;
		for (size_t i = 0; i < a->p->parameters.n; i++) {
			const struct parameter *one = &a->p->parameters.at[i];
			if (slice_equal(one->name, name) && one->type != PARAMETER_PATH &&
			    one->value != NULL && yaml_get(one->node, "site") == NULL)
				say(a, arena_text(a->p->arena, name), one->value);
		}
		text = left;
	}
}

static void say_all_parameters(struct agreed *a, const struct yaml *node)
{
	if (node->kind == YAML_SCALAR)
		say_parameters(a, node->text);
	for (const struct yaml *item = node->first; item != NULL; item = item->next)
		say_all_parameters(a, item);
}

static void say_settings(struct agreed *a, const struct target *t)
{
	static const char *const option[] = {"scope", "min",    "zeros", "alike",
	                                     "width", "method", "base"};

	for (size_t i = 0; i < t->steps; i++) {
		const struct step *s = &t->step[i];
		if (!step_does(a->p, s, STAGE_PROTECTS_FIGURES | STAGE_MAKES_PSEUDONYMS))
			continue;
		for (size_t j = 0; j < sizeof option / sizeof *option; j++) {
			const char *value = step_option(s, option[j]);
			if (value != NULL)
				say(a, arena_format(a->p->arena, "%s.%s", t->name, option[j]),
				    value);
		}
	}
}

/* ---------------------------------------------------------------- all of it */

/* Everything that a target is made of, each once. */
static void visit(struct agreed *a, const struct target *t, struct str *steps)
{
	struct str schema = {0};
	bool added;

	map_put(&a->seen, slice_of(arena_format(a->p->arena, "%d %s", t->kind, t->name)), &added);
	if (!added)
		return;
	for (size_t i = 0; i < t->uses; i++)
		visit(a, t->use[i].output->target, steps);
	if (t->kind == TARGET_SOURCE) {
		add_files(a, t, &schema);
		say_digest(a, "schema", t->name, &schema);
		str_done(&schema);
		return;
	}
	str_addf(steps, "\n%s ", t->name);
	add_node(steps, t->node);
	add_files(a, t, steps);
	say_all_parameters(a, t->node);
	say_settings(a, t);
}

void agreed_words(struct pipeline *p, struct target *t, struct output **crossing, size_t n)
{
	const struct yaml *period = yaml_get(yaml_get(p->root, "handover"), "period");
	struct agreed a = {.p = p, .to = t};
	const char *text = "";
	struct error e = {0};

	if (period == NULL)
		pipeline_problem(p, yaml_get(p->root, "handover"),
		                 "handover: `period:` is the period of a bundle");
	else if (!parameter_fill(&p->parameters, period, PARAMETER_VALUE, false, &text, &e))
		pipeline_reason(p, period, &e);
	say(&a, "pipeline", p->name);
	say(&a, "period", text);
	for (size_t i = 0; i < n; i++) {
		struct str steps = {0};
		map_reset(&a.seen);
		visit(&a, crossing[i]->target, &steps);
		say_digest(&a, "steps", crossing[i]->shown, &steps);
		str_done(&steps);
	}
	map_done(&a.said);
	map_done(&a.seen);
}
