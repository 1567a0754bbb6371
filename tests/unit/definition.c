/* What is written as a measure, taken apart; and that nothing else passes for one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "definition.h"

static struct definition read(const char *text)
{
	struct definition d;
	struct error e = {0};

	if (!definition_read(slice_of(text), &d, &e))
		fail_msg("%s: %s", text, e.text);
	return d;
}

static void a_count_knows_its_records(void **state)
{
	struct definition whole = read("n= count( )"), some = read("n=count(alder > 30)");
	struct definition persons = read("p=distinct(token, avslutad = 1)");

	(void)state;
	assert_true(definition_is_whole(&whole) && definition_counts(&some));
	assert_true(slice_is(whole.text, "count( )"));
	assert_false(definition_is_whole(&some));
	assert_true(slice_is(some.condition, "alder > 30"));
	assert_true(slice_is(persons.name, "p") && slice_is(persons.argument, "token"));
	assert_true(slice_is(persons.condition, "avslutad = 1"));
}

static void other_functions_have_an_expression(void **state)
{
	struct definition sum = read("s=sum(if(a = 1, b, 0))");
	struct definition quantile = read("q=quantile(coalesce(a, 0), 0.25)");
	struct definition ratio = read("r=ratio( a , b@kon, ar )");

	(void)state;
	assert_true(slice_is(sum.argument, "if(a = 1, b, 0)") && !definition_counts(&sum));
	assert_true(slice_is(quantile.argument, "coalesce(a, 0)"));
	assert_int_equal(number_compare(quantile.p, (struct number){25, 2}), 0);
	assert_true(slice_is(ratio.numerator, "a") && slice_is(ratio.denominator, "b"));
	assert_true(ratio.coarser && slice_is(ratio.by, "kon, ar"));
}

static void what_is_none_keeps_its_name_if_it_has_one(void **state)
{
	static const char *const wrong[] = {"n=",         "n=count",         "n=cuont()",
	                                    "n=sum()",    "n=distinct(a, )", "n=quantile(a, 2)",
	                                    "n=ratio(a)", "n=largest(a, 0)"};
	struct definition d;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		if (definition_read(slice_of(wrong[i]), &d, NULL))
			fail_msg("%s is accepted", wrong[i]);
		assert_true(slice_is(d.name, "n"));
	}
	assert_false(definition_read(slice_of("count()"), &d, NULL));
	assert_int_equal(d.name.n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_count_knows_its_records),
	    cmocka_unit_test(other_functions_have_an_expression),
	    cmocka_unit_test(what_is_none_keeps_its_name_if_it_has_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
