/*
 * scale: round steps along an axis. Exact, like the figures that are drawn on it.
 */
#ifndef SCALE_H
#define SCALE_H

#include "number.h"

struct scale {
	struct number low, high, step; /* low and high are multiples of step; low <= 0 <= high */
};

/*
 * Holds low <= 0 <= high in at most eight steps of 1, 2 or 5 and zeros, the smallest 1 in the last of `decimals`.
 * If both are zero it goes from 0 to 1.
 */
struct scale scale_make(struct number low, struct number high, int decimals);

/* Where a value lies when low is at 0 and high at `length`, to the nearest whole. */
int64_t scale_at(const struct scale *s, struct number value, int64_t length);

#endif
