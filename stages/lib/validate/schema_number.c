#include "validate/schema_number.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "text.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * The common case: perhaps a minus, digits without grouping, perhaps decimals. If the point and the decimals are as
 * they must be the number is canonical where it stands; else it is copied, with a point and without zeros at the
 * end. False: not of this kind, and nothing is said yet.
 */
static bool read_plain(const struct schema_number *as, struct slice s, char room[NUMBER_MAX_TEXT],
                       struct slice *canonical)
{
	size_t start = s.n > 0 && s.at[0] == '-', i = start, whole, point, decimals = 0;

	while (i < s.n && is_digit(s.at[i]))
		i++;
	whole = i - start;
	if (whole == 0 || (s.at[start] == '0' && (whole > 1 || start == 1)))
		return false;
	point = i;
	if (i < s.n && s.at[i] == as->decimal && !as->whole) {
		for (i++; i < s.n && is_digit(s.at[i]); i++)
			;
		decimals = i - point - 1;
	}
	if (i < s.n || (i > point && decimals == 0) || whole + decimals > NUMBER_MAX_DIGITS ||
	    decimals > NUMBER_MAX_SCALE)
		return false;
	*canonical = s;
	if (decimals == 0 || (as->decimal == '.' && s.at[s.n - 1] != '0'))
		return true;
	memcpy(room, s.at, s.n);
	room[point] = '.';
	while (room[i - 1] == '0')
		i--;
	*canonical = (struct slice){room, i - (room[i - 1] == '.')};
	return true;
}

/* Bytes of the group character at the front of s; 0: there is none. */
static size_t group_bytes(const struct schema_number *as, struct slice s)
{
	static const char *const spaces[] = {" ", "\u00A0", "\u202F", "\u2009"};
	bool any_space = false;

	if (as->group.n == 0)
		return 0;
	for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
		any_space |= slice_is(as->group, spaces[i]);
	for (size_t i = 0; any_space && i < sizeof spaces / sizeof *spaces; i++)
		if (slice_starts(s, spaces[i]))
			return slice_of(spaces[i]).n;
	if (s.n >= as->group.n && slice_equal((struct slice){s.at, as->group.n}, as->group))
		return as->group.n;
	return 0;
}

static struct slice from(struct slice s, size_t i)
{
	return (struct slice){s.at + i, s.n - i};
}

/*
 * Of money, of hundredths and of pieces; none that multiplies ("tkr") or that a column may mix ("dagar" and
 * "veckor").
 */
static const char *const units[] = {"kr",      "kr.",      "kronor", "krona",  ":-",  ":\u2013",
                                    ":\u2212", "sek",      "nok",    "dkk",    "eur", "usd",
                                    "gbp",     "\u20ac",   "$",      "\u00a3", "%",   "procent",
                                    "percent", "per cent", "st",     "st."};

/* Whether the unit stands at the front or the end of s, whatever the case of its letters. */
static bool has_unit(struct slice s, struct slice unit, bool front)
{
	const char *at = s.at + (front || unit.n > s.n ? 0 : s.n - unit.n);

	return unit.n > 0 && unit.n < s.n && strncasecmp(at, unit.at, unit.n) == 0;
}

/* The longest, for "kr." ends as no other does and "kronor" begins as "kr" does not. */
static size_t unit_bytes(const struct schema_number *as, struct slice s, bool front)
{
	size_t n = as->unit ? as->units : sizeof units / sizeof *units, longest = 0;

	for (size_t i = 0; i < n; i++) {
		struct slice unit = as->unit ? as->unit[i] : slice_of(units[i]);
		if (unit.n > longest && has_unit(s, unit, front))
			longest = unit.n;
	}
	return longest;
}

static struct slice without_units(const struct schema_number *as, struct slice s)
{
	s = text_trim(from(s, unit_bytes(as, s, true)));
	s.n -= unit_bytes(as, s, false);
	return text_trim(s);
}

/* Bytes of the sign at the front of s. Word processors and spreadsheets make other dashes of a minus. */
static size_t sign_bytes(struct slice s, bool *negative)
{
	static const char *const minus[] = {"-",      "\u2212", "\u2010", "\u2011",
	                                    "\u2012", "\u2013", "\u2014", "\u2015",
	                                    "\ufe58", "\ufe63", "\uff0d"};

	*negative = false;
	if (s.n > 0 && s.at[0] == '+')
		return 1;
	for (size_t i = 0; i < sizeof minus / sizeof *minus; i++)
		if (slice_starts(s, minus[i])) {
			*negative = true;
			return slice_of(minus[i]).n;
		}
	return 0;
}

