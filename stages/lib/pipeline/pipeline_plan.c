/* pipeline_plan: see pipeline_plan.h. */
#include "pipeline/pipeline_plan.h"

#include <stdio.h>

#include "definition.h"
#include "json.h"
#include "pipeline/pipeline_editions.h"
#include "pipeline/pipeline_make.h"
#include "pipeline/pipeline_schema.h"
#include "pipeline/shell.h"
#include "told.h"

static void add_flag(struct str *to, const char *key, bool flag)
{
	json_key(to, key);
	str_add_text(to, flag ? "true" : "false");
}

/* A scalar or a map of scalars by language. */
static void add_about(struct str *to, const struct yaml *about)
{
	json_key(to, "about");
	if (about == NULL || about->kind == YAML_LIST) {
		str_add_text(to, "{}");
	} else if (about->kind == YAML_SCALAR) {
		str_add_text(to, "{\"sv\":");
		json_text(to, about->text);
		str_add_byte(to, '}');
	} else {
		str_add_byte(to, '{');
		for (const struct yaml *item = about->first; item != NULL; item = item->next)
			if (item->kind == YAML_SCALAR) {
				json_key(to, item->key.at);
				json_text(to, item->text);
			}
		str_add_byte(to, '}');
	}
}

/* Types of which no value can be a secret or tell of a person. The others are told of by their names. */
static bool is_harmless(const struct parameter *one)
{
	switch (one->type) {
	case PARAMETER_INTEGER:
	case PARAMETER_YEAR:
	case PARAMETER_MONTH:
	case PARAMETER_DATE:
	case PARAMETER_CHOICE:
	case PARAMETER_PERIOD:
		return true;
	case PARAMETER_TEXT:
	case PARAMETER_PATH:
	case PARAMETER_SECRET:
	case PARAMETER_SCOPE:
		break;
	}
	return false;
}

