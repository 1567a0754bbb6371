/* truth: see truth.h. */
#include "language/truth.h"

#include <string.h>

#include "language/node.h"
#include "token.h"

#define OTHER "\x1e"   /* a value that nobody asks for */
#define MISSING "\x1f" /* none */
#define DEPTH_MAX 20   /* of dimensions that are made of dimensions */

static bool is_either(struct truth *t); /* functions of the grammar call each other */

/* ---------------------------------------------------------------- columns */

static bool fail(struct truth *t, const char *why)
{
	if (!t->failed)
		t->why = why;
	t->failed = true;
	return false;
}

static struct truth_column *column_of(struct truth *t, struct slice name)
{
	for (size_t i = 0; i < t->n; i++)
		if (slice_equal(t->column[i].name, name))
			return &t->column[i];
	if (!t->asking || t->n == TRUTH_COLUMNS_MAX) {
		fail(t,
		     arena_format(t->arena, "it asks of more than %d columns", TRUTH_COLUMNS_MAX));
		return NULL;
	}
	t->column[t->n] = (struct truth_column){.name = name};
	return &t->column[t->n++];
}

static void add_value(struct truth *t, struct truth_column *c, struct slice value)
{
	for (size_t i = 0; i < c->n; i++)
		if (slice_equal(c->value[i], value))
			return;
	if (c->n + 2 >= TRUTH_VALUES_MAX)
		fail(t, arena_format(t->arena, "%.*s is compared with more than %d values",
		                     SLICE(c->name), TRUTH_VALUES_MAX - 3));
	else
		c->value[c->n++] = value;
}

/* The constant without its quotes; true and false are 1 and 0. */
static struct slice constant(struct slice token)
{
	if (token.n >= 2 && token.at[0] == '"')
		return (struct slice){token.at + 1, token.n - 2};
	return slice_is(token, "true")    ? slice_of("1")
	       : slice_is(token, "false") ? slice_of("0")
	                                  : token;
}

/* C of a dimension that is if(C, 1, 0), if it is understood; else the dimension is a column of 0 and 1 by itself. */
static bool stands_for(const struct truth *t, struct slice name, struct slice *condition)
{
	const struct yaml *is = yaml_get(yaml_get(t->dimensions, arena_text(t->arena, name)), "is");
	struct truth trial = {
	    .arena = t->arena, .dimensions = t->dimensions, .depth = t->depth + 1};
	struct slice rest, token, inside, one, zero;

	if (is == NULL || is->kind != YAML_SCALAR || t->depth == DEPTH_MAX)
		return false;
	rest = is->text;
	return token_next(&rest, &token) && slice_is(token, "if") &&
	       token_inside(slice_trim(rest), &inside) && token_part(&inside, ",", condition) &&
	       token_part(&inside, ",", &one) && token_part(&inside, ",", &zero) &&
	       slice_is(slice_trim(one), "1") && slice_is(slice_trim(zero), "0") &&
	       inside.at == NULL && truth_ask(&trial, *condition);
}

/* What the column has now; of a dimension that stands for a condition, whether that holds. */
static struct slice value_of(struct truth *t, struct slice name, struct slice compared)
{
	struct slice condition, rest = t->rest;
	struct truth_column *c;
	bool holds;

	if (stands_for(t, name, &condition)) {
		t->depth++;
		t->rest = condition;
		holds = is_either(t);
		t->depth--;
		t->rest = rest;
		return slice_of(holds ? "1" : "0");
	}
	c = column_of(t, name);
	if (c == NULL)
		return slice_of("0");
	if (t->asking && compared.n > 0)
		add_value(t, c, compared);
	return c->n == 0 ? slice_of("0") : c->value[c->at];
}

/* ---------------------------------------------------------------- conditions */

static bool take(struct truth *t, const char *sign)
{
	struct slice rest = t->rest, token;

	if (!token_next(&rest, &token) || !slice_is(token, sign))
		return false;
	t->rest = rest;
	return true;
}

static struct slice need(struct truth *t)
{
	struct slice token = {"", 0};

	if (!token_next(&t->rest, &token))
		fail(t, "it ends too early");
	return token;
}

static bool is_constant(struct slice token)
{
	struct slice none = {"", 0};

	return token.n > 0 &&
	       (slice_is(token, "true") || slice_is(token, "false") || token.at[0] == '"' ||
	        (token.at[0] >= '0' && token.at[0] <= '9' && !token_is_name(token, none)));
}

