#include "render/scale.h"

#define STEPS 6 /* at most, to the size of what is drawn */

static struct number times(struct number x, int64_t factor)
{
	number_multiply(x, number_of(factor), &x);
	return x;
}

/* The least 1, 2 or 5 with zeros, no finer than the decimals, of which STEPS reach that size. */
static struct number nice_step(struct number size, int decimals)
{
	static const int factors[] = {1, 2, 5};
	struct number unit = number_of(1);

	for (int i = 0; i < decimals; i++)
		number_divide(unit, number_of(10), &unit);
	for (int power = 0; power < NUMBER_MAX_DIGITS - 2; power++, unit = times(unit, 10))
		for (size_t i = 0; i < 3; i++)
			if (number_compare(times(times(unit, factors[i]), STEPS), size) >= 0)
				return times(unit, factors[i]);
	return size;
}

struct scale scale_make(struct number low, struct number high, int decimals)
{
	struct scale s = {number_of(0), number_of(0), number_of(1)};
	struct number size;

	if (number_is_zero(low) && number_is_zero(high))
		high = number_of(1);
	if (!number_subtract(high, low, &size))
		size = high;
	s.step = nice_step(size, decimals);
	while (number_compare(s.high, high) < 0 && number_add(s.high, s.step, &s.high))
		;
	while (number_compare(s.low, low) > 0 && number_subtract(s.low, s.step, &s.low))
		;
	return s;
}

int64_t scale_at(const struct scale *s, struct number value, int64_t length)
{
	struct number up, range, at;
	int64_t whole = 0;

	if (number_subtract(value, s->low, &up) && number_subtract(s->high, s->low, &range) &&
	    number_multiply(up, number_of(length), &up) && number_divide(up, range, &at))
		number_whole(number_round(at, 0), &whole);
	return whole;
}
