#include "validate/schema_instant.h"

#include <stdint.h>
#include <string.h>

#include "date.h"
#include "validate/schema_time.h"

#define DAY INT64_C(86400)
#define ZONE_MOST (14 * INT64_C(3600)) /* no clock is further from UTC */
#define PART_DIGITS 10 /* of a duration; so many centuries fit in 64 bits of seconds */

static enum schema_order order_of(int64_t a, int64_t b)
{
	return a < b ? SCHEMA_BEFORE : a > b ? SCHEMA_AFTER : SCHEMA_SAME;
}

/* Digits behind a point, as many as there are: "5" is "50". */
static enum schema_order compare_decimals(struct slice a, struct slice b)
{
	for (size_t i = 0; i < a.n || i < b.n; i++) {
		char x = i < a.n ? a.at[i] : '0', y = i < b.n ? b.at[i] : '0';
		if (x != y)
			return x < y ? SCHEMA_BEFORE : SCHEMA_AFTER;
	}
	return SCHEMA_SAME;
}

static struct slice without_zeros(struct slice decimals)
{
	while (decimals.n > 0 && decimals.at[decimals.n - 1] == '0')
		decimals.n--;
	return decimals;
}

static int two(const char *at)
{
	return (at[0] - '0') * 10 + at[1] - '0';
}

/* ---------------------------------------------------------------- moments */

/*
 * Two that both have a zone, or both have none, are compared by their seconds, then by their decimals as text. One
 * without lies somewhere within ZONE_MOST of its seconds, so against one with a zone it has an order only if both
 * ends have the same.
 */
struct moment {
	int64_t second; /* since 1970-01-01T00:00:00, of UTC if there is a zone */
	struct slice decimals;
	bool zoned;
};

static bool moment_of(struct slice s, struct moment *m)
{
	struct slice rest;
	int32_t day;

	if (!schema_time_is_moment(s) || !date_parse((struct slice){s.at, DATE_TEXT}, &day))
		return false;
	m->second = day * DAY + two(s.at + 11) * 3600 + two(s.at + 14) * 60 + two(s.at + 17);
	rest = (struct slice){s.at + SCHEMA_MOMENT_TEXT, s.n - SCHEMA_MOMENT_TEXT};
	m->decimals = (struct slice){rest.at, 0};
	if (rest.n > 0 && rest.at[0] == '.') {
		m->decimals.at++;
		while (1 + m->decimals.n < rest.n && rest.at[1 + m->decimals.n] >= '0' &&
		       rest.at[1 + m->decimals.n] <= '9')
			m->decimals.n++;
		rest.at += 1 + m->decimals.n;
		rest.n -= 1 + m->decimals.n;
		m->decimals = without_zeros(m->decimals);
	}
	m->zoned = rest.n > 0;
	if (rest.n == 6) {
		int64_t ahead = two(rest.at + 1) * 3600 + two(rest.at + 4) * 60;
		m->second -= rest.at[0] == '-' ? -ahead : ahead;
	}
	return true;
}

static enum schema_order compare_moments(const struct moment *a, const struct moment *b)
{
	enum schema_order order = order_of(a->second, b->second);

	return order == SCHEMA_SAME ? compare_decimals(a->decimals, b->decimals) : order;
}

/* a has no zone: both its ends must lie on the same side of b. */
static enum schema_order compare_unzoned(struct moment a, const struct moment *b)
{
	enum schema_order early, late;

	a.second -= ZONE_MOST;
	early = compare_moments(&a, b);
	a.second += 2 * ZONE_MOST;
	late = compare_moments(&a, b);
	return early == late && early != SCHEMA_SAME ? early : SCHEMA_NO_ORDER;
}

static enum schema_order turned(enum schema_order order)
{
	return order == SCHEMA_BEFORE  ? SCHEMA_AFTER
	       : order == SCHEMA_AFTER ? SCHEMA_BEFORE
	                               : order;
}

enum schema_order schema_instant_compare(struct slice a, struct slice b)
{
	struct moment x, y;

	if (!moment_of(a, &x) || !moment_of(b, &y))
		return SCHEMA_NO_ORDER;
	if (x.zoned == y.zoned)
		return compare_moments(&x, &y);
	return x.zoned ? turned(compare_unzoned(y, &x)) : compare_unzoned(x, &y);
}

void schema_instant_key(struct slice s, struct str *to)
{
	struct moment m;

	if (!moment_of(s, &m))
		str_add(to, s);
	else
		str_addf(to, "%lld.%.*s%s", (long long)m.second, SLICE(m.decimals),
		         m.zoned ? "Z" : "");
}

/* ---------------------------------------------------------------- durations */

/* Months and seconds do not mix: how many days a month has depends on where it begins. Both have the sign. */
struct span {
	int64_t months, seconds;
	struct slice decimals;
	bool negative;
};

/*
 * One number and its unit, off the front. Units come in their order; *units is what may still come, up to a T or
 * the end.
 */
