#include "protect/linear.h"

#include <glpk.h>
#include <stdlib.h>

#include "arena.h"
#include "error.h"
#include "memory.h"

#define TOLERANCE 1e-8
#define STEPS_PER_LINE 50 /* of the simplex method, before it is given up */

/*
 * GLPK numbers from 1, and keeps the basis of the last solution: after a change of costs only,
 * that is still a solution, and the primal method goes on from it; after a change of limits or a
 * new row it is still as cheap as can be, and the dual method does. The first time a basis is
 * made up that is as near to a triangle as can be, and the primal method begins there.
 */
struct linear {
	glp_prob *prob;
	bool begun; /* there is a last solution, or the search was told where to begin */
	bool moved; /* limits or rows have changed since the last solution */
	bool whole; /* the last answer was one in whole numbers */
	double bound;
	size_t nodes;
	int *index; /* terms of a row, as GLPK wants them */
	double *factor;
	size_t index_room, factor_room;
};

/* What the solver would say on the terminal is not said. */
static int be_silent(void *nothing, const char *text)
{
	(void)nothing;
	(void)text;
	return 1;
}

static void give_up(void *nothing)
{
	(void)nothing;
	die("the solver of linear programs could not go on: there is not memory enough, or it is "
	    "broken");
}

struct linear *linear_open(void)
{
	struct linear *p = memory_zeroed(1, sizeof *p);

	if (glp_init_env() > 1)
		memory_out();
	glp_term_hook(be_silent, NULL);
	glp_error_hook(give_up, NULL);
	p->prob = glp_create_prob();
	glp_set_obj_dir(p->prob, GLP_MIN);
	return p;
}

static int kind_of(double low, double high)
{
	if (isinf(low))
		return isinf(high) ? GLP_FR : GLP_UP;
	if (isinf(high))
		return GLP_LO;
	return low < high ? GLP_DB : GLP_FX;
}

size_t linear_column(struct linear *p, double low, double high, double cost)
{
	int column = glp_add_cols(p->prob, 1);

	glp_set_col_kind(p->prob, column, GLP_IV);
	glp_set_obj_coef(p->prob, column, cost);
	linear_limits(p, (size_t)column - 1, low, high);
	return (size_t)column - 1;
}

size_t linear_row(struct linear *p, const struct linear_term *term, size_t n, double low,
                  double high)
{
	int row = glp_add_rows(p->prob, 1);

	p->index = array_room(p->index, &p->index_room, n + 1, sizeof *p->index);
	p->factor = array_room(p->factor, &p->factor_room, n + 1, sizeof *p->factor);
	for (size_t i = 0; i < n; i++) {
		p->index[i + 1] = (int)term[i].column + 1;
		p->factor[i + 1] = term[i].factor;
	}
	glp_set_mat_row(p->prob, row, (int)n, p->index, p->factor);
	linear_row_limits(p, (size_t)row - 1, low, high);
	return (size_t)row - 1;
}

void linear_cost(struct linear *p, size_t column, double cost)
{
	glp_set_obj_coef(p->prob, (int)column + 1, cost);
}

void linear_limits(struct linear *p, size_t column, double low, double high)
{
	glp_set_col_bnds(p->prob, (int)column + 1, kind_of(low, high), low, high);
	p->moved = true;
}

void linear_row_limits(struct linear *p, size_t row, double low, double high)
{
	glp_set_row_bnds(p->prob, (int)row + 1, kind_of(low, high), low, high);
	p->moved = true;
}

size_t linear_rows(const struct linear *p)
{
	return (size_t)glp_get_num_rows(p->prob);
}

void linear_cut_rows(struct linear *p, size_t rows)
{
	int all = glp_get_num_rows(p->prob), gone = all - (int)rows;

	if (gone <= 0)
		return;
	p->index = array_room(p->index, &p->index_room, (size_t)gone + 1, sizeof *p->index);
	for (int i = 1; i <= gone; i++)
		p->index[i] = (int)rows + i;
	glp_del_rows(p->prob, gone, p->index);
	p->moved = true;
}

static bool run_simplex(struct linear *p, int method)
{
	glp_smcp how;

	glp_init_smcp(&how);
	how.msg_lev = GLP_MSG_OFF;
	how.meth = method;
	how.tol_bnd = how.tol_dj = TOLERANCE;
	how.it_lim =
	    1000 + STEPS_PER_LINE * (glp_get_num_rows(p->prob) + glp_get_num_cols(p->prob));
	return glp_simplex(p->prob, &how) == 0;
}

