/*
 * mark: the signs that stand in place of a figure, or beside it, wherever people read one.
 *
 * They are those of official statistics in Sweden. With MARK_AT_MOST, MARK_UNDER and MARK_OVER the figure stands, as a bound, and
 * the sign before it; with MARK_ADJUSTED and MARK_PERTURBED it stands, and a sentence says what was done to it. Pure.
 */
#ifndef MARK_H
#define MARK_H

#include <stdbool.h>

#include "str.h"

enum mark {
	MARK_NONE,
	MARK_ZERO,
	MARK_SMALL,
	MARK_UNAVAILABLE,
	MARK_NOT_APPLICABLE,
	MARK_PROTECTED,
	MARK_UNSURE,
	MARK_AT_MOST,
	MARK_UNDER,
	MARK_OVER,
	MARK_ADJUSTED,
	MARK_PERTURBED,
	MARKS
};

/* The figure stands, and is a bound. */
static inline bool mark_is_bound(enum mark mark)
{
	return mark == MARK_AT_MOST || mark == MARK_UNDER || mark == MARK_OVER;
}

/* The figure stands, and was changed: a sentence tells it, not a sign. */
static inline bool mark_is_change(enum mark mark)
{
	return mark == MARK_ADJUSTED || mark == MARK_PERTURBED;
}

/* "–", "..", "x"; empty if there is none. */
const char *mark_text(enum mark mark);

/* The mark that a status stands for (docs/records.md, rule 8); false: nobody writes such a status. */
bool mark_of_status(struct slice status, enum mark *mark);

#endif
