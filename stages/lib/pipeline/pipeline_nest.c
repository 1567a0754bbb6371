/* pipeline_nest: see pipeline_nest.h. */
#include "pipeline/pipeline_nest.h"

#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 20  /* of columns that are made of columns */
#define COLUMNS_MAX 2 /* of one condition; whether it reads one or more */

/* The columns that a condition reads, as the sources and joins gave them: those that steps computed are opened. */
struct read {
	size_t column[COLUMNS_MAX];
	size_t n;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A column as it came: "alder in episoder", "arbetar of #12". */
static bool is_given(struct slice text)
{
	const char *blank = memchr(text.at, ' ', text.n);
	struct slice rest = {blank, blank == NULL ? 0 : text.n - (size_t)(blank - text.at)};

	if (slice_starts(text, "#") || blank == NULL)
		return false;
	if (slice_starts(rest, " in "))
		return memchr(rest.at + 4, ' ', rest.n - 4) == NULL;
	return slice_starts(rest, " of #") && memchr(rest.at + 5, ' ', rest.n - 5) == NULL;
}

static void read_columns(const struct lineage *l, size_t number, struct read *to, int depth)
{
	struct slice text = map_key(l->texts, number);

	if (is_given(text)) {
		for (size_t i = 0; i < to->n; i++)
			if (to->column[i] == number)
				return;
		if (to->n < COLUMNS_MAX)
			to->column[to->n++] = number;
		return;
	}
	for (size_t i = 0; i + 1 < text.n && depth < DEPTH_MAX; i++)
		if (text.at[i] == '#' && is_digit(text.at[i + 1]))
			read_columns(l, (size_t)strtoul(text.at + i + 1, NULL, 10), to, depth + 1);
}

/* The kind of a join, and what stands before and after it; false: it is no join of a kind. */
static bool read_kind(struct slice text, struct slice *before, struct slice *kind,
                      struct slice *after)
{
	static const char mark[] = " --kind ";
	const char *at = memmem(text.at, text.n, mark, sizeof mark - 1);

	if (at == NULL)
		return false;
	*before = (struct slice){text.at, (size_t)(at - text.at)};
	*after = (struct slice){at + sizeof mark - 1, text.n - before->n - sizeof mark + 1};
	slice_cut(after, ' ', kind);
	return true;
}

/* Joins that differ in that the one keeps what the other leaves out. */
static bool are_opposite(struct slice a, struct slice b)
{
	struct slice before[2], kind[2], after[2];

	return read_kind(a, &before[0], &kind[0], &after[0]) &&
	       read_kind(b, &before[1], &kind[1], &after[1]) &&
	       slice_is(kind[0], "anti") != slice_is(kind[1], "anti") &&
	       slice_equal(before[0], before[1]) &&
	       (after[0].at == NULL) == (after[1].at == NULL) &&
	       (after[0].at == NULL || slice_equal(after[0], after[1]));
}

/* "#7 = CONSTANT" of both, and not the same one; or joins of which the one leaves out what the other keeps. */
static bool exclude(const struct lineage *l, size_t one, size_t other)
{
	struct slice a = map_key(l->texts, one), b = map_key(l->texts, other), column, value;
	struct lineage all = {.texts = l->texts, .condition = &other, .conditions = 1};

	if (are_opposite(a, b))
		return true;
	if (!slice_starts(a, "#") || !slice_starts(b, "#"))
		return false;
	column = (struct slice){a.at + 1, a.n - 1};
	value = lineage_value(&all, (size_t)strtoul(column.at, NULL, 10));
	all.condition = &one;
	return value.at != NULL &&
	       lineage_value(&all, (size_t)strtoul(column.at, NULL, 10)).at != NULL &&
	       !slice_equal(value, lineage_value(&all, (size_t)strtoul(column.at, NULL, 10)));
}

static bool has(const struct lineage *l, size_t condition)
{
	for (size_t i = 0; i < l->conditions; i++)
		if (l->condition[i] == condition)
			return true;
	return false;
}

/* Each reads one column, and it is the same: its values may make the one follow from the other. */
static bool are_of_one_column(const struct lineage *l, size_t one, size_t other)
{
	struct read a = {.n = 0}, b = {.n = 0};

	read_columns(l, one, &a, 0);
	read_columns(l, other, &b, 0);
	return a.n == 1 && b.n == 1 && a.column[0] == b.column[0];
}

/* Whether each condition of `outer` that `inner` does not say may follow from one of its own. */
static bool may_lie_in(const struct lineage *inner, const struct lineage *outer)
{
	for (size_t i = 0; i < outer->conditions; i++) {
		bool may = has(inner, outer->condition[i]);
		for (size_t k = 0; !may && k < inner->conditions; k++)
			may = !has(outer, inner->condition[k]) &&
			      are_of_one_column(inner, inner->condition[k], outer->condition[i]);
		if (!may)
			return false;
	}
	return true;
}

bool lineage_may_nest(const struct lineage *one, const struct lineage *other)
{
	for (size_t i = 0; i < one->conditions; i++)
		for (size_t k = 0; k < other->conditions; k++)
			if (exclude(one, one->condition[i], other->condition[k]))
				return false;
	return may_lie_in(one, other) || may_lie_in(other, one);
}
