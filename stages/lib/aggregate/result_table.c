#include "aggregate/result_table.h"

#include <stdlib.h>

#include "arena.h"
#include "noise.h"

uint32_t result_table_keys(const struct result_table *c)
{
	return (uint32_t)((UINT64_C(1) << c->keys) - 1);
}

static void add_grouping(uint32_t **groupings, size_t *n, size_t *room, uint32_t columns)
{
	for (size_t i = 0; i < *n; i++)
		if ((*groupings)[i] == columns)
			return;
	*groupings = array_room(*groupings, room, *n + 1, sizeof **groupings);
	(*groupings)[(*n)++] = columns;
}

/* All subsets of the totals, the largest first. */
static uint32_t next(const struct result_table *c, uint32_t out)
{
	return (out - 1) & c->totals;
}

size_t result_table_groupings(const struct result_table *c, uint32_t **groupings)
{
	uint32_t keys = result_table_keys(c), out = c->totals + 1;
	size_t n = 0, room = 0, rows;

	*groupings = NULL;
	do {
		out = next(c, out);
		add_grouping(groupings, &n, &room, keys & ~out);
	} while (out != 0);
	rows = n;
	for (size_t i = 0; i < rows; i++)
		for (size_t m = 0; m < c->measures->n; m++)
			if (c->measures->at[m].function->takes == FUNCTION_TAKES_MEASURES)
				add_grouping(groupings, &n, &room,
				             (*groupings)[i] & c->denominator[m]);
	return n;
}

static int by_key(const void *a, const void *b)
{
	return slice_compare(((const struct result_table_row *)a)->key,
	                     ((const struct result_table_row *)b)->key);
}

/* The groups of all groupings that some of the totals columns are taken out of; one that has * for one of its columns is of a coarser one. */
bool result_table_rows(struct result_table *c, struct error *e)
{
	uint32_t out = c->totals + 1;

	do {
		const struct map *keys;
		size_t i;
		out = next(c, out);
		if (!groupings_fold(&c->groupings, result_table_keys(c) & ~out, &i, e))
			return false;
		keys = groupings_keys(&c->groupings, i);
		c->row = array_room(c->row, &c->room, c->rows + keys->n, sizeof *c->row);
		for (size_t g = 0; g < keys->n; g++)
			if (groupings_columns(&c->groupings, map_key(keys, g)) ==
			    c->groupings.grouping[i].columns)
				c->row[c->rows++] = (struct result_table_row){map_key(keys, g), i};
	} while (out != 0);
	if (c->rows > 0)
		qsort(c->row, c->rows, sizeof *c->row, by_key);
	return true;
}

/* The denominator may be of a coarser grouping, which is folded when it is first asked for. */
static bool ratio(struct result_table *c, const struct result_table_row *row, size_t i,
                  struct accumulators_value *v, struct error *e)
{
	const struct measure *measure = &c->measures->at[i];
	uint32_t columns = c->groupings.grouping[row->grouping].columns & c->denominator[i];
	size_t coarser;

	if (!groupings_fold(&c->groupings, columns, &coarser, e))
		return false;
	return accumulators_ratio(
	           groupings_values(&c->groupings, row->grouping, row->key)[measure->numerator],
	           groupings_values(&c->groupings, coarser, row->key)[measure->denominator], v,
	           e) ||
	       error_context(e, "%.*s", SLICE(measure->name));
}

bool result_table_value(struct result_table *c, const struct result_table_row *row, size_t measure,
                        struct accumulators_value *v, struct error *e)
{
	if (c->measures->at[measure].function->takes == FUNCTION_TAKES_MEASURES)
		return ratio(c, row, measure, v, e);
	*v = groupings_values(&c->groupings, row->grouping, row->key)[measure];
	return true;
}

void result_table_figure(const struct result_table *c, size_t measure, struct accumulators_value v,
                         const char *status, struct writer *out)
{
	char text[NUMBER_MAX_TEXT], number[NOISE_KEY_TEXT];
	size_t n = accumulators_write(&c->groupings.accumulators, measure, v, text);

	writer_field(out, (struct slice){text, n});
	if (status != NULL)
		writer_field(out, slice_of(status));
	if (c->measures->at[measure].noisy)
		writer_field(out, (struct slice){number, noise_key_write(v.noise, number)});
}

void result_table_reset(struct result_table *c)
{
	c->rows = 0;
	groupings_reset(&c->groupings);
}

void result_table_done(struct result_table *c)
{
	free(c->row);
	groupings_done(&c->groupings);
}
