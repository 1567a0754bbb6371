/*
 * suppress: on small systems the pattern is safe against all tables, there is one whenever hiding
 * everything would do, it costs no less than the best one and its bound no more, and the best
 * where it says so; and it is the same each time.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "some_cells.h"
#include "protect/suppress.h"

static bool is_safe(const struct cells *c)
{
	int64_t low[SECRETS], high[SECRETS];

	try_all(c, low, high);
	for (size_t i = 0; i < c->secrets; i++)
		if (low[i] > c->secret[i].low || high[i] < c->secret[i].high ||
		    high[i] - low[i] < c->secret[i].width)
			return false;
	return true;
}

/* The least cost of all patterns, or -1. The states are left as they were. */
static int64_t best_of_all(struct cells *c)
{
	enum cell_state before[MOST_CELLS];
	int64_t best = -1;

	for (size_t i = 0; i < c->n; i++)
		before[i] = c->cell[i].state;
	for (unsigned pattern = 0; pattern < 1u << c->n; pattern++) {
		int64_t cost = 0;
		bool allowed = true;

		for (size_t i = 0; i < c->n; i++) {
			bool hide = pattern >> i & 1;

			allowed = allowed && (!hide || before[i] == CELL_OPEN);
			cost += hide ? c->cell[i].weight : 0;
			c->cell[i].state = hide ? CELL_SECONDARY : before[i];
		}
		if (allowed && (best < 0 || cost < best) && is_safe(c))
			best = cost;
	}
	for (size_t i = 0; i < c->n; i++)
		c->cell[i].state = before[i];
	return best;
}

static void set_states(struct cells *c)
{
	for (size_t i = 0; i < c->n; i++)
		c->cell[i].state = pick(8) == 0 ? CELL_FIXED : CELL_OPEN;
	for (size_t i = 0; i < c->secrets; i++)
		c->cell[c->secret[i].term[0].cell].state = CELL_PRIMARY;
}

static void is_as_good_as_it_says(struct cells *c, size_t effort)
{
	int64_t best = best_of_all(c);
	struct suppression s;
	struct error e = {0};
	int64_t cost = 0;

	if (!suppress(c, effort, &s, &e)) {
		assert_int_equal(best, -1);
		assert_true(strlen(e.text) > 0);
		assert_true(s.failed < c->secrets);
		return;
	}
	assert_true(is_safe(c));
	for (size_t i = 0; i < c->n; i++)
		cost += c->cell[i].state == CELL_SECONDARY ? c->cell[i].weight : 0;
	assert_int_equal(s.cost, cost);
	assert_true(s.cost >= best);
	assert_true(s.bound <= best);
	if (s.method != SUPPRESS_HEURISTIC) {
		assert_int_equal(s.cost, best);
		assert_int_equal(s.bound, best);
	}
}

static void a_pattern_is_safe_and_as_cheap_as_it_says(void **state)
{
	const size_t efforts[] = {SUPPRESS_EFFORT, 0, 150, SUPPRESS_EFFORT};

	(void)state;
	seed = 3;
	for (int run = 0; run < 300; run++) {
		struct cells c = some_system();

		set_states(&c);
		is_as_good_as_it_says(&c, efforts[run % 4]);
		cells_done(&c);
	}
}

/* Two rows and two columns with their sums; counts below 3 are secrets, noughts are shown. */
static struct cells some_table(void)
{
	struct cells c = {0};
	int64_t value[9] = {0};

