/* encoding: what bytes become, whatever sizes they are read in. */
#include "validate/encoding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <cmocka.h>

static struct error e;

/* Decodes bytes that lie in memory. The answer is text, "error: ..." or both. */
static char *decode(enum encoding encoding, const char *bytes, size_t n, enum encoding *found)
{
	static char text[300000];
	char path[64];
	int descriptor = memfd_create("encoding", 0);
	struct input *in;
	struct decoder *d;
	size_t put = 0;
	ptrdiff_t got;

	assert_int_equal(write(descriptor, bytes, n), n);
	snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
	e = (struct error){0};
	in = input_open(path, &e);
	assert_non_null(in);
	d = decoder_open(in, encoding);
	while ((got = decoder_read(d, text + put, DECODER_ROOM, &e)) > 0)
		put += (size_t)got;
	text[put] = '\0';
	if (found)
		*found = decoder_found(d);
	decoder_close(d);
	input_close(in);
	close(descriptor);
	return got < 0 ? strchr(e.text, ' ') + 1 : text;
}

static void becomes(enum encoding encoding, const char *bytes, size_t n, const char *text)
{
	assert_string_equal(decode(encoding, bytes, n, NULL), text);
}

static void test_names(void **state)
{
	enum encoding encoding;

	(void)state;
	for (int i = ENCODING_UTF_8; i <= ENCODING_DETECT; i++) {
		assert_true(encoding_find(slice_of(encoding_name((enum encoding)i)), &encoding));
		assert_int_equal(encoding, i);
	}
	assert_true(encoding_find(slice_of("Latin1"), &encoding));
	assert_int_equal(encoding, ENCODING_ISO_8859_1);
	assert_false(encoding_find(slice_of("ebcdic"), &encoding));
	assert_false(encoding_find(slice_of(""), &encoding));
}

static void test_utf_8(void **state)
{
	(void)state;
	becomes(ENCODING_UTF_8,
	        "\xEF\xBB\xBF"
	        "\xC3\xA5\n",
	        6, "å\n");
	becomes(ENCODING_UTF_8, "a", 1, "a");
	becomes(ENCODING_UTF_8, "", 0, "");
	becomes(ENCODING_UTF_8, "\xE5\n", 2, "\xE5\n"); /* the rows are checked later */
	becomes(ENCODING_UTF_8,
	        "\xFF\xFE"
	        "a\0",
	        4, "begins as UTF-16 does, where utf-8 is declared");
	becomes(ENCODING_WINDOWS_1252,
	        "\xEF\xBB\xBF"
	        "a",
	        4, "begins as UTF-8 does, where windows-1252 is declared");
}

static void test_bytes(void **state)
{
	(void)state;
	becomes(ENCODING_WINDOWS_1252, "\x80 \xE5\xE4\xF6 \x96 \x81.", 10, "€ åäö – \xFF.");
	becomes(ENCODING_ISO_8859_1, "\xE5\xA0\xFF \x96.", 6, "å\u00A0ÿ \xFF.");
}

/* Nearly every byte means something in Windows-1252: only the form tells. */
static void test_what_is_not_declared(void **state)
{
	(void)state;
	becomes(ENCODING_WINDOWS_1252,
	        "\xFF\xFE"
	        "a\0",
	        4, "begins as UTF-16 does, where windows-1252 is declared");
	becomes(ENCODING_DETECT, "\xFF\xFE\0\0", 4,
	        "begins as UTF-32 does, which is not read: save it as UTF-8");
	becomes(ENCODING_UTF_8, "\0\0\xFE\xFF", 4,
	        "begins as UTF-32 does, which is not read: save it as UTF-8");
	becomes(ENCODING_ISO_8859_1, "a\0b\0", 4,
	        "begins as utf-16le without a byte order mark does, where iso-8859-1 is declared");
	becomes(ENCODING_UTF_16LE, "\0a\0b", 4,
	        "begins as utf-16be without a byte order mark does, where utf-16le is declared");
	becomes(ENCODING_DETECT, "\0a\0b", 4,
	        "begins as utf-16be without a byte order mark does, which is not detected: "
	        "declare it");
	becomes(ENCODING_WINDOWS_1252, "a\xC3\xA5", 3, "is UTF-8, where windows-1252 is declared");
	becomes(ENCODING_ISO_8859_1, "\xE2\x80\x93.", 4, "is UTF-8, where iso-8859-1 is declared");
}

