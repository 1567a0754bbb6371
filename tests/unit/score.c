/* score: the limits that are printed for the examples of the two papers. */
#include "score.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* Newcombe, Stat Med 1998;17:857-72, table I, method 3: 95 %. */
static void test_shares(void **state)
{
	static const struct {
		struct score_share share;
		double low, high;
	} printed[] = {{{81, 263}, 0.2553, 0.3662},
	               {{15, 148}, 0.0624, 0.1605},
	               {{0, 20}, 0.0000, 0.1611},
	               {{1, 29}, 0.0061, 0.1718}};
	struct score_limits limits;

	(void)state;
	for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
		assert_true(score_of_share(printed[i].share, 95, &limits));
		assert_float_equal(limits.low, printed[i].low, 0.00005);
		assert_float_equal(limits.high, printed[i].high, 0.00005);
	}
}

/* Newcombe, Stat Med 1998;17:873-90, table II, method 10: 95 %. */
static void test_differences(void **state)
{
	static const struct {
		struct score_share a, b;
		double low, high;
	} printed[] = {{{56, 70}, {48, 80}, 0.0524, 0.3339}, {{9, 10}, {3, 10}, 0.1705, 0.8090},
	               {{6, 7}, {2, 7}, 0.0582, 0.8062},     {{5, 56}, {0, 29}, -0.0381, 0.1926},
	               {{0, 10}, {0, 20}, -0.1611, 0.2775},  {{0, 10}, {0, 10}, -0.2775, 0.2775},
	               {{10, 10}, {0, 20}, 0.6791, 1.0000},  {{10, 10}, {0, 10}, 0.6075, 1.0000}};
	struct score_limits limits, turned;

	(void)state;
	for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
		assert_true(score_of_difference(printed[i].a, printed[i].b, 95, &limits));
		assert_float_equal(limits.low, printed[i].low, 0.00005);
		assert_float_equal(limits.high, printed[i].high, 0.00005);
		assert_true(score_of_difference(printed[i].b, printed[i].a, 95, &turned));
		assert_float_equal(turned.low, -limits.high, 1e-12);
	}
}

/* More certain is wider; the other part lies where one less this lies; of more persons it is narrower. */
static void test_levels(void **state)
{
	struct score_limits a, b;

	(void)state;
	assert_true(score_of_share((struct score_share){3, 12}, 90, &a));
	assert_true(score_of_share((struct score_share){3, 12}, 99, &b));
	assert_true(b.low < a.low && a.high < b.high);
	assert_true(score_of_share((struct score_share){9, 12}, 90, &b));
	assert_float_equal(b.low, 1 - a.high, 1e-12);
	assert_true(score_of_share((struct score_share){300, 1200}, 90, &b));
	assert_true(a.low < b.low && b.high < a.high);
	assert_false(score_of_share((struct score_share){3, 12}, 96, &a));
	assert_false(
	    score_of_difference((struct score_share){3, 12}, (struct score_share){3, 12}, 0, &a));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_shares),
	                                   cmocka_unit_test(test_differences),
	                                   cmocka_unit_test(test_levels)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
