/*
 * score: between which limits a share, or the difference of two, lies, as far as chance alone goes: of persons who are
 * drawn independently of each other. The rates are those of the method, not of the data: of a whole population there is
 * no chance, and what was hidden, or changed by noise, has no limits.
 *
 * A share has the limits of Wilson's score, without correction for continuity (Wilson, J Am Stat Assoc 1927;22:209-12); a
 * difference of two independent shares those that Newcombe made of these (method 10; Stat Med 1998;17:873-90). Both hold at
 * 0 and at 1, and for few. Worked out in IEEE double precision, and good to nine decimals. Pure.
 */
#ifndef SCORE_H
#define SCORE_H

#include <stdbool.h>
#include <stdint.h>

#define SCORE_LEVELS "90, 95 or 99"

struct score_share {
	int64_t part, whole; /* 0 <= part <= whole, whole > 0 */
};

struct score_limits {
	double low, high;
};

/* The level in percent; false: it is none of SCORE_LEVELS. */
bool score_of_share(struct score_share share, int level, struct score_limits *limits);

/* Of the share a less the share b. */
bool score_of_difference(struct score_share a, struct score_share b, int level,
                         struct score_limits *limits);

#endif
