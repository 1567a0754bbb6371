#include "normal.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "error.h"
#include "text.h"

/* Nothing before U+0300 is changed by Form C, or combines with what stands before it. */
static bool may_change(struct slice s)
{
	const unsigned char *p = (const unsigned char *)s.at;

	for (size_t i = 0; i < s.n; i++)
		if (p[i] >= 0xCC && (s.n - i < 3 || normal_needs_look(p + i, false)))
			return true;
	return false;
}

struct slice normal_of(struct slice s, struct str *room)
{
	utf8proc_uint8_t *composed = NULL;
	utf8proc_ssize_t n;

	if (!may_change(s))
		return s;
	n = utf8proc_map((const utf8proc_uint8_t *)s.at, (utf8proc_ssize_t)s.n, &composed,
	                 UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (n == UTF8PROC_ERROR_NOMEM)
		die("out of memory");
	if (n < 0)
		return s;
	str_reset(room);
	str_add(room, (struct slice){(const char *)composed, (size_t)n});
	free(composed);
	return str_slice(room);
}

struct slice normal_kept(struct slice s, struct arena *arena)
{
	struct str room = {0};
	struct slice normal = normal_of(s, &room);

	if (normal.at != s.at)
		normal = arena_copy(arena, normal);
	str_done(&room);
	return normal;
}

void normal_make(struct str *text)
{
	struct str room = {0};

	if (normal_of(str_slice(text), &room).at == text->at) {
		str_done(&room);
		return;
	}
	str_done(text);
	*text = room;
}

static bool is_no_character(uint32_t c)
{
	return c == 0xFEFF || (c >= 0xFDD0 && c <= 0xFDEF) ||
	       (c != TEXT_INVALID && (c & 0xFFFE) == 0xFFFE);
}

enum normal_fault normal_fault(struct slice s)
{
	size_t bytes;

	for (size_t i = 0; i < s.n; i += bytes) {
		unsigned char first = (unsigned char)s.at[i];
		bytes = 1;
		if (first != 0xC2 && first < 0xEF)
			continue;
		uint32_t c = text_character((struct slice){s.at + i, s.n - i}, &bytes);
		if (c >= 0x80 && c < 0xA0)
			return NORMAL_C1;
		if (is_no_character(c))
			return NORMAL_NO_TEXT;
	}
	return NORMAL_FINE;
}
