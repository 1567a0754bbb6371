/* numeral: one rounding decides the figure and its word; Swedish and English forms of both. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "date.h"
#include "render/numeral.h"

static struct number value(const char *text)
{
	struct number x;

	assert_true(number_parse(slice_of(text), &x));
	return x;
}

static struct numeral_rounded rounded(const struct numeral *n, const char *text)
{
	struct numeral_rounded r;

	assert_true(numeral_round(n, value(text), &r));
	return r;
}

static void expect_prose(struct numeral n, const char *text, enum language l, const char *wanted)
{
	struct str to = {0};

	numeral_prose(&to, &n, rounded(&n, text).shown, l);
	assert_string_equal(to.at, wanted);
	str_done(&to);
}

static void groups_of_three_and_a_decimal_sign(void **state)
{
	(void)state;
	expect_prose((struct numeral){0}, "0", LANGUAGE_SV, "0");
	expect_prose((struct numeral){0}, "999", LANGUAGE_SV, "999");
	expect_prose((struct numeral){0}, "1000", LANGUAGE_SV, "1\u00a0000");
	expect_prose((struct numeral){0}, "-1234567", LANGUAGE_SV, "\u22121\u00a0234\u00a0567");
	expect_prose((struct numeral){0}, "-1234567", LANGUAGE_EN, "\u22121,234,567");
	expect_prose((struct numeral){.decimals = 2}, "1234.5", LANGUAGE_SV, "1\u00a0234,50");
	expect_prose((struct numeral){.decimals = 2}, "1234.5", LANGUAGE_EN, "1,234.50");
	expect_prose((struct numeral){.plus = true}, "5", LANGUAGE_SV, "+5");
	expect_prose((struct numeral){.plus = true}, "0.4", LANGUAGE_SV, "0");
	expect_prose((struct numeral){.absolute = true}, "-5", LANGUAGE_SV, "5");
}

static void units_in_prose(void **state)
{
	static const struct {
		enum numeral_unit unit;
		const char *value, *sv, *en;
	} cases[] = {
	    {NUMERAL_PERCENT, "0.3131", "31\u00a0procent", "31\u00a0per\u00a0cent"},
	    {NUMERAL_PERCENT_SIGN, "0.3131", "31\u00a0%", "31%"},
	    {NUMERAL_POINTS, "0.2", "20\u00a0procentenheter", "20\u00a0percentage points"},
	    {NUMERAL_POINTS, "-0.01", "\u22121\u00a0procentenhet", "\u22121\u00a0percentage point"},
	    {NUMERAL_KRONOR, "1", "1\u00a0krona", "SEK\u00a01"},
	    {NUMERAL_KRONOR, "2500", "2\u00a0500\u00a0kronor", "SEK\u00a02,500"},
	    {NUMERAL_MILLIONS, "48600000", "49\u00a0miljoner kronor", "SEK\u00a049\u00a0million"},
	    {NUMERAL_MILLIONS, "1000000", "1\u00a0miljon kronor", "SEK\u00a01\u00a0million"},
	    {NUMERAL_DAYS, "1", "1\u00a0dag", "1\u00a0day"},
	    {NUMERAL_DAYS, "0", "0\u00a0dagar", "0\u00a0days"}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct numeral n = {.unit = cases[i].unit};
		expect_prose(n, cases[i].value, LANGUAGE_SV, cases[i].sv);
		expect_prose(n, cases[i].value, LANGUAGE_EN, cases[i].en);
	}
}

/* One is singular only as a whole number: 1 procentenhet, 1,0 procentenheter. */
static void one_with_decimals_is_plural(void **state)
{
	(void)state;
	expect_prose((struct numeral){.unit = NUMERAL_POINTS}, "0.01", LANGUAGE_SV,
	             "1\u00a0procentenhet");
	expect_prose((struct numeral){.unit = NUMERAL_POINTS, .decimals = 1}, "0.01", LANGUAGE_SV,
	             "1,0\u00a0procentenheter");
	expect_prose((struct numeral){.unit = NUMERAL_POINTS, .decimals = 1}, "-0.01", LANGUAGE_EN,
	             "\u22121.0\u00a0percentage points");
	expect_prose((struct numeral){.unit = NUMERAL_MILLIONS, .decimals = 2}, "1000000",
	             LANGUAGE_SV, "1,00\u00a0miljoner kronor");
	expect_prose((struct numeral){.unit = NUMERAL_DAYS, .decimals = 1}, "1", LANGUAGE_EN,
	             "1.0\u00a0days");
}

