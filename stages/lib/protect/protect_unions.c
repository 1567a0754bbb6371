/* protect_unions: see protect_unions.h. */
#include "protect/protect_unions.h"

#include <stdlib.h>

#define ROWS_ALL 12 /* up to so many rows all sets of them are tried; of more, those of three */
#define ROWS_FEW 3

/* Which classes are in a set: 0 or 1 of each. */
struct set {
	unsigned char *has;
	size_t n;
};

/* The sets of one key, and those that follow. */
struct unions {
	struct arena arena;
	const struct protect_key *key;
	size_t *class; /* codes of the hierarchy */
	size_t classes;
	struct set *shown;
	size_t shows, shown_room;
	int64_t **row; /* reduced: the number at lead[i] is more than 0, and 0 in all other rows */
	size_t *lead, rows, row_room, lead_room;
	struct set *found; /* the least first */
	size_t founds, found_room;
	int64_t whole; /* what every row's lead divides */
};

/* ---------------------------------------------------------------- classes */

static bool is_whole(const struct hierarchy *h, size_t code)
{
	for (size_t i = 0; i < h->n; i++)
		if (h->of[i].whole == code)
			return true;
	return false;
}

static bool is_of_all(const struct hierarchy *h, size_t code)
{
	if (!h->says_all)
		return true;
	for (size_t i = h->first[code]; i != MAP_NONE; i = h->of[i].next)
		if (h->of[i].whole == HIERARCHY_ALL || is_of_all(h, h->of[i].whole))
			return true;
	return false;
}

/* The codes that nothing is a part of. False: all of them go out. */
static bool find_classes(struct unions *u)
{
	const struct hierarchy *h = u->key->hierarchy;
	bool withheld = false;

	u->class = arena_take(&u->arena, (h->codes.n + 1) * sizeof *u->class);
	for (size_t i = 0; i < h->codes.n; i++)
		if (!is_whole(h, i)) {
			u->class[u->classes++] = i;
			withheld |= map_find(&u->key->withheld, map_key(&h->codes, i)) != MAP_NONE;
		}
	return withheld;
}

/* The classes of a code, or of all (HIERARCHY_ALL). */
static void add_shown(struct unions *u, size_t code)
{
	const struct hierarchy *h = u->key->hierarchy;
	struct set set = {arena_take(&u->arena, u->classes + 1), 0};

	for (size_t i = 0; i < u->classes; i++) {
		set.has[i] = code == HIERARCHY_ALL ? is_of_all(h, u->class[i])
		                                   : hierarchy_is_above(h, code, u->class[i]);
		set.n += set.has[i];
	}
	u->shown = array_room(u->shown, &u->shown_room, u->shows + 1, sizeof *u->shown);
	u->shown[u->shows++] = set;
}

static void find_shown(struct unions *u)
{
	const struct protect_key *k = u->key;

	for (size_t i = 0; i < k->values.n; i++) {
		struct slice value = map_key(&k->values, i);
		size_t code = slice_is(value, KEYED_TABLE_ALL)
		                  ? HIERARCHY_ALL
		                  : hierarchy_find(k->hierarchy, value);

		if (code != MAP_NONE && map_find(&k->withheld, value) == MAP_NONE)
			add_shown(u, code);
	}
}

/* ---------------------------------------------------------------- rows */

static int64_t divisor(int64_t a, int64_t b)
{
	while (b != 0) {
		int64_t rest = a % b;
		a = b;
		b = rest;
	}
	return a < 0 ? -a : a;
}

/* The row without what divides all of it, its number at that place above 0. */
static void shorten(const struct unions *u, int64_t *row, size_t lead)
{
	int64_t by = 0;

	for (size_t i = 0; i < u->classes; i++)
		by = divisor(by, row[i]);
	if (row[lead] < 0)
		by = -by;
	for (size_t i = 0; i < u->classes; i++)
		row[i] /= by;
}

/* So much of the other row that the number at its lead is 0. */
static void take_away(const struct unions *u, int64_t *row, const int64_t *other, size_t lead)
{
	int64_t times = row[lead];

	for (size_t i = 0; i < u->classes && times != 0; i++)
		row[i] = row[i] * other[lead] - other[i] * times;
}

static void add_row(struct unions *u, const struct set *set)
{
	int64_t *row = arena_take(&u->arena, (u->classes + 1) * sizeof *row);
	size_t lead = 0;

	for (size_t i = 0; i < u->classes; i++)
		row[i] = set->has[i];
	for (size_t r = 0; r < u->rows; r++)
		take_away(u, row, u->row[r], u->lead[r]);
	while (lead < u->classes && row[lead] == 0)
		lead++;
	if (lead == u->classes)
		return;
	shorten(u, row, lead);
	for (size_t r = 0; r < u->rows; r++) {
		take_away(u, u->row[r], row, lead);
		shorten(u, u->row[r], u->lead[r]);
	}
	u->row = array_room(u->row, &u->row_room, u->rows + 1, sizeof(*u->row));
	u->lead = array_room(u->lead, &u->lead_room, u->rows + 1, sizeof *u->lead);
	u->row[u->rows] = row;
	u->lead[u->rows++] = lead;
}

/* ---------------------------------------------------------------- what follows */

static void add_found(struct unions *u, const int64_t *sum)
{
	struct set set = {arena_take(&u->arena, u->classes + 1), 0};

	for (size_t i = 0; i < u->classes; i++) {
		if (sum[i] != 0 && sum[i] != u->whole)
			return;
		set.has[i] = sum[i] != 0;
		set.n += set.has[i];
	}
	u->found = array_room(u->found, &u->found_room, u->founds + 1, sizeof *u->found);
	u->found[u->founds++] = set;
}

