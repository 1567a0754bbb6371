/* sighting: what is a person wherever it stands, and what only looks so. */
#include "sighting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "digest.h"
#include "identity.h"

static enum sighting look(const char *text)
{
	size_t at = 0, end;

	return sighting_next(slice_of(text), &at, &end);
}

static void every_spelling_of_an_identity(void **state)
{
	static const char *const texts[] = {"196488233237",        "19648823-3237",
	                                    "19648823+3237",       "648823-3237",
	                                    "648823+3237",         "x 648823-3237.",
	                                    ">648823-3237<",       "(19648823-3237)",
	                                    "648823\u22123237",    "648823\u20133237",
	                                    "_648823-3237_",       "a\\n648823-3237",
	                                    "a\\u000a648823-3237", "\t196488233237\t",
	                                    "\"196488233237\"",    "\u00a0196488233237\u00a0",
	                                    "196488233237.0",      "\\648823-3237",
	                                    "196488233237\n",      "\\\\196488233237"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (look(texts[i]) != SIGHTING_IDENTITY)
			fail_msg("%s", texts[i]);
	assert_int_equal(look("19648823 3237"), SIGHTING_IDENTITY);
	assert_int_equal(look("648823\u00a03237"), SIGHTING_IDENTITY);
	assert_int_equal(look("x?nr=648823%2D3237&a"), SIGHTING_IDENTITY);
	assert_int_equal(look("648823%2b3237"), SIGHTING_IDENTITY);
	assert_int_equal(look("6488233237"), SIGHTING_NUMBER);
	assert_int_equal(look("sum=6488233237;"), SIGHTING_NUMBER);
}

static void what_is_no_identity(void **state)
{
	static const char *const texts[] = {
	    "",
	    "196488233238",  /* the check digit */
	    "648833-3237",   /* the day */
	    "222000-9118",   /* an organisation */
	    "1196488233237", /* of a longer number */
	    "a648823-3237",
	    "648823-3237b",
	    "648823-32371",
	    "0.6488233237", /* decimals */
	    "6488233237.55",
	    "9f86d081884c7d659a2feaa0c55ad015196488233237", /* of a hash */
	    "648823  3237",
	    "6\u00a0488\u00a0233\u00a0237"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (look(texts[i]) != SIGHTING_NONE)
			fail_msg("%s", texts[i]);
}

static void every_token(void **state)
{
	char text[DIGEST_TOKEN + 3] = {0};
	unsigned char bytes[DIGEST_TOKEN_BYTES];
	unsigned seed = 7;
	int missed = 0;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		for (size_t j = 0; j < sizeof bytes; j++)
			bytes[j] = (unsigned char)(rand_r(&seed) >> 8);
		text[0] = '"';
		digest_base32(bytes, sizeof bytes, text + 1);
		text[DIGEST_TOKEN + 1] = '"';
		missed += look(text) != SIGHTING_TOKEN;
	}
	assert_true(missed < 20000 / 1000);
}

static void what_is_no_token(void **state)
{
	static const char *const texts[] = {
	    "arbetsmarknadsutbildningar",  "sjukpenninggrundandetimmen",
	    "aaaaaaaaaaaaaaaaaaaaaaaaa2", /* its last character has five bits */
	    "aaaaaaaaaaaaaaaaaaaaaaaa2aa", "aaaaaaaaaaaaaaaaaaaaaaaa8a",
	    "aaaaaaaaaaaaaaaaaaaaaaaa_2a"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (look(texts[i]) != SIGHTING_NONE)
			fail_msg("%s", texts[i]);
	assert_int_equal(look("aaaaaaaaaaaaaaaaaaaaaaaa2a"), SIGHTING_TOKEN);
	assert_int_equal(look("Aaaaaaaaaaaaaaaaaaaaaaaa2A"), SIGHTING_TOKEN);
}

/* Each is found, with its place, whatever stands before it. */
static void one_after_the_other(void **state)
{
	struct slice text = slice_of("12 648823-3237, 19648823-3237 och 6488233237");
	size_t at = 0, end;

	(void)state;
	assert_int_equal(sighting_next(text, &at, &end), SIGHTING_IDENTITY);
	assert_int_equal(at, 3);
	assert_int_equal(end, 14);
	at = end;
	assert_int_equal(sighting_next(text, &at, &end), SIGHTING_IDENTITY);
	assert_int_equal(at, 16);
	at = end;
	assert_int_equal(sighting_next(text, &at, &end), SIGHTING_NUMBER);
	at = end;
	assert_int_equal(sighting_next(text, &at, &end), SIGHTING_NONE);
	assert_int_equal(at, text.n);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_spelling_of_an_identity),
	    cmocka_unit_test(what_is_no_identity),
	    cmocka_unit_test(every_token),
	    cmocka_unit_test(what_is_no_token),
	    cmocka_unit_test(one_after_the_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
