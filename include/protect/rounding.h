/*
 * rounding: controlled rounding, so that small counts can be told from no other and all sums
 * still hold.
 *
 * Each figure becomes one of the two multiples of the base that are nearest to it; what is a
 * multiple stays, so that nought is nought. Of all tables that keep every relation the one with
 * the least sum of deviations is taken (Causey, Cox and Ernst 1985). In tables of two dimensions
 * there always is one, and a linear program finds it; in others there may be none: then some
 * figures go to the next multiple but one (`widened`), as few as can be found. The same cells
 * give the same table.
 *
 * Order of calls: rounding_make, which fills in the figures; rounding_audit, which says whether
 * they hide what they must.
 */
#ifndef ROUNDING_H
#define ROUNDING_H

#include "protect/cells.h"
#include "error.h"

struct rounding {
	int64_t base;
	int64_t *value;    /* of each cell; the room for it is the caller's */
	int64_t deviation; /* sum of what the figures differ from the true ones */
	int64_t bound;     /* no rounding differs less; 0, not known, when some are widened */
	size_t widened;    /* figures that are not at one of their two nearest multiples */
	size_t programs;   /* solved, also by the audit */
	size_t failed;     /* of the audit: the secret that is too narrow */
};

/*
 * False and the reason: no such table was found within the effort (programs and nodes of the
 * search). The states of the cells and what is known of hidden ones play no part.
 */
bool rounding_make(const struct cells *c, int64_t base, size_t effort, struct rounding *r,
                   struct error *e);

/*
 * How wide the interval of a rounded figure can be demanded to be: what a figure that is rounded
 * to nought may be.
 */
static inline int64_t rounding_width(int64_t base)
{
	return base - 1;
}

/*
 * Whether each secret has an interval at least that wide for somebody who knows the rounded
 * figures, the base and the rule, and that the true figures keep the relations. By witnesses, as
 * attack.h. What the secrets say of their own demands is not looked at.
 */
bool rounding_audit(const struct cells *c, struct rounding *r, int64_t width);

#endif
