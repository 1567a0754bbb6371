#include "protect/attack_ways.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "protect/linear.h"
#include "memory.h"
#include "protect/attack_alone.h"
#include "protect/attack_near.h"

#define FAR 1e6      /* no cell moves more times further than the secret */
#define SHORTER 1e-3 /* what a hidden cell costs */
#define TOUCHED 1e-6 /* a cell that moves less than this part of the secret does not move */
#define NODES 200    /* of the search for a way in whole numbers */

/*
 * How the width is shared between up and down is a choice, and the best depends on how much room
 * small cells have downwards. The columns of the program say how far each cell rises (the even
 * ones) and falls (the odd ones) when the secret rises by 1; their limits see to it that both
 * ends of the way are within the limits of the cells.
 */
struct share {
	int64_t up, down;
};

#define SHARES 3

/*
 * For a secret and a breadth: the neighbourhood is made, and of it a program with two columns for each cell, a row for
 * each relation, which is to hold at both ends, and one that lets the secret rise by 1 (or, for a whole way, by so
 * much; for the furthest, by as much as it can). It is solved for each share of the width between up and down, and
 * the cheapest solution is the way; the tables at its ends are the truth plus and less so many times what each cell
 * moves.
 */
struct attack_ways {
	const struct cells *c;
	struct attack_near near;
	struct linear *program; /* of the neighbourhood */
	double *by, *best;      /* how each of its cells moves */
	size_t *cell;           /* those that do, in the best way */
	int64_t *truth, *table;
	struct linear_term *term; /* room for a row */
	size_t term_room;
	size_t programs;
	struct arena arena;
};

struct attack_ways *attack_ways_open(const struct cells *c)
{
	struct attack_ways *w = memory_zeroed(1, sizeof *w);

	w->c = c;
	attack_near_open(&w->near, c);
	w->by = arena_take(&w->arena, (c->n + 1) * sizeof *w->by);
	w->best = arena_take(&w->arena, (c->n + 1) * sizeof *w->best);
	w->cell = arena_take(&w->arena, (c->n + 1) * sizeof *w->cell);
	w->table = arena_take(&w->arena, (c->n + 1) * sizeof *w->table);
	w->truth = arena_take(&w->arena, (c->n + 1) * sizeof *w->truth);
	for (size_t i = 0; i < c->n; i++)
		w->truth[i] = c->cell[i].value;
	return w;
}

void attack_ways_close(struct attack_ways *w)
{
	attack_near_close(&w->near);
	arena_done(&w->arena);
	free(w->term);
	free(w);
}

size_t attack_ways_programs(const struct attack_ways *w)
{
	return w->programs;
}

static void add_row(struct attack_ways *w, const struct term *term, size_t n, double value)
{
	size_t kept = 0;

	w->term = array_room(w->term, &w->term_room, 2 * n, sizeof *w->term);
	for (size_t i = 0; i < n; i++) {
		size_t place = w->near.place[term[i].cell];
		double factor = (double)term[i].factor;

		if (place == ATTACK_NEAR_NONE)
			continue;
		w->term[kept++] = (struct linear_term){2 * place, factor};
		w->term[kept++] = (struct linear_term){2 * place + 1, -factor};
	}
	linear_row(w->program, w->term, kept, value, value);
}

static void make_program(struct attack_ways *w, const struct secret *s, double far)
{
	w->program = linear_open();
	for (size_t i = 0; i < 2 * w->near.n; i++)
		linear_column(w->program, 0, 0, 0);
	for (size_t i = 0; i < w->near.rows; i++) {
		const struct relation *r = &w->c->relation[w->near.row[i]];

		add_row(w, r->term, r->n, 0);
	}
	add_row(w, s->term, s->n, far);
}

/* How often `room` holds `step`. */
static double times(int64_t room, int64_t step)
{
	return step == 0 ? FAR : fmin((double)room / (double)step, FAR);
}

static void set_column(struct linear *program, size_t column, const struct cell *cell, double most)
{
	double price = cell_is_hidden(cell) ? SHORTER : (double)cell->weight / fmin(1, most);

	linear_limits(program, column, 0, most > 0 ? most : 0);
	linear_cost(program, column, most > 0 ? price : 0);
}

static void set_share(struct attack_ways *w, size_t secret, struct share share)
{
	for (size_t i = 0; i < w->near.n; i++) {
		const struct cell *cell = &w->c->cell[w->near.cell[i]];
		int64_t below = cell->value - cell->low, above = CELLS_NO_LIMIT;

		if (cell->high != CELLS_NO_LIMIT)
			above = cell->high - cell->value;
		if (attack_alone_holds(w->c, secret, w->near.cell[i]))
			above = below = 0;
		set_column(w->program, 2 * i, cell,
		           fmin(times(above, share.up), times(below, share.down)));
		set_column(w->program, 2 * i + 1, cell,
		           fmin(times(below, share.up), times(above, share.down)));
	}
	for (size_t i = 0; i < w->near.rows; i++) {
		const struct relation *r = &w->c->relation[w->near.row[i]];
		int64_t room = -cells_true(w->c, r->term, r->n);

		if (r->at_most)
			linear_row_limits(w->program, i, -times(room, share.down),
			                  times(room, share.up));
	}
}