enum linear_answer linear_solve(struct linear *p)
{
	bool done;

	if (!p->begun)
		glp_adv_basis(p->prob, 0);
	done = run_simplex(p, p->moved && p->begun ? GLP_DUALP : GLP_PRIMAL);
	p->begun = true;

	/* A basis that has become too ill to go on from: once more, from a fresh one. */
	if (!done || glp_get_status(p->prob) == GLP_UNDEF) {
		glp_adv_basis(p->prob, 0);
		done = run_simplex(p, GLP_PRIMAL);
	}
	p->whole = false;
	p->moved = !done || glp_get_status(p->prob) != GLP_OPT;
	if (done && glp_get_status(p->prob) == GLP_OPT)
		return LINEAR_BEST;
	return done && glp_get_status(p->prob) == GLP_NOFEAS ? LINEAR_IMPOSSIBLE : LINEAR_UNKNOWN;
}

void linear_restart(struct linear *p)
{
	glp_std_basis(p->prob);
	p->begun = p->moved = true;
}

/*
 * How far a search in whole numbers has come. It is ended from within: at a solution that is good enough, or after so
 * many nodes. `bound` is that of the best node that was left, so what is below it has been ruled out.
 */
struct search {
	size_t nodes, most_nodes;
	double enough, bound;
};

/* Called by the solver at each node of the tree, and for each better solution. */
static void look(glp_tree *tree, void *info)
{
	struct search *s = info;
	int reason = glp_ios_reason(tree), best;

	if (reason == GLP_IBINGO && glp_mip_obj_val(glp_ios_get_prob(tree)) <= s->enough)
		glp_ios_terminate(tree);
	if (reason != GLP_ISELECT)
		return;
	best = glp_ios_best_node(tree);
	s->bound = best == 0 ? s->bound : glp_ios_node_bound(tree, best);
	if (++s->nodes > s->most_nodes)
		glp_ios_terminate(tree);
}

enum linear_answer linear_whole(struct linear *p, size_t nodes, double enough)
{
	struct search s = {0, nodes, enough, -LINEAR_ENDLESS};
	glp_iocp how;
	int status, said;

	glp_init_iocp(&how);
	how.msg_lev = GLP_MSG_OFF;
	how.presolve = GLP_ON;
	if (!isinf(
	        enough)) { /* any that is good enough: straight down; weighing each branch costs more than the branch */
		how.br_tech = GLP_BR_MFV;
		how.bt_tech = GLP_BT_DFS;
	}
	how.cb_func = look;
	how.cb_info = &s;
	said = glp_intopt(p->prob, &how);
	status = glp_mip_status(p->prob);
	p->whole = true;
	p->moved = true;
	p->bound = s.bound;
	p->nodes = s.nodes;
	if (said == GLP_ENOPFS)
		return LINEAR_IMPOSSIBLE;
	if (said != 0 && said != GLP_ESTOP)
		return LINEAR_UNKNOWN;
	if (status == GLP_OPT)
		return LINEAR_BEST;
	if (status == GLP_NOFEAS)
		return LINEAR_IMPOSSIBLE;
	return status == GLP_FEAS ? LINEAR_SOME : LINEAR_UNKNOWN;
}

size_t linear_nodes(const struct linear *p)
{
	return p->nodes;
}

double linear_whole_bound(const struct linear *p)
{
	return p->bound;
}

double linear_least(const struct linear *p)
{
	return p->whole ? glp_mip_obj_val(p->prob) : glp_get_obj_val(p->prob);
}

double linear_value(const struct linear *p, size_t column)
{
	return p->whole ? glp_mip_col_val(p->prob, (int)column + 1)
	                : glp_get_col_prim(p->prob, (int)column + 1);
}

double linear_reduced(const struct linear *p, size_t column)
{
	return glp_get_col_dual(p->prob, (int)column + 1);
}

double linear_dual(const struct linear *p, size_t row)
{
	return glp_get_row_dual(p->prob, (int)row + 1);
}

void linear_close(struct linear *p)
{
	if (p == NULL)
		return;
	glp_delete_prob(p->prob);
	free(p->index);
	free(p->factor);
	free(p);
}
