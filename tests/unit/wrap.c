/* wrap, markup: lines of a width, and text that can not break out of HTML. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/markup.h"
#include "text.h"
#include "wrap.h"

static void no_line_is_wider_but_a_long_word(void **state)
{
	const char *text = "Sjukpenning eller rehabiliteringspenning är en försörjning som";

	(void)state;
	for (size_t width = 1; width < 80; width++) {
		struct slice rest = slice_of(text), line;
		size_t bytes = 0;
		while (wrap_cut(&rest, width, &line)) {
			assert_true(text_width(line) <= width ||
			            memchr(line.at, ' ', line.n) == NULL);
			assert_true(line.n > 0);
			bytes += line.n + 1;
		}
		assert_int_equal(bytes, strlen(text) + 1);
	}
}

static void a_no_break_space_holds(void **state)
{
	struct slice rest = slice_of("andel 31\u00a0procent"), line;

	(void)state;
	assert_true(wrap_cut(&rest, 8, &line));
	assert_true(slice_is(line, "andel"));
	assert_true(wrap_cut(&rest, 8, &line));
	assert_true(slice_is(line, "31\u00a0procent"));
	assert_false(wrap_cut(&rest, 8, &line));
}

static void a_newline_ends_a_line(void **state)
{
	struct slice rest = slice_of("a b\nc"), line;

	(void)state;
	assert_true(wrap_cut(&rest, 80, &line));
	assert_true(slice_is(line, "a b"));
}

static void prefixes(void **state)
{
	struct str to = {0};

	(void)state;
	wrap_add(&to, slice_of("one two three"), 9, "- ", "  ");
	assert_string_equal(to.at, "- one two\n  three\n");
	str_done(&to);
}

static void markup_is_escaped(void **state)
{
	struct str to = {0};

	(void)state;
	markup_add(&to, slice_of("<a href=\"x\" b='y'>&å"));
	assert_string_equal(to.at, "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;å");
	str_done(&to);
}

static void replacing_keeps_what_is_before(void **state)
{
	struct str s = {0};

	(void)state;
	str_add_text(&s, "<th> <th><th>x");
	markup_replace(&s, 2, "<th>", "<td>");
	assert_string_equal(s.at, "<th> <td><td>x");
	markup_replace(&s, 0, "none", "x");
	assert_string_equal(s.at, "<th> <td><td>x");
	str_done(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_line_is_wider_but_a_long_word),
	    cmocka_unit_test(a_no_break_space_holds),
	    cmocka_unit_test(a_newline_ends_a_line),
	    cmocka_unit_test(prefixes),
	    cmocka_unit_test(markup_is_escaped),
	    cmocka_unit_test(replacing_keeps_what_is_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
