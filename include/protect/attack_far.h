/*
 * attack_far: how far a secret can be moved when all that hangs together with it may be.
 *
 * One linear program for each block (attack_blocks.h), made when it is first needed and kept, so that
 * the next question to it begins where the last one ended. The answers are tables that may be
 * possible; whoever asks checks them (attack_witness.h).
 */
#ifndef ATTACK_FAR_H
#define ATTACK_FAR_H

#include "protect/attack_blocks.h"
#include "protect/linear.h"

/*
 * Nothing is looked for further away than so many units, and what a secret needs is at most so
 * many.
 */
#define ATTACK_FAR (1 << 24)
#define ATTACK_NEED (1 << 16)

struct attack_far {
	const struct cells *c;
	struct attack_blocks blocks;
	struct linear **program; /* of each block; NULL until it is needed */
	int64_t *unit;
	int64_t *table; /* the answer; the true values between two questions */
	size_t programs;
	struct arena arena;
};

void attack_far_open(struct attack_far *f, const struct cells *c);

/* After cells were hidden: blocks may have come together. */
void attack_far_again(struct attack_far *f);

/* The cell has been hidden again, or shown. */
void attack_far_limit(struct attack_far *f, size_t cell, bool hidden);

/*
 * The furthest the secret gets, up (1) or down (-1), in fractions: f->table is that rounded. *end
 * is where it gets, HUGE_VAL or -HUGE_VAL if there is no limit. False: the solver has no answer.
 * Call attack_far_home when the table has been looked at.
 */
bool attack_far_push(struct attack_far *f, size_t secret, int direction, double *end);

/*
 * In whole numbers, ended when `goal` is reached: after attack_far_push and before
 * attack_far_home, among the tables near that fractional one (near); or among all, where the
 * block is not too large to be searched.
 */
bool attack_far_search(struct attack_far *f, size_t secret, int direction, int64_t goal, bool near);

void attack_far_home(struct attack_far *f, size_t secret);
void attack_far_close(struct attack_far *f);

#endif
