/* pipeline_report: see pipeline_report.h. */
#include "pipeline/pipeline_report.h"
#include "pipeline/pipeline_editions.h"
#include "pipeline/pipeline_settings.h"

#include <stdlib.h>
#include <sys/stat.h>

#include <unistd.h>

#include "pipeline/pipeline_asked.h"
#include "pipeline/pipeline_base.h"
#include "pipeline/pipeline_codes.h"
#include "pipeline/pipeline_fields.h"
#include "pipeline/pipeline_words.h"
#include "render/report_form.h"
#include "tar.h"

/* ---------------------------------------------------------------- tables */

/* What is protected goes by the table's own name. */
static void add_table(struct pipeline *p, struct target *t, const struct yaml *node,
                      const char *name)
{
	struct output *o;

	if (node->kind != YAML_SCALAR) {
		pipeline_problem(p, node, "the name of a table was expected here");
		return;
	}
	o = words_use(p, t, node, words_table(node), 1);
	if (o == NULL)
		return;
	if (o->protected != NULL)
		o = t->use[t->uses - 1].output = o->protected;
	name = name == NULL ? asked_name(p, o) : name;
	step_add_word(words_last(t),
	              (struct word){.option = "table",
	                            .text = arena_format(p->arena, "%s=%s", name, o->file),
	                            .shown = arena_format(p->arena, "%s=@%s", name, o->name),
	                            .node = node});
	if (p->headers) {
		base_words(p, t, o, name);
		codes_words(p, t, o, name);
	}
}

/* Whether the step has --option=NAME=... already. */
static bool is_told(const struct step *s, const char *option, struct slice name)
{
	for (size_t i = 0; i < s->words; i++) {
		struct slice rest = slice_of(s->word[i].text == NULL ? "" : s->word[i].text), told;

		if (s->word[i].option != NULL && strcmp(s->word[i].option, option) == 0 &&
		    slice_cut(&rest, '=', &told) && slice_equal(told, name))
			return true;
	}
	return false;
}

/* A scalar that stands nowhere, with the place of another. */
static const struct yaml *text_at(struct pipeline *p, const struct yaml *place, const char *text)
{
	struct yaml *node = arena_take(p->arena, sizeof *node);

	*node = (struct yaml){.kind = YAML_SCALAR,
	                      .path = place->path,
	                      .line = place->line,
	                      .column = place->column,
	                      .text = slice_of(text)};
	return node;
}

static void suggest_tables(struct pipeline *p, struct suggest *near, struct slice name)
{
	suggest_start(near, name);
	for (size_t i = 0; i < p->targets; i++)
		for (size_t k = 0; p->target[i]->kind != TARGET_REPORT && k < p->target[i]->outputs;
		     k++)
			suggest_offer(near, slice_of(asked_name(p, &p->target[i]->output[k])));
}

/* Those that the template names and `tables` does not say. */
static void tables_by_name(struct pipeline *p, struct target *t, const struct asked_list *asked)
{
	const struct yaml *place = yaml_get(t->node, "template");
	struct suggest near;

	for (size_t i = 0; i < asked->n; i++) {
		const struct asked *a = &asked->at[i];
		const struct output *o;

		if ((a->what != ASKED_TABLE && a->what != ASKED_BASE) ||
		    is_told(words_last(t), "table", a->name))
			continue;
		o = asked_table(p, a->name);
		if (o != NULL) {
			add_table(p, t, text_at(p, place, o->name), arena_text(p->arena, a->name));
		} else if (a->what == ASKED_TABLE) {
			suggest_tables(p, &near, a->name);
			asked_problem(p, asked, a, "no source or table", suggest_text(&near));
		}
	}
}

/* ---------------------------------------------------------------- a report for each */

/* `each: {COLUMN: TABLE.COLUMN}`: the item, or NULL. */
static const struct yaml *each_of(const struct target *t)
{
	const struct yaml *each = yaml_get(t->node, "each");

	return each != NULL && each->kind == YAML_MAP && each->n == 1 &&
	               each->first->kind == YAML_SCALAR
	           ? each->first
	           : NULL;
}

/* The table that tells which there are, and what each file is called. */
static void add_each(struct pipeline *p, struct target *t, const char *file)
{
	const struct yaml *each = each_of(t);
	struct slice table = {"", 0};

	if (each == NULL)
		return;
	for (size_t i = each->text.n; i-- > 0 && table.n == 0;)
		if (each->text.at[i] == '.')
			table = (struct slice){each->text.at, i};
	if (table.n == 0) {
		pipeline_problem(p, each, "each: {COLUMN: TABLE.COLUMN}");
		return;
	}
	if (!is_told(words_last(t), "table", table))
		add_table(p, t, text_at(p, each, arena_text(p->arena, table)),
		          arena_text(p->arena, table));
	step_add_word(words_last(t),
	              (struct word){.option = "each",
	                            .text = arena_format(p->arena, "%.*s=%.*s", SLICE(each->key),
	                                                 SLICE(each->text))});
	step_add_word(words_last(t), (struct word){.option = "file", .text = file});
}