/* The rule of drygt and knappt, for every share of two small counts. */
static void the_word_says_on_which_side_the_true_value_is(void **state)
{
	const struct numeral n = {.unit = NUMERAL_PERCENT};
	struct numeral_rounded r;
	struct number share;

	(void)state;
	for (int of = 1; of <= 60; of++)
		for (int part = -of; part <= of; part++) {
			assert_true(number_divide(number_of(part), number_of(of), &share));
			assert_true(numeral_round(&n, share, &r));
			int64_t shown = 0;
			assert_true(number_whole(r.shown, &shown));
			/* the error in hundredths of a percent of `of`, exactly */
			int64_t error = llabs(shown) * of - llabs(part) * 100;
			/* 18 decimals of a share: a third of 100 is not quite 33 1/3, but the side is right */
			enum numeral_word word = error < 0   ? NUMERAL_DRYGT
			                         : error > 0 ? NUMERAL_KNAPPT
			                                     : NUMERAL_EXACT;
			assert_int_equal(r.word, word);
			assert_true(llabs(2 * error) <= of);
			assert_int_equal(r.zero, part == 0);
		}
}

static void half_goes_up(void **state)
{
	const struct numeral n = {.unit = NUMERAL_PERCENT};

	(void)state;
	expect_prose(n, "0.005", LANGUAGE_SV, "1\u00a0procent");
	expect_prose(n, "0.00499999999999999", LANGUAGE_SV, "0\u00a0procent");
	assert_false(rounded(&n, "0.004").zero);
	assert_true(rounded(&n, "0").zero);
	assert_int_equal(rounded(&n, "0.005").word, NUMERAL_KNAPPT);
}

static void steps(void **state)
{
	const struct numeral fifty = {.step = 50}, thousands = {.step = 1000};

	(void)state;
	expect_prose(fifty, "325", LANGUAGE_SV, "350");
	expect_prose(fifty, "324.999", LANGUAGE_SV, "300");
	assert_int_equal(rounded(&fifty, "345").word, NUMERAL_KNAPPT);
	expect_prose(thousands, "28381", LANGUAGE_SV, "28\u00a0000");
	assert_int_equal(rounded(&thousands, "28381").word, NUMERAL_DRYGT);
}

static void for_programs(void **state)
{
	const struct numeral n = {.decimals = 1};
	struct str to = {0};

	(void)state;
	numeral_machine(&to, &n, value("-1234.5"), ',');
	str_add_byte(&to, ' ');
	numeral_machine(&to, &n, value("1234"), '.');
	assert_string_equal(to.at, "-1234,5 1234.0");
	str_done(&to);
}

static void dates(void **state)
{
	struct str to = {0};
	int32_t day = 0, month = 0;

	(void)state;
	assert_true(date_parse(slice_of("2022-07-06"), &day));
	assert_true(date_parse_month(slice_of("2022-12"), &month));
	numeral_date(&to, day, LANGUAGE_SV);
	str_add_byte(&to, ';');
	numeral_date(&to, day, LANGUAGE_EN);
	str_add_byte(&to, ';');
	numeral_month(&to, month, LANGUAGE_SV);
	assert_string_equal(to.at, "6\u00a0juli 2022;6\u00a0July 2022;december 2022");
	str_done(&to);
}

static void what_is_too_large_is_refused(void **state)
{
	const struct numeral n = {.unit = NUMERAL_PERCENT};
	struct numeral_rounded r;

	(void)state;
	assert_false(numeral_round(&n, value("9999999999999999999999999999999999999"), &r));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(groups_of_three_and_a_decimal_sign),
	    cmocka_unit_test(units_in_prose),
	    cmocka_unit_test(one_with_decimals_is_plural),
	    cmocka_unit_test(the_word_says_on_which_side_the_true_value_is),
	    cmocka_unit_test(half_goes_up),
	    cmocka_unit_test(steps),
	    cmocka_unit_test(for_programs),
	    cmocka_unit_test(dates),
	    cmocka_unit_test(what_is_too_large_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
