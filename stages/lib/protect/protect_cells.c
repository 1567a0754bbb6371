#include "protect/protect_cells.h"

#include <stdlib.h>

#include "error.h"
#include "number.h"
#include "protect/protect_earlier.h"
#include "protect/protect_sums.h"
#include "protect/protect_ties.h"

void protect_open(struct protect *p, const struct protect_spec *spec)
{
	*p = (struct protect){.spec = spec, .n = spec->n};
	p->all = p->n;
	for (size_t i = 0; i < p->n; i++)
		p->all += spec->table[i].previouses;
	p->table = arena_take(&p->arena, p->all * sizeof *p->table);
	p->all = p->n;
	for (size_t i = 0; i < p->n; i++)
		p->table[i].number = i;
}

/* ---------------------------------------------------------------- what a figure is of */

static void add_value(struct str *to, struct slice name, struct slice value)
{
	if (slice_is(value, TIDY_ALL))
		return;
	str_add_byte(to, PROTECT_NAME);
	str_add(to, name);
	str_add_byte(to, PROTECT_VALUE);
	str_add(to, value);
}

void protect_add_population(const struct protect_table *t, const struct protect_column *c,
                            struct str *to)
{
	if (c->spec->population.n > 0)
		str_add(to, c->spec->population);
	else
		str_addf(to, "\x1d%zu\x1d%.*s", t->number, SLICE(c->spec->name));
}

/* Keys and fixed values, in the order of their names. */
struct slice protect_coordinate(const struct protect_table *t, const struct protect_column *c,
                                const struct slice *value, struct str *to)
{
	size_t fixed = 0;

	str_reset(to);
	if (t->earlier > 0)
		str_addf(to, PROTECT_EARLIER, t->earlier);
	protect_add_population(t, c, to);
	for (size_t i = 0; i < t->keys; i++) {
		size_t k = t->order[i];

		for (; fixed < c->spec->n_fixed &&
		       slice_compare(c->spec->fixed[fixed].name, t->key[k].name) < 0;
		     fixed++)
			add_value(to, c->spec->fixed[fixed].name, c->spec->fixed[fixed].value);
		if ((c->dims >> k & 1) != 0)
			add_value(to, t->key[k].name, value[k]);
	}
	for (; fixed < c->spec->n_fixed; fixed++)
		add_value(to, c->spec->fixed[fixed].name, c->spec->fixed[fixed].value);
	return str_slice(to);
}

struct slice protect_coordinate_of_row(const struct protect_table *t, size_t measure, size_t row,
                                       struct str *to)
{
	struct slice value[PROTECT_KEYS_MAX];

	for (size_t k = 0; k < t->keys; k++)
		value[k] = protect_table_value(t, row, k);
	return protect_coordinate(t, &t->measure[measure], value, to);
}

size_t protect_add(struct protect_side *side, struct slice coordinate, int64_t value,
                   struct protect_place place)
{
	size_t i = map_put(&side->at, coordinate, NULL);

	side->place = array_room(side->place, &side->room, i + 1, sizeof *side->place);
	side->place[i] = place;
	return cells_add(
	    &side->cells,
	    (struct cell){.value = value, .high = CELLS_NO_LIMIT, .weight = 1, .state = CELL_OPEN});
}

/* ---------------------------------------------------------------- fields */

static struct slice name_of(const struct protect_table *t, size_t measure)
{
	return t->measure[measure].spec->name;
}

/* A count, or a sum in its least unit. */
int64_t protect_value(const struct protect *p, const struct protect_table *t, size_t measure,
                      size_t row)
{
	bool sum = t->measure[measure].spec->kind == PROTECT_SUM;
	struct slice field = tidy_field(&t->tidy, row, t->measure[measure].column);
	struct number x, unit = number_of(1);
	int64_t whole;

	if (t->earlier && protect_table_was_hidden(t, measure, row))
		return PROTECT_UNKNOWN;
	if (sum && field.n == 0)
		return 0;
	if (!number_parse(field, &x) || number_is_negative(x))
		protect_table_die(t, row, name_of(t, measure), "not a number from zero up");
	for (unsigned i = 0; sum && i < p->decimals; i++)
		number_multiply(unit, number_of(10), &unit);
	if (!number_multiply(x, unit, &x) || !number_whole(x, &whole))
		protect_table_die(t, row, name_of(t, measure), "not a whole number");
	if (whole >= PROTECT_VALUE_MAX)
		protect_table_die(t, row, name_of(t, measure),
		                  "too large to be protected (15 digits)");
	return whole;
}

/* The decimals of the sums: as many as the one with most. */
static void find_decimals(struct protect *p)
{
	for (size_t i = 0; i < p->all; i++) {
		const struct protect_table *t = &p->table[i];

		for (size_t m = 0; m < t->measures; m++)
			for (size_t row = 0;
			     t->measure[m].spec->kind == PROTECT_SUM && row < t->tidy.rows; row++) {
				struct number x;

				if (number_parse(tidy_field(&t->tidy, row, t->measure[m].column),
				                 &x) &&
				    x.scale > p->decimals)
					p->decimals = x.scale;
			}
	}
}

