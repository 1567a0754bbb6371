/* protect_alone: see protect_alone.h. */
#include "protect/protect_alone.h"

#include <stdlib.h>

#include "memory.h"
#include "number.h"

/* The count of a row; false: it is no whole number. */
static bool read_count(const struct protect_table *t, size_t row, size_t measure, int64_t *count)
{
	struct number n;

	return number_parse(keyed_table_field(&t->tidy, row, t->measure[measure].column), &n) &&
	       number_whole(n, count);
}

/* Whether each value of the key has one, over the rows in which no key is *, and there are enough of them. */
static bool is_alone(const struct protect_table *t, size_t key, size_t measure)
{
	int64_t *sum = memory_zeroed(t->key[key].values.n + 1, sizeof *sum), count, most = 0;
	size_t ones = 0;

	for (size_t row = 0; row < t->tidy.rows && most <= 1; row++) {
		size_t value = map_find(&t->key[key].values, protect_table_value(t, row, key));

		if (protect_table_pattern(t, row) != 0 || value == MAP_NONE)
			continue;
		if (!read_count(t, row, measure, &count))
			most = INT64_MAX;
		else if ((sum[value] += count) > most)
			most = sum[value];
	}
	for (size_t i = 0; i < t->key[key].values.n; i++)
		ones += sum[i] == 1;
	free(sum);
	return most == 1 && ones >= PROTECT_ALONE_LEAST;
}

void protect_alone_check(const struct protect_table *t)
{
	for (size_t k = 0; k < t->keys; k++)
		for (size_t m = 0; m < t->spec->measures && t->key[k].hierarchy == NULL; m++)
			if (t->measure[m].spec->kind == PROTECT_COUNT &&
			    t->measure[m].column < t->tidy.header.n &&
			    (t->measure[m].dims >> k & 1) != 0 && is_alone(t, k, m))
				die("%s: %.*s has one %.*s for each of its values: it points at "
				    "persons, and is no key of a table that is told to others",
				    t->tidy.path, SLICE(t->key[k].name),
				    SLICE(protect_table_measure_name(t, m)));
}
