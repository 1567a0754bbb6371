#include "protect/protect_cells.h"

#include "error.h"
#include "number.h"
#include "protect/protect_earlier.h"
#include "protect/protect_never.h"
#include "protect/protect_sums.h"
#include "protect/protect_ties.h"

#define FIGURES_MAX 20000

/* ---------------------------------------------------------------- fields */

/* The decimals of the sums: as many as the one with most. */
static void find_decimals(struct protect *p)
{
	for (size_t i = 0; i < p->all; i++) {
		const struct protect_table *t = &p->table[i];

		for (size_t m = 0; m < t->measures; m++)
			for (size_t row = 0;
			     t->measure[m].spec->kind == PROTECT_SUM && row < t->tidy.rows; row++) {
				struct number x;

				if (number_parse(
				        keyed_table_field(&t->tidy, row, t->measure[m].column),
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

	protect_table_die(
	    &p->table[table], row, name, "is the same figure as %.*s in %s:%zu, but they differ",
	    SLICE(protect_table_measure_name(there, first->measure)), there->tidy.path,
	    first->row == PROTECT_NONE ? 0 : there->line[first->row]);
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
		differ(p, side, cell, table, row, protect_table_measure_name(t, measure));
	side->place[cell].shown |= !protect_table_withholds(t, row);
	c->cell[row] = cell;
}

/*
 * A measure that is said in the table; of rows that were filled in, one that is by fewer keys has the figure of the
 * others.
 */
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
	struct slice field = keyed_table_field(&t->tidy, row, t->measure[share].column);
	struct number x, y, again;
	int64_t whole;

	if (field.n == 0 || numerator <= 0)
		return 0;
	if (!number_parse(field, &x) || number_is_zero(x) ||
	    !number_divide(number_of(numerator), x, &y))
		protect_table_die(t, row, protect_table_measure_name(t, share),
		                  "not a share of its numerator");
	y = number_round(y, 0);
	if (!number_whole(y, &whole) || !number_divide(number_of(numerator), y, &again) ||
	    number_compare(again, x) != 0)
		protect_table_die(t, row, protect_table_measure_name(t, share),
		                  "its denominator can not be worked out: give it with all its "
		                  "decimals, or the rows of * that are its denominators");
	return whole;
}

static bool is_base(const struct protect *p, const struct protect_place *place)
{
	return place->measure >= p->table[place->table].spec->measures;
}

/*
 * A base stands in the rows of * of its count, or is told by a share, of which its part[0] is the number. Rows
 * whose numerator is zero do not tell it, and neither does a --part.
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
 * Whether some value from zero up of this term makes the relation hold, whatever the others are: it is the whole
 * that they make up. Of a part that is not so: that it is no less than zero says how much the others can be.
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
		if (!side->place[r->term[i].cell].shown && !side->place[r->term[i].cell].never &&
		    bound[r->term[i].cell] == 1 && is_free(r, i))
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
	if (p->counts.cells.n + p->sums.cells.n > FIGURES_MAX)
		die("%zu different figures, more than the %d that can be protected at once; split "
		    "the tables so that no figure, total or part is in two calls, or leave out a "
		    "key column",
		    p->counts.cells.n + p->sums.cells.n, FIGURES_MAX);
	for_each(p, relate, &text);
	protect_ties(p);
	protect_never_mark(p);
	cut_loose(p, &p->counts);
	cut_loose(p, &p->sums);
	protect_earlier_relate(p);
	str_done(&text);
}
