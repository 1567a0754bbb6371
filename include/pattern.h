/*
 * pattern: regular expressions (PCRE2) over UTF-8 text, with a bound on what one match may cost.
 *
 *	struct pattern *p = pattern_open(text, PATTERN_WHOLE, &at, reason);     NULL: wrong at its byte `at`, and why
 *	switch (pattern_match(p, plain)) ...
 *	pattern_close(p);
 *
 * A pattern such as (a+)+b tries every way to cut a text before it gives up, twice as many for each further
 * character. More than PATTERN_STEPS_MAX steps are not taken: the answer is then neither yes nor no, and it is the
 * pattern that is at fault.
 */
#ifndef PATTERN_H
#define PATTERN_H

#include <stddef.h>

#include "str.h"

#define PATTERN_STEPS_MAX 1000000
#define PATTERN_REASON 128

struct pattern;
struct shape;

enum pattern_extent {
	PATTERN_WHOLE, /* it must match the whole text */
	PATTERN_WITHIN /* or be found anywhere in it; $ is the very end */
};

enum pattern_answer { PATTERN_DIFFERS, PATTERN_MATCHES, PATTERN_ENDLESS };

struct pattern *pattern_open(struct slice text, enum pattern_extent extent, size_t *at,
                             char reason[PATTERN_REASON]);

/* A field in record form. */
enum pattern_answer pattern_match(struct pattern *p, struct slice field);

/* What the pattern means if it can be told without PCRE2 (shape.h), else NULL; matching uses it, too. */
const struct shape *pattern_shape(const struct pattern *p);

/* NULL is allowed. */
void pattern_close(struct pattern *p);

#endif
