#include "protect/suppress_exact.h"

#include <math.h>
#include <stdlib.h>

#include "protect/attack_alone.h"
#include "protect/attack_blocks.h"
#include "error.h"
#include "protect/linear.h"
#include "protect/attack_network.h"

#define FAR 1e4       /* of a cell, in needs of the secret, where nothing less can be said */
#define VIOLATED 1e-3 /* how much of a need is lacking before a cut is worth a row */
#define WHOLE 1e-6
#define NODE_PROGRAMS 10 /* a node of the master's search counts as so many programs */
#define MANY_CUTS 2000   /* and as often as the master has so many rows */
#define LARGE 4000       /* a program of as many more cells counts as one more */

/*
 * The attack on a choice has a column for every cell that is hidden or may be: how far it is from
 * its true value, in needs of the secret; its limits are its room times how much of it is chosen.
 * The master has a column for each cell too; those that are hidden anyway stay at 1, and cost
 * nothing.
 *
 * Where the relations are those of a network (each cell in two of them at most, once on either
 * side), a secret moves along circuits in which every cell moves by as much, so no cell needs
 * more room than the secret.
 */
struct exacting {
	struct cells *c;
	size_t *cell, *column, n; /* the cells, and the column of each or NONE */
	size_t *relation, relations;
	struct linear *attack, *master;
	double *chosen;        /* of each column, 0 to 1 */
	double *up, *down;     /* what the whole room of the cell gives the secret, either way */
	double *above, *below; /* the room of the cell in needs of the secret */
	double need;           /* with which they were computed; 0: not */
	double *nothing;
	struct linear_term *term;
	bool network;
	bool *quiet; /* each secret, whether it gave no cut when it was last asked */
	size_t programs, effort, cuts;
	struct arena arena;
};

#define NONE SIZE_MAX

/* ---------------------------------------------------------------- making the two programs */

/* Cells that are known whatever is hidden are left out, and relations of none but those. */
static void choose_cells(struct exacting *x)
{
	struct cells loose = *x->c;
	struct attack_blocks blocks;

	loose.cell = arena_take(&x->arena, (x->c->n + 1) * sizeof *loose.cell);
	for (size_t i = 0; i < x->c->n; i++) {
		loose.cell[i] = x->c->cell[i];
		if (loose.cell[i].state == CELL_OPEN)
			loose.cell[i].state = CELL_SECONDARY;
	}
	attack_blocks_make(&blocks, &loose);
	for (size_t i = 0; i < x->c->n; i++) {
		x->column[i] = blocks.of_cell[i] == ATTACK_BLOCKS_NONE ? NONE : x->n;
		if (x->column[i] != NONE)
			x->cell[x->n++] = i;
	}
	for (size_t i = 0; i < blocks.n; i++)
		for (size_t j = 0; j < blocks.block[i].relations; j++)
			x->relation[x->relations++] = blocks.block[i].relation[j];
	attack_blocks_done(&blocks);
}

static void open_exacting(struct exacting *x, struct cells *c)
{
	*x = (struct exacting){.c = c, .network = attack_network_is(c)};
	x->cell = arena_take(&x->arena, (c->n + 1) * sizeof *x->cell);
	x->column = arena_take(&x->arena, (c->n + 1) * sizeof *x->column);
	x->relation = arena_take(&x->arena, (c->relations + 1) * sizeof *x->relation);
	choose_cells(x);
	x->chosen = arena_take(&x->arena, (x->n + 1) * sizeof *x->chosen);
	x->up = arena_take(&x->arena, (x->n + 1) * sizeof *x->up);
	x->down = arena_take(&x->arena, (x->n + 1) * sizeof *x->down);
	x->above = arena_take(&x->arena, (x->n + 1) * sizeof *x->above);
	x->below = arena_take(&x->arena, (x->n + 1) * sizeof *x->below);
	x->nothing = arena_take(&x->arena, (x->n + 1) * sizeof *x->nothing);
	x->term = arena_take(&x->arena, (x->n + 1) * sizeof *x->term);
	x->quiet = arena_take(&x->arena, c->secrets + 1);
	x->attack = linear_open();
	x->master = linear_open();
	for (size_t i = 0; i < x->n; i++) {
		const struct cell *cell = &c->cell[x->cell[i]];
		bool hidden = cell_is_hidden(cell);

		linear_column(x->attack, 0, 0, 0);
		linear_column(x->master, hidden, 1, hidden ? 0 : (double)cell->weight);
	}
	for (size_t i = 0; i < x->relations; i++) {
		const struct relation *r = &c->relation[x->relation[i]];
		size_t n = 0;

		for (size_t j = 0; j < r->n; j++)
			if (x->column[r->term[j].cell] != NONE)
				x->term[n++] = (struct linear_term){x->column[r->term[j].cell],
				                                    (double)r->term[j].factor};
		linear_row(x->attack, x->term, n, 0, 0);
	}
}

