/*
 * arena: memory that lives and dies together.
 *
 * Start it as {0}; take memory with arena_take and arena_copy; nothing is given back one by one. arena_reset
 * forgets all of it and keeps one chunk for the next group; arena_done gives everything back. Out of memory ends
 * the program (error.h).
 *
 * array_room is the one way to grow an array that is owned by a struct; its owner frees it.
 */
#ifndef ARENA_H
#define ARENA_H

#include <stddef.h>

#include "str.h"

struct arena_chunk;

struct arena {
	struct arena_chunk *newest;
	size_t bytes; /* taken so far, for accounts of memory */
};

/* Zeroed, aligned for any type. */
void *arena_take(struct arena *a, size_t bytes);

/* A copy that lives as long as the arena; a NUL follows it. */
struct slice arena_copy(struct arena *a, struct slice s);

/* The same as a C string. */
const char *arena_text(struct arena *a, struct slice s);

/* printf into the arena. */
const char *arena_format(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void arena_reset(struct arena *a);
void arena_done(struct arena *a);

/*
 * Returns `array` (NULL at first), moved if need be so that it has room for `need` items of `size` bytes; *room
 * is kept up to date. New room is not cleared.
 */
void *array_room(void *array, size_t *room, size_t need, size_t size);

#endif
