#include "protect/suppress_exact.h"

#include <math.h>
#include <stdlib.h>

#include "memory.h"
#include "protect/suppress_cuts.h"

#define NODE_PROGRAMS 10 /* a node of the master's search counts as so many programs */
#define MANY_CUTS 500    /* and as often as the master has so many rows */
#define NEARLY 0.9       /* of a cell: in a dive it is hidden whole */
#define ROUNDS 2         /* of cuts after each step of a dive */
#define PATIENCE 8       /* rounds of cuts that raise the bound by less than LITTLE are the last */
#define LITTLE 1e-3
#define AT_ONCE 8 /* and one of so many of those in fractions, whatever they are */
#define LARGE \
	8000 /* of more cells, if they are of more dimensions than two, a dive takes too long */

struct exact {
	struct cuts cuts;
	size_t *waiting; /* columns in fractions, while diving */
	size_t budget;   /* programs that a part of the work may take */
	double least;    /* of the master in fractions */
	struct arena arena;
};

struct exact *exact_open(struct cells *c, const bool *settled, size_t effort)
{
	struct exact *x = memory_zeroed(1, sizeof *x);

	x->budget = effort;
	cuts_open(&x->cuts, c, settled, effort);
	x->waiting = arena_take(&x->arena, (x->cuts.n + 1) * sizeof *x->waiting);
	return x;
}

void exact_close(struct exact *x)
{
	cuts_close(&x->cuts);
	arena_done(&x->arena);
	free(x);
}

size_t exact_programs(const struct exact *x)
{
	return x->cuts.programs;
}

static int64_t whole_bound(double least)
{
	return (int64_t)ceil(least - CUTS_WHOLE * (1 + fabs(least)));
}

/*
 * The choice in fractions that keeps the cuts which are found in so many rounds; ended before when hardly anything comes
 * of them. False: no choice does, or the effort was not enough.
 */
static bool solve_in_fractions(struct exact *x, size_t rounds, double *least)
{
	double before = 0;

	for (size_t round = 1; round <= rounds && x->cuts.programs < x->cuts.effort; round++) {
		if (!cuts_solve(&x->cuts, least))
			return false;
		if (cuts_find(&x->cuts, SIZE_MAX) == 0)
			return x->cuts.programs < x->cuts.effort;
		if (x->cuts.impossible)
			return false;
		if (round % PATIENCE == 0 && *least < before * (1 + LITTLE))
			break;
		if (round % PATIENCE == 0)
			before = *least;
	}
	return x->cuts.programs < x->cuts.effort;
}

bool exact_bound(struct exact *x, int64_t *bound)
{
	bool done = solve_in_fractions(x, SIZE_MAX, &x->least);

	*bound = x->cuts.impossible ? 0 : whole_bound(x->least);
	return done;
}

static bool is_free(const struct exact *x, size_t column)
{
	return !cell_is_hidden(&x->cuts.c->cell[x->cuts.cell[column]]);
}

static int by_part(const void *a, const void *b, void *chosen)
{
	const double *part = chosen;
	size_t i = *(const size_t *)a, j = *(const size_t *)b;

	if (part[i] != part[j])
		return part[i] > part[j] ? -1 : 1;
	return i < j ? -1 : i > j;
}

/* Hides what is nearly whole, and the best part of what is in fractions. False: nothing was left to hide. */
static bool step_down(struct exact *x, bool *hidden)
{
	size_t n = 0;

	for (size_t i = 0; i < x->cuts.n; i++)
		if (is_free(x, i) && !hidden[i] && x->cuts.chosen[i] > CUTS_WHOLE)
			x->waiting[n++] = i;
	qsort_r(x->waiting, n, sizeof *x->waiting, by_part, x->cuts.chosen);
	for (size_t i = 0; i < n; i++) {
		if (i >= (n + AT_ONCE - 1) / AT_ONCE && x->cuts.chosen[x->waiting[i]] < NEARLY)
			break;
		hidden[x->waiting[i]] = true;
		linear_limits(x->cuts.master, x->waiting[i], 1, 1);
	}
	return n > 0;
}

/* The dearest first; of equal ones the last, since totals come after their parts. */
static int by_weight(const void *a, const void *b, void *cuts)
{
	const struct cuts *x = cuts;
	size_t i = *(const size_t *)a, j = *(const size_t *)b;
	const struct cell *one = &x->c->cell[x->cell[i]], *other = &x->c->cell[x->cell[j]];

	if (one->rank != other->rank)
		return one->rank > other->rank ? -1 : 1;
	if (one->weight != other->weight)
		return one->weight > other->weight ? -1 : 1;
	return i > j ? -1 : i < j;
}