/* ---------------------------------------------------------------- figures */

/* Dies, naming both places. */
static _Noreturn void differ(const struct protect *p, const struct protect_side *side, size_t cell,
                             size_t table, size_t row, struct slice name)
{
	const struct protect_place *first = &side->place[cell];
	const struct protect_table *there = &p->table[first->table];

	protect_table_die(&p->table[table], row, name,
	                  "is the same figure as %.*s in %s:%zu, but they differ",
	                  SLICE(name_of(there, first->measure)), there->tidy.path,
	                  first->row == PROTECT_NONE ? 0 : there->line[first->row]);
}

void protect_die(const struct protect *p, const struct protect_side *side, size_t cell,
                 const char *what)
{
	const struct protect_place *place = &side->place[cell];
	const struct protect_table *t = &p->table[place->table];

	protect_table_die(t, place->row, name_of(t, place->measure), "%s", what);
}

static void add_figure(struct protect *p, size_t table, size_t measure, size_t row, int64_t value,
                       struct str *text)
{
	struct protect_table *t = &p->table[table];
	struct protect_column *c = &t->measure[measure];
	struct protect_side *side = protect_side_of(p, c);
	struct slice coordinate = protect_coordinate_of_row(t, measure, row, text);
	size_t cell = map_find(&side->at, coordinate);

	if (cell == MAP_NONE)
		cell = protect_add(
		    side, coordinate, value,
		    (struct protect_place){.table = table, .row = row, .measure = measure});
	else if (side->cells.cell[cell].value != value)
		differ(p, side, cell, table, row, name_of(t, measure));
	side->place[cell].shown |= !protect_table_withholds(t, row);
	c->cell[row] = cell;
}

/* A measure that is said in the table; of rows that were filled in, one that is by fewer keys has the figure of the others. */
static void add_measure(struct protect *p, size_t table, size_t measure, bool filled,
                        struct str *text)
{
	struct protect_table *t = &p->table[table];
	const struct protect_column *c = &t->measure[measure];

	for (size_t row = 0; row < t->tidy.rows; row++) {
		bool borrowed = c->spec->coarser && t->line[row] == 0;
		int64_t value;
		size_t cell;

		if (borrowed != filled)
			continue;
		value = protect_value(p, t, measure, row);
		if (borrowed) {
			cell = map_find(&p->counts.at,
			                protect_coordinate_of_row(t, measure, row, text));
			value = cell == MAP_NONE ? 0 : p->counts.cells.cell[cell].value;
			t->tidy.field[row * t->tidy.header.n + c->column] =
			    slice_of(arena_format(&p->arena, "%lld", (long long)value));
		}
		add_figure(p, table, measure, row, value, text);
	}
}

/* ---------------------------------------------------------------- denominators */

/* The denominator by which a share of that numerator comes to this; 0 if it does not tell. Dies if there is none. */
static int64_t denominator(const struct protect_table *t, size_t row, size_t share,
                           int64_t numerator)
{
	struct slice field = tidy_field(&t->tidy, row, t->measure[share].column);
	struct number x, y, again;
	int64_t whole;

	if (field.n == 0 || numerator <= 0)
		return 0;
	if (!number_parse(field, &x) || number_is_zero(x) ||
	    !number_divide(number_of(numerator), x, &y))
		protect_table_die(t, row, name_of(t, share), "not a share of its numerator");
	y = number_round(y, 0);
	if (!number_whole(y, &whole) || !number_divide(number_of(numerator), y, &again) ||
	    number_compare(again, x) != 0)
		protect_table_die(t, row, name_of(t, share),
		                  "its denominator can not be worked out: give it with all its "
		                  "decimals, or the rows of * that are its denominators");
	return whole;
}

static bool is_base(const struct protect *p, const struct protect_place *place)
{
	return place->measure >= p->table[place->table].spec->measures;
}

/*
 * A base stands in the rows of * of its count, or is told by a share, of which its part[0] is the number. Rows whose numerator is
 * zero do not tell it, and neither does a --part.
 */
static void add_base(struct protect *p, size_t table, size_t measure, struct str *text)
{
	struct protect_table *t = &p->table[table];
	struct protect_column *c = &t->measure[measure];
	size_t share = c->part[0], counted = t->measure[share].part[0];

	for (size_t row = 0; row < t->tidy.rows; row++) {
		int64_t numerator = p->counts.cells.cell[t->measure[counted].cell[row]].value;
		struct slice coordinate = protect_coordinate_of_row(t, measure, row, text);
		int64_t value;

		c->cell[row] = map_find(&p->counts.at, coordinate);
		if (c->cell[row] != MAP_NONE && !is_base(p, &p->counts.place[c->cell[row]]))
			continue;
		value = t->measure[share].spec->unseen ? 0 : denominator(t, row, share, numerator);
		if (value != 0)
			add_figure(p, table, measure, row, value, text);
	}
	for (size_t row = 0; row < t->tidy.rows; row++)
		if (c->cell[row] == MAP_NONE)
			c->cell[row] = map_find(&p->counts.at,
			                        protect_coordinate_of_row(t, measure, row, text));
}

