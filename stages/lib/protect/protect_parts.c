#include "protect/protect_parts.h"

#include <stdlib.h>

static void add_figure(struct parts *s, size_t cell, const struct slice *value)
{
	struct slice *copy;
	bool added;

	map_put(&s->met, (struct slice){(const char *)&cell, sizeof cell}, &added);
	if (!added)
		return;
	copy = arena_take(&s->p->arena, (s->t->keys + 1) * sizeof *copy);
	for (size_t k = 0; k < s->t->keys; k++)
		copy[k] = (s->c->dims >> k & 1) == 0 ? slice_of(KEYED_TABLE_ALL) : value[k];
	s->figure = array_room(s->figure, &s->room, s->n + 1, sizeof *s->figure);
	s->figure[s->n++] = (struct parts_figure){cell, copy};
}

uint32_t parts_pattern(const struct parts *s, const struct slice *value)
{
	uint32_t pattern = 0;

	for (size_t k = 0; k < s->t->keys; k++)
		if ((s->c->dims >> k & 1) != 0 && slice_is(value[k], KEYED_TABLE_ALL))
			pattern |= UINT32_C(1) << k;
	return pattern;
}

void parts_refuse(const struct parts *s, size_t cell, const char *what, size_t key)
{
	protect_table_die(
	    s->t, s->side->place[cell].table == s->table ? s->side->place[cell].row : PROTECT_NONE,
	    s->c->spec->name, "%s %.*s", what, SLICE(s->t->key[key].name));
}

/* ---------------------------------------------------------------- what is a part of what */

/* Whether rows show the values: those of this combination of * and with this code. */
static bool is_shown(const struct parts *s, const struct slice *value, size_t key)
{
	return protect_table_shows(s->t, parts_pattern(s, value), s->c->dims) &&
	       map_find(&s->t->key[key].values, value[key]) != MAP_NONE;
}

/* Whether rows show a total further up, so that this one stands between. */
static bool is_between(const struct parts *s, const struct slice *value, size_t key)
{
	const struct protect_key *k = &s->t->key[key];
	size_t code = k->hierarchy == NULL ? MAP_NONE : hierarchy_find(k->hierarchy, value[key]);

	if (protect_table_shows_above(s->t, parts_pattern(s, value) | UINT32_C(1) << key,
	                              s->c->dims))
		return true;
	for (size_t i = 0; code != MAP_NONE && i < k->hierarchy->codes.n; i++)
		if (i != code && hierarchy_is_above(k->hierarchy, i, code) &&
		    map_find(&k->values, map_key(&k->hierarchy->codes, i)) != MAP_NONE)
			return true;
	return false;
}

static struct parts_sum *sum_of(struct parts *s, struct slice of, size_t whole, size_t key,
                                size_t row)
{
	bool added;
	size_t i = map_put(&s->found, of, &added);

	if (added) {
		s->sum = array_room(s->sum, &s->sum_room, s->sums + 1, sizeof *s->sum);
		s->sum[s->sums++] = (struct parts_sum){.whole = whole, .key = key, .row = row};
	}
	return &s->sum[i];
}

void parts_add_term(struct parts_sum *sum, size_t cell, int64_t factor)
{
	sum->term = array_room(sum->term, &sum->room, sum->n + 1, sizeof *sum->term);
	sum->term[sum->n++] = (struct term){cell, factor};
}

static struct slice of_total(struct parts *s, size_t whole, size_t key)
{
	str_reset(&s->text);
	str_addf(&s->text, "total %zu %zu", whole, key);
	return str_slice(&s->text);
}

