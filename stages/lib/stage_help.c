#include "stage_help.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stage_says.h"

/* "  --name VALUE   what it does": before the value stands one blank, before what it does at least two. */
static void read_help(struct stage_help *h, struct slice text, struct arena *a)
{
	struct slice line;
	size_t lines = 1;

	for (size_t i = 0; i < text.n; i++)
		lines += text.at[i] == '\n';
	h->option = arena_take(a, lines * sizeof *h->option);
	while (slice_cut(&text, '\n', &line)) {
		size_t n = 0;
		if (stage_facts_read(line, &h->facts) || !slice_starts(line, "  --"))
			continue;
		line = (struct slice){line.at + 4, line.n - 4};
		while (n < line.n && line.at[n] != ' ')
			n++;
		h->option[h->options].name = (struct slice){line.at, n};
		h->option[h->options++].value = n + 1 < line.n && line.at[n + 1] != ' ';
	}
}

/* A name with a slash or a dot is no stage's: so is no folder, and no script beside them. */
static bool is_stage(const char *stage, const char *program)
{
	struct stat there;

	return strpbrk(stage, "/.") == NULL && stat(program, &there) == 0 &&
	       S_ISREG(there.st_mode) && access(program, X_OK) == 0;
}

const struct stage_help *stage_help(struct stage_helps *all, const char *stage)
{
	const char *program;
	struct stage_help *h;

	for (h = all->first; h != NULL; h = h->next)
		if (strcmp(h->stage, stage) == 0)
			return h;
	h = arena_take(all->arena, sizeof *h);
	*h = (struct stage_help){.stage = stage, .next = all->first};
	all->first = h;
	program = arena_format(all->arena, "%s/%s", all->programs, stage);
	h->known = is_stage(stage, program);
	if (h->known) {
		const char *const arguments[] = {program, "--help", NULL};
		struct slice said;

		stage_says(arguments, false, all->arena, &said);
		read_help(h, said, all->arena);
	}
	return h;
}

const struct stage_option *stage_help_option(const struct stage_help *h, const char *name)
{
	for (size_t i = 0; i < h->options; i++)
		if (slice_is(h->option[i].name, name))
			return &h->option[i];
	return NULL;
}
