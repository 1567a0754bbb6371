/* tar: what was written is read; nothing that leads elsewhere is written or read. */
#include "tar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct error e;

static void names(void **state)
{
	static const char *const good[] = {"a", "a/b.txt", "Å/ö", "a b", "a..b", "-"};
	static const char *const bad[] = {"",     "/a", "a/",   "a//b", ".",    "..",   "../a",
	                                  "a/..", ".a", "a/.b", "a\\b", "a\nb", "\x7f", "\xff"};
	char longest[TAR_NAME_MAX + 1];

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(tar_name_check(slice_of(good[i])));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(tar_name_check(slice_of(bad[i])));
	memset(longest, 'a', sizeof longest);
	assert_true(tar_name_check((struct slice){longest, 100}));
	assert_false(tar_name_check((struct slice){longest, 101}));
	longest[155] = '/';
	assert_true(tar_name_check((struct slice){longest, 255}));
	assert_false(tar_name_check((struct slice){longest, 257}));
}

/* Of every size about that of a block, under short and long names. */
static void there_and_back(void **state)
{
	char name[TAR_NAME_MAX], bytes[1100], longest[255];
	struct str archive = {0};
	struct slice rest, read;

	(void)state;
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)i;
	memset(longest, 'b', sizeof longest);
	longest[155] = '/';
	for (size_t n = 0; n < sizeof bytes; n += 37) {
		str_reset(&archive);
		tar_add(&archive, slice_of("x/y"), (struct slice){bytes, n});
		tar_add(&archive, (struct slice){longest, sizeof longest}, slice_of("z"));
		tar_end(&archive);
		assert_int_equal(archive.n % 512, 0);
		rest = str_slice(&archive);
		assert_true(tar_next(&rest, name, &read, &e));
		assert_string_equal(name, "x/y");
		assert_true(slice_equal(read, (struct slice){bytes, n}));
		assert_true(tar_next(&rest, name, &read, &e));
		assert_memory_equal(name, longest, sizeof longest);
		assert_true(slice_is(read, "z"));
		e.text[0] = '\0';
		assert_false(tar_next(&rest, name, &read, &e));
		assert_string_equal(e.text, "");
	}
	str_done(&archive);
}

/* An archive that is cut, of which a byte of a header is another, or that has what is no file. */
static void broken(void **state)
{
	char name[TAR_NAME_MAX];
	struct str archive = {0};
	struct slice read;

	(void)state;
	tar_add(&archive, slice_of("name"), slice_of("bytes"));
	tar_end(&archive);
	for (size_t n = 0; n < 1024; n += 93) {
		struct slice rest = {archive.at, n};
		assert_false(tar_next(&rest, name, &read, &e));
	}
	for (size_t i = 0; i < 512; i += i == 154 ? 2 : 1) {
		struct slice rest = str_slice(&archive);
		char before = archive.at[i];
		archive.at[i] = (char)(before + 1);
		assert_false(tar_next(&rest, name, &read, &e));
		archive.at[i] = before;
	}
	str_done(&archive);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names), cmocka_unit_test(there_and_back), cmocka_unit_test(broken)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
