/*
 * rounding: on small systems the rounded table keeps all relations and differs least of all that
 * do; it widens only when there is no other; and the audit says what trying all tables says.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "protect/rounding.h"
#include "some_cells.h"

#define EFFORT 20000

static bool keeps(const struct cells *c, const int64_t *value)
{
	for (size_t i = 0; i < c->relations; i++) {
		int64_t sum = cells_sum(c->relation[i].term, c->relation[i].n, value);

		if (c->relation[i].at_most ? sum > 0 : sum != 0)
			return false;
	}
	return true;
}

/* The least deviation of all choices between the two nearest multiples, or -1. */
static int64_t least_of_all(const struct cells *c, int64_t base)
{
	int64_t least = -1, value[MOST_CELLS];

	for (unsigned choice = 0; choice < 1u << c->n; choice++) {
		int64_t deviation = 0;
		bool allowed = true;

		for (size_t i = 0; i < c->n; i++) {
			int64_t at = c->cell[i].value, rest = at % base;
			bool up = choice >> i & 1;

			allowed = allowed && !(up && rest == 0);
			value[i] = at - rest + (up ? base : 0);
			deviation += llabs(value[i] - at);
		}
		if (allowed && keeps(c, value) && (least < 0 || deviation < least))
			least = deviation;
	}
	return least;
}

static void is_controlled(const struct cells *c, const struct rounding *r)
{
	int64_t deviation = 0;
	size_t widened = 0;

	for (size_t i = 0; i < c->n; i++) {
		int64_t differs = llabs(r->value[i] - c->cell[i].value);

		assert_int_equal(r->value[i] % r->base, 0);
		assert_true(r->value[i] >= 0 && differs < 2 * r->base);
		assert_true(c->cell[i].value > 0 || r->value[i] == 0);
		deviation += differs;
		widened += differs >= r->base;
	}
	assert_true(keeps(c, r->value));
	assert_int_equal(r->deviation, deviation);
	assert_int_equal(r->widened, widened);
}

static void the_table_differs_least(void **state)
{
	int64_t value[MOST_CELLS];
	struct rounding r = {.value = value};
	size_t widened = 0, narrow = 0;

	(void)state;
	seed = 5;
	for (int run = 0; run < 400; run++) {
		struct cells c = some_system();
		int64_t base = run % 2 == 0 ? 3 : 5, least = least_of_all(&c, base);
		struct error e = {0};

		if (!rounding_make(&c, base, EFFORT, &r, &e)) {
			assert_int_equal(least, -1);
			assert_true(strlen(e.text) > 0);
		} else {
			is_controlled(&c, &r);
			widened += r.widened > 0;
			narrow += r.widened == 0;
			assert_int_equal(r.widened > 0, least < 0);
			assert_true(r.widened > 0 || r.deviation == least);
			assert_true(r.bound <= r.deviation);
		}
		cells_done(&c);
	}
	assert_true(widened > 10 && narrow > 10);
}

static void seen_from_outside(struct cells *c, const struct rounding *r)
{
	int64_t most = (r->widened > 0 ? 2 : 1) * r->base - 1;

	for (size_t i = 0; i < c->n; i++) {
		c->cell[i].low = r->value[i] > most ? r->value[i] - most : 0;
		c->cell[i].high = r->value[i] + most;
		c->cell[i].state = CELL_PRIMARY;
	}
}

static void the_audit_is_that_of_all_tables(void **state)
{
	int64_t value[MOST_CELLS], low[SECRETS], high[SECRETS];
	struct rounding r = {.value = value};
	size_t safe = 0, unsafe = 0;

	(void)state;
	seed = 6;
	for (int run = 0; run < 60; run++) {
		struct cells c = some_system();
		int64_t width = 2 + run % 3;
		struct error e = {0};
		bool expected = true, found;

		if (!rounding_make(&c, 3, EFFORT, &r, &e)) {
			cells_done(&c);
			continue;
		}
		found = rounding_audit(&c, &r, width);
		seen_from_outside(&c, &r);
		try_all(&c, low, high);
		for (size_t i = 0; i < c.secrets; i++)
			expected = expected && high[i] - low[i] >= width;
		assert_int_equal(found, expected);
		safe += found;
		unsafe += !found;
		cells_done(&c);
	}
	assert_true(safe > 5 && unsafe > 5);
}

/* Rows and columns of a small table in which nearest multiples alone would not add up. */
static void tables_of_two_dimensions_are_never_widened(void **state)
{
	int64_t value[16];
	struct rounding r = {.value = value};

	(void)state;
	seed = 7;
	for (int run = 0; run < 100; run++) {
		struct cells c = {0};
		struct error e = {0};

		for (int i = 0; i < 16; i++)
			cells_add(&c, (struct cell){0, 0, CELLS_NO_LIMIT, 1, CELL_OPEN, 0});
		for (size_t i = 0; i < 16; i++) {
			int64_t inner = i % 4 < 3 && i / 4 < 3 ? pick(9) : 0;

			c.cell[i].value += inner;
			c.cell[i / 4 * 4 + 3].value += inner;
			c.cell[12 + i % 4].value += inner;
			c.cell[15].value += inner;
		}
		for (size_t i = 0; i < 4; i++) {
			cells_relate(
			    &c,
			    (struct term[]){
			        {4 * i, 1}, {4 * i + 1, 1}, {4 * i + 2, 1}, {4 * i + 3, -1}},
			    4, false);
			cells_relate(&c,
			             (struct term[]){{i, 1}, {4 + i, 1}, {8 + i, 1}, {12 + i, -1}},
			             4, false);
		}
		assert_true(rounding_make(&c, 5, EFFORT, &r, &e));
		is_controlled(&c, &r);
		assert_int_equal(r.widened, 0);
		assert_int_equal(r.bound, r.deviation);
		cells_done(&c);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_table_differs_least),
	    cmocka_unit_test(the_audit_is_that_of_all_tables),
	    cmocka_unit_test(tables_of_two_dimensions_are_never_widened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
