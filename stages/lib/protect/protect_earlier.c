#include "protect/protect_earlier.h"

#include <math.h>
#include <stdlib.h>

#include "protect/attack.h"
#include "error.h"
#include "protect/linear.h"

#define NODES 10000 /* of the search for whole numbers */

/* ---------------------------------------------------------------- marks */

static struct slice without_number(struct slice of)
{
	return (struct slice){of.at + PROTECT_EARLIER_BYTES, of.n - PROTECT_EARLIER_BYTES};
}

/* A sum is at least what it was, if those are all in it. */
static void mark(struct protect *p, const struct protect_table *t, size_t measure, size_t row,
                 struct str *text)
{
	const struct protect_column *c = &t->measure[measure];
	struct protect_side *side = protect_side_of(p, c);
	struct slice of = protect_coordinate_of_row(t, measure, row, text);
	size_t now = map_find(&side->at, without_number(of));
	bool hidden = protect_table_was_hidden(t, measure, row);

	if (now == MAP_NONE)
		return;
	side->place[now].was_hidden = hidden;
	if (c->spec->kind == PROTECT_SUM && p->spec->cumulative && !hidden) {
		int64_t value = protect_value(p, t, measure, row);

		if (value > side->cells.cell[now].value)
			protect_table_die(t, row, c->spec->name,
			                  "more than it is now, though --cumulative");
		side->cells.cell[now].low = value;
	}
}

void protect_earlier_mark(struct protect *p, const struct protect_table *t)
{
	struct str text = {0};

	for (size_t m = 0; m < t->spec->measures; m++)
		for (size_t row = 0;
		     t->spec->measure[m].kind != PROTECT_DERIVED && row < t->tidy.rows; row++)
			mark(p, t, m, row, &text);
	str_done(&text);
}

/* ---------------------------------------------------------------- the figures of before */

static bool is_earlier(const struct protect *p, size_t cell)
{
	return p->table[p->counts.place[cell].table].earlier;
}

static bool is_unknown(const struct protect *p, size_t cell)
{
	return p->counts.cells.cell[cell].value == PROTECT_UNKNOWN;
}

/* The same figure now, or MAP_NONE. */
static size_t now_of(const struct protect *p, size_t cell)
{
	return map_find(&p->counts.at, without_number(map_key(&p->counts.at, cell)));
}

/*
 * What was hidden earlier gets some whole numbers that agree with everything: a column for each unknown figure, between
 * nought (or one) and what the figure is now, and a row for each relation, less what is known in it. Any solution will
 * do: none is believed more than another, it is only held as uncertain as the earlier publication left it.
 */
struct completion {
	struct linear *program;
	size_t *column; /* by cell */
	struct linear_term *term;
};

static void add_column(const struct protect *p, struct completion *x, size_t cell)
{
	const struct protect_place *place = &p->counts.place[cell];
	bool zero = p->spec->zeros_hidden || place->may_be_zero || !place->shown;
	size_t now = now_of(p, cell);
	double most = now == MAP_NONE ? LINEAR_ENDLESS : (double)p->counts.cells.cell[now].value;

	x->column[cell] = linear_column(x->program, zero || most < 1 ? 0 : 1, most, 0);
}

static void add_row(const struct protect *p, struct completion *x, const struct relation *r)
{
	int64_t known = 0;
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++) {
		size_t cell = r->term[i].cell;

		if (is_unknown(p, cell))
			x->term[n++] =
			    (struct linear_term){x->column[cell], (double)r->term[i].factor};
		else
			known += r->term[i].factor * p->counts.cells.cell[cell].value;
	}
	if (n > 0)
		linear_row(x->program, x->term, n, r->at_most ? -LINEAR_ENDLESS : (double)-known,
		           (double)-known);
}

/* The same figure in that publication, or MAP_NONE. */
static size_t later_of(const struct protect *p, size_t cell, unsigned later)
{
	struct slice of = without_number(map_key(&p->counts.at, cell));
	struct str text = {0};
	size_t there;

	str_addf(&text, PROTECT_EARLIER, later);
	str_add(&text, of);
	there = map_find(&p->counts.at, str_slice(&text));
	str_done(&text);
	return there;
}

typedef void pair(struct protect *p, size_t cell, size_t later);

/* Each later publication that has the figure, short of now. */
static void for_each_later(struct protect *p, size_t cell, pair *call)
{
	unsigned last = p->table[p->all - 1].earlier;

	for (size_t i = p->n; i < p->all; i++)
		last = p->table[i].earlier > last ? p->table[i].earlier : last;
	for (unsigned k = p->table[p->counts.place[cell].table].earlier + 1; k <= last; k++)
		if (later_of(p, cell, k) != MAP_NONE)
			call(p, cell, later_of(p, cell, k));
}

static void relate_later(struct protect *p, size_t cell, size_t later)
{
	cells_relate(&p->counts.cells, (struct term[]){{cell, 1}, {later, -1}}, 2, true);
}

/* Some whole numbers in the place of those that nobody here knows. False: there are none. */
static bool complete(struct protect *p)
{
	struct cells *c = &p->counts.cells;
	struct completion x = {.program = linear_open()};
	enum linear_answer answer;
	bool fine = true;

	x.column = arena_take(&p->arena, (c->n + 1) * sizeof *x.column);
	x.term = arena_take(&p->arena, (c->n + 1) * sizeof *x.term);
	for (size_t i = 0; i < c->n; i++)
		if (is_unknown(p, i))
			add_column(p, &x, i);
	for (size_t i = 0; i < c->relations; i++)
		add_row(p, &x, &c->relation[i]);
	answer = linear_whole(x.program, NODES, LINEAR_ENDLESS);
	fine = answer == LINEAR_BEST || answer == LINEAR_SOME;
	for (size_t i = 0; i < c->n && fine; i++)
		if (is_unknown(p, i))
			c->cell[i].value = llround(linear_value(x.program, x.column[i]));
	for (size_t i = 0; i < c->relations && fine; i++)
		fine = cells_relation_holds(c, i);
	linear_close(x.program);
	return fine;
}

