#include "number.h"

#include <string.h>

/*
 * Work is done on magnitudes: an unsigned 128-bit word holds 3.4 * 10^38, so the sum of two
 * magnitudes under 10^38, and a magnitude that alignment has brought to at most 2 * 10^38, need no
 * check of their own.
 */
__extension__ typedef unsigned __int128 magnitude;

static magnitude power_of_ten(unsigned exponent)
{
	static const uint64_t small[] = {1u,
	                                 10u,
	                                 100u,
	                                 1000u,
	                                 10000u,
	                                 100000u,
	                                 1000000u,
	                                 10000000u,
	                                 100000000u,
	                                 1000000000u,
	                                 10000000000u,
	                                 100000000000u,
	                                 1000000000000u,
	                                 10000000000000u,
	                                 100000000000000u,
	                                 1000000000000000u,
	                                 10000000000000000u,
	                                 100000000000000000u,
	                                 1000000000000000000u,
	                                 10000000000000000000u};

	if (exponent < 20)
		return small[exponent];
	return (magnitude)small[19] * small[exponent - 19];
}

static magnitude magnitude_of(struct number x)
{
	return x.units < 0 ? (magnitude)0 - (magnitude)x.units : (magnitude)x.units;
}

/* False if it has more digits than a number may have, also without the zeros that end its decimals.
 */
static bool fit(bool negative, magnitude m, unsigned scale, struct number *x)
{
	while (m >= power_of_ten(NUMBER_MAX_DIGITS) && scale > 0 && m % 10 == 0) {
		m /= 10;
		scale--;
	}
	if (m >= power_of_ten(NUMBER_MAX_DIGITS) || scale > NUMBER_MAX_SCALE)
		return false;
	x->units = negative ? -(number_units)m : (number_units)m;
	x->scale = scale;
	return true;
}

static struct number without_ending_zeros(struct number x)
{
	while (x.scale > 0 && x.units % 10 == 0) {
		x.units /= 10;
		x.scale--;
	}
	return x;
}

/*
 * Digits up to `end` or a byte that is none, gathered in *m, *digits of them in all. They are taken
 * 18 at a time, which is as many as a 64-bit word holds, as nearly every number in real data is
 * that short. More than fit: digits = 39.
 */
static const char *take_digits(const char *p, const char *end, magnitude *m, unsigned *digits)
{
	while (p < end && (unsigned char)(*p - '0') <= 9) {
		const char *stop = end - p > 18 ? p + 18 : end;
		const char *start = p;
		uint64_t part = 0;
		unsigned n;

		while (p < stop && (unsigned char)(*p - '0') <= 9)
			part = part * 10 + (unsigned)(*p++ - '0');
		n = (unsigned)(p - start);
		if (*digits + n > NUMBER_MAX_DIGITS) {
			*digits = NUMBER_MAX_DIGITS + 1;
			return p;
		}
		*m = *digits == 0 ? part : *m * power_of_ten(n) + part;
		*digits += n;
	}
	return p;
}

bool number_parse(struct slice s, struct number *x)
{
	const char *p = s.at;
	const char *end = p + s.n;
	bool negative = s.n > 0 && *p == '-';
	const char *whole = p + negative;
	unsigned digits = 0, scale = 0;
	magnitude m = 0;

	p = take_digits(whole, end, &m, &digits);
	if (p == whole || (*whole == '0' && p - whole > 1))
		return false;
	if (p < end && *p == '.') {
		const char *decimals = ++p;
		digits -= *whole == '0';
		p = take_digits(decimals, end, &m, &digits);
		if (p == decimals || p - decimals > NUMBER_MAX_SCALE)
			return false;
		scale = (unsigned)(p - decimals);
	}
	if (p != end || digits > NUMBER_MAX_DIGITS)
		return false;
	x->units = negative ? -(number_units)m : (number_units)m;
	x->scale = scale;
	return true;
}

