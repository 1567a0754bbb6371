#include "aggregate/quantile.h"

#include <stdlib.h>

static int by_value(const void *a, const void *b)
{
	const struct quantile_value *left = a, *right = b;

	return number_compare(left->x, right->x);
}

/* The value with the number `rank` in order, 1 for the least. */
static struct number ranked(const struct quantile_value *value, int64_t rank)
{
	while ((int64_t)value->times < rank)
		rank -= (int64_t)value++->times;
	return value->x;
}

static bool mean_of(struct number a, struct number b, struct number *mean)
{
	return number_add(a, b, mean) && number_divide(*mean, number_of(2), mean);
}

bool quantile(struct quantile_value *value, size_t n, struct number p, struct number *result)
{
	struct number at, part;
	int64_t j, values = 0;

	qsort(value, n, sizeof *value, by_value);
	for (size_t i = 0; i < n; i++)
		values += (int64_t)value[i].times;
	if (!number_multiply(p, number_of(values), &at) ||
	    !number_modulo(at, number_of(1), &part) || !number_subtract(at, part, &at) ||
	    !number_whole(at, &j))
		return false;
	if (number_is_zero(part) && j > 0 && j < values)
		return mean_of(ranked(value, j), ranked(value, j + 1), result);
	*result = ranked(value, j < values ? j + 1 : values);
	return true;
}

bool quantile_largest(struct quantile_value *value, size_t n, uint64_t rank, struct number *result)
{
	qsort(value, n, sizeof *value, by_value);
	while (n > 0 && value[n - 1].times < rank)
		rank -= value[--n].times;
	if (n > 0)
		*result = value[n - 1].x;
	return n > 0;
}
