/*
 * attack_ways: how a secret can move, through few cells near it.
 *
 * A way is a difference between two tables that could both be true: nothing in every sum, so
 * where one cell rises another falls. Taken from the truth in both directions it gives two
 * tables, one where the secret is as high as it must be and one where it is as low. A linear
 * program finds the cheapest: a hidden cell costs nearly nothing, so that of two the shorter is
 * taken, and an open one (if those may be used: they would have to be hidden) its weight, in
 * proportion to how much of its room is used.
 *
 * It is first looked for in a neighbourhood of the secret, a part of the tables with as many of
 * each line as the breadth says, then in all that hangs together. A way in small numbers is often
 * a whole table where the furthest way is not.
 *
 * What attack_ways_find returns is good until the next call; the tables are only suggestions until
 * cells_could_be has said yes.
 */
#ifndef ATTACK_WAYS_H
#define ATTACK_WAYS_H

#include "protect/cells.h"

#define ATTACK_WAYS_FAR SIZE_MAX

struct attack_ways;

enum attack_ways_reach {
	ATTACK_WAYS_HIDDEN, /* only through cells that are hidden */
	ATTACK_WAYS_OPEN    /* also through those that may be */
};

struct way {
	int64_t up, down; /* how far from its true value the secret gets in the two tables */
	double cost;      /* weights of the open cells in it */
	const size_t *cell;
	const double *by; /* when the secret rises by 1 */
	size_t n;
};

struct attack_ways *attack_ways_open(const struct cells *c);

/*
 * In a neighbourhood of that breadth (attack_near.h; ATTACK_WAYS_FAR: in all that hangs together). False: there
 * is none there. Through hidden cells the first that is found will do.
 */
bool attack_ways_find(struct attack_ways *w, size_t secret, enum attack_ways_reach reach,
                      size_t breadth, struct way *found);

/*
 * A way near the secret that ends in a whole table where it is `far` above its true value (below,
 * when negative).
 */
bool attack_ways_whole(struct attack_ways *w, size_t secret, enum attack_ways_reach reach,
                       size_t breadth, int64_t far, struct way *found);

/*
 * Through hidden cells, how far the secret can be brought towards `far` above its true value
 * (below, when negative); the upper end of the way is the table where it is. In fractions, or in
 * whole numbers within a limited number of steps.
 */
bool attack_ways_furthest(struct attack_ways *w, size_t secret, size_t breadth, int64_t far,
                          bool whole, struct way *found);

/* The table at the upper end of the way, or at its lower one. */
const int64_t *attack_ways_table(struct attack_ways *w, const struct way *way, bool upper);

/* How many programs have been solved so far. */
size_t attack_ways_programs(const struct attack_ways *w);

void attack_ways_close(struct attack_ways *w);

#endif
