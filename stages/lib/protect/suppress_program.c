#include "protect/suppress_program.h"

#include <math.h>

#include "protect/attack_alone.h"
#include "protect/attack_blocks.h"
#include "protect/attack_network.h"

#define FAR 1e4 /* of a cell, in needs of the secret, where nothing less can be said */
#define NONE SIZE_MAX

/* ---------------------------------------------------------------- opening */

/* Cells that are known whatever is hidden are left out, and relations of none but those. */
static void choose_cells(struct cuts *x)
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

static void *room_for(struct cuts *x, size_t n, size_t size)
{
	return arena_take(&x->arena, (n + 1) * size);
}

static void take_room(struct cuts *x)
{
	x->chosen = room_for(x, x->n, sizeof *x->chosen);
	x->up = room_for(x, x->n, sizeof *x->up);
	x->down = room_for(x, x->n, sizeof *x->down);
	x->rate = room_for(x, x->n, sizeof *x->rate);
	x->touched = room_for(x, x->n, sizeof *x->touched);
	x->is_touched = room_for(x, x->n, sizeof *x->is_touched);
	x->active = room_for(x, x->n, sizeof *x->active);
	x->place = room_for(x, x->n, sizeof *x->place);
	x->line = room_for(x, x->relations, sizeof *x->line);
	x->term = room_for(x, x->n, sizeof *x->term);
	x->quiet = room_for(x, x->c->secrets, sizeof *x->quiet);
	x->proof = room_for(x, x->c->secrets, sizeof *x->proof);
}

void cuts_open(struct cuts *x, struct cells *c, const bool *settled, size_t effort)
{
	*x = (struct cuts){.c = c, .network = attack_network_is(c), .settled = settled};
	x->effort = effort;
	x->cell = room_for(x, c->n, sizeof *x->cell);
	x->column = room_for(x, c->n, sizeof *x->column);
	x->relation = room_for(x, c->relations, sizeof *x->relation);
	choose_cells(x);
	take_room(x);
	x->master = linear_open();
	for (size_t i = 0; i < x->n; i++) {
		const struct cell *cell = &c->cell[x->cell[i]];
		bool hidden = cell_is_hidden(cell);

		linear_column(x->master, hidden, 1, hidden ? 0 : (double)cell->weight);
	}
}

/* ---------------------------------------------------------------- the program of the attack */

static bool is_chosen(const struct cuts *x, size_t column)
{
	return x->chosen[column] > CUTS_WHOLE;
}

/* It will do as it is when it has a column for all that is chosen, and not many more. */
static bool still_fits(const struct cuts *x)
{
	size_t chosen = 0;

	for (size_t i = 0; i < x->n; i++) {
		if (is_chosen(x, i) && x->place[i] == NONE)
			return false;
		chosen += is_chosen(x, i);
	}
	return x->attack != NULL && x->actives <= 2 * chosen + 100;
}

static void add_lines(struct cuts *x)
{
	x->lines = 0;
	for (size_t i = 0; i < x->relations; i++) {
		const struct relation *r = &x->c->relation[x->relation[i]];
		size_t n = 0;

		for (size_t j = 0; j < r->n; j++) {
			size_t column = x->column[r->term[j].cell];

			if (column != NONE && x->place[column] != NONE)
				x->term[n++] = (struct linear_term){x->place[column],
				                                    (double)r->term[j].factor};
		}
		if (n == 0)
			continue;
		linear_row(x->attack, x->term, n, 0, 0);
		x->line[x->lines++] = x->relation[i];
	}
}

void program_make(struct cuts *x)
{
	x->need = 0;
	if (still_fits(x))
		return;
	linear_close(x->attack);
	x->attack = linear_open();
	x->actives = 0;
	for (size_t i = 0; i < x->n; i++) {
		x->place[i] = NONE;
		if (is_chosen(x, i)) {
			x->place[i] = linear_column(x->attack, 0, 0, 0);
			x->active[x->actives++] = i;
		}
	}
	add_lines(x);
}

/*
 * How far a cell can be from its true value, in needs of the secret. Where the relations are those of a network a secret
 * moves along circuits in which every cell moves by as much, so no cell needs more room than the secret.
 */
double program_room(const struct cuts *x, size_t secret, size_t column, bool above)
{
	const struct cell *cell = &x->c->cell[x->cell[column]];
	double most = x->network ? 1 : FAR;

	if (attack_alone_holds(x->c, secret, x->cell[column]))
		return 0;
	if (!above)
		return fmin((double)(cell->value - cell->low) / x->need, most);
	if (cell->high == CELLS_NO_LIMIT)
		return most;
	return fmin((double)(cell->high - cell->value) / x->need, most);
}

/* The limits that the choice leaves of the room. */
void program_limits(struct cuts *x, size_t secret, double need)
{
	x->need = need;
	for (size_t i = 0; i < x->actives; i++) {
		size_t column = x->active[i];
		double share = is_chosen(x, column) ? x->chosen[column] : 0;

		linear_limits(x->attack, i, -program_room(x, secret, column, false) * share,
		              program_room(x, secret, column, true) * share);
	}
	for (size_t i = 0; i < x->lines; i++) {
		const struct relation *r = &x->c->relation[x->line[i]];

		if (r->at_most)
			linear_row_limits(x->attack, i, -LINEAR_ENDLESS,
			                  (double)-cells_true(x->c, r->term, r->n) / need);
	}
}

void program_costs(struct cuts *x, const struct secret *s, double direction)
{
	for (size_t i = 0; i < s->n; i++) {
		size_t column = x->column[s->term[i].cell];

		if (column != NONE && x->place[column] != NONE)
			linear_cost(x->attack, x->place[column],
			            -direction * (double)s->term[i].factor);
	}
}
