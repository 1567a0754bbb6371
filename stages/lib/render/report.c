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

/* Whether it is one of the keys, a list with blanks; KEY* is all that begin so. */
static bool is_one_of(struct slice key, const char *keys)
{
	struct slice rest = slice_of(keys), one;

	while (slice_cut(&rest, ' ', &one)) {
		bool more = slice_ends(one, "*");
		char word[32];

		snprintf(word, sizeof word, "%.*s", (int)(one.n - more), one.at);
		if (more ? key.n >= one.n && slice_starts(key, word) : plain_word(key, word))
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

struct slice report_date(const struct report *r)
{
	struct slice date = {"", 0};

	for (size_t i = 0; i < r->settings; i++)
		if (slice_is(r->setting[i].name, REPORT_DATE))
			date = r->setting[i].value;
	return date;
}

const struct keyed_table *report_table(const struct report *r, struct slice name)
{
	for (size_t i = 0; i < r->tables; i++)
		if (slice_equal(r->table[i].name, name))
			return &r->table[i];
	return NULL;
}

const struct table_words *report_described(const struct report *r, struct slice table)
{
	for (size_t i = 0; i < r->n_described; i++)
		if (slice_equal(r->described[i].table, table))
			return &r->described[i];
	return NULL;
}

const struct yaml *report_entry(const struct yaml *map, struct slice name)
{
	for (const struct yaml *i = map == NULL || map->kind != YAML_MAP ? NULL : map->first;
	     i != NULL; i = i->next)
		if (slice_equal(i->key, name))
			return i;
	return NULL;
}

const struct yaml *report_description(const struct report *r, const struct keyed_table *t)
{
	return report_entry(plain_get(r->front, "tabeller"), t->name);
}

/* ---------------------------------------------------------------- codes */

const struct yaml *report_key(const struct report *r, struct slice column)
{
	return report_entry(plain_get(r->front, "nycklar"), column);
}

const struct yaml *report_key_own(const struct report *r, struct slice column, const char *word)
{
	return plain_get(report_key(r, column), word);
}

struct report_list *report_add_list(struct report *r, struct slice name, const char *path)
{
	r->list = array_room(r->list, &r->list_room, r->lists + 1, sizeof *r->list);
	r->list[r->lists] = (struct report_list){.name = name, .path = path};
	return &r->list[r->lists++];
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
