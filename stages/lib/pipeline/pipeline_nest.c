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

/* "#7 >= 2012-01-01": a column, a sign, and a date, a whole number or a text in quotes. */
struct bound {
	size_t column;
	struct slice sign, constant;
};

/* As an expression is written here (lineage_write), its words a blank apart. */
static bool is_constant(struct slice text)
{
	static const char date[] = "0000 - 00 - 00";
	bool whole = text.n > 0, day = text.n == sizeof date - 1;

	if (text.n >= 2 && *text.at == '"')
		return memchr(text.at + 1, '"', text.n - 2) == NULL;
	for (size_t i = 0; i < text.n; i++) {
		whole &= is_digit(text.at[i]);
		day = day && (date[i] == '0' ? is_digit(text.at[i]) : text.at[i] == date[i]);
	}
	return whole || day;
}

static bool read_bound(const struct lineage *l, size_t condition, struct bound *b)
{
	struct slice rest = map_key(l->texts, condition), column;

	if (!slice_starts(rest, "#") || !slice_cut(&rest, ' ', &column) || rest.at == NULL ||
	    !slice_cut(&rest, ' ', &b->sign) || rest.at == NULL)
		return false;
	b->column = (size_t)strtoul(column.at + 1, NULL, 10);
	b->constant = rest;
	return is_constant(rest);
}

/* Dates are in order as texts, whole numbers if they are equally long; of others nothing is said. */
static bool is_less(struct slice one, struct slice other)
{
	return one.n == other.n && *one.at != '"' && *other.at != '"' &&
	       slice_compare(one, other) < 0;
}

/* No value is at most the first constant and at least the other, which is more. */
static bool lie_apart(const struct bound *most, const struct bound *least)
{
	return (slice_is(most->sign, "<=") || slice_is(most->sign, "<") ||
	        slice_is(most->sign, "=")) &&
	       (slice_is(least->sign, ">=") || slice_is(least->sign, ">") ||
	        slice_is(least->sign, "=")) &&
	       is_less(most->constant, least->constant);
}

/* No value keeps both; or joins of which the one leaves out what the other keeps. */
static bool exclude(const struct lineage *l, size_t one, size_t other)
{
	struct bound a, b;

	if (are_opposite(map_key(l->texts, one), map_key(l->texts, other)))
		return true;
	if (!read_bound(l, one, &a) || !read_bound(l, other, &b) || a.column != b.column)
		return false;
	if (slice_is(a.sign, "=") && slice_is(b.sign, "="))
		return !slice_equal(a.constant, b.constant);
	return lie_apart(&a, &b) || lie_apart(&b, &a);
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

bool lineage_excludes(const struct lineage *one, const struct lineage *other)
{
	for (size_t i = 0; i < one->conditions; i++)
		for (size_t k = 0; k < other->conditions; k++)
			if (exclude(one, one->condition[i], other->condition[k]))
				return true;
	return false;
}

bool lineage_may_nest(const struct lineage *one, const struct lineage *other)
{
	return !lineage_excludes(one, other) && (may_lie_in(one, other) || may_lie_in(other, one));
}
