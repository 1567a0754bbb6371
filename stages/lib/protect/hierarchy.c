#include "protect/hierarchy.h"

#include <stdlib.h>

#include "arena.h"
#include "error.h"
#include "text.h"

bool hierarchy_is_above(const struct hierarchy *h, size_t whole, size_t part)
{
	if (whole == part)
		return true;
	for (size_t i = h->first[part]; i != MAP_NONE; i = h->of[i].next)
		if (h->of[i].whole != HIERARCHY_ALL && hierarchy_is_above(h, whole, h->of[i].whole))
			return true;
	return false;
}

/* The number of a code, new if it was not there. */
static size_t number_of_code(struct hierarchy *h, struct slice code)
{
	bool added;
	size_t i = map_put(&h->codes, code, &added);

	if (!added)
		return i;
	h->first = array_room(h->first, &h->first_room, h->codes.n, sizeof *h->first);
	h->first[i] = MAP_NONE;
	return i;
}

/* After the wholes that the part has. */
static void add_whole(struct hierarchy *h, size_t part, size_t whole)
{
	size_t *last = &h->first[part];

	while (*last != MAP_NONE)
		last = &h->of[*last].next;
	*last = h->n;
	h->of = array_room(h->of, &h->room, h->n + 1, sizeof *h->of);
	h->of[h->n++] = (struct hierarchy_whole){whole, MAP_NONE};
	h->says_all |= whole == HIERARCHY_ALL;
}

/* ---------------------------------------------------------------- a table of codes */

static bool has_whole(const struct hierarchy *h, size_t part, size_t whole)
{
	for (size_t i = h->first[part]; i != MAP_NONE; i = h->of[i].next)
		if (h->of[i].whole == whole)
			return true;
	return false;
}

static void take_whole(struct hierarchy *h, const struct reader *in, const struct record *r,
                       size_t part, struct slice code)
{
	size_t whole = slice_is(code, "*") ? HIERARCHY_ALL : number_of_code(h, code);

	if (whole != HIERARCHY_ALL && hierarchy_is_above(h, part, whole))
		reader_die(in, r->line, slice_of("del_av"), "a part of itself");
	if (has_whole(h, part, whole))
		reader_die(in, r->line, slice_of("del_av"), "the same is said before");
	add_whole(h, part, whole);
}

bool hierarchy_put(struct hierarchy *h, struct slice part, struct slice whole)
{
	size_t some = number_of_code(h, part),
	       all = slice_is(whole, "*") ? HIERARCHY_ALL : number_of_code(h, whole);

	if (has_whole(h, some, all) || (all != HIERARCHY_ALL && hierarchy_is_above(h, some, all)))
		return false;
	add_whole(h, some, all);
	return true;
}

static void refuse_untold(const struct hierarchy *h, const struct reader *in,
                          const struct map *told)
{
	for (size_t i = 0; i < h->codes.n; i++)
		if (map_find(told, map_key(&h->codes, i)) == MAP_NONE)
			die("%s: del_av: a code that is not in kod", reader_name(in));
}

void hierarchy_load(struct hierarchy *h, struct reader *in)
{
	size_t code = reader_column(in, slice_of("kod"));
	size_t whole = reader_column(in, slice_of("del_av"));
	struct map told = {0};
	struct str plain = {0};
	struct record r;

	while (reader_next(in, &r)) {
		size_t part;
		bool added;

		str_reset(&plain);
		text_unescape(&plain, record_field(&r, code));
		map_put(&told, str_slice(&plain), &added);
		if (plain.n == 0 || (!added && record_field(&r, whole).n == 0))
			reader_die(in, r.line, slice_of("kod"),
			           "a code; once, or once for each whole");
		part = number_of_code(h, str_slice(&plain));
		str_reset(&plain);
		text_unescape(&plain, record_field(&r, whole));
		if (plain.n > 0)
			take_whole(h, in, &r, part, str_slice(&plain));
	}
	refuse_untold(h, in, &told);
	map_done(&told);
	str_done(&plain);
}

/* ---------------------------------------------------------------- files of tau-ARGUS */

#define LEVELS_MAX 32

/* Takes the @ and the blanks off a line; how many @ there were. */
static size_t level_of(struct slice *line)
{
	size_t level = 0;

	if (slice_ends(*line, "\r"))
		line->n--;
	for (; slice_starts(*line, "@"); level++)
		*line = (struct slice){line->at + 1, line->n - 1};
	while (slice_starts(*line, " "))
		*line = (struct slice){line->at + 1, line->n - 1};
	while (slice_ends(*line, " "))
		line->n--;
	return level;
}

void hierarchy_load_hrc(struct hierarchy *h, struct slice text, const char *path)
{
	size_t above[LEVELS_MAX], depth = 0, line = 0;
	struct slice code;

	while (slice_cut(&text, '\n', &code)) {
		size_t level = level_of(&code), before = h->codes.n, i;

		line++;
		if (code.n == 0 && level == 0)
			continue;
		if (code.n == 0 || level > depth || level >= LEVELS_MAX)
			die("%s:%zu: a code, at most one level below the line before", path, line);
		i = number_of_code(h, code);
		if (i < before)
			die("%s:%zu: a code that is there before", path, line);
		if (level > 0)
			add_whole(h, i, above[level - 1]);
		above[level] = i;
		depth = level + 1;
	}
}

static bool is_under(const struct hierarchy *h, size_t part, size_t whole)
{
	return h->first[part] == MAP_NONE ? whole == MAP_NONE
	                                  : h->of[h->first[part]].whole == whole;
}

static void write_below(const struct hierarchy *h, size_t whole, size_t level, struct str *to)
{
	for (size_t i = 0; i < h->codes.n; i++) {
		if (!is_under(h, i, whole))
			continue;
		for (size_t at = 0; at < level; at++)
			str_add_byte(to, '@');
		str_add(to, map_key(&h->codes, i));
		str_add_byte(to, '\n');
		write_below(h, i, level + 1, to);
	}
}

bool hierarchy_write_hrc(const struct hierarchy *h, struct str *to)
{
	if (h->says_all)
		return false;
	for (size_t i = 0; i < h->n; i++)
		if (h->of[i].next != MAP_NONE)
			return false;
	write_below(h, MAP_NONE, 0, to);
	return true;
}

void hierarchy_done(struct hierarchy *h)
{
	map_done(&h->codes);
	free(h->first);
	free(h->of);
	*h = (struct hierarchy){0};
}