/* ---------------------------------------------------------------- all */

typedef void each(struct protect *p, size_t table, size_t measure, struct str *text);

static void add_told(struct protect *p, size_t table, size_t measure, struct str *text)
{
	struct protect_column *c = &p->table[table].measure[measure];

	c->cell = arena_take(&p->arena, (p->table[table].tidy.rows + 1) * sizeof *c->cell);
	for (size_t row = 0; row < p->table[table].tidy.rows; row++)
		c->cell[row] = PROTECT_NONE;
	if (c->spec->kind != PROTECT_DERIVED && c->column != PROTECT_NONE)
		add_measure(p, table, measure, false, text);
}

static void add_borrowed(struct protect *p, size_t table, size_t measure, struct str *text)
{
	const struct protect_column *c = &p->table[table].measure[measure];

	if (c->spec->kind == PROTECT_COUNT && c->column != PROTECT_NONE)
		add_measure(p, table, measure, true, text);
}

static void add_untold(struct protect *p, size_t table, size_t measure, struct str *text)
{
	if (p->table[table].measure[measure].column == PROTECT_NONE)
		add_base(p, table, measure, text);
}

static void relate(struct protect *p, size_t table, size_t measure, struct str *text)
{
	(void)text;
	if (p->table[table].measure[measure].spec->kind != PROTECT_DERIVED)
		protect_sums(p, table, measure);
}

static void for_each(struct protect *p, each *call, struct str *text)
{
	for (size_t i = 0; i < p->all; i++)
		for (size_t m = 0; m < p->table[i].measures; m++)
			if (!p->table[i].earlier ||
			    (p->spec->cumulative &&
			     p->table[i].measure[m].spec->kind != PROTECT_SUM))
				call(p, i, m, text);
}

/*
 * Whether some value from zero up of this term makes the relation hold, whatever the others are: it is the whole that they make up. Of
 * a part that is not so: that it is no less than zero says how much the others can be.
 */
static bool is_free(const struct relation *r, size_t term)
{
	for (size_t i = 0; i < r->n; i++)
		if (i != term && (r->term[i].factor < 0) == (r->term[term].factor < 0))
			return r->at_most && r->term[term].factor < 0;
	return true;
}

/* Whether a figure that does not go out is bound by this relation alone, which then says nothing of the others. */
static bool is_loose(const struct protect_side *side, const struct relation *r, const size_t *bound)
{
	for (size_t i = 0; i < r->n; i++)
		if (!side->place[r->term[i].cell].shown && bound[r->term[i].cell] == 1 &&
		    is_free(r, i))
			return true;
	return false;
}

/* Takes away the relations that only say what a figure is that nobody knows in any other way. */
static void cut_loose(struct protect *p, struct protect_side *side)
{
	struct cells *c = &side->cells;
	size_t *bound = arena_take(&p->arena, (c->n + 1) * sizeof *bound), left;

	for (size_t i = 0; i < c->relations; i++)
		for (size_t k = 0; k < c->relation[i].n; k++)
			bound[c->relation[i].term[k].cell]++;
	do {
		left = 0;
		for (size_t i = 0; i < c->relations; i++) {
			struct relation r = c->relation[i];

			if (!is_loose(side, &r, bound)) {
				c->relation[left++] = r;
				continue;
			}
			for (size_t k = 0; k < r.n; k++)
				bound[r.term[k].cell]--;
		}
	} while (left < c->relations && (c->relations = left, true));
	for (size_t i = 0; i < c->n; i++)
		side->place[i].loose = !side->place[i].shown && bound[i] == 0;
}

void protect_cells(struct protect *p)
{
	struct str text = {0};

	find_decimals(p);
	for_each(p, add_told, &text);
	for_each(p, add_borrowed, &text);
	for_each(p, add_untold, &text);
	if (p->counts.cells.n + p->sums.cells.n > PROTECT_FIGURES_MAX)
		die("%zu different figures, more than the %d that can be protected at once; split "
		    "the tables so that no figure, total or part is in two calls, or leave out a "
		    "key column",
		    p->counts.cells.n + p->sums.cells.n, PROTECT_FIGURES_MAX);
	for_each(p, relate, &text);
	protect_ties(p);
	cut_loose(p, &p->counts);
	cut_loose(p, &p->sums);
	protect_earlier_relate(p);
	str_done(&text);
}

static void side_done(struct protect_side *side)
{
	cells_done(&side->cells);
	map_done(&side->at);
	map_done(&side->relations);
	free(side->place);
}

void protect_done(struct protect *p)
{
	for (size_t i = 0; i < p->all; i++)
		protect_table_done(&p->table[i]);
	free(p->rest);
	side_done(&p->counts);
	side_done(&p->sums);
	arena_done(&p->arena);
}
