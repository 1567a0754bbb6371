/* cells: sums are exact, terms are added up, and what could be true is told from what could not. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "protect/cells.h"

/* women + men = all: 3 + 7 = 10. */
static struct cells by_sex(enum cell_state women, enum cell_state men, enum cell_state all)
{
	struct cells c = {0};
	size_t w = cells_add(&c, (struct cell){3, 1, CELLS_NO_LIMIT, 1, women, 0});
	size_t m = cells_add(&c, (struct cell){7, 1, CELLS_NO_LIMIT, 1, men, 0});
	size_t a = cells_add(&c, (struct cell){10, 1, CELLS_NO_LIMIT, 1, all, 0});

	cells_relate(&c, (struct term[]){{a, -1}, {w, 1}, {m, 1}}, 3, false);
	return c;
}

static void terms_of_one_cell_are_added_up(void **state)
{
	struct cells c = by_sex(CELL_OPEN, CELL_OPEN, CELL_OPEN);

	(void)state;
	cells_relate(&c, (struct term[]){{0, 1}, {1, 1}, {0, -1}, {2, 0}}, 4, true);
	assert_int_equal(c.relation[1].n, 1);
	assert_int_equal(c.relation[1].term[0].cell, 1);
	cells_relate(&c, (struct term[]){{0, 1}, {0, -1}}, 2, false);
	assert_int_equal(c.relations, 2);
	cells_done(&c);
}

static void true_values_are_held_against_the_relations(void **state)
{
	struct cells c = by_sex(CELL_OPEN, CELL_OPEN, CELL_OPEN);

	(void)state;
	cells_relate(&c, (struct term[]){{0, 1}, {1, -1}}, 2, true);
	cells_relate(&c, (struct term[]){{1, 1}, {0, -1}}, 2, true);
	assert_true(cells_relation_holds(&c, 0));
	assert_true(cells_relation_holds(&c, 1));
	assert_false(cells_relation_holds(&c, 2));
	c.cell[0].value++;
	assert_false(cells_relation_holds(&c, 0));
	cells_done(&c);
}

static void only_hidden_cells_may_differ_and_within_their_limits(void **state)
{
	struct cells c = by_sex(CELL_PRIMARY, CELL_SECONDARY, CELL_OPEN);

	(void)state;
	assert_true(cells_could_be(&c, (int64_t[]){3, 7, 10}));
	assert_true(cells_could_be(&c, (int64_t[]){9, 1, 10}));
	assert_false(cells_could_be(&c, (int64_t[]){10, 0, 10}));
	assert_false(cells_could_be(&c, (int64_t[]){4, 7, 10}));
	assert_false(cells_could_be(&c, (int64_t[]){4, 7, 11}));
	c.cell[0].high = 4;
	assert_false(cells_could_be(&c, (int64_t[]){5, 5, 10}));
	c.cell[1].state = CELL_FIXED;
	assert_false(cells_could_be(&c, (int64_t[]){4, 6, 10}));
	cells_done(&c);
}

static void large_sums_are_exact(void **state)
{
	struct cells c = by_sex(CELL_OPEN, CELL_OPEN, CELL_OPEN);
	const int64_t value[] = {999999999999999, 1, 0};

	(void)state;
	assert_int_equal(cells_sum((struct term[]){{0, 1}, {1, 1}}, 2, value), 1000000000000000);
	cells_done(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(terms_of_one_cell_are_added_up),
	    cmocka_unit_test(true_values_are_held_against_the_relations),
	    cmocka_unit_test(only_hidden_cells_may_differ_and_within_their_limits),
	    cmocka_unit_test(large_sums_are_exact),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
