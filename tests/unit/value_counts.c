/* Counts of values against a table of counts, and folded against the same table added up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "aggregate/value_counts.h"

#define GROUPS 3
#define VALUES 70000
#define RECORDS 300000 /* several times what may be late */

static uint64_t wanted[GROUPS][VALUES];

/* The generator of Park and Miller: the same numbers everywhere. */
static uint32_t draw(uint32_t n)
{
	static uint64_t seed = 1;

	seed = seed * 48271 % 2147483647;
	return (uint32_t)(seed % n);
}

static void fill(struct value_counts *t)
{
	memset(wanted, 0, sizeof wanted);
	for (size_t i = 0; i < RECORDS; i++) {
		size_t group = draw(GROUPS), value = draw(draw(VALUES) + 1);
		char text[16];
		wanted[group][value]++;
		value_counts_add(
		    t, group,
		    (struct slice){text, (size_t)snprintf(text, sizeof text, "v%zu", value)}, 1);
	}
	value_counts_settle(t);
}

/* Checks each pair and takes it out of `wanted`, which is empty in the end. */
static void check(const struct value_counts *t, const struct value_counts_pairs *pairs)
{
	for (size_t i = 0; i < pairs->n; i++) {
		size_t group = value_counts_group(pairs->at[i]);
		size_t value =
		    (size_t)atoi(map_key(&t->values, value_counts_value(pairs->at[i])).at + 1);
		assert_true(i == 0 || pairs->at[i].key > pairs->at[i - 1].key);
		assert_int_not_equal(pairs->at[i].value, 0);
		assert_int_equal(pairs->at[i].value, wanted[group][value]);
		wanted[group][value] = 0;
	}
	for (size_t g = 0; g < GROUPS; g++)
		for (size_t v = 0; v < VALUES; v++)
			assert_int_equal(wanted[g][v], 0);
}

static void every_pair_is_counted(void **state)
{
	struct value_counts t = {0};

	(void)state;
	fill(&t);
	check(&t, &t.pairs);
	value_counts_done(&t);
}

static void folded_pairs_are_added_up(void **state)
{
	static const uint32_t coarser[GROUPS] = {1, 0, 1};
	static uint64_t finest[GROUPS][VALUES];
	struct value_counts_pairs folded = {0};
	struct value_counts t = {0};

	(void)state;
	fill(&t);
	value_counts_fold(&t, coarser, &folded);
	memcpy(finest, wanted, sizeof wanted);
	memset(wanted, 0, sizeof wanted);
	for (size_t g = 0; g < GROUPS; g++)
		for (size_t v = 0; v < VALUES; v++)
			wanted[coarser[g]][v] += finest[g][v];
	check(&t, &folded);
	value_counts_pairs_done(&folded);
	value_counts_done(&t);
}

static void nothing_has_no_pairs(void **state)
{
	struct value_counts_pairs folded = {0};
	struct value_counts t = {0};

	(void)state;
	value_counts_settle(&t);
	assert_int_equal(t.pairs.n, 0);
	value_counts_fold(&t, NULL, &folded);
	assert_int_equal(folded.n, 0);
	value_counts_done(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_pair_is_counted),
	    cmocka_unit_test(folded_pairs_are_added_up),
	    cmocka_unit_test(nothing_has_no_pairs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
