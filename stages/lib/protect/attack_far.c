#include "protect/attack_far.h"

#include <math.h>
#include <stdlib.h>

#include "protect/attack_alone.h"

/*
 * The program of a block has a column for each of its cells: not the figure, but how far it is
 * from the true one, so that doing nothing is always a solution and the numbers are no larger
 * than they must be. Distances are counted in a unit that is 1 for counts of persons; for a sum
 * of money it is a power of 256 such that what must be hidden is some thousand units. The limits
 * are then far within what the solver can tell apart, also for 10^15 öre; the table that it
 * points at is rounded to whole öre, and checked.
 *
 * Nothing is looked for further away than ATTACK_FAR units.
 */
#define UNIT_STEP 256

/*
 * Nodes of the search for a whole table: near a fractional one, and anywhere in a block of so
 * many cells.
 */
#define NODES_NEAR 100
#define NODES_ANYWHERE 1000
#define NODES_CELLS 200 /* each so many cells more divide the nodes */

/* How far down and up a cell can be from its true value, in units. */
static void set_limit(struct attack_far *f, size_t cell, bool hidden)
{
	const struct cell *k = &f->c->cell[cell];
	size_t block = f->blocks.of_cell[cell];
	double unit = (double)f->unit[block], low = 0, high = 0;

	if (hidden) {
		low = fmax((double)(k->low - k->value) / unit, -ATTACK_FAR);
		high = k->high == CELLS_NO_LIMIT ? ATTACK_FAR : (double)(k->high - k->value) / unit;
	}
	linear_limits(f->program[block], f->blocks.place[cell], low, fmin(high, ATTACK_FAR));
}

static void set_limits(struct attack_far *f, size_t block)
{
	const struct block *b = &f->blocks.block[block];

	for (size_t i = 0; i < b->cells; i++)
		set_limit(f, b->cell[i], cell_is_hidden(&f->c->cell[b->cell[i]]));
	for (size_t i = 0; i < b->relations; i++) {
		const struct relation *r = &f->c->relation[b->relation[i]];
		double room = (double)-cells_true(f->c, r->term, r->n);

		if (r->at_most)
			linear_row_limits(f->program[block], i, -LINEAR_ENDLESS,
			                  room / (double)f->unit[block]);
	}
}

static void make_program(struct attack_far *f, size_t block)
{
	const struct block *b = &f->blocks.block[block];
	struct linear *p = f->program[block] = linear_open();
	struct linear_term *term = NULL;
	size_t room = 0;

	for (size_t i = 0; i < b->cells; i++)
		linear_column(p, 0, 0, 0);
	for (size_t i = 0; i < b->relations; i++) {
		const struct relation *r = &f->c->relation[b->relation[i]];
		size_t n = 0;

		term = array_room(term, &room, r->n, sizeof *term);
		for (size_t j = 0; j < r->n; j++)
			if (f->blocks.of_cell[r->term[j].cell] == block)
				term[n++] = (struct linear_term){f->blocks.place[r->term[j].cell],
				                                 (double)r->term[j].factor};
		linear_row(p, term, n, 0, 0);
	}
	free(term);
	set_limits(f, block);
}

