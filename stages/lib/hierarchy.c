#include "hierarchy.h"

#include <stdlib.h>

#include "arena.h"
#include "error.h"
#include "text.h"

/* Whether `part` is met on the way up from `whole`. */
static bool is_above(const struct hierarchy *h, size_t part, size_t whole)
{
	while (whole != MAP_NONE && whole != part)
		whole = h->whole[whole];
	return whole == part;
}

/* The number of a code; one that was only named as a whole is known, but has none of its own yet. */
static size_t number_of_code(struct hierarchy *h, struct slice code)
{
	bool added;
	size_t i = map_put(&h->codes, code, &added);

	if (!added)
		return i;
	h->whole = array_room(h->whole, &h->room, h->codes.n, sizeof *h->whole);
	h->whole[i] = MAP_NONE;
	return i;
}

void hierarchy_load(struct hierarchy *h, struct reader *in)
{
	size_t code = reader_column(in, slice_of("kod"));
	size_t whole = reader_column(in, slice_of("del_av"));
	struct map told = {0};
	struct str plain = {0};
	struct record r;
	bool added;

	while (reader_next(in, &r)) {
		size_t part;

		str_reset(&plain);
		text_unescape(&plain, record_field(&r, code));
		map_put(&told, str_slice(&plain), &added);
		if (!added || plain.n == 0)
			reader_die(in, r.line, slice_of("kod"), "a code, and each code once");
		part = number_of_code(h, str_slice(&plain));
		str_reset(&plain);
		text_unescape(&plain, record_field(&r, whole));
		if (plain.n == 0)
			continue;
		h->whole[part] = MAP_NONE;
		size_t of = number_of_code(h, str_slice(&plain));
		if (is_above(h, part, of))
			reader_die(in, r.line, slice_of("del_av"), "a part of itself");
		h->whole[part] = of;
	}
	for (size_t i = 0; i < h->codes.n; i++)
		if (map_find(&told, map_key(&h->codes, i)) == MAP_NONE)
			die("%s: del_av: a code that is not in kod", reader_name(in));
	map_done(&told);
	str_done(&plain);
}

/* ---------------------------------------------------------------- files of tau-ARGUS */

#define LEVELS_MAX 32

void hierarchy_load_hrc(struct hierarchy *h, struct slice text, const char *path)
{
	size_t above[LEVELS_MAX], depth = 0, line = 0;
	struct slice code;

	while (slice_cut(&text, '\n', &code)) {
		size_t level = 0, before = h->codes.n, i;

		line++;
		if (slice_ends(code, "\r"))
			code.n--;
		while (slice_starts(code, "@")) {
			code = (struct slice){code.at + 1, code.n - 1};
			level++;
		}
		while (slice_starts(code, " "))
			code = (struct slice){code.at + 1, code.n - 1};
		while (slice_ends(code, " "))
			code.n--;
		if (code.n == 0 && level == 0)
			continue;
		if (code.n == 0 || level > depth || level >= LEVELS_MAX)
			die("%s:%zu: a code, at most one level below the line before", path, line);
		i = number_of_code(h, code);
		if (i < before)
			die("%s:%zu: a code that is there before", path, line);
		h->whole[i] = level == 0 ? MAP_NONE : above[level - 1];
		above[level] = i;
		depth = level + 1;
	}
}

static void write_below(const struct hierarchy *h, size_t whole, size_t level, struct str *to)
{
	for (size_t i = 0; i < h->codes.n; i++) {
		if (h->whole[i] != whole)
			continue;
		for (size_t at = 0; at < level; at++)
			str_add_byte(to, '@');
		str_add(to, map_key(&h->codes, i));
		str_add_byte(to, '\n');
		write_below(h, i, level + 1, to);
	}
}

void hierarchy_write_hrc(const struct hierarchy *h, struct str *to)
{
	write_below(h, MAP_NONE, 0, to);
}

void hierarchy_done(struct hierarchy *h)
{
	map_done(&h->codes);
	free(h->whole);
	*h = (struct hierarchy){0};
}
