/* The quantile against its definition, taken literally: the inverse of the distribution function, averaged where flat. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "aggregate/quantile.h"

static struct number of(const char *text)
{
	struct number x;

	assert_true(number_parse(slice_of(text), &x));
	return x;
}

/*
 * For whole values in order and p = permille / 1000: the mean of the least value of which at least p * n are at or below,
 * and the greatest of which at least (1 - p) * n are at or above; twice that mean, to stay whole.
 */
static int64_t twice_by_definition(const int64_t *sorted, size_t n, size_t permille)
{
	size_t least = 0, greatest = n - 1;

	while ((least + 1) * 1000 < permille * n)
		least++;
	while ((n - greatest) * 1000 < (1000 - permille) * n)
		greatest--;
	return sorted[least] + sorted[greatest];
}

static void agrees_with_the_definition(void **state)
{
	static const int64_t sorted[] = {-5, -5, 0, 1, 1, 1, 2, 8, 9, 13, 21};

	(void)state;
	for (size_t n = 1; n <= sizeof sorted / sizeof sorted[0]; n++)
		for (size_t permille = 0; permille <= 1000; permille++) {
			struct quantile_value value[sizeof sorted / sizeof sorted[0]];
			struct number p = {(number_units)permille, 3}, x, twice;
			for (size_t i = 0; i < n; i++) /* not in order */
				value[i] =
				    (struct quantile_value){number_of(sorted[(i * 7 + 3) % n]), 1};
			if (n % 7 == 0)
				continue; /* i * 7 would not reach all */
			assert_true(quantile(value, n, p, &x));
			assert_true(number_add(x, x, &twice));
			assert_int_equal(number_compare(twice, number_of(twice_by_definition(
			                                           sorted, n, permille))),
			                 0);
		}
}

static void a_weight_is_as_many_equal_values(void **state)
{
	static const size_t permille[] = {0, 100, 250, 333, 500, 600, 750, 999, 1000};

	(void)state;
	for (size_t i = 0; i < sizeof permille / sizeof permille[0]; i++) {
		struct quantile_value heavy[] = {{of("2.5"), 3}, {of("-1"), 1}, {of("7"), 4}};
		struct quantile_value light[] = {{of("7"), 1},   {of("7"), 1},   {of("2.5"), 1},
		                                 {of("2.5"), 1}, {of("7"), 1},   {of("-1"), 1},
		                                 {of("2.5"), 1}, {of("7.00"), 1}};
		struct number p = {(number_units)permille[i], 3}, one, other;
		assert_true(quantile(heavy, 3, p, &one));
		assert_true(quantile(light, 8, p, &other));
		assert_int_equal(number_compare(one, other), 0);
	}
}

static void a_mean_outside_the_limits_is_refused(void **state)
{
	struct quantile_value value[] = {{of("99999999999999999999999999999999999999"), 1},
	                                 {of("99999999999999999999999999999999999998"), 1}};
	struct number x;

	(void)state;
	assert_false(quantile(value, 2, of("0.5"), &x));
	assert_true(quantile(value, 2, of("0.6"), &x));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(agrees_with_the_definition),
	    cmocka_unit_test(a_weight_is_as_many_equal_values),
	    cmocka_unit_test(a_mean_outside_the_limits_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
