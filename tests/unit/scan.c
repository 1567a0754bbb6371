/* The two scanners give the same answers on random bytes, and the answers are those of a naive reading. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scan.h"
#include "str.h"
#include "text.h"

static uint64_t state = 88172645463325252u;

static unsigned draw(unsigned below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % below;
}

/* Mostly text, with what matters to the scanner strewn in; `evil` in 1000 bytes are anything at all. */
static void fill(char *block, size_t n, unsigned evil)
{
	static const char *const pieces[] = {
	    "\t",           "\n",  "a",    "xyz", "\xC3\xA5",
	    "\xE2\x80\x93", "\\t", "\\\\", "\\n", "\xF0\x9F\x98\x80"};
	size_t at = 0;

	while (at + 8 < n) {
		const char *piece = pieces[draw(10)];
		if (draw(1000) < evil) {
			block[at++] = (char)draw(256);
		} else {
			memcpy(block + at, piece, strlen(piece));
			at += strlen(piece);
		}
	}
	memset(block + at, 'z', n - at);
	block[n - 1] = '\n';
}

static void assert_same(const struct scan *a, const struct scan *b)
{
	assert_int_equal(a->trouble, b->trouble);
	assert_int_equal(a->trouble_at, b->trouble_at);
	assert_int_equal(a->end[-1], UINT32_MAX);
	/* after a trouble the positions do not matter: nobody reads on */
	if (a->trouble != SCAN_FINE)
		return;
	assert_int_equal(a->ends, b->ends);
	assert_int_equal(a->newlines, b->newlines);
	assert_memory_equal(a->end, b->end, a->ends * sizeof *a->end);
}

static void scanners_agree(void **unused)
{
	enum { MOST = 3000 };
	char *block = malloc(MOST + SCAN_PADDING);
	struct scan fast = {0}, plain = {0};

	(void)unused;
	for (int round = 0; round < 20000; round++) {
		size_t n = 1 + draw(MOST);
		fill(block, n, round % 3 == 0 ? 0 : round % 3 == 1 ? 2 : 200);
		memset(block + n, (int)draw(256), SCAN_PADDING);
		scan_block(&fast, block, n);
		scan_block_plain(&plain, block, n);
		assert_same(&fast, &plain);
		assert_true((plain.trouble != SCAN_FINE) || text_is_utf8((struct slice){block, n}));
	}
	free(block);
	scan_done(&fast);
	scan_done(&plain);
}

/* Every byte, alone and after a backslash, at every place of a vector. */
static void every_byte_at_every_place(void **unused)
{
	char block[160 + SCAN_PADDING];
	struct scan fast = {0}, plain = {0};

	(void)unused;
	for (size_t at = 0; at < 130; at++)
		for (int byte = 0; byte < 256; byte++)
			for (int escaped = 0; escaped < 2; escaped++) {
				memset(block, 'a', sizeof block);
				block[140] = '\n';
				if (escaped)
					block[at] = '\\';
				block[at + 1] = (char)byte;
				scan_block(&fast, block, 141);
				scan_block_plain(&plain, block, 141);
				assert_same(&fast, &plain);
				if (escaped)
					assert_int_equal(plain.trouble == SCAN_FINE,
					                 byte != 0 &&
					                     strchr("tnr\\", byte) != NULL);
				else if (byte < 0x80)
					assert_int_equal(
					    plain.trouble == SCAN_FINE,
					    (byte >= 0x20 && byte != '\\' && byte != 0x7F) ||
					        byte == '\t' || byte == '\n');
				else
					assert_int_equal(plain.trouble, SCAN_UTF8);
			}
	scan_done(&fast);
	scan_done(&plain);
}

/* Characters of two bytes side by side, at every place of a vector, whole or with something else in their midst. */
static void characters_at_every_place(void **unused)
{
	static const char *const between[] = {"a",
	                                      "\t",
	                                      "\n",
	                                      "\\t",
	                                      "\\",
	                                      "\xC3",
	                                      "\xA5",
	                                      "\xC0\x80",
	                                      "\xE2\x80\x93",
	                                      "\xE2\x80",
	                                      "\xDF\xBF",
	                                      "\xED\xA0\x80",
	                                      "\xF0\x9F\x98\x80",
	                                      "\xF0\x9F\x98",
	                                      "\x7F"};
	char block[200 + SCAN_PADDING];
	struct scan fast = {0}, plain = {0};

	(void)unused;
	for (size_t first = 0; first < 2; first++)
		for (size_t at = 0; at < 190; at++)
			for (size_t k = 0; k < sizeof between / sizeof *between; k++) {
				memset(block, 'x', sizeof block);
				for (size_t i = first; i + 2 < 198; i += 2)
					memcpy(block + i, i % 10 ? "\xC3\xA5" : "\xD0\x94", 2);
				memcpy(block + at, between[k], strlen(between[k]));
				block[199] = '\n';
				scan_block(&fast, block, 200);
				scan_block_plain(&plain, block, 200);
				assert_same(&fast, &plain);
			}
	scan_done(&fast);
	scan_done(&plain);
}

static void positions_are_where_they_are(void **unused)
{
	struct scan s = {0};
	char block[32 + SCAN_PADDING] = "a\tb\n\t\nlast\\t\tx\n";

	(void)unused;
	scan_block(&s, block, strlen(block));
	assert_int_equal(s.ends, 6);
	assert_int_equal(s.newlines, 3);
	assert_int_equal(s.end[0], 1);
	assert_int_equal(s.end[1], 3);
	assert_int_equal(s.end[4], 12);
	scan_done(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(scanners_agree),
	    cmocka_unit_test(every_byte_at_every_place),
	    cmocka_unit_test(characters_at_every_place),
	    cmocka_unit_test(positions_are_where_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
