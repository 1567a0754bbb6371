/* pattern: what is found where, what costs too much, and long texts that cost little. */
#include "pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static enum pattern_answer ask(const char *text, enum pattern_extent extent, struct slice field)
{
	char reason[PATTERN_REASON];
	size_t at;
	struct pattern *p = pattern_open(slice_of(text), extent, &at, reason);
	enum pattern_answer answer;

	assert_non_null(p);
	answer = pattern_match(p, field);
	pattern_close(p);
	return answer;
}

static void the_whole_or_a_part(void **state)
{
	(void)state;
	assert_int_equal(ask("[0-9]+", PATTERN_WHOLE, slice_of("12")), PATTERN_MATCHES);
	assert_int_equal(ask("[0-9]+", PATTERN_WHOLE, slice_of("12a")), PATTERN_DIFFERS);
	assert_int_equal(ask("[0-9]+", PATTERN_WITHIN, slice_of("12a")), PATTERN_MATCHES);
	assert_int_equal(ask("a$", PATTERN_WITHIN, slice_of("a\\n")), PATTERN_DIFFERS);
	assert_int_equal(ask("a\\tb", PATTERN_WHOLE, slice_of("a\\tb")), PATTERN_MATCHES);
	assert_int_equal(ask("\\w", PATTERN_WHOLE, slice_of("å")), PATTERN_MATCHES);
}

/* Patterns that are told without PCRE2 say the same as when they may not, for being in a group. */
static void shapes_agree(void **state)
{
	static const char *const piece[] = {
	    "[0-9]", "[0-9]{4}", "F",         "[A-Za-z]",   "[A-Za-z]{2}", "-",           "[MK]",
	    "[a.]",  "_{2}",     "[0-9a]",    "{2}",        "+",           "[A-Fa-f0-9]", "[0-z]",
	    "\\d",   ".",        "[^0-9]",    "a|b",        "(ab)",        "$",           "^",
	    "{0}",   "?",        "[A-Z]{17}", "å",          "[å]",         "{1,2}",       " ",
	    "[9-9]", "[x_.:]",   "#",         "[[:digit:]]"};
	static const char *const texts[] = {"1",  "2012", "F",   "Ab",  "z",  "M",  "_",    "a",
	                                    ".",  "-",    "å",   "\\t", "9",  " ",  "\\\\", "{2}",
	                                    "__", "b",    "0x7", "4a",  "99", "AB", "#",    ":"};
	uint32_t seed = 1, known = 0;
	(void)state;

	for (int round = 0; round < 3000; round++) {
		char plain[80] = "", group[90], text[64], reason[PATTERN_REASON];
		size_t at;
		for (unsigned n = 1 + (seed >> 20) % 4; n > 0;
		     n--, seed = seed * 1664525 + 1013904223)
			strcat(plain, piece[(seed >> 12) % (round % 2 ? 10 : 32)]);
		snprintf(group, sizeof group, "(?:%s)", plain);
		struct pattern *p = pattern_open(slice_of(plain), PATTERN_WHOLE, &at, reason);
		struct pattern *q = pattern_open(slice_of(group), PATTERN_WHOLE, &at, reason);
		known += p && pattern_shape(p);
		for (int i = 0; p && q && i < 60; i++) {
			text[0] = '\0';
			for (unsigned n = 1 + (seed >> 20) % 5; n > 0;
			     n--, seed = seed * 1664525 + 1013904223)
				strcat(text, texts[(seed >> 12) % 24]);
			if (pattern_match(p, slice_of(text)) != pattern_match(q, slice_of(text)))
				fail_msg("%s and %s", plain, text);
		}
		assert_true(q == NULL || pattern_shape(q) == NULL);
		pattern_close(p);
		pattern_close(q);
	}
	assert_true(known > 1000);
	assert_int_equal(ask("^[0-9]{4}-F$", PATTERN_WHOLE, slice_of("2012-F")), PATTERN_MATCHES);
	assert_int_equal(ask("^[0-9]{4}-F$", PATTERN_WHOLE, slice_of("2012-G")), PATTERN_DIFFERS);
	assert_int_equal(ask("[0-9]{4}", PATTERN_WITHIN, slice_of("x2012")), PATTERN_MATCHES);
}

static void what_is_no_pattern(void **state)
{
	char reason[PATTERN_REASON] = "";
	size_t at = 0;
	(void)state;

	assert_null(pattern_open(slice_of("ab(c"), PATTERN_WHOLE, &at, reason));
	assert_int_equal(at, 4);
	assert_true(strlen(reason) > 0);
}

/* Two to the power of forty ways to cut the text; compiled and not. */
static void what_costs_too_much(void **state)
{
	struct slice letters = slice_of("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	(void)state;

	assert_int_equal(ask("([a-z]+)*[0-9]", PATTERN_WHOLE, letters), PATTERN_ENDLESS);
	assert_int_equal(ask("(*NO_JIT)([a-z]+)*[0-9]", PATTERN_WHOLE, letters), PATTERN_ENDLESS);
}

/* A text of 200,000 characters with a choice at each is more than a small stack holds, and still few steps. */
static void a_long_text_is_no_fault(void **state)
{
	static char text[200000];
	struct slice field = {text, sizeof text};
	(void)state;

	for (size_t i = 0; i < sizeof text; i++)
		text[i] = "ab"[i % 2];
	assert_int_equal(ask("(a|b)*", PATTERN_WHOLE, field), PATTERN_MATCHES);
	text[sizeof text - 1] = 'c';
	assert_int_equal(ask("(a|b)*", PATTERN_WHOLE, field), PATTERN_DIFFERS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_whole_or_a_part),     cmocka_unit_test(shapes_agree),
	    cmocka_unit_test(what_is_no_pattern),      cmocka_unit_test(what_costs_too_much),
	    cmocka_unit_test(a_long_text_is_no_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
