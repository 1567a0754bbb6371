#include "protect/suppress_cuts.h"

#include <math.h>
#include <stdlib.h>

#include "memory.h"
#include "protect/suppress_program.h"

#define VIOLATED 1e-3 /* how much of a need is lacking before a cut is worth a row */
#define SLACK 0.05    /* a cut that is kept by more is set aside in the search */
#define MOVES 1e-7    /* a cell that moves less does not */
#define NONE SIZE_MAX

void cuts_close(struct cuts *x)
{
	for (size_t i = 0; i <= x->c->secrets; i++)
		free(x->proof[i].share);
	for (size_t i = 0; i < x->rows; i++)
		free(x->row[i].term);
	free(x->row);
	linear_close(x->attack);
	linear_close(x->master);
	arena_done(&x->arena);
}

/* ---------------------------------------------------------------- proofs */

static bool still_holds(const struct cuts *x, const struct cuts_proof *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->share[i].part > x->chosen[p->share[i].column] + CUTS_WHOLE)
			return false;
	return p->found;
}

/* The columns that move in the last solution, and how much of their room they need when it is taken so many times. */
static void add_shares(struct cuts *x, struct cuts_proof *p, size_t secret)
{
	for (size_t i = 0; i < x->actives; i++) {
		double by = linear_value(x->attack, i), room;

		if (fabs(by) < MOVES)
			continue;
		room = program_room(x, secret, x->active[i], by > 0);
		p->share = array_room(p->share, &p->room, p->n + 1, sizeof *p->share);
		p->share[p->n++] = (struct share){x->active[i], fabs(by) / room};
	}
}

static void scale_shares(struct cuts_proof *p, size_t from, size_t to, double times)
{
	for (size_t i = from; i < to; i++)
		p->share[i].part *= times;
}

/* ---------------------------------------------------------------- cuts */

static void touch(struct cuts *x, size_t column)
{
	if (!x->is_touched[column])
		x->touched[x->touches++] = column;
	x->is_touched[column] = true;
}

/* How much the secret gets further for each step that a cell may go further, by the duals of the last solution. */
static double rate_columns(struct cuts *x, const struct secret *s, double direction)
{
	double given = 0;

	for (size_t i = 0; i < x->lines; i++) {
		const struct relation *r = &x->c->relation[x->line[i]];
		double dual = linear_dual(x->attack, i);

		if (fabs(dual) < MOVES)
			continue;
		if (r->at_most)
			given +=
			    fmax(0, -dual) * (double)-cells_true(x->c, r->term, r->n) / x->need;
		for (size_t j = 0; j < r->n; j++) {
			size_t column = x->column[r->term[j].cell];

			if (column == NONE)
				continue;
			touch(x, column);
			x->rate[column] += dual * (double)r->term[j].factor;
		}
	}
	for (size_t i = 0; i < s->n; i++) {
		size_t column = x->column[s->term[i].cell];

		if (column == NONE)
			continue;
		touch(x, column);
		x->rate[column] += direction * (double)s->term[i].factor;
	}
	return given;
}

/*
 * What the whole room of each cell gives the secret in this direction, at most: by the duals of the attack, whatever is
 * chosen. Returns what the limits of relations give.
 */
static double weigh(struct cuts *x, size_t secret, double direction, double *gives)
{
	const struct secret *s = &x->c->secret[secret];
	double given;

	program_costs(x, s, direction);
	x->programs++;
	if (linear_solve(x->attack) != LINEAR_BEST)
		return HUGE_VAL;
	given = rate_columns(x, s, direction);
	for (size_t i = 0; i < x->touches; i++) {
		size_t column = x->touched[i];
		double rate = x->rate[column];

		if (rate > CUTS_WHOLE)
			gives[column] = rate * program_room(x, secret, column, true);
		else if (rate < -CUTS_WHOLE)
			gives[column] = -rate * program_room(x, secret, column, false);
		x->rate[column] = 0;
	}
	return given;
}

static void keep_row(struct cuts *x, size_t n)
{
	struct cuts_row *row;

	linear_row(x->master, x->term, n, 1, LINEAR_ENDLESS);
	x->row = array_room(x->row, &x->row_room, x->rows + 1, sizeof *x->row);
	row = &x->row[x->rows++];
	*row = (struct cuts_row){memory_take((n + 1) * sizeof *row->term), n, false};
	for (size_t i = 0; i < n; i++)
		row->term[i] = x->term[i];
}

/*
 * The cells that are to be hidden must give what is still wanted: a row of the master, when the choice does not keep it.
 * A cell that gives more than is wanted alone counts as all of it.
 */
static bool add_cut(struct cuts *x, bool up, bool down, double wanted)
{
	double kept = 0, all = 0;
	size_t n = 0;

	for (size_t i = 0; i < x->touches; i++) {
		size_t at = x->touched[i];

		if (cell_is_hidden(&x->c->cell[x->cell[at]]))
			wanted -= up * x->up[at] + down * x->down[at];
	}
	if (wanted < CUTS_WHOLE)
		return false;
	for (size_t i = 0; i < x->touches; i++) {
		size_t at = x->touched[i];
		double gives = fmin(1, (up * x->up[at] + down * x->down[at]) / wanted);

		if (gives < CUTS_WHOLE || cell_is_hidden(&x->c->cell[x->cell[at]]))
			continue;
		x->term[n++] = (struct linear_term){at, gives};
		kept += gives * x->chosen[at];
		all += gives;
	}
	if (kept > 1 - VIOLATED)
		return false;
	x->impossible = x->impossible || all < 1 - VIOLATED;
	keep_row(x, n);
	return true;
}

