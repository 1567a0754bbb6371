/*
 * attack: what an outsider can work out of the hidden cells (cells.h).
 *
 * A linear program (linear.h) looks for the least and the greatest value of a secret among all
 * tables that could be the true one. What it finds is believed only as a witness: a table of
 * whole numbers that cells_could_be has checked, exactly. So an interval here is never wider than
 * the true one: if a secret passes, there are two tables that prove it, whatever rounding went on
 * inside the solver. Where the solution of the linear program is no whole table, a whole one is
 * looked for, within a fixed number of steps.
 *
 * A witness serves every secret at once: each table that is found widens the intervals of all of
 * them, so most are proven without a program of their own.
 *
 * 	struct attack *a = attack_open(&cells);
 * 	while (...)
 * 		if (!attack_secret(a, i, &found)) ...              narrower than it must be
 * 	attack_close(a);
 *
 * The states of the cells may change between calls if attack_changed is called then: hiding more
 * keeps the witnesses, showing a cell again drops those that it contradicts.
 */
#ifndef ATTACK_H
#define ATTACK_H

#include "protect/attack_witness.h"

struct attack;

struct attack *attack_open(const struct cells *c);

/*
 * Whether the secret is as uncertain as it must be. Stops as soon as that is proven; *found is
 * what is known by then.
 */
bool attack_secret(struct attack *a, size_t secret, struct interval *found);

/* The same, by what is near the secret alone: true is proven, false is nothing. */
bool attack_nearby(struct attack *a, size_t secret);

/*
 * The whole interval of it, for --explain: both ends as far as they can be proven. Where a secret
 * hangs together with more than some hundred cells they are not searched for in whole numbers, so
 * the true interval may be wider. To know only whether it is wide enough, attack_secret is
 * quicker.
 */
struct interval attack_interval(struct attack *a, size_t secret);

/* A table that somebody else has found: false if it could not be the true one. */
bool attack_offer(struct attack *a, const int64_t *table);

/* Whether what is known by now is enough, without solving anything. */
bool attack_is_proven(const struct attack *a, size_t secret);

/*
 * Whether all secrets are still safe now that this cell, which was hidden, has been set open. If
 * not, the caller hides it again, and nothing has changed for the attack.
 */
bool attack_bears_showing(struct attack *a, size_t cell);

/* How many programs have been solved so far. */
size_t attack_programs(const struct attack *a);

void attack_changed(struct attack *a);
void attack_close(struct attack *a);

#endif
