#include "suppress_path.h"

#include <math.h>
#include <stdlib.h>

#include "blocks.h"
#include "error.h"
#include "linear.h"

#define FAR 1e6      /* no cell moves more times further than the secret */
#define SHORTER 1e-3 /* what a hidden cell costs, so that of two free ways the shorter is taken */
#define TOUCHED 1e-6 /* a cell that moves less than this part of the secret does not move */
#define NODES_WHOLE 2000

/*
 * The secret must move `up` from its true value in one table and `down` from it in another; how
 * the width is shared between the two is a choice, and the best depends on how much room small
 * cells have downwards. Both tables are the same way taken in opposite directions: the columns of
 * the program say how far each cell rises (first) and falls (second) when the secret rises by 1.
 */
struct way {
	int64_t up, down;
};

#define WAYS 3

struct paths {
	struct cells *c;
	struct blocks blocks; /* of all cells that are hidden or may be */
	struct linear **program;
	size_t *rows; /* of each program: relations, to which the secret is added */
	double *at;   /* the way found last: of each cell of the block */
	double *best;
	int64_t *table;
	size_t programs;
};

static void *zeros(size_t n, size_t size)
{
	void *p = calloc(n + 1, size);

	if (p == NULL)
		die("out of memory");
	return p;
}

struct paths *paths_open(struct cells *c)
{
	struct paths *p = zeros(1, sizeof *p);
	struct cells loose = *c;

	p->c = c;
	loose.cell = zeros(c->n, sizeof *loose.cell);
	for (size_t i = 0; i < c->n; i++) {
		loose.cell[i] = c->cell[i];
		if (loose.cell[i].state == CELL_OPEN)
			loose.cell[i].state = CELL_SECONDARY;
	}
	blocks_make(&p->blocks, &loose);
	free(loose.cell);
	p->program = zeros(p->blocks.n, sizeof(struct linear *));
	p->rows = zeros(p->blocks.n, sizeof *p->rows);
	p->at = zeros(c->n, sizeof *p->at);
	p->best = zeros(c->n, sizeof *p->best);
	p->table = zeros(c->n, sizeof *p->table);
	for (size_t i = 0; i < c->n; i++)
		p->table[i] = c->cell[i].value;
	return p;
}

void paths_close(struct paths *p)
{
	for (size_t i = 0; i < p->blocks.n; i++)
		linear_close(p->program[i]);
	free(p->program);
	free(p->rows);
	free(p->at);
	free(p->best);
	free(p->table);
	blocks_done(&p->blocks);
	free(p);
}

size_t paths_programs(const struct paths *p)
{
	return p->programs;
}

/* ---------------------------------------------------------------- the program of a block */

/* The terms in columns of the block's program: a cell has two. */
static size_t columns_of(const struct paths *p, size_t block, const struct term *term, size_t n,
                         struct linear_term *out)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		size_t place = p->blocks.place[term[i].cell];

		if (p->blocks.of_cell[term[i].cell] != block)
			continue;
		out[kept++] = (struct linear_term){2 * place, (double)term[i].factor};
		out[kept++] = (struct linear_term){2 * place + 1, -(double)term[i].factor};
	}
	return kept;
}

static void add_row(struct paths *p, size_t block, const struct term *term, size_t n, double value)
{
	struct linear_term *columns = zeros(2 * n, sizeof *columns);
	size_t kept = columns_of(p, block, term, n, columns);

	linear_row(p->program[block], columns, kept, value, value);
	free(columns);
}

static void make_program(struct paths *p, size_t block)
{
	const struct block *b = &p->blocks.block[block];

	p->program[block] = linear_open();
	for (size_t i = 0; i < 2 * b->cells; i++)
		linear_column(p->program[block], 0, 0, 0);
	for (size_t i = 0; i < b->relations; i++) {
		const struct relation *r = &p->c->relation[b->relation[i]];

		add_row(p, block, r->term, r->n, 0);
	}
	p->rows[block] = b->relations;
}

/* How often `room` holds `step`. */
static double times(int64_t room, int64_t step)
{
	return step == 0 ? FAR : fmin((double)room / (double)step, FAR);
}

static int64_t room_above(const struct cell *cell)
{
	return cell->high == CELLS_NO_LIMIT ? CELLS_NO_LIMIT : cell->high - cell->value;
}

static void set_column(struct linear *program, size_t column, const struct cell *cell, double most)
{
	double price = cell_is_hidden(cell) ? SHORTER : (double)cell->weight / fmin(1, most);

	linear_limits(program, column, 0, most > 0 ? most : 0);
	linear_cost(program, column, most > 0 ? price : 0);
}

static void set_way(struct paths *p, size_t block, struct way way)
{
	const struct block *b = &p->blocks.block[block];
	struct linear *program = p->program[block];

	for (size_t i = 0; i < b->cells; i++) {
		const struct cell *cell = &p->c->cell[b->cell[i]];
		int64_t above = room_above(cell), below = cell->value - cell->low;

		set_column(program, 2 * i, cell,
		           fmin(times(above, way.up), times(below, way.down)));
		set_column(program, 2 * i + 1, cell,
		           fmin(times(below, way.up), times(above, way.down)));
	}
	for (size_t i = 0; i < b->relations; i++) {
		const struct relation *r = &p->c->relation[b->relation[i]];
		int64_t room = -cells_sum(r->term, r->n, p->table);

		if (r->at_most)
			linear_row_limits(program, i, -times(room, way.down), times(room, way.up));
	}
}

