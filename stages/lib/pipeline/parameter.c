/* parameter: see parameter.h; docs/pipelines.md is the manual. */
#include "pipeline/parameter.h"

#include <stdlib.h>

#include "date.h"
#include "number.h"
#include "pipeline/parameter_scope.h"
#include "suggest.h"

/* What each type is called, what a wrong value is told, and a value that is right (for a run on headers alone). */
static const struct {
	const char *name, *wanted, *sample;
} types[] = {
    [PARAMETER_TEXT] = {"text", "text", "x"},
    [PARAMETER_PATH] = {"path", "the name of a file or folder", "x"},
    [PARAMETER_INTEGER] = {"integer", "a whole number", "1"},
    [PARAMETER_YEAR] = {"year", "a year (YYYY)", "2012"},
    [PARAMETER_MONTH] = {"month", "a month (YYYY-MM)", "2012-01"},
    [PARAMETER_DATE] = {"date", "a date (YYYY-MM-DD)", "2012-01-01"},
    [PARAMETER_CHOICE] = {"choice", "one of its choices", NULL},
    [PARAMETER_PERIOD] = {"period", "a period (2012-03, 2012Q1, 2012H1 or 2012)", NULL},
    [PARAMETER_SECRET] = {"secret", "the name of a file that holds it and that only you can read",
                          "x"},
    [PARAMETER_SCOPE] = {"scope", "told by the parameters that it is of", NULL},
};

static struct parameter *add(struct parameters *p, struct parameter one)
{
	p->at = array_room(p->at, &p->room, p->n + 1, sizeof *p->at);
	p->at[p->n] = one;
	return &p->at[p->n++];
}

static struct parameter *find(const struct parameters *p, struct slice name)
{
	for (size_t i = 0; i < p->n; i++)
		if (slice_equal(p->at[i].name, name))
			return &p->at[i];
	return NULL;
}

/* "" for one that has no value yet. */
static const char *value_of(const void *parameters, struct slice name)
{
	const struct parameter *one = find(parameters, name);

	if (one == NULL)
		return NULL;
	return one->value == NULL ? "" : one->value;
}

static struct parameter_scope scope(const struct parameters *p, const struct parameter *one)
{
	return (struct parameter_scope){one->node, value_of, p};
}

bool parameter_is_each(const struct parameters *p, const struct parameter *one)
{
	return one->type == PARAMETER_SCOPE && parameter_scope_is_each(scope(p, one));
}

bool parameter_is_wide(const struct parameters *p, const struct parameter *one)
{
	return one->type == PARAMETER_SCOPE && parameter_scope_is_wide(scope(p, one));
}

void parameter_builtin(struct parameters *p, const char *name, enum parameter_type type,
                       const char *value)
{
	add(p, (struct parameter){.name = slice_of(name), .type = type, .value = value});
}

/* Letters, digits, _; first a letter: so it can be a variable of the shell, too. */
static bool is_name(struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.at[i];
		bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
		if (!letter && (i == 0 || (c != '_' && (c < '0' || c > '9'))))
			return false;
	}
	return s.n > 0;
}

static const char *const keys[] = {"type", "required", "default", "about", "choices",
                                   "unit", "site",     "of",      "each",  NULL};

static bool known_key(struct slice key)
{
	for (size_t i = 0; keys[i] != NULL; i++)
		if (slice_is(key, keys[i]))
			return true;
	return false;
}

static bool declare_type(struct parameters *p, const struct yaml *node, struct parameter *one,
                         struct error *e)
{
	const struct yaml *type = yaml_get(node, "type"), *unit = yaml_get(node, "unit");
	const struct yaml *choices = yaml_get(node, "choices"), *where;
	const char *wrong;
	size_t n = sizeof types / sizeof types[0], i = 0;

	if (type != NULL)
		for (; i < n && !slice_is(type->text, types[i].name); i++)
			;
	if (i == n)
		return yaml_error(e, p->path, type,
		                  "no such type; there are: text, path, integer, "
		                  "year, month, date, choice, period, secret, scope");
	one->type = (enum parameter_type)i;
	if (one->type == PARAMETER_CHOICE && (choices == NULL || choices->kind != YAML_LIST))
		return yaml_error(e, p->path, node, "a choice needs a list of choices");
	if (one->type == PARAMETER_SCOPE &&
	    (wrong = parameter_scope_wrong(scope(p, one), &where)) != NULL)
		return yaml_error(e, p->path, where, "%s", wrong);
	if (unit != NULL && (one->type != PARAMETER_PERIOD || period_unit(unit->text) == 0))
		return yaml_error(e, p->path, unit,
		                  "the unit of a period is month, quarter, half-year or year");
	return true;
}

