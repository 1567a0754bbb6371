/* shell: whatever bytes go in, sh gives them back as one word. */
#include "pipeline/shell.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

/* What printf of sh makes of the word. */
static void comes_back(struct slice text)
{
	struct str command = {0};
	char said[600];
	size_t n;
	FILE *sh;

	str_add_text(&command, "printf '<%s>' ");
	shell_word(&command, text);
	sh = popen(command.at, "r");
	assert_non_null(sh);
	n = fread(said, 1, sizeof said, sh);
	assert_int_equal(pclose(sh), 0);
	assert_int_equal(n, text.n + 2);
	assert_memory_equal(said + 1, text.at, text.n);
	str_done(&command);
}

static void test_every_byte(void **state)
{
	char all[255];

	(void)state;
	for (int i = 1; i < 256; i++)
		all[i - 1] = (char)i;
	comes_back((struct slice){all, 255});
	for (int i = 1; i < 256; i++)
		comes_back((struct slice){&all[i - 1], 1});
}

static void test_words(void **state)
{
	static const char *const word[] = {"",   "a b",  "it's",  "''''",      "$HOME `id` $(id)",
	                                   "-n", "a\nb", "*.tsv", "~root",     "x=y;id",
	                                   "\\", "#",    "\"a\"", "räksmörgås"};

	(void)state;
	for (size_t i = 0; i < sizeof word / sizeof word[0]; i++)
		comes_back(slice_of(word[i]));
}

static void test_plain_words_stay_readable(void **state)
{
	struct str to = {0};

	(void)state;
	shell_word(&to, slice_of("--on=pid,kon"));
	assert_string_equal(to.at, "--on=pid,kon");
	str_done(&to);
}

static void test_paths_for_make(void **state)
{
	static const char *const wrong[] = {"",     "a b", "a$b",  "a#b", "a:b",
	                                    "a=b",  "a%b", "a;b",  "a|b", "a*b",
	                                    "a\\b", "~/a", "a\nb", "a'b", "-a"};

	(void)state;
	assert_true(shell_is_plain_path(slice_of("/srv/förbund/a-b_1.csv.gz")));
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(shell_is_plain_path(slice_of(wrong[i])));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_every_byte),
	    cmocka_unit_test(test_words),
	    cmocka_unit_test(test_plain_words_stay_readable),
	    cmocka_unit_test(test_paths_for_make),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
