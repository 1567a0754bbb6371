/*
 * protect_keyed: chance in the choice of what is hidden, which only the holder of a key can work out.
 *
 * Who knows this program, and would get the same pattern of a table, can protect every table that fits what is
 * published and keep those that come out the same. So with a key three things are drawn for each figure: what it costs
 * to hide it is up to four times as much, a small count must be more uncertain than it else must by up to the threshold,
 * and one in ten of the figures that are the whole of nothing is hidden as if it were small.
 *
 * A draw is of what the figure is of (its population and key values; protect_figures.h): HMAC-SHA-256 of that, under
 * HKDF-SHA-256 of the key file for the period. So the same figure in two tables, and in two calls with the same key and
 * period, has the same draw, and the same input the same pattern.
 */
#ifndef PROTECT_KEYED_H
#define PROTECT_KEYED_H

#include "error.h"
#include "protect/protect_figures.h"

#define PROTECT_DECOYS 10 /* one figure in so many */
#define PROTECT_PERIOD_MAX 200

/*
 * The key of a period from a key file, for struct protect's keyed; digest_key_done ends it. `id` has room for
 * KEY_ID_MAX + 1. False and the reason: the file is no key file that may be used this day, or the period has no such
 * form.
 */
bool protect_keyed_open(const char *path, struct slice period, int32_t today,
                        struct digest_key *key, char *id, struct error *e);

/* All of these are nothing without a key. */

/* What it costs to hide the cell. */
int64_t protect_keyed_weight(const struct protect *p, const struct protect_side *side, size_t cell,
                             int64_t weight);

/* From 0 to `most`, of a sum of cells: how much more uncertain than it must be it is to be. */
int64_t protect_keyed_more(const struct protect *p, const struct protect_side *side,
                           const struct term *term, size_t n, int64_t most);

/* Whether the cell is hidden by chance. */
bool protect_keyed_decoy(const struct protect *p, const struct protect_side *side, size_t cell);

#endif
