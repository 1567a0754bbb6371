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
#include "suppress.h"

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

static void is_as_good_as_it_says(struct cells *c)
{
	int64_t best = best_of_all(c);
	struct suppression s;
	struct error e = {0};
	int64_t cost = 0;

	if (!suppress(c, SUPPRESS_EFFORT, &s, &e)) {
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
	(void)state;
	seed = 3;
	for (int run = 0; run < 200; run++) {
		struct cells c = some_system();

		set_states(&c);
		is_as_good_as_it_says(&c);
		cells_done(&c);
	}
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
	cells_add(&c, (struct cell){7, 1, CELLS_NO_LIMIT, 3, CELL_OPEN});
	assert_true(suppress(&c, SUPPRESS_EFFORT, &s, &e));
	assert_int_equal(s.method, SUPPRESS_NOTHING);
	assert_int_equal(s.cost, 0);
	assert_int_equal(s.secondary, 0);
	assert_int_equal(c.cell[0].state, CELL_OPEN);
	cells_done(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_pattern_is_safe_and_as_cheap_as_it_says),
	    cmocka_unit_test(the_same_cells_give_the_same_pattern),
	    cmocka_unit_test(nothing_to_keep_costs_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
