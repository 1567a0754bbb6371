/*
 * number: exact decimal numbers, -99999999999999999999.999999999999999999 to the same above zero.
 *
 * value = units / 10^scale, |units| < 10^38, scale 0 to 18. Sums, differences and products are exact or refused;
 * a quotient is rounded half away from zero at 18 decimals, which is enough for every later rounding to whole or
 * tenths of percent to be right as long as the product of the denominators is under 10^14 (docs/numbers.md).
 * No floating point anywhere. Pure.
 */
#ifndef NUMBER_H
#define NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

#define NUMBER_MAX_SCALE 18
#define NUMBER_MAX_DIGITS 38
#define NUMBER_MAX_TEXT 48 /* bytes that number_write may need */

__extension__ typedef __int128 number_units;

struct number {
	number_units units;
	unsigned scale;
};

/*
 * Canonical form only (docs/records.md, rule 5): optional -, digits, optionally a point and digits. No +, no
 * exponent, no grouping, no blank, and no leading zero but the one before a point. False: not a number, or outside
 * the limits.
 */
bool number_parse(struct slice s, struct number *x);

/* What is wrong with a field that number_parse does not take: that it is one beyond the limits, or that it is none. */
#define NUMBER_BEYOND "a number of more than 38 digits or 18 decimals"
bool number_is_beyond(struct slice s);
const char *number_expected(struct slice s);

struct number number_of(int64_t whole);

/* Canonical form without trailing zeros in the decimals; "0" for zero, never "-0". Returns the bytes written. */
size_t number_write(struct number x, char to[NUMBER_MAX_TEXT]);

int number_compare(struct number a, struct number b);

/* False: the result is outside the limits (or divisor zero); *sum etc. is not touched. */
bool number_add(struct number a, struct number b, struct number *sum);
bool number_subtract(struct number a, struct number b, struct number *difference);
bool number_multiply(struct number a, struct number b, struct number *product);
bool number_divide(struct number a, struct number b, struct number *quotient);
/* a - b * truncated(a / b), the sign of a. */
bool number_modulo(struct number a, struct number b, struct number *rest);
struct number number_negate(struct number a);

/* Half away from zero (for counts and shares: half up). `decimals` may be less than 0: -3 rounds to thousands. */
struct number number_round(struct number x, int decimals);

/* Towards zero; whole numbers only: false if x has decimals or does not fit. */
bool number_whole(struct number x, int64_t *whole);
bool number_is_zero(struct number x);
bool number_is_negative(struct number x);

#endif