bool number_is_beyond(struct slice s)
{
	const char *p = s.at, *end = s.at + s.n, *whole = s.n > 0 && *p == '-' ? ++p : p;

	while (p < end && (unsigned char)(*p - '0') <= 9)
		p++;
	if (p == whole || (*whole == '0' && p - whole > 1))
		return false;
	if (p < end && *p == '.' && ++p < end)
		while (p < end && (unsigned char)(*p - '0') <= 9)
			p++;
	return p == end && p[-1] != '.';
}

const char *number_expected(struct slice s)
{
	return number_is_beyond(s) ? NUMBER_BEYOND : "not a number";
}

struct number number_of(int64_t whole)
{
	return (struct number){whole, 0};
}

size_t number_write(struct number x, char to[NUMBER_MAX_TEXT])
{
	char digit[NUMBER_MAX_TEXT]; /* the last first */
	magnitude m;
	size_t n = 0, written = 0;

	x = without_ending_zeros(x);
	m = magnitude_of(x);
	while (m != 0 || n <= x.scale) {
		/* Division of a 64-bit word is many times as fast. */
		if (m <= UINT64_MAX) {
			digit[n++] = (char)('0' + (uint64_t)m % 10);
			m = (uint64_t)m / 10;
		} else {
			digit[n++] = (char)('0' + (unsigned)(m % 10));
			m /= 10;
		}
	}
	if (x.units < 0)
		to[written++] = '-';
	while (n > 0) {
		if (n-- == x.scale)
			to[written++] = '.';
		to[written++] = digit[n];
	}
	return written;
}

/* Brings the magnitudes to one scale; false if one would be more than twice the largest there is.
 */
static bool align(magnitude *a, unsigned a_scale, magnitude *b, unsigned b_scale)
{
	magnitude *less = a_scale < b_scale ? a : b;
	unsigned apart = a_scale < b_scale ? b_scale - a_scale : a_scale - b_scale;

	return apart == 0 || (!__builtin_mul_overflow(*less, power_of_ten(apart), less) &&
	                      *less <= 2 * power_of_ten(NUMBER_MAX_DIGITS));
}

int number_compare(struct number a, struct number b)
{
	magnitude p = magnitude_of(a);
	magnitude q = magnitude_of(b);
	int order;

	if (a.scale == b.scale || (a.units < 0) != (b.units < 0))
		return a.units < b.units ? -1 : a.units > b.units;
	if (!align(&p, a.scale, &q, b.scale))
		order = a.scale < b.scale ? 1 : -1; /* the one that grew too large is the larger */
	else
		order = p < q ? -1 : p > q;
	return a.units < 0 ? -order : order;
}

bool number_add(struct number a, struct number b, struct number *sum)
{
	magnitude p = magnitude_of(a);
	magnitude q = magnitude_of(b);
	unsigned scale = a.scale > b.scale ? a.scale : b.scale;
	bool a_negative = a.units < 0;
	bool b_negative = b.units < 0;

	if (!align(&p, a.scale, &q, b.scale)) {
		a = without_ending_zeros(a);
		b = without_ending_zeros(b);
		p = magnitude_of(a);
		q = magnitude_of(b);
		scale = a.scale > b.scale ? a.scale : b.scale;
		if (!align(&p, a.scale, &q, b.scale))
			return false;
	}
	if (a_negative != b_negative)
		return p < q ? fit(b_negative, q - p, scale, sum)
		             : fit(a_negative, p - q, scale, sum);
	return fit(a_negative, p + q, scale, sum);
}

bool number_subtract(struct number a, struct number b, struct number *difference)
{
	return number_add(a, number_negate(b), difference);
}

/* Takes a factor 10 out of p * q; false if there is none. */
static bool divide_by_ten(magnitude *p, magnitude *q)
{
	magnitude *even = *p % 2 == 0 ? p : q;
	magnitude *fifth = *p % 5 == 0 ? p : q;

	if (*even % 2 != 0 || *fifth % 5 != 0)
		return false;
	*even /= 2;
	*fifth /= 5;
	return true;
}

