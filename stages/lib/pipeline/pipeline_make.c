/* pipeline_make: see pipeline_make.h; "What a run does" in docs/pipelines.md tells how the rules work. */
#include "pipeline/pipeline_make.h"

#include "pipeline/pipeline_descriptor.h"
#include "pipeline/shell.h"

/* ---------------------------------------------------------------- what a target is made of */

static const char *stamp_name(const struct pipeline *p, const char *path)
{
	struct str name = {0};
	const char *text;

	seen_name(path, &name);
	text = arena_text(p->arena, str_slice(&name));
	str_done(&name);
	return text;
}

/* Of a program the stamp has its name, so that another folder with the same programs changes nothing. */
static void watch_program(const struct pipeline *p, struct seen *seen, const char *stage,
                          const char *ledger)
{
	seen_add(seen, stage, arena_format(p->arena, "%s/%s", p->programs, stage), ledger);
}

/* A run on headers alone is made once, in a folder of its own. */
void pipeline_made_of(const struct pipeline *p, const struct target *t, struct str *to)
{
	for (size_t i = 0; i < t->uses; i++)
		str_addf(to, "%s.id\n", t->use[i].output->file);
	for (size_t i = 0; i < t->uses && t->kind == TARGET_REPORT; i++)
		if (descriptor_is_wanted(p, t->use[i].output))
			str_addf(to, "%s.json\n", t->use[i].output->file);
	for (size_t i = 0; i < t->origins; i++)
		str_addf(to, "%s.id\n", t->origin[i]->file);
	for (size_t i = 0; i < t->files && !p->headers; i++)
		str_addf(to, "%s/seen/%s\n", p->work, stamp_name(p, t->file[i]));
	for (size_t i = 0; i < t->steps && !p->headers; i++)
		str_addf(to, "%s/seen/%s\n", p->work, t->step[i].stage);
}

static void watch(const struct pipeline *p, const struct target *t, const char *ledger,
                  struct seen *seen)
{
	for (size_t i = 0; i < t->files; i++)
		seen_add(seen, stamp_name(p, t->file[i]), t->file[i], ledger);
	for (size_t i = 0; i < t->steps; i++)
		watch_program(p, seen, t->step[i].stage, ledger);
}

/* ---------------------------------------------------------------- scripts */

static void add_word(struct str *to, const struct word *w, bool shown)
{
	struct str whole = {0};
	const char *text = shown && w->shown != NULL ? w->shown : w->text;

	if (w->option != NULL)
		str_addf(&whole, "--%s%s", w->option, text == NULL ? "" : "=");
	if (text != NULL && w->raw)
		str_addf(to, " %s%s", whole.at, text);
	else {
		if (text != NULL)
			str_add_text(&whole, text);
		str_add_byte(to, ' ');
		shell_word(to, str_slice(&whole));
	}
	str_done(&whole);
}

/* The last operand could be taken for the FILE of a stage that has any number of operands. */
static bool looks_like_file(const char *operand)
{
	return strcmp(operand, "-") == 0 ||
	       (strchr(operand, '=') == NULL && strpbrk(operand, "/.") != NULL);
}

/* Headers alone are of nobody's rows, so a report of them has no origin. */
static void add_step(const struct pipeline *p, struct str *to, const struct target *t, size_t i)
{
	const struct step *s = &t->step[i];
	const char *operand = NULL;
	bool dashes = false;

	str_addf(to, "\tFINSAM_STEP=%s.%zu \"$BIN\"/%s", t->name, i + 1, s->stage);
	for (size_t j = 0; j < s->words; j++)
		if (s->word[j].option != NULL)
			add_word(to, &s->word[j], false);
		else
			dashes |= s->word[j].text[0] == '-';
	if (dashes || (i == 0 && t->input != NULL && t->input[0] == '-'))
		str_add_text(to, " --");
	for (size_t j = 0; j < s->words; j++)
		if (s->word[j].option == NULL) {
			add_word(to, &s->word[j], false);
			operand = s->word[j].text;
		}
	for (size_t j = 0; j < t->origins && !p->headers; j++)
		str_addf(to, " --origin=%s", t->origin[j]->file);
	if (i == 0 && t->input != NULL) {
		str_add_byte(to, ' ');
		shell_word(to, slice_of(t->input));
	} else if (operand != NULL && looks_like_file(operand)) {
		str_add_text(to, " -");
	}
}

/* A secret goes from its file into the environment of the command, past this script and every list of processes. */
static void add_variables(struct str *to, const struct target *t)
{
	for (size_t i = 0; i < t->variables; i++) {
		const struct variable *v = &t->variable[i];
		if (!v->secret)
			continue;
		str_addf(to, "\tlocal secret_%.*s && secret_%.*s=$(cat <", SLICE(v->name),
		         SLICE(v->name));
		shell_word(to, slice_of(v->value));
		str_add_text(to, ") || return 2\n");
	}
	str_add_byte(to, '\t');
	for (size_t i = 0; i < t->variables; i++) {
		const struct variable *v = &t->variable[i];
		str_addf(to, "%.*s=", SLICE(v->name));
		if (v->secret)
			str_addf(to, "\"$secret_%.*s\"", SLICE(v->name));
		else
			shell_word(to, slice_of(v->value));
		str_add_byte(to, ' ');
	}
}

