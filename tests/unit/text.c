/* Characters and the form of fields. Capitals are compared with the C library's, UTF-8 with its own
 * definition. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <wctype.h>

#include <cmocka.h>

#include "text.h"

static void every_character(void **state)
{
	struct str s = {0};

	(void)state;
	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		size_t bytes;

		str_reset(&s);
		text_add_character(&s, c);
		if (c >= 0xd800 && c <= 0xdfff) {
			assert_false(text_is_utf8(str_slice(&s)));
			continue;
		}
		assert_int_equal(s.n, c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4);
		assert_true(text_is_utf8(str_slice(&s)));
		assert_int_equal(text_character(str_slice(&s), &bytes), c);
		assert_int_equal(bytes, s.n);
		/* Cut short it is no character. */
		for (size_t n = 1; n < s.n; n++)
			assert_false(text_is_utf8((struct slice){s.at, n}));
	}
	str_done(&s);
}

/*
 * All strings of one, two and three bytes, and those of four with the last byte from a few that
 * matter, are UTF-8 exactly if decoding by the plain arithmetic of the format and encoding again
 * gives the same bytes.
 */
static bool is_utf8_by_definition(const unsigned char *p, size_t n)
{
	struct str s = {0};
	size_t length = p[0] < 0x80 ? 1 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
	uint32_t c = length == 1 ? p[0] : p[0] & (0x7fu >> length);
	bool is = length == n && !(p[0] >= 0x80 && p[0] < 0xc0) && p[0] < 0xf8;

	for (size_t i = 1; i < n && is; i++) {
		is = (p[i] & 0xc0) == 0x80;
		c = c << 6 | (p[i] & 0x3f);
	}
	is = is && c <= 0x10ffff && !(c >= 0xd800 && c <= 0xdfff);
	if (is) {
		text_add_character(&s, c);
		is = s.n == n && memcmp(s.at, p, n) == 0;
		str_done(&s);
	}
	return is;
}

static void utf8_by_definition(void **state)
{
	static const unsigned char tried[] = {0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90,
	                                      0x9f, 0xa0, 0xbf, 0xc0, 0xff};
	enum { TRIED = sizeof tried };

	(void)state;
	for (int a = 0x80; a < 256; a++)
		for (int b = 0; b < TRIED; b++)
			for (int c = 0; c < TRIED; c++)
				for (int d = 0; d < TRIED; d++) {
					unsigned char p[] = {(unsigned char)a, tried[b], tried[c],
					                     tried[d]};
					size_t bytes;
					size_t found = 0;

					for (size_t n = 1; n <= 4; n++)
						if (is_utf8_by_definition(p, n))
							found = n;
					text_character((struct slice){(char *)p, 4}, &bytes);
					if (found != 0)
						assert_int_equal(bytes, found);
					else
						assert_int_equal(
						    text_character((struct slice){(char *)p, 4},
						                   &bytes),
						    TEXT_INVALID);
				}
}

static void known_bad_utf8(void **state)
{
	static const char *const bad[] = {"\x80",
	                                  "\xc0\x80",
	                                  "\xc1\xbf",
	                                  "\xe0\x80\x80",
	                                  "\xe0\x9f\xbf",
	                                  "\xed\xa0\x80",
	                                  "\xed\xbf\xbf",
	                                  "\xf0\x80\x80\x80",
	                                  "\xf0\x8f\xbf\xbf",
	                                  "\xf4\x90\x80\x80",
	                                  "\xf5\x80\x80\x80",
	                                  "\xff",
	                                  "abcdefgh\xe5",
	                                  "\xc3(",
	                                  "\xe2\x82",
	                                  "Malm\xf6",
	                                  "abcdefghijklmn\x80op"};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(text_is_utf8(slice_of(bad[i])));
	assert_true(text_is_utf8(slice_of("")));
	assert_true(text_is_utf8(slice_of("Örnsköldsvik, € 𝄞 och åtta till")));
}

static void lengths(void **state)
{
	(void)state;
	assert_int_equal(text_length(slice_of("")), 0);
	assert_int_equal(text_length(slice_of("Örnsköldsvik")), 12);
	assert_int_equal(text_length(slice_of("€𝄞")), 2);
	assert_int_equal(text_width(slice_of("Örnsköldsvik")), 12);
	assert_int_equal(text_width(slice_of("e\xcc\x81")), 1);
	assert_int_equal(text_width(slice_of("日本")), 4);
	assert_int_equal(text_width(slice_of("€–…")), 3);
	assert_int_equal(text_width(slice_of("\xff")), 1);
}

