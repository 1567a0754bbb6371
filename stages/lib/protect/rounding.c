#include "protect/rounding.h"

#include <math.h>
#include <stdlib.h>

#include "protect/attack.h"
#include "protect/linear.h"
#include "protect/attack_near.h"

#define WHOLE 1e-6
#define CELLS_A_NODE 100 /* a node of the search counts as one program for so many cells */
#define NODES_AROUND 200
#define WIDENING 100 /* times the base: what it costs to widen a figure */

/*
 * A figure is base * (q + up + over - under), where q is the multiple below it: up (0 or 1)
 * chooses between the two nearest, at the cost of the deviation that it adds; over and under (0
 * or 1) widen, at a cost that is more than any figure's deviation. A column that a figure does
 * not have is NONE. The relations are then sums of columns.
 */
struct columns {
	size_t up, over, under;
};

#define NONE SIZE_MAX

/*
 * If the linear program has its answer in whole numbers, as in tables of two dimensions, that is the table. Else
 * what is whole in it stays, and the figures that are not, with a neighbourhood of theirs (attack_near.h), are searched in
 * whole numbers: a narrow neighbourhood first, then a wider. What is found there is taken if none can be better; if
 * not, all figures are searched, as far as the effort goes. Where there is no such table it is tried once more with
 * figures that may be widened. The table is then checked in whole numbers, so that the solver need not be believed.
 */
struct rounder {
	const struct cells *c;
	int64_t base;
	bool wide;
	struct linear *program;
	struct columns *of;
	size_t columns;
	struct linear_term *term;
	double *chosen;          /* of each column */
	double fixed;            /* deviation of all figures where nothing is up */
	struct attack_near near; /* of the figures, all of them free */
	struct cells free;
	struct term *fractional;
	struct arena arena;
};

static const size_t breadths[] = {1, 4};

static int64_t below(const struct rounder *x, size_t cell)
{
	return x->c->cell[cell].value / x->base;
}

static void add_columns(struct rounder *x, size_t cell)
{
	int64_t value = x->c->cell[cell].value, rest = value % x->base;
	struct columns *k = &x->of[cell];

	*k = (struct columns){NONE, NONE, NONE};
	x->fixed += (double)rest;
	if (rest != 0)
		k->up = linear_column(x->program, 0, 1, (double)(x->base - 2 * rest));
	if (!x->wide || value == 0)
		return;
	k->over = linear_column(x->program, 0, 1, WIDENING * (double)x->base);
	if (value >= x->base)
		k->under = linear_column(x->program, 0, 1, WIDENING * (double)x->base);
}

static void add_row(struct rounder *x, const struct relation *r)
{
	int64_t sum = 0;
	size_t n = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct columns *k = &x->of[r->term[i].cell];
		double factor = (double)r->term[i].factor;

		sum += r->term[i].factor * below(x, r->term[i].cell);
		if (k->up != NONE)
			x->term[n++] = (struct linear_term){k->up, factor};
		if (k->over != NONE)
			x->term[n++] = (struct linear_term){k->over, factor};
		if (k->under != NONE)
			x->term[n++] = (struct linear_term){k->under, -factor};
	}
	linear_row(x->program, x->term, n, r->at_most ? -LINEAR_ENDLESS : (double)-sum,
	           (double)-sum);
}

static void open_rounder(struct rounder *x, const struct cells *c, int64_t base, bool wide)
{
	*x = (struct rounder){.c = c, .base = base, .wide = wide, .program = linear_open()};
	x->of = arena_take(&x->arena, (c->n + 1) * sizeof *x->of);
	x->term = arena_take(&x->arena, (3 * c->n + 1) * sizeof *x->term);
	x->chosen = arena_take(&x->arena, (3 * c->n + 1) * sizeof *x->chosen);
	for (size_t i = 0; i < c->n; i++)
		add_columns(x, i);
	for (size_t i = 0; i < c->n; i++)
		x->columns +=
		    (x->of[i].up != NONE) + (x->of[i].over != NONE) + (x->of[i].under != NONE);
	for (size_t i = 0; i < c->relations; i++)
		add_row(x, &c->relation[i]);
	x->fractional = arena_take(&x->arena, (c->n + 1) * sizeof *x->fractional);
	x->free = *c;
	x->free.cell = arena_take(&x->arena, (c->n + 1) * sizeof *x->free.cell);
	for (size_t i = 0; i < c->n; i++)
		x->free.cell[i] =
		    (struct cell){c->cell[i].value, 0, CELLS_NO_LIMIT, 1, CELL_PRIMARY, 0};
	attack_near_open(&x->near, &x->free);
}

static void close_rounder(struct rounder *x)
{
	attack_near_close(&x->near);
	linear_close(x->program);
	arena_done(&x->arena);
}

/* Keeps the last answer. Whether it is in whole numbers. */
static bool keep(struct rounder *x)
{
	bool whole = true;

	for (size_t i = 0; i < x->columns; i++) {
		x->chosen[i] = linear_value(x->program, i);
		whole = whole && fabs(x->chosen[i] - nearbyint(x->chosen[i])) < WHOLE;
	}
	return whole;
}

static bool is_fractional(const struct rounder *x, size_t column)
{
	return column != NONE && fabs(x->chosen[column] - nearbyint(x->chosen[column])) >= WHOLE;
}

/* The figures that are fractional, and those around them. */
static void find_free(struct rounder *x, size_t breadth)
{
	size_t n = 0;

	for (size_t i = 0; i < x->c->n; i++) {
		const struct columns *k = &x->of[i];

		if (is_fractional(x, k->up) || is_fractional(x, k->over) ||
		    is_fractional(x, k->under))
			x->fractional[n++] = (struct term){i, 1};
	}
	attack_near_around(&x->near, x->fractional, n, breadth, true);
}