void pipeline_script(const struct pipeline *p, const struct target *t, struct str *to)
{
	struct str of = {0};

	str_addf(
	    to,
	    "# %s of the pipeline %s, for step.sh; written by finsam pipeline, changes are lost.\n",
	    t->name, p->name);
	str_add_text(to, "inputs=(");
	for (size_t i = 0; i < t->uses; i++)
		str_addf(to, "%s%s", i == 0 ? "" : " ", t->use[i].output->file);
	str_add_text(to, ")\nof=(");
	pipeline_made_of(p, t, &of);
	for (size_t i = 0; i + 1 < of.n; i++)
		str_add_byte(to, of.at[i] == '\n' ? ' ' : of.at[i]);
	str_done(&of);
	str_add_text(to, ")\nalso=(");
	for (size_t i = 1; i < t->outputs; i++) {
		const char *file = t->output[i].file + strlen(t->output[0].file) - strlen("tsv");
		str_addf(to, "%s%.*s", i == 1 ? "" : " ", (int)(strlen(file) - strlen(".tsv")),
		         file);
	}
	str_addf(to, ")\n%srun() {\n%s", t->kind == TARGET_GROUP ? "side=--side\n" : "",
	         t->kind == TARGET_GROUP ? "\tmkdir \"$OUT.into\" &&\n" : "");
	if (t->command != NULL) {
		add_variables(to, t);
		str_add_text(to, "bash -o pipefail -c ");
		shell_word(to, slice_of(t->command));
		str_add_text(to, " |\n");
	}
	for (size_t i = 0; i < t->steps; i++) {
		add_step(p, to, t, i);
		str_add_text(to, i + 1 < t->steps          ? " |\n"
		                 : t->kind == TARGET_GROUP ? "\n"
		                                           : " >\"$OUT\"\n");
	}
	str_add_text(to, "}\n");
}

/* ---------------------------------------------------------------- makefile */

static const char *in_work(const struct pipeline *p, const char *file)
{
	return file + strlen(p->work) + 1;
}

/* What stands above a target: its level and its commands, with nothing in it that could end the comment. */
static void add_comment(const struct pipeline *p, struct str *to, const struct target *t)
{
	size_t from = to->n;

	str_addf(to, "# %s", t->name);
	if (t->kind != TARGET_REPORT)
		str_addf(to, ": %s", level_name(t->output[0].level));
	str_addf(to, " (%s:%zu)", t->node->path != NULL ? t->node->path : p->path,
	         t->node->key_line);
	for (size_t i = from; i < to->n; i++)
		if (to->at[i] == '\n')
			to->at[i] = ' ';
	if (t->command != NULL)
		str_addf(to, "\n#   command |");
	for (size_t i = 0; i < t->steps; i++) {
		str_addf(to, "\n#   %s", t->step[i].stage);
		from = to->n;
		for (size_t j = 0; j < t->step[i].words; j++)
			if (!t->step[i].word[j].raw)
				add_word(to, &t->step[i].word[j], true);
		for (size_t j = from; j < to->n; j++)
			if ((unsigned char)to->at[j] < ' ')
				to->at[j] = ' ';
		if (i + 1 < t->steps)
			str_add_text(to, " |");
	}
	str_add_byte(to, '\n');
}

static void add_target(const struct pipeline *p, struct str *to, struct seen *seen,
                       const struct target *t)
{
	struct str of = {0};
	struct slice rest, one;
	const char *file = in_work(p, t->output[0].file);

	add_comment(p, to, t);
	for (size_t i = 0; i < t->outputs; i++)
		str_addf(to, "%s$(W)/%s.id", i == 0 ? "" : " ", in_work(p, t->output[i].file));
	str_addf(to, ": $(W)/%s.ledger ;\n$(W)/%s.ledger: $(W)/%s.sh", file, file, file);
	pipeline_made_of(p, t, &of);
	rest = str_slice(&of);
	while (slice_cut(&rest, '\n', &one) && one.n > 0)
		str_addf(to, " $(W)/%s", in_work(p, arena_text(p->arena, one)));
	str_done(&of);
	watch(p, t, arena_format(p->arena, "%s.ledger", file), seen);
	if (t->command != NULL || t->always)
		str_add_text(to, " always");
	str_addf(to, "\n\t@$(ASK)$(RUN) $@ $(W)/%s.sh\n\n", file);
}

static bool is_reserved(const char *name)
{
	static const char *const word[] = {"publish", "tables", "reports", "tidy", "always"};

	for (size_t i = 0; i < sizeof word / sizeof word[0]; i++)
		if (strcmp(name, word[i]) == 0)
			return true;
	return false;
}

