/*
 * settlement: whether a line is one that a ledger can have; docs/ledger.md tells its keys. What is misspelt would
 * not be looked at.
 */
#include "settlement.h"

#include <stdlib.h>
#include <unistd.h>

#include "stage_count.h"

enum form { FORM_TEXT, FORM_NUMBER, FORM_HASH, FORM_LIST, FORM_STREAMS, FORM_ASIDE, FORM_MAP };

struct key {
	const char *name;
	enum form form;
	bool required;
};

static const struct key of_start[] = {{"event", FORM_TEXT, true},   {"id", FORM_TEXT, true},
                                      {"step", FORM_TEXT, true},    {"stage", FORM_TEXT, true},
                                      {"version", FORM_TEXT, true}, {"arguments", FORM_LIST, true},
                                      {"time", FORM_TEXT, true},    {0}};
static const struct key of_end[] = {
    {"event", FORM_TEXT, true},      {"id", FORM_TEXT, true},
    {"step", FORM_TEXT, true},       {"stage", FORM_TEXT, true},
    {"status", FORM_NUMBER, true},   {"count", FORM_TEXT, true},
    {"read", FORM_STREAMS, true},    {"written", FORM_STREAMS, true},
    {"set_aside", FORM_ASIDE, true}, {"notes", FORM_MAP, false},
    {"seconds", FORM_TEXT, true},    {"peak_kib", FORM_NUMBER, true},
    {"time", FORM_TEXT, true},       {0}};
static const struct key of_result[] = {{"event", FORM_TEXT, true},
                                       {"path", FORM_TEXT, true},
                                       {"records", FORM_NUMBER, false},
                                       {"bytes", FORM_NUMBER, true},
                                       {"xxh3", FORM_HASH, true},
                                       {"made_up", FORM_TEXT, false},
                                       {0}};
static const struct key of_stream[] = {
    {"role", FORM_TEXT, true},    {"path", FORM_TEXT, true}, {"records", FORM_NUMBER, false},
    {"bytes", FORM_NUMBER, true}, {"xxh3", FORM_HASH, true}, {0}};
static const struct key of_aside[] = {
    {"reason", FORM_TEXT, true}, {"records", FORM_NUMBER, true}, {0}};

static bool consists_of(struct slice text, const char *characters)
{
	for (size_t i = 0; i < text.n; i++)
		if (strchr(characters, text.at[i]) == NULL || text.at[i] == '\0')
			return false;
	return true;
}

static bool is_map(const struct yaml *map, const struct key *keys, struct error *e);

static bool is_list_of(const struct yaml *list, const struct key *keys, struct error *e)
{
	if (list->kind != YAML_LIST)
		return error_set(e, "not a list");
	for (const struct yaml *item = list->first; item != NULL; item = item->next)
		if (!is_map(item, keys, e))
			return false;
	return true;
}

static bool has_form(const struct yaml *value, enum form form, struct error *e)
{
	switch (form) {
	case FORM_TEXT:
		return value->kind == YAML_SCALAR || error_set(e, "not a text");
	case FORM_NUMBER:
		return (value->kind == YAML_SCALAR && value->text.n > 0 && value->text.n <= 18 &&
		        consists_of(value->text, "0123456789")) ||
		       error_set(e, "not a whole number");
	case FORM_HASH:
		return (value->kind == YAML_SCALAR &&
		        consists_of(value->text, "0123456789abcdef")) ||
		       error_set(e, "not a hash");
	case FORM_LIST:
		return value->kind == YAML_LIST || error_set(e, "not a list");
	case FORM_STREAMS:
		return is_list_of(value, of_stream, e);
	case FORM_ASIDE:
		return is_list_of(value, of_aside, e);
	case FORM_MAP:
		return value->kind == YAML_MAP || error_set(e, "not an object");
	}
	return false;
}

static const struct key *key_called(const struct key *keys, struct slice name)
{
	for (; keys->name != NULL; keys++)
		if (slice_is(name, keys->name))
			return keys;
	return NULL;
}

static bool is_map(const struct yaml *map, const struct key *keys, struct error *e)
{
	if (map->kind != YAML_MAP)
		return error_set(e, "not an object");
	for (const struct yaml *item = map->first; item != NULL; item = item->next) {
		const struct key *key = key_called(keys, item->key);
		if (key == NULL)
			return error_set(e, "unknown key %.*s", SLICE(item->key));
		if (!has_form(item, key->form, e))
			return error_context(e, "%s", key->name);
	}
	for (; keys->name != NULL; keys++)
		if (keys->required && yaml_get(map, keys->name) == NULL)
			return error_set(e, "no key %s", keys->name);
	return true;
}

static bool is_among(const struct yaml *text, const char *const *words)
{
	for (; *words != NULL; words++)
		if (slice_is(text->text, *words))
			return true;
	return false;
}

/* The stages are the programs that lie beside this one. */
static bool is_stage(struct slice name)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path);
	const char *slash = n <= 0 ? NULL : memrchr(path, '/', (size_t)n);
	struct str program = {0};
	bool there;

	if (name.n == 0 || !consists_of(name, "abcdefghijklmnopqrstuvwxyz"))
		return false;
	if (slash == NULL)
		return true;
	str_addf(&program, "%.*s/%.*s", (int)(slash - path), path, SLICE(name));
	there = access(program.at, X_OK) == 0;
	str_done(&program);
	return there;
}

static bool is_end(const struct yaml *line, struct error *e)
{
	static const char *const read[] = {"input", "side", "read", NULL};
	static const char *const written[] = {"output", "written", NULL};
	const struct yaml *status = yaml_get(line, "status");

	if (status->text.n != 1 || status->text.at[0] > '2')
		return error_set(e, "status: 0, 1 or 2");
	for (const struct yaml *s = yaml_get(line, "read")->first; s != NULL; s = s->next)
		if (!is_among(yaml_get(s, "role"), read))
			return error_set(e, "read: unknown role");
	for (const struct yaml *s = yaml_get(line, "written")->first; s != NULL; s = s->next)
		if (!is_among(yaml_get(s, "role"), written))
			return error_set(e, "written: unknown role");
	for (int i = 0; i < STAGE_COUNTS; i++)
		if (slice_is(yaml_get(line, "count")->text, stage_count_name((enum stage_count)i)))
			return true;
	return error_set(e, "count: unknown");
}

bool settlement_is_line(const struct yaml *line, struct error *e)
{
	const struct yaml *event = line->kind == YAML_MAP ? yaml_get(line, "event") : NULL;
	bool start, end;

	if (event == NULL || event->kind != YAML_SCALAR)
		return error_set(e, "no event");
	start = slice_is(event->text, "start");
	end = slice_is(event->text, "end");
	if (!start && !end)
		return slice_is(event->text, "result") ? is_map(line, of_result, e)
		                                       : error_set(e, "unknown event");
	if (!is_map(line, start ? of_start : of_end, e) || (end && !is_end(line, e)))
		return false;
	return is_stage(yaml_get(line, "stage")->text) || error_set(e, "unknown stage");
}
