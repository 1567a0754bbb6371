/* pipeline_target: see pipeline_target.h. */
#include "language/windows.h"
#include "pipeline/pipeline_covers.h"
#include "pipeline/pipeline_target.h"

#include <stdlib.h>

#include "pipeline/pipeline_protect.h"
#include "pipeline/pipeline_report.h"
#include "pipeline/pipeline_schema.h"
#include "pipeline/pipeline_words.h"

/* ---------------------------------------------------------------- tables */

/* What stops a run for want of data; on headers alone nothing has come, and that is no mistake. */
static bool is_gate(struct slice option)
{
	return slice_is(option, "at-least") || slice_is(option, "otherwise") ||
	       slice_is(option, "seen");
}

static void add_step(struct pipeline *p, struct target *t, const struct yaml *item)
{
	const struct yaml *body = item->first;
	const char *stage;

	if (item->kind != YAML_MAP || item->n != 1) {
		pipeline_problem(p, item,
		                 "a step is one stage with what it is told: `- where: ...`");
		return;
	}
	stage = arena_text(p->arena, body->key);
	target_add_step(t, stage, item);
	if (strcmp(stage, "protect") == 0) {
		protect_step(p, t, body);
		return;
	}
	if (body->kind != YAML_MAP) {
		if (!yaml_is_null(body))
			words_operands(p, t, body);
		return;
	}
	for (const struct yaml *key = body->first; key != NULL; key = key->next)
		if (slice_is(key->key, "args"))
			words_operands(p, t, key);
		else if (strcmp(stage, "pseudonymise") == 0 && slice_is(key->key, "key"))
			words_key(p, t, key);
		else if (!p->headers || !is_gate(key->key))
			words_option(p, t, key);
}

/* A first step `append: {as: ..., args: {NAME: "@TABLE"}}` says all that it reads. */
static bool names_its_inputs(const struct yaml *steps)
{
	const struct yaml *first = steps == NULL || steps->kind != YAML_LIST ? NULL : steps->first;

	return yaml_get(yaml_get(first, "append"), "as") != NULL;
}

static void table_words(struct pipeline *p, struct target *t)
{
	const struct yaml *from = yaml_get(t->node, "from"), *steps = yaml_get(t->node, "through");
	struct output *o;

	for (const struct yaml *key = t->node->first; key != NULL; key = key->next)
		if (!slice_is(key->key, "from") && !slice_is(key->key, "through") &&
		    !slice_is(key->key, "keep") && !slice_is(key->key, "site") &&
		    !slice_is(key->key, "crosses")) {
			const struct yaml place = yaml_key(key);
			pipeline_problem(p, &place,
			                 "unknown key %.*s; a table has: from, through, keep, "
			                 "site, crosses",
			                 SLICE(key->key));
		}
	if (from == NULL && names_its_inputs(steps))
		;
	else if (from == NULL || from->kind != YAML_SCALAR)
		pipeline_problem(p, t->node, "%s: `from:` must name a source or table", t->name);
	else if ((o = words_use(p, t, from, words_table(from), 0)) != NULL)
		t->input = o->file;
	if (steps == NULL || steps->kind != YAML_LIST || steps->n == 0)
		pipeline_problem(p, t->node, "%s: `through:` must be a list of steps", t->name);
	else
		for (const struct yaml *item = steps->first; item != NULL; item = item->next)
			add_step(p, t, item);
}

/* ---------------------------------------------------------------- sources */

/* The variables that a command mentions; ${period.from} is period_from there. */
static void add_variables(struct pipeline *p, struct target *t, const char *command)
{
	for (const char *at = command; (at = strstr(at, "${")) != NULL; at++) {
		const char *close = strchr(at, '}');
		struct slice name = {at + 2, close == NULL ? 0 : (size_t)(close - at - 2)};
		const char *under = memchr(name.at, '_', name.n);
		const char *found = parameter_value(&p->parameters, name);
		if (found == NULL && under != NULL)
			found = parameter_value(
			    &p->parameters,
			    slice_of(arena_format(p->arena, "%.*s.%.*s", (int)(under - name.at),
			                          name.at, (int)(name.at + name.n - under - 1),
			                          under + 1)));
		if (found == NULL)
			continue;
		t->variable = array_room(t->variable, &t->variable_room, t->variables + 1,
		                         sizeof *t->variable);
		t->variable[t->variables++] =
		    (struct variable){name, found, parameter_is_secret(&p->parameters, name)};
	}
}

