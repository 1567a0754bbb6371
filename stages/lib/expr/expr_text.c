#include "expr/expr_text.h"

#include "pattern.h"
#include "text.h"

/*
 * Texts are in record form here, where an escape is two bytes and one character. Each text has one
 * such form, read from its front, so that being equal, beginning with and having a code need not
 * open it.
 */

bool expr_whole(const struct expr_value *a, int64_t *to)
{
	return number_whole(a->number, to) && *to <= INT32_MAX && *to >= -INT32_MAX;
}

bool expr_give(struct expr_value *v, int64_t number)
{
	v->number = number_of(number);
	return true;
}

/* Bytes of the first character of a field: an escape is one. */
static size_t character_bytes(struct slice s)
{
	size_t bytes;

	if (*s.at == '\\')
		return 2;
	text_character(s, &bytes);
	return bytes;
}

static struct slice skip(struct slice s, int64_t characters)
{
	for (; s.n > 0 && characters > 0; characters--) {
		size_t bytes = character_bytes(s);
		s = (struct slice){s.at + bytes, s.n - bytes};
	}
	return s;
}

bool expr_text_starts(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                      struct expr_value *v)
{
	struct slice s = a[0].text, part = a[1].text;

	(void)x, (void)run;
	v->boolean = s.n >= part.n && memcmp(s.at, part.at, part.n) == 0;
	return true;
}

/* The end of a field must not begin in the middle of an escape: an odd number of backslashes lies
 * before it then. */
bool expr_text_ends(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                    struct expr_value *v)
{
	struct slice s = a[0].text, part = a[1].text;
	size_t before = 0;

	(void)x, (void)run;
	if (s.n < part.n || memcmp(s.at + s.n - part.n, part.at, part.n) != 0)
		return true;
	s.n -= part.n;
	while (before < s.n && s.at[s.n - 1 - before] == '\\')
		before++;
	v->boolean = before % 2 == 0;
	return true;
}

bool expr_text_has(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                   struct expr_value *v)
{
	struct slice rest = a[0].text, code;

	(void)x, (void)run;
	while (!v->boolean && slice_cut(&rest, '|', &code))
		v->boolean = slice_equal(code, a[1].text);
	return true;
}

bool expr_text_length(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                      struct expr_value *v)
{
	struct slice s = a[0].text;
	int64_t n = 0;

	(void)x, (void)run;
	for (; s.n > 0; n++)
		s = skip(s, 1);
	v->number = number_of(n);
	return true;
}

/* A part of the argument's own bytes. */
bool expr_text_slice(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                     struct expr_value *v)
{
	int64_t start, characters = INT64_MAX;
	struct slice from;

	if (!expr_whole(&a[1], &start) || (x->n == 3 && !expr_whole(&a[2], &characters)))
		return expr_fail(x, run, "slice wants whole numbers");
	if (start < 1 || characters < 0)
		return expr_fail(x, run, "slice counts characters from 1");
	from = skip(a[0].text, start - 1);
	v->text = (struct slice){from.at, from.n - skip(from, characters).n};
	v->missing = v->text.n == 0;
	return true;
}

bool expr_text_lower(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                     struct expr_value *v)
{
	(void)run;
	str_reset(&x->text);
	text_lower(&x->text, a[0].text); /* the letters of escapes are lower case */
	v->text = str_slice(&x->text);
	return true;
}

/* An escape stays what it is. */
bool expr_text_upper(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                     struct expr_value *v)
{
	struct slice rest = a[0].text;

	(void)run;
	str_reset(&x->text);
	while (rest.n > 0) {
		size_t bytes = character_bytes(rest);

		if (*rest.at == '\\')
			str_add(&x->text, (struct slice){rest.at, bytes});
		else
			text_upper(&x->text, (struct slice){rest.at, bytes});
		rest = (struct slice){rest.at + bytes, rest.n - bytes};
	}
	v->text = str_slice(&x->text);
	return true;
}

/* A space, one that does not break (U+00A0, U+202F), a tab, a line break. */
static bool is_blank(struct slice character)
{
	static const char *const blank[] = {" ", "\u00a0", "\u202f", "\\t", "\\n", "\\r"};

	for (size_t i = 0; i < sizeof blank / sizeof *blank; i++)
		if (slice_is(character, blank[i]))
			return true;
	return false;
}

