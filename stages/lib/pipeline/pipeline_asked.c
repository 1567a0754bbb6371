/* pipeline_asked: see pipeline_asked.h. */
#include "pipeline/pipeline_asked.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stage_says.h"

static const char *const kinds[ASKED_KINDS] = {"table", "base", "setting", "codes", "keys"};

/* A record of render --names; false if it is none. */
static bool read_record(struct slice line, struct asked *a)
{
	struct slice part;
	bool known = false;

	if (!slice_cut(&line, '\t', &part))
		return false;
	for (size_t i = 0; i < ASKED_KINDS && !known; i++)
		if ((known = slice_is(part, kinds[i])))
			a->what = (enum asked_for)i;
	if (!known || !slice_cut(&line, '\t', &a->name) || line.at == NULL)
		return false;
	a->line = strtoul(line.at, NULL, 10);
	slice_cut(&line, '\t', &part);
	a->column = line.at == NULL ? 0 : strtoul(line.at, NULL, 10);
	return true;
}

/* `render: reports/x.md:3:1: ...`, a line for each mistake. */
static void note_mistakes(struct pipeline *p, struct slice said)
{
	struct slice line;

	while (slice_cut(&said, '\n', &line)) {
		struct error e = {0};
		bool starts = slice_starts(line, "render: ");

		if (line.n == 0)
			continue;
		error_set(&e, "%.*s", (int)(line.n - (starts ? 8 : 0)), line.at + (starts ? 8 : 0));
		pipeline_reason(p, NULL, &e);
	}
}

void asked_read(struct pipeline *p, const char *template, const char *words,
                struct asked_list *list)
{
	const char *const arguments[] = {
	    arena_format(p->arena, "%s/render", p->programs), "--names",
	    arena_format(p->arena, "--template=%s", template),
	    words == NULL ? NULL : arena_format(p->arena, "--words=%s", words), NULL};
	struct slice said, line;
	struct stat there;
	size_t lines = 0;

	*list = (struct asked_list){.template = template};
	if (access(arguments[0], X_OK) != 0 || access(template, R_OK) != 0 ||
	    stat(template, &there) != 0 || !S_ISREG(there.st_mode))
		return;
	if (!stage_says(arguments, true, p->arena, &said)) {
		note_mistakes(p, said);
		return;
	}
	for (size_t i = 0; i < said.n; i++)
		lines += said.at[i] == '\n';
	list->at = arena_take(p->arena, (lines + 1) * sizeof *list->at);
	while (slice_cut(&said, '\n', &line))
		list->n += read_record(line, &list->at[list->n]);
}

void asked_problem(struct pipeline *p, const struct asked_list *list, const struct asked *a,
                   const char *what, const char *near)
{
	struct error e = {0};

	error_set(&e, "%s:%zu:%zu: %s %.*s%s", list->template, a->line, a->column, what,
	          SLICE(a->name), near);
	pipeline_reason(p, NULL, &e);
}

const char *asked_name(struct pipeline *p, const struct output *o)
{
	char *text = arena_take(p->arena, strlen(o->shown) + 1);

	strcpy(text, o->shown);
	for (char *c = text; *c != '\0'; c++)
		*c = *c == '.' ? '_' : *c;
	return text;
}

/* Whether the name is the other one with _ for each point. */
static bool is_called(const char *shown, struct slice name)
{
	size_t i = 0;

	while (i < name.n && shown[i] != '\0' &&
	       (shown[i] == name.at[i] || (shown[i] == '.' && name.at[i] == '_')))
		i++;
	return i == name.n && shown[i] == '\0';
}

struct output *asked_table(const struct pipeline *p, struct slice name)
{
	struct output *o = pipeline_find(p, name);

	for (size_t i = 0; i < p->targets && o == NULL; i++)
		for (size_t k = 0; k < p->target[i]->outputs && o == NULL; k++)
			if (p->target[i]->kind != TARGET_REPORT &&
			    is_called(p->target[i]->output[k].name, name))
				o = &p->target[i]->output[k];
	return o;
}