static void forget_touched(struct cuts *x)
{
	for (size_t i = 0; i < x->touches; i++) {
		size_t column = x->touched[i];

		x->up[column] = x->down[column] = 0;
		x->is_touched[column] = false;
	}
	x->touches = 0;
}

/* What a secret demands, in its needs: how far up, how far down, both together; and how far it gets. */
struct reach {
	double above, below, width, up, down;
};

/* It got as far as it must: the shares of that are all that is needed, `ups` of them upwards. */
static void keep_proof(struct cuts_proof *p, size_t ups, const struct reach *r)
{
	double more = fmax(0, r->width - fmax(0, r->above) - fmax(0, r->below));
	double up = fmax(0, r->above), down = fmax(0, r->below);
	double left = r->up - up + r->down - down;

	p->found = r->up >= up && r->down >= down && left >= more;
	if (!p->found)
		return;
	if (left > 0) {
		up += more * (r->up - up) / left;
		down += more * (r->down - down) / left;
	}
	scale_shares(p, 0, ups, r->up > 0 ? up / r->up : 0);
	scale_shares(p, ups, p->n, r->down > 0 ? down / r->down : 0);
}

/* What this secret demands of the choice and does not have. */
static size_t cut_secret(struct cuts *x, size_t secret)
{
	const struct secret *s = &x->c->secret[secret];
	struct cuts_proof *old = &x->proof[secret], *proof = &x->proof[x->c->secrets], other;
	int64_t value = cells_true(x->c, s->term, s->n);
	double above = (double)(s->high - value), below = (double)(value - s->low);
	double width = (double)s->width, need = fmax(width, fmax(above, below)), up, down = 0;
	struct reach r = {above / need, below / need, width / need, 0, 0};
	size_t cuts = 0, ups;

	if (need <= 0 || still_holds(x, old))
		return 0;
	if (need != x->need || x->c->alone != NULL)
		program_limits(x, secret, need);
	proof->n = 0;
	up = weigh(x, secret, 1, x->up);
	if (up < HUGE_VAL) {
		r.up = -linear_least(x->attack);
		add_shares(x, proof, secret);
	}
	ups = proof->n;
	if (below > 0 || r.up < fmax(r.width, r.above)) {
		down = weigh(x, secret, -1, x->down);
		if (down < HUGE_VAL) {
			r.down = -linear_least(x->attack);
			add_shares(x, proof, secret);
		}
		cuts += add_cut(x, true, true, r.width - up - down);
		if (above > 0)
			cuts += add_cut(x, true, false, r.above - up);
		if (below > 0)
			cuts += add_cut(x, false, true, r.below - down);
	}
	program_costs(x, s, 0);
	forget_touched(x);
	keep_proof(proof, ups, &r);
	if (proof->found) {
		other = *old;
		*old = *proof;
		*proof = other;
	}
	return cuts;
}

static size_t cut_some(struct cuts *x, bool quiet_too, size_t most)
{
	size_t cuts = 0;

	for (size_t i = 0; i < x->c->secrets && x->programs < x->effort && cuts < most; i++) {
		size_t more;

		if (x->settled[i] || (x->quiet[i] && !quiet_too))
			continue;
		more = cut_secret(x, i);
		x->quiet[i] = more == 0;
		cuts += more;
	}
	return cuts;
}

/* Most secrets that a choice keeps are kept by the next one too, so they are asked when the others have no more to say. */
size_t cuts_find(struct cuts *x, size_t most)
{
	size_t cuts;

	program_make(x);
	cuts = cut_some(x, false, most);
	return cuts > 0 ? cuts : cut_some(x, true, most);
}

bool cuts_solve(struct cuts *x, double *least)
{
	x->programs++;
	if (linear_solve(x->master) != LINEAR_BEST)
		return false;
	*least = linear_least(x->master);
	for (size_t i = 0; i < x->n; i++)
		x->chosen[i] = linear_value(x->master, i);
	return true;
}

static double kept_of(const struct cuts *x, const struct cuts_row *row)
{
	double kept = 0;

	for (size_t i = 0; i < row->n; i++)
		kept += row->term[i].factor * x->chosen[row->term[i].column];
	return kept;
}

void cuts_lighten(struct cuts *x)
{
	linear_cut_rows(x->master, 0);
	for (size_t i = 0; i < x->rows; i++) {
		struct cuts_row *row = &x->row[i];

		row->aside = kept_of(x, row) > 1 + SLACK;
		if (!row->aside)
			linear_row(x->master, row->term, row->n, 1, LINEAR_ENDLESS);
	}
}

size_t cuts_recall(struct cuts *x)
{
	size_t recalled = 0;

	for (size_t i = 0; i < x->rows; i++) {
		struct cuts_row *row = &x->row[i];

		if (!row->aside || kept_of(x, row) > 1 - VIOLATED)
			continue;
		row->aside = false;
		recalled++;
		linear_row(x->master, row->term, row->n, 1, LINEAR_ENDLESS);
	}
	return recalled;
}

bool cuts_bear_without(const struct cuts *x, size_t column)
{
	for (size_t i = 0; i < x->rows; i++)
		for (size_t j = 0; j < x->row[i].n; j++)
			if (x->row[i].term[j].column == column &&
			    kept_of(x, &x->row[i]) - x->row[i].term[j].factor < 1 - VIOLATED)
				return false;
	return true;
}