/* The digits of a number without leading zeros, and how many of them are decimals. */
struct digits {
	char at[NUMBER_MAX_DIGITS];
	size_t n;
	int scale;
	bool negative;
	bool beyond; /* there were more than fit; they are passed over */
};

static void add_digit(struct digits *d, char digit)
{
	if (d->n == 0 && digit == '0')
		return;
	if (d->n == NUMBER_MAX_DIGITS)
		d->beyond = true;
	else
		d->at[d->n++] = digit;
}

/* The digits before the decimal point; false if they are grouped wrongly. */
static bool take_whole(const struct schema_number *as, struct slice *s, struct digits *d,
                       size_t *count)
{
	size_t since = 0;
	bool grouped = false, zero = s->n > 0 && s->at[0] == '0';

	*count = 0;
	for (;;) {
		size_t bytes;
		if (s->n > 0 && is_digit(s->at[0])) {
			add_digit(d, s->at[0]);
			(*count)++;
			since++;
			*s = from(*s, 1);
		} else if ((bytes = group_bytes(as, *s)) > 0) {
			if (grouped ? since != 3 : since == 0 || since > 3)
				return false;
			grouped = true;
			since = 0;
			*s = from(*s, bytes);
		} else {
			break;
		}
	}
	return (!grouped || since == 3) && !(zero && *count > 1);
}

/* No number of so many digits fits, nor one of so many decimals. */
#define EXPONENT_ENOUGH 100000

/* Moves the point. One of more than EXPONENT_ENOUGH is beyond all numbers, so its further digits do not matter. */
static bool take_exponent(struct slice *s, struct digits *d)
{
	int exponent = 0;
	bool negative;

	if (s->n == 0 || (s->at[0] != 'E' && s->at[0] != 'e'))
		return true;
	*s = from(*s, 1);
	negative = s->n > 0 && s->at[0] == '-';
	if (s->n > 0 && (s->at[0] == '-' || s->at[0] == '+'))
		*s = from(*s, 1);
	if (s->n == 0)
		return false;
	while (s->n > 0 && is_digit(s->at[0])) {
		if (exponent < EXPONENT_ENOUGH)
			exponent = exponent * 10 + (s->at[0] - '0');
		*s = from(*s, 1);
	}
	d->scale -= negative ? -exponent : exponent;
	return true;
}

static bool take_number(const struct schema_number *as, struct slice s, struct digits *d)
{
	size_t count, decimals = 0;

	s = from(s, sign_bytes(s, &d->negative));
	if (!take_whole(as, &s, d, &count))
		return false;
	if (!as->whole && s.n > 0 && s.at[0] == as->decimal)
		for (s = from(s, 1); s.n > 0 && is_digit(s.at[0]); s = from(s, 1), decimals++)
			add_digit(d, s.at[0]);
	d->scale = (int)decimals;
	if (count + decimals == 0 || (!as->whole && !take_exponent(&s, d)))
		return false;
	return s.n == 0;
}

static struct slice write(struct digits *d, char room[NUMBER_MAX_TEXT])
{
	struct slice text = {room, 0};

	if (d->negative && d->n > 0)
		room[text.n++] = '-';
	if ((int)d->n <= d->scale) {
		room[text.n++] = '0';
		if (d->n > 0)
			room[text.n++] = '.';
		for (int i = d->scale; d->n > 0 && i > (int)d->n; i--)
			room[text.n++] = '0';
	}
	for (size_t i = 0; i < d->n; i++) {
		if (i > 0 && (int)(d->n - i) == d->scale)
			room[text.n++] = '.';
		room[text.n++] = d->at[i];
	}
	for (int i = d->scale; d->n > 0 && i < 0; i++)
		room[text.n++] = '0';
	if (d->n == 0 && text.n == 0)
		room[text.n++] = '0';
	return text;
}

enum schema_number_answer schema_number_read(const struct schema_number *as, struct slice s,
                                             char room[NUMBER_MAX_TEXT], struct slice *canonical)
{
	struct digits d = {.n = 0};

	if (read_plain(as, s, room, canonical))
		return SCHEMA_NUMBER_READ;
	if (!as->bare)
		s = without_units(as, s);
	if (!take_number(as, s, &d))
		return SCHEMA_NUMBER_NONE;
	while (d.n > 0 && d.scale > 0 && d.at[d.n - 1] == '0') {
		d.n--;
		d.scale--;
	}
	if (d.n == 0)
		d.scale = 0;
	if (d.beyond || d.scale > NUMBER_MAX_SCALE || d.scale < -NUMBER_MAX_DIGITS ||
	    (d.scale < 0 && d.n + (size_t)-d.scale > NUMBER_MAX_DIGITS))
		return SCHEMA_NUMBER_BEYOND;
	*canonical = write(&d, room);
	return SCHEMA_NUMBER_READ;
}
