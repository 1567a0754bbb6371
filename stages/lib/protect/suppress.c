#include "protect/suppress.h"

#include "protect/attack.h"
#include "protect/attack_spare.h"
#include "protect/suppress_exact.h"
#include "protect/attack_ways.h"

#define BREADTH 8 /* of the neighbourhood in which a way is looked for first */

/* The way is hidden, and its two ends shown to the attack. */
static void take(struct cells *c, struct attack_ways *w, struct attack *a, const struct way *way)
{
	for (size_t i = 0; i < way->n; i++)
		if (c->cell[way->cell[i]].state == CELL_OPEN)
			c->cell[way->cell[i]].state = CELL_SECONDARY;
	if (way->up > 0)
		attack_offer(a, attack_ways_table(w, way, true));
	if (way->down > 0)
		attack_offer(a, attack_ways_table(w, way, false));
}

static enum cell_state *states_of(const struct cells *c, struct arena *arena)
{
	enum cell_state *state = arena_take(arena, (c->n + 1) * sizeof *state);

	for (size_t i = 0; i < c->n; i++)
		state[i] = c->cell[i].state;
	return state;
}

static void set_states(struct cells *c, const enum cell_state *state)
{
	for (size_t i = 0; i < c->n; i++)
		c->cell[i].state = state[i];
}

/* Every secret gets a way to move, the cheapest that is left after those before it. */
static void hide_ways(struct cells *c, struct attack_ways *w, struct attack *a)
{
	for (size_t i = 0; i < c->secrets; i++) {
		struct way way;

		if (!attack_is_proven(a, i) &&
		    (attack_ways_find(w, i, ATTACK_WAYS_OPEN, BREADTH, &way) ||
		     attack_ways_find(w, i, ATTACK_WAYS_OPEN, ATTACK_WAYS_FAR, &way)))
			take(c, w, a, &way);
	}
}

static void hide_all(struct cells *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->cell[i].state == CELL_OPEN)
			c->cell[i].state = CELL_SECONDARY;
}

/*
 * What a way in fractions did not give, one in whole tables may: upwards, or else downwards. At
 * last everything that may be hidden is.
 */
static bool mend(struct cells *c, struct attack_ways *w, struct attack *a, size_t secret)
{
	const struct secret *s = &c->secret[secret];
	int64_t value = cells_true(c, s->term, s->n);
	struct interval found;

	for (int step = 0; !attack_secret(a, secret, &found); step++) {
		int64_t up = found.low + s->width, down = found.high - s->width;
		struct way way;

		up = (s->high > up ? s->high : up) - value;
		down = (s->low < down ? s->low : down) - value;
		if (step > 2)
			return false;
		if (step == 0 && up > 0 &&
		    attack_ways_whole(w, secret, ATTACK_WAYS_OPEN, BREADTH, up, &way))
			take(c, w, a, &way);
		if (step == 1 && down < 0 &&
		    attack_ways_whole(w, secret, ATTACK_WAYS_OPEN, BREADTH, down, &way))
			take(c, w, a, &way);
		if (step == 2)
			hide_all(c);
		attack_changed(a);
	}
	return true;
}

/* More than must be is given up where it can not be had. */
static bool mend_or_less(struct cells *c, struct attack_ways *w, struct attack *a,
                         struct suppression *out)
{
	size_t secret = out->failed;
	struct secret *s = &c->secret[secret];
	struct arena arena = {0};
	enum cell_state *before = states_of(c, &arena);
	bool done = mend(c, w, a, secret);

	if (!done && s->wishes) {
		set_states(c, before);
		out->bound = 0; /* it was that of more */
		s->low = s->least.low;
		s->high = s->least.high;
		s->width = s->least.width;
		attack_changed(a);
		done = mend(c, w, a, secret);
	}
	arena_done(&arena);
	return done;
}

/* A cell that is not needed after all, since others were hidden later. */
static void show_of_rank(struct cells *c, struct attack *a, unsigned rank)
{
	for (size_t i = c->n; i-- > 0;) {
		if (c->cell[i].state != CELL_SECONDARY || c->cell[i].rank != rank)
			continue;
		c->cell[i].state = CELL_OPEN;
		if (!attack_bears_showing(a, i))
			c->cell[i].state = CELL_SECONDARY;
	}
}

/* Those that are most wanted first; of the same rank, the last, since totals come after their parts. */
static void show_again(struct cells *c, struct attack *a)
{
	unsigned highest = 0;

	for (size_t i = 0; i < c->n; i++)
		highest = c->cell[i].rank > highest ? c->cell[i].rank : highest;
	for (unsigned rank = highest + 1; rank-- > 0;)
		show_of_rank(c, a, rank);
}

