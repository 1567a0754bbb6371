/* period: forms, days, neighbours, and the last whole one. */
#include "period.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "date.h"

static struct period parse(const char *text)
{
	struct period p;

	assert_true(period_parse(slice_of(text), &p));
	return p;
}

static void is_written(struct period p, const char *text)
{
	char written[PERIOD_TEXT];

	period_write(p, written);
	assert_string_equal(written, text);
}

static void is_from_till(const char *text, const char *from, const char *till)
{
	struct period p = parse(text);
	int32_t day;

	assert_true(date_parse(slice_of(from), &day));
	assert_int_equal(period_from(p), day);
	assert_true(date_parse(slice_of(till), &day));
	assert_int_equal(period_till(p), day);
	is_written(p, text);
}

static void test_forms(void **state)
{
	(void)state;
	is_from_till("2012", "2012-01-01", "2012-12-31");
	is_from_till("2012-02", "2012-02-01", "2012-02-29");
	is_from_till("2011Q1", "2011-01-01", "2011-03-31");
	is_from_till("2011K4", "2011-10-01", "2011-12-31");
	is_from_till("2011H2", "2011-07-01", "2011-12-31");
}

static void test_refused(void **state)
{
	static const char *const wrong[] = {"",        "12",     "0000",   "2012-13", "2012-00",
	                                    "2012Q0",  "2012Q5", "2012H3", "2012H0",  "2012q1",
	                                    "2012X1",  "2012-1", "20121",  "2012Q",   " 2012",
	                                    "2012Q10", "+012"};
	struct period p;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(period_parse(slice_of(wrong[i]), &p));
}

static void test_neighbours(void **state)
{
	struct period p;

	(void)state;
	assert_true(period_move(parse("2012-01"), -1, &p));
	is_written(p, "2011-12");
	assert_true(period_move(parse("2012K1"), -1, &p));
	is_written(p, "2011K4");
	assert_true(period_move(parse("2012H1"), 3, &p));
	is_written(p, "2013H2");
	assert_false(period_move(parse("0001"), -1, &p));
	assert_false(period_move(parse("9999H2"), 1, &p));
}

/* The last whole period ends before the day, and the one after it does not. */
static void test_last_whole(void **state)
{
	static const char *const unit[] = {"month", "quarter", "half-year", "year"};
	int32_t first, last;

	(void)state;
	date_join((struct date_parts){2011, 12, 1}, &first);
	date_join((struct date_parts){2013, 2, 1}, &last);
	for (size_t i = 0; i < 4; i++)
		for (int32_t day = first; day < last; day++) {
			struct period p, next;
			assert_true(period_last_whole(period_unit(slice_of(unit[i])), day, &p));
			assert_true(period_till(p) < day);
			assert_true(period_move(p, 1, &next));
			assert_true(period_till(next) >= day);
		}
	assert_int_equal(period_unit(slice_of("week")), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_forms),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_neighbours),
	    cmocka_unit_test(test_last_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
