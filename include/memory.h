/*
 * memory: what is asked for from the heap. There is enough, or the program ends (error.h): nobody looks at what
 * comes back.
 *
 * Nothing else in finsam calls malloc and its kin, and tests/check sees to that. Text that grows is a str, what
 * lives and dies together an arena, an array that grows array_room (arena.h). The caller frees with free().
 */
#ifndef MEMORY_H
#define MEMORY_H

#include <stddef.h>

/* Bytes that are not cleared. */
void *memory_take(size_t bytes);

/* `n` items of `size` bytes, all zero. */
void *memory_zeroed(size_t n, size_t size);

/* `at` (NULL: nothing yet), moved if need be so that it has room for so many bytes. */
void *memory_grow(void *at, size_t bytes);

/* A copy of a C string; of its first n bytes. */
char *memory_text(const char *text);
char *memory_part(const char *text, size_t n);

/* For what only tells by a NULL that there was no memory. */
_Noreturn void memory_out(void);

#endif