static void close_exacting(struct exacting *x)
{
	linear_close(x->attack);
	linear_close(x->master);
	arena_done(&x->arena);
}

/* ---------------------------------------------------------------- attacking a choice */

/* The room of all cells in needs of a secret, and the limits that the choice leaves of it. */
static void set_limits(struct exacting *x, size_t secret, double need)
{
	double most = x->network ? 1 : FAR;

	for (size_t i = 0; i < x->n; i++) {
		const struct cell *cell = &x->c->cell[x->cell[i]];
		double share = x->chosen[i];

		x->below[i] = fmin((double)(cell->value - cell->low) / need, most);
		x->above[i] = most;
		if (cell->high != CELLS_NO_LIMIT)
			x->above[i] = fmin((double)(cell->high - cell->value) / need, most);
		if (attack_alone_holds(x->c, secret, x->cell[i]))
			x->below[i] = x->above[i] = 0;
		linear_limits(x->attack, i, -x->below[i] * share, x->above[i] * share);
	}
	for (size_t i = 0; i < x->relations; i++) {
		const struct relation *r = &x->c->relation[x->relation[i]];

		if (r->at_most)
			linear_row_limits(x->attack, i, -LINEAR_ENDLESS,
			                  (double)-cells_true(x->c, r->term, r->n) / need);
	}
	x->need = need;
}

static void set_costs(struct exacting *x, const struct secret *s, double direction)
{
	for (size_t i = 0; i < s->n; i++)
		if (x->column[s->term[i].cell] != NONE)
			linear_cost(x->attack, x->column[s->term[i].cell],
			            -direction * (double)s->term[i].factor);
}

/*
 * What the whole room of each cell gives the secret in this direction, at most: by the duals of
 * the attack, whatever is chosen. Returns what the limits of relations give.
 */
static double weigh(struct exacting *x, const struct secret *s, double direction, double *gives)
{
	double given = 0;

	set_costs(x, s, direction);
	x->programs++;
	if (linear_solve(x->attack) != LINEAR_BEST)
		given = HUGE_VAL;
	for (size_t i = 0; i < x->n && given < HUGE_VAL; i++) {
		double rate = -linear_reduced(x->attack, i);

		gives[i] = rate > WHOLE    ? rate * x->above[i]
		           : rate < -WHOLE ? -rate * x->below[i]
		                           : 0;
	}
	for (size_t i = 0; i < x->relations && given < HUGE_VAL; i++) {
		const struct relation *r = &x->c->relation[x->relation[i]];

		if (r->at_most)
			given += fmax(0, -linear_dual(x->attack, i)) *
			         (double)-cells_true(x->c, r->term, r->n) / x->need;
	}
	return given;
}

/*
 * The cells that are to be hidden must give what is still wanted: a row of the master, when the
 * choice does not keep it. A cell that gives more than is wanted alone counts as all of it.
 */
static bool add_cut(struct exacting *x, const double *one, const double *other, double wanted)
{
	double kept = 0;
	size_t n = 0;

	for (size_t i = 0; i < x->n; i++)
		if (cell_is_hidden(&x->c->cell[x->cell[i]]))
			wanted -= one[i] + other[i];
	if (wanted < WHOLE)
		return false;
	for (size_t i = 0; i < x->n; i++) {
		double gives = fmin(1, (one[i] + other[i]) / wanted);

		if (gives < WHOLE || cell_is_hidden(&x->c->cell[x->cell[i]]))
			continue;
		x->term[n++] = (struct linear_term){i, gives};
		kept += gives * x->chosen[i];
	}
	if (kept > 1 - VIOLATED)
		return false;
	linear_row(x->master, x->term, n, 1, LINEAR_ENDLESS);
	x->cuts++;
	return true;
}

/* What this secret demands of the choice and does not have. */
static size_t cut_secret(struct exacting *x, size_t secret)
{
	const struct secret *s = &x->c->secret[secret];
	int64_t value = cells_true(x->c, s->term, s->n);
	double above = (double)(s->high - value), below = (double)(value - s->low);
	double width = (double)s->width, need = fmax(width, fmax(above, below)), up, down = 0;
	bool enough;
	size_t cuts = 0;

	if (need <= 0)
		return 0;
	if (need != x->need || x->c->alone != NULL)
		set_limits(x, secret, need);
	up = weigh(x, s, 1, x->up);
	enough = below <= 0 && -linear_least(x->attack) >= fmax(width, above) / need;
	if (!enough)
		down = weigh(x, s, -1, x->down);
	set_costs(x, s, 0);
	if (enough)
		return 0;
	cuts += add_cut(x, x->up, x->down, width / need - up - down);
	if (above > 0)
		cuts += add_cut(x, x->up, x->nothing, above / need - up);
	if (below > 0)
		cuts += add_cut(x, x->nothing, x->down, below / need - down);
	return cuts;
}

