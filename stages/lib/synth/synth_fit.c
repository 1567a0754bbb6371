#include "synth/synth_fit.h"

#include <glpk.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "memory.h"

#define RAKES 60
#define LEAST_GUESS 1e-3
#define MARGIN 2
#define PATIENCE_MS 2000 /* for whole numbers of one block, while a conflict is sought */
#define WHOLE 1e-6       /* nearer to a whole number than this is one */

/* ---- raking ---- */

static double sum_of(const struct synth_model *m, const struct synth_term *t, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += m->cell[t[i].cell].guess;
	return sum;
}

static void scale(struct synth_model *m, const struct synth_term *t, size_t n, double factor)
{
	for (size_t i = 0; i < n; i++)
		m->cell[t[i].cell].guess *= factor;
}

/* A share r of the denominator: the cells of the numerator by r / share, the others so that the denominator stays. */
static void rake_goal(struct synth_model *m, const struct synth_goals *g,
                      const struct synth_goal *x)
{
	const struct synth_term *numerator = g->term + x->numerator;
	size_t n = x->denominator - x->numerator;
	double part = sum_of(m, numerator, n), whole, other, up;

	if (x->difference || part < LEAST_GUESS)
		return;
	if (x->end == x->denominator) {
		if (x->middle >= 0)
			scale(m, numerator, n, x->middle / part);
		return;
	}
	whole = sum_of(m, g->term + x->denominator, x->end - x->denominator);
	if (whole - part < LEAST_GUESS || x->middle <= 0 || x->middle >= 1)
		return;
	up = x->middle * whole / part;
	other = (1 - x->middle) * whole / (whole - part);
	scale(m, g->term + x->denominator, x->end - x->denominator, other);
	scale(m, numerator, n, up / other);
}

/* Both sides of a link to the geometric mean of what they have. */
static void rake_link(struct synth_model *m, const struct synth_row *row)
{
	double side[2] = {0, 0};

	for (size_t i = row->first; i < row->first + row->n; i++)
		side[m->term[i].factor < 0] += m->cell[m->term[i].cell].guess;
	if (side[0] < LEAST_GUESS || side[1] < LEAST_GUESS)
		return;
	for (size_t i = row->first; i < row->first + row->n; i++)
		m->cell[m->term[i].cell].guess *=
		    sqrt(side[0] * side[1]) / side[m->term[i].factor < 0];
}

/* A sum that is what it is: of the shares of the parties, of the kommuner of a county. */
static void rake_sum(struct synth_model *m, const struct synth_row *row)
{
	double sum = 0;

	for (size_t i = row->first; i < row->first + row->n; i++) {
		if (m->term[i].factor != 1)
			return;
		sum += m->cell[m->term[i].cell].guess;
	}
	for (size_t i = row->first; sum > LEAST_GUESS && i < row->first + row->n; i++)
		m->cell[m->term[i].cell].guess *= (double)row->low / sum;
}

static void rake(struct synth_model *m, const struct synth_goals *g)
{
	for (int pass = 0; pass < RAKES; pass++) {
		for (size_t i = 0; i < g->n; i++)
			rake_goal(m, g, &g->at[i]);
		for (size_t r = 0; r < m->rows; r++)
			if (m->row[r].link)
				rake_link(m, &m->row[r]);
			else if (m->row[r].target == SYNTH_STRUCTURE &&
			         m->row[r].low == m->row[r].high)
				rake_sum(m, &m->row[r]);
	}
}

/* ---- the solver ---- */

struct fit {
	const struct synth_model *m;
	glp_prob *p;
	bool *gone;      /* targets that are let go, while a conflict is sought */
	int patience_ms; /* for whole numbers of one block; 0: as long as it takes */
};

/*
 * The count of cell i is its guess, a whole number, plus column 2i + 1 less column 2i + 2 (GLPK counts from 1), both
 * whole and not negative. So nearly all columns are 0 in the solution, and the problem is small for its size.
 */
static int64_t guess_of(const struct synth_cell *c)
{
	int64_t guess = llround(c->guess);

	return guess > c->most ? c->most : guess;
}

/* How far a block's counts may be from the guesses. */
static void set_columns(const struct fit *f, const struct synth_block *b)
{
	for (size_t i = b->first; i < b->first + b->n; i++) {
		const struct synth_cell *cell = &f->m->cell[i];
		int64_t guess = guess_of(cell), up = cell->most - guess;
		int j = (int)i * 2 + 1;

		glp_set_col_bnds(f->p, j, up > 0 ? GLP_DB : GLP_FX, 0, (double)up);
		glp_set_col_bnds(f->p, j + 1, guess > 0 ? GLP_DB : GLP_FX, 0, (double)guess);
	}
}

