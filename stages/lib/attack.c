#include "attack.h"

#include <math.h>
#include <stdlib.h>

#include "blocks.h"
#include "error.h"
#include "linear.h"
#include "ways.h"

/*
 * The program of a block has a column for each of its cells: not the figure, but how far it is
 * from the true one, so that doing nothing is always a solution and the numbers are no larger
 * than they must be. Distances are counted in a unit that is 1 for counts of persons; for a sum
 * of money it is a power of 256 such that what must be hidden is some thousand units. The limits
 * are then far within what the solver can tell apart, also for 10^15 öre; the table that it
 * points at is rounded to whole öre, and checked.
 *
 * Nothing is looked for further away than FAR units.
 */
#define FAR (1 << 24)
#define NEED_UNITS (1 << 16)
#define UNIT_STEP 256

/* Nodes of the search for a whole table: near a fractional one, and anywhere. */
#define NODES_NEAR 100
#define NODES_ANYWHERE 1000

/* Neighbourhoods of a secret that are searched before all that hangs together (ways.h). */
static const size_t breadths[] = {3, 10, 40};

struct attack {
	const struct cells *c;
	struct blocks blocks;
	struct linear **program; /* of each block; NULL until it is needed */
	int64_t *unit;
	struct witnesses known;
	struct ways *ways;
	size_t *doubted; /* secrets whose standings are aside, while a cell is tried */
	struct standing *aside;
	bool *hidden;   /* each cell, when it was last looked at */
	int64_t *table; /* the true one, between two calls */
	size_t programs;
};

static int64_t true_value(const struct attack *a, size_t secret)
{
	return cells_sum(a->c->secret[secret].term, a->c->secret[secret].n, a->table);
}

/* ---------------------------------------------------------------- the program of a block */

/* How far down and up a cell can be from its true value, in units. */
static void set_limit(struct attack *a, size_t cell, bool hidden)
{
	const struct cell *k = &a->c->cell[cell];
	size_t block = a->blocks.of_cell[cell];
	double unit = (double)a->unit[block], low = 0, high = 0;

	if (hidden) {
		low = fmax((double)(k->low - k->value) / unit, -FAR);
		high = k->high == CELLS_NO_LIMIT ? FAR : (double)(k->high - k->value) / unit;
	}
	linear_limits(a->program[block], a->blocks.place[cell], low, fmin(high, FAR));
}

static void set_limits(struct attack *a, size_t block)
{
	const struct block *b = &a->blocks.block[block];

	for (size_t i = 0; i < b->cells; i++)
		set_limit(a, b->cell[i], cell_is_hidden(&a->c->cell[b->cell[i]]));
	for (size_t i = 0; i < b->relations; i++) {
		const struct relation *r = &a->c->relation[b->relation[i]];
		double room = (double)-cells_sum(r->term, r->n, a->table);

		if (r->at_most)
			linear_row_limits(a->program[block], i, -LINEAR_ENDLESS,
			                  room / (double)a->unit[block]);
	}
}

static void make_program(struct attack *a, size_t block)
{
	const struct block *b = &a->blocks.block[block];
	struct linear *p = a->program[block] = linear_open();
	struct linear_term *term = NULL;
	size_t room = 0;

	for (size_t i = 0; i < b->cells; i++)
		linear_column(p, 0, 0, 0);
	for (size_t i = 0; i < b->relations; i++) {
		const struct relation *r = &a->c->relation[b->relation[i]];
		size_t n = 0;

		term = array_room(term, &room, r->n, sizeof *term);
		for (size_t j = 0; j < r->n; j++)
			if (a->blocks.of_cell[r->term[j].cell] == block)
				term[n++] = (struct linear_term){a->blocks.place[r->term[j].cell],
				                                 (double)r->term[j].factor};
		linear_row(p, term, n, 0, 0);
	}
	free(term);
	set_limits(a, block);
}

