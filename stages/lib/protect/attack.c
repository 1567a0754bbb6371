#include "protect/attack.h"

#include <math.h>
#include <stdlib.h>

#include "protect/attack_far.h"
#include "error.h"
#include "memory.h"
#include "protect/attack_ways.h"

/* Neighbourhoods of a secret that are searched before all that hangs together (attack_ways.h). */
static const size_t breadths[] = {3, 10, 40};

/* In blocks of no more cells, ends of intervals are searched for in whole numbers. */
#define SMALL_CELLS 400

/*
 * A secret is proven by the cheapest means that does it: by witnesses that are there already (known); by a way through
 * few cells near it, in wider and wider neighbourhoods (ways); then by the linear program of all that hangs together
 * with it (far), one end at a time, and where its answer in fractions is no table, by a search in whole numbers. A
 * secret whose program, in fractions, stays too narrow is given up at once: whole tables can not reach further.
 *
 * To try whether a cell can be shown, what is known of the secrets whose witnesses lean on it is put aside, and each
 * must find other witnesses near it; if one finds none, all of it is put back.
 */
struct attack {
	const struct cells *c;
	struct witnesses known;
	struct attack_ways *ways;
	struct attack_far far;
	size_t *doubted; /* secrets whose standings are aside, while a cell is tried */
	struct standing *aside;
	bool *hidden; /* each cell, when it was last looked at */
	struct arena arena;
};

static int64_t true_value(const struct attack *a, size_t secret)
{
	return cells_true(a->c, a->c->secret[secret].term, a->c->secret[secret].n);
}

static int64_t most(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* ---------------------------------------------------------------- far */

/* As far as it goes; where the answer is no whole table, one near it that reaches the goal. */
static void push(struct attack *a, size_t secret, int direction, int64_t goal, bool search)
{
	struct interval *found = &a->known.secret[secret].found;
	double end;

	if (!attack_far_push(&a->far, secret, direction, &end))
		return;
	if (direction > 0)
		found->outer_high = end;
	else
		found->outer_low = end;
	if (!attack_witness_offer(&a->known, a->far.table, secret) && search &&
	    attack_far_search(&a->far, secret, direction, goal, true))
		attack_witness_offer(&a->known, a->far.table, secret);
	attack_far_home(&a->far, secret);
}

/* The same in whole numbers, among all tables. */
static void push_whole(struct attack *a, size_t secret, int direction, int64_t goal)
{
	if (attack_far_search(&a->far, secret, direction, goal, false))
		attack_witness_offer(&a->known, a->far.table, secret);
	attack_far_home(&a->far, secret);
}

/* Not even all that is between the ends of the linear programs would do. */
static bool is_hopeless(const struct secret *s, const struct interval *found)
{
	double slack = 1e-6 * (1 + (double)s->width);

	return found->outer_low > (double)s->low + slack ||
	       found->outer_high < (double)s->high - slack ||
	       floor(found->outer_high + slack) - ceil(found->outer_low - slack) < (double)s->width;
}

/* How high the secret must get, seeing how low it does; and the other way round. */
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
		possible =
		    attack_witness_offer(&a->known, attack_ways_table(a->ways, way, true), secret);
	if (way->down > 0)
		possible = attack_witness_offer(&a->known, attack_ways_table(a->ways, way, false),
		                                secret) ||
		           possible;
	return possible;
}

/*
 * To one end by whatever leads there; the search in whole numbers only where the fractions
 * mislead.
 */
static void reach_near(struct attack *a, size_t secret, size_t breadth, int64_t far)
{
	struct way way;

	if (attack_witness_safe(&a->known, secret) || far == 0 || llabs(far) > ATTACK_NEED)
		return;
	if (attack_ways_furthest(a->ways, secret, breadth, far, false, &way) &&
	    !offer_way(a, secret, &way) &&
	    attack_ways_furthest(a->ways, secret, breadth, far, true, &way))
		offer_way(a, secret, &way);
}

/* By few cells near the secret: most secrets need no more, and most of them only one way. */
static bool prove_near(struct attack *a, size_t secret, size_t breadth)
{
	const struct secret *s = &a->c->secret[secret];
	const struct interval *known = &a->known.secret[secret].found;
	int64_t value = true_value(a, secret);
	struct way way;

	if (attack_ways_find(a->ways, secret, ATTACK_WAYS_HIDDEN, breadth, &way))
		offer_way(a, secret, &way);
	reach_near(a, secret, breadth, most(0, high_goal(s, known) - value));
	reach_near(a, secret, breadth, -most(0, value - low_goal(s, known)));
	return attack_witness_safe(&a->known, secret);
}

/* In wider and wider neighbourhoods. */
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

	for (int step = 0; step < 4 && !attack_witness_safe(&a->known, secret); step++) {
		if (step == 0)
			push(a, secret, 1, high_goal(s, known), true);
		else if (step == 1)
			push(a, secret, -1, low_goal(s, known), true);
		else if (is_hopeless(s, known))
			break;
		else if (step == 2 && (double)known->high < floor(known->outer_high + 1e-6))
			push_whole(a, secret, 1, high_goal(s, known));
		else if (step == 3 && (double)known->low > ceil(known->outer_low - 1e-6))
			push_whole(a, secret, -1, low_goal(s, known));
	}
}

/* By the furthest tables of all that hangs together, where they are whole: that takes two short programs, and most are. */
static bool prove_in_fractions(struct attack *a, size_t secret)
{
	push(a, secret, 1, 0, false);
	if (!attack_witness_safe(&a->known, secret))
		push(a, secret, -1, 0, false);
	return attack_witness_safe(&a->known, secret);
}

