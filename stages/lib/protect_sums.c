#include "protect_sums.h"

#include <stdlib.h>

#include "error.h"

/* A figure of the measure and the values that it is by, one for each key of the table; * where there is none. */
struct figure {
	size_t cell;
	struct slice *value;
};

/* A total by one key, and its parts; or (--relation) terms that come to zero. */
struct sum {
	size_t whole, key, row;
	struct term *term;
	size_t n, room;
	const struct protect_relation *relation; /* or NULL */
};

struct sums {
	struct protect *p;
	struct protect_side *side;
	struct protect_table *t;
	struct protect_column *c;
	size_t table, measure;
	bool
	    shared; /* others count the same population, so that totals that no row shows may be known by them */
	struct figure *figure;
	struct sum *sum;
	struct map met;   /* cells that are figures */
	struct map found; /* what a sum is of, to its number */
	size_t n, room, n_sums, sum_room;
	struct str text;
};

static struct cell *cell_at(const struct sums *s, size_t cell)
{
	return &s->side->cells.cell[cell];
}

static void add_figure(struct sums *s, size_t cell, const struct slice *value)
{
	struct slice *copy;
	bool added;

	map_put(&s->met, (struct slice){(const char *)&cell, sizeof cell}, &added);
	if (!added)
		return;
	copy = arena_take(&s->p->arena, (s->t->keys + 1) * sizeof *copy);
	for (size_t k = 0; k < s->t->keys; k++)
		copy[k] = (s->c->dims >> k & 1) == 0 ? slice_of(TIDY_ALL) : value[k];
	s->figure = array_room(s->figure, &s->room, s->n + 1, sizeof *s->figure);
	s->figure[s->n++] = (struct figure){cell, copy};
}

static uint32_t pattern_of(const struct sums *s, const struct slice *value)
{
	uint32_t pattern = 0;

	for (size_t k = 0; k < s->t->keys; k++)
		if ((s->c->dims >> k & 1) != 0 && slice_is(value[k], TIDY_ALL))
			pattern |= UINT32_C(1) << k;
	return pattern;
}

static _Noreturn void refuse(const struct sums *s, size_t cell, const char *what, size_t key)
{
	protect_table_die(
	    s->t, s->side->place[cell].table == s->table ? s->side->place[cell].row : PROTECT_NONE,
	    s->c->spec->name, "%s %.*s", what, SLICE(s->t->key[key].name));
}

/* ---------------------------------------------------------------- what is a part of what */

/* Whether rows show the values: those of this combination of * and with this code. */
static bool is_shown(const struct sums *s, const struct slice *value, size_t key)
{
	return protect_table_shows(s->t, pattern_of(s, value), s->c->dims) &&
	       map_find(&s->t->key[key].values, value[key]) != MAP_NONE;
}

/* Whether rows show a total further up, so that this one stands between. */
static bool is_between(const struct sums *s, const struct slice *value, size_t key)
{
	const struct protect_key *k = &s->t->key[key];
	size_t code = k->hierarchy == NULL ? MAP_NONE : hierarchy_find(k->hierarchy, value[key]);

	if (protect_table_shows_above(s->t, pattern_of(s, value) | UINT32_C(1) << key, s->c->dims))
		return true;
	for (size_t i = 0; code != MAP_NONE && i < k->hierarchy->codes.n; i++)
		if (i != code && hierarchy_is_above(k->hierarchy, i, code) &&
		    map_find(&k->values, map_key(&k->hierarchy->codes, i)) != MAP_NONE)
			return true;
	return false;
}

static struct sum *sum_of(struct sums *s, struct slice of, size_t whole, size_t key, size_t row)
{
	bool added;
	size_t i = map_put(&s->found, of, &added);

	if (added) {
		s->sum = array_room(s->sum, &s->sum_room, s->n_sums + 1, sizeof *s->sum);
		s->sum[s->n_sums++] = (struct sum){.whole = whole, .key = key, .row = row};
	}
	return &s->sum[i];
}

