/* Sorted in memory and through files, in one go and in several: as qsort has it, equal keys as they were put. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "arena.h"
#include "radix.h"
#include "sorter.h"

#define WAYS 3

struct item {
	struct slice key;
	size_t number;
};

static int by_key(const void *a, const void *b)
{
	const struct item *left = a, *right = b;
	int order = slice_compare(left->key, right->key);

	return order != 0 ? order : (left->number > right->number) - (left->number < right->number);
}

static unsigned draw(unsigned n)
{
	static uint64_t seed = 20120101;

	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

/* Few letters, so that many are equal or begin alike; way 1 has long beginnings in common, way 2 any byte but NUL. */
static struct slice make_key(int way, struct arena *arena)
{
	char text[400];
	size_t n = 0, common = way == 1 ? draw(3) * 120 : 0;

	memset(text, 'x', common);
	for (n = common; n < sizeof text - 1 && draw(way == 2 ? 20 : 8) != 0; n++)
		text[n] = way == 2 ? (char)(1 + draw(255)) : (char)('a' + draw(3));
	text[n++] = '\0';
	return arena_copy(arena, (struct slice){text, n});
}

static void sorts(size_t n, int way, size_t padding)
{
	struct sorter *s = sorter_open(0, "a test");
	struct item *item = calloc(n + 1, sizeof *item);
	char *text = calloc(1, padding + sizeof item->number);
	struct arena arena = {0};
	struct slice key, got;

	for (size_t i = 0; i < n; i++) {
		item[i] = (struct item){make_key(way, &arena), i};
		memcpy(text, &i, sizeof i);
		sorter_put(
		    s, item[i].key,
		    (struct slice){text, sizeof i + (padding > 0 ? draw((unsigned)padding) : 0)});
	}
	qsort(item, n, sizeof *item, by_key);
	for (size_t i = 0; i < n; i++) {
		assert_true(sorter_take(s, &key, &got));
		assert_true(slice_equal(key, item[i].key));
		assert_memory_equal(got.at, &item[i].number, sizeof item->number);
	}
	assert_false(sorter_take(s, NULL, &got));
	sorter_close(s);
	arena_done(&arena);
	free(item);
	free(text);
}

static void in_memory(void **state)
{
	(void)state;
	for (int way = 0; way < WAYS; way++)
		for (size_t n = 0; n < 300; n += n < 40 ? 1 : 37)
			sorts(n, way, 0);
}

static void through_files(void **state)
{
	(void)state;
	for (int way = 0; way < WAYS; way++)
		sorts(20000, way, 20);
}

/* More than four runs are merged in several goes. */
static void through_many_files(void **state)
{
	(void)state;
	sorts(4000, 0, 2000);
	sorts(40, 1, 300000);
}

/* Numbers that differ in some of their bytes. */
static void numbers_that_differ_a_little(void **state)
{
	struct radix_pair pair[500], spare[500];

	(void)state;
	for (int bytes = 0; bytes <= 8; bytes++)
		for (size_t n = 0; n < 500; n = n * 2 + 3) {
			for (size_t i = 0; i < n; i++) {
				pair[i] = (struct radix_pair){0x4142434445464748, i};
				for (int k = 0; k < bytes; k++)
					pair[i].key += (uint64_t)draw(3) << (8 * (k * 5 % 8));
			}
			radix_sort(pair, n, spare);
			for (size_t i = 1; i < n; i++)
				assert_true(pair[i - 1].key < pair[i].key ||
				            (pair[i - 1].key == pair[i].key &&
				             pair[i - 1].value < pair[i].value));
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(numbers_that_differ_a_little),
	    cmocka_unit_test(in_memory),
	    cmocka_unit_test(through_files),
	    cmocka_unit_test(through_many_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
