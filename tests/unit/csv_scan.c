/* csv_scan: the fast way and the plain one say the same of random bytes. */
#include "validate/csv_scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static uint32_t seed = 1;

static uint32_t draw(uint32_t below)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % below;
}

static void same(const struct csv_marks *marks, const char *block, size_t n)
{
	struct csv_scan fast = {0}, plain = {0};

	csv_scan_block(&fast, marks, block, n);
	csv_scan_plain(&plain, marks, block, n);
	assert_int_equal(fast.ends, plain.ends);
	assert_int_equal(fast.newlines, plain.newlines);
	assert_int_equal(fast.odds, plain.odds);
	assert_int_equal(fast.invalid, plain.invalid);
	assert_int_equal(fast.end[-1], UINT32_MAX);
	assert_memory_equal(fast.end, plain.end, plain.ends * sizeof *plain.end);
	assert_memory_equal(fast.newline, plain.newline, plain.newlines * sizeof *plain.newline);
	assert_memory_equal(fast.odd, plain.odd, plain.odds * sizeof *plain.odd);
	csv_scan_done(&fast);
	csv_scan_done(&plain);
}

static void test_random_bytes(void **state)
{
	static const char alphabet[] =
	    "ab;;\t\r\n\n\"\"\\|\x01\x7F\xC3\xA5 ,  \xC2\xA0\x80\xE2\x80\x89\xCC\x8A";
	static const struct csv_marks marks[] = {{';', '"', '\0', '\n'},
	                                         {'\t', '"', '\0', '\r'},
	                                         {',', '\0', '\\', '\n'},
	                                         {'|', '\'', '\0', '\r'},
	                                         {';', '\0', '|', '\n'}};
	char block[700 + CSV_SCAN_PADDING];

	(void)state;
	for (int round = 0; round < 4000; round++) {
		size_t n = draw(700);
		for (size_t i = 0; i < sizeof block; i++)
			block[i] =
			    round % 4 ? alphabet[draw(sizeof alphabet - 1)] : (char)draw(256);
		if (n > 0)
			block[n - 1] = draw(2) ? '\n' : '\r';
		same(&marks[draw(sizeof marks / sizeof *marks)], block, n);
	}
}

/* Letters of two bytes side by side, at every place of a vector, whole or with something else in their midst. */
static void test_letters_across_words(void **state)
{
	static const struct csv_marks marks = {';', '"', '\0', '\n'};
	static const char *const between[] = {"",         "a",    ";",
	                                      "\"",       "\xC3", "\xA5",
	                                      "\xC2\xA0", "\xC3", "\xE2\x80\x89",
	                                      "\x80",     "\n",   "\xF0\x9F\x98\x80"};
	char block[200 + CSV_SCAN_PADDING];

	(void)state;
	for (size_t first = 0; first < 2; first++)
		for (size_t at = 0; at < 190; at++)
			for (size_t k = 0; k < sizeof between / sizeof *between; k++) {
				memset(block, 'x', sizeof block);
				for (size_t i = first; i + 2 < 198; i += 2)
					memcpy(block + i, "\xC3\xA5", 2);
				memcpy(block + at, between[k], strlen(between[k]));
				block[199] = '\n';
				for (size_t n = 190; n <= 200; n++)
					same(&marks, block, n);
			}
}

static void test_carriage_return_across_words(void **state)
{
	static const struct csv_marks marks = {';', '"', '\0', '\n'},
	                              by_cr = {';', '"', '\0', '\r'};
	char block[200 + CSV_SCAN_PADDING];
	struct csv_scan s = {0};

	(void)state;
	memset(block, 'x', sizeof block);
	block[63] = '\r';
	block[64] = '\n';
	block[127] = '\r';
	block[128] = 'x';
	block[199] = '\n';
	csv_scan_block(&s, &marks, block, 200);
	assert_int_equal(s.newlines, 2);
	assert_int_equal(s.end[s.newline[0]], 64);
	assert_int_equal(s.end[s.newline[1]], 199);
	assert_int_equal(s.odds, 1);
	assert_int_equal(s.odd[0], 127);
	csv_scan_block(&s, &by_cr, block, 200);
	assert_int_equal(s.newlines, 2);
	assert_int_equal(s.end[s.newline[0]], 64);
	assert_int_equal(s.end[s.newline[1]], 127);
	assert_int_equal(s.odds, 1);
	assert_int_equal(s.odd[0], 199);
	csv_scan_done(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_random_bytes),
	    cmocka_unit_test(test_letters_across_words),
	    cmocka_unit_test(test_carriage_return_across_words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
