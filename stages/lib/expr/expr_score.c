#include "expr/expr_score.h"

#include <math.h>

#include "score.h"

#define DECIMALS 9

/* Of part and whole, which stand beside each other. *none: the whole is 0, so there is no share. */
static bool read_share(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                       struct score_share *share, bool *none)
{
	if (!number_whole(a[0].number, &share->part) || !number_whole(a[1].number, &share->whole) ||
	    share->part < 0)
		return expr_fail(
		    x, run,
		    "a share is of two numbers of persons or the like, whole and not below 0");
	if (share->part > share->whole)
		return expr_fail(x, run, "the part is more than the whole");
	*none = *none || share->whole == 0;
	return true;
}

/* Of one share or two, in the arguments before the level, which is the last if there is one more. */
static bool read_limits(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                        size_t shares, struct score_limits *limits, bool *none)
{
	struct score_share share[2];
	int64_t level = 95;

	for (size_t i = 0; i < shares; i++)
		if (!read_share(x, run, &a[2 * i], &share[i], none))
			return false;
	if (x->n > 2 * shares && !expr_whole(&a[2 * shares], &level))
		level = 0;
	if (*none)
		return true;
	return (shares == 1 ? score_of_share(share[0], (int)level, limits)
	                    : score_of_difference(share[0], share[1], (int)level, limits)) ||
	       expr_fail(x, run, "the level is " SCORE_LEVELS);
}

static bool give_limit(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                       size_t shares, bool high, struct expr_value *v)
{
	struct score_limits limits;
	double limit;

	if (!read_limits(x, run, a, shares, &limits, &v->missing))
		return false;
	if (v->missing)
		return true;
	limit = high ? limits.high : limits.low;
	v->number = (struct number){(number_units)llround(limit * 1e9), DECIMALS};
	return true;
}

bool expr_score_share_low(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                          struct expr_value *v)
{
	return give_limit(x, run, a, 1, false, v);
}

bool expr_score_share_high(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                           struct expr_value *v)
{
	return give_limit(x, run, a, 1, true, v);
}

bool expr_score_difference_low(struct expr_node *x, struct expr_run *run,
                               const struct expr_value *a, struct expr_value *v)
{
	return give_limit(x, run, a, 2, false, v);
}

bool expr_score_difference_high(struct expr_node *x, struct expr_run *run,
                                const struct expr_value *a, struct expr_value *v)
{
	return give_limit(x, run, a, 2, true, v);
}
