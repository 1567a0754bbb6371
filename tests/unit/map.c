/* The map against what a list would say, with keys that grow it many times. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "map.h"

#define MANY 20000

static struct slice key_of(size_t i, char text[32])
{
	/* Lengths from 1 to 12, so that every path of the hash is taken. */
	return (struct slice){text, (size_t)snprintf(text, 32, "%zu", i * i * 7919)};
}

static void entries_are_numbered_as_they_come(void **state)
{
	struct map m = {0};
	char text[32];
	bool added;

	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		assert_int_equal(map_put(&m, key_of(i, text), &added), i);
		assert_true(added);
	}
	for (size_t i = 0; i < MANY; i++) {
		assert_int_equal(map_put(&m, key_of(i, text), &added), i);
		assert_false(added);
		assert_int_equal(map_find(&m, key_of(i, text)), i);
		assert_true(slice_equal(map_key(&m, i), key_of(i, text)));
	}
	assert_int_equal(m.n, MANY);
	assert_int_equal(map_find(&m, slice_of("no key")), MAP_NONE);
	map_done(&m);
}

static void empty_text_is_a_key(void **state)
{
	struct map m = {0};

	(void)state;
	assert_int_equal(map_find(&m, (struct slice){NULL, 0}), MAP_NONE);
	assert_int_equal(map_put(&m, slice_of("a"), NULL), 0);
	assert_int_equal(map_put(&m, (struct slice){NULL, 0}, NULL), 1);
	assert_int_equal(map_find(&m, slice_of("")), 1);
	assert_int_equal(map_key(&m, 1).n, 0);
	map_done(&m);
}

static void keys_with_nul_and_common_beginnings_differ(void **state)
{
	struct map m = {0};

	(void)state;
	assert_int_equal(map_put(&m, (struct slice){"a\0b", 3}, NULL), 0);
	assert_int_equal(map_put(&m, (struct slice){"a\0c", 3}, NULL), 1);
	assert_int_equal(map_put(&m, (struct slice){"a\0", 2}, NULL), 2);
	assert_int_equal(map_put(&m, (struct slice){"a", 1}, NULL), 3);
	assert_int_equal(map_find(&m, (struct slice){"a\0c", 3}), 1);
	map_done(&m);
}

static void keys_are_copied(void **state)
{
	struct map m = {0};
	char text[] = "before";

	(void)state;
	map_put(&m, slice_of(text), NULL);
	text[0] = 'B';
	assert_int_equal(map_find(&m, slice_of("before")), 0);
	assert_int_equal(map_find(&m, slice_of(text)), MAP_NONE);
	map_done(&m);
}

/* In pieces of every size, with keys that recur within a piece and between pieces. */
static void many_at_once_is_the_same_as_one_by_one(void **state)
{
	struct map one = {0}, many = {0};
	static char text[100][32];
	struct slice key[100];
	size_t index[100], next = 0;

	(void)state;
	for (size_t n = 1; n <= 100; n++) {
		for (size_t i = 0; i < n; i++)
			key[i] = key_of(next++ % 997, text[i]);
		map_put_many(&many, key, n, index);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(index[i], map_put(&one, key[i], NULL));
	}
	assert_int_equal(many.n, one.n);
	map_done(&one);
	map_done(&many);
}

static void many_are_found_as_one_by_one(void **state)
{
	struct map m = {0}, empty = {0};
	struct slice key[100];
	char text[100][32];
	size_t index[100], next = 0;

	(void)state;
	for (size_t i = 0; i < 500; i++)
		map_put(&m, key_of(i * 2, text[0]), NULL);
	for (size_t n = 1; n <= 100; n++) {
		for (size_t i = 0; i < n; i++)
			key[i] = key_of((next += (i % 3 == 0)) % 997, text[i]);
		map_find_many(&m, key, n, index);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(index[i], map_find(&m, key[i]));
		map_find_many(&empty, key, n, index);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(index[i], MAP_NONE);
	}
	map_done(&m);
}

static void reset_forgets_and_can_be_filled_again(void **state)
{
	struct map m = {0};
	char text[32];

	(void)state;
	for (size_t i = 0; i < 1000; i++)
		map_put(&m, key_of(i, text), NULL);
	map_reset(&m);
	assert_int_equal(m.n, 0);
	for (size_t i = 1000; i > 0; i--) {
		assert_int_equal(map_find(&m, key_of(i, text)), MAP_NONE);
		assert_int_equal(map_put(&m, key_of(i, text), NULL), 1000 - i);
	}
	map_done(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(entries_are_numbered_as_they_come),
	    cmocka_unit_test(empty_text_is_a_key),
	    cmocka_unit_test(keys_with_nul_and_common_beginnings_differ),
	    cmocka_unit_test(keys_are_copied),
	    cmocka_unit_test(many_at_once_is_the_same_as_one_by_one),
	    cmocka_unit_test(many_are_found_as_one_by_one),
	    cmocka_unit_test(reset_forgets_and_can_be_filled_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