bool attack_secret(struct attack *a, size_t secret, struct interval *found)
{
	if (!attack_witness_safe(&a->known, secret) &&
	    a->far.blocks.of_secret[secret] != ATTACK_BLOCKS_NONE &&
	    !prove_near(a, secret, breadths[0]) && !prove_in_fractions(a, secret) &&
	    !prove_nearby(a, secret))
		prove_anywhere(a, secret);
	*found = a->known.secret[secret].found;
	return attack_witness_safe(&a->known, secret);
}

bool attack_nearby(struct attack *a, size_t secret)
{
	return attack_witness_safe(&a->known, secret) ||
	       (a->far.blocks.of_secret[secret] != ATTACK_BLOCKS_NONE &&
	        prove_near(a, secret, breadths[0]));
}

/* The furthest ends that whole tables can be found for, one by one. */
static void prove_ends(struct attack *a, size_t secret)
{
	struct interval *known = &a->known.secret[secret].found;
	int64_t up = known->high + ATTACK_FAR, down = known->low - ATTACK_FAR;

	push(a, secret, 1, up, true);
	if (isfinite(known->outer_high) && (double)known->high < floor(known->outer_high + 1e-6))
		push_whole(a, secret, 1, up);
	push(a, secret, -1, down, true);
	if (isfinite(known->outer_low) && (double)known->low > ceil(known->outer_low - 1e-6))
		push_whole(a, secret, -1, down);
}

/*
 * In a large block, where searches are long: the ends of the programs, and of ways near the
 * secret.
 */
static void prove_some_ends(struct attack *a, size_t secret)
{
	struct way way;

	if (attack_ways_furthest(a->ways, secret, breadths[0], ATTACK_NEED, false, &way))
		offer_way(a, secret, &way);
	if (attack_ways_furthest(a->ways, secret, breadths[0], -ATTACK_NEED, false, &way))
		offer_way(a, secret, &way);
	push(a, secret, 1, 0, false);
	push(a, secret, -1, 0, false);
}

struct interval attack_interval(struct attack *a, size_t secret)
{
	size_t block = a->far.blocks.of_secret[secret];

	if (block != ATTACK_BLOCKS_NONE && a->far.blocks.block[block].cells <= SMALL_CELLS)
		prove_ends(a, secret);
	else if (block != ATTACK_BLOCKS_NONE)
		prove_some_ends(a, secret);
	return a->known.secret[secret].found;
}

bool attack_offer(struct attack *a, const int64_t *table)
{
	return attack_witness_offer(&a->known, table, ATTACK_WITNESS_NONE);
}

bool attack_is_proven(const struct attack *a, size_t secret)
{
	return attack_witness_safe(&a->known, secret);
}

static void limit_again(struct attack *a, size_t cell, bool hidden)
{
	attack_far_limit(&a->far, cell, hidden);
	a->hidden[cell] = hidden;
}

/* Whether not even fractions would do, by all that hangs together with it: then no search is needed to see that it is too narrow. */
static bool is_too_narrow(struct attack *a, size_t secret)
{
	struct interval known = {.outer_low = NAN, .outer_high = NAN};
	bool solved = a->far.blocks.of_secret[secret] != ATTACK_BLOCKS_NONE &&
	              attack_far_push(&a->far, secret, 1, &known.outer_high) &&
	              attack_far_push(&a->far, secret, -1, &known.outer_low);

	if (a->far.blocks.of_secret[secret] != ATTACK_BLOCKS_NONE)
		attack_far_home(&a->far, secret);
	return solved && is_hopeless(&a->c->secret[secret], &known);
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
		if (attack_witness_leans_on(&a->known, i, cell)) {
			a->doubted[n] = i;
			a->aside[n++] = attack_witness_set_aside(&a->known, i);
		}
	attack_far_limit(&a->far, cell, false);
	for (size_t i = 0; i < n && safe; i++)
		safe = attack_witness_safe(&a->known, a->doubted[i]) ||
		       (!is_too_narrow(a, a->doubted[i]) && prove_nearby(a, a->doubted[i]));
	limit_again(a, cell, !safe);
	for (size_t i = 0; i < n; i++)
		if (safe)
			attack_witness_give_up(a->aside[i]);
		else
			attack_witness_put_back(&a->known, a->doubted[i], a->aside[i]);
	return safe;
}

size_t attack_programs(const struct attack *a)
{
	return a->far.programs + attack_ways_programs(a->ways);
}

/* ---------------------------------------------------------------- opening, changes */

struct attack *attack_open(const struct cells *c)
{
	struct attack *a = memory_zeroed(1, sizeof *a);

	a->c = c;
	attack_witness_open(&a->known, c);
	a->ways = attack_ways_open(c);
	attack_far_open(&a->far, c);
	a->doubted = arena_take(&a->arena, (c->secrets + 1) * sizeof *a->doubted);
	a->aside = arena_take(&a->arena, (c->secrets + 1) * sizeof *a->aside);
	a->hidden = arena_take(&a->arena, (c->n + 1) * sizeof *a->hidden);
	for (size_t i = 0; i < c->n; i++)
		a->hidden[i] = cell_is_hidden(&c->cell[i]);
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
	attack_witness_changed(&a->known);
	if (more)
		attack_far_again(&a->far);
}

void attack_close(struct attack *a)
{
	attack_witness_done(&a->known);
	attack_ways_close(a->ways);
	attack_far_close(&a->far);
	arena_done(&a->arena);
	free(a);
}
