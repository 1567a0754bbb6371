#include "aggregate/cube.h"

#include <stdlib.h>

#include "arena.h"

uint32_t cube_keys(const struct cube *c)
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
static uint32_t next(const struct cube *c, uint32_t out)
{
	return (out - 1) & c->totals;
}

size_t cube_groupings(const struct cube *c, uint32_t **groupings)
{
	uint32_t keys = cube_keys(c), out = c->totals + 1;
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
	return slice_compare(((const struct cube_row *)a)->key, ((const struct cube_row *)b)->key);
}

/* The groups of all groupings that some of the totals columns are taken out of. */
bool cube_rows(struct cube *c, struct error *e)
{
	uint32_t out = c->totals + 1;

	do {
		const struct map *keys;
		size_t i;
		out = next(c, out);
		if (!rollup_fold(&c->rollup, cube_keys(c) & ~out, &i, e))
			return false;
		keys = &c->rollup.grouping[i].keys;
		c->row = array_room(c->row, &c->room, c->rows + keys->n, sizeof *c->row);
		for (size_t g = 0; g < keys->n; g++)
			c->row[c->rows++] = (struct cube_row){map_key(keys, g), i};
	} while (out != 0);
	if (c->rows > 0)
		qsort(c->row, c->rows, sizeof *c->row, by_key);
	return true;
}

static bool ratio(struct cube *c, const struct cube_row *row, size_t i, struct figures_value *v,
                  struct error *e)
{
	const struct measure *measure = &c->measures->at[i];
	uint32_t columns = c->rollup.grouping[row->grouping].columns & c->denominator[i];
	size_t coarser;

	if (!rollup_fold(&c->rollup, columns, &coarser, e))
		return false;
	return figures_ratio(rollup_values(&c->rollup, row->grouping, row->key)[measure->numerator],
	                     rollup_values(&c->rollup, coarser, row->key)[measure->denominator], v,
	                     e) ||
	       error_context(e, "%.*s", SLICE(measure->name));
}

bool cube_value(struct cube *c, const struct cube_row *row, size_t measure, struct figures_value *v,
                struct error *e)
{
	if (c->measures->at[measure].function->takes == FUNCTION_TAKES_MEASURES)
		return ratio(c, row, measure, v, e);
	*v = rollup_values(&c->rollup, row->grouping, row->key)[measure];
	return true;
}

void cube_done(struct cube *c)
{
	free(c->row);
	rollup_done(&c->rollup);
}