/* In the middle of a file, also where a block of it ends within a letter; and what only looks like it: an Ö before a quotation mark. */
static void test_utf_8_among_bytes(void **state)
{
	static char bytes[500000], text[500000];

	(void)state;
	becomes(ENCODING_WINDOWS_1252, "\xE5 \xC3\xA5 \xE5", 6, "å \xFF å");
	becomes(ENCODING_WINDOWS_1252, "\xE5 \xC3\xA5\xC3\xB6", 6, "å \xFF");
	becomes(ENCODING_ISO_8859_1, "\xE5 \xC2\xA0.", 5, "å \xFF.");
	becomes(ENCODING_WINDOWS_1252, "\x93VISBY \xD6\x94 \xD6\x94", 12, "“VISBY Ö” Ö”");
	becomes(ENCODING_WINDOWS_1252, "\xD6\x94", 2, "Ö”");
	becomes(ENCODING_WINDOWS_1252, "\xC3\xA5\xE5", 3, "Ã¥å");
	for (size_t before = 131066; before < 131078; before++) {
		memset(bytes, 'x', before);
		memset(text, 'x', before + 1);
		memcpy(bytes, "\xE5", 1);
		memcpy(text, "å", 2);
		memcpy(bytes + before, "\xC3\xA5\n", 3);
		memcpy(text + before + 1, "\xFF\n", 3);
		becomes(ENCODING_WINDOWS_1252, bytes, before + 3, text);
	}
	memset(bytes, 0xE5, 200000);
	for (size_t i = 0; i < 200000; i++)
		memcpy(text + 2 * i, "å", 3);
	becomes(ENCODING_WINDOWS_1252, bytes, 140000, text + 120000);
}

static void test_utf_16(void **state)
{
	(void)state;
	becomes(ENCODING_UTF_16LE, "\xE5\0\xAC\x20=\xD8\0\xDE\n\0", 10, "å€😀\n");
	becomes(ENCODING_UTF_16BE, "\0\xE5 \xAC\xD8=\xDE\0\0\n", 10, "å€😀\n");
	becomes(ENCODING_UTF_16LE, "\xFE\xFF\0\xE5", 4,
	        "å"); /* the mark knows better than the name */
	becomes(ENCODING_UTF_16LE,
	        "a\0=\xD8"
	        "b\0",
	        6,
	        "a\xFF"
	        "b");
	becomes(ENCODING_UTF_16LE,
	        "a\0\0\xDE"
	        "b",
	        5, "a\xFF\xFF");
	becomes(ENCODING_UTF_16LE, "a\0=\xD8", 4, "a\xFF");
}

static void test_detection(void **state)
{
	enum encoding found;
	(void)state;
	assert_string_equal(decode(ENCODING_DETECT, "abc", 3, &found), "abc");
	assert_int_equal(found, ENCODING_DETECT);
	assert_string_equal(decode(ENCODING_DETECT, "a\xC3\xA5", 3, &found), "aå");
	assert_int_equal(found, ENCODING_UTF_8);
	assert_string_equal(decode(ENCODING_DETECT, "a\xE5", 2, &found), "aå");
	assert_int_equal(found, ENCODING_WINDOWS_1252);
	assert_string_equal(decode(ENCODING_DETECT, "\xFF\xFE\xE5\0", 4, &found), "å");
	assert_int_equal(found, ENCODING_UTF_16LE);
	assert_string_equal(decode(ENCODING_DETECT, "\xEF\xBB\xBFx", 4, &found), "x");
	assert_int_equal(found, ENCODING_UTF_8);
}

/* A character that is cut where the looking ends is no reason to believe in Windows-1252. */
static void test_detection_at_the_edge(void **state)
{
	static char bytes[ENCODING_LOOK + 100];
	enum encoding found;

	(void)state;
	for (size_t before = 0; before < 8; before++) {
		memset(bytes, 'x', sizeof bytes);
		memcpy(bytes, "\xC3\xA5", 2);
		memcpy(bytes + ENCODING_LOOK - before, "\xF0\x9F\x98\x80", 4);
		decode(ENCODING_DETECT, bytes, sizeof bytes, &found);
		assert_int_equal(found, ENCODING_UTF_8);
	}
}

/* Longer than every buffer on the way. */
static void test_long_files(void **state)
{
	static char bytes[300000], text[600001];
	size_t n = 0;
	static char wide[1000000];

	(void)state;
	for (size_t i = 0; i < 100000; i++) {
		bytes[i] = i % 7 ? (char)('a' + i % 20) : (char)0xE5;
		wide[2 * i] = bytes[i];
		wide[2 * i + 1] = 0;
		if (i % 7)
			text[n++] = bytes[i];
		else
			n += (size_t)sprintf(text + n, "å");
	}
	text[n] = '\0';
	becomes(ENCODING_WINDOWS_1252, bytes, 100000, text);
	becomes(ENCODING_UTF_16LE, wide, 200000, text);
	becomes(ENCODING_DETECT, text, n, text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_utf_8),
	    cmocka_unit_test(test_bytes),
	    cmocka_unit_test(test_what_is_not_declared),
	    cmocka_unit_test(test_utf_8_among_bytes),
	    cmocka_unit_test(test_utf_16),
	    cmocka_unit_test(test_detection),
	    cmocka_unit_test(test_detection_at_the_edge),
	    cmocka_unit_test(test_long_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