static void add_term(struct sum *sum, size_t cell, int64_t factor)
{
	sum->term = array_room(sum->term, &sum->room, sum->n + 1, sizeof *sum->term);
	sum->term[sum->n++] = (struct term){cell, factor};
}

static struct slice of_total(struct sums *s, size_t whole, size_t key)
{
	str_reset(&s->text);
	str_addf(&s->text, "total %zu %zu", whole, key);
	return str_slice(&s->text);
}

/* To the figure that has `whole_value` in this key and is otherwise the same. */
static void climb(struct sums *s, size_t figure, size_t key, struct slice whole_value)
{
	const struct slice *value = s->figure[figure].value;
	size_t part = s->figure[figure].cell, whole;
	struct slice up[PROTECT_KEYS_MAX], coordinate;

	memcpy(up, value, s->t->keys * sizeof *up);
	up[key] = whole_value;
	coordinate = protect_coordinate(s->t, s->c, up, &s->text);
	whole = map_find(&s->side->at, coordinate);
	if (whole == MAP_NONE && is_shown(s, up, key)) {
		if (cell_at(s, part)->value > 0)
			refuse(s, part, "there is no row of the total that it is a part of by",
			       key);
		return;
	}
	if (whole == MAP_NONE && (s->t->key[key].overlap || !(s->shared || is_between(s, up, key))))
		return;
	if (whole == MAP_NONE) {
		whole = protect_add(s->side, coordinate, PROTECT_UNKNOWN,
		                    (struct protect_place){.table = s->table,
		                                           .row = PROTECT_NONE,
		                                           .measure = s->measure,
		                                           .may_be_zero = true});
		cell_at(s, whole)->state = CELL_PRIMARY;
	}
	if (!s->t->key[key].overlap)
		add_figure(s, whole, up);
	add_term(sum_of(s, of_total(s, whole, key), whole, key, PROTECT_NONE), part, 1);
}

/* To the codes that the value is a part of, or to all. */
static void climb_all(struct sums *s, size_t figure, size_t key)
{
	const struct hierarchy *h = s->t->key[key].hierarchy;
	size_t code = h == NULL ? MAP_NONE : hierarchy_find(h, s->figure[figure].value[key]);

	if (code == MAP_NONE || (h->first[code] == MAP_NONE && !h->says_all)) {
		climb(s, figure, key, slice_of(TIDY_ALL));
		return;
	}
	for (size_t i = h->first[code]; i != MAP_NONE; i = h->of[i].next)
		climb(s, figure, key,
		      h->of[i].whole == HIERARCHY_ALL ? slice_of(TIDY_ALL)
		                                      : map_key(&h->codes, h->of[i].whole));
}

static void enter_relation(struct sums *s, size_t figure, size_t relation)
{
	const struct protect_relation *r = &s->t->spec->relation[relation];
	struct slice value[PROTECT_KEYS_MAX];
	size_t key = 0;

	while (!slice_equal(s->t->key[key].name, r->column))
		key++;
	if ((s->c->dims >> key & 1) == 0)
		return;
	memcpy(value, s->figure[figure].value, s->t->keys * sizeof *value);
	value[key] = slice_of(TIDY_ALL);
	for (size_t i = 0; i < r->n; i++) {
		struct sum *sum;

		if (!slice_equal(r->value[i], s->figure[figure].value[key]))
			continue;
		protect_coordinate(s->t, s->c, value, &s->text);
		str_addf(&s->text, "\x1d%zu", relation);
		sum = sum_of(s, str_slice(&s->text), s->figure[figure].cell, key, 0);
		sum->relation = r;
		add_term(sum, s->figure[figure].cell, r->factor[i]);
	}
}

/* ---------------------------------------------------------------- true values */