static int64_t most(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* What the secret's limits do not demand of the width goes up, or down, or half and half. */
static size_t shares_of(const struct attack_ways *w, const struct secret *s,
                        struct share share[SHARES])
{
	int64_t value = cells_true(w->c, s->term, s->n);
	int64_t up = most(0, s->high - value), down = most(0, value - s->low);
	int64_t more = most(0, s->width - up - down);

	share[0] = (struct share){up + more, down};
	share[1] = (struct share){up + more - more / 2, down + more / 2};
	share[2] = (struct share){up, down + more};
	return more == 0 ? 1 : more == 1 ? 2 : 3;
}

/* The weights of the open cells that move in the last solution. */
static double read_moves(struct attack_ways *w)
{
	double cost = 0;

	for (size_t i = 0; i < w->near.n; i++) {
		const struct cell *cell = &w->c->cell[w->near.cell[i]];

		w->by[i] = linear_value(w->program, 2 * i) - linear_value(w->program, 2 * i + 1);
		if (fabs(w->by[i]) > TOUCHED && !cell_is_hidden(cell))
			cost += (double)cell->weight;
	}
	return cost;
}

static void keep(struct attack_ways *w, struct share share, double cost, struct way *found)
{
	*found = (struct way){share.up, share.down, cost, w->cell, w->best, 0};
	for (size_t i = 0; i < w->near.n; i++)
		if (fabs(w->by[i]) > TOUCHED) {
			w->cell[found->n] = w->near.cell[i];
			w->best[found->n++] = w->by[i];
		}
}

bool attack_ways_find(struct attack_ways *w, size_t secret, enum attack_ways_reach reach,
                      size_t breadth, struct way *found)
{
	const struct secret *s = &w->c->secret[secret];
	struct share share[SHARES];
	size_t n = shares_of(w, s, share);

	attack_near_around(&w->near, s->term, s->n, breadth, reach == ATTACK_WAYS_OPEN);
	make_program(w, s, 1);
	found->cost = HUGE_VAL;
	for (size_t i = 0; i < n && !(reach == ATTACK_WAYS_HIDDEN && found->cost == 0); i++) {
		double cost;

		set_share(w, secret, share[i]);
		linear_restart(w->program);
		w->programs++;
		if (linear_solve(w->program) != LINEAR_BEST)
			continue;
		cost = read_moves(w);
		if (cost < found->cost)
			keep(w, share[i], cost, found);
	}
	linear_close(w->program);
	return found->cost < HUGE_VAL;
}

bool attack_ways_whole(struct attack_ways *w, size_t secret, enum attack_ways_reach reach,
                       size_t breadth, int64_t far, struct way *found)
{
	const struct secret *s = &w->c->secret[secret];
	bool up = far > 0;
	enum linear_answer answer;

	far = up ? far : -far;
	attack_near_around(&w->near, s->term, s->n, breadth, reach == ATTACK_WAYS_OPEN);
	make_program(w, s, (double)far);
	set_share(w, secret, (struct share){up, !up});
	w->programs++;
	answer = linear_whole(w->program, NODES, -LINEAR_ENDLESS);
	if (answer == LINEAR_BEST || answer == LINEAR_SOME) {
		double cost = read_moves(w);

		for (size_t i = 0; i < w->near.n; i++)
			w->by[i] /= (double)far;
		keep(w, up ? (struct share){far, 0} : (struct share){0, far}, cost, found);
	}
	linear_close(w->program);
	return answer == LINEAR_BEST || answer == LINEAR_SOME;
}

/* The further the secret gets the better, and then the fewer cells. */
static void set_aim(struct attack_ways *w, const struct secret *s, bool up)
{
	for (size_t i = 0; i < s->n; i++) {
		size_t place = w->near.place[s->term[i].cell];
		double gain = up ? (double)s->term[i].factor : (double)-s->term[i].factor;

		if (place == ATTACK_NEAR_NONE)
			continue;
		linear_cost(w->program, 2 * place, SHORTER - gain);
		linear_cost(w->program, 2 * place + 1, SHORTER + gain);
	}
}

bool attack_ways_furthest(struct attack_ways *w, size_t secret, size_t breadth, int64_t far,
                          bool whole, struct way *found)
{
	const struct secret *s = &w->c->secret[secret];
	enum linear_answer answer;
	bool up = far > 0;

	attack_near_around(&w->near, s->term, s->n, breadth, false);
	make_program(w, s, 0);
	linear_row_limits(w->program, w->near.rows, up ? 0 : (double)far, up ? (double)far : 0);
	set_share(w, secret, (struct share){1, 0});
	set_aim(w, s, up);
	linear_restart(w->program);
	w->programs++;
	answer =
	    whole ? linear_whole(w->program, NODES, -LINEAR_ENDLESS) : linear_solve(w->program);
	if (answer == LINEAR_BEST || answer == LINEAR_SOME) {
		read_moves(w);
		keep(w, (struct share){1, 0}, 0, found);
	}
	linear_close(w->program);
	return answer == LINEAR_BEST || answer == LINEAR_SOME;
}

const int64_t *attack_ways_table(struct attack_ways *w, const struct way *way, bool upper)
{
	double far = upper ? (double)way->up : (double)-way->down;

	memcpy(w->table, w->truth, w->c->n * sizeof *w->table);
	for (size_t i = 0; i < way->n; i++)
		w->table[way->cell[i]] += llround(way->by[i] * far);
	return w->table;
}
