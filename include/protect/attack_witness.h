/*
 * attack_witness: tables that could be the true one, and what they prove of the secrets.
 *
 * A witness is a table of whole numbers that agrees with all an outsider knows (cells_could_be).
 * That it exists proves that a secret may be as low, or as high, as it is there; two of them
 * prove an interval. Only the cells in which a witness differs from the truth are kept, and only
 * as long as it is the end of some interval.
 *
 * Order of calls: attack_witness_open; attack_witness_offer with each table that is found; attack_witness_changed when
 * the states of the cells have changed; attack_witness_done.
 */
#ifndef ATTACK_WITNESS_H
#define ATTACK_WITNESS_H

#include "protect/cells.h"

#define ATTACK_WITNESS_NONE SIZE_MAX

struct interval {
	int64_t low, high; /* proven by witnesses: the true interval contains it */
	/* Of the linear program: contains the true one; HUGE_VAL: no limit; NAN: not computed. */
	double outer_low, outer_high;
};

struct attack_witness;

struct standing {
	struct interval found;
	struct attack_witness *low_by, *high_by; /* NULL: the end is the true value */
};

struct witnesses {
	const struct cells *c;
	struct standing *secret; /* as many as the cells have secrets */
};

void attack_witness_open(struct witnesses *w, const struct cells *c);

/*
 * False: the table could not be the true one, so nothing is learnt from it. Else it widens the
 * intervals of all secrets that are not yet safe, and of the one that is `wanted` (or
 * ATTACK_WITNESS_NONE), so that few witnesses carry much.
 */
bool attack_witness_offer(struct witnesses *w, const int64_t *table, size_t wanted);

/* Forgets the witnesses that differ in a cell that is now shown, and what linear programs said. */
void attack_witness_changed(struct witnesses *w);

/* Whether a witness of the secret differs from the truth in this cell. */
bool attack_witness_leans_on(const struct witnesses *w, size_t secret, size_t cell);

/* What is known of a secret is set aside and forgotten; put back again, or given up. */
struct standing attack_witness_set_aside(struct witnesses *w, size_t secret);
void attack_witness_put_back(struct witnesses *w, size_t secret, struct standing aside);
void attack_witness_give_up(struct standing aside);

/* Whether the interval is what the secret demands. */
bool attack_witness_safe(const struct witnesses *w, size_t secret);

void attack_witness_done(struct witnesses *w);

#endif