/* COLUMN in (VALUE, ...), after the `in`. */
static bool is_among(struct truth *t, struct slice name)
{
	bool among = false;

	if (!take(t, "("))
		return fail(t, "in takes a list");
	do {
		struct slice token = need(t);
		if (!is_constant(token))
			return fail(t, "in takes a list of values");
		among |= slice_equal(value_of(t, name, constant(token)), constant(token));
	} while (take(t, ","));
	return (take(t, ")") || fail(t, "in takes a list")) && among;
}

/* Whether the column has a value at all. */
static bool is_there(struct truth *t, struct slice name)
{
	return !slice_is(value_of(t, name, (struct slice){"", 0}), MISSING);
}

/* missing(COLUMN), has(COLUMN, "CODE") */
static bool is_called(struct truth *t, struct slice function)
{
	struct slice name, code;

	take(t, "(");
	name = need(t);
	if (!token_is_name(name, t->rest))
		return fail(t, "a column was expected in ( )");
	if (slice_is(function, "missing"))
		return (take(t, ")") || fail(t, "missing(COLUMN) was expected")) &&
		       slice_is(value_of(t, name, slice_of(MISSING)), MISSING);
	if (!take(t, ",") || !is_constant(code = need(t)) || !take(t, ")"))
		return fail(t, "has(COLUMN, \"CODE\") was expected");
	name =
	    slice_of(arena_format(t->arena, "has(%.*s, %.*s)", SLICE(name), SLICE(constant(code))));
	return slice_is(value_of(t, name, slice_of("1")), "1");
}

/* COLUMN, and what it is compared with. */
static bool is_compared(struct truth *t, struct slice name)
{
	bool equal, not = false;
	struct slice token;

	if (take(t, "in"))
		return is_among(t, name);
	if (take(t, "not")) {
		if (!take(t, "in"))
			return fail(t, "not in (...) was expected");
		equal = is_among(t, name);
		return !equal && is_there(t, name);
	}
	not = take(t, "!=");
	if (!not &&!take(t, "="))
		return slice_is(value_of(t, name, slice_of("1")), "1");
	token = need(t);
	if (!is_constant(token))
		return fail(t, arena_format(t->arena, "%.*s is compared with what is no value",
		                            SLICE(name)));
	equal = slice_equal(value_of(t, name, constant(token)), constant(token));
	return not ? !equal && is_there(t, name) : equal;
}

static bool is_simple(struct truth *t)
{
	struct slice token;
	bool holds;

	if (take(t, "not"))
		return !is_simple(t);
	if (take(t, "(")) {
		holds = is_either(t);
		return (take(t, ")") || fail(t, "a ) is not where it was expected")) && holds;
	}
	token = need(t);
	if (slice_is(token, "true") || slice_is(token, "false"))
		return slice_is(token, "true");
	if (slice_is(token, "has") || slice_is(token, "missing"))
		return is_called(t, token);
	if (!token_is_name(token, t->rest))
		return fail(
		    t, "it is made of COLUMN = VALUE, in, has() and missing(), with and, or, not");
	return is_compared(t, token);
}

static bool is_both(struct truth *t)
{
	bool holds = is_simple(t);

	while (!t->failed && take(t, "and"))
		holds &= is_simple(t);
	return holds;
}

static bool is_either(struct truth *t)
{
	bool holds = is_both(t);

	while (!t->failed && take(t, "or"))
		holds |= is_both(t);
	return holds;
}

bool truth_holds(struct truth *t, struct slice condition)
{
	bool holds;

	t->rest = condition;
	holds = is_either(t);
	if (!t->failed && slice_trim(t->rest).n > 0)
		fail(t, "it is made of COLUMN = VALUE, in, has() and missing(), with and, or, not");
	return holds;
}

bool truth_ask(struct truth *t, struct slice condition)
{
	t->asking = true;
	truth_holds(t, condition);
	t->asking = false;
	return !t->failed;
}

/* ---------------------------------------------------------------- values */

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
	bool flag = true;

	for (size_t i = 0; i < c->n; i++)
		flag &= slice_is(c->value[i], "0") || slice_is(c->value[i], "1") ||
		        slice_is(c->value[i], MISSING);
	if (flag) {
		add_value(t, c, slice_of("0"));
		add_value(t, c, slice_of("1"));
	} else {
		add_value(t, c, slice_of(OTHER));
	}
}

bool truth_begin(struct truth *t)
{
	for (size_t i = 0; i < t->n; i++)
		for (size_t k = 0; k < i; k++)
			if (may_hang_together(t, t->column[k].name, t->column[i].name))
				return fail(t, arena_format(t->arena,
				                            "%.*s and %.*s are made of the same "
				                            "column, so how they hang together "
				                            "is not known",
				                            SLICE(t->column[k].name),
				                            SLICE(t->column[i].name)));
	for (size_t i = 0; i < t->n; i++)
		complete(t, &t->column[i]);
	return !t->failed;
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
