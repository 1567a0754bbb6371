/* codes: spells of codes, their names, and what can not be added. */
#include "codes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

static const struct slice none[CODES_LANGUAGES];

static bool add(struct codes *c, const char *code, int32_t from, int32_t till)
{
	return codes_add(c, slice_of(code), from, till, none, NULL);
}

static enum codes_answer find(const struct codes *c, const char *code, int32_t day)
{
	return codes_find(c, slice_of(code), day, NULL);
}

static void test_an_empty_list_knows_nothing(void **state)
{
	struct codes c = {0};
	(void)state;
	assert_int_equal(find(&c, "a", CODES_NO_DAY), CODES_UNKNOWN);
	assert_int_equal(find(&c, "", 0), CODES_UNKNOWN);
	codes_done(&c);
}

static void test_both_ends_are_inside(void **state)
{
	struct codes c = {0};
	(void)state;
	assert_true(add(&c, "a", 10, 20));
	assert_int_equal(find(&c, "a", 9), CODES_NOT_THEN);
	assert_int_equal(find(&c, "a", 10), CODES_VALID);
	assert_int_equal(find(&c, "a", 20), CODES_VALID);
	assert_int_equal(find(&c, "a", 21), CODES_NOT_THEN);
	assert_int_equal(find(&c, "a", CODES_NO_DAY), CODES_VALID);
	assert_int_equal(find(&c, "b", 10), CODES_UNKNOWN);
	assert_int_equal(find(&c, "", 10), CODES_UNKNOWN);
	codes_done(&c);
}

static void test_spells_in_any_order(void **state)
{
	struct codes c = {0};
	size_t entry = 99;
	(void)state;
	assert_true(add(&c, "a", 30, CODES_ALWAYS_TILL));
	assert_true(add(&c, "a", CODES_ALWAYS_FROM, 9));
	assert_true(add(&c, "a", 10, 20));
	assert_int_equal(codes_find(&c, slice_of("a"), 15, &entry), CODES_VALID);
	assert_int_equal(entry, 2);
	assert_int_equal(codes_find(&c, slice_of("a"), 25, &entry), CODES_NOT_THEN);
	assert_int_equal(entry, 2);
	assert_int_equal(codes_find(&c, slice_of("a"), CODES_NO_DAY, &entry), CODES_VALID);
	assert_int_equal(entry, 0); /* the latest */
	assert_int_equal(codes_find(&c, slice_of("a"), -100000, &entry), CODES_VALID);
	assert_int_equal(entry, 1);
	codes_done(&c);
}

static void test_refused(void **state)
{
	struct codes c = {0};
	struct error e = {0};
	(void)state;
	assert_false(codes_add(&c, slice_of(""), 0, 1, none, &e));
	assert_string_equal(e.text, "no code");
	assert_false(codes_add(&c, slice_of("a"), 2, 1, none, &e));
	assert_string_equal(e.text, "the last day is before the first");
	assert_int_equal(find(&c, "a", CODES_NO_DAY), CODES_UNKNOWN);
	assert_true(add(&c, "a", 10, 20));
	assert_false(codes_add(&c, slice_of("a"), 20, 30, none, &e));
	assert_string_equal(e.text, "the code is already in use on some of these days");
	assert_false(add(&c, "a", 1, 10));
	assert_false(add(&c, "a", 12, 13));
	assert_false(add(&c, "a", CODES_ALWAYS_FROM, CODES_ALWAYS_TILL));
	assert_int_equal(c.n, 1);
	assert_true(add(&c, "a", 21, 30));
	assert_true(add(&c, "b", 10, 20));
	codes_done(&c);
}

static void test_names(void **state)
{
	struct codes c = {0};
	const struct slice both[] = {
	    [CODES_SV] = slice_of("Kvinna"), [CODES_EN] = slice_of("Woman")};
	const struct slice swedish[] = {[CODES_SV] = slice_of("Man"), [CODES_EN] = {0}};
	(void)state;
	assert_true(codes_add(&c, slice_of("2"), 0, 1, both, NULL));
	assert_true(codes_add(&c, slice_of("1"), 0, 1, swedish, NULL));
	assert_true(add(&c, "3", 0, 1));
	assert_true(slice_is(codes_name(&c, 0, CODES_SV), "Kvinna"));
	assert_true(slice_is(codes_name(&c, 0, CODES_EN), "Woman"));
	assert_true(slice_is(codes_name(&c, 1, CODES_EN), "Man"));
	assert_true(slice_is(codes_name(&c, 2, CODES_EN), "3"));
	codes_done(&c);
}

/* Against a plain search through all that was added. */
static void test_many(void **state)
{
	struct codes c = {0};
	char code[16];
	(void)state;
	for (int i = 0; i < 3000; i++) {
		snprintf(code, sizeof code, "%d", i % 1000);
		assert_true(add(&c, code, i / 1000 * 10, i / 1000 * 10 + 5));
	}
	assert_int_equal(c.n, 3000);
	for (int i = 0; i < 1000; i++) {
		snprintf(code, sizeof code, "%d", i);
		for (int day = 0; day < 30; day++) {
			size_t entry = 0;
			enum codes_answer answer = codes_find(&c, slice_of(code), day, &entry);
			assert_int_equal(answer, day % 10 <= 5 ? CODES_VALID : CODES_NOT_THEN);
			if (answer == CODES_VALID)
				assert_int_equal(entry, day / 10 * 1000 + i);
		}
	}
	codes_done(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_an_empty_list_knows_nothing),
	    cmocka_unit_test(test_both_ends_are_inside),
	    cmocka_unit_test(test_spells_in_any_order),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_names),
	    cmocka_unit_test(test_many),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