/* A part of the argument's own bytes. */
bool expr_text_trim(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                    struct expr_value *v)
{
	struct slice rest = a[0].text, first = {a[0].text.at, 0};
	const char *end = rest.at;

	(void)x, (void)run;
	while (rest.n > 0) {
		size_t bytes = character_bytes(rest);

		if (!is_blank((struct slice){rest.at, bytes})) {
			if (first.n == 0)
				first = rest;
			end = rest.at + bytes;
		}
		rest = (struct slice){rest.at + bytes, rest.n - bytes};
	}
	v->text = (struct slice){first.at, first.n == 0 ? 0 : (size_t)(end - first.at)};
	v->missing = v->text.n == 0;
	return true;
}

/* The text up to where the part begins, and what comes after it; false: it is not there. */
static bool cut_at(struct slice *rest, struct slice part, struct slice *before)
{
	*before = (struct slice){rest->at, 0};
	while (rest->n >= part.n) {
		size_t bytes;

		if (memcmp(rest->at, part.at, part.n) == 0) {
			*rest = (struct slice){rest->at + part.n, rest->n - part.n};
			return true;
		}
		bytes = character_bytes(*rest);
		before->n += bytes;
		*rest = (struct slice){rest->at + bytes, rest->n - bytes};
	}
	before->n += rest->n;
	return false;
}

bool expr_text_replace(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                       struct expr_value *v)
{
	struct slice rest = a[0].text, before;
	bool found;

	(void)run;
	str_reset(&x->text);
	do {
		found = cut_at(&rest, a[1].text, &before);
		str_add(&x->text, before);
		if (found && x->n == 3)
			str_add(&x->text, a[2].text);
	} while (found);
	v->text = str_slice(&x->text);
	v->missing = v->text.n == 0;
	return true;
}

bool expr_text_part(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                    struct expr_value *v)
{
	struct slice rest = a[0].text;
	bool more = true;
	int64_t n;

	if (!expr_whole(&a[2], &n) || n < 1)
		return expr_fail(x, run, "part wants a whole number from 1");
	for (; more && n > 0; n--)
		more = cut_at(&rest, a[1].text, &v->text);
	v->missing = n > 0 || v->text.n == 0;
	return true;
}

bool expr_text_concat(struct expr_node *x, struct expr_run *run, struct expr_value *v)
{
	struct expr_value part;

	v->type = EXPR_TEXT;
	str_reset(&x->text);
	for (size_t i = 0; i < x->n; i++) {
		if (!x->argument[i]->value(x->argument[i], run, &part))
			return false;
		v->missing = part.missing;
		if (part.missing)
			return true;
		str_add(&x->text, part.text);
	}
	v->text = str_slice(&x->text);
	return true;
}

/* ---------------------------------------------------------------- patterns */

/* The byte of the expression that is byte `offset` of the text in quotes that begins at `at`. */
static size_t place_in_text(const struct expr_compiler *c, size_t at, size_t offset)
{
	at++;
	for (; offset > 0 && c->text.at[at] != '"'; offset--)
		at += c->text.at[at] == '\\' ? 2 : 1;
	return at;
}

bool expr_text_pattern(struct expr_compiler *c, struct expr_node *x)
{
	const struct expr_node *pattern = x->argument[1];
	char reason[PATTERN_REASON];
	struct str plain = {0};
	size_t offset;

	/* A constant that was computed has no place for every character. */
	if (pattern->kind != EXPR_CONSTANT || c->text.at[pattern->at] != '"')
		return expr_error(c, pattern->at, "a pattern is a text in double quotes");
	text_unescape(&plain, pattern->constant.text);
	x->pattern = pattern_open(str_slice(&plain), PATTERN_WITHIN, &offset, reason);
	str_done(&plain);
	if (x->pattern == NULL)
		return expr_error(c, place_in_text(c, pattern->at, offset), "the pattern: %s",
		                  reason);
	return true;
}

bool expr_text_matches(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                       struct expr_value *v)
{
	enum pattern_answer answer = pattern_match(x->pattern, a[0].text);

	if (answer == PATTERN_ENDLESS)
		return expr_fail(x, run, "the pattern needs too many steps");
	v->boolean = answer == PATTERN_MATCHES;
	return true;
}

void expr_text_done(struct expr_node *x)
{
	pattern_close(x->pattern);
}