/* The sums of so many rows at most, of those from `row` on, with what is summed already. */
static void add_sums(struct unions *u, const int64_t *sum, size_t row, size_t most)
{
	int64_t *more = arena_take(&u->arena, (u->classes + 1) * sizeof *more);

	for (; row < u->rows && most > 0; row++) {
		for (size_t i = 0; i < u->classes; i++)
			more[i] = sum[i] + u->row[row][i] * (u->whole / u->row[row][u->lead[row]]);
		add_found(u, more);
		add_sums(u, more, row + 1, most - 1);
	}
}

static int by_size(const void *a, const void *b)
{
	const struct set *x = a, *y = b;

	return (x->n > y->n) - (x->n < y->n);
}

static bool is_in(const struct unions *u, const struct set *some, const struct set *all)
{
	for (size_t i = 0; i < u->classes; i++)
		if (some->has[i] && !all->has[i])
			return false;
	return true;
}

/* Those are kept of which none that was kept is a part. */
static void keep_least(struct unions *u)
{
	size_t kept = 0;

	qsort(u->found, u->founds, sizeof *u->found, by_size);
	for (size_t i = 0; i < u->founds; i++) {
		bool least = true;

		for (size_t k = 0; k < kept && least; k++)
			least = !is_in(u, &u->found[k], &u->found[i]);
		if (least)
			u->found[kept++] = u->found[i];
	}
	u->founds = kept;
}

static bool goes_out(const struct unions *u, const struct set *set)
{
	for (size_t i = 0; i < u->shows; i++)
		if (u->shown[i].n == set->n && is_in(u, &u->shown[i], set))
			return true;
	return false;
}

/* False: each class goes out, so nothing follows that does not stand there. */
static bool find(struct unions *u)
{
	int64_t *none;

	if (!find_classes(u))
		return false;
	find_shown(u);
	for (size_t i = 0; i < u->shows; i++)
		add_row(u, &u->shown[i]);
	u->whole = 1;
	for (size_t r = 0; r < u->rows; r++) {
		int64_t lead = u->row[r][u->lead[r]];
		u->whole = u->whole / divisor(u->whole, lead) * lead;
	}
	none = arena_take(&u->arena, (u->classes + 1) * sizeof *none);
	for (size_t i = 0; i < u->classes; i++)
		none[i] = 0;
	add_sums(u, none, 0, u->rows <= ROWS_ALL ? u->rows : ROWS_FEW);
	keep_least(u);
	return true;
}

static void forget(struct unions *u)
{
	free(u->shown);
	free(u->row);
	free(u->lead);
	free(u->found);
	arena_done(&u->arena);
}

/* ---------------------------------------------------------------- the figures */

/* The classes of the set in the row's place; those of whom nobody can be are none. */
static void call_at(struct protect *p, const struct unions *u, const struct set *set,
                    const struct protect_table *t, const struct protect_column *c, size_t row,
                    protect_union *call)
{
	const struct protect_side *side = &p->counts;
	struct term *term = arena_take(&p->arena, set->n * sizeof *term);
	struct slice value[PROTECT_KEYS_MAX];
	struct str text = {0};
	size_t n = 0, cell;

	for (size_t k = 0; k < t->keys; k++)
		value[k] = protect_table_value(t, row, k);
	for (size_t i = 0; i < u->classes; i++) {
		if (!set->has[i])
			continue;
		value[u->key - t->key] = map_key(&u->key->hierarchy->codes, u->class[i]);
		cell = map_find(&side->at, protect_coordinate(t, c, value, &text));
		if (cell != MAP_NONE && !side->place[cell].never)
			term[n++] = (struct term){cell, 1};
	}
	if (n > 1)
		call(p, term, n);
	str_done(&text);
}

/* In each place of the other keys once: where the row is of the first class that has one there. */
static void call_for(struct protect *p, const struct unions *u, const struct protect_table *t,
                     const struct protect_column *c, protect_union *call)
{
	size_t key = (size_t)(u->key - t->key);
	struct map places = {0};
	struct str text = {0};

	for (size_t row = 0; row < t->tidy.rows; row++) {
		struct slice value[PROTECT_KEYS_MAX];
		bool added;

		for (size_t k = 0; k < t->keys; k++)
			value[k] = protect_table_value(t, row, k);
		value[key] = slice_of(KEYED_TABLE_ALL);
		map_put(&places, protect_coordinate(t, c, value, &text), &added);
		for (size_t i = 0; i < u->founds && added; i++)
			if (u->found[i].n > 1 && !goes_out(u, &u->found[i]))
				call_at(p, u, &u->found[i], t, c, row, call);
	}
	map_done(&places);
	str_done(&text);
}

void protect_unions(struct protect *p, protect_union *call)
{
	for (size_t i = 0; i < p->n; i++)
		for (size_t k = 0; k < p->table[i].keys; k++) {
			const struct protect_table *t = &p->table[i];
			struct unions u = {.key = &t->key[k]};

			if (t->key[k].hierarchy != NULL && t->key[k].withheld.n > 0 && find(&u))
				for (size_t m = 0; m < t->measures; m++)
					if (t->measure[m].spec->kind == PROTECT_COUNT &&
					    (t->measure[m].dims >> k & 1) != 0 &&
					    (t->measure[m].overlap >> k & 1) == 0)
						call_for(p, &u, t, &t->measure[m], call);
			forget(&u);
		}
}