static int64_t most(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* What somebody knows does not move, unless the secret is his own. */
static void limit_alone(struct attack_far *f, size_t secret)
{
	const struct alone *a = f->c->alone;
	size_t block = f->blocks.of_secret[secret];

	for (size_t i = 0; a != NULL && i < a->n; i++)
		if (f->blocks.of_cell[a->cell[i]] == block)
			set_limit(f, a->cell[i],
			          cell_is_hidden(&f->c->cell[a->cell[i]]) &&
			              !attack_alone_holds(f->c, secret, a->cell[i]));
}

/* The program of the secret's block, with a unit that suits what must be hidden of it. */
static struct linear *program_for(struct attack_far *f, size_t secret)
{
	const struct secret *s = &f->c->secret[secret];
	size_t block = f->blocks.of_secret[secret];
	int64_t value = cells_true(f->c, s->term, s->n), unit = 1;
	int64_t need = most(s->width, most(value - s->low, s->high - value));
	bool other;

	while (need / unit > ATTACK_NEED)
		unit *= UNIT_STEP;
	other = f->unit[block] != unit;
	f->unit[block] = unit;
	if (f->program[block] == NULL)
		make_program(f, block);
	else if (other)
		set_limits(f, block);
	limit_alone(f, secret);
	return f->program[block];
}

static void set_costs(const struct attack_far *f, struct linear *p, size_t secret, int direction)
{
	const struct secret *s = &f->c->secret[secret];

	for (size_t i = 0; i < s->n; i++)
		if (f->blocks.of_cell[s->term[i].cell] != ATTACK_BLOCKS_NONE)
			linear_cost(p, f->blocks.place[s->term[i].cell],
			            (double)-direction * (double)s->term[i].factor);
}

static void read_table(struct attack_far *f, size_t block)
{
	const struct block *b = &f->blocks.block[block];

	for (size_t i = 0; i < b->cells; i++)
		f->table[b->cell[i]] =
		    f->c->cell[b->cell[i]].value +
		    llround(linear_value(f->program[block], i) * (double)f->unit[block]);
}

bool attack_far_push(struct attack_far *f, size_t secret, int direction, double *end)
{
	const struct secret *s = &f->c->secret[secret];
	size_t block = f->blocks.of_secret[secret];
	struct linear *p = program_for(f, secret);
	double units;
	bool solved;

	set_costs(f, p, secret, direction);
	f->programs++;
	solved = linear_solve(p) == LINEAR_BEST;
	set_costs(f, p, secret, 0);
	if (!solved)
		return false;
	units = 0;
	for (size_t i = 0; i < s->n; i++)
		if (f->blocks.of_cell[s->term[i].cell] != ATTACK_BLOCKS_NONE)
			units += (double)s->term[i].factor *
			         linear_value(p, f->blocks.place[s->term[i].cell]);
	*end = (double)cells_true(f->c, s->term, s->n) + units * (double)f->unit[block];
	if (fabs(units) > ATTACK_FAR / 2)
		*end = direction * HUGE_VAL;
	read_table(f, block);
	return true;
}

/* Each cell stays between the whole numbers on both sides of the last answer. */
static void limit_near(struct attack_far *f, size_t block)
{
	const struct block *b = &f->blocks.block[block];
	struct linear *p = f->program[block];
	double *at = array_room(NULL, &(size_t){0}, b->cells, sizeof *at);

	for (size_t i = 0; i < b->cells; i++)
		at[i] = linear_value(p, i);
	for (size_t i = 0; i < b->cells; i++) {
		bool whole = fabs(at[i] - nearbyint(at[i])) < 1e-6;

		linear_limits(p, i, whole ? nearbyint(at[i]) : floor(at[i]),
		              whole ? nearbyint(at[i]) : ceil(at[i]));
	}
	free(at);
}

bool attack_far_search(struct attack_far *f, size_t secret, int direction, int64_t goal, bool near)
{
	const struct secret *s = &f->c->secret[secret];
	size_t block = f->blocks.of_secret[secret];
	struct linear *p = program_for(f, secret);
	size_t nodes =
	    near ? NODES_NEAR : NODES_ANYWHERE / (1 + f->blocks.block[block].cells / NODES_CELLS);
	int64_t far = (goal - cells_true(f->c, s->term, s->n)) * direction;
	enum linear_answer answer;

	set_costs(f, p, secret, direction);
	if (near)
		limit_near(f, block);
	answer = linear_whole(p, nodes, -ceil((double)far / (double)f->unit[block]));
	f->programs++;
	if (answer == LINEAR_BEST || answer == LINEAR_SOME)
		read_table(f, block);
	if (near)
		set_limits(f, block);
	set_costs(f, p, secret, 0);
	return answer == LINEAR_BEST || answer == LINEAR_SOME;
}

void attack_far_home(struct attack_far *f, size_t secret)
{
	const struct block *b = &f->blocks.block[f->blocks.of_secret[secret]];

	for (size_t i = 0; i < b->cells; i++)
		f->table[b->cell[i]] = f->c->cell[b->cell[i]].value;
}

void attack_far_limit(struct attack_far *f, size_t cell, bool hidden)
{
	size_t block = f->blocks.of_cell[cell];

	if (block != ATTACK_BLOCKS_NONE && f->program[block] != NULL)
		set_limit(f, cell, hidden);
}

static void divide(struct attack_far *f)
{
	attack_blocks_make(&f->blocks, f->c);
	f->program = arena_take(&f->blocks.arena, (f->blocks.n + 1) * sizeof(struct linear *));
	f->unit = arena_take(&f->blocks.arena, (f->blocks.n + 1) * sizeof *f->unit);
}

static void unite(struct attack_far *f)
{
	for (size_t i = 0; i < f->blocks.n; i++)
		linear_close(f->program[i]);
	attack_blocks_done(&f->blocks);
}

void attack_far_open(struct attack_far *f, const struct cells *c)
{
	*f = (struct attack_far){.c = c};
	f->table = arena_take(&f->arena, (c->n + 1) * sizeof *f->table);
	for (size_t i = 0; i < c->n; i++)
		f->table[i] = c->cell[i].value;
	divide(f);
}

void attack_far_again(struct attack_far *f)
{
	unite(f);
	divide(f);
}

void attack_far_close(struct attack_far *f)
{
	unite(f);
	arena_done(&f->arena);
}