/* ---------------------------------------------------------------- settings */

/* What a report for each is of has a name too. */
static bool is_each(const struct target *t, struct slice name)
{
	return each_of(t) != NULL && slice_equal(each_of(t)->key, name);
}

static bool is_parameter(const struct pipeline *p, struct slice name)
{
	for (size_t i = 0; i < p->parameters.n; i++)
		if (slice_equal(p->parameters.at[i].name, name))
			return true;
	return false;
}

/* The parameters that the template names and `set` does not say. */
static void settings_by_name(struct pipeline *p, struct target *t, const struct asked_list *asked)
{
	const struct yaml *place = yaml_get(t->node, "template");
	struct suggest near;

	for (size_t i = 0; i < asked->n; i++) {
		const struct asked *a = &asked->at[i];

		if (a->what != ASKED_SETTING || is_told(words_last(t), "set", a->name) ||
		    is_each(t, a->name))
			continue;
		if (is_parameter(p, a->name)) {
			const char *text = arena_format(p->arena, "${%.*s}", SLICE(a->name));

			words_named(p, t, "set", text_at(p, place, text),
			            arena_text(p->arena, a->name));
			continue;
		}
		suggest_start(&near, a->name);
		for (size_t k = 0; k < p->parameters.n; k++)
			suggest_offer(&near, p->parameters.at[k].name);
		asked_problem(p, asked, a, "no parameter, and nothing under `set:`, is called",
		              suggest_text(&near));
	}
}

/* ---------------------------------------------------------------- words and code lists */

/* A file beside that of the report, which is called so; NULL: there is none. */
static const struct yaml *file_by_name(struct pipeline *p, const struct yaml *place,
                                       const char *text)
{
	struct stat there;

	if (stat(yaml_beside(p->arena, place->path != NULL ? place->path : p->path, text),
	         &there) != 0 ||
	    !S_ISREG(there.st_mode))
		return NULL;
	return text_at(p, place, text);
}

/*
 * The words of a report: those that it says, else those beside it. The descriptors of its tables tell them; but where another report has said others, this one is
 * given its own.
 */
static const char *read_words(struct pipeline *p, struct target *t)
{
	const struct yaml *node = yaml_get(t->node, "words");
	const char *path;

	if (node == NULL)
		node = file_by_name(p, yaml_get(t->node, "template"), "words.yaml");
	path = node == NULL ? NULL : words_file(p, t, node);
	if (path != NULL && p->words != NULL && strcmp(p->words, path) != 0)
		step_add_word(words_last(t),
		              (struct word){.option = "words", .text = path, .node = node});
	else if (path != NULL)
		p->words = path;
	return path;
}

static const struct yaml *list_by_name(struct pipeline *p, const struct yaml *place,
                                       struct slice name)
{
	if (memchr(name.at, '/', name.n) != NULL || memchr(name.at, '$', name.n) != NULL)
		return NULL;
	return file_by_name(p, place, arena_format(p->arena, "codes/%.*s.tsv", SLICE(name)));
}

/* Whether the descriptors may tell the list: no report has said another for the column. */
static bool describe_list(struct pipeline *p, struct slice column, const char *path)
{
	for (size_t i = 0; i < p->lists; i++)
		if (slice_equal(p->list[i].column, column))
			return strcmp(p->list[i].path, path) == 0;
	p->list = array_room(p->list, &p->list_room, p->lists + 1, sizeof *p->list);
	p->list[p->lists++] = (struct column_list){column, path};
	return true;
}

/* The list of a column that the template shows: as the pipeline says under `codes`, else by the rule. */
static void add_codes(struct pipeline *p, struct target *t, struct slice column)
{
	const char *name = arena_text(p->arena, column), *path;
	const struct yaml *node = yaml_get(yaml_get(p->root, "codes"), name);

	if (is_told(words_last(t), "codes", column))
		return;
	if (node == NULL)
		node = list_by_name(p, yaml_get(t->node, "template"), column);
	path = node == NULL ? NULL : words_file(p, t, node);
	if (path != NULL && !describe_list(p, column, path))
		step_add_word(words_last(t),
		              (struct word){.option = "codes",
		                            .text = arena_format(p->arena, "%s=%s", name, path),
		                            .node = node});
}

static void codes_by_name(struct pipeline *p, struct target *t, const struct asked_list *asked)
{
	for (size_t i = 0; i < asked->n; i++) {
		const struct asked *a = &asked->at[i];
		struct output *o = a->what == ASKED_KEYS ? asked_table(p, a->name) : NULL;
		struct fields f = {0};

		if (a->what == ASKED_CODES)
			add_codes(p, t, a->name);
		if (o != NULL)
			fields_read(p, o, &f);
		for (size_t k = 0; k < f.n; k++)
			add_codes(p, t, f.at[k]);
		free(f.at);
	}
}