/* ---------------------------------------------------------------- before and now */

/* No more than now; and what was added is a number of persons. */
static void relate(struct protect *p, size_t cell, size_t now)
{
	struct protect_rest rest = {.n = 2, .added = true};

	rest.term = arena_take(&p->arena, 2 * sizeof *rest.term);
	rest.term[0] = (struct term){cell, 1};
	rest.term[1] = (struct term){now, -1};
	cells_relate(&p->counts.cells, rest.term, 2, true);
	if (p->counts.cells.cell[cell].state != CELL_FIXED)
		return;
	p->rest = array_room(p->rest, &p->rest_room, p->rests + 1, sizeof *p->rest);
	p->rest[p->rests++] = rest;
}

/* Whether zeros of it are hidden where those of other counts are shown. */
static bool is_numerator(const struct protect *p, const struct protect_place *place)
{
	const struct protect_table *t = &p->table[place->table];

	for (size_t m = 0; m < t->spec->measures; m++)
		if (t->measure[m].spec->kind == PROTECT_DERIVED &&
		    t->measure[m].spec->form != PROTECT_MADE &&
		    t->measure[m].part[t->measure[m].spec->form == PROTECT_DIFFERENCE] ==
		        place->measure)
			return true;
	return false;
}

static void fix(struct protect *p, size_t cell)
{
	struct cell *c = &p->counts.cells.cell[cell];
	size_t now = now_of(p, cell);
	int64_t value = now == MAP_NONE ? 0 : p->counts.cells.cell[now].value;

	p->counts.place[cell].may_be_zero |=
	    p->spec->alike_hidden && is_numerator(p, &p->counts.place[cell]);
	c->state = is_unknown(p, cell) ? CELL_PRIMARY : CELL_FIXED;
	if (c->value > value && (now != MAP_NONE || c->state == CELL_FIXED))
		protect_die(p, &p->counts, cell, "more than it is now, though --cumulative");
}

void protect_earlier_relate(struct protect *p)
{
	if (p->all == p->n || !p->spec->cumulative)
		return;
	for (size_t i = 0; i < p->counts.cells.n; i++)
		if (is_earlier(p, i)) {
			fix(p, i);
			for_each_later(p, i, relate_later);
		}
	if (!complete(p))
		die("no whole numbers agree with what was published before and with what "
		    "there is now, though --cumulative");
	for (size_t i = 0; i < p->counts.cells.n; i++)
		if (is_earlier(p, i) && now_of(p, i) != MAP_NONE)
			relate(p, i, now_of(p, i));
}

/* ---------------------------------------------------------------- what stays uncertain */

/* How uncertain each of these secrets is while nothing of now is shown. */
static void find_widths(struct protect *p, size_t first)
{
	struct cells *c = &p->counts.cells;
	enum cell_state *state = arena_take(&p->arena, (c->n + 1) * sizeof *state);
	struct attack *a;

	for (size_t i = 0; i < c->n; i++) {
		state[i] = c->cell[i].state;
		if (!is_earlier(p, i))
			c->cell[i].state = CELL_PRIMARY;
	}
	a = attack_open(c);
	for (size_t i = first; i < c->secrets; i++) {
		struct interval found;

		c->secret[i].width = p->spec->width;
		if (!attack_secret(a, i, &found))
			c->secret[i].width = found.high - found.low;
	}
	attack_close(a);
	for (size_t i = 0; i < c->n; i++)
		c->cell[i].state = state[i];
}

static void keep(struct protect *p, const struct term *term, size_t n, int64_t value, int64_t width)
{
	cells_keep(
	    &p->counts.cells, term, n,
	    (struct secret){.low = value, .high = value, .width = width, .origin = term[0].cell});
}

/* What was added since, where it can not be told here whether that is few. */
static void keep_added(struct protect *p, size_t cell, size_t later, int64_t width)
{
	struct term added[] = {{later, 1}, {cell, -1}};
	const struct cell *c = p->counts.cells.cell;

	keep(p, added, 2, c[later].value - c[cell].value, width);
}

static void keep_later(struct protect *p, size_t cell, size_t later)
{
	keep_added(p, cell, later, 0);
}

static bool was_kept(const struct protect *p, size_t cell)
{
	return is_earlier(p, cell) && p->counts.cells.cell[cell].state == CELL_PRIMARY &&
	       p->counts.place[cell].row != PROTECT_NONE;
}

void protect_earlier_keep(struct protect *p)
{
	struct cells *c = &p->counts.cells;
	size_t first = c->secrets, last;

	for (size_t i = 0; i < c->n; i++)
		if (was_kept(p, i))
			keep(p, (struct term[]){{i, 1}}, 1, c->cell[i].value, 0);
	last = c->secrets;
	for (size_t i = 0; i < c->n; i++)
		if (was_kept(p, i))
			for_each_later(p, i, keep_later);
	if (c->secrets > first)
		find_widths(p, first);
	for (size_t i = first; i < last; i++) {
		size_t cell = c->secret[i].origin, now = now_of(p, cell);

		if (now != MAP_NONE)
			keep_added(p, cell, now, c->secret[i].width);
	}
}
