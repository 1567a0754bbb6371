#include "arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "error.h"
#include "memory.h"

#define CHUNK_BYTES ((size_t)16 << 10)
#define CHUNK_MAX_BYTES ((size_t)1 << 20)
#define ALIGN _Alignof(max_align_t)

/* Chunks double from 16 KiB to 1 MiB; a larger wish gets a chunk of its own. Newest first. */
struct arena_chunk {
	struct arena_chunk *older;
	size_t used, room;
	max_align_t bytes[];
};

/* From the newest chunk, or a new one that is twice as large. */
static void *take(struct arena *a, size_t bytes, size_t align)
{
	struct arena_chunk *c = a->newest;
	size_t start = c == NULL ? 0 : (c->used + align - 1) / align * align;

	if (c == NULL || start + bytes > c->room || start + bytes < bytes) {
		size_t room = c == NULL ? CHUNK_BYTES : c->room * 2;
		if (room > CHUNK_MAX_BYTES)
			room = CHUNK_MAX_BYTES;
		if (room < bytes)
			room = bytes;
		if (room > SIZE_MAX - sizeof *c)
			memory_out();
		c = memory_take(sizeof *c + room);
		*c = (struct arena_chunk){a->newest, 0, room};
		a->newest = c;
		start = 0;
	}
	c->used = start + bytes;
	a->bytes += bytes;
	return (char *)c->bytes + start;
}

void *arena_take(struct arena *a, size_t bytes)
{
	return memset(take(a, bytes, ALIGN), 0, bytes);
}

struct slice arena_copy(struct arena *a, struct slice s)
{
	char *copy = take(a, s.n + 1, 1);

	if (s.n > 0)
		memcpy(copy, s.at, s.n);
	copy[s.n] = '\0';
	return (struct slice){copy, s.n};
}

const char *arena_text(struct arena *a, struct slice s)
{
	return arena_copy(a, s).at;
}

const char *arena_format(struct arena *a, const char *format, ...)
{
	va_list args;
	char *text;
	int n;

	va_start(args, format);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0)
		die("a text could not be formed");
	text = take(a, (size_t)n + 1, 1);
	va_start(args, format);
	vsnprintf(text, (size_t)n + 1, format, args);
	va_end(args);
	return text;
}

static void free_chain(struct arena_chunk *c)
{
	while (c != NULL) {
		struct arena_chunk *older = c->older;
		free(c);
		c = older;
	}
}

void arena_reset(struct arena *a)
{
	if (a->newest == NULL)
		return;
	free_chain(a->newest->older);
	a->newest->older = NULL;
	a->newest->used = 0;
	a->bytes = 0;
}

void arena_done(struct arena *a)
{
	free_chain(a->newest);
	*a = (struct arena){0};
}

void *array_room(void *array, size_t *room, size_t need, size_t size)
{
	size_t more = *room < 8 ? 8 : *room * 2;

	if (need <= *room)
		return array;
	if (more < need)
		more = need;
	if (more > SIZE_MAX / size)
		memory_out();
	array = memory_grow(array, more * size);
	*room = more;
	return array;
}