/* ---------------------------------------------------------------- one report */

static bool is_report_wiring(struct slice key)
{
	return slice_is(key, "as") || slice_is(key, "lang") || slice_is(key, "each") ||
	       slice_is(key, "tables") || slice_is(key, "template") || slice_is(key, "words") ||
	       slice_is(key, "site");
}

static void report_words(struct pipeline *p, struct target *t, struct slice form,
                         const char *language, const char *file, struct asked_list *asked)
{
	const struct yaml *tables = yaml_get(t->node, "tables");
	const struct yaml *split = yaml_get(p->root, "split");
	const char *template, *words;

	target_add_step(t, "render", t->node);
	template = words_path(p, t, "template", yaml_get(t->node, "template"), NULL);
	words = read_words(p, t);
	if (template != NULL && asked->template == NULL)
		asked_read(p, template, words, asked);
	for (const struct yaml *item = tables == NULL ? NULL : tables->first; item != NULL;
	     item = item->next)
		add_table(p, t, item,
		          tables->kind == YAML_MAP ? arena_text(p->arena, item->key) : NULL);
	add_each(p, t, file);
	tables_by_name(p, t, asked);
	for (const struct yaml *key = t->node->first; key != NULL; key = key->next)
		if (slice_is(key->key, "indicators") || slice_is(key->key, "codes"))
			words_paths(p, t, key);
		else if (!is_report_wiring(key->key))
			words_option(p, t, key);
	codes_by_name(p, t, asked);
	if (split != NULL && yaml_get(t->node, "split") == NULL)
		words_option(p, t, split);
	settings_by_name(p, t, asked);
	step_add_word(words_last(t),
	              (struct word){.option = "as", .text = arena_text(p->arena, form)});
	if (report_form_find(form) != NULL && report_form_is_folder(report_form_find(form)))
		step_add_word(
		    words_last(t),
		    (struct word){.option = "into", .text = arena_text(p->arena, t->node->key)});
	if (language != NULL)
		step_add_word(words_last(t), (struct word){.option = "lang", .text = language});
	if (editions_told(p) != NULL)
		step_add_word(words_last(t),
		              (struct word){.option = "edition", .text = editions_told(p)});
	if (settings_exposed(p, t) != NULL)
		step_add_word(words_last(t),
		              (struct word){.option = "exposed", .text = settings_exposed(p, t)});
	if (p->headers)
		step_add_word(words_last(t), (struct word){.option = "check"});
	for (size_t i = 0; i < words_last(t)->words; i++)
		if (words_last(t)->word[i].shown == NULL)
			words_last(t)->word[i].shown = words_last(t)->word[i].text;
}

/* ---------------------------------------------------------------- its forms and languages */

/* The items of a scalar or list, or one that is not there. */
static const struct yaml *items(const struct yaml *node, const struct yaml *none)
{
	if (node == NULL)
		return none;
	return node->kind == YAML_LIST ? node->first : node;
}

static const struct yaml *after(const struct yaml *node, const struct yaml *item)
{
	return node != NULL && node->kind == YAML_LIST ? item->next : NULL;
}

void report_targets(struct pipeline *p, struct target *first)
{
	const struct yaml none = {.text = slice_of(report_forms[0].name)};
	const struct yaml *as = yaml_get(first->node, "as"), *lang = yaml_get(first->node, "lang");
	bool several = lang != NULL && lang->kind == YAML_LIST && lang->n > 1;
	struct target *t = first;
	const char *name = first->name, *file;
	struct asked_list asked = {0};

	if (yaml_get(first->node, "template") == NULL) {
		pipeline_problem(p, first->node, "%s: a report needs a template", name);
		return;
	}
	if (yaml_get(first->node, "each") != NULL && each_of(first) == NULL)
		pipeline_problem(p, yaml_get(first->node, "each"), "each: {COLUMN: TABLE.COLUMN}");
	for (const struct yaml *f = items(as, &none); f != NULL; f = after(as, f)) {
		const struct report_form *form = report_form_find(f->text);
		const char *ending = form == NULL ? arena_text(p->arena, f->text) : form->ending;
		for (const struct yaml *l = items(lang, &none); l != NULL; l = after(lang, l)) {
			const char *language = lang == NULL ? NULL : arena_text(p->arena, l->text);
			if (t == NULL)
				t = pipeline_add(p, TARGET_REPORT, first->node, name);
			t->outputs = 0;
			file = arena_format(p->arena, "%s%s%s.%s", name, several ? "." : "",
			                    several ? language : "", ending);
			t->name = each_of(first) == NULL
			              ? file
			              : arena_format(p->arena, "%s" TAR_ENDING, file);
			target_add_output(p, t, t->name, t->name);
			t->output[0].published = true;
			report_words(p, t, f->text, language, file, &asked);
			t = NULL;
		}
	}
}