/* The value of a total that stands in no row, from its parts by the first key that it is a total by. */
static int64_t value_of(struct sums *s, size_t cell)
{
	int64_t value = 0;
	size_t i = MAP_NONE;

	if (cell_at(s, cell)->value != PROTECT_UNKNOWN)
		return cell_at(s, cell)->value;
	for (size_t k = 0; k < s->t->keys && i == MAP_NONE; k++)
		if (!s->t->key[k].overlap)
			i = map_find(&s->found, of_total(s, cell, k));
	for (size_t j = 0; j < s->sum[i].n; j++)
		value += value_of(s, s->sum[i].term[j].cell);
	cell_at(s, cell)->value = value;
	return value;
}

static int64_t total(const struct sums *s, const struct sum *sum)
{
	int64_t value = 0;

	for (size_t i = 0; i < sum->n; i++)
		value += sum->term[i].factor * cell_at(s, sum->term[i].cell)->value;
	return value;
}

/* A total with something in it, but no part, though there are rows of parts. */
static void refuse_empty(struct sums *s, const struct figure *f)
{
	uint32_t pattern = pattern_of(s, f->value);

	for (size_t k = 0; k < s->t->keys; k++)
		if ((s->c->dims >> k & 1) != 0 && slice_is(f->value[k], TIDY_ALL) &&
		    !s->t->key[k].overlap && cell_at(s, f->cell)->value > 0 &&
		    protect_table_shows(s->t, pattern & ~(UINT32_C(1) << k), s->c->dims) &&
		    map_find(&s->found, of_total(s, f->cell, k)) == MAP_NONE)
			refuse(s, f->cell, "is not the sum of its parts by", k);
}

static void check(const struct sums *s, const struct sum *sum)
{
	if (sum->relation && (sum->relation->at_most ? total(s, sum) > 0 : total(s, sum) != 0))
		refuse(s, sum->whole, "does not hold the --relation of", sum->key);
	if (sum->relation != NULL || s->t->key[sum->key].overlap)
		return;
	if (total(s, sum) != cell_at(s, sum->whole)->value &&
	    s->side->place[sum->whole].row == PROTECT_NONE)
		refuse(s, sum->whole,
		       "a total that stands in no row is another by other figures than by",
		       sum->key);
	if (total(s, sum) != cell_at(s, sum->whole)->value)
		refuse(s, sum->whole, "is not the sum of its parts by", sum->key);
}

/* ---------------------------------------------------------------- relations */

static int by_cell(const void *a, const void *b)
{
	const struct term *left = a, *right = b;

	return left->cell < right->cell ? -1 : left->cell > right->cell;
}

/* False: the same is there already, from another table. */
static bool relate(struct sums *s, struct term *term, size_t n, bool at_most)
{
	bool added;

	qsort(term, n, sizeof *term, by_cell);
	str_reset(&s->text);
	str_add_byte(&s->text, at_most ? '<' : '=');
	str_add(&s->text, (struct slice){(const char *)term, n * sizeof *term});
	map_put(&s->side->relations, str_slice(&s->text), &added);
	if (added)
		cells_relate(&s->side->cells, term, n, at_most);
	return added;
}

/* The same, where what is left of the whole is a number of persons. */
static void relate_some(struct sums *s, struct term *term, size_t n)
{
	struct protect *p = s->p;
	struct protect_rest rest = {.n = n};

	if (!relate(s, term, n, true) || s->side != &p->counts || s->t->earlier)
		return;
	rest.term = arena_take(&p->arena, n * sizeof *term);
	memcpy(rest.term, term, n * sizeof *term);
	p->rest = array_room(p->rest, &p->rest_room, p->rests + 1, sizeof *p->rest);
	p->rest[p->rests++] = rest;
}

