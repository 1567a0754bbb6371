#include "risk/risk_alone.h"

#include <stdlib.h>

#include "error.h"
#include "memory.h"

#define PAIRS_MAX (RISK_ALONE_COLUMNS_MAX * (RISK_ALONE_COLUMNS_MAX - 1) / 2)

/*
 * Only a class of one can be alone by fewer columns. For each class are kept the single columns and the pairs by
 * which it is alone, a bit for each; a set is one of the smallest if none of its parts has its bit.
 */
struct risk_alone_mark {
	uint32_t one;
	uint64_t two[(PAIRS_MAX + 63) / 64];
};

/* The pairs of columns a < b, numbered 0, 1, 2 ... by b, then a. */
static size_t pair_number(size_t a, size_t b)
{
	return b * (b - 1) / 2 + a;
}

static bool is_by_pair(const struct risk_alone_mark *mark, size_t a, size_t b)
{
	size_t pair = pair_number(a, b);

	return (mark->two[pair / 64] >> pair % 64 & 1) != 0;
}

static bool is_by_a_part(const struct risk_alone_mark *mark, const size_t *column, size_t n)
{
	for (size_t i = 0; i < n && n > 1; i++)
		if ((mark->one >> column[i] & 1) != 0)
			return true;
	return n == 3 &&
	       (is_by_pair(mark, column[0], column[1]) || is_by_pair(mark, column[0], column[2]) ||
	        is_by_pair(mark, column[1], column[2]));
}

/* The class is alone by these one or two columns; a set of three is part of no larger one. */
static void note(struct risk_alone_mark *mark, const size_t *column, size_t n)
{
	if (n == 1) {
		mark->one |= UINT32_C(1) << column[0];
	} else if (n == 2) {
		size_t pair = pair_number(column[0], column[1]);
		mark->two[pair / 64] |= UINT64_C(1) << pair % 64;
	}
}

/* The next set of as many columns, or the first of one more. */
static bool next_set(struct risk_alone *a)
{
	size_t columns = a->classes->columns;

	for (size_t i = a->n; i-- > 0;)
		if (a->column[i] < columns - (a->n - i)) {
			a->column[i]++;
			for (size_t j = i + 1; j < a->n; j++)
				a->column[j] = a->column[j - 1] + 1;
			return true;
		}
	a->n++;
	for (size_t i = 0; i < a->n && i < RISK_ALONE_SET_MAX; i++)
		a->column[i] = i;
	return a->n <= RISK_ALONE_SET_MAX && a->n <= columns;
}

bool risk_alone_next(struct risk_alone *a, uint64_t *records)
{
	const struct risk_classes *c = a->classes;

	if (a->mark == NULL)
		a->mark = memory_zeroed(c->tuple.n + 1, sizeof *a->mark);
	if (!next_set(a))
		return false;
	*records = 0;
	risk_classes_by(c, a->column, a->n, &a->groups);
	for (size_t class = 0; class < c->tuple.n; class ++)
		if (c->size[class] == 1 && a->groups.size[a->groups.group[class]] == 1) {
			*records += !is_by_a_part(&a->mark[class], a->column, a->n);
			note(&a->mark[class], a->column, a->n);
		}
	return true;
}

void risk_alone_done(struct risk_alone *a)
{
	free(a->mark);
	risk_classes_groups_done(&a->groups);
}
