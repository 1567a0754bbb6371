/* The calendar, against walking it day by day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "date.h"

static bool parses(const char *text)
{
	int32_t day;

	return date_parse(slice_of(text), &day);
}

static int32_t day_of(const char *text)
{
	int32_t day = 0;

	assert_true(date_parse(slice_of(text), &day));
	return day;
}

static void assert_date(int32_t day, const char *expected)
{
	char text[DATE_TEXT + 1] = "";

	date_write(day, text);
	assert_string_equal(text, expected);
}

/* The lengths of months as the calendar of a kitchen wall has them. */
static int days_in(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month == 2 && (year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)))
		return 29;
	return days[month - 1];
}

static void every_day_of_the_calendar(void **state)
{
	int32_t day = -719162;
	int weekday = 1;
	char text[16];

	(void)state;
	for (int y = 1; y <= 9999; y++)
		for (int m = 1; m <= 12; m++)
			for (int d = 1; d <= 31; d++) {
				struct slice s = {text, DATE_TEXT};
				struct date_parts p = {y, m, d};
				int32_t parsed, joined;
				char written[DATE_TEXT];
				char *t = text;

				for (int unit = 1000; unit > 0; unit /= 10)
					*t++ = (char)('0' + y / unit % 10);
				*t++ = '-';
				*t++ = (char)('0' + m / 10);
				*t++ = (char)('0' + m % 10);
				*t++ = '-';
				*t++ = (char)('0' + d / 10);
				*t++ = (char)('0' + d % 10);
				if (d > days_in(y, m)) {
					assert_false(date_parse(s, &parsed));
					assert_false(date_join(p, &joined));
					continue;
				}
				assert_true(date_parse(s, &parsed));
				assert_true(date_join(p, &joined));
				date_write(day, written);
				if (parsed != day || joined != day ||
				    memcmp(written, text, DATE_TEXT) != 0 ||
				    date_weekday(day) != weekday ||
				    date_last_day(day) != day + days_in(y, m) - d)
					fail_msg("at %.10s", text);
				day++;
				weekday = weekday % 7 + 1;
			}
	assert_int_equal(day, 2932897);
	assert_int_equal(day_of("1970-01-01"), 0);
	assert_int_equal(day_of("2000-03-01"), 11017);
}

static void no_other_byte_passes(void **state)
{
	static const char date[] = "2012-10-20";

	(void)state;
	for (int at = 0; at < DATE_TEXT; at++)
		for (int byte = 0; byte < 256; byte++) {
			char text[DATE_TEXT];
			int32_t day;
			bool digit = byte >= '0' && byte <= '9';

			memcpy(text, date, DATE_TEXT);
			text[at] = (char)byte;
			if (date_parse((struct slice){text, DATE_TEXT}, &day)) {
				char back[DATE_TEXT];
				date_write(day, back);
				assert_memory_equal(back, text, DATE_TEXT);
				assert_true(at == 4 || at == 7 ? byte == '-' : digit);
			}
		}
}

static void what_is_no_date(void **state)
{
	static const char *const wrong[] = {
	    "",           "2012",        "2012-1-01",  "2012-01-1",   "2012-01-011", "20120101",
	    "2012/01/01", "2012-00-10",  "2012-13-01", "2012-01-00",  "2012-01-32",  "2012-02-30",
	    "2011-02-29", "1900-02-29",  "0000-01-01", " 2012-01-01", "2012-01-01 ", "-012-01-01",
	    "2012-04-31", "2012-01-1\t", "2012-99-99", "12-31-2012"};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (parses(wrong[i]))
			fail_msg("%s was taken", wrong[i]);
	assert_true(parses("2000-02-29"));
	assert_true(parses("0001-01-01"));
	assert_true(parses("9999-12-31"));
}

static void months(void **state)
{
	int32_t month;
	char text[8] = "";

	(void)state;
	for (int m = 12; m <= 9999 * 12 + 11; m++) {
		date_write_month(m, text);
		assert_true(date_parse_month(slice_of(text), &month));
		assert_int_equal(month, m);
	}
	assert_string_equal(text, "9999-12");
	assert_false(date_parse_month(slice_of("2012-13"), &month));
	assert_false(date_parse_month(slice_of("2012-00"), &month));
	assert_false(date_parse_month(slice_of("0000-01"), &month));
	assert_false(date_parse_month(slice_of("2012-1"), &month));
	assert_false(date_parse_month(slice_of("2012_10"), &month));
	assert_false(date_parse_month(slice_of("2012-1-"), &month));
	assert_false(date_parse_month(slice_of("2012-10-01"), &month));
}

static void ages(void **state)
{
	int32_t born = day_of("1984-02-29");
	int age = 0;

	(void)state;
	assert_int_equal(date_age(born, day_of("2011-02-28")), 26);
	assert_int_equal(date_age(born, day_of("2011-03-01")), 27);
	assert_int_equal(date_age(born, day_of("2012-02-28")), 27);
	assert_int_equal(date_age(born, day_of("2012-02-29")), 28);
	assert_int_equal(date_age(born, born), 0);
	assert_int_equal(date_age(born, born - 1), -1);
	assert_int_equal(date_age(day_of("1990-12-31"), day_of("1991-12-30")), 0);
	assert_int_equal(date_age(day_of("1990-12-31"), day_of("1991-12-31")), 1);
	/* Walking: a year older on each birthday and on no other day. */
	born = day_of("1970-05-17");
	for (int32_t day = born + 1; day < born + 40000; day++) {
		struct date_parts p = date_split(day);
		if (p.month == 5 && p.day == 17)
			age++;
		assert_int_equal(date_age(born, day), age);
	}
}