/* `here` is a folder of this machine, and the run date counts only where it is used. */
static void add_parameters(const struct pipeline *p, struct str *to)
{
	json_key(to, "parameters");
	str_add_byte(to, '{');
	for (size_t i = 0; i < p->parameters.n; i++) {
		const struct parameter *one = &p->parameters.at[i];
		if (one->node != NULL || (one->used && one->type != PARAMETER_PATH))
			json_field_text(to, arena_text(p->arena, one->name),
			                is_harmless(one) ? one->value : NULL);
	}
	str_add_byte(to, '}');
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

/* What render is told to print is for its readers, and here it is a literal like any other. */
static void add_told(struct str *to, const struct word *w)
{
	struct slice words = slice_of(w->shown == NULL ? last_part(w->text) : w->shown), name;

	if (w->option != NULL && strcmp(w->option, "set") == 0) {
		words = slice_of(w->told == NULL ? words.at : w->told);
		slice_cut(&words, '=', &name);
		str_addf(to, "%.*s=", SLICE(name));
		told_words(to, words);
	} else if (w->told != NULL) {
		str_add_text(to, w->told);
	} else {
		told_shape(to, words);
	}
}

/* A step as people would type it, but for its literals. */
static void add_step(struct str *to, const struct step *s)
{
	struct str line = {0};

	str_add_text(&line, s->stage);
	for (size_t i = 0; i < s->words; i++) {
		const struct word *w = &s->word[i];
		struct str word = {0};
		if (w->raw)
			continue;
		if (w->option != NULL)
			str_addf(&word, "--%s%s", w->option, w->text == NULL ? "" : "=");
		if (w->text != NULL)
			add_told(&word, w);
		str_add_byte(&line, ' ');
		shell_word(&line, str_slice(&word));
		str_done(&word);
	}
	json_text(to, str_slice(&line));
	str_done(&line);
}

/* A key is known by its id. A hash of its file would let anybody see whether a key they have come by is the one. */
static bool is_key(const struct target *t, const char *path)
{
	for (size_t i = 0; i < t->steps; i++)
		for (size_t j = 0; j < t->step[i].words; j++) {
			const struct word *w = &t->step[i].word[j];
			if (w->option != NULL && w->text != NULL && strcmp(w->option, "key") == 0 &&
			    strcmp(w->text, path) == 0)
				return true;
		}
	return false;
}

/* The first key file of the pipeline, under which publish hashes what it does not tell; NULL: there is none. */
static const char *key_file(const struct pipeline *p)
{
	for (size_t i = 0; i < p->targets; i++)
		for (size_t j = 0; j < p->target[i]->steps; j++)
			if (strcmp(p->target[i]->step[j].stage, "pseudonymise") == 0)
				return step_option(&p->target[i]->step[j], "key");
	return NULL;
}

/* What a publication calls a file, and where it lies. */
static void add_file(const struct pipeline *p, struct str *to, const char *path)
{
	size_t here = strlen(p->here);
	bool inside = strncmp(path, p->here, here) == 0 && path[here] == '/';

	json_field_text(to, "name", inside ? path + here + 1 : last_part(path));
	json_field_text(to, "path", path);
	str_add_byte(to, '}');
}

/* Files that a target is made of, beside tables and its input: what a publication calls them, and where they lie. */
static void add_files(const struct pipeline *p, struct str *to, const struct target *t)
{
	bool first = true;

	json_key(to, "files");
	str_add_byte(to, '[');
	for (size_t i = 0; i < t->files; i++) {
		const char *path = t->file[i];
		if ((t->input != NULL && strcmp(path, t->input) == 0) || is_key(t, path))
			continue;
		str_add_text(to, first ? "{" : ",{");
		first = false;
		add_file(p, to, path);
	}
	str_add_byte(to, ']');
}

/* The files that are one pipeline with that which is named. */
static void add_parts(const struct pipeline *p, struct str *to)
{
	if (p->parts == 0)
		return;
	json_key(to, "parts");
	str_add_byte(to, '[');
	for (size_t i = 0; i < p->parts; i++) {
		str_add_text(to, i == 0 ? "{" : ",{");
		add_file(p, to, p->part[i]);
	}
	str_add_byte(to, ']');
}

/* The columns that tell one figure from another: what the last aggregate went by. */
static void add_key(const struct pipeline *p, struct str *to, const struct target *t)
{
	const struct step *last = NULL;

	for (size_t i = 0; i < t->steps; i++)
		if (step_does(p, &t->step[i], STAGE_MAKES_FIGURES))
			last = &t->step[i];
	for (size_t i = 0; last != NULL && i < last->words; i++)
		if (last->word[i].option != NULL && strcmp(last->word[i].option, "by") == 0)
			json_field_text(to, "key", last->word[i].text);
}

static bool is_among(const struct slice *list, size_t n, struct slice name)
{
	for (size_t i = 0; i < n; i++)
		if (slice_equal(list[i], name))
			return true;
	return false;
}

/* Whether a source that is about no person has a column of that name: then the name alone says nothing. */
static bool is_open_field(const struct pipeline *p, struct slice name)
{
	for (size_t i = 0; i < p->targets; i++) {
		const struct pipeline_schema *s = p->target[i]->said;
		if (s != NULL && !s->persons && is_among(s->field, s->fields, name))
			return true;
	}
	return false;
}

static void add_name(struct str *to, size_t from, struct slice name)
{
	if (to->n > from)
		str_add_byte(to, ',');
	json_text(to, name);
}

/* What no published table may have for a column. */
static void add_identifiers(const struct pipeline *p, struct str *to)
{
	size_t from;

	json_key(to, "identifiers");
	str_add_byte(to, '[');
	from = to->n;
	for (size_t i = 0; i < p->targets; i++) {
		const struct pipeline_schema *s = p->target[i]->said;
		for (size_t j = 0; s != NULL && j < s->identifiers; j++)
			if (!is_open_field(p, s->identifier[j]))
				add_name(to, from, s->identifier[j]);
	}
	str_add_byte(to, ']');
}

/* The columns of sums and counts, by the definitions of aggregate. */
static void add_amounts(const struct pipeline *p, struct str *to)
{
	struct definition d;
	size_t from;

	json_key(to, "amounts");
	str_add_byte(to, '[');
	from = to->n;
	for (size_t i = 0; i < p->targets; i++)
		for (size_t j = 0; j < p->target[i]->steps; j++) {
			const struct step *s = &p->target[i]->step[j];
			bool figures = step_does(p, s, STAGE_MAKES_FIGURES);

			for (size_t k = 0; figures && k < s->words; k++)
				if (s->word[k].option == NULL &&
				    definition_read(slice_of(s->word[k].text), &d, NULL) &&
				    definition_is_amount(&d))
					add_name(to, from, d.name);
		}
	str_add_byte(to, ']');
}

static void add_made_of(const struct pipeline *p, struct str *to, const struct target *t)
{
	struct str of = {0};
	struct slice rest, one;

	json_key(to, "of");
	str_add_byte(to, '[');
	pipeline_made_of(p, t, &of);
	rest = str_slice(&of);
	while (slice_cut(&rest, '\n', &one) && one.n > 0) {
		if (one.at != of.at)
			str_add_byte(to, ',');
		json_text(to, one);
	}
	str_add_byte(to, ']');
	str_done(&of);
}

/* Where the target stands in what its author wrote; a run for real is the same wherever that is. */
static const char *said_at(const struct pipeline *p, const struct target *t)
{
	struct yaml place = t->node->key_line > 0 ? yaml_key(t->node) : *t->node;
	struct error e;

	return arena_format(p->arena, "%s", yaml_place(p->path, &place, &e));
}

static void add_target(const struct pipeline *p, struct str *to, const struct target *t)
{
	static const char *const kind[] = {"source", "table", "group", "report"};

	str_add_byte(to, '{');
	json_field_text(to, "name", t->name);
	json_field_text(to, "kind", kind[t->kind]);
	if (p->headers)
		json_field_text(to, "said", said_at(p, t));
	if (t->kind == TARGET_SOURCE) {
		json_field_text(to, "file", t->command == NULL ? t->input : NULL);
		json_field_text(to, "command", t->command);
		json_field_text(to, "schema", t->schema);
	}
	add_files(p, to, t);
	json_key(to, "outputs");
	str_add_byte(to, '[');
	for (size_t i = 0; i < t->outputs; i++) {
		str_add_text(to, i == 0 ? "{" : ",{");
		json_field_text(to, "name",
		                t->output[i].published ? t->output[i].shown : t->output[i].name);
		json_field_text(to, "file", t->output[i].file);
		json_field_text(to, "level", level_name(t->output[i].level));
		add_flag(to, "published", t->output[i].published);
		if ((t->kind != TARGET_GROUP || i > 0) && editions_perturbs(t))
			add_flag(to, "perturbed", true);
		if (t->kind == TARGET_TABLE)
			add_key(p, to, t);
		else if (t->output[i].key != NULL)
			json_field_text(to, "key", t->output[i].key);
		str_add_byte(to, '}');
	}
	str_add_byte(to, ']');
	json_key(to, "steps");
	str_add_byte(to, '[');
	for (size_t i = 0; i < t->steps; i++) {
		if (i > 0)
			str_add_byte(to, ',');
		add_step(to, &t->step[i]);
	}
	str_add_byte(to, ']');
	add_made_of(p, to, t);
	str_add_byte(to, '}');
}

void pipeline_plan(const struct pipeline *p, struct str *to)
{
	str_add_byte(to, '{');
	json_field_text(to, "pipeline", p->name);
	add_about(to, yaml_get(p->root, "about"));
	json_field_text(to, "path", p->path);
	add_parts(p, to);
	json_field_text(to, "work", p->work);
	json_field_text(to, "publish", p->publish);
	if (p->publish != NULL)
		json_field_text(to, "mode", arena_format(p->arena, "%04o", p->mode));
	editions_plan(p, to);
	add_parameters(p, to);
	json_field_text(to, "key", key_file(p));
	add_identifiers(p, to);
	add_amounts(p, to);
	json_key(to, "targets");
	str_add_text(to, "[\n");
	for (size_t i = 0; i < p->targets; i++) {
		if (i > 0)
			str_add_text(to, ",\n");
		add_target(p, to, p->target[i]);
	}
	str_add_text(to, "\n]}\n");
}

static const char *colour(enum level level)
{
	static const char *const fill[] = {"#e8f3e8", "#cfe8cf", "#fdf3c9", "#fbdcb8", "#f6c4c0"};

	return fill[level];
}

void pipeline_graph(const struct pipeline *p, struct str *to)
{
	str_addf(to,
	         "digraph \"%s\" {\n\trankdir=LR;\n\tnode [shape=box, style=filled, "
	         "fontname=\"sans-serif\"];\n\tedge [fontname=\"sans-serif\", fontsize=10];\n",
	         p->name);
	for (size_t i = 0; i < p->targets; i++) {
		const struct target *t = p->target[i];
		str_addf(to, "\t\"%s\" [label=\"%s\\n%s\", fillcolor=\"%s\"%s];\n", t->name,
		         t->name,
		         t->kind == TARGET_REPORT  ? "report"
		         : t->kind == TARGET_GROUP ? "protect"
		                                   : level_name(t->output[0].level),
		         t->kind == TARGET_REPORT  ? "#ffffff"
		         : t->kind == TARGET_GROUP ? colour(LEVEL_PROTECTED)
		                                   : colour(t->output[0].level),
		         t->kind == TARGET_SOURCE ? ", shape=cylinder" : "");
		for (size_t j = 0; j < t->uses; j++) {
			const struct use *u = &t->use[j];
			str_addf(to, "\t\"%s\" -> \"%s\" [label=\"", u->output->target->name,
			         t->name);
			if (t->kind == TARGET_TABLE && u->step == 0)
				for (size_t k = 0; k < t->steps; k++)
					str_addf(to, "%s%s", k == 0 ? "" : "\\n", t->step[k].stage);
			str_add_text(to, u->step == 0 || t->kind == TARGET_REPORT
			                     ? "\"];\n"
			                     : "\", style=dashed];\n");
		}
	}
	str_add_text(to, "}\n");
}
