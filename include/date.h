/*
 * date: days, months and years of the Gregorian calendar as values.
 *
 * A day is the number of days since 1970-01-01, 0001-01-01 to 9999-12-31. A month is year * 12 + month - 1. Intervals
 * are closed at both ends: date_span(a, b) = b - a + 1 days. Pure; the clock is never read.
 */
#ifndef DATE_H
#define DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

#define DATE_TEXT 10 /* bytes of YYYY-MM-DD */

struct date_parts {
	int year, month, day;
};

/* YYYY-MM-DD and a date that exists, nothing else. */
bool date_parse(struct slice s, int32_t *day);

/* The same, for who does not need to know which. */
bool date_is(struct slice s);

/* YYYY-MM; month is year * 12 + month - 1. */
bool date_parse_month(struct slice s, int32_t *month);

void date_write(int32_t day, char to[DATE_TEXT]);
void date_write_month(int32_t month, char to[7]);

struct date_parts date_split(int32_t day);

/* False if there is no such date. */
bool date_join(struct date_parts parts, int32_t *day);

bool date_is_leap(int year);
int date_month_days(int year, int month);

/* Whole years from birth to `at` (born 29 February: a year older on 1 March in common years). Negative before birth. */
int date_age(int32_t birth, int32_t at);

/* Whole months from a to b, negative if b is before a: 2012-01-31 to 2012-02-29 is 0, to 2012-03-31 is 2. */
int date_months(int32_t a, int32_t b);

/* The same day of another month, or its last day if it is shorter. False outside the calendar. */
bool date_add_months(int32_t day, int months, int32_t *result);
bool date_add_days(int32_t day, int64_t days, int32_t *result);

/* The last day of the month that the day lies in. */
int32_t date_last_day(int32_t day);

/* ISO 8601 weekday, 1 Monday to 7 Sunday. */
int date_weekday(int32_t day);

/*
 * Reads a date in the form of a Table Schema `format`: exactly %Y %m %d %H %M %S and literal characters. A time of day
 * is checked and dropped. False if it does not match, does not exist, or the format asks for anything else.
 */
bool date_parse_as(struct slice s, const char *format, int32_t *day);

#endif