/* The limits of a row, each `margin` counts inside of what they must be. */
static void bound_row(const struct fit *f, size_t r, int64_t margin)
{
	const struct synth_model *m = f->m;
	const struct synth_row *row = &m->row[r];
	int64_t guessed = 0, greatest = 0;
	int kind = row->target != SYNTH_STRUCTURE && f->gone[row->target] ? GLP_FR
	           : row->has_low && row->has_high ? row->low == row->high ? GLP_FX : GLP_DB
	           : row->has_low                  ? GLP_LO
	           : row->has_high                 ? GLP_UP
	                                           : GLP_FR;

	for (size_t i = row->first; i < row->first + row->n; i++) {
		int64_t factor = m->term[i].factor;

		guessed += factor * guess_of(&m->cell[m->term[i].cell]);
		greatest = llabs(factor) > greatest ? llabs(factor) : greatest;
	}
	margin *= row->has_low && row->has_high ? 0 : greatest;
	glp_set_row_bnds(f->p, (int)r + 1, kind, (double)(row->low - guessed + margin),
	                 (double)(row->high - guessed - margin));
}

/* All columns and rows; the farther a count is from its guess, for the size of that, the dearer it is. */
static void make_problem(const struct fit *f)
{
	const struct synth_model *m = f->m;
	glp_prob *p = f->p;
	int *column = NULL;
	double *factor = NULL;
	size_t room = 0, room_too = 0;

	glp_set_obj_dir(p, GLP_MIN);
	glp_add_cols(p, (int)m->cells * 2);
	for (const struct synth_block *b = m->block; b < m->block + m->blocks; b++)
		set_columns(f, b);
	for (size_t i = 0; i < m->cells; i++)
		for (int k = 1; k <= 2; k++)
			glp_set_obj_coef(p, (int)i * 2 + k,
			                 1 / sqrt((double)guess_of(&m->cell[i]) + 0.5));
	glp_add_rows(p, (int)m->rows);
	for (size_t r = 0; r < m->rows; r++) {
		const struct synth_row *row = &m->row[r];
		int n = 0;

		column = array_room(column, &room, row->n * 2 + 1, sizeof *column);
		factor = array_room(factor, &room_too, row->n * 2 + 1, sizeof *factor);
		for (size_t i = row->first; i < row->first + row->n; i++) {
			for (int k = 0; k < 2; k++) {
				n++;
				column[n] = (int)m->term[i].cell * 2 + 1 + k;
				factor[n] =
				    (double)(k == 0 ? m->term[i].factor : -m->term[i].factor);
			}
		}
		glp_set_mat_row(p, (int)r + 1, n, column, factor);
		bound_row(f, r, 0);
	}
	free(column);
	free(factor);
	glp_scale_prob(p, GLP_SF_AUTO);
	glp_adv_basis(p, 0);
}

/* Whether the problem has a solution when numbers need not be whole. */
static bool solve_loosely(glp_prob *p)
{
	glp_smcp how;
	int failed;

	glp_init_smcp(&how);
	how.msg_lev = GLP_MSG_OFF;
	how.meth = GLP_DUALP;
	failed = glp_simplex(p, &how);
	if (failed != 0) {
		glp_adv_basis(p, 0);
		how.meth = GLP_PRIMAL;
		failed = glp_simplex(p, &how);
	}
	if (failed != 0)
		die("the solver gives up (%d)", failed);
	return glp_get_status(p) == GLP_OPT;
}

/* ---- whole numbers ---- */

/* Rows of persons of which something is still open, and that are no equation, get a margin, for rounding. */
static void set_margins(const struct fit *f, const struct synth_block *from, int64_t margin)
{
	const struct synth_model *m = f->m;
	size_t persons = 0;

	for (const struct synth_block *b = m->block; b < m->block + m->blocks; b++)
		persons = b->persons ? b->first + b->n : persons;
	for (size_t r = 0; r < m->rows; r++) {
		bool open = false;

		for (size_t i = m->row[r].first; i < m->row[r].first + m->row[r].n; i++)
			open |= m->term[i].cell >= from->first && m->term[i].cell < persons;
		bound_row(f, r, open ? margin : 0);
	}
}

/* From low to high, or fixed. */
static void bound_column(glp_prob *p, int j, double low, double high)
{
	glp_set_col_bnds(p, j, low < high ? GLP_DB : GLP_FX, low, high);
}

/* Whole numbers that are at most `gap` dearer than the best there could be, for those columns that must be whole. */
static bool solve_whole(const struct fit *f, double gap)
{
	glp_iocp how;
	int failed, status;

	if (!solve_loosely(f->p))
		return false;
	glp_init_iocp(&how);
	how.msg_lev = GLP_MSG_OFF;
	how.mip_gap = gap;
	if (f->patience_ms > 0)
		how.tm_lim = f->patience_ms;
	failed = glp_intopt(f->p, &how);
	status = glp_mip_status(f->p);
	return (failed == 0 || failed == GLP_EMIPGAP) && (status == GLP_OPT || status == GLP_FEAS);
}