static size_t cut_some(struct exacting *x, bool quiet_too)
{
	size_t cuts = 0;

	x->need = 0;
	for (size_t i = 0; i < x->c->secrets && x->programs < x->effort; i++) {
		size_t more;

		if (x->quiet[i] && !quiet_too)
			continue;
		more = cut_secret(x, i);
		x->quiet[i] = more == 0;
		cuts += more;
	}
	return cuts;
}

/* Most secrets that a choice keeps are kept by the next one too, so they are asked when the others have no more to say. */
static size_t cut_all(struct exacting *x)
{
	size_t cuts = cut_some(x, false);

	return cuts > 0 ? cuts : cut_some(x, true);
}

/* ---------------------------------------------------------------- the master */

/*
 * The choice in fractions that keeps all cuts which can be found. False: the effort was not
 * enough.
 */
static bool solve_in_fractions(struct exacting *x, double *least)
{
	size_t cuts = 1;

	while (cuts > 0 && x->programs < x->effort) {
		x->programs++;
		if (linear_solve(x->master) != LINEAR_BEST)
			return false;
		*least = linear_least(x->master);
		for (size_t i = 0; i < x->n; i++)
			x->chosen[i] = linear_value(x->master, i);
		cuts = cut_all(x);
	}
	return cuts == 0;
}

/*
 * A cell that would bring the cost to what is already known, even in fractions, is in no better
 * pattern.
 */
static void exclude(struct exacting *x, double least, int64_t most)
{
	for (size_t i = 0; i < x->n; i++)
		if (!cell_is_hidden(&x->c->cell[x->cell[i]]) && x->chosen[i] < WHOLE &&
		    least + linear_reduced(x->master, i) > (double)most - 1 + WHOLE)
			linear_limits(x->master, i, 0, 0);
}

static int64_t whole_bound(double least)
{
	return (int64_t)ceil(least - WHOLE * (1 + fabs(least)));
}

/* A choice, the cuts that it breaks, and again: a choice that breaks none is the best pattern. */
static enum exact_answer solve_whole(struct exacting *x, struct exact *e)
{
	while (x->programs < x->effort) {
		size_t node = NODE_PROGRAMS * (x->network ? 1 : 1 + x->cuts / MANY_CUTS);
		size_t most = (x->effort - x->programs) / node;
		enum linear_answer answer = linear_whole(x->master, most, -LINEAR_ENDLESS);
		int64_t bound;

		x->programs += 1 + linear_nodes(x->master) * node;
		if (answer == LINEAR_SOME || answer == LINEAR_UNKNOWN)
			break;
		bound = answer == LINEAR_BEST ? whole_bound(linear_least(x->master)) : e->most;
		e->bound = bound < e->most ? bound : e->most;
		if (e->bound == e->most)
			return EXACT_NONE_BETTER;
		for (size_t i = 0; i < x->n; i++)
			x->chosen[i] = nearbyint(linear_value(x->master, i));
		if (cut_all(x) == 0 && x->programs < x->effort)
			return EXACT_BETTER;
	}
	return EXACT_GAVE_UP;
}

/*
 * The bound by the master in fractions; cells that no better pattern can have are excluded by it; then whole
 * numbers.
 */
static enum exact_answer find(struct exacting *x, struct exact *e)
{
	bool done;
	double least = 0;

	done = solve_in_fractions(x, &least);
	e->bound = whole_bound(least);
	if (e->bound >= e->most) {
		e->bound = e->most;
		return EXACT_NONE_BETTER;
	}
	if (!done)
		return EXACT_GAVE_UP;
	exclude(x, least, e->most);
	return solve_whole(x, e);
}

enum exact_answer exact_hide(struct cells *c, struct exact *e)
{
	struct exacting x;
	enum exact_answer answer;

	open_exacting(&x, c);
	x.effort = e->effort / (1 + x.n / LARGE);
	answer = find(&x, e);
	for (size_t i = 0; i < x.n; i++) {
		struct cell *cell = &c->cell[x.cell[i]];

		e->leaning[x.cell[i]] = x.chosen[i] > 0.5 - WHOLE;
		if (answer == EXACT_BETTER && x.chosen[i] > 0.5 && cell->state == CELL_OPEN)
			cell->state = CELL_SECONDARY;
	}
	e->programs = x.programs;
	close_exacting(&x);
	return answer;
}