/* Of a key of overlaps: no part is more than the whole; and the whole no more than all parts, where that is so throughout. */
static void relate_overlap(struct sums *s, struct sum *sum, bool covered)
{
	for (size_t i = 0; i < sum->n; i++) {
		size_t part = sum->term[i].cell;

		if (!s->t->earlier && cell_at(s, part)->value > cell_at(s, sum->whole)->value)
			refuse(s, part, "is more than the whole that it is a part of by", sum->key);
		relate_some(s, (struct term[]){{part, 1}, {sum->whole, -1}}, 2);
		sum->term[i].factor = -1;
	}
	s->side->place[sum->whole].wholes++;
	add_term(sum, sum->whole, 1);
	if (covered)
		relate(s, sum->term, sum->n, true);
}

static bool is_covered(const struct sums *s, size_t key)
{
	for (size_t i = 0; i < s->n_sums; i++)
		if (s->sum[i].key == key && s->sum[i].relation == NULL &&
		    total(s, &s->sum[i]) < cell_at(s, s->sum[i].whole)->value)
			return false;
	return true;
}

/* Those that an inequality says that others are a part of. */
static void note_wholes(struct sums *s, const struct sum *sum)
{
	for (size_t i = 0; i < sum->n; i++)
		if (sum->term[i].factor < 0)
			s->side->place[sum->term[i].cell].wholes++;
}

static void relate_all(struct sums *s)
{
	bool covered[PROTECT_KEYS_MAX];

	for (size_t k = 0; k < s->t->keys; k++)
		covered[k] = s->t->key[k].overlap && !s->t->earlier && is_covered(s, k);
	for (size_t i = 0; i < s->n_sums; i++) {
		struct sum *sum = &s->sum[i];

		if (sum->relation != NULL && sum->relation->at_most) {
			note_wholes(s, sum);
			relate_some(s, sum->term, sum->n);
			continue;
		}
		if (sum->relation == NULL && s->t->key[sum->key].overlap) {
			relate_overlap(s, sum, covered[sum->key]);
			continue;
		}
		if (sum->relation == NULL) {
			s->side->place[sum->whole].wholes++;
			add_term(sum, sum->whole, -1);
		}
		relate(s, sum->term, sum->n, false);
	}
}

/* Of an earlier publication not all is known; protect_earlier.h finds out whether it can be so. */
static void check_all(struct sums *s)
{
	for (size_t i = 0; i < s->n; i++)
		value_of(s, s->figure[i].cell);
	for (size_t i = 0; i < s->n; i++)
		refuse_empty(s, &s->figure[i]);
	for (size_t i = 0; i < s->n_sums; i++)
		check(s, &s->sum[i]);
}

static bool is_shared(const struct protect *p, const struct protect_table *t,
                      const struct protect_column *c)
{
	size_t n = 0;

	for (size_t i = 0; i < p->all; i++)
		for (size_t m = 0; m < p->table[i].measures; m++)
			n += protect_table_counts_the_same(t, c, &p->table[i],
			                                   &p->table[i].measure[m]);
	return n > 1;
}

static void add_rows(struct sums *s)
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
static void add_sums(struct sums *s)
{
	for (size_t i = 0; i < s->n; i++) {
		for (size_t k = 0; k < s->t->keys; k++)
			if (!slice_is(s->figure[i].value[k], TIDY_ALL))
				climb_all(s, i, k);
		for (size_t r = 0; r < s->t->spec->relations; r++)
			enter_relation(s, i, r);
	}
}

void protect_sums(struct protect *p, size_t table, size_t measure)
{
	struct protect_table *t = &p->table[table];
	struct protect_column *c = &t->measure[measure];
	struct sums s = {.p = p, .t = t, .c = c, .table = table, .measure = measure};

	s.side = protect_side_of(p, c);
	s.shared = is_shared(p, t, c);
	add_rows(&s);
	add_sums(&s);
	if (t->earlier == 0)
		check_all(&s);
	relate_all(&s);
	for (size_t i = 0; i < s.n_sums; i++)
		free(s.sum[i].term);
	free(s.sum);
	free(s.figure);
	map_done(&s.met);
	map_done(&s.found);
	str_done(&s.text);
}