static bool take_part(struct slice *s, const char **units, bool time, struct span *d)
{
	static const struct {
		char unit;
		bool time;
		int64_t months, seconds;
	} all[] = {{'Y', false, 12, 0},  {'M', false, 1, 0}, {'D', false, 0, DAY},
	           {'H', true, 0, 3600}, {'M', true, 0, 60}, {'S', true, 0, 1}};
	size_t n = 0, decimals = 0, span = time ? strlen(*units) : strcspn(*units, "T");
	const char *found;
	int64_t value = 0;

	for (; n < s->n && s->at[n] >= '0' && s->at[n] <= '9'; n++)
		value = n < PART_DIGITS ? value * 10 + (s->at[n] - '0') : value;
	if (n == 0 || n > PART_DIGITS)
		return false;
	if (n < s->n && s->at[n] == '.') {
		while (n + 1 + decimals < s->n && s->at[n + 1 + decimals] >= '0' &&
		       s->at[n + 1 + decimals] <= '9')
			decimals++;
		d->decimals = without_zeros((struct slice){s->at + n + 1, decimals});
		n += 1 + decimals;
		if (decimals == 0 || n == s->n || s->at[n] != 'S')
			return false;
	}
	if (n == s->n || (found = memchr(*units, s->at[n], span)) == NULL)
		return false;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].unit == s->at[n] && all[i].time == time) {
			d->months += value * all[i].months;
			d->seconds += value * all[i].seconds;
		}
	*units = found + 1;
	*s = (struct slice){s->at + n + 1, s->n - n - 1};
	return true;
}

static bool span_of(struct slice s, struct span *d)
{
	const char *units = "YMDTHMS";
	bool time = false, any = false;

	*d = (struct span){.negative = s.n > 0 && s.at[0] == '-'};
	if (d->negative)
		s = (struct slice){s.at + 1, s.n - 1};
	if (s.n == 0 || s.at[0] != 'P')
		return false;
	s = (struct slice){s.at + 1, s.n - 1};
	while (s.n > 0) {
		if (s.at[0] == 'T' && !time) {
			units = strchr(units, 'T') + 1;
			time = true;
			any = false;
			s = (struct slice){s.at + 1, s.n - 1};
			continue;
		}
		if (!take_part(&s, &units, time, d))
			return false;
		any = true;
	}
	return any;
}

static void add_part(struct str *to, int64_t value, char unit)
{
	if (value > 0)
		str_addf(to, "%lld%c", (long long)value, unit);
}

bool schema_duration_read(struct slice s, struct str *to)
{
	struct span d;
	int64_t in_day;

	if (!span_of(s, &d))
		return false;
	if (d.months == 0 && d.seconds == 0 && d.decimals.n == 0) {
		str_add_text(to, "PT0S");
		return true;
	}
	in_day = d.seconds % DAY;
	str_add_text(to, d.negative ? "-P" : "P");
	add_part(to, d.months / 12, 'Y');
	add_part(to, d.months % 12, 'M');
	add_part(to, d.seconds / DAY, 'D');
	if (in_day > 0 || d.decimals.n > 0)
		str_add_byte(to, 'T');
	add_part(to, in_day / 3600, 'H');
	add_part(to, in_day / 60 % 60, 'M');
	if (d.decimals.n > 0)
		str_addf(to, "%lld.%.*sS", (long long)(in_day % 60), SLICE(d.decimals));
	else
		add_part(to, in_day % 60, 'S');
	return true;
}

/* Days before the first of a month that is counted from January of the year 0, which may lie far off either way. */
static int64_t days_before(int64_t month)
{
	static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
	int64_t in_year = ((month % 12) + 12) % 12, year = (month - in_year) / 12;
	int64_t cycle = ((year % 400) + 400) % 400, eras = (year - cycle) / 400;
	bool leap = cycle % 4 == 0 && (cycle % 100 != 0 || cycle == 0);

	return eras * 146097 + cycle * 365 + (cycle + 3) / 4 - (cycle + 99) / 100 + (cycle > 0) +
	       before[in_year] + (in_year > 1 && leap);
}

/* The signed second at which it ends if it begins with that month, and the decimals beyond it. */
static int64_t end_of(const struct span *d, int64_t month)
{
	int64_t sign = d->negative ? -1 : 1;

	return days_before(month + sign * d->months) * DAY + sign * d->seconds;
}

static enum schema_order compare_from(const struct span *a, const struct span *b, int64_t month)
{
	enum schema_order order = order_of(end_of(a, month), end_of(b, month)), decimals;

	if (order != SCHEMA_SAME)
		return order;
	if (a->negative != b->negative && (a->decimals.n > 0 || b->decimals.n > 0))
		return a->negative ? SCHEMA_BEFORE : SCHEMA_AFTER;
	decimals = compare_decimals(a->decimals, b->decimals);
	return a->negative ? turned(decimals) : decimals;
}

/* Longest and shortest runs of months begin in these, says XML Schema; where they do not agree there is no order. */
enum schema_order schema_duration_compare(struct slice a, struct slice b)
{
	static const int64_t from[] = {1696 * 12 + 8, 1697 * 12 + 1, 1903 * 12 + 2, 1903 * 12 + 6};
	enum schema_order order;
	struct span x, y;

	if (!span_of(a, &x) || !span_of(b, &y))
		return SCHEMA_NO_ORDER;
	order = compare_from(&x, &y, from[0]);
	for (size_t i = 1; i < sizeof from / sizeof *from; i++)
		if (compare_from(&x, &y, from[i]) != order)
			return SCHEMA_NO_ORDER;
	return order;
}
