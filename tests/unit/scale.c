/* scale: round steps that hold what is drawn, and places on them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/scale.h"

static int64_t whole(struct number x)
{
	int64_t n = 0;

	assert_true(number_whole(x, &n));
	return n;
}

static void it_holds_what_is_drawn_in_few_steps(void **state)
{
	(void)state;
	for (int64_t high = 0; high < 3000; high += 7)
		for (int64_t low = 0; low >= -300; low -= 60) {
			struct scale s = scale_make(number_of(low), number_of(high), 0);
			int64_t step = whole(s.step);
			assert_true(whole(s.low) <= low && whole(s.high) >= high);
			assert_true(whole(s.high) > whole(s.low));
			assert_int_equal(whole(s.high) % step, 0);
			assert_int_equal(whole(s.low) % step, 0);
			assert_true((whole(s.high) - whole(s.low)) / step <= 8);
			while (step % 10 == 0)
				step /= 10;
			assert_true(step == 1 || step == 2 || step == 5);
		}
}

static void places_are_nearest(void **state)
{
	struct scale s = scale_make(number_of(0), number_of(47), 0);

	(void)state;
	assert_int_equal(whole(s.high), 50);
	assert_int_equal(scale_at(&s, number_of(0), 8400), 0);
	assert_int_equal(scale_at(&s, number_of(50), 8400), 8400);
	assert_int_equal(scale_at(&s, number_of(47), 8400), 7896);
	assert_int_equal(scale_at(&s, number_of(1), 40), 1);
	s = scale_make(number_of(-20), number_of(30), 0);
	assert_int_equal(scale_at(&s, number_of(0), 100), 40);
}

static void decimals_make_finer_steps(void **state)
{
	struct scale s;
	struct number x;

	(void)state;
	assert_true(number_parse(slice_of("0.7"), &x));
	s = scale_make(number_of(0), x, 1);
	assert_int_equal(scale_at(&s, x, 100), 88); /* of 0.8 */
	s = scale_make(number_of(0), x, 0);
	assert_int_equal(scale_at(&s, x, 100), 70); /* of 1 */
}

static void the_largest_number_ends(void **state)
{
	struct number x;

	(void)state;
	assert_true(number_parse(slice_of("99999999999999999999999999999999999999"), &x));
	scale_make(number_of(0), x, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(it_holds_what_is_drawn_in_few_steps),
	    cmocka_unit_test(places_are_nearest),
	    cmocka_unit_test(decimals_make_finer_steps),
	    cmocka_unit_test(the_largest_number_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