	for (size_t i = 0; i < 4; i++) {
		int64_t inner = pick(7);

		value[i / 2 * 3 + i % 2] += inner;
		value[i / 2 * 3 + 2] += inner;
		value[6 + i % 2] += inner;
		value[8] += inner;
	}
	for (size_t i = 0; i < 9; i++) {
		cells_add(&c, (struct cell){value[i], 1, value[i] + 4, 1 + pick(9), CELL_OPEN, 0});
		if (value[i] == 0)
			c.cell[i].state = CELL_FIXED;
		if (value[i] == 0 || value[i] > 2)
			continue;
		c.cell[i].state = CELL_PRIMARY;
		cells_keep(&c, (struct term[]){{i, 1}}, 1,
		           (struct secret){.low = value[i], .high = value[i], .width = 3});
		if (c.secrets == SECRETS)
			break;
	}
	while (c.n < 9)
		cells_add(&c,
		          (struct cell){value[c.n], 1, value[c.n] + 4, 1 + pick(9), CELL_OPEN, 0});
	for (size_t i = 0; i < 3; i++) {
		cells_relate(&c, (struct term[]){{3 * i, 1}, {3 * i + 1, 1}, {3 * i + 2, -1}}, 3,
		             false);
		cells_relate(&c, (struct term[]){{i, 1}, {3 + i, 1}, {6 + i, -1}}, 3, false);
	}
	return c;
}

static void a_table_of_two_dimensions_is_solved_to_the_optimum(void **state)
{
	size_t optimal = 0;

	(void)state;
	seed = 4;
	for (int run = 0; run < 150; run++) {
		struct cells c = some_table();
		int64_t best = best_of_all(&c);
		struct suppression s;
		struct error e = {0};

		assert_int_equal(suppress(&c, SUPPRESS_EFFORT, &s, &e), best >= 0);
		if (best >= 0) {
			assert_int_equal(s.cost, best);
			assert_int_equal(s.bound, best);
			assert_int_equal(s.method, best > 0 ? SUPPRESS_OPTIMAL : SUPPRESS_NOTHING);
			optimal += best > 0;
		}
		cells_done(&c);
	}
	assert_true(optimal > 50);
}

static void the_same_cells_give_the_same_pattern(void **state)
{
	(void)state;
	for (uint64_t run = 0; run < 50; run++) {
		struct cells c[2];

		for (int i = 0; i < 2; i++) {
			struct suppression s;
			struct error e = {0};

			seed = run;
			c[i] = some_system();
			set_states(&c[i]);
			suppress(&c[i], SUPPRESS_EFFORT, &s, &e);
		}
		for (size_t i = 0; i < c[0].n; i++)
			assert_int_equal(c[0].cell[i].state, c[1].cell[i].state);
		cells_done(&c[0]);
		cells_done(&c[1]);
	}
}

static void nothing_to_keep_costs_nothing(void **state)
{
	struct cells c = {0};
	struct suppression s;
	struct error e = {0};

	(void)state;
	cells_add(&c, (struct cell){7, 1, CELLS_NO_LIMIT, 3, CELL_OPEN, 0});
	assert_true(suppress(&c, SUPPRESS_EFFORT, &s, &e));
	assert_int_equal(s.method, SUPPRESS_NOTHING);
	assert_int_equal(s.cost, 0);
	assert_int_equal(s.secondary, 0);
	assert_int_equal(c.cell[0].state, CELL_OPEN);
	cells_done(&c);
}

/* A wish that can not be had is given up, and what must be is not. */
static void what_is_wished(void **unused)
{
	for (int64_t width = 5; width <= 6; width++) {
		struct cells c = {0};
		struct suppression s;
		struct error e = {0};

		(void)unused;
		cells_add(&c,
		          (struct cell){
		              .value = 3, .low = 1, .high = 6, .weight = 1, .state = CELL_PRIMARY});
		cells_keep(
		    &c, (struct term[]){{0, 1}}, 1,
		    (struct secret){
		        .low = 3, .high = 3, .width = 9, .wishes = true, .least = {3, 3, width}});
		assert_int_equal(suppress(&c, SUPPRESS_EFFORT, &s, &e), width == 5);
		cells_done(&c);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_pattern_is_safe_and_as_cheap_as_it_says),
	    cmocka_unit_test(a_table_of_two_dimensions_is_solved_to_the_optimum),
	    cmocka_unit_test(the_same_cells_give_the_same_pattern),
	    cmocka_unit_test(nothing_to_keep_costs_nothing),
	    cmocka_unit_test(what_is_wished),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
