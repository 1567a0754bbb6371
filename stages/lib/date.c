#include "date.h"

#include <endian.h>

#define FIRST_DAY (-719162) /* 0001-01-01 */
#define LAST_DAY 2932896    /* 9999-12-31 */
#define FIRST_YEAR 1
#define LAST_YEAR 9999

bool date_is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_month_days(int year, int month)
{
	if (month == 2)
		return date_is_leap(year) ? 29 : 28;
	return 30 + ((month ^ month >> 3) &
	             1); /* 31 for odd months to July, for even ones from August */
}

/*
 * Years are counted from March, so that the leap day is the last of its year and the months before
 * it have a fixed number of days: (153 * month + 2) / 5 days lie before a month counted from March
 * = 0. 719468 days lie between 0000-03-01 and 1970-01-01. Unsigned, as division of these is cheaper
 * and 0001-01-01 is year 0.
 */
static int32_t day_number(unsigned year, unsigned month, unsigned day)
{
	unsigned before_march = month <= 2;
	unsigned y = year - before_march;
	unsigned m = month + 12 * before_march - 3;

	return (int32_t)(365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day) - 719469;
}

/*
 * Eight bytes at once. Exclusive or with "0000-00-" makes digits 0 to 9 and dashes 0; the addition
 * then carries into the top bit of a byte that is more than 9, or more than 0 where a dash should
 * be (and one that is 128 or more has that bit already, so a carry into its neighbour does no
 * harm). Times ten plus the byte after it makes pairs of digits.
 */
static inline bool year_and_month(uint64_t bytes, unsigned *year, unsigned *month)
{
	uint64_t x = le64toh(bytes) ^ UINT64_C(0x2d30302d30303030);

	if (((x + UINT64_C(0x7f76767f76767676)) | x) & UINT64_C(0x8080808080808080))
		return false;
	x = x * 10 + (x >> 8);
	*year = (unsigned)(x & 0xff) * 100 + (unsigned)(x >> 16 & 0xff);
	*month = (unsigned)(x >> 40 & 0xff);
	return *year >= FIRST_YEAR && *month - 1 < 12;
}

static inline bool take_date(struct slice s, unsigned *year, unsigned *month, unsigned *day)
{
	uint64_t bytes;
	unsigned tens, ones;

	if (s.n != DATE_TEXT)
		return false;
	memcpy(&bytes, s.at, sizeof bytes);
	tens = (unsigned)(unsigned char)s.at[8] - '0';
	ones = (unsigned)(unsigned char)s.at[9] - '0';
	*day = tens * 10 + ones;
	if (tens > 3 || ones > 9 || *day == 0 || !year_and_month(bytes, year, month))
		return false;
	return *day <= 28 || *day <= (unsigned)date_month_days((int)*year, (int)*month);
}

bool date_parse(struct slice s, int32_t *day)
{
	unsigned year, month, d;

	if (!take_date(s, &year, &month, &d))
		return false;
	*day = day_number(year, month, d);
	return true;
}

bool date_is(struct slice s)
{
	unsigned year, month, day;

	return take_date(s, &year, &month, &day);
}

bool date_parse_month(struct slice s, int32_t *month)
{
	char whole[8];
	uint64_t bytes;
	unsigned year, m;

	if (s.n != 7)
		return false;
	memcpy(whole, s.at, 7);
	whole[7] = '-';
	memcpy(&bytes, whole, sizeof bytes);
	if (!year_and_month(bytes, &year, &m))
		return false;
	*month = (int32_t)(year * 12 + m - 1);
	return true;
}

static char *write_digits(char *to, unsigned value, int digits)
{
	for (int i = digits - 1; i >= 0; i--) {
		to[i] = (char)('0' + value % 10);
		value /= 10;
	}
	return to + digits;
}

void date_write(int32_t day, char to[DATE_TEXT])
{
	struct date_parts p = date_split(day);

	to = write_digits(to, (unsigned)p.year, 4);
	*to++ = '-';
	to = write_digits(to, (unsigned)p.month, 2);
	*to++ = '-';
	write_digits(to, (unsigned)p.day, 2);
}

void date_write_month(int32_t month, char to[7])
{
	to = write_digits(to, (unsigned)month / 12, 4);
	*to++ = '-';
	write_digits(to, (unsigned)month % 12 + 1, 2);
}

