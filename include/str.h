/*
 * str: text as a slice of somebody's bytes, and text that grows.
 *
 * A slice borrows: it is valid as long as the bytes it points at. It is never NUL-terminated and never
 * freed. A str owns its bytes: start it as {0}, add to it, read it with str_slice or .at (always ended by a
 * NUL that .n does not count, once something was added), empty it with str_reset, give it back with str_done.
 * Out of memory ends the program (error.h).
 */
#ifndef STR_H
#define STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct slice {
	const char *at;
	size_t n; /* bytes */
};

struct str {
	char *at;
	size_t n;    /* bytes in use, without the NUL */
	size_t room; /* bytes allocated */
};

/* For printf: printf("%.*s", SLICE(s)). */
#define SLICE(s) (int)(s).n, (s).at

static inline struct slice slice_of(const char *text)
{
	return (struct slice){text, strlen(text)};
}

static inline bool slice_equal(struct slice a, struct slice b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.at, b.at, a.n) == 0);
}

static inline bool slice_is(struct slice s, const char *text)
{
	return slice_equal(s, slice_of(text));
}

static inline bool slice_starts(struct slice s, const char *prefix)
{
	size_t n = strlen(prefix);
	return s.n >= n && memcmp(s.at, prefix, n) == 0;
}

static inline bool slice_ends(struct slice s, const char *suffix)
{
	size_t n = strlen(suffix);
	return s.n >= n && memcmp(s.at + s.n - n, suffix, n) == 0;
}

/* Without the blanks (' ' alone; text_trim knows all of them) at its ends. */
static inline struct slice slice_trim(struct slice s)
{
	while (s.n > 0 && s.at[0] == ' ')
		s = (struct slice){s.at + 1, s.n - 1};
	while (s.n > 0 && s.at[s.n - 1] == ' ')
		s.n--;
	return s;
}

/* Byte order, as memcmp; the shorter first when one begins the other. */
int slice_compare(struct slice a, struct slice b);

/*
 * Takes the part before the next `at` off the front of *rest. False when nothing is left; a list of n commas
 * has n + 1 parts. After the last part rest->at is NULL, which is how the end is known.
 */
bool slice_cut(struct slice *rest, char at, struct slice *part);

/* Whether one of the parts of a list with commas is that name. */
bool slice_lists(struct slice list, struct slice name);

void str_add(struct str *s, struct slice part);
void str_add_text(struct str *s, const char *text);
void str_add_byte(struct str *s, char byte);
void str_addf(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Makes room for `more` bytes after the n in use and returns where they begin; the caller adds to s->n. */
char *str_room(struct str *s, size_t more);

static inline struct slice str_slice(const struct str *s)
{
	return (struct slice){s->at, s->n};
}

void str_reset(struct str *s);
void str_done(struct str *s);

#endif