static int64_t most(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* The program of the secret's block, with a unit that suits what must be hidden of it. */
static struct linear *program_for(struct attack *a, size_t secret)
{
	const struct secret *s = &a->c->secret[secret];
	size_t block = a->blocks.of_secret[secret];
	int64_t value = true_value(a, secret), unit = 1;
	int64_t need = most(s->width, most(value - s->low, s->high - value));
	bool other;

	while (need / unit > NEED_UNITS)
		unit *= UNIT_STEP;
	other = a->unit[block] != unit;
	a->unit[block] = unit;
	if (a->program[block] == NULL)
		make_program(a, block);
	else if (other)
		set_limits(a, block);
	return a->program[block];
}

static void set_costs(const struct attack *a, struct linear *p, size_t secret, int direction)
{
	const struct secret *s = &a->c->secret[secret];

	for (size_t i = 0; i < s->n; i++)
		if (a->blocks.of_cell[s->term[i].cell] != BLOCKS_NONE)
			linear_cost(p, a->blocks.place[s->term[i].cell],
			            (double)-direction * (double)s->term[i].factor);
}

/*
 * Whether the last answer, in whole numbers, is a table that could be true. If so it is
 * remembered.
 */
static bool try_answer(struct attack *a, size_t block, size_t wanted)
{
	const struct block *b = &a->blocks.block[block];
	bool possible;

	for (size_t i = 0; i < b->cells; i++)
		a->table[b->cell[i]] +=
		    llround(linear_value(a->program[block], i) * (double)a->unit[block]);
	possible = witness_offer(&a->known, a->table, wanted);
	for (size_t i = 0; i < b->cells; i++)
		a->table[b->cell[i]] = a->c->cell[b->cell[i]].value;
	return possible;
}

/* ---------------------------------------------------------------- attacks */

/* The end of the interval that the linear program gives. */
static void note_outer(struct attack *a, size_t secret, int direction)
{
	struct interval *found = &a->known.secret[secret].found;
	double units = -linear_least(a->program[a->blocks.of_secret[secret]]);
	double end = units * (double)a->unit[a->blocks.of_secret[secret]];
	double value = (double)true_value(a, secret);

	if (units > FAR / 2)
		end = HUGE_VAL;
	if (direction > 0)
		found->outer_high = value + end;
	else
		found->outer_low = value - end;
}

/* Between the whole numbers on both sides of a fractional answer, a whole table may lie. */
static void search_near(struct attack *a, size_t secret, double enough)
{
	size_t block = a->blocks.of_secret[secret];
	const struct block *b = &a->blocks.block[block];
	struct linear *p = a->program[block];
	double *at = malloc((b->cells + 1) * sizeof *at);
	enum linear_answer answer;

	if (at == NULL)
		die("out of memory");
	for (size_t i = 0; i < b->cells; i++)
		at[i] = linear_value(p, i);
	for (size_t i = 0; i < b->cells; i++) {
		bool whole = fabs(at[i] - nearbyint(at[i])) < 1e-6;

		linear_limits(p, i, whole ? nearbyint(at[i]) : floor(at[i]),
		              whole ? nearbyint(at[i]) : ceil(at[i]));
	}
	answer = linear_whole(p, NODES_NEAR, enough);
	a->programs++;
	if (answer == LINEAR_BEST || answer == LINEAR_SOME)
		try_answer(a, block, secret);
	set_limits(a, block);
	free(at);
}

static void search_anywhere(struct attack *a, size_t secret, double enough)
{
	size_t block = a->blocks.of_secret[secret];
	enum linear_answer answer = linear_whole(a->program[block], NODES_ANYWHERE, enough);

	a->programs++;
	if (answer == LINEAR_BEST || answer == LINEAR_SOME)
		try_answer(a, block, secret);
}

/*
 * Moves the secret as far as it goes, up (1) or down (-1): a linear program, and if its solution
 * is no whole table, the search near it for one that reaches `goal`.
 */
static void push(struct attack *a, size_t secret, int direction, int64_t goal)
{
	struct linear *p = program_for(a, secret);
	size_t block = a->blocks.of_secret[secret];
	double unit = (double)a->unit[block];
	int64_t far = (goal - true_value(a, secret)) * direction;

	set_costs(a, p, secret, direction);
	a->programs++;
	if (linear_solve(p) == LINEAR_BEST) {
		note_outer(a, secret, direction);
		if (!try_answer(a, block, secret))
			search_near(a, secret, -ceil((double)far / unit));
	}
	set_costs(a, p, secret, 0);
}

static void push_whole(struct attack *a, size_t secret, int direction, int64_t goal)
{
	struct linear *p = program_for(a, secret);
	double unit = (double)a->unit[a->blocks.of_secret[secret]];
	int64_t far = (goal - true_value(a, secret)) * direction;

	set_costs(a, p, secret, direction);
	search_anywhere(a, secret, -ceil((double)far / unit));
	set_costs(a, p, secret, 0);
}

/* Not even all that is between the ends of the linear programs would do. */
static bool is_hopeless(const struct secret *s, const struct interval *found)
{
	double slack = 1e-6 * (1 + (double)s->width);

	return found->outer_low > (double)s->low + slack ||
	       found->outer_high < (double)s->high - slack ||
	       floor(found->outer_high + slack) - ceil(found->outer_low - slack) < (double)s->width;
}

static int64_t high_goal(const struct secret *s, const struct interval *found)
{
	return most(s->high, found->low + s->width);
}

static int64_t low_goal(const struct secret *s, const struct interval *found)
{
	return -most(-s->low, s->width - found->high);
}

/* Both ends of a way are offered; false when neither is a table that could be true. */
static bool offer_way(struct attack *a, size_t secret, const struct way *way)
{
	bool possible = false;

	if (way->up > 0)
		possible = witness_offer(&a->known, ways_table(a->ways, way, true), secret);
	if (way->down > 0)
		possible =
		    witness_offer(&a->known, ways_table(a->ways, way, false), secret) || possible;
	return possible;
}

/*
 * To one end by whatever leads there; the search in whole numbers only where the fractions
 * mislead.
 */
static void reach_near(struct attack *a, size_t secret, size_t breadth, int64_t far)
{
	struct way way;

	if (witness_safe(&a->known, secret) || far == 0 || llabs(far) > NEED_UNITS)
		return;
	if (ways_furthest(a->ways, secret, breadth, far, false, &way) &&
	    !offer_way(a, secret, &way) && ways_furthest(a->ways, secret, breadth, far, true, &way))
		offer_way(a, secret, &way);
}

/* By few cells near the secret: most secrets need no more, and most of them only one way. */
static bool prove_near(struct attack *a, size_t secret, size_t breadth)
{
	const struct secret *s = &a->c->secret[secret];
	const struct interval *known = &a->known.secret[secret].found;
	int64_t value = true_value(a, secret);
	struct way way;

	if (ways_find(a->ways, secret, WAYS_HIDDEN, breadth, &way))
		offer_way(a, secret, &way);
	reach_near(a, secret, breadth, most(0, high_goal(s, known) - value));
	reach_near(a, secret, breadth, -most(0, value - low_goal(s, known)));
	return witness_safe(&a->known, secret);
}

static bool prove_nearby(struct attack *a, size_t secret)
{
	for (size_t i = 0; i < sizeof breadths / sizeof *breadths; i++)
		if (prove_near(a, secret, breadths[i]))
			return true;
	return false;
}

/*
 * By all that hangs together: linear programs first, and if there is still hope a search for
 * whole tables.
 */
static void prove_anywhere(struct attack *a, size_t secret)
{
	const struct secret *s = &a->c->secret[secret];
	struct interval *known = &a->known.secret[secret].found;

	for (int step = 0; step < 4 && !witness_safe(&a->known, secret); step++) {
		if (step == 0)
			push(a, secret, 1, high_goal(s, known));
		else if (step == 1)
			push(a, secret, -1, low_goal(s, known));
		else if (is_hopeless(s, known))
			break;
		else if (step == 2 && (double)known->high < floor(known->outer_high + 1e-6))
			push_whole(a, secret, 1, high_goal(s, known));
		else if (step == 3 && (double)known->low > ceil(known->outer_low - 1e-6))
			push_whole(a, secret, -1, low_goal(s, known));
	}
}

bool attack_secret(struct attack *a, size_t secret, struct interval *found)
{
	if (!witness_safe(&a->known, secret) && a->blocks.of_secret[secret] != BLOCKS_NONE &&
	    !prove_nearby(a, secret))
		prove_anywhere(a, secret);
	*found = a->known.secret[secret].found;
	return witness_safe(&a->known, secret);
}

struct interval attack_interval(struct attack *a, size_t secret)
{
	struct interval *known = &a->known.secret[secret].found;
	int64_t up, down;

	if (a->blocks.of_secret[secret] == BLOCKS_NONE)
		return *known;
	up = known->high + FAR;
	down = known->low - FAR;
	push(a, secret, 1, up);
	if (isfinite(known->outer_high) && (double)known->high < floor(known->outer_high + 1e-6))
		push_whole(a, secret, 1, up);
	push(a, secret, -1, down);
	if (isfinite(known->outer_low) && (double)known->low > ceil(known->outer_low - 1e-6))
		push_whole(a, secret, -1, down);
	return *known;
}

bool attack_offer(struct attack *a, const int64_t *table)
{
	return witness_offer(&a->known, table, WITNESS_NONE);
}

bool attack_is_proven(const struct attack *a, size_t secret)
{
	return witness_safe(&a->known, secret);
}

static void limit_again(struct attack *a, size_t cell, bool hidden)
{
	size_t block = a->blocks.of_cell[cell];

	if (block != BLOCKS_NONE && a->program[block] != NULL)
		set_limit(a, cell, hidden);
	a->hidden[cell] = hidden;
}

/*
 * The secrets whose witnesses lean on the cell must find others; the first that finds none ends
 * it.
 */
bool attack_bears_showing(struct attack *a, size_t cell)
{
	bool safe = true;
	size_t n = 0;

	for (size_t i = 0; i < a->c->secrets; i++)
		if (witness_leans_on(&a->known, i, cell)) {
			a->doubted[n] = i;
			a->aside[n++] = witness_set_aside(&a->known, i);
		}
	for (size_t i = 0; i < n && safe; i++)
		safe = witness_safe(&a->known, a->doubted[i]) || prove_nearby(a, a->doubted[i]);
	if (safe)
		limit_again(a, cell, false);
	for (size_t i = 0; i < n; i++)
		if (safe)
			witness_give_up(a->aside[i]);
		else
			witness_put_back(&a->known, a->doubted[i], a->aside[i]);
	return safe;
}

size_t attack_programs(const struct attack *a)
{
	return a->programs + ways_programs(a->ways);
}

/* ---------------------------------------------------------------- opening, changes */

static void *zeros(size_t n, size_t size)
{
	void *p = calloc(n + 1, size);

	if (p == NULL)
		die("out of memory");
	return p;
}

static void divide(struct attack *a)
{
	blocks_make(&a->blocks, a->c);
	a->program = zeros(a->blocks.n, sizeof(struct linear *));
	a->unit = zeros(a->blocks.n, sizeof *a->unit);
}

static void unite(struct attack *a)
{
	for (size_t i = 0; i < a->blocks.n; i++)
		linear_close(a->program[i]);
	free(a->program);
	free(a->unit);
	blocks_done(&a->blocks);
}

struct attack *attack_open(const struct cells *c)
{
	struct attack *a = zeros(1, sizeof *a);

	a->c = c;
	witness_open(&a->known, c);
	a->ways = ways_open(c);
	a->doubted = zeros(c->secrets, sizeof *a->doubted);
	a->aside = zeros(c->secrets, sizeof *a->aside);
	a->hidden = zeros(c->n, sizeof *a->hidden);
	a->table = zeros(c->n, sizeof *a->table);
	for (size_t i = 0; i < c->n; i++) {
		a->table[i] = c->cell[i].value;
		a->hidden[i] = cell_is_hidden(&c->cell[i]);
	}
	divide(a);
	return a;
}

/*
 * A cell that is shown again has no room to move in its block, which is still a block. A cell
 * that is hidden may bring blocks together, so they are made again.
 */
void attack_changed(struct attack *a)
{
	bool more = false;

	for (size_t i = 0; i < a->c->n; i++) {
		bool hidden = cell_is_hidden(&a->c->cell[i]);

		more = more || (hidden && !a->hidden[i]);
		if (hidden != a->hidden[i])
			limit_again(a, i, hidden);
	}
	witness_changed(&a->known);
	if (more) {
		unite(a);
		divide(a);
	}
}

void attack_close(struct attack *a)
{
	witness_done(&a->known);
	ways_close(a->ways);
	unite(a);
	free(a->doubted);
	free(a->aside);
	free(a->hidden);
	free(a->table);
	free(a);
}
