/*
 * spare: what follows from other relations is found, and nothing else: tables that keep the others keep it too.
 */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>

#include <cmocka.h>

#include "protect/attack_spare.h"

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

static void pair(struct cells *c, size_t some, size_t whole)
{
	cells_relate(c, (struct term[]){{some, 1}, {whole, -1}}, 2, true);
}

static size_t spare(const struct cells *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->relations; i++)
		n += c->relation[i].spare;
	return n;
}

/* 3^d cells, of which 2^d are the innermost, and a sum for each dimension and combination of the others. */
static void sums_of_sums_follow(void **state)
{
	static const size_t expected[] = {0, 0, 1, 8, 43};

	(void)state;
	for (size_t dimensions = 0; dimensions <= 4; dimensions++) {
		struct cells c = table(dimensions);

		attack_spare_find(&c);
		assert_int_equal(spare(&c), expected[dimensions]);
		cells_done(&c);
	}
}

static void some_of_some_follow(void **state)
{
	struct cells c = table(1);

	(void)state;
	for (size_t i = 0; i < 3; i++)
		cells_add(&c, c.cell[0]);
	pair(&c, 3, 0); /* of a part, so of the whole */
	pair(&c, 3, 2);
	pair(&c, 3, 4); /* round and round: none can do without another */
	pair(&c, 4, 5);
	pair(&c, 5, 3);
	attack_spare_find(&c);
	assert_int_equal(spare(&c), 1);
	assert_true(c.relation[2].spare);
	cells_done(&c);
}

static bool keeps(const struct relation *r, const int64_t *value)
{
	int64_t sum = cells_sum(r->term, r->n, value);

	return r->at_most ? sum <= 0 : sum == 0;
}

/* Tables of 0 to 2 in the four innermost cells of a table of two dimensions, and of 0 to 4 in two further ones, by their number. */
static void make(size_t number, int64_t *value)
{
	static const size_t inner[] = {0, 1, 3, 4};

	for (size_t i = 0; i < 4; i++, number /= 3)
		value[inner[i]] = (int64_t)(number % 3);
	for (size_t i = 9; i < 11; i++, number /= 5)
		value[i] = (int64_t)(number % 5);
	value[2] = value[0] + value[1];
	value[5] = value[3] + value[4];
	for (size_t i = 6; i < 9; i++)
		value[i] = value[i - 6] + value[i - 3];
}

/* Random pairs: whatever keeps those that are not spare keeps the spare ones. */
static void nothing_is_lost(void **state)
{
	uint32_t seed = 1;
	size_t found = 0;

	(void)state;
	for (size_t round = 0; round < 40; round++) {
		struct cells c = table(2);
		int64_t value[11];

		cells_add(&c, c.cell[0]);
		cells_add(&c, c.cell[0]);
		for (size_t i = 0; i < 6; i++) {
			size_t some = (seed = seed * 1664525 + 1013904223) >> 16, whole;

			whole = (seed = seed * 1664525 + 1013904223) >> 16;
			if (some % 11 != whole % 11)
				pair(&c, some % 11, whole % 11);
		}
		attack_spare_find(&c);
		found += spare(&c) - 1;
		for (size_t k = 0; k < 81 * 25; k++) {
			bool others = true, all = true;

			make(k, value);
			for (size_t i = 0; i < c.relations; i++) {
				others =
				    others && (c.relation[i].spare || keeps(&c.relation[i], value));
				all = all && keeps(&c.relation[i], value);
			}
			assert_int_equal(others, all);
		}
		cells_done(&c);
	}
	assert_true(found > 20);
}

static void what_is_known_is_no_matter(void **state)
{
	struct cells c = {0};

	(void)state;
	for (size_t i = 0; i < 3; i++)
		cells_add(
		    &c, (struct cell){0, 0, CELLS_NO_LIMIT, 1, i == 2 ? CELL_FIXED : CELL_OPEN, 0});
	cells_relate(&c, (struct term[]){{0, 1}, {1, -1}}, 2, false);
	cells_relate(&c, (struct term[]){{0, 1}, {1, -1}, {2, 1}}, 3, false);
	attack_spare_find(&c);
	assert_false(c.relation[0].spare);
	assert_true(c.relation[1].spare);
	cells_done(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sums_of_sums_follow), cmocka_unit_test(some_of_some_follow),
	    cmocka_unit_test(nothing_is_lost), cmocka_unit_test(what_is_known_is_no_matter)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