/* To the figure that has `whole_value` in this key and is otherwise the same. */
static void climb(struct parts *s, size_t figure, size_t key, struct slice whole_value)
{
	const struct slice *value = s->figure[figure].value;
	size_t part = s->figure[figure].cell, whole;
	struct slice up[PROTECT_KEYS_MAX], coordinate;

	memcpy(up, value, s->t->keys * sizeof *up);
	up[key] = whole_value;
	coordinate = protect_coordinate(s->t, s->c, up, &s->text);
	whole = map_find(&s->side->at, coordinate);
	if (whole == MAP_NONE && is_shown(s, up, key)) {
		if (parts_cell(s, part)->value > 0)
			parts_refuse(s, part,
			             "there is no row of the total that it is a part of by", key);
		return;
	}
	if (whole == MAP_NONE && (parts_overlap(s, key) || !(s->shared || is_between(s, up, key))))
		return;
	if (whole == MAP_NONE) {
		whole = protect_add(s->side, coordinate, PROTECT_UNKNOWN,
		                    (struct protect_place){.table = s->table,
		                                           .row = PROTECT_NONE,
		                                           .measure = s->measure,
		                                           .may_be_zero = true});
		parts_cell(s, whole)->state = CELL_PRIMARY;
	}
	if (!parts_overlap(s, key))
		add_figure(s, whole, up);
	parts_add_term(sum_of(s, of_total(s, whole, key), whole, key, PROTECT_NONE), part, 1);
}

/* To the codes that the value is a part of, or to all. */
static void climb_all(struct parts *s, size_t figure, size_t key)
{
	const struct hierarchy *h = s->t->key[key].hierarchy;
	size_t code = h == NULL ? MAP_NONE : hierarchy_find(h, s->figure[figure].value[key]);

	if (code == MAP_NONE || (h->first[code] == MAP_NONE && !h->says_all)) {
		climb(s, figure, key, slice_of(KEYED_TABLE_ALL));
		return;
	}
	for (size_t i = h->first[code]; i != MAP_NONE; i = h->of[i].next)
		climb(s, figure, key,
		      h->of[i].whole == HIERARCHY_ALL ? slice_of(KEYED_TABLE_ALL)
		                                      : map_key(&h->codes, h->of[i].whole));
}

/* A figure with one of the values of a --relation is a term of it, once for each time that the value is said. */
static void enter_relation(struct parts *s, size_t figure, size_t relation)
{
	const struct protect_relation *r = &s->t->spec->relation[relation];
	struct slice value[PROTECT_KEYS_MAX];
	size_t key = 0;

	while (!slice_equal(s->t->key[key].name, r->column))
		key++;
	if ((s->c->dims >> key & 1) == 0)
		return;
	memcpy(value, s->figure[figure].value, s->t->keys * sizeof *value);
	value[key] = slice_of(KEYED_TABLE_ALL);
	for (size_t i = 0; i < r->n; i++) {
		struct parts_sum *sum;

		if (!slice_equal(r->value[i], s->figure[figure].value[key]))
			continue;
		protect_coordinate(s->t, s->c, value, &s->text);
		str_addf(&s->text, "\x1d%zu", relation);
		sum = sum_of(s, str_slice(&s->text), s->figure[figure].cell, key, 0);
		sum->relation = r;
		parts_add_term(sum, s->figure[figure].cell, r->factor[i]);
	}
}

/* ---------------------------------------------------------------- all */

size_t parts_sum_of(struct parts *s, size_t whole, size_t key)
{
	return map_find(&s->found, of_total(s, whole, key));
}

static void add_rows(struct parts *s)
{
	for (size_t row = 0; row < s->t->tidy.rows; row++) {
		struct slice value[PROTECT_KEYS_MAX];

		for (size_t k = 0; k < s->t->keys; k++)
			value[k] = protect_table_value(s->t, row, k);
		if (s->c->cell[row] != PROTECT_NONE)
			add_figure(s, s->c->cell[row], value);
	}
}

/* Totals that stand in no row come behind the others, and are looked at in their turn. */
static void add_sums(struct parts *s)
{
	for (size_t i = 0; i < s->n; i++) {
		for (size_t k = 0; k < s->t->keys; k++)
			if (!slice_is(s->figure[i].value[k], KEYED_TABLE_ALL))
				climb_all(s, i, k);
		for (size_t r = 0; r < s->t->spec->relations; r++)
			enter_relation(s, i, r);
	}
}

void parts_find(struct parts *s)
{
	add_rows(s);
	add_sums(s);
}

void parts_forget(struct parts *s)
{
	for (size_t i = 0; i < s->sums; i++)
		free(s->sum[i].term);
	s->n = s->sums = 0;
	map_done(&s->met);
	map_done(&s->found);
	s->met = s->found = (struct map){0};
}

void parts_done(struct parts *s)
{
	parts_forget(s);
	free(s->sum);
	free(s->figure);
	str_done(&s->text);
}
