/* The values that the columns of truth.h can have, and all combinations of them. */
#include "language/truth.h"

#include "language/node.h"
#include "token.h"

#define DEPTH_MAX 20 /* of dimensions that are made of dimensions */

/* COLUMN of has(COLUMN, CODE). */
static struct slice bare(struct slice name)
{
	struct slice rest = name, column;

	if (!slice_starts(name, "has("))
		return name;
	slice_cut(&rest, '(', &column);
	slice_cut(&rest, ',', &column);
	return column;
}

/* Whether the dimension is made of the column, or of what that is made of. */
static bool is_made_of(const struct truth *t, struct slice name, struct slice column, int depth)
{
	const struct yaml *d = yaml_get(t->dimensions, arena_text(t->arena, name));
	const struct yaml *is = yaml_get(d, "is");
	struct slice rest, token;

	if (slice_equal(name, column) || yaml_get(d, "at") != NULL)
		return true;
	if (is == NULL || is->kind != YAML_SCALAR || depth == 0)
		return false;
	for (rest = is->text; token_next(&rest, &token);)
		if (token_is_name(token, rest) &&
		    (slice_equal(token, column) ||
		     (!slice_equal(token, name) && is_made_of(t, token, column, depth - 1))))
			return true;
	return false;
}

/* Whether both may be made of something: of what a moment has told (`at`) that is not known. Codes of one list are not. */
static bool may_hang_together(const struct truth *t, struct slice a, struct slice b)
{
	const struct yaml *is;
	struct slice rest, token;

	if (slice_starts(a, "has(") && slice_starts(b, "has("))
		return false;
	a = bare(a);
	b = bare(b);
	if (is_made_of(t, b, a, DEPTH_MAX) || is_made_of(t, a, b, DEPTH_MAX))
		return true;
	is = yaml_get(yaml_get(t->dimensions, arena_text(t->arena, a)), "is");
	if (is == NULL || is->kind != YAML_SCALAR)
		return false;
	for (rest = is->text; token_next(&rest, &token);)
		if (token_is_name(token, rest) && is_made_of(t, b, token, DEPTH_MAX))
			return true;
	return false;
}

/* A column of 0 and 1 has both, another one that nobody asks for. */
static void complete(struct truth *t, struct truth_column *c)
{
	bool flag = c->n > 0;

	for (size_t i = 0; i < c->n; i++)
		flag &= slice_is(c->value[i], "0") || slice_is(c->value[i], "1") ||
		        slice_is(c->value[i], TRUTH_MISSING);
	if (flag) {
		truth_add_value(t, c, slice_of("0"));
		truth_add_value(t, c, slice_of("1"));
	} else {
		truth_add_value(t, c, slice_of(TRUTH_OTHER));
	}
}

bool truth_begin(struct truth *t)
{
	for (size_t i = 0; i < t->n; i++)
		for (size_t k = 0; k < i; k++)
			if (may_hang_together(t, t->column[k].name, t->column[i].name))
				return truth_fail(t,
				                  arena_format(t->arena,
				                               "%.*s and %.*s are made of the same "
				                               "column, so how they hang together "
				                               "is not known",
				                               SLICE(t->column[k].name),
				                               SLICE(t->column[i].name)));
	for (size_t i = 0; i < t->n; i++)
		complete(t, &t->column[i]);
	return !t->failed;
}

bool truth_begin_apart(struct truth *t)
{
	for (size_t i = 0; i < t->n; i++) {
		complete(t, &t->column[i]);
		if (!slice_starts(t->column[i].name, "has("))
			truth_add_value(t, &t->column[i], slice_of(TRUTH_MISSING));
	}
	return !t->failed;
}

size_t truth_worlds(const struct truth *t)
{
	size_t n = 1;

	for (size_t i = 0; i < t->n; i++)
		n *= t->column[i].n + 2;
	return n;
}

bool truth_next(struct truth *t)
{
	for (size_t i = 0; i < t->n; i++) {
		if (++t->column[i].at < t->column[i].n)
			return true;
		t->column[i].at = 0;
	}
	return false;
}
