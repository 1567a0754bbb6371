/*
 * attack: on small systems the interval is the one that trying every table gives, also after
 * cells were hidden and shown again; and sums of money as large as they may be are no harder than
 * counts.
 */
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "protect/attack.h"
#include "some_cells.h"

#define MOST_HIDDEN 6

static void hide_some(struct cells *c)
{
	size_t hidden = 0;

	for (size_t i = 0; i < c->n; i++) {
		c->cell[i].state = CELL_OPEN;
		if (hidden < MOST_HIDDEN && pick(2) == 0) {
			c->cell[i].state = pick(2) == 0 ? CELL_PRIMARY : CELL_SECONDARY;
			hidden++;
		}
	}
}

static void holds_against_all_tables(struct attack *a, const struct cells *c)
{
	int64_t low[SECRETS], high[SECRETS];

	try_all(c, low, high);
	for (size_t i = 0; i < c->secrets; i++) {
		struct interval found;

		assert_int_equal(attack_secret(a, i, &found),
		                 high[i] - low[i] >= c->secret[i].width &&
		                     low[i] <= c->secret[i].low && high[i] >= c->secret[i].high);
		assert_true(found.low >= low[i] && found.high <= high[i]);
		found = attack_interval(a, i);
		assert_int_equal(found.low, low[i]);
		assert_int_equal(found.high, high[i]);
		assert_false(found.outer_low > (double)low[i] + 1e-6);
		assert_false(found.outer_high < (double)high[i] - 1e-6);
	}
}

static void the_interval_is_that_of_all_tables(void **state)
{
	(void)state;
	for (uint64_t run = 0; run < 400; run++) {
		struct cells c = some_system();
		struct attack *a;

		hide_some(&c);
		a = attack_open(&c);
		holds_against_all_tables(a, &c);
		attack_close(a);
		cells_done(&c);
	}
}

static void hiding_and_showing_is_followed(void **state)
{
	(void)state;
	for (uint64_t run = 0; run < 60; run++) {
		struct cells c = some_system();
		struct attack *a = attack_open(&c);

		for (int i = 0; i < 6; i++) {
			hide_some(&c);
			if (i % 2 == 1)
				c.cell[pick((int64_t)c.n)].state = CELL_FIXED;
			attack_changed(a);
			holds_against_all_tables(a, &c);
		}
		for (size_t i = 0; i < c.n; i++) {
			c.cell[i].state = CELL_OPEN;
			attack_changed(a);
			holds_against_all_tables(a, &c);
		}
		attack_close(a);
		cells_done(&c);
	}
}

/* Rows and columns of money, some öre of which decide: 2 x 2 hidden in a table with open sums. */
static void large_sums_are_exact(void **state)
{
	const int64_t value[] = {400000000000001, 30, 499999999999989, 17};
	struct cells c = {0};
	struct interval found;
	struct attack *a;

	(void)state;
	for (size_t i = 0; i < 4; i++)
		cells_add(&c, (struct cell){value[i], 0, CELLS_NO_LIMIT, 1, CELL_PRIMARY, 0});
	for (size_t i = 0; i < 4; i++) {
		size_t one = i < 2 ? 2 * i : i - 2, other = i < 2 ? one + 1 : one + 2;
		size_t sum = cells_add(&c, (struct cell){value[one] + value[other], 0,
		                                         CELLS_NO_LIMIT, 1, CELL_OPEN, 0});

		cells_relate(&c, (struct term[]){{one, 1}, {other, 1}, {sum, -1}}, 3, false);
	}
	for (size_t i = 0; i < 4; i++)
		cells_keep(&c, (struct term[]){{i, 1}}, 1,
		           (struct secret){.low = value[i], .high = value[i], .width = 47});
	cells_keep(&c, (struct term[]){{0, 1}}, 1,
	           (struct secret){.low = value[0], .high = value[0], .width = 47});
	c.secret[0].width = 48;
	a = attack_open(&c);
	assert_false(attack_secret(a, 0, &found));
	for (size_t i = 1; i < 4; i++)
		assert_true(attack_secret(a, i, &found));
	found = attack_interval(a, 3);
	assert_int_equal(found.low, value[3] - 17);
	assert_int_equal(found.high, value[3] + 30);
	attack_close(a);
	cells_done(&c);
}

/* A tenth of 10^15 must be hidden in a row of three. */
static void much_money_is_hidden_by_much(void **state)
{
	const int64_t all = 999999999999999, part = all / 3;
	struct cells c = {0};
	struct interval found;
	struct attack *a;

	(void)state;
	for (size_t i = 0; i < 3; i++)
		cells_add(&c, (struct cell){part, 0, CELLS_NO_LIMIT, 1, CELL_PRIMARY, 0});
	cells_add(&c, (struct cell){all, 0, CELLS_NO_LIMIT, 1, CELL_OPEN, 0});
	cells_relate(&c, (struct term[]){{0, 1}, {1, 1}, {2, 1}, {3, -1}}, 4, false);
	cells_keep(&c, (struct term[]){{0, 1}}, 1, (struct secret){.low = 0, .high = all});
	cells_keep(&c, (struct term[]){{1, 1}}, 1,
	           (struct secret){.low = part / 10 * 9, .high = part});
	cells_keep(&c, (struct term[]){{1, 1}}, 1, (struct secret){.low = -1, .high = part});
	a = attack_open(&c);
	assert_true(attack_secret(a, 0, &found));
	assert_true(attack_secret(a, 1, &found));
	assert_false(attack_secret(a, 2, &found));
	attack_close(a);
	cells_done(&c);
}

static void a_figure_without_a_sum_has_no_limit(void **state)
{
	struct cells c = {0};
	struct interval found;
	struct attack *a;

	(void)state;
	cells_add(&c, (struct cell){3, 1, CELLS_NO_LIMIT, 1, CELL_PRIMARY, 0});
	cells_keep(&c, (struct term[]){{0, 1}}, 1,
	           (struct secret){.low = 3, .high = 3, .width = 5});
	a = attack_open(&c);
	assert_true(attack_secret(a, 0, &found));
	found = attack_interval(a, 0);
	assert_int_equal(found.low, 1);
	assert_true(found.outer_high == HUGE_VAL);
	attack_close(a);
	cells_done(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_interval_is_that_of_all_tables),
	    cmocka_unit_test(hiding_and_showing_is_followed),
	    cmocka_unit_test(large_sums_are_exact),
	    cmocka_unit_test(much_money_is_hidden_by_much),
	    cmocka_unit_test(a_figure_without_a_sum_has_no_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
