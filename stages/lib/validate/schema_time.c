#include "validate/schema_time.h"

#include <stddef.h>
#include <string.h>

#include "date.h"

/* What the letters of a format stand for. */
static const struct {
	char letter;
	size_t digits;
	int least, most;
} parts[] = {{'Y', 4, 1, 9999}, {'m', 2, 1, 12}, {'d', 2, 1, 31},
             {'H', 2, 0, 23},   {'M', 2, 0, 59}, {'S', 2, 0, 59}};

enum { PARTS = sizeof parts / sizeof *parts };

static size_t part_of(char letter)
{
	size_t i = 0;

	while (i < PARTS && parts[i].letter != letter)
		i++;
	return i;
}

bool schema_time_format_is_known(const char *format, bool date, bool time)
{
	bool seen[PARTS] = {false};

	for (const char *p = format; *p; p++) {
		if (*p != '%')
			continue;
		size_t part = part_of(*++p);
		if (part == PARTS || seen[part])
			return false;
		seen[part] = true;
	}
	if (date && !(seen[0] && seen[1] && seen[2]))
		return false;
	if (!date && (seen[0] || seen[1] || seen[2]))
		return false;
	return !time || seen[3];
}

static bool digits(struct slice *s, size_t n, int *value)
{
	*value = 0;
	if (s->n < n)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (s->at[i] < '0' || s->at[i] > '9')
			return false;
		*value = *value * 10 + (s->at[i] - '0');
	}
	s->at += n;
	s->n -= n;
	return true;
}

static bool parse(struct slice s, const char *format, int value[PARTS])
{
	for (const char *p = format; *p; p++) {
		if (*p != '%') {
			if (s.n == 0 || *s.at != *p)
				return false;
			s.at++;
			s.n--;
			continue;
		}
		size_t part = part_of(*++p);
		if (part == PARTS || !digits(&s, parts[part].digits, &value[part]) ||
		    value[part] < parts[part].least || value[part] > parts[part].most)
			return false;
	}
	return s.n == 0;
}

static void put(char *to, int value)
{
	to[0] = (char)('0' + value / 10);
	to[1] = (char)('0' + value % 10);
}

static void put_time(char *to, const int value[PARTS])
{
	put(to, value[3]);
	to[2] = to[5] = ':';
	put(to + 3, value[4]);
	put(to + 6, value[5]);
}

bool schema_time_parse(struct slice s, const char *format, char to[SCHEMA_TIME_TEXT])
{
	int value[PARTS] = {0};

	if (!parse(s, format ? format : "%H:%M:%S", value))
		return false;
	put_time(to, value);
	return true;
}

bool schema_time_parse_moment(struct slice s, const char *format, char to[SCHEMA_MOMENT_TEXT])
{
	int value[PARTS] = {0};
	int32_t day;

	if (!parse(s, format, value) ||
	    !date_join((struct date_parts){value[0], value[1], value[2]}, &day))
		return false;
	date_write(day, to);
	to[DATE_TEXT] = 'T';
	put_time(to + DATE_TEXT + 1, value);
	return true;
}

bool schema_time_is_moment(struct slice s)
{
	char moment[SCHEMA_MOMENT_TEXT];
	int hour, minute;
	struct slice rest = {s.at + SCHEMA_MOMENT_TEXT, s.n - SCHEMA_MOMENT_TEXT};

	if (s.n < SCHEMA_MOMENT_TEXT ||
	    !schema_time_parse_moment((struct slice){s.at, SCHEMA_MOMENT_TEXT}, "%Y-%m-%dT%H:%M:%S",
	                              moment))
		return false;
	if (rest.n > 1 && rest.at[0] == '.') {
		size_t n = 1;
		while (n < rest.n && rest.at[n] >= '0' && rest.at[n] <= '9')
			n++;
		if (n == 1)
			return false;
		rest = (struct slice){rest.at + n, rest.n - n};
	}
	if (rest.n == 0 || slice_is(rest, "Z"))
		return true;
	if (rest.at[0] != '+' && rest.at[0] != '-')
		return false;
	rest = (struct slice){rest.at + 1, rest.n - 1};
	return digits(&rest, 2, &hour) && rest.n == 3 && rest.at[0] == ':' &&
	       (rest = (struct slice){rest.at + 1, 2}, digits(&rest, 2, &minute)) && hour <= 14 &&
	       minute <= 59;
}