static void escapes(void **state)
{
	struct str form = {0}, plain = {0};

	(void)state;
	str_add_text(&form, "x");
	text_escape(&form, slice_of("a\tb\nc\rd\\te\\"));
	assert_string_equal(form.at, "xa\\tb\\nc\\rd\\\\te\\\\");
	text_unescape(&plain, (struct slice){form.at + 1, form.n - 1});
	assert_string_equal(plain.at, "a\tb\nc\rd\\te\\");
	/* Every text of the six bytes that matter comes back, and no two have one form. */
	for (int i = 0; i < 6 * 6 * 6 * 6; i++) {
		static const char bytes[] = "\t\n\r\\tn";
		char text[5] = {bytes[i % 6], bytes[i / 6 % 6], bytes[i / 36 % 6], bytes[i / 216],
		                0};
		str_reset(&form);
		str_reset(&plain);
		text_escape(&form, slice_of(text));
		assert_null(strpbrk(form.at, "\t\n\r"));
		text_unescape(&plain, str_slice(&form));
		assert_string_equal(plain.at, text);
	}
	str_done(&form);
	str_done(&plain);
}

static void lower_case_as_the_c_library(void **state)
{
	struct str s = {0}, lower = {0};

	(void)state;
	assert_non_null(setlocale(LC_CTYPE, "C.UTF-8"));
	for (uint32_t c = 0; c < 0x3000; c++) {
		bool ours = c < 0x180 || (c >= 0x370 && c < 0x500);
		size_t bytes;

		str_reset(&s);
		str_reset(&lower);
		text_add_character(&s, c);
		text_lower(&lower, str_slice(&s));
		assert_int_equal(text_character(str_slice(&lower), &bytes),
		                 ours ? (uint32_t)towlower((wint_t)c) : c);
	}
	str_reset(&lower);
	text_lower(&lower, slice_of("ÅÄÖ ÉÜ ΑΩ ЖЯ ßẞ 123 abc\xff"));
	assert_string_equal(lower.at, "åäö éü αω жя ßẞ 123 abc\xff");
	setlocale(LC_CTYPE, "C");
	str_done(&s);
	str_done(&lower);
}

static void column_names(void **state)
{
	static const char *const good[] = {
	    "a",           "slut", "ålder",    "kön_2", "id.personnummer", "id",
	    "id.a.status", "ö",    "n.status", "id_x",  "status",          "n.state"};
	static const char *const bad[] = {"",
	                                  "1a",
	                                  "_a",
	                                  "Slut",
	                                  "a b",
	                                  "a.b",
	                                  "id.",
	                                  ".status",
	                                  "é",
	                                  "a-b",
	                                  "id.status.status.status",
	                                  "id.id.x",
	                                  "a\xff",
	                                  "a.statuss",
	                                  "a.state.status",
	                                  "id.1",
	                                  "id..status"};
	struct error e = {0};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (!text_is_column_name(slice_of(good[i]), NULL))
			fail_msg("%s was refused", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (text_is_column_name(slice_of(bad[i]), NULL))
			fail_msg("%s was taken", bad[i]);
	assert_false(text_is_column_name(slice_of("id."), &e));
	assert_string_equal(e.text, "a column has no name");
	assert_false(text_is_column_name(slice_of("2012"), &e));
	assert_string_equal(e.text, "a column's name begins with a lower case letter");
	assert_false(text_is_column_name(slice_of("a b"), &e));
	assert_string_equal(e.text,
	                    "a column's name has only lower case letters a-z, å, ä, ö, digits "
	                    "and _ (and may begin with id. or end in .status, .state or .key)");
}

static void test_trim(void **state)
{
	static const struct {
		const char *text, *wanted;
	} cases[] = {
	    {"", ""},
	    {"a", "a"},
	    {" a b\t", "a b"},
	    {"\r\n\u00a0\u1680\u2000\u2007\u2009\u200b\u2028\u202f\u205f\u2060\u3000\ufeff", ""},
	    {"\u3000\u00e5\u00a0\u00e5\u2003", "\u00e5\u00a0\u00e5"},
	    {"\u200ca\u200d", "\u200ca\u200d"}, /* joiners are part of a word */
	    {"\xc2\x85\x61", "\xc2\x85\x61"},   /* a control, not a blank */
	    {"\xa0", "\xa0"},
	    {" \x80\x80\x80\x80\x80 ", "\x80\x80\x80\x80\x80"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_true(slice_is(text_trim(slice_of(cases[i].text)), cases[i].wanted));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_trim),
	    cmocka_unit_test(every_character),
	    cmocka_unit_test(utf8_by_definition),
	    cmocka_unit_test(known_bad_utf8),
	    cmocka_unit_test(lengths),
	    cmocka_unit_test(escapes),
	    cmocka_unit_test(lower_case_as_the_c_library),
	    cmocka_unit_test(column_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