/* Cells of the choice that are not needed, since others were hidden later. */
static void thin_out(struct exact *x)
{
	struct cuts *cuts = &x->cuts;
	size_t n = 0;

	for (size_t i = 0; i < cuts->n; i++)
		if (is_free(x, i) && cuts->chosen[i] > 0)
			x->waiting[n++] = i;
	qsort_r(x->waiting, n, sizeof *x->waiting, by_weight, cuts);
	for (size_t i = 0; i < n && cuts->programs < cuts->effort; i++) {
		if (!cuts_bear_without(cuts, x->waiting[i]))
			continue;
		cuts->chosen[x->waiting[i]] = 0;
		if (cuts_find(cuts, 1) > 0 || cuts->programs >= cuts->effort)
			cuts->chosen[x->waiting[i]] = 1;
	}
}

static void take_choice(struct exact *x)
{
	for (size_t i = 0; i < x->cuts.n; i++) {
		struct cell *cell = &x->cuts.c->cell[x->cuts.cell[i]];

		if (cell->state == CELL_OPEN && x->cuts.chosen[i] > 0.5)
			cell->state = CELL_SECONDARY;
	}
}

bool exact_dive(struct exact *x)
{
	struct arena arena = {0};
	bool done = x->cuts.n <= LARGE || x->cuts.network, broken = true;
	bool *hidden = arena_take(&arena, x->cuts.n + 1);
	double least;

	x->cuts.effort += x->budget;
	while (done && broken) {
		while (done && step_down(x, hidden))
			done = solve_in_fractions(x, ROUNDS, &least);
		broken = done && cuts_find(&x->cuts, SIZE_MAX) > 0;
		done = done && !x->cuts.impossible && x->cuts.programs < x->cuts.effort &&
		       (!broken || cuts_solve(&x->cuts, &least));
	}
	for (size_t i = 0; i < x->cuts.n; i++)
		if (is_free(x, i)) {
			linear_limits(x->cuts.master, i, 0, 1);
			x->cuts.chosen[i] = x->cuts.chosen[i] > 0.5;
		}
	if (done)
		thin_out(x);
	if (done)
		take_choice(x);
	arena_done(&arena);
	return done;
}

/* A cell that would bring the cost to what is already known, even in fractions, is in no better pattern. */
static void exclude(struct exact *x, int64_t most)
{
	double least;

	if (!cuts_solve(&x->cuts, &least))
		return;
	for (size_t i = 0; i < x->cuts.n; i++)
		if (is_free(x, i) && x->cuts.chosen[i] < CUTS_WHOLE &&
		    least + linear_reduced(x->cuts.master, i) > (double)most - 1 + CUTS_WHOLE)
			linear_limits(x->cuts.master, i, 0, 0);
	cuts_lighten(&x->cuts);
}

static enum exact_answer solve_whole(struct exact *x, int64_t most, int64_t *bound)
{
	struct cuts *cuts = &x->cuts;

	while (cuts->programs < cuts->effort) {
		size_t node =
		    NODE_PROGRAMS * (cuts->network ? 1 : 1 + linear_rows(cuts->master) / MANY_CUTS);
		size_t left = (cuts->effort - cuts->programs) / node;
		enum linear_answer answer = linear_whole(cuts->master, left, -LINEAR_ENDLESS);

		cuts->programs += 1 + linear_nodes(cuts->master) * node;
		if (answer == LINEAR_SOME || answer == LINEAR_UNKNOWN)
			break;
		*bound = answer == LINEAR_BEST ? whole_bound(linear_least(cuts->master)) : most;
		*bound = *bound < most ? *bound : most;
		if (*bound == most)
			return EXACT_NONE_BETTER;
		for (size_t i = 0; i < cuts->n; i++)
			cuts->chosen[i] = nearbyint(linear_value(cuts->master, i));
		if (cuts_recall(cuts) == 0 && cuts_find(cuts, SIZE_MAX) == 0 &&
		    cuts->programs < cuts->effort)
			return EXACT_BETTER;
	}
	return EXACT_GAVE_UP;
}

enum exact_answer exact_search(struct exact *x, int64_t most, int64_t *bound)
{
	enum exact_answer answer;

	if (*bound >= most) {
		*bound = most;
		return EXACT_NONE_BETTER;
	}
	x->cuts.effort += x->budget;
	exclude(x, most);
	answer = solve_whole(x, most, bound);
	if (answer == EXACT_BETTER)
		take_choice(x);
	return answer;
}
