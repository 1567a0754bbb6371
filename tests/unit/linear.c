/*
 * linear: the search goes on after changes, whole numbers are told from fractions, and what has
 * no answer says so.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "protect/linear.h"

#define NEAR 1e-6

static void answers_follow_what_is_changed(void **state)
{
	struct linear *p = linear_open();
	size_t x = linear_column(p, 0, 4, -1), y = linear_column(p, 0, 3, -1);
	size_t sum = linear_row(p, (struct linear_term[]){{x, 1}, {y, 1}}, 2, -LINEAR_ENDLESS, 5);

	(void)state;
	assert_int_equal(linear_solve(p), LINEAR_BEST);
	assert_float_equal(linear_least(p), -5, NEAR);
	assert_float_equal(linear_dual(p, sum), -1, NEAR);
	linear_cost(p, y, -3);
	assert_int_equal(linear_solve(p), LINEAR_BEST);
	assert_float_equal(linear_value(p, y), 3, NEAR);
	assert_float_equal(linear_least(p), -11, NEAR);
	linear_limits(p, y, 0, 0.5);
	assert_int_equal(linear_solve(p), LINEAR_BEST);
	assert_float_equal(linear_value(p, x), 4, NEAR);
	assert_float_equal(linear_reduced(p, x), -1, NEAR);
	linear_row_limits(p, sum, 6, 6);
	assert_int_equal(linear_solve(p), LINEAR_IMPOSSIBLE);
	linear_row_limits(p, sum, 0, 2);
	assert_int_equal(linear_solve(p), LINEAR_BEST);
	assert_float_equal(linear_least(p), -3, NEAR);
	linear_close(p);
}

static void rows_can_be_taken_away(void **state)
{
	struct linear *p = linear_open();
	size_t x = linear_column(p, 0, LINEAR_ENDLESS, 1);

	(void)state;
	linear_row(p, (struct linear_term[]){{x, 1}}, 1, 2, LINEAR_ENDLESS);
	linear_row(p, (struct linear_term[]){{x, 1}}, 1, 7, LINEAR_ENDLESS);
	assert_int_equal(linear_solve(p), LINEAR_BEST);
	assert_float_equal(linear_value(p, x), 7, NEAR);
	linear_cut_rows(p, 1);
	linear_restart(p);
	assert_int_equal(linear_solve(p), LINEAR_BEST);
	assert_float_equal(linear_value(p, x), 2, NEAR);
	linear_close(p);
}

/*
 * Any two of three, each pair at most one: a half of each in fractions, one alone in whole
 * numbers.
 */
static void whole_numbers_are_not_fractions(void **state)
{
	struct linear *p = linear_open();

	(void)state;
	for (size_t i = 0; i < 3; i++)
		linear_column(p, 0, 1, -1);
	for (size_t i = 0; i < 3; i++)
		linear_row(p, (struct linear_term[]){{i, 1}, {(i + 1) % 3, 1}}, 2, -LINEAR_ENDLESS,
		           1);
	assert_int_equal(linear_solve(p), LINEAR_BEST);
	assert_float_equal(linear_least(p), -1.5, NEAR);
	assert_int_equal(linear_whole(p, 100, -LINEAR_ENDLESS), LINEAR_BEST);
	assert_float_equal(linear_least(p), -1, NEAR);
	assert_float_equal(linear_value(p, 0) + linear_value(p, 1) + linear_value(p, 2), 1, NEAR);
	linear_row(p, (struct linear_term[]){{0, 2}, {1, 2}, {2, 2}}, 3, 1, 1);
	assert_int_equal(linear_solve(p), LINEAR_BEST);
	assert_int_equal(linear_whole(p, 100, -LINEAR_ENDLESS), LINEAR_IMPOSSIBLE);
	linear_close(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(answers_follow_what_is_changed),
	    cmocka_unit_test(rows_can_be_taken_away),
	    cmocka_unit_test(whole_numbers_are_not_fractions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
