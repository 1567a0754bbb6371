/* settlement: see settlement.h. A line of a ledger is JSON, which yaml.h reads. */
#include "settlement.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "input.h"
#include "yaml.h"

#define LEDGER_MAX_BYTES ((size_t)256 << 20)

void settlement_differ(struct settlement *s, const char *format, ...)
{
	char text[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	s->difference = array_room(s->difference, &s->difference_room, s->differences + 1,
	                           sizeof *s->difference);
	s->difference[s->differences++] = arena_text(s->arena, slice_of(text));
}

/* ---------------------------------------------------------------- loading */

static const char *text_of(struct settlement *s, const struct yaml *map, const char *key)
{
	const struct yaml *node = yaml_get(map, key);

	return node == NULL || node->kind != YAML_SCALAR ? "" : arena_text(s->arena, node->text);
}

static int64_t number_of(const struct yaml *map, const char *key)
{
	const struct yaml *node = yaml_get(map, key);
	char *end;
	long long n;

	if (node == NULL || node->kind != YAML_SCALAR || node->text.n == 0)
		return SETTLEMENT_UNKNOWN;
	n = strtoll(node->text.at, &end, 10);
	return *end == '\0' && n >= 0 ? n : SETTLEMENT_UNKNOWN;
}

static struct flow flow_of(struct settlement *s, const struct yaml *node)
{
	return (struct flow){.role = text_of(s, node, "role"),
	                     .path = text_of(s, node, "path"),
	                     .hash = text_of(s, node, "xxh3"),
	                     .records = number_of(node, "records"),
	                     .bytes = number_of(node, "bytes"),
	                     .made_up = strcmp(text_of(s, node, "made_up"), "true") == 0,
	                     .order = s->lines};
}

static struct flow *flows_of(struct settlement *s, const struct yaml *list, size_t *n)
{
	struct flow *flow;

	*n = 0;
	if (list == NULL || list->kind != YAML_LIST)
		return NULL;
	flow = arena_take(s->arena, (list->n + 1) * sizeof *flow);
	for (const struct yaml *item = list->first; item != NULL; item = item->next)
		flow[(*n)++] = flow_of(s, item);
	return flow;
}

static struct account *find(struct settlement *s, const char *id)
{
	for (size_t i = s->accounts; i-- > 0;)
		if (strcmp(s->account[i].id, id) == 0)
			return &s->account[i];
	return NULL;
}

/* Programs of a pipe start as they please; what is said of them shall not depend on it. */
static bool is_later(const struct account *before, const struct account *a)
{
	return a->number > 0 && before->number > a->number &&
	       strcmp(before->target, a->target) == 0;
}

static struct account *add(struct settlement *s, const struct yaml *line)
{
	struct account a = {.id = text_of(s, line, "id"),
	                    .step = text_of(s, line, "step"),
	                    .stage = text_of(s, line, "stage"),
	                    .version = text_of(s, line, "version"),
	                    .status = SETTLEMENT_UNKNOWN};
	const char *dot = strrchr(a.step, '.');
	char *end = NULL;
	size_t i;

	a.number = dot == NULL ? 0 : strtoll(dot + 1, &end, 10);
	if (a.number <= 0 || end == dot + 1 || *end != '\0')
		a.number = 0;
	a.target = a.number == 0
	               ? a.step
	               : arena_text(s->arena, (struct slice){a.step, (size_t)(dot - a.step)});
	s->account = array_room(s->account, &s->account_room, s->accounts + 1, sizeof *s->account);
	for (i = s->accounts++; i > 0 && is_later(&s->account[i - 1], &a); i--)
		s->account[i] = s->account[i - 1];
	s->account[i] = a;
	return &s->account[i];
}

static void end_account(struct settlement *s, struct account *a, const struct yaml *line)
{
	const struct yaml *aside = yaml_get(line, "set_aside"), *notes = yaml_get(line, "notes");

	a->notes = notes == NULL || notes->kind != YAML_MAP ? NULL : notes;
	a->end_line = s->lines;
	a->ended = text_of(s, line, "time");
	a->status = number_of(line, "status");
	a->count = text_of(s, line, "count");
	a->read = flows_of(s, yaml_get(line, "read"), &a->reads);
	a->written = flows_of(s, yaml_get(line, "written"), &a->writes);
	if (aside == NULL || aside->kind != YAML_LIST)
		return;
	a->set_aside = arena_take(s->arena, (aside->n + 1) * sizeof *a->set_aside);
	for (const struct yaml *item = aside->first; item != NULL; item = item->next)
		a->set_aside[a->set_asides++] =
		    (struct set_aside){text_of(s, item, "reason"), number_of(item, "records")};
}

/* A line that ends another run than it says, or one that has ended, was not written by a stage. */
static void check_end(struct settlement *s, const struct account *a, const struct yaml *line)
{
	if (a->ended != NULL)
		settlement_differ(s, "%s (%s): ended twice", a->stage, a->step);
	else if (strcmp(a->stage, text_of(s, line, "stage")) != 0 ||
	         strcmp(a->step, text_of(s, line, "step")) != 0)
		settlement_differ(s, "%s (%s): its end is that of %s (%s)", a->stage, a->step,
		                  text_of(s, line, "stage"), text_of(s, line, "step"));
}

static bool load_line(struct settlement *s, const struct yaml *line, struct error *e)
{
	const char *event;
	struct account *a;

	if (!settlement_is_line(line, e))
		return false;
	event = text_of(s, line, "event");
	if (strcmp(event, "result") == 0) {
		s->result =
		    array_room(s->result, &s->result_room, s->results + 1, sizeof *s->result);
		s->result[s->results++] = flow_of(s, line);
		return true;
	}
	a = find(s, text_of(s, line, "id"));
	if (strcmp(event, "start") == 0) {
		if (a != NULL)
			settlement_differ(s, "%s (%s): started twice", a->stage, a->step);
		add(s, line)->started = text_of(s, line, "time");
		return true;
	}
	if (a == NULL)
		a = add(s, line);
	else
		check_end(s, a, line);
	end_account(s, a, line);
	return true;
}

bool settlement_load(struct settlement *s, const char *path, struct error *e)
{
	struct str text = {0};
	struct slice rest, line;
	size_t number = 0;
	bool good = input_slurp(path, LEDGER_MAX_BYTES, &text, e);

	rest = good ? str_slice(&text) : (struct slice){NULL, 0};
	while (good && slice_cut(&rest, '\n', &line)) {
		const struct yaml *node;
		number++;
		s->lines++;
		if (line.n == 0 && rest.at == NULL)
			break;
		node = yaml_parse(path, line, s->arena, e);
		if (rest.at == NULL)
			settlement_differ(s, "%s:%zu: the line is cut: whoever wrote it was killed",
			                  path, number);
		else if (node == NULL || !load_line(s, node, e))
			good =
			    node == NULL
			        ? error_set(e, "%s:%zu: not a line of a ledger", path, number)
			        : error_context(e, "%s:%zu: not a line of a ledger", path, number);
	}
	str_done(&text);
	return good;
}

const struct flow *settlement_written(const struct settlement *s, const char *path)
{
	const struct flow *last = NULL;
	int64_t number = -1;

	for (size_t i = 0; i < s->accounts; i++) {
		const struct account *a = &s->account[i];
		for (size_t j = 0; j < a->writes; j++)
			if (strcmp(a->written[j].path, path) == 0 && a->number >= number) {
				last = &a->written[j];
				number = a->number;
			}
	}
	return last;
}

void settlement_done(struct settlement *s)
{
	free(s->account);
	free(s->result);
	free(s->difference);
}

/* ---------------------------------------------------------------- made up */

bool settlement_says_made_up(const char *file)
{
	struct arena arena = {0};
	struct settlement s = {.arena = &arena};
	struct error e = {0};
	const char *path = arena_format(&arena, "%s.id", file);
	bool made_up = false;

	/* A file beside a source may be called so and be something else. */
	if (access(path, F_OK) == 0)
		settlement_load(&s, path, &e);
	for (size_t i = 0; i < s.results; i++)
		made_up |= s.result[i].made_up;
	settlement_done(&s);
	arena_done(&arena);
	return made_up;
}

static bool is_made_up(const struct account *a)
{
	const struct yaml *note = yaml_get(a->notes, "made_up");

	if (note != NULL && note->kind == YAML_SCALAR && slice_is(note->text, "yes"))
		return true;
	for (size_t i = 0; i < a->reads; i++)
		if (strcmp(a->read[i].path, "-") != 0 && settlement_says_made_up(a->read[i].path))
			return true;
	return false;
}

bool settlement_is_made_up(const struct settlement *s)
{
	for (size_t i = 0; i < s->accounts; i++)
		if (is_made_up(&s->account[i]))
			return true;
	return false;
}
