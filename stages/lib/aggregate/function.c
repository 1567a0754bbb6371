#include "aggregate/function.h"

static bool add(struct function_cell *cell, struct number x)
{
	return number_add(cell->x, x, &cell->x);
}

static bool keep_least(struct function_cell *cell, struct number x)
{
	if (number_compare(x, cell->x) < 0)
		cell->x = x;
	return true;
}

static bool keep_greatest(struct function_cell *cell, struct number x)
{
	if (number_compare(x, cell->x) > 0)
		cell->x = x;
	return true;
}

static bool as_kept(const struct function_cell *cell, struct number *x)
{
	*x = cell->x;
	return true;
}

static bool divide(const struct function_cell *cell, struct number *x)
{
	return number_divide(cell->x, number_of((int64_t)cell->n), x);
}

static bool pick_quantile(struct number p, struct quantile_value *value, size_t n, struct number *x,
                          bool *missing)
{
	*missing = false;
	return quantile(value, n, p, x);
}

static bool pick_largest(struct number p, struct quantile_value *value, size_t n, struct number *x,
                         bool *missing)
{
	int64_t rank = 0;

	number_whole(p, &rank);
	*missing = !quantile_largest(value, n, (uint64_t)rank, x);
	return true;
}

/* In the order of enum measure_function. A mean of means is none, and no quantile is made of quantiles. */
static const struct function functions[] = {
    /* count */
    {FUNCTION_TAKES_RECORDS, FUNCTION_KEEPS_CELL, true, NULL, NULL, NULL},
    /* distinct */
    {FUNCTION_TAKES_TEXTS, FUNCTION_KEEPS_DIFFERENT, true, add, NULL, NULL},
    /* sum */
    {FUNCTION_TAKES_NUMBERS, FUNCTION_KEEPS_CELL, true, add, as_kept, NULL},
    /* mean */
    {FUNCTION_TAKES_NUMBERS, FUNCTION_KEEPS_CELL, false, add, divide, NULL},
    /* min */
    {FUNCTION_TAKES_ORDERED, FUNCTION_KEEPS_CELL, true, keep_least, as_kept, NULL},
    /* max */
    {FUNCTION_TAKES_ORDERED, FUNCTION_KEEPS_CELL, true, keep_greatest, as_kept, NULL},
    /* quantile */
    {FUNCTION_TAKES_NUMBERS, FUNCTION_KEEPS_EACH, false, NULL, NULL, pick_quantile},
    /* largest */
    {FUNCTION_TAKES_NUMBERS, FUNCTION_KEEPS_EACH, false, NULL, NULL, pick_largest},
    /* ratio */
    {FUNCTION_TAKES_MEASURES, FUNCTION_KEEPS_NOTHING, true, NULL, NULL, NULL}};

_Static_assert(sizeof functions / sizeof *functions == MEASURE_FUNCTIONS, "a row each");

const struct function *function_of(enum measure_function function)
{
	return &functions[function];
}

bool function_join(const struct function *f, struct function_cell *cell, struct number x,
                   uint64_t n)
{
	if (n == 0)
		return true;
	if (cell->n == 0)
		cell->x = x;
	else if (f->join != NULL && !f->join(cell, x))
		return false;
	cell->n += n;
	return true;
}