static void hold(struct rounder *x, size_t column, bool free)
{
	double at = column == NONE ? 0 : nearbyint(x->chosen[column]);

	if (column != NONE)
		linear_limits(x->program, column, free ? 0 : at, free ? 1 : at);
}

/*
 * What is whole in the fractional answer stays, if it is far from what is not; the rest is
 * searched.
 */
static bool search_around(struct rounder *x, size_t breadth)
{
	enum linear_answer answer;

	find_free(x, breadth);
	for (size_t i = 0; i < x->c->n; i++) {
		bool free = x->near.place[i] != ATTACK_NEAR_NONE;

		hold(x, x->of[i].up, free);
		hold(x, x->of[i].over, free);
		hold(x, x->of[i].under, free);
	}
	answer = linear_whole(x->program, NODES_AROUND, -LINEAR_ENDLESS);
	for (size_t i = 0; i < x->columns; i++)
		linear_limits(x->program, i, 0, 1);
	return answer == LINEAR_BEST || answer == LINEAR_SOME;
}

/* The cheapest choice in whole numbers that was found; *least is what none can be below. */
static bool choose(struct rounder *x, size_t nodes, double *least, size_t *programs)
{
	enum linear_answer answer = linear_solve(x->program);
	double cost = HUGE_VAL;

	++*programs;
	if (answer != LINEAR_BEST)
		return false;
	*least = linear_least(x->program);
	if (keep(x))
		return true;
	for (size_t i = 0; i < sizeof breadths / sizeof *breadths && cost == HUGE_VAL; i++) {
		++*programs;
		if (search_around(x, breadths[i])) {
			cost = linear_least(x->program);
			keep(x);
		}
	}
	if (cost < *least + 1 - WHOLE)
		return true;
	++*programs;
	answer = linear_whole(x->program, nodes, ceil(*least - WHOLE));
	if ((answer == LINEAR_BEST || answer == LINEAR_SOME) && linear_least(x->program) < cost) {
		cost = linear_least(x->program);
		keep(x);
		if (answer == LINEAR_BEST)
			*least = cost;
	}
	return cost < HUGE_VAL;
}

static int64_t chosen(const struct rounder *x, size_t column)
{
	return column == NONE ? 0 : llround(x->chosen[column]);
}

static void read_figures(const struct rounder *x, struct rounding *r)
{
	r->deviation = 0;
	r->widened = 0;
	for (size_t i = 0; i < x->c->n; i++) {
		const struct columns *k = &x->of[i];
		int64_t value = x->c->cell[i].value;
		int64_t at =
		    below(x, i) + chosen(x, k->up) + chosen(x, k->over) - chosen(x, k->under);

		r->value[i] = at * x->base;
		r->deviation += llabs(r->value[i] - value);
		r->widened += llabs(r->value[i] - value) >= x->base;
	}
}

/* In whole numbers, so the solver need not be believed. */
static bool is_rounding(const struct cells *c, const struct rounding *r)
{
	for (size_t i = 0; i < c->n; i++)
		if (r->value[i] < 0 || (c->cell[i].value == 0 && r->value[i] != 0) ||
		    llabs(r->value[i] - c->cell[i].value) >= 2 * r->base)
			return false;
	for (size_t i = 0; i < c->relations; i++) {
		int64_t sum = cells_sum(c->relation[i].term, c->relation[i].n, r->value);

		if (c->relation[i].at_most ? sum > 0 : sum != 0)
			return false;
	}
	return true;
}

bool rounding_make(const struct cells *c, int64_t base, size_t effort, struct rounding *r,
                   struct error *e)
{
	bool found = false;

	r->base = base;
	r->programs = 0;
	for (int wide = 0; wide < 2 && !found; wide++) {
		struct rounder x;
		double least = 0;

		open_rounder(&x, c, base, wide == 1);
		if (choose(&x, effort / (1 + c->n / CELLS_A_NODE), &least, &r->programs)) {
			read_figures(&x, r);
			r->bound = r->widened > 0 ? 0 : (int64_t)ceil(x.fixed + least - WHOLE);
			found = is_rounding(c, r);
		}
		close_rounder(&x);
	}
	return found ||
	       error_set(e, "no table of multiples of the base that keeps all sums was found");
}

/* What somebody who knows the rounded figures and the rule knows of the true ones. */
static void see(struct cells *seen, const struct cells *c, const struct rounding *r, int64_t width,
                struct arena *arena)
{
	int64_t most = (r->widened > 0 ? 2 : 1) * r->base - 1;

	*seen = *c;
	seen->cell = arena_take(arena, (c->n + 1) * sizeof *seen->cell);
	seen->secret = arena_take(arena, (c->secrets + 1) * sizeof *seen->secret);
	for (size_t i = 0; i < c->n; i++) {
		int64_t low = r->value[i] > most ? r->value[i] - most : 0;

		seen->cell[i] =
		    (struct cell){c->cell[i].value, low, r->value[i] + most, 1, CELL_PRIMARY, 0};
	}
	for (size_t i = 0; i < c->secrets; i++) {
		struct secret *s = &seen->secret[i];

		*s = c->secret[i];
		s->low = s->high = cells_true(c, s->term, s->n);
		s->width = width;
	}
}

bool rounding_audit(const struct cells *c, struct rounding *r, int64_t width)
{
	struct cells seen;
	struct arena arena = {0};
	bool safe = true;
	struct attack *a;

	see(&seen, c, r, width, &arena);
	a = attack_open(&seen);
	for (size_t i = 0; i < c->secrets && safe; i++) {
		struct interval found;

		r->failed = i;
		safe = attack_secret(a, i, &found);
	}
	r->programs += attack_programs(a);
	attack_close(a);
	arena_done(&arena);
	return safe;
}
