/* told: what of a text of a pipeline is published, and what looks like a password. */
#include "told.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void becomes(const char *text, const char *wanted)
{
	struct str to = {0};

	told_shape(&to, slice_of(text));
	assert_string_equal(to.at, wanted);
	str_done(&to);
}

static void literals_become_marks(void **state)
{
	(void)state;
	becomes("a = 1234 and b < 0.5", "a = 1234 and b < 0.5");
	becomes("a = 12345", "a = " TOLD_MARK);
	becomes("a = 5zz", "a = " TOLD_MARK);
	becomes("a = 1982-04-05", "a = " TOLD_MARK);
	becomes("a = \"x \"\"y\"\" z\" or b", "a = " TOLD_MARK " or b");
	becomes("a = \"x \\\" z\" or b", "a = " TOLD_MARK " or b");
	becomes("a = ${ar}", "a = ${ar}");
}

static void passwords(void **state)
{
	static const char *const secret[] = {"psql postgres://user:hemligt@db/x", "password=x",
	                                     "--token abc", "losen: abc"};
	static const char *const none[] = {"https://host/x@y", "https://user@host/", "password=$x",
	                                   "https://host:80/x", "postgres://user:$p@db"};

	(void)state;
	for (size_t i = 0; i < sizeof secret / sizeof *secret; i++)
		if (!told_secret(slice_of(secret[i])))
			fail_msg("%s", secret[i]);
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		if (told_secret(slice_of(none[i])))
			fail_msg("%s", none[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(literals_become_marks),
	    cmocka_unit_test(passwords),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
