/* period: see period.h. */
#include "period.h"

#include "date.h"

#define FIRST_MONTH (1 * 12)
#define LAST_MONTH (9999 * 12 + 11)

static bool year_of(struct slice s, int *year)
{
	*year = 0;
	if (s.n != 4)
		return false;
	for (size_t i = 0; i < 4; i++) {
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
		*year = *year * 10 + (s.at[i] - '0');
	}
	return *year > 0;
}

bool period_parse(struct slice s, struct period *p)
{
	int year, parts, part;

	*p = (struct period){0};
	if (s.n == 7) {
		p->months = 1;
		return date_parse_month(s, &p->first);
	}
	if (s.n < 4 || !year_of((struct slice){s.at, 4}, &year))
		return false;
	p->months = 12;
	p->first = year * 12;
	if (s.n == 4)
		return true;
	if (s.n != 6 || (s.at[4] != 'Q' && s.at[4] != 'K' && s.at[4] != 'H'))
		return false;
	p->letter = s.at[4];
	p->months = p->letter == 'H' ? 6 : 3;
	parts = 12 / p->months;
	part = s.at[5] - '0';
	p->first += (part - 1) * p->months;
	return part >= 1 && part <= parts;
}

void period_write(struct period p, char to[PERIOD_TEXT])
{
	int year = p.first / 12, month = p.first % 12;

	if (p.months == 1) {
		date_write_month(p.first, to);
		to[7] = '\0';
		return;
	}
	to[0] = (char)('0' + year / 1000 % 10);
	to[1] = (char)('0' + year / 100 % 10);
	to[2] = (char)('0' + year / 10 % 10);
	to[3] = (char)('0' + year % 10);
	to[4] = '\0';
	if (p.months != 12) {
		to[4] = p.letter;
		to[5] = (char)('1' + month / p.months);
		to[6] = '\0';
	}
}

static int32_t first_day(int32_t month)
{
	int32_t day = 0;

	date_join((struct date_parts){month / 12, month % 12 + 1, 1}, &day);
	return day;
}

int32_t period_from(struct period p)
{
	return first_day(p.first);
}

int32_t period_till(struct period p)
{
	return date_last_day(first_day(p.first + p.months - 1));
}

bool period_move(struct period p, int steps, struct period *result)
{
	int64_t first = (int64_t)p.first + (int64_t)steps * p.months;

	if (first < FIRST_MONTH || first + p.months - 1 > LAST_MONTH)
		return false;
	*result = p;
	result->first = (int32_t)first;
	return true;
}

bool period_window(struct period p, struct slice name, struct period *result)
{
	int32_t january = p.first - p.first % 12, end = p.first + p.months;

	if (slice_is(name, "previous"))
		return period_move(p, -1, result);
	if (slice_is(name, "year-ago"))
		p.first -= 12;
	else if (slice_is(name, "year"))
		p = (struct period){.months = 12, .first = (end - 1) - (end - 1) % 12};
	else if (slice_is(name, "year-to-date"))
		p = (struct period){.months = end - january, .first = january};
	else if (slice_is(name, "last-12-months"))
		p = (struct period){.months = 12, .first = end - 12};
	else
		return false;
	*result = p;
	return p.first >= 12;
}

bool period_is_written(struct period p)
{
	return (p.months == 1 || p.months == 3 || p.months == 6 || p.months == 12) &&
	       p.first % p.months == 0;
}

int period_unit(struct slice name)
{
	static const struct {
		const char *name;
		int months;
	} unit[] = {{"month", 1}, {"quarter", 3}, {"half-year", 6}, {"year", 12}};

	for (size_t i = 0; i < sizeof unit / sizeof unit[0]; i++)
		if (slice_is(name, unit[i].name))
			return unit[i].months;
	return 0;
}

struct period period_of(int months, int32_t day)
{
	struct date_parts parts = date_split(day);

	return (struct period){.months = months,
	                       .first = parts.year * 12 + (parts.month - 1) / months * months,
	                       .letter = months == 3   ? 'Q'
	                                 : months == 6 ? 'H'
	                                               : '\0'};
}

bool period_last_whole(int months, int32_t day, struct period *p)
{
	return period_move(period_of(months, day), -1, p);
}