static void months_between(void **state)
{
	(void)state;
	assert_int_equal(date_months(day_of("2012-01-31"), day_of("2012-02-29")), 0);
	assert_int_equal(date_months(day_of("2012-01-31"), day_of("2012-03-31")), 2);
	assert_int_equal(date_months(day_of("2012-01-31"), day_of("2012-03-30")), 1);
	assert_int_equal(date_months(day_of("2011-12-15"), day_of("2013-01-15")), 13);
	assert_int_equal(date_months(day_of("2012-03-31"), day_of("2012-01-31")), -2);
	assert_int_equal(date_months(day_of("2012-02-29"), day_of("2012-01-31")), 0);
	/* Against adding: n months after a day that all months have are n months from it. */
	for (int n = 0; n < 1000; n++) {
		int32_t from = day_of("1996-02-28") + n % 28 - 27, to;
		assert_true(date_add_months(from, n, &to));
		assert_int_equal(date_months(from, to), n);
		assert_int_equal(date_months(from, to - 1), n == 0 ? 0 : n - 1);
		assert_int_equal(date_months(to, from), -n);
	}
}

static void adding(void **state)
{
	int32_t day;

	(void)state;
	assert_true(date_add_months(day_of("2012-01-31"), 1, &day));
	assert_date(day, "2012-02-29");
	assert_true(date_add_months(day_of("2012-03-31"), -1, &day));
	assert_date(day, "2012-02-29");
	assert_true(date_add_months(day_of("2012-02-29"), 12, &day));
	assert_date(day, "2013-02-28");
	assert_true(date_add_months(day_of("2012-12-31"), -13, &day));
	assert_date(day, "2011-11-30");
	assert_false(date_add_months(day_of("9999-12-01"), 1, &day));
	assert_false(date_add_months(day_of("0001-01-31"), -1, &day));
	assert_false(date_add_months(0, 2147483647, &day));
	assert_false(date_add_months(0, -2147483647 - 1, &day));
	assert_true(date_add_days(day_of("2012-02-28"), 2, &day));
	assert_date(day, "2012-03-01");
	assert_true(date_add_days(day_of("9999-12-31"), 0, &day));
	assert_false(date_add_days(day_of("9999-12-31"), 1, &day));
	assert_true(date_add_days(day_of("9999-12-31"), -3652058, &day));
	assert_date(day, "0001-01-01");
	assert_false(date_add_days(day_of("0001-01-01"), -1, &day));
	assert_false(date_add_days(1, INT64_MAX, &day));
	assert_false(date_add_days(-1, INT64_MIN, &day));
}

static void with_a_format(void **state)
{
	static const struct {
		const char *text, *format, *expected; /* NULL: refused */
	} cases[] = {
	    {"31/12/2012", "%d/%m/%Y", "2012-12-31"},
	    {"20121231", "%Y%m%d", "2012-12-31"},
	    {"2012-12-31 23:59:59", "%Y-%m-%d %H:%M:%S", "2012-12-31"},
	    {"2012-12-31 24:00:00", "%Y-%m-%d %H:%M:%S", NULL},
	    {"2012-12-31 23:60:00", "%Y-%m-%d %H:%M:%S", NULL},
	    {"2012-12-31 23:59:60", "%Y-%m-%d %H:%M:%S", NULL},
	    {"2012-12-31T00", "%Y-%m-%dT%H", "2012-12-31"},
	    {"1/12/2012", "%d/%m/%Y", NULL},
	    {"31/12/2012 ", "%d/%m/%Y", NULL},
	    {"31/12/201", "%d/%m/%Y", NULL},
	    {"31/02/2012", "%d/%m/%Y", NULL},
	    {"31/12", "%d/%m", NULL},
	    {"2012-12-31 12", "%Y-%m-%d %d", NULL},
	    {"12-12-31", "%y-%m-%d", NULL},
	    {"2012-12-31", "%Y-%m-%d%", NULL},
	    {"0000-12-31", "%Y-%m-%d", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int32_t day;
		bool is = date_parse_as(slice_of(cases[i].text), cases[i].format, &day);
		if (is != (cases[i].expected != NULL))
			fail_msg("%s as %s", cases[i].text, cases[i].format);
		if (is)
			assert_date(day, cases[i].expected);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_day_of_the_calendar),
	    cmocka_unit_test(no_other_byte_passes),
	    cmocka_unit_test(what_is_no_date),
	    cmocka_unit_test(months),
	    cmocka_unit_test(ages),
	    cmocka_unit_test(months_between),
	    cmocka_unit_test(adding),
	    cmocka_unit_test(with_a_format),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
