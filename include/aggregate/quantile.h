/*
 * quantile: the value below which a share of the values lies, exactly.
 *
 * Definition: the inverse of the empirical distribution function, with averaging where it is flat (SAS definition 5, R
 * type 2). Of n values in order, with p * n = j + g, j whole and 0 <= g < 1: value j + 1 if g > 0, the mean of values j
 * and j + 1 if g = 0; p = 0 is the least and p = 1 the greatest. So the median of an odd number of values is the one
 * in the middle, of an even number the mean of the two in the middle.
 */
#ifndef QUANTILE_H
#define QUANTILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "number.h"

struct quantile_value {
	struct number x;
	uint64_t times; /* not 0 */
};

/*
 * Puts the n values in order (n > 0, 0 <= p <= 1). False if the result is outside the limits of number.h.
 */
bool quantile(struct quantile_value *value, size_t n, struct number p, struct number *result);

/* Puts them in order too: the one that `rank` - 1 values are above (1: the greatest). False if there are fewer. */
bool quantile_largest(struct quantile_value *value, size_t n, uint64_t rank, struct number *result);

#endif
