/*
 * network: tables of one and two dimensions are, of three are not, nor sums that go round in odd
 * circles.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "protect/attack_network.h"

/* A table with so many dimensions of two values and their sum each. */
static struct cells table(size_t dimensions)
{
	struct cells c = {0};
	size_t n = 1;

	for (size_t i = 0; i < dimensions; i++)
		n *= 3;
	for (size_t i = 0; i < n; i++)
		cells_add(&c, (struct cell){0, 0, CELLS_NO_LIMIT, 1, CELL_OPEN, 0});
	for (size_t step = 1; step < n; step *= 3)
		for (size_t i = 0; i < n; i++)
			if (i / step % 3 == 0)
				cells_relate(
				    &c, (struct term[]){{i, 1}, {i + step, 1}, {i + 2 * step, -1}},
				    3, false);
	return c;
}

static void tables_of_two_dimensions_are(void **state)
{
	(void)state;
	for (size_t dimensions = 0; dimensions <= 3; dimensions++) {
		struct cells c = table(dimensions);

		assert_int_equal(attack_network_is(&c), dimensions <= 2);
		cells_done(&c);
	}
}

static void more_than_sums_is_not(void **state)
{
	struct cells c = table(2);

	(void)state;
	cells_keep(&c, (struct term[]){{0, 1}}, 1, (struct secret){.width = 1});
	assert_true(attack_network_is(&c));
	cells_keep(&c, (struct term[]){{0, 1}, {1, -1}}, 2, (struct secret){.width = 1});
	assert_false(attack_network_is(&c));
	c.secrets--;
	cells_relate(&c, (struct term[]){{cells_add(&c, c.cell[0]), 1}}, 1, true);
	assert_false(attack_network_is(&c));
	cells_done(&c);
}

static void an_odd_circle_is_not(void **state)
{
	struct cells c = {0};

	(void)state;
	for (int i = 0; i < 3; i++)
		cells_add(&c, (struct cell){0, 0, CELLS_NO_LIMIT, 1, CELL_OPEN, 0});
	for (size_t i = 0; i < 3; i++) {
		assert_true(attack_network_is(&c));
		cells_relate(&c, (struct term[]){{i, 1}, {(i + 1) % 3, 1}}, 2, false);
	}
	assert_false(attack_network_is(&c));
	cells_done(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tables_of_two_dimensions_are),
	    cmocka_unit_test(more_than_sums_is_not),
	    cmocka_unit_test(an_odd_circle_is_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
