/* csv_line: which line end a text has, from any front of it. */
#include "validate/csv_line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

static void test_line_end(void **state)
{
	static const struct {
		const char *text;
		char part, whole;
	} cases[] = {
	    {"", '\0', '\n'},
	    {"a,b", '\0', '\n'},
	    {"a\nb", '\n', '\n'},
	    {"a\r\nb", '\n', '\n'},
	    {"a\r", '\0', '\r'}, /* LF may come */
	    {"a\rb\rc", '\0', '\r'},
	    {"a\rb\nc", '\n', '\n'},
	    {"\"a\nb\"\rc", '\0', '\r'},
	    {"\"a\rb\"\nc", '\n', '\n'},
	    {"\"a\rb", '\0', '\r'},
	    {"\"a\rb\nc", '\0', '\n'},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(csv_line_end(slice_of(cases[i].text), '"', false), cases[i].part);
		assert_int_equal(csv_line_end(slice_of(cases[i].text), '"', true), cases[i].whole);
	}
	assert_int_equal(csv_line_end(slice_of("\"a\rb"), '\0', true), '\r');
}

static void test_end_that_comes_late(void **state)
{
	char *text = malloc(CSV_LINE_LOOK + 2);
	struct slice s = {text, CSV_LINE_LOOK + 2};

	(void)state;
	memset(text, 'x', s.n);
	text[10] = '\r';
	text[CSV_LINE_LOOK + 1] = '\n';
	assert_int_equal(csv_line_end(s, '"', false), '\r');
	text[CSV_LINE_LOOK - 1] = '\n';
	assert_int_equal(csv_line_end(s, '"', false), '\n');
	free(text);
}

static void test_whole_lines(void **state)
{
	(void)state;
	assert_int_equal(csv_line_whole(slice_of("a\nb\r\nc"), '\n'), 5);
	assert_int_equal(csv_line_whole(slice_of("a\nb\rc"), '\n'), 2);
	assert_int_equal(csv_line_whole(slice_of("a\rb\r"), '\r'), 2);
	assert_int_equal(csv_line_whole(slice_of("a\rb\r\nc"), '\r'), 5);
	assert_int_equal(csv_line_whole(slice_of("abc"), '\r'), 0);
	assert_int_equal(csv_line_whole(slice_of(""), '\r'), 0);
	assert_int_equal(csv_line_whole(slice_of("a\n"), '\0'), 0);
	assert_true(csv_line_is_ended(slice_of("a\n"), '\n'));
	assert_true(csv_line_is_ended(slice_of("a\r\n"), '\r'));
	assert_false(csv_line_is_ended(slice_of("a\r"), '\n'));
	assert_false(csv_line_is_ended(slice_of("a\n"), '\r'));
	assert_int_equal(csv_line_body(slice_of("a\r\n")), 1);
	assert_int_equal(csv_line_body(slice_of("a\r")), 1);
	assert_int_equal(csv_line_body(slice_of("\n")), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_line_end),
	    cmocka_unit_test(test_end_that_comes_late),
	    cmocka_unit_test(test_whole_lines),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
