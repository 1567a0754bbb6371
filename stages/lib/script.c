/* script: see script.h; pipeline_script writes what is read here. */
#include "script.h"

#include <stdlib.h>

#include "input.h"

#define SCRIPT_MAX_BYTES ((size_t)16 << 20)
#define BIN "\"$BIN\"/"
#define OUT "\"$OUT"

struct reading {
	const char *path, *out;
	struct slice rest;
	size_t line;
	struct arena *arena;
	struct error *error;
};

static bool wrong(const struct reading *r)
{
	return error_set(r->error, "%s:%zu: not as finsam pipeline writes it", r->path, r->line);
}

static void pass(struct reading *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		r->line += r->rest.at[i] == '\n';
	r->rest.at += n;
	r->rest.n -= n;
}

/* Passes over the text if it is next. */
static bool take(struct reading *r, const char *text)
{
	if (!slice_starts(r->rest, text))
		return false;
	pass(r, strlen(text));
	return true;
}

static size_t before(const struct reading *r, char c)
{
	const char *at = memchr(r->rest.at, c, r->rest.n);

	return at == NULL ? r->rest.n : (size_t)(at - r->rest.at);
}

/* What stands between the sign that was just taken and the next one. */
static bool take_quoted(struct reading *r, char sign, struct str *to)
{
	size_t n = before(r, sign);

	if (n == r->rest.n)
		return wrong(r);
	str_add(to, (struct slice){r->rest.at, n});
	pass(r, n + 1);
	return true;
}

/* A word ends at a blank, the end of a line, or the ) of a list. */
static bool take_word(struct reading *r, struct str *to)
{
	str_reset(to);
	while (r->rest.n > 0 && strchr(" \n)", r->rest.at[0]) == NULL) {
		if (take(r, "'")) {
			if (!take_quoted(r, '\'', to))
				return false;
		} else if (take(r, OUT)) {
			str_add_text(to, r->out);
			if (!take_quoted(r, '"', to))
				return false;
		} else if (take(r, "\\'")) {
			str_add_byte(to, '\'');
		} else if (strchr("\"\\$`|&;<>(", r->rest.at[0]) != NULL) {
			return wrong(r);
		} else {
			str_add_byte(to, r->rest.at[0]);
			pass(r, 1);
		}
	}
	return to->n > 0 || wrong(r);
}

static bool take_list(struct reading *r, const char ***list, size_t *n)
{
	struct str word = {0};
	size_t room = 0;
	const char **all = NULL;
	bool fine = true;

	*n = 0;
	while (fine && !take(r, ")\n")) {
		take(r, " ");
		fine = take_word(r, &word);
		all = array_room(all, &room, *n + 1, sizeof *all);
		all[(*n)++] = arena_text(r->arena, str_slice(&word));
	}
	*list = arena_take(r->arena, (*n + 1) * sizeof **list);
	if (*n > 0)
		memcpy(*list, all, *n * sizeof **list);
	free(all);
	str_done(&word);
	return fine;
}

/* STAGE WORD..., up to what follows: a pipe, where the last one writes, or the end of the line. */
static bool take_command(struct reading *r, struct script_command *c)
{
	struct str word = {0};
	size_t room = 0;
	char **all = NULL;
	bool fine = true;

	*c = (struct script_command){0};
	do {
		fine = take_word(r, &word);
		all = array_room(all, &room, (size_t)c->argc + 1, sizeof *all);
		all[c->argc++] = (char *)arena_text(r->arena, str_slice(&word));
	} while (fine && take(r, " ") && !slice_starts(r->rest, "|") &&
	         !slice_starts(r->rest, ">"));
	c->argv = arena_take(r->arena, ((size_t)c->argc + 1) * sizeof *c->argv);
	memcpy(c->argv, all, (size_t)c->argc * sizeof *c->argv);
	free(all);
	str_done(&word);
	return fine;
}

/* The chain in run(). */
static bool take_chain(struct reading *r, struct script *s)
{
	struct script_command *all = NULL;
	size_t room = 0;
	bool fine = true, more = true;

	s->into = take(r, "\tmkdir " OUT ".into\" &&\n");
	while (fine && more) {
		fine = take(r, "\tFINSAM_STEP=");
		if (!fine) {
			wrong(r);
			break;
		}
		pass(r, before(r, ' '));
		fine = take(r, " " BIN) || wrong(r);
		all = array_room(all, &room, s->commands + 1, sizeof *all);
		fine = fine && take_command(r, &all[s->commands++]);
		more = fine && take(r, "|\n");
	}
	fine = fine &&
	       ((take(r, s->into ? "\n}\n" : ">" OUT "\"\n}\n") && r->rest.n == 0) || wrong(r));
	s->command = arena_take(r->arena, (s->commands + 1) * sizeof *s->command);
	if (fine)
		memcpy(s->command, all, s->commands * sizeof *all);
	free(all);
	return fine;
}

static bool take_script(struct reading *r, struct script *s)
{
	while (r->rest.n > 0) {
		if (take(r, "inputs=(")) {
			if (!take_list(r, &s->input, &s->inputs))
				return false;
		} else if (take(r, "also=(")) {
			if (!take_list(r, &s->also, &s->alsos))
				return false;
		} else if (take(r, "run() {\n")) {
			return take_chain(r, s);
		} else {
			size_t n = before(r, '\n');
			pass(r, n < r->rest.n ? n + 1 : n);
		}
	}
	return wrong(r);
}

bool script_read(const char *path, const char *out, struct arena *a, struct script *s,
                 struct error *e)
{
	struct str text = {0};
	struct reading r = {.path = path, .out = out, .line = 1, .arena = a, .error = e};
	bool fine;

	*s = (struct script){0};
	fine = input_slurp_any(path, SCRIPT_MAX_BYTES, &text, e);
	r.rest = str_slice(&text);
	fine = fine && take_script(&r, s);
	str_done(&text);
	return fine;
}
