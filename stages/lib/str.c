#include "str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "error.h"
#include "memory.h"

int slice_compare(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n == 0 ? 0 : memcmp(a.at, b.at, n);

	if (order != 0)
		return order;
	return a.n < b.n ? -1 : a.n > b.n;
}

bool slice_cut(struct slice *rest, char at, struct slice *part)
{
	const char *found;

	if (rest->at == NULL)
		return false;
	found = rest->n == 0 ? NULL : memchr(rest->at, at, rest->n);
	if (found == NULL) {
		*part = *rest;
		*rest = (struct slice){NULL, 0};
		return part->at != NULL;
	}
	*part = (struct slice){rest->at, (size_t)(found - rest->at)};
	*rest = (struct slice){found + 1, rest->n - part->n - 1};
	return true;
}

bool slice_lists(struct slice list, struct slice name)
{
	struct slice one;

	while (slice_cut(&list, ',', &one))
		if (slice_equal(one, name))
			return true;
	return false;
}

char *str_room(struct str *s, size_t more)
{
	size_t need = s->n + more + 1;

	if (need > s->room) {
		size_t room = s->room < 32 ? 64 : s->room * 2;
		while (room < need)
			room *= 2;
		s->at = memory_grow(s->at, room);
		s->room = room;
	}
	return s->at + s->n;
}

void str_add(struct str *s, struct slice part)
{
	char *to = str_room(s, part.n);

	if (part.n > 0)
		memcpy(to, part.at, part.n);
	s->n += part.n;
	s->at[s->n] = '\0';
}

void str_add_text(struct str *s, const char *text)
{
	str_add(s, slice_of(text));
}

void str_add_byte(struct str *s, char byte)
{
	*str_room(s, 1) = byte;
	s->at[++s->n] = '\0';
}

void str_addf(struct str *s, const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0)
		die("a message could not be formed");
	str_room(s, (size_t)n);
	va_start(args, format);
	vsnprintf(s->at + s->n, (size_t)n + 1, format, args);
	va_end(args);
	s->n += (size_t)n;
}

void str_reset(struct str *s)
{
	s->n = 0;
	if (s->at != NULL)
		s->at[0] = '\0';
}

void str_done(struct str *s)
{
	free(s->at);
	*s = (struct str){0};
}