static bool audit(const struct cells *c, struct suppression *s)
{
	struct attack *a = attack_open(c);
	struct interval found;
	bool safe = true;

	for (size_t i = 0; i < c->secrets && safe; i++) {
		s->failed = i;
		safe = attack_secret(a, i, &found);
	}
	s->attacks += attack_programs(a);
	attack_close(a);
	return safe;
}

static int64_t cost_of(const struct cells *c)
{
	int64_t cost = 0;

	for (size_t i = 0; i < c->n; i++)
		cost += c->cell[i].state == CELL_SECONDARY ? c->cell[i].weight : 0;
	return cost;
}

/* What an attack in whole numbers finds too narrow is mended. False: s->failed can not be kept, whatever is hidden. */
static bool mend_all(struct cells *c, struct attack_ways *w, struct attack *a,
                     struct suppression *s)
{
	bool done = true;

	attack_changed(a);
	for (size_t i = 0; i < c->secrets && done; i++) {
		s->failed = i;
		done = mend_or_less(c, w, a, s);
	}
	return done;
}

/*
 * The heuristic: a way for each secret, what the attack finds too narrow mended, and what turned out not to be
 * needed shown again.
 */
static bool hide_well(struct cells *c, struct suppression *s)
{
	struct attack *a = attack_open(c);
	struct attack_ways *w = attack_ways_open(c);
	bool done;

	hide_ways(c, w, a);
	done = mend_all(c, w, a, s);
	if (done)
		show_again(c, a);
	s->attacks += attack_programs(a) + attack_ways_programs(w);
	attack_ways_close(w);
	attack_close(a);
	return done;
}

/* A pattern that is safe in fractions is made so in whole numbers; only if cells came to it is any of it shown again. */
static bool hide_whole(struct cells *c, struct suppression *s)
{
	struct attack *a = attack_open(c);
	struct attack_ways *w = attack_ways_open(c);
	int64_t cost = cost_of(c);
	bool done = mend_all(c, w, a, s);

	if (done && cost_of(c) > cost)
		show_again(c, a);
	s->attacks += attack_programs(a) + attack_ways_programs(w);
	attack_ways_close(w);
	attack_close(a);
	return done;
}

/* Which secrets are safe whatever else is hidden, as far as that is seen nearby. */
static bool *find_settled(const struct cells *c, struct arena *arena)
{
	struct attack *a = attack_open(c);
	bool *settled = arena_take(arena, c->secrets + 1);

	for (size_t i = 0; i < c->secrets; i++)
		settled[i] = attack_nearby(a, i);
	attack_close(a);
	return settled;
}

/*
 * A pattern that costs less than the one that is known, if one is found. It is taken when it has been attacked in whole
 * numbers.
 */
static void search(struct cells *c, struct exact *x, const enum cell_state *before,
                   struct suppression *s)
{
	struct arena arena = {0};
	enum cell_state *known = states_of(c, &arena);
	enum exact_answer answer;
	bool better;

	set_states(c, before);
	answer = exact_search(x, s->cost, &s->bound);
	better = answer == EXACT_BETTER && audit(c, s);
	if (better || answer == EXACT_NONE_BETTER)
		s->method = SUPPRESS_OPTIMAL;
	if (!better)
		set_states(c, known);
	arena_done(&arena);
}

/* By cuts: a pattern near the bound, and then the best one. False: there is none, or it is too much work. */
static bool hide_by_cuts(struct cells *c, size_t effort, struct suppression *s)
{
	struct arena arena = {0};
	enum cell_state *before = states_of(c, &arena);
	struct exact *x = exact_open(c, find_settled(c, &arena), effort);
	bool done;

	done = exact_bound(x, &s->bound);
	done = done && exact_dive(x);
	done = done && hide_whole(c, s);
	s->cost = cost_of(c);
	if (done && s->bound > 0)
		search(c, x, before, s);
	if (!done)
		set_states(c, before);
	s->attacks += exact_programs(x);
	exact_close(x);
	arena_done(&arena);
	return done;
}

bool suppress(struct cells *c, size_t effort, struct suppression *s, struct error *e)
{
	bool safe;

	*s = (struct suppression){.method = SUPPRESS_HEURISTIC};
	attack_spare_find(c);
	safe = hide_by_cuts(c, effort, s) || hide_well(c, s);
	if (!safe || !audit(c, s))
		return error_set(
		    e,
		    "a figure that must not be known can be worked out, whatever else is hidden");
	s->cost = cost_of(c);
	for (size_t i = 0; i < c->n; i++)
		s->secondary += c->cell[i].state == CELL_SECONDARY;
	if (s->secondary == 0)
		s->method = SUPPRESS_NOTHING;
	return true;
}
