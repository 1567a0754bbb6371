/*
 * suppress_path: the cheapest further cells whose hiding lets one secret move far enough.
 *
 * A way to move a secret is a difference between two tables: zero in every sum, so where one cell
 * rises others fall. Among all of them a linear program finds the cheapest, where a hidden cell
 * costs nothing and an open one its weight, in proportion to how much of its room is used. The
 * cells of the way are hidden, and the two tables at its ends offered to the attack as witnesses.
 */
#ifndef SUPPRESS_PATH_H
#define SUPPRESS_PATH_H

#include "attack.h"

struct paths;

struct paths *paths_open(struct cells *c);

/*
 * Hides what is needed, CELL_OPEN to CELL_SECONDARY. False: there is no way. The secret is proven
 * safe after this, except where the way was no whole table: then it may be.
 */
bool paths_hide(struct paths *p, struct attack *a, size_t secret);

/* The same, only by ways that are whole tables; looked for in a limited number of steps. */
bool paths_hide_whole(struct paths *p, struct attack *a, size_t secret);

/* Hides all that hangs together with the secret. */
void paths_hide_all(struct paths *p, size_t secret);

size_t paths_programs(const struct paths *p);
void paths_close(struct paths *p);

#endif