bool parameter_declare(struct parameters *p, const struct yaml *node, struct error *e)
{
	struct parameter one = {.name = node->key, .node = node};
	const struct parameter *there = find(p, node->key);
	struct yaml place = yaml_key(node);
	bool flag;

	if (!is_name(node->key) || there != NULL)
		return yaml_error(
		    e, p->path, &place, "%s",
		    there != NULL ? "every pipeline has this parameter already"
		                  : "the name of a parameter is made of letters a-z, digits and _");
	if (node->kind == YAML_LIST)
		return yaml_error(e, p->path, node, "a default, or type, required, default");
	for (const struct yaml *key = node->first; key != NULL; key = key->next)
		if (!known_key(key->key)) {
			place = yaml_key(key);
			return yaml_error(e, p->path, &place,
			                  "unknown key; a parameter has type, required, default, "
			                  "about, choices, unit, site, of, each");
		}
	if (node->kind == YAML_MAP && !declare_type(p, node, &one, e))
		return false;
	if (yaml_get(node, "required") != NULL && !yaml_bool(yaml_get(node, "required"), &flag))
		return yaml_error(e, p->path, yaml_get(node, "required"), "true or false");
	add(p, one);
	return true;
}

static bool unknown(const struct parameters *p, struct slice name, struct error *e)
{
	struct str list = {0};
	struct suggest near;

	suggest_start(&near, name);
	for (size_t i = 0; i < p->n; i++) {
		str_addf(&list, "%s%.*s", i == 0 ? "" : ", ", SLICE(p->at[i].name));
		suggest_offer(&near, p->at[i].name);
	}
	error_set(e, "no parameter %.*s%s (there are: %.*s)", SLICE(name), suggest_text(&near),
	          SLICE(str_slice(&list)));
	str_done(&list);
	return false;
}

bool parameter_give(struct parameters *p, const char *assignment, struct error *e)
{
	const char *sign = strchr(assignment, '=');
	struct slice name = {assignment, sign == NULL ? 0 : (size_t)(sign - assignment)};
	struct parameter *one;

	if (sign == NULL)
		return error_set(e, "a parameter is given as NAME=VALUE");
	one = find(p, name);
	if (one == NULL)
		return unknown(p, name, e);
	if (one->type == PARAMETER_SCOPE)
		return error_set(e, "%.*s: not given, but %s", SLICE(name),
		                 types[PARAMETER_SCOPE].wanted);
	if (one->given)
		return error_set(e, "%.*s is given twice", SLICE(name));
	one->value = sign + 1;
	return one->given = true;
}

static bool is_choice(const struct yaml *choices, struct slice s)
{
	for (const struct yaml *c = choices->first; c != NULL; c = c->next)
		if (slice_equal(c->text, s))
			return true;
	return false;
}

static bool fits(struct parameter *one, struct slice s)
{
	const struct yaml *unit = yaml_get(one->node, "unit");
	struct number number;
	struct period period;
	int64_t whole;
	int32_t day;

	switch (one->type) {
	case PARAMETER_TEXT:
	case PARAMETER_SCOPE:
		return true;
	case PARAMETER_PATH:
	case PARAMETER_SECRET:
		return s.n > 0;
	case PARAMETER_INTEGER:
		return number_parse(s, &number) && number_whole(number, &whole);
	case PARAMETER_YEAR:
		return s.n == 4 && period_parse(s, &period);
	case PARAMETER_MONTH:
		return date_parse_month(s, &day);
	case PARAMETER_DATE:
		return date_parse(s, &day);
	case PARAMETER_CHOICE:
		return is_choice(yaml_get(one->node, "choices"), s);
	case PARAMETER_PERIOD:
		return period_parse(s, &one->period) &&
		       (unit == NULL || period_unit(unit->text) == one->period.months);
	}
	return false;
}

