/*
 * mark: the signs that stand in place of a figure, or beside it, wherever people read one.
 *
 * They are those of official statistics in Sweden. With MARK_ADJUSTED and MARK_AT_MOST the figure stands; a note says
 * what was done to it, or the sign stands before it. Pure.
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
	MARK_AT_MOST,
	MARK_ADJUSTED,
	MARKS
};

/* "–", "..", "x"; empty if there is none. */
const char *mark_text(enum mark mark);

/* The mark that a status stands for (docs/records.md, rule 8); false: nobody writes such a status. */
bool mark_of_status(struct slice status, enum mark *mark);

#endif
