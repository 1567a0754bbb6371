#include "options.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "suggest.h"

#define SEEN_MAX 64

/* Options that were given: to refuse a second time. */
struct seen {
	const struct option *option[SEEN_MAX];
	size_t n;
};

static bool seen_before(struct seen *seen, const struct option *option)
{
	for (size_t i = 0; i < seen->n; i++)
		if (seen->option[i] == option)
			return true;
	if (seen->n < SEEN_MAX)
		seen->option[seen->n++] = option;
	return false;
}

static const struct option *find(const struct option *const tables[], struct slice name)
{
	for (size_t t = 0; tables[t] != NULL; t++)
		for (const struct option *o = tables[t]; o->name != NULL; o++)
			if (slice_is(name, o->name))
				return o;
	return NULL;
}

static bool unknown(const struct option *const tables[], struct slice name, struct error *e)
{
	struct suggest near;

	suggest_start(&near, name);
	near.mark = "--";
	for (size_t t = 0; tables[t] != NULL; t++)
		for (const struct option *o = tables[t]; o->name != NULL; o++)
			suggest_offer(&near, slice_of(o->name));
	return error_set(e, "no option --%.*s%s", SLICE(name), suggest_text(&near));
}

/* A whole number, not below zero; for bytes perhaps with a unit after it. */
static bool parse_number(enum option_kind kind, const char *value, int64_t *number)
{
	static const char units[] = "KMG";
	const char *unit;
	char *end;
	int shift = 0;

	if (value[0] < '0' || value[0] > '9')
		return false;
	errno = 0;
	*number = strtoll(value, &end, 10);
	if (kind == OPTION_BYTES && *end != '\0' && (unit = strchr(units, *end)) != NULL) {
		shift = 10 * (int)(unit - units + 1);
		end++;
	}
	if (*end != '\0' || errno != 0 || *number > INT64_MAX >> shift)
		return false;
	*number <<= shift;
	return true;
}

static bool set(const struct option *option, const char *value, struct error *e)
{
	struct texts *list = option->into;

	switch (option->kind) {
	case OPTION_FLAG:
		*(bool *)option->into = true;
		break;
	case OPTION_TEXT:
		*(const char **)option->into = value;
		break;
	case OPTION_NUMBER:
	case OPTION_BYTES:
		if (!parse_number(option->kind, value, option->into))
			return error_set(e, "--%s: a whole number%s", option->name,
			                 option->kind == OPTION_BYTES ? ", perhaps with K, M or G"
			                                              : "");
		break;
	case OPTION_LIST:
		list->at = array_room(list->at, &list->room, list->n + 1, sizeof *list->at);
		list->at[list->n++] = value;
		break;
	}
	return true;
}

/* Takes the option at **argv and moves *argv to the last argument that it used. */
static bool take(const struct option *const tables[], char ***argv, struct seen *seen,
                 struct error *e)
{
	struct slice rest = slice_of(**argv + 2), name = rest;
	const struct option *option;
	const char *value = NULL;

	if (memchr(name.at, '=', name.n) != NULL) {
		slice_cut(&rest, '=', &name);
		value = rest.at;
	}
	option = find(tables, name);
	if (option == NULL)
		return unknown(tables, name, e);
	if (option->kind == OPTION_FLAG && value != NULL)
		return error_set(e, "--%s takes no value", option->name);
	if (option->kind != OPTION_FLAG && value == NULL && (value = *++*argv) == NULL)
		return error_set(e, "--%s needs %s", option->name, option->value);
	if (seen_before(seen, option) && option->kind != OPTION_LIST)
		return error_set(e, "--%s is given twice", option->name);
	return set(option, value, e);
}

bool options_parse(const struct option *const tables[], char **argv, char **operands, int *n,
                   struct error *e)
{
	const struct option *help = find(tables, slice_of("help"));
	struct seen seen = {0};
	bool ended = false;

	*n = 0;
	for (argv++; *argv != NULL; argv++) {
		const char *word = *argv;
		if (ended || word[0] != '-' || word[1] == '\0') {
			operands[(*n)++] = *argv;
		} else if (strcmp(word, "-h") == 0 && help != NULL) {
			set(help, NULL, e);
		} else if (word[1] != '-') {
			return error_set(e,
			                 "options are whole words; write -- before an operand that "
			                 "begins with -");
		} else if (word[2] == '\0') {
			ended = true;
		} else if (!take(tables, &argv, &seen, e)) {
			return false;
		}
	}
	operands[*n] = NULL;
	return true;
}

void options_describe(struct str *to, const struct option *table)
{
	for (const struct option *o = table; o->name != NULL; o++) {
		size_t start = to->n;
		str_addf(to, "  --%s%s%s", o->name, o->value == NULL ? "" : " ",
		         o->value == NULL ? "" : o->value);
		while (to->n - start < 25)
			str_add_byte(to, ' ');
		str_addf(to, "  %s\n", o->help);
	}
}