/*
 * The other way, in eras of 400 years (146097 days) that begin on 1 March: a day of the era less
 * the leap days before it gives the year by division by 365.
 */
struct date_parts date_split(int32_t day)
{
	unsigned n = (unsigned)(day + 719468);
	unsigned era = n / 146097;
	unsigned in_era = n % 146097;
	unsigned leap_days = in_era / 1460 - in_era / 36524 + in_era / 146096;
	unsigned year = (in_era - leap_days) / 365;
	unsigned in_year = in_era - (365 * year + year / 4 - year / 100);
	unsigned month = (5 * in_year + 2) / 153;
	unsigned after_december = month >= 10;

	return (struct date_parts){
	    .year = (int)(era * 400 + year + after_december),
	    .month = (int)(month + 3 - 12 * after_december),
	    .day = (int)(in_year - (153 * month + 2) / 5 + 1),
	};
}

bool date_join(struct date_parts p, int32_t *day)
{
	if (p.year < FIRST_YEAR || p.year > LAST_YEAR || p.month < 1 || p.month > 12 || p.day < 1 ||
	    p.day > date_month_days(p.year, p.month))
		return false;
	*day = day_number((unsigned)p.year, (unsigned)p.month, (unsigned)p.day);
	return true;
}

int date_age(int32_t birth, int32_t at)
{
	struct date_parts b = date_split(birth);
	struct date_parts a = date_split(at);
	bool before_birthday = a.month < b.month || (a.month == b.month && a.day < b.day);

	return a.year - b.year - before_birthday;
}

int date_months(int32_t a, int32_t b)
{
	struct date_parts from, to;

	if (b < a)
		return -date_months(b, a);
	from = date_split(a);
	to = date_split(b);
	return (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day);
}

bool date_add_months(int32_t day, int months, int32_t *result)
{
	struct date_parts p = date_split(day);
	int64_t month = (int64_t)p.year * 12 + p.month - 1 + months;
	int last;

	if (month < FIRST_YEAR * 12 || month > LAST_YEAR * 12 + 11)
		return false;
	p.year = (int)(month / 12);
	p.month = (int)(month % 12) + 1;
	last = date_month_days(p.year, p.month);
	if (p.day > last)
		p.day = last;
	return date_join(p, result);
}

bool date_add_days(int32_t day, int64_t days, int32_t *result)
{
	int64_t sum;

	if (__builtin_add_overflow(days, (int64_t)day, &sum) || sum < FIRST_DAY || sum > LAST_DAY)
		return false;
	*result = (int32_t)sum;
	return true;
}

int32_t date_last_day(int32_t day)
{
	struct date_parts p = date_split(day);

	return day - p.day + date_month_days(p.year, p.month);
}

int date_weekday(int32_t day)
{
	return (int)((unsigned)(day - FIRST_DAY) % 7) + 1; /* 0001-01-01 was a Monday */
}

/* Takes exactly `digits` digits off the front of *s. */
static bool take_digits(struct slice *s, size_t digits, int *value)
{
	if (s->n < digits)
		return false;
	*value = 0;
	for (size_t i = 0; i < digits; i++) {
		if (s->at[i] < '0' || s->at[i] > '9')
			return false;
		*value = *value * 10 + (s->at[i] - '0');
	}
	s->at += digits;
	s->n -= digits;
	return true;
}

bool date_parse_as(struct slice s, const char *format, int32_t *day)
{
	static const char letters[] = "YmdHMS";
	static const int highest[] = {LAST_YEAR, 12, 31, 23, 59, 59};
	int part[6] = {-1, -1, -1, 0, 0, 0};
	bool seen[6] = {false};

	for (; *format != '\0'; format++) {
		if (*format == '%') {
			const char *letter = *++format == '\0' ? NULL : strchr(letters, *format);
			size_t i = letter == NULL ? 0 : (size_t)(letter - letters);
			if (letter == NULL || seen[i] ||
			    !take_digits(&s, i == 0 ? 4 : 2, &part[i]) || part[i] > highest[i])
				return false;
			seen[i] = true;
		} else {
			if (s.n == 0 || *s.at != *format)
				return false;
			s.at++;
			s.n--;
		}
	}
	return s.n == 0 && date_join((struct date_parts){part[0], part[1], part[2]}, day);
}