bool number_multiply(struct number a, struct number b, struct number *product)
{
	magnitude p = magnitude_of(a);
	magnitude q = magnitude_of(b);
	unsigned scale = a.scale + b.scale;
	bool negative = (a.units < 0) != (b.units < 0);
	magnitude m;

	if (scale > NUMBER_MAX_SCALE || __builtin_mul_overflow(p, q, &m)) {
		while (scale > 0 && divide_by_ten(&p, &q))
			scale--;
		if (__builtin_mul_overflow(p, q, &m))
			return false;
	}
	return fit(negative, m, scale, product);
}

/* One digit of a long division: *rest becomes 10 * rest mod b. 10 * rest may not fit, so it is
 * doubled step by step. */
static unsigned next_digit(magnitude *rest, magnitude b)
{
	magnitude once = *rest;
	unsigned digit = 0;

	for (int step = 0; step < 3; step++) {
		/* once, twice, five times (twice two and one more), ten times */
		*rest *= 2;
		digit *= 2;
		if (*rest >= b) {
			*rest -= b;
			digit++;
		}
		if (step == 1) {
			*rest += once;
			if (*rest >= b) {
				*rest -= b;
				digit++;
			}
		}
	}
	return digit;
}

bool number_divide(struct number a, struct number b, struct number *quotient)
{
	magnitude p = magnitude_of(a);
	magnitude q = magnitude_of(b);
	int scale = (int)a.scale - (int)b.scale;
	unsigned more = (unsigned)(NUMBER_MAX_SCALE - scale);
	magnitude large, m, rest;

	if (q == 0)
		return false;
	if (!__builtin_mul_overflow(p, power_of_ten(more), &large)) {
		m = large / q;
		rest = large % q;
		scale = NUMBER_MAX_SCALE;
	} else {
		m = p / q;
		rest = p % q;
		while (scale < 0 || (rest != 0 && scale < NUMBER_MAX_SCALE)) {
			if (m >= power_of_ten(NUMBER_MAX_DIGITS - 1))
				return false;
			m = m * 10 + next_digit(&rest, q);
			scale++;
		}
	}
	if (rest >= q - rest)
		m++;
	return fit((a.units < 0) != (b.units < 0), m, (unsigned)scale, quotient);
}

bool number_modulo(struct number a, struct number b, struct number *rest)
{
	magnitude p = magnitude_of(a);
	magnitude q = magnitude_of(b);

	if (q == 0)
		return false;
	if (a.scale >= b.scale) {
		magnitude large;
		if (__builtin_mul_overflow(q, power_of_ten(a.scale - b.scale), &large) || large > p)
			return fit(a.units < 0, p, a.scale, rest);
		return fit(a.units < 0, p % large, a.scale, rest);
	}
	p %= q;
	for (unsigned i = a.scale; i < b.scale; i++)
		next_digit(&p, q);
	return fit(a.units < 0, p, b.scale, rest);
}

struct number number_negate(struct number a)
{
	return (struct number){-a.units, a.scale};
}

struct number number_round(struct number x, int decimals)
{
	magnitude m = magnitude_of(x);
	magnitude unit, rest;
	int drop;

	if (decimals < -NUMBER_MAX_DIGITS)
		return number_of(0);
	drop = (int)x.scale - decimals;
	if (drop <= 0)
		return x;
	if (drop > NUMBER_MAX_DIGITS)
		return number_of(0);
	unit = power_of_ten((unsigned)drop);
	rest = m % unit;
	m /= unit;
	if (rest >= unit - rest)
		m++;
	if (decimals < 0)
		m *= power_of_ten((unsigned)-decimals);
	return (struct number){x.units < 0 ? -(number_units)m : (number_units)m,
	                       decimals < 0 ? 0 : (unsigned)decimals};
}

bool number_whole(struct number x, int64_t *whole)
{
	number_units unit = (number_units)power_of_ten(x.scale);
	number_units units = x.units / unit;

	if (x.units % unit != 0 || units > INT64_MAX || units < INT64_MIN)
		return false;
	*whole = (int64_t)units;
	return true;
}

bool number_is_zero(struct number x)
{
	return x.units == 0;
}

bool number_is_negative(struct number x)
{
	return x.units < 0;
}
