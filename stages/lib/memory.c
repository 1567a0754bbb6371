#include "memory.h"

#include <stdlib.h>
#include <string.h>

#include "error.h"

void memory_out(void)
{
	die("out of memory");
}

/* None at all is not an error of malloc, but it may say NULL then. */
static void *given(void *at)
{
	if (at == NULL)
		memory_out();
	return at;
}

void *memory_take(size_t bytes)
{
	return given(malloc(bytes > 0 ? bytes : 1));
}

void *memory_zeroed(size_t n, size_t size)
{
	return given(calloc(n > 0 ? n : 1, size));
}

void *memory_grow(void *at, size_t bytes)
{
	return given(realloc(at, bytes > 0 ? bytes : 1));
}

char *memory_text(const char *text)
{
	return given(strdup(text));
}

char *memory_part(const char *text, size_t n)
{
	return given(strndup(n == 0 ? "" : text, n));
}