/* The value when none was given; NULL and no reason if there is none to be had. */
static const char *find_value(struct parameters *p, struct parameter *one, int32_t today,
                              bool sample, struct error *e)
{
	const struct yaml *unit = yaml_get(one->node, "unit");
	const struct yaml *fallback = yaml_get(one->node, "default"), *said;
	const char *text = NULL;
	char *written;
	struct period period;
	bool required = false;

	if (one->node == NULL)
		return sample ? types[one->type].sample : NULL;
	if (one->type == PARAMETER_SCOPE)
		return parameter_scope_value(scope(p, one), p->arena, e);
	said = one->node->kind == YAML_SCALAR && !yaml_is_null(one->node) ? one->node : fallback;
	yaml_bool(yaml_get(one->node, "required"), &required);
	if (said != NULL && !required) {
		if (parameter_fill(p, said, PARAMETER_VALUE, false, &text, e))
			return text;
		if (!sample)
			return NULL;
		e->text[0] = '\0';
	}
	if (one->type == PARAMETER_PERIOD && sample && today == PARAMETER_NO_DAY)
		return "2012";
	if (one->type == PARAMETER_PERIOD && today != PARAMETER_NO_DAY &&
	    (sample || (unit != NULL && !required)) &&
	    period_last_whole(unit == NULL ? 12 : period_unit(unit->text), today, &period)) {
		written = arena_take(p->arena, PERIOD_TEXT);
		period_write(period, written);
		return written;
	}
	if (sample && one->type == PARAMETER_CHOICE && yaml_get(one->node, "choices")->n > 0)
		return arena_text(p->arena, yaml_get(one->node, "choices")->first->text);
	return sample ? types[one->type].sample : NULL;
}

bool parameter_settle(struct parameters *p, struct parameter *one, int32_t today, bool sample,
                      struct error *e)
{
	bool given = one->value != NULL;

	e->text[0] = '\0';
	if (!given)
		one->value = find_value(p, one, today, sample, e);
	if (one->value == NULL && (e->text[0] != '\0' || one->node == NULL))
		return e->text[0] == '\0';
	if (one->value == NULL)
		return error_set(e, "the parameter %.*s must be given: %.*s=VALUE, %s",
		                 SLICE(one->name), SLICE(one->name), types[one->type].wanted);
	if (fits(one, slice_of(one->value)))
		return true;
	return given ? error_set(e, "%.*s: not %s", SLICE(one->name), types[one->type].wanted)
	             : yaml_error(e, p->path, one->node, "the default is not %s",
	                          types[one->type].wanted);
}

static const char *day_text(struct arena *a, int32_t day)
{
	char *text = arena_take(a, DATE_TEXT + 1);

	date_write(day, text);
	return text;
}

/* A part of a period, or of windows of it one after the other (year-ago.year-to-date.from); or NULL. */
static const char *part_of(const struct parameters *p, const struct parameter *one,
                           struct slice part)
{
	struct period of = one->period;
	struct slice word;
	char text[PERIOD_TEXT];

	while (slice_cut(&part, '.', &word)) {
		bool last = part.at == NULL;
		if (last && slice_is(word, "from"))
			return day_text(p->arena, period_from(of));
		if (last && slice_is(word, "till"))
			return day_text(p->arena, period_till(of));
		if (last && slice_is(word, "year"))
			return arena_format(p->arena, "%04d", (int)(of.first + of.months - 1) / 12);
		if (!period_window(of, word, &of))
			return NULL;
	}
	if (!period_is_written(of))
		return NULL;
	period_write(of, text);
	return arena_text(p->arena, slice_of(text));
}

static struct parameter *find_part(const struct parameters *p, struct slice name,
                                   struct slice *part)
{
	struct slice rest = name, first;
	struct parameter *one;

	*part = (struct slice){NULL, 0};
	slice_cut(&rest, '.', &first);
	one = find(p, first);
	if (one != NULL && rest.at != NULL)
		*part = rest;
	return one;
}

bool parameter_is_secret(const struct parameters *p, struct slice name)
{
	const struct parameter *one = find(p, name);

	return one != NULL && one->type == PARAMETER_SECRET;
}

const char *parameter_value(const struct parameters *p, struct slice name)
{
	struct slice part;
	struct parameter *one = find_part(p, name, &part);

	if (one == NULL || one->value == NULL)
		return NULL;
	if (part.at == NULL)
		return one->value;
	if (one->type == PARAMETER_SCOPE && slice_is(part, "of"))
		return parameter_scope_of(scope(p, one), p->arena);
	return one->type == PARAMETER_PERIOD ? part_of(p, one, part) : NULL;
}