/*
 * One block: a loose solution with margins, then its numbers rounded up or down so that all still holds. Should that
 * not do, any whole numbers.
 */
static bool solve_block(const struct fit *f, const struct synth_block *b)
{
	glp_prob *p = f->p;
	int first = (int)b->first * 2 + 1, end = first + (int)b->n * 2;
	bool found;

	set_margins(f, b, MARGIN);
	found = solve_loosely(p);
	for (int j = first; j < end; j++) {
		double x = glp_get_col_prim(p, j);
		glp_set_col_kind(p, j, GLP_IV);
		if (found)
			bound_column(p, j, floor(x + WHOLE), ceil(x - WHOLE));
	}
	set_margins(f, b, 0);
	found = found && solve_whole(f, 1);
	if (!found) {
		set_columns(f, b);
		found = solve_whole(f, 0.5);
	}
	for (int j = first; found && j < end; j++) {
		double x = (double)llround(glp_mip_col_val(p, j));

		glp_set_col_kind(p, j, GLP_CV);
		bound_column(p, j, x, x);
	}
	return found;
}

/*
 * Whole numbers for one block after the other; of those that come later it is only asked that there are numbers at all,
 * which is nearly always enough, and far quicker than all at once.
 */
static bool solve(const struct fit *f)
{
	for (const struct synth_block *b = f->m->block; b < f->m->block + f->m->blocks; b++)
		if (!solve_block(f, b))
			return false;
	return true;
}

/* False: the numbers do not hold when they are counted again. */
static bool take_counts(struct synth_model *m, glp_prob *p)
{
	size_t room = 0;

	m->count = array_room(m->count, &room, m->cells + 1, sizeof *m->count);
	for (size_t i = 0; i < m->cells; i++) {
		m->count[i] = guess_of(&m->cell[i]) + llround(glp_mip_col_val(p, (int)i * 2 + 1)) -
		              llround(glp_mip_col_val(p, (int)i * 2 + 2));
		if (m->count[i] < 0 || m->count[i] > m->cell[i].most)
			return false;
	}
	for (size_t r = 0; r < m->rows; r++)
		if (!synth_row_holds(m, &m->row[r]))
			return false;
	return true;
}

/* ---- conflicts ---- */

/* All as at first, but without the targets that are gone; whether there are numbers, or whole ones. */
static bool is_possible(const struct fit *f, bool whole)
{
	for (const struct synth_block *b = f->m->block; b < f->m->block + f->m->blocks; b++)
		set_columns(f, b);
	for (size_t i = 1; i <= f->m->cells * 2; i++)
		glp_set_col_kind(f->p, (int)i, GLP_CV);
	for (size_t r = 0; r < f->m->rows; r++)
		bound_row(f, r, 0);
	return whole ? solve(f) : solve_loosely(f->p);
}

/*
 * The deletion filter (Chinneck and Dravnieks 1991), by halves: if it can not be done without these figures either,
 * they have no part in the conflict and stay out; a single one without which it can be done is in it. What is left can
 * be done as soon as any one of them is let go. With whole numbers this holds as far as the solver finds them in its
 * time.
 */
static void find_conflict(const struct fit *f, bool whole, size_t first, size_t end,
                          size_t *conflict, size_t *conflicts)
{
	size_t middle = first + (end - first) / 2;

	memset(f->gone + first, true, end - first);
	if (!is_possible(f, whole))
		return;
	memset(f->gone + first, false, end - first);
	if (end - first == 1) {
		conflict[(*conflicts)++] = first;
		return;
	}
	find_conflict(f, whole, first, middle, conflict, conflicts);
	find_conflict(f, whole, middle, end, conflict, conflicts);
}

bool synth_fit(struct synth_model *m, const struct synth_goals *goals, size_t targets,
               size_t *conflict, size_t *conflicts)
{
	struct fit f = {.m = m, .gone = memory_zeroed(targets + 1, sizeof *f.gone)};
	bool loosely, found;

	glp_term_out(GLP_OFF);
	f.p = glp_create_prob();
	rake(m, goals);
	make_problem(&f);
	*conflicts = 0;
	loosely = solve_loosely(f.p);
	found = loosely && solve(&f);
	f.patience_ms = PATIENCE_MS;
	if (!found && targets > 0)
		find_conflict(&f, loosely, 0, targets, conflict, conflicts);
	else if (found && !take_counts(m, f.p))
		die("the solver's numbers do not hold when counted");
	glp_delete_prob(f.p);
	glp_free_env();
	free(f.gone);
	return found;
}
