/*
 * linear: linear programs, and those in whole numbers. The one module that knows of GLPK.
 *
 * A program is the least cost over columns within limits, where each row (a sum of columns) is
 * within its limits too. Columns and rows are numbered from 0 in the order they were added.
 * Between two solutions costs, limits and further rows may change; the search goes on from where
 * it was.
 *
 * The answers are in floating point and right to about eight digits: they point somewhere, and
 * whoever must be sure checks what they point at in whole numbers. The same calls give the same
 * answers: no clock and no chance has a part in it. That there is not memory enough ends the
 * program (error.h); the solver never writes on the terminal.
 */
#ifndef LINEAR_H
#define LINEAR_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#define LINEAR_ENDLESS HUGE_VAL /* no limit; with a minus sign below */

enum linear_answer {
	LINEAR_BEST,       /* the least cost */
	LINEAR_SOME,       /* linear_whole: a solution, not shown to be the best */
	LINEAR_IMPOSSIBLE, /* nothing keeps all limits */
	LINEAR_UNKNOWN     /* given up: too much work, or beyond the precision of the solver */
};

struct linear_term {
	size_t column;
	double factor;
};

struct linear;

struct linear *linear_open(void);
size_t linear_column(struct linear *p, double low, double high, double cost);
size_t linear_row(struct linear *p, const struct linear_term *term, size_t n, double low,
                  double high);

void linear_cost(struct linear *p, size_t column, double cost);
void linear_limits(struct linear *p, size_t column, double low, double high);
void linear_row_limits(struct linear *p, size_t row, double low, double high);
size_t linear_rows(const struct linear *p);

/* The rows from this one on are taken away. */
void linear_cut_rows(struct linear *p, size_t rows);

enum linear_answer linear_solve(struct linear *p);

/* Forgets where the search was: the next one begins where all rows are 0. */
void linear_restart(struct linear *p);

/*
 * The same where all columns are whole numbers. Given up after so many nodes of the search tree;
 * ends with LINEAR_SOME as soon as the cost is not above `enough` (-LINEAR_ENDLESS: only the best
 * will do).
 */
enum linear_answer linear_whole(struct linear *p, size_t nodes, double enough);

/* Of the last answer, when there was a solution. */
double linear_least(const struct linear *p);
double linear_value(const struct linear *p, size_t column);
/*
 * After linear_solve: how much the cost rises when the column is raised by one; and when the
 * limit of a row is.
 */
double linear_reduced(const struct linear *p, size_t column);
double linear_dual(const struct linear *p, size_t row);
/* After linear_whole that gave up or found some: no whole solution costs less than this. */
double linear_whole_bound(const struct linear *p);

/* After linear_whole: how many nodes were looked at. */
size_t linear_nodes(const struct linear *p);

void linear_close(struct linear *p);

#endif
