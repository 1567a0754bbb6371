#include "aggregate/groupings.h"

#include <stdlib.h>

#include "arena.h"
#include "memory.h"

/* Without keys there is a group in any case. */
static void begin(struct groupings *u)
{
	if (u->keys == 0)
		groupings_put(u, (struct slice){"", 0});
}

struct groupings groupings_open(size_t keys, const struct measures *measures)
{
	struct groupings u = {.keys = keys, .accumulators = accumulators_open(measures)};

	begin(&u);
	return u;
}

static void forget_folded(struct groupings *u)
{
	for (size_t i = 0; i < u->n; i++) {
		map_done(&u->grouping[i].own);
		free(u->grouping[i].value);
	}
	u->n = 0;
}

void groupings_reset(struct groupings *u)
{
	struct accumulators *f = &u->accumulators;

	forget_folded(u);
	for (size_t i = 0; i < f->n; i++) {
		if (f->state[i].counts != NULL)
			value_counts_reset(f->state[i].counts);
		noise_numbers_done(&f->state[i].numbers);
	}
	f->groups = 0;
	map_reset(&u->finest);
	begin(u);
}

void groupings_empty(struct groupings *u)
{
	struct accumulators *f = &u->accumulators;

	for (size_t i = 0; i < f->n; i++)
		if (f->state[i].counts != NULL)
			value_counts_done(f->state[i].counts);
	free(f->cell);
	f->cell = NULL;
	f->room = 0;
	map_done(&u->finest);
	groupings_reset(u);
}

/* The cells of each are asked for ahead too. */
void groupings_put_many(struct groupings *u, const struct slice *key, size_t n, size_t *group)
{
	struct accumulators *f = &u->accumulators;

	map_put_many(&u->finest, key, n, group);
	accumulators_groups(f, u->finest.n);
	for (size_t i = 0; i < n; i++)
		__builtin_prefetch(f->cell + group[i] * f->n);
}

void groupings_put(struct groupings *u, struct slice key)
{
	accumulators_groups(&u->accumulators, map_put(&u->finest, key, NULL) + 1);
}

static struct slice field_of(struct slice key, size_t column)
{
	struct slice field = {"", 0};

	for (size_t i = 0; i <= column; i++)
		slice_cut(&key, '\t', &field);
	return field;
}

bool groupings_lie_in(const struct groupings *u, size_t column, size_t in)
{
	struct map values = {0};
	size_t *group = memory_zeroed(u->finest.n + 1, sizeof *group);
	bool lie = true, added;

	for (size_t i = 0; i < u->finest.n && lie; i++) {
		size_t v = map_put(&values, field_of(map_key(&u->finest, i), column), &added);

		if (added)
			group[v] = i;
		lie = slice_equal(field_of(map_key(&u->finest, group[v]), in),
		                  field_of(map_key(&u->finest, i), in));
	}
	map_done(&values);
	free(group);
	return lie;
}

uint32_t groupings_columns(const struct groupings *u, struct slice key)
{
	uint32_t columns = 0;
	struct slice field;

	for (size_t i = 0; i < u->keys && slice_cut(&key, '\t', &field); i++)
		if (!slice_is(field, "*"))
			columns |= UINT32_C(1) << i;
	return columns;
}

struct slice groupings_key(const struct groupings *u, struct slice key, uint32_t columns,
                           struct str *to)
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

uint32_t *groupings_number(const struct groupings *u, uint32_t columns, struct map *keys)
{
	uint32_t *coarser = memory_zeroed(u->finest.n + 1, sizeof *coarser);
	struct str key = {0};

	for (size_t i = 0; i < u->finest.n; i++) {
		struct slice from = map_key(&u->finest, i);
		coarser[i] = VALUE_COUNTS_NOWHERE;
		if (!u->stated || groupings_columns(u, from) == columns)
			coarser[i] =
			    (uint32_t)map_put(keys, groupings_key(u, from, columns, &key), NULL);
	}
	str_done(&key);
	return coarser;
}

static bool is_finest(const struct groupings *u, uint32_t columns)
{
	return !u->stated && columns == (uint32_t)((UINT64_C(1) << u->keys) - 1);
}

const struct map *groupings_keys(const struct groupings *u, size_t grouping)
{
	const struct grouping *g = &u->grouping[grouping];

	return is_finest(u, g->columns) ? &u->finest : &g->own;
}

static uint32_t *number_finest(const struct groupings *u)
{
	uint32_t *same = memory_take((u->finest.n + 1) * sizeof *same);

	for (size_t i = 0; i < u->finest.n; i++)
		same[i] = (uint32_t)i;
	return same;
}

bool groupings_fold(struct groupings *u, uint32_t columns, size_t *grouping, struct error *e)
{
	struct grouping *g;
	uint32_t *coarser;
	size_t groups;
	bool fine;

	for (*grouping = 0; *grouping < u->n; ++*grouping)
		if (u->grouping[*grouping].columns == columns)
			return true;
	u->grouping = array_room(u->grouping, &u->room, u->n + 1, sizeof *u->grouping);
	g = &u->grouping[u->n++];
	*g = (struct grouping){.columns = columns};
	coarser = is_finest(u, columns) ? number_finest(u) : groupings_number(u, columns, &g->own);
	groups = groupings_keys(u, *grouping)->n;
	g->value = memory_zeroed(groups * u->accumulators.n + 1, sizeof *g->value);
	fine = accumulators_fold(&u->accumulators, coarser, groups, g->value, e);
	free(coarser);
	return fine;
}

const struct accumulators_value *groupings_values(const struct groupings *u, size_t grouping,
                                                  struct slice key)
{
	const struct grouping *g = &u->grouping[grouping];
	struct str rolled = {0};
	size_t group =
	    map_find(groupings_keys(u, grouping), groupings_key(u, key, g->columns, &rolled));

	str_done(&rolled);
	return &g->value[group * u->accumulators.n];
}

void groupings_done(struct groupings *u)
{
	forget_folded(u);
	free(u->grouping);
	map_done(&u->finest);
	accumulators_done(&u->accumulators);
}
