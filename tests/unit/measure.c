/* What measures are read as, what they are refused for, and that coarser figures are those of the records put together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "aggregate/accumulators.h"
#include "aggregate/measure.h"

static struct header columns(void)
{
	struct header h = {0};

	assert_true(header_add(&h, slice_of("pid"), NULL));
	assert_true(header_add(&h, slice_of("belopp"), NULL));
	return h;
}

static void a_column_alone_is_no_expression(void **state)
{
	struct header h = columns();
	struct measures m = {0};
	struct error e = {0};

	(void)state;
	assert_true(measures_add(&m, "s=sum( belopp )", &h, &e));
	assert_true(measures_add(&m, "d=distinct(pid, belopp > 1)", &h, &e));
	assert_true(measures_add(&m, "q=quantile(coalesce(belopp, 0), 0.25)", &h, &e));
	assert_int_equal(m.at[0].column, 1);
	assert_null(m.at[0].value);
	assert_int_equal(m.at[1].column, 0);
	assert_non_null(m.at[1].condition);
	assert_int_equal(m.at[2].column, COLUMN_NONE);
	assert_non_null(m.at[2].value);
	assert_int_equal(number_compare(m.at[2].p, (struct number){25, 2}), 0);
	measures_done(&m);
	header_done(&h);
}

static void a_ratio_knows_its_parts(void **state)
{
	struct header h = columns();
	struct measures m = {0};
	struct error e = {0};

	(void)state;
	assert_true(measures_add(&m, "a=count()", &h, &e));
	assert_true(measures_add(&m, "b=sum(belopp)", &h, &e));
	assert_true(measures_add(&m, "r=ratio(b, a)", &h, &e));
	assert_true(measures_add(&m, "s=ratio(a, b@)", &h, &e));
	assert_true(measures_add(&m, "t=ratio(a, b@kon, ar)", &h, &e));
	assert_int_equal(m.at[2].numerator, 1);
	assert_int_equal(m.at[2].denominator, 0);
	assert_false(m.at[2].coarser);
	assert_true(m.at[3].coarser);
	assert_int_equal(m.at[3].by.n, 0);
	assert_true(slice_is(m.at[4].by, "kon, ar"));
	measures_done(&m);
	header_done(&h);
}

static void what_is_refused_leaves_no_trace(void **state)
{
	static const char *const wrong[] = {"",
	                                    "n",
	                                    "n=",
	                                    "n=count",
	                                    "n=count(",
	                                    "=count()",
	                                    "n=count()x",
	                                    "n=Count()",
	                                    "n=sum()",
	                                    "n=sum(belopp",
	                                    "n=distinct()",
	                                    "n=distinct(pid, )",
	                                    "n=quantile(belopp, -0.1)",
	                                    "n=quantile(belopp, 1.1)",
	                                    "n=quantile(, 0.5)",
	                                    "n=ratio(a, a@b@c)@",
	                                    "n=ratio(, )",
	                                    "id.n=count()",
	                                    "n.status=count()"};
	struct header h = columns();
	struct measures m = {0};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct error e = {0};
		if (measures_add(&m, wrong[i], &h, &e))
			fail_msg("%s is accepted", wrong[i]);
		assert_string_not_equal(e.text, "");
		assert_int_equal(m.n, 0);
	}
	assert_true(measures_add(&m, "n=count()", &h, NULL));
	measures_done(&m);
	header_done(&h);
}

/* Takes a record of two fields, "\nPID\tBELOPP\n". */
static void take(struct accumulators *f, size_t group, const char *text)
{
	uint32_t end[3] = {0, 0, (uint32_t)strlen(text) - 1};
	struct record r = {text, end + 1, 2, 1};
	struct error e = {0};

	end[1] = (uint32_t)(strchr(text, '\t') - text);
	if (!accumulators_take(f, group, &r, &e))
		fail_msg("%s", e.text);
}

static void assert_figure(struct accumulators_value v, const char *wanted)
{
	char text[NUMBER_MAX_TEXT + 1] = "";

	if (!v.missing)
		text[number_write(v.x, text)] = '\0';
	assert_string_equal(text, wanted);
}

/*
 * Two finest groups and one coarser: a person in both counts once there, the median is of all values, the mean is that of
 * the records and not of the means.
 */
static void coarser_figures_are_of_the_records(void **state)
{
	static const char *const measure[] = {
	    "n=count()",     "p=distinct(pid)", "s=sum(belopp)",          "m=mean(belopp)",
	    "l=min(belopp)", "h=max(belopp)",   "q=quantile(belopp, 0.5)"};
	static const char *const wanted[3][7] = {{"3", "2", "7", "3.5", "2", "5", "3.5"},
	                                         {"1", "1", "-1", "-1", "-1", "-1", "-1"},
	                                         {"4", "2", "6", "2", "-1", "5", "2"}};
	const uint32_t finest[] = {0, 1}, coarser[] = {0, 0};
	struct accumulators_value value[2 * 7];
	struct header h = columns();
	struct measures m = {0};
	struct error e = {0};
	struct accumulators f;

	(void)state;
	for (size_t i = 0; i < 7; i++)
		assert_true(measures_add(&m, measure[i], &h, &e));
	f = accumulators_open(&m);
	take(&f, 0, "\na\t2\n");
	take(&f, 1, "\nb\t-1\n");
	take(&f, 0, "\na\t5\n");
	take(&f, 0, "\nb\t\n");
	assert_true(accumulators_fold(&f, finest, 2, value, &e));
	for (size_t i = 0; i < 14; i++)
		assert_figure(value[i], wanted[i / 7][i % 7]);
	assert_true(accumulators_fold(&f, coarser, 1, value, &e));
	for (size_t i = 0; i < 7; i++)
		assert_figure(value[i], wanted[2][i]);
	accumulators_done(&f);
	measures_done(&m);
	header_done(&h);
}

static void a_ratio_of_nothing_is_missing(void **state)
{
	struct accumulators_value one = {.x = number_of(1)}, zero = {.x = number_of(0)};
	struct accumulators_value none = {.missing = true}, ratio;
	struct error e = {0};

	(void)state;
	assert_true(accumulators_ratio(one, zero, &ratio, &e));
	assert_true(ratio.missing);
	assert_true(accumulators_ratio(none, one, &ratio, &e));
	assert_true(ratio.missing);
	assert_true(accumulators_ratio(one, none, &ratio, &e));
	assert_true(ratio.missing);
	assert_true(accumulators_ratio(zero, one, &ratio, &e));
	assert_figure(ratio, "0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_column_alone_is_no_expression),
	    cmocka_unit_test(a_ratio_knows_its_parts),
	    cmocka_unit_test(what_is_refused_leaves_no_trace),
	    cmocka_unit_test(coarser_figures_are_of_the_records),
	    cmocka_unit_test(a_ratio_of_nothing_is_missing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
