#include "aggregate/rollup.h"

#include <stdlib.h>

#include "arena.h"
#include "memory.h"

struct rollup rollup_open(size_t keys, const struct measures *measures)
{
	struct rollup u = {.keys = keys, .figures = figures_open(measures)};

	if (keys == 0) {
		map_put(&u.finest, (struct slice){"", 0}, NULL);
		figures_groups(&u.figures, 1);
	}
	return u;
}

bool rollup_take(struct rollup *u, struct slice key, const struct record *r, bool *added,
                 struct error *e)
{
	return figures_take(&u->figures, map_put(&u->finest, key, added), r, e);
}

uint32_t rollup_columns(const struct rollup *u, struct slice key)
{
	uint32_t columns = 0;
	struct slice field;

	for (size_t i = 0; i < u->keys && slice_cut(&key, '\t', &field); i++)
		if (!slice_is(field, "*"))
			columns |= UINT32_C(1) << i;
	return columns;
}

struct slice rollup_key(const struct rollup *u, struct slice key, uint32_t columns, struct str *to)
{
	struct slice field;

	str_reset(to);
	for (size_t i = 0; i < u->keys && slice_cut(&key, '\t', &field); i++) {
		if (i > 0)
			str_add_byte(to, '\t');
		if (columns & UINT32_C(1) << i)
			str_add(to, field);
		else
			str_add_byte(to, '*');
	}
	return str_slice(to);
}

uint32_t *rollup_number(const struct rollup *u, uint32_t columns, struct map *keys)
{
	uint32_t *coarser = memory_zeroed(u->finest.n + 1, sizeof *coarser);
	struct str key = {0};

	for (size_t i = 0; i < u->finest.n; i++) {
		struct slice from = map_key(&u->finest, i);
		coarser[i] = TALLY_NOWHERE;
		if (!u->stated || rollup_columns(u, from) == columns)
			coarser[i] =
			    (uint32_t)map_put(keys, rollup_key(u, from, columns, &key), NULL);
	}
	str_done(&key);
	return coarser;
}

bool rollup_fold(struct rollup *u, uint32_t columns, size_t *grouping, struct error *e)
{
	struct rollup_grouping *g;
	uint32_t *coarser;
	bool fine;

	for (*grouping = 0; *grouping < u->n; ++*grouping)
		if (u->grouping[*grouping].columns == columns)
			return true;
	u->grouping = array_room(u->grouping, &u->room, u->n + 1, sizeof *u->grouping);
	g = &u->grouping[u->n++];
	*g = (struct rollup_grouping){.columns = columns};
	coarser = rollup_number(u, columns, &g->keys);
	g->value = memory_zeroed(g->keys.n * u->figures.n + 1, sizeof *g->value);
	fine = figures_fold(&u->figures, coarser, g->keys.n, g->value, e);
	free(coarser);
	return fine;
}

const struct figures_value *rollup_values(const struct rollup *u, size_t grouping, struct slice key)
{
	const struct rollup_grouping *g = &u->grouping[grouping];
	struct str rolled = {0};
	size_t group = map_find(&g->keys, rollup_key(u, key, g->columns, &rolled));

	str_done(&rolled);
	return &g->value[group * u->figures.n];
}

void rollup_done(struct rollup *u)
{
	for (size_t i = 0; i < u->n; i++) {
		map_done(&u->grouping[i].keys);
		free(u->grouping[i].value);
	}
	free(u->grouping);
	map_done(&u->finest);
	figures_done(&u->figures);
}
