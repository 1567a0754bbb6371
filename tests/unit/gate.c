/* gate: when the ten digits of a column are persons and when amounts, and what of a JSON text is looked at. */
#include "publish/gate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

/* The first letters of a stream of one column; ten digits that have no check digit, and such as may be a person's. */
#define AMOUNT "1000000000\n"
#define PERSON "6488233237\n"

static const struct slice sums[] = {{"summa", 5}};

static size_t found_in_table(const char *stream, const char *key)
{
	struct arena arena = {0};
	struct gate g = {.arena = &arena, .amount = sums, .amounts = 1};
	FILE *f = fopen("table.tsv", "w");
	size_t found;

	assert_non_null(f);
	fputs(stream, f);
	fclose(f);
	gate_table(&g, "table.tsv", "table", key, false);
	found = g.found;
	free(g.finding);
	free(g.seen);
	arena_done(&arena);
	return found;
}

static void a_column_of_numbers_is_persons_if_most_are(void **state)
{
	(void)state;
	assert_int_equal(found_in_table("x\n" AMOUNT AMOUNT PERSON, NULL), 0);
	assert_int_equal(found_in_table("x\n" AMOUNT PERSON, NULL), 0);
	assert_int_equal(found_in_table("x\n" AMOUNT PERSON PERSON, NULL), 1);
	assert_int_equal(found_in_table("x\n17\n250\n" PERSON, NULL), 1);
}

static void a_column_of_sums_if_three_are_besides(void **state)
{
	(void)state;
	assert_int_equal(found_in_table("summa\n" PERSON PERSON, NULL), 0);
	assert_int_equal(found_in_table("summa\n" PERSON PERSON PERSON, NULL), 1);
	assert_int_equal(found_in_table("summa\n" AMOUNT AMOUNT AMOUNT PERSON PERSON PERSON, NULL),
	                 0);
}

static void a_text_or_a_key_with_one_is_enough(void **state)
{
	(void)state;
	assert_int_equal(found_in_table("summa\n" AMOUNT AMOUNT AMOUNT "x\n" PERSON, NULL), 1);
	assert_int_equal(found_in_table("summa\n" AMOUNT AMOUNT AMOUNT PERSON, "a,summa"), 1);
}

static size_t found_in_text(const char *text, const char *name)
{
	struct arena arena = {0};
	struct gate g = {.arena = &arena};
	size_t found;

	gate_text(&g, slice_of(text), name);
	found = g.found;
	free(g.finding);
	arena_done(&arena);
	return found;
}

static void of_json_only_what_is_quoted(void **state)
{
	(void)state;
	assert_int_equal(found_in_text("{\"bytes\": 6488233237}", "a.json"), 0);
	assert_int_equal(found_in_text("{\"bytes\": 6488233237}", "a.txt"), 1);
	assert_int_equal(found_in_text("{\"title\": \"om 6488233237\"}", "a.json"), 1);
	assert_int_equal(found_in_text("{\"a\": \"x\", \"b\": 6488233237}", "a.json"), 0);
	assert_int_equal(found_in_text("{\"a\": \"x\\\" 6488233237\"}", "a.json"), 1);
	assert_int_equal(found_in_text("{\"a\": \"x\\\\\", \"b\": 6488233237}", "a.json"), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_column_of_numbers_is_persons_if_most_are),
	    cmocka_unit_test(a_column_of_sums_if_three_are_besides),
	    cmocka_unit_test(a_text_or_a_key_with_one_is_enough),
	    cmocka_unit_test(of_json_only_what_is_quoted),
	};
	return cmocka_run_group_tests_name("gate", tests, NULL, NULL);
}
