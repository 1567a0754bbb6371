/*
 * Preloaded into a program (LD_PRELOAD) it makes an allocation fail, as it does when there is no memory left.
 *
 *	ALLOCATION_FAILS=N      the Nth that the program asks for since it began, and no other
 *	ALLOCATION_FAILS=N+     that one and each after it
 *	ALLOCATION_LIST=FILE    none fails; the numbers of those that are asked for from a place that asked for none before
 *	ALLOCATION_DEPTH=N      a place is so many functions deep (6)
 *	DIGEST_FAILS=1          libcrypto can not end a SHA-256
 */
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

#define PLACES (1 << 16)
#define DEPTH_MAX 64

static unsigned long asked, first, last; /* of allocations; which fail, from 1 */
static int list = -1, depth = 6;
static bool ready;
static __thread bool inside;
static uint64_t seen[PLACES];

static void make_ready(void)
{
	const char *fails = getenv("ALLOCATION_FAILS"), *file = getenv("ALLOCATION_LIST"),
	           *deep = getenv("ALLOCATION_DEPTH");
	char *end;

	ready = true;
	if (fails != NULL) {
		first = strtoul(fails, &end, 10);
		last = *end == '+' ? (unsigned long)-1 : first;
	}
	if (file != NULL) {
		void *one[1];
		inside = true; /* the first call of backtrace loads a library */
		backtrace(one, 1);
		inside = false;
		list = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	}
	if (deep != NULL)
		depth = atoi(deep);
}

/* Whether nobody asked from here before. */
static bool is_new(void)
{
	void *at[DEPTH_MAX];
	int n = backtrace(at, depth < DEPTH_MAX - 3 ? depth + 3 : DEPTH_MAX);
	uint64_t hash = 14695981039346656037u;

	for (int i = 3; i < n; i++)
		hash = (hash ^ (uint64_t)(uintptr_t)at[i]) * 1099511628211u;
	for (size_t slot = hash % PLACES;; slot = (slot + 1) % PLACES) {
		if (seen[slot] == hash)
			return false;
		if (seen[slot] == 0) {
			seen[slot] = hash;
			return true;
		}
	}
}

static __attribute__((noinline)) bool fails(void)
{
	unsigned long number;
	bool none;

	if (inside)
		return false;
	if (!ready)
		make_ready();
	number = __atomic_add_fetch(&asked, 1, __ATOMIC_RELAXED);
	if (list >= 0) {
		char line[32];
		inside = true;
		if (is_new() &&
		    write(list, line, (size_t)snprintf(line, sizeof line, "%lu\n", number)) < 0)
			_exit(99);
		inside = false;
	}
	none = number >= first && number <= last;
	if (none)
		errno = ENOMEM;
	return none;
}

void *malloc(size_t n)
{
	return fails() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
	return fails() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *at, size_t n)
{
	return fails() ? NULL : __libc_realloc(at, n);
}

void *reallocarray(void *at, size_t n, size_t size)
{
	return fails() ? NULL : __libc_realloc(at, n * size);
}

void *memalign(size_t align, size_t n)
{
	return fails() ? NULL : __libc_memalign(align, n);
}

void *aligned_alloc(size_t align, size_t n)
{
	return memalign(align, n);
}

int posix_memalign(void **at, size_t align, size_t n)
{
	void *given = memalign(align, n);

	if (given == NULL)
		return ENOMEM;
	*at = given;
	return 0;
}

extern int SHA256_Final(unsigned char *to, void *context);
extern void *dlsym(void *, const char *);

int SHA256_Final(unsigned char *to, void *context)
{
	int (*final)(unsigned char *, void *);
	void *found = dlsym((void *)-1L /* RTLD_NEXT */, "SHA256_Final");

	memcpy(&final, &found, sizeof final);
	return getenv("DIGEST_FAILS") != NULL ? 0 : final(to, context);
}
