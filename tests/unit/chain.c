/* chain: whatever is done to a line of it is found; what a killed program leaves is not taken for that. */
#include "chain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "input.h"

#define LINES 4

static struct error e;

static struct slice whole(struct str *text)
{
	str_reset(text);
	assert_true(input_slurp("log", 1 << 20, text, &e));
	return str_slice(text);
}

static void put(const char *name, struct slice text)
{
	FILE *f = fopen(name, "w");
	assert_int_equal(fwrite(text.at, 1, text.n, f), text.n);
	fclose(f);
}

static void make(void)
{
	struct chain *c;

	unlink("log");
	unlink("log.end");
	c = chain_open("log", "a\tb", false, &e);
	assert_non_null(c);
	for (int i = 0; i < LINES; i++) {
		char text[20];
		snprintf(text, sizeof text, "%d\tx", i);
		assert_true(chain_add(c, slice_of(text), &e));
	}
	chain_close(c);
}

static bool is_whole(void)
{
	struct chain_end end;
	struct chain *c;
	bool fine = chain_check("log", "a\tb", &end, &e);

	c = chain_open("log", "a\tb", false, &e);
	assert_int_equal(fine, c != NULL);
	chain_close(c);
	return fine;
}

static void grows(void **state)
{
	struct chain_end first, then;
	struct chain *c;
	struct stat there;
	(void)state;
	make();
	assert_true(chain_check("log", NULL, &first, &e));
	assert_int_equal(first.lines, LINES);
	c = chain_open("log", "a\tb", false, &e);
	assert_true(chain_add(c, slice_of("last\tx"), &e));
	assert_null(chain_open("log", "a\tb", false, &e));
	chain_close(c);
	assert_true(chain_check("log", NULL, &then, &e));
	assert_int_equal(then.lines, LINES + 1);
	assert_string_not_equal(first.hash, then.hash);
	assert_int_equal(stat("log", &there), 0);
	assert_int_equal(there.st_mode & 0777, 0600);
	assert_int_equal(stat("log.end", &there), 0);
	assert_int_equal(there.st_mode & 0777, 0600);
	assert_null(chain_open("log", "a\tc", false, &e));
}

/* SHA-256 of "a\tb\tchain", then of that in hex, a newline and "0\tx": sha256sum says the same. */
static void is_the_chain_that_is_written_down(void **state)
{
	struct str text = {0};
	(void)state;
	make();
	assert_non_null(
	    strstr(whole(&text).at,
	           "0\tx\t03b0f223a118fbff6198aa78bfea63bd9174574b62fe276be659e0688b2d153a\n"));
	str_done(&text);
}

static void every_byte_counts(void **state)
{
	struct str text = {0};
	(void)state;
	make();
	for (size_t i = 0; i < whole(&text).n; i++) {
		make();
		whole(&text);
		text.at[i] ^= 1;
		put("log", str_slice(&text));
		if (is_whole())
			fail_msg("byte %zu", i);
	}
	str_done(&text);
}

/* A line that goes, two that change places, one that comes twice. */
static void every_line_counts(void **state)
{
	struct str text = {0}, changed = {0};
	struct slice line[LINES + 2], rest;
	size_t n = 0;
	(void)state;
	make();
	for (rest = whole(&text); n < LINES + 1 && slice_cut(&rest, '\n', &line[n]);)
		n++;
	for (size_t gone = 0; gone < n; gone++)
		for (int kind = 0; kind < 3; kind++) {
			make();
			str_reset(&changed);
			for (size_t i = 0; i < n; i++) {
				size_t other = kind == 1 && i == gone             ? (i + 1) % n
				               : kind == 1 && i == (gone + 1) % n ? gone
				                                                  : i;
				for (int times = i == gone ? kind : 1; times > 0; times--)
					str_addf(&changed, "%.*s\n", SLICE(line[other]));
				if (i == gone && kind == 2)
					str_addf(&changed, "%.*s\n", SLICE(line[i]));
			}
			put("log", str_slice(&changed));
			if (is_whole())
				fail_msg("line %zu, kind %d", gone, kind);
		}
	str_done(&text);
	str_done(&changed);
}

static void an_end_that_was_cut_is_found(void **state)
{
	struct str text = {0};
	size_t n;
	(void)state;
	make();
	n = whole(&text).n;
	for (size_t i = 1; i < n; i++) {
		make();
		assert_int_equal(truncate("log", (off_t)i), 0);
		if (is_whole())
			fail_msg("%zu bytes", i);
	}
	make();
	unlink("log.end");
	assert_false(is_whole());
	str_done(&text);
}

/* A line that the end does not know of yet: whole, it counts; half, it goes. */
static void what_a_killed_program_leaves(void **state)
{
	struct str text = {0}, end = {0};
	struct chain *c;
	size_t before, after;
	(void)state;
	make();
	before = whole(&text).n;
	assert_true(input_slurp("log.end", 1000, &end, &e));
	c = chain_open("log", "a\tb", false, &e);
	assert_true(chain_add(c, slice_of("new\tx"), &e));
	chain_close(c);
	after = whole(&text).n;
	for (size_t i = before; i <= after; i++) {
		put("log", (struct slice){text.at, i});
		put("log.end", str_slice(&end));
		if (!is_whole())
			fail_msg("%zu of %zu bytes: %s", i - before, after - before, e.text);
	}
	str_done(&text);
	str_done(&end);
}

static void another_file_is_left_alone(void **state)
{
	struct chain *c;
	struct str text = {0};
	(void)state;
	unlink("log.end");
	put("log", slice_of("not ours, and no newline"));
	assert_null(chain_open("log", "a\tb", false, &e));
	assert_true(slice_is(whole(&text), "not ours, and no newline"));
	put("log", slice_of("a\tb\tcha"));
	c = chain_open("log", "a\tb", false, &e);
	assert_non_null(c);
	chain_close(c);
	str_done(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(grows),
	    cmocka_unit_test(is_the_chain_that_is_written_down),
	    cmocka_unit_test(every_byte_counts),
	    cmocka_unit_test(every_line_counts),
	    cmocka_unit_test(an_end_that_was_cut_is_found),
	    cmocka_unit_test(what_a_killed_program_leaves),
	    cmocka_unit_test(another_file_is_left_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