static void add_groups(const struct pipeline *p, struct str *to)
{
	for (int reports = 0; reports < 2; reports++) {
		str_add_text(to, reports ? "reports:" : "tables:");
		for (size_t i = 0; i < p->targets; i++)
			if ((p->target[i]->kind == TARGET_REPORT) == reports)
				str_addf(to, " $(W)/%s.id",
				         in_work(p, p->target[i]->output[0].file));
		str_add_byte(to, '\n');
	}
	str_add_text(to, ".PHONY: always publish tables reports tidy");
	for (size_t i = 0; i < p->targets; i++)
		if (!is_reserved(p->target[i]->name))
			str_addf(to, " %s", p->target[i]->name);
	str_add_text(to, "\n");
	for (size_t i = 0; i < p->targets; i++)
		if (!is_reserved(p->target[i]->name))
			str_addf(to, "%s: $(W)/%s.id\n", p->target[i]->name,
			         in_work(p, p->target[i]->output[0].file));
	str_add_byte(to, '\n');
}

/* Every ledger counts: a publication tells how many records each step took. */
static void add_publish(const struct pipeline *p, struct str *to, struct seen *seen)
{
	str_add_text(to, "$(W)/published: $(W)/plan.json");
	for (size_t i = 0; i < p->targets; i++) {
		str_addf(to, " $(W)/%s.ledger", in_work(p, p->target[i]->output[0].file));
		for (size_t j = 0; j < p->target[i]->outputs; j++)
			str_addf(to, " $(W)/%s.id", in_work(p, p->target[i]->output[j].file));
	}
	watch_program(p, seen, "publish", "published");
	str_add_text(to, " $(W)/seen/publish\n\t@$(ASK)$(RUN) --publish $@ $(W)/plan.json");
	for (size_t i = 0; i < p->targets; i++)
		for (size_t j = 0; j < p->target[i]->outputs; j++)
			if (p->target[i]->output[j].published)
				str_addf(to, " $(W)/%s", in_work(p, p->target[i]->output[j].file));
	for (size_t i = 0; i < p->targets; i++)
		if (p->target[i]->counted != NULL)
			str_addf(to, " $(W)/%s", in_work(p, p->target[i]->counted->file));
	str_add_text(to, "\n\n");
}

/* Files of persons, unless they are to be kept; the rejected rows wait for whoever mends them. */
static void add_tidy(const struct pipeline *p, struct str *to)
{
	str_add_text(to, "tidy:\n");
	for (size_t i = 0; i < p->targets; i++) {
		const struct target *t = p->target[i];
		if (t->kind != TARGET_REPORT && !t->keep && !t->output[0].published &&
		    t->output[0].level > LEVEL_AGGREGATE)
			str_addf(to, "\t@rm -f $(W)/%s\n", in_work(p, t->output[0].file));
	}
	str_add_text(to, "\t@:\n");
}

/* For a recipe: a word of sh in which make sees nothing. */
static void add_program(struct str *to, const char *path)
{
	struct str word = {0};

	shell_word(&word, slice_of(path));
	for (size_t i = 0; i < word.n; i++) {
		if (word.at[i] == '$' || word.at[i] == '#')
			str_add_byte(to, word.at[i] == '$' ? '$' : '\\');
		str_add_byte(to, word.at[i]);
	}
	str_done(&word);
}

/*
 * Make looks at the files outside before it decides anything, also when it is only asked what it would do. What it then wants
 * made it notes itself, since whoever runs it may do nothing.
 */
static void add_look(const struct pipeline *p, struct str *to)
{
	str_add_text(to, "\nLOOK := ");
	add_program(to, arena_format(p->arena, "%s/pipeline", p->programs));
	str_add_text(
	    to, " --look\n"
	        "ASK = $(if $(findstring n,$(firstword $(MAKEFLAGS))),,$(file >>$(W)/asked,$@))"
	        "\n\nifneq ($(MAKECMDGOALS),tidy)\n"
	        "ifneq ($(shell $(LOOK) $(W) || echo failed),)\n"
	        "$(error what this is made of could not be looked at)\nendif\nendif");
}

void pipeline_makefile(const struct pipeline *p, struct str *to, struct seen *seen)
{
	str_addf(
	    to,
	    "# The pipeline %s as a makefile; written by finsam pipeline %s, changes are lost.\n"
	    "#\n"
	    "# Goals: publish, reports, tables, or the name of a table. make -n -f THIS shows "
	    "what\n"
	    "# would run; the commands of a target lie beside it in a file ending in .sh.\n\n"
	    "MAKEFLAGS += --no-builtin-rules --no-builtin-variables\n"
	    "SHELL := /bin/sh\n"
	    "W := %s\n"
	    "RUN := ",
	    p->name, FINSAM_VERSION, p->work);
	add_program(to, arena_format(p->arena, "%s/step.sh", p->programs));
	if (!p->headers)
		add_look(p, to);
	str_addf(to, "\n\npublish: %s\n", p->publish == NULL ? "tables reports" : "$(W)/published");
	add_groups(p, to);
	for (size_t i = 0; i < p->targets; i++)
		add_target(p, to, seen, p->target[i]);
	if (p->publish != NULL)
		add_publish(p, to, seen);
	add_tidy(p, to);
}
