#include "render/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "suggest.h"
#include "text.h"

void report_die(const struct report *r, size_t line, size_t column, const char *format, ...)
{
	char text[400], whole[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (line == 0)
		snprintf(whole, sizeof whole, "%s: %s", r->path, text);
	else
		snprintf(whole, sizeof whole, "%s:%zu:%zu: %s", r->path, line, column, text);
	mistakes_tell(r->mistakes, whole);
}

/* ---------------------------------------------------------------- words of the author */

/* The letter at the front of s without its ring or dots; *n is how many bytes it takes. */
static char plain_letter(struct slice s, size_t *n)
{
	*n = 1;
	if (s.n < 2 || s.at[0] != '\xc3')
		return s.at[0];
	*n = 2;
	return s.at[1] == '\xb6' ? 'o' : s.at[1] == '\xa5' || s.at[1] == '\xa4' ? 'a' : '\0';
}

bool report_word(struct slice written, const char *word)
{
	size_t n;

	for (; written.n > 0 && *word != '\0'; word++) {
		if (plain_letter(written, &n) != *word)
			return false;
		written = (struct slice){written.at + n, written.n - n};
	}
	return written.n == 0 && *word == '\0';
}

const struct yaml *report_get(const struct yaml *map, const char *key)
{
	if (map == NULL || map->kind != YAML_MAP)
		return NULL;
	for (const struct yaml *i = map->first; i != NULL; i = i->next)
		if (report_word(i->key, key))
			return i;
	return NULL;
}

/* Whether it is one of the keys, a list with blanks; KEY* is all that begin so. */
static bool is_one_of(struct slice key, const char *keys)
{
	struct slice rest = slice_of(keys), one;

	while (slice_cut(&rest, ' ', &one)) {
		bool more = slice_ends(one, "*");
		char word[32];

		snprintf(word, sizeof word, "%.*s", (int)(one.n - more), one.at);
		if (more ? key.n >= one.n && slice_starts(key, word) : report_word(key, word))
			return true;
	}
	return false;
}

static _Noreturn void die_of_key(const struct report *r, const struct yaml *item, const char *keys)
{
	struct slice rest = slice_of(keys), one;
	struct suggest near;

	suggest_start(&near, item->key);
	while (slice_cut(&rest, ' ', &one))
		suggest_offer(&near, (struct slice){one.at, one.n - slice_ends(one, "*")});
	report_die(r, item->key_line, item->key_column, "unknown key; here may stand: %s%s", keys,
	           suggest_text(&near));
}

void report_keys(const struct report *r, const struct yaml *map, const char *keys)
{
	if (map == NULL)
		return;
	if (map->kind != YAML_MAP)
		report_die(r, map->line, map->column, "expected lines of the form key: value");
	for (const struct yaml *i = map->first; i != NULL; i = i->next)
		if (!is_one_of(i->key, keys))
			die_of_key(r, i, keys);
}

const struct yaml *report_item(const struct yaml *node, size_t i)
{
	if (node == NULL || node->kind != YAML_LIST)
		return i == 0 ? node : NULL;
	const struct yaml *at = node->first;
	while (at != NULL && i-- > 0)
		at = at->next;
	return at;
}

/* ---------------------------------------------------------------- tables */

const struct keyed_table *report_table(const struct report *r, struct slice name)
{
	for (size_t i = 0; i < r->tables; i++)
		if (slice_equal(r->table[i].name, name))
			return &r->table[i];
	return NULL;
}

const struct yaml *report_description(const struct report *r, const struct keyed_table *t)
{
	const struct yaml *all = report_get(r->front, "tabeller");

	if (all == NULL || all->kind != YAML_MAP)
		return NULL;
	for (const struct yaml *i = all->first; i != NULL; i = i->next)
		if (slice_equal(i->key, t->name))
			return i;
	return NULL;
}

/* ---------------------------------------------------------------- codes */

const struct yaml *report_key(const struct report *r, struct slice column)
{
	const struct yaml *keys = report_get(r->front, "nycklar");

	for (const struct yaml *i = keys == NULL ? NULL : keys->first; i != NULL; i = i->next)
		if (slice_equal(i->key, column))
			return i;
	return NULL;
}

const struct yaml *report_key_own(const struct report *r, struct slice column, const char *word)
{
	return report_get(report_key(r, column), word);
}

struct slice report_list_name(const struct report *r, struct slice column)
{
	const struct yaml *named = report_key_own(r, column, "kodlista");

	return named == NULL ? column : named->text;
}

const struct codes *report_codes(const struct report *r, struct slice column)
{
	const struct yaml *named = report_key_own(r, column, "kodlista");
	struct slice name = report_list_name(r, column);

	struct suggest near;

	suggest_start(&near, name);
	for (size_t i = 0; i < r->lists; i++) {
		if (slice_equal(r->list[i].name, name))
			return &r->list[i].codes;
		if (named != NULL)
			suggest_offer(&near, r->list[i].name);
	}
	if (named != NULL)
		report_die(r, named->line, named->column, "no --codes gives a list of that name%s",
		           suggest_text(&near));
	return NULL;
}

struct slice report_line(const struct report *r, struct slice text)
{
	struct str line = {0};
	struct slice kept = text;

	if (!text_is_line(text)) {
		str_add_text(&line, "");
		text_add_line(&line, text);
		kept = arena_copy(r->arena, str_slice(&line));
		str_done(&line);
	}
	return kept;
}

bool report_label(const struct report *r, struct slice column, struct slice code,
                  struct slice *label)
{
	const struct codes *list = report_codes(r, column);
	size_t entry;

	if (list != NULL && codes_find(list, code, CODES_NO_DAY, &entry) == CODES_VALID) {
		*label = report_line(
		    r, codes_name(list, entry, r->language == LANGUAGE_SV ? CODES_SV : CODES_EN));
		return true;
	}
	*label = report_line(r, code);
	if (slice_is(code, KEYED_TABLE_ALL)) {
		*label = slice_of(r->language == LANGUAGE_SV ? "Totalt" : "Total");
		return true;
	}
	return list == NULL;
}

const char *report_made_up_title(enum language l)
{
	return l == LANGUAGE_SV ? "Påhittade uppgifter" : "Made-up data";
}

const char *report_made_up(enum language l)
{
	return l == LANGUAGE_SV ? "Påhittade uppgifter: här räknas personer som inte finns."
	                        : "Made-up data: some persons who are counted here do not exist.";
}

const char *report_made_up_more(enum language l)
{
	return l == LANGUAGE_SV ? "Rapporten är en demonstration eller ett prov. Inget i den får "
	                          "användas som statistik."
	                        : "This report is a demonstration or a trial. Nothing in it may be "
	                          "used as statistics.";
}