/* ---------------------------------------------------------------- ways */

static int64_t most(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* What the secret's limits do not demand of the width goes up, or down, or half and half. */
static size_t ways_of(const struct paths *p, size_t secret, struct way way[WAYS])
{
	const struct secret *s = &p->c->secret[secret];
	int64_t value = cells_sum(s->term, s->n, p->table);
	int64_t up = most(0, s->high - value), down = most(0, value - s->low);
	int64_t more = most(0, s->width - up - down);

	way[0] = (struct way){up + more, down};
	way[1] = (struct way){up + more - more / 2, down + more / 2};
	way[2] = (struct way){up, down + more};
	return more == 0 ? 1 : more == 1 ? 2 : 3;
}

/*
 * The weights of the open cells that the way needs; HUGE_VAL if there is no way. The secret rises
 * by `far`: 1, as the way counts, or (whole) by all that is needed, in whole numbers.
 */
static double find_way(struct paths *p, size_t secret, struct way way, double far, bool whole)
{
	const struct secret *s = &p->c->secret[secret];
	size_t block = p->blocks.of_secret[secret];
	const struct block *b = &p->blocks.block[block];
	struct linear *program = p->program[block];
	enum linear_answer answer;
	double cost = 0;

	set_way(p, block, way);
	add_row(p, block, s->term, s->n, far);
	linear_restart(program);
	answer =
	    whole ? linear_whole(program, NODES_WHOLE, -LINEAR_ENDLESS) : linear_solve(program);
	p->programs++;
	if (answer == LINEAR_SOME)
		answer = LINEAR_BEST;
	for (size_t i = 0; answer == LINEAR_BEST && i < b->cells; i++) {
		p->at[i] = linear_value(program, 2 * i) - linear_value(program, 2 * i + 1);
		if (fabs(p->at[i]) > TOUCHED && !cell_is_hidden(&p->c->cell[b->cell[i]]))
			cost += (double)p->c->cell[b->cell[i]].weight;
	}
	linear_cut_rows(program, p->rows[block]);
	return answer == LINEAR_BEST ? cost : HUGE_VAL;
}

/* The way found last is the best. */
static void keep_way(struct paths *p)
{
	double *swap = p->best;

	p->best = p->at;
	p->at = swap;
}

static void offer_end(struct paths *p, struct attack *a, size_t block, int64_t far)
{
	const struct block *b = &p->blocks.block[block];

	for (size_t i = 0; i < b->cells; i++)
		p->table[b->cell[i]] += llround(p->best[i] * (double)far);
	attack_offer(a, p->table);
	for (size_t i = 0; i < b->cells; i++)
		p->table[b->cell[i]] = p->c->cell[b->cell[i]].value;
}

static void take_way(struct paths *p, struct attack *a, size_t block, struct way way)
{
	const struct block *b = &p->blocks.block[block];

	for (size_t i = 0; i < b->cells; i++) {
		struct cell *cell = &p->c->cell[b->cell[i]];

		if (fabs(p->best[i]) > TOUCHED && cell->state == CELL_OPEN)
			cell->state = CELL_SECONDARY;
	}
	if (way.up > 0)
		offer_end(p, a, block, way.up);
	if (way.down > 0)
		offer_end(p, a, block, -way.down);
}

bool paths_hide(struct paths *p, struct attack *a, size_t secret)
{
	size_t block = p->blocks.of_secret[secret], n;
	struct way way[WAYS], best = {0, 0};
	double least = HUGE_VAL;

	if (block == BLOCKS_NONE)
		return false;
	if (p->program[block] == NULL)
		make_program(p, block);
	n = ways_of(p, secret, way);
	for (size_t i = 0; i < n; i++) {
		double cost = find_way(p, secret, way[i], 1, false);

		if (cost >= least)
			continue;
		least = cost;
		best = way[i];
		keep_way(p);
	}
	if (least < HUGE_VAL)
		take_way(p, a, block, best);
	return least < HUGE_VAL;
}

/* One end after the other, so a way need not be whole in both directions at once. */
static bool hide_end(struct paths *p, struct attack *a, size_t secret, struct way way, int64_t far)
{
	if (far == 0)
		return true;
	if (find_way(p, secret, way, (double)far, true) == HUGE_VAL)
		return false;
	keep_way(p);
	take_way(p, a, p->blocks.of_secret[secret], way);
	return true;
}

bool paths_hide_whole(struct paths *p, struct attack *a, size_t secret)
{
	struct way way[WAYS];
	size_t n;

	if (p->blocks.of_secret[secret] == BLOCKS_NONE ||
	    p->program[p->blocks.of_secret[secret]] == NULL)
		return false;
	n = ways_of(p, secret, way);
	for (size_t i = 0; i < n; i++)
		if (hide_end(p, a, secret, (struct way){1, 0}, way[i].up) &&
		    hide_end(p, a, secret, (struct way){0, 1}, way[i].down))
			return true;
	return false;
}

void paths_hide_all(struct paths *p, size_t secret)
{
	size_t block = p->blocks.of_secret[secret];

	for (size_t i = 0; block != BLOCKS_NONE && i < p->blocks.block[block].cells; i++) {
		struct cell *cell = &p->c->cell[p->blocks.block[block].cell[i]];

		if (cell->state == CELL_OPEN)
			cell->state = CELL_SECONDARY;
	}
}
