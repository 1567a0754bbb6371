/*
 * suppress_program: the attack in fractions on a choice (suppress_cuts.h), as a linear program.
 *
 * It has a column for every cell that is chosen at all: how far the cell is from its true value, in needs of the secret.
 * Its limits are its room times how much of it is chosen. Rows are the relations of these cells.
 *
 * Order of calls: cuts_open has been called; program_make when the choice has changed; then for each secret
 * program_limits, program_costs with a direction, linear_solve, and program_costs with 0.
 */
#ifndef SUPPRESS_PROGRAM_H
#define SUPPRESS_PROGRAM_H

#include "protect/cells.h"
#include "protect/linear.h"

#define CUTS_WHOLE 1e-6 /* nearer to a whole number it is one */

struct cuts_row {
	struct linear_term *term;
	size_t n;
	bool
	    aside; /* the choice is made without it: it is easily kept, and taken back when it is not */
};

/* Of the room of a column, how much is needed. */
struct share {
	size_t column;
	double part;
};

/* How a secret moved, up and down, when it was safe; nothing: it was not yet. */
struct cuts_proof {
	struct share *share;
	size_t n, room;
	bool found;
};

struct cuts {
	struct cells *c;
	size_t *cell, *column, n; /* the cells that may be hidden or are, and the column of each */
	struct linear *master;    /* a column for each, 1 for those that are hidden anyway */
	double *chosen;           /* of each column, 0 to 1 */
	size_t programs, effort;  /* how many have been solved, and may be */
	bool network;             /* of two dimensions (attack_network.h) */
	bool impossible; /* a secret can not be kept even when everything that may be hidden is */
	struct cuts_row *row;
	size_t rows, row_room;

	/* The attack. */
	size_t *relation, relations;
	const bool *settled; /* each secret, whether it is safe whatever else is hidden */
	bool *quiet;         /* whether it gave no cut when it was last asked */
	struct cuts_proof *proof;
	struct linear *attack;
	size_t *active, actives, *place; /* columns that it has, and where; */
	size_t *line, lines, *line_of;   /* relations, among `relation` */
	double need;              /* of the secret for which limits are set; 0: they are not */
	double *up, *down, *rate; /* what the whole room of a cell gives, either way */
	size_t *touched, touches; /* the columns where any of them is not 0 */
	bool *is_touched;
	struct linear_term *term;
	struct arena arena;
};

/* Cells that are hidden stay so. `settled` is borrowed. */
void cuts_open(struct cuts *x, struct cells *c, const bool *settled, size_t effort);

/* Made for the choice as it is now; the last one serves if it has a column for all that is chosen. */
void program_make(struct cuts *x);

/* The limits that the choice leaves of the room, for this secret. */
void program_limits(struct cuts *x, size_t secret, double need);

/* Which way the secret is pushed: 1 up, -1 down, 0 not. */
void program_costs(struct cuts *x, const struct secret *s, double direction);

/*
 * How far a cell can be above (or below) its true value, in needs of the secret. Where the relations are those of a
 * network a secret moves along circuits in which every cell moves by as much, so no cell needs more room than the secret.
 */
double program_room(const struct cuts *x, size_t secret, size_t column, bool above);

#endif