static void source_input(struct pipeline *p, struct target *t, const struct pipeline_schema *s)
{
	const struct yaml *file = yaml_get(t->node, "file"),
	                  *command = yaml_get(t->node, "command");
	struct error e = {0};

	if ((file == NULL) == (command == NULL)) {
		pipeline_problem(p, t->node, "%s: one of file and command", t->name);
		return;
	}
	if (!parameter_fill(&p->parameters, file != NULL ? file : command,
	                    file != NULL ? PARAMETER_VALUE : PARAMETER_SHELL, file != NULL,
	                    file != NULL ? &t->input : &t->command, &e)) {
		pipeline_reason(p, file != NULL ? file : command, &e);
		return;
	}
	if (p->headers) {
		t->header = s->header.at == NULL ? "" : s->header.at;
		t->header_bytes = s->header.n;
		t->input = arena_format(p->arena, "%s/%s.header", p->work, t->name);
		t->command = NULL;
	} else if (t->command != NULL) {
		add_variables(p, t, t->command);
	}
	if (t->input != NULL)
		target_add_file(t, t->input);
}

static bool is_wiring(struct slice key)
{
	return slice_is(key, "file") || slice_is(key, "command") || slice_is(key, "schema") ||
	       slice_is(key, "about") || slice_is(key, "keep") || slice_is(key, "site") ||
	       slice_is(key, "crosses") || slice_is(key, "covers") || slice_is(key, WINDOWS_ASKED);
}

/* The table of each foreign key, unless `reference:` says another. */
static void add_references(struct pipeline *p, struct target *t, const struct yaml *schema,
                           const struct pipeline_schema *s)
{
	const struct yaml *said = yaml_get(t->node, "reference");

	for (size_t i = 0; i < s->resources; i++) {
		struct output *o;
		if (yaml_get(said, arena_text(p->arena, s->resource[i])) != NULL)
			continue;
		o = words_use(p, t, schema, s->resource[i], 1);
		if (o != NULL)
			step_add_word(
			    words_last(t),
			    (struct word){.option = "reference",
			                  .text = arena_format(p->arena, "%s=%s", o->name, o->file),
			                  .shown =
			                      arena_format(p->arena, "%s=@%s", o->name, o->name)});
	}
}

static void set_levels(struct target *t, const struct pipeline_schema *s)
{
	t->output[0].level = !s->persons     ? LEVEL_OPEN
	                     : s->identifies ? LEVEL_CLEAR
	                                     : LEVEL_PSEUDONYMOUS;
	t->output[1].level = s->persons ? LEVEL_AGGREGATE : LEVEL_OPEN;
	t->output[2].level = s->persons ? LEVEL_CLEAR : LEVEL_OPEN;
}

static void source_words(struct pipeline *p, struct target *t)
{
	const struct yaml *node = yaml_get(t->node, "schema");
	struct pipeline_schema *s = arena_take(p->arena, sizeof *s);
	struct error e = {0};

	target_add_step(t, "validate", t->node);
	covers_check(p, t);
	if (node == NULL) {
		pipeline_problem(p, t->node, "%s: a source needs a schema", t->name);
		return;
	}
	t->schema = words_path(p, t, "schema", node, NULL);
	if (t->schema == NULL)
		return;
	if (!pipeline_schema_load(t->schema, p->arena, s, &e)) {
		pipeline_problem(p, node, "%s", e.text);
		return;
	}
	t->said = s;
	for (size_t i = 0; i < s->code_lists; i++)
		words_watch(p, t, s->code_list[i]);
	add_references(p, t, node, s);
	for (const struct yaml *key = t->node->first; key != NULL; key = key->next)
		if (!is_wiring(key->key))
			words_option(p, t, key);
	step_add_word(words_last(t),
	              (struct word){.option = "rejects", .text = "\"$OUT.rejects\"", .raw = true});
	step_add_word(words_last(t),
	              (struct word){.option = "report", .text = "\"$OUT.quality\"", .raw = true});
	set_levels(t, s);
	source_input(p, t, s);
}

/* ---------------------------------------------------------------- each of them */

void pipeline_target(struct pipeline *p, struct target *t)
{
	if (t->kind == TARGET_SOURCE)
		source_words(p, t);
	else if (t->kind == TARGET_TABLE)
		table_words(p, t);
	else if (t->kind == TARGET_GROUP)
		protect_group(p, t);
	else
		report_targets(p, t);
}

void pipeline_publish(struct pipeline *p)
{
	const struct yaml *tables = yaml_get(yaml_get(p->root, "publish"), "tables");

	for (const struct yaml *item = tables == NULL ? NULL : tables->first; item != NULL;
	     item = item->next)
		if (item->kind != YAML_SCALAR || pipeline_find(p, words_table(item)) == NULL) {
			struct suggest near;
			pipeline_problem(p, item,
			                 "no source or table of that name in this pipeline%s",
			                 pipeline_suggest(p, words_table(item), &near));
		}
}
