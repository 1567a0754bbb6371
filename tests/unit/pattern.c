/* pattern: what is found where, what costs too much, and long texts that cost little. */
#include "pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
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
	    cmocka_unit_test(the_whole_or_a_part),
	    cmocka_unit_test(what_is_no_pattern),
	    cmocka_unit_test(what_costs_too_much),
	    cmocka_unit_test(a_long_text_is_no_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
