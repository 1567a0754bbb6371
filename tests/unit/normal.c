/* normal: Form C as utf8proc has it, of every character; the quick look never passes one that changes. */
#include "normal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <utf8proc.h>
#include <cmocka.h>

#include "text.h"

static void becomes(const char *text, const char *wanted)
{
	struct str room = {0};

	assert_true(slice_is(normal_of(slice_of(text), &room), wanted));
	str_done(&room);
}

static void test_forms(void **state)
{
	(void)state;
	becomes("", "");
	becomes("abc", "abc");
	becomes("o\u0308", "\u00f6");
	becomes("\u00c5\u212b\u212aA\u030a", "\u00c5\u00c5K\u00c5");
	becomes("e\u0323\u0302 x\u0302\u0323", "\u1ec7 x\u0323\u0302");
	becomes("\u2000x\u2009x\u20ac", "\u2002x\u2009x\u20ac");
	becomes("o\xcc", "o\xcc");
	becomes("o\xcc\x88\xff", "o\xcc\x88\xff");
}

/* Alone, and after a letter. */
static void test_every_character(void **state)
{
	struct str text = {0}, room = {0};

	(void)state;
	for (uint32_t c = 1; c < 0x110000; c++) {
		utf8proc_uint8_t *wanted = NULL;
		if (c >= 0xD800 && c < 0xE000)
			continue;
		str_reset(&text);
		text_add_character(&text, c);
		str_add_byte(&text, 'o');
		text_add_character(&text, c);
		utf8proc_ssize_t n =
		    utf8proc_map((utf8proc_uint8_t *)text.at, (utf8proc_ssize_t)text.n, &wanted,
		                 UTF8PROC_STABLE | UTF8PROC_COMPOSE);
		struct slice got = normal_of(str_slice(&text), &room);
		assert_int_equal(got.n, n);
		assert_memory_equal(got.at, wanted, n);
		free(wanted);
	}
	str_done(&text);
	str_done(&room);
}

static void test_faults(void **state)
{
	struct str text = {0};

	(void)state;
	for (uint32_t c = 0x80; c < 0x110000; c++) {
		bool none = c == 0xFEFF || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
		if (c >= 0xD800 && c < 0xE000)
			continue;
		str_reset(&text);
		str_add_text(&text, "\u00e5a");
		text_add_character(&text, c);
		assert_int_equal(normal_fault(str_slice(&text)), c < 0xA0 ? NORMAL_C1
		                                                 : none   ? NORMAL_NO_TEXT
		                                                          : NORMAL_FINE);
		if (c < 0xA0 || none)
			assert_true(normal_needs_look((unsigned char *)text.at + 3, false));
		if (text_trim(str_slice(&text)).n < text.n)
			assert_true(normal_needs_look((unsigned char *)text.at + 3, true));
	}
	str_done(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_forms),
	    cmocka_unit_test(test_every_character),
	    cmocka_unit_test(test_faults),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