const char *parameter_shown(const struct parameters *p, const struct parameter *one)
{
	struct slice value = slice_of(one->value);
	const char *slash;

	if (one->type != PARAMETER_PATH && !one->place)
		return one->value;
	while (value.n > 1 && value.at[value.n - 1] == '/')
		value.n--;
	slash = memrchr(value.at, '/', value.n);
	if (slash == NULL || value.n == 1)
		return arena_text(p->arena, value);
	return arena_text(p->arena,
	                  (struct slice){slash + 1, (size_t)(value.at + value.n - slash - 1)});
}

/* Whether a text, alone or beside other texts, is never more than a part of one name in a path. */
static bool stays_inside(const char *value)
{
	bool dots = true;

	for (const char *c = value; *c != '\0'; c++) {
		if (*c == '/' || (unsigned char)*c < ' ' || *c == 0x7f)
			return false;
		dots &= *c == '.';
	}
	return !dots;
}

/* ${here} is the folder of the file in which it stands, be that the pipeline or a part. */
static const char *value_at(const struct parameters *p, const struct yaml *node, struct slice name)
{
	return node->path != NULL && slice_is(name, "here") ? yaml_folder(p->arena, node->path)
	                                                    : parameter_value(p, name);
}

static bool replace(struct parameters *p, const struct yaml *node, struct slice name,
                    enum parameter_use use, bool place, struct str *to, struct error *e)
{
	struct slice part;
	struct parameter *one = find_part(p, name, &part);
	const char *value = value_at(p, node, name);
	struct error stands;

	if (one != NULL && one->value == NULL)
		return yaml_error(e, p->path, node,
		                  slice_is(one->name, PARAMETER_EDITION)
		                      ? "%.*s is no part of the name of a publication: what is let "
		                        "out again takes the place of what is out"
		                      : "%.*s is not known yet; it must be given, or "
		                        "be declared before this",
		                  SLICE(one->name));
	if (one == NULL || value == NULL) {
		unknown(p, name, e);
		return one == NULL || part.at == NULL
		           ? error_context(e, "%s", yaml_place(p->path, node, &stands))
		           : yaml_error(e, p->path, node,
		                        "a period has from, till, and of its windows the same "
		                        "(" PERIOD_WINDOWS ")");
	}
	if (one->type == PARAMETER_SECRET && use != PARAMETER_SHELL)
		return yaml_error(e, p->path, node,
		                  "%.*s is a secret: it can only stand in a command, where the "
		                  "shell reads it",
		                  SLICE(one->name));
	if (use == PARAMETER_FOLDER && one->type != PARAMETER_PATH && !stays_inside(value))
		return yaml_error(e, p->path, node,
		                  "%.*s is part of the name of a folder: it can not be empty or "
		                  "dots, or hold / or a control character",
		                  SLICE(one->name));
	one->used = true;
	one->place |= place;
	if (use == PARAMETER_SHELL) {
		str_addf(to, "${%.*s", SLICE(one->name));
		if (part.at != NULL)
			str_addf(to, "_%.*s", SLICE(part));
		str_add_byte(to, '}');
	} else {
		str_add_text(to, use == PARAMETER_SHOWN && part.at == NULL ? parameter_shown(p, one)
		                                                           : value);
	}
	return true;
}

bool parameter_fill(struct parameters *p, const struct yaml *node, enum parameter_use use,
                    bool place, const char **text, struct error *e)
{
	struct slice rest = node->text;
	struct str filled = {0};
	const char *dollar, *close;
	bool good = true;

	if (node->kind != YAML_SCALAR)
		return yaml_error(e, p->path, node, "a text was expected here");
	while (good && (dollar = memmem(rest.at, rest.n, "${", 2)) != NULL) {
		size_t before = (size_t)(dollar - rest.at);
		bool escaped = before > 0 && dollar[-1] == '$';
		str_add(&filled, (struct slice){rest.at, before - escaped});
		rest = (struct slice){dollar + 2, rest.n - before - 2};
		if (escaped) {
			str_add_text(&filled, "${");
			continue;
		}
		close = memchr(rest.at, '}', rest.n);
		if (close == NULL) {
			good = yaml_error(e, p->path, node, "${ without }; $${ stands for ${");
			break;
		}
		good = replace(p, node, (struct slice){rest.at, (size_t)(close - rest.at)}, use,
		               place, &filled, e);
		rest = (struct slice){close + 1, (size_t)(rest.at + rest.n - close - 1)};
	}
	str_add(&filled, rest);
	*text = arena_text(p->arena, str_slice(&filled));
	str_done(&filled);
	return good;
}

void parameters_done(struct parameters *p)
{
	free(p->at);
	p->at = NULL;
}
