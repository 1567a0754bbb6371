/* truth: see truth.h. */
#include "language/truth.h"

#include <string.h>

#include "language/node.h"
#include "token.h"

#define DEPTH_MAX 20 /* of dimensions that are made of dimensions */

/* functions of the grammar call each other */
static bool is_either(struct truth *t);
static struct slice value(struct truth *t, struct slice compared);

/* ---------------------------------------------------------------- columns */

bool truth_fail(struct truth *t, const char *why)
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
		truth_fail(t, arena_format(t->arena, "it asks of more than %d columns",
		                           TRUTH_COLUMNS_MAX));
		return NULL;
	}
	t->column[t->n] = (struct truth_column){.name = name};
	return &t->column[t->n++];
}

void truth_add_value(struct truth *t, struct truth_column *c, struct slice value)
{
	for (size_t i = 0; i < c->n; i++)
		if (slice_equal(c->value[i], value))
			return;
	if (c->n + 3 >= TRUTH_VALUES_MAX)
		truth_fail(t, arena_format(t->arena, "%.*s is compared with more than %d values",
		                           SLICE(c->name), TRUTH_VALUES_MAX - 4));
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
	const struct yaml *d = yaml_get(t->dimensions, arena_text(t->arena, name)),
	                  *is = yaml_get(d, "is");
	struct truth trial = {
	    .arena = t->arena, .dimensions = t->dimensions, .inside = d, .depth = t->depth + 1};
	struct slice rest, token, inside, one, zero;

	for (const struct yaml *o = t->inside; o != NULL; o = o->next)
		if (o == d)
			return false;
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
	const struct yaml *inside = t->inside;
	struct truth_column *c;
	bool holds;

	if (stands_for(t, name, &condition)) {
		t->depth++;
		t->inside = yaml_get(t->dimensions, arena_text(t->arena, name));
		t->rest = condition;
		holds = is_either(t);
		t->depth--;
		t->inside = inside;
		t->rest = rest;
		return slice_of(holds ? "1" : "0");
	}
	c = column_of(t, name);
	if (c == NULL)
		return slice_of("0");
	if (t->asking && compared.n > 0)
		truth_add_value(t, c, compared);
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
		truth_fail(t, "it ends too early");
	return token;
}

static bool is_constant(struct slice token)
{
	struct slice none = {"", 0};

	return token.n > 0 &&
	       (slice_is(token, "true") || slice_is(token, "false") || token.at[0] == '"' ||
	        (token.at[0] >= '0' && token.at[0] <= '9' && !token_is_name(token, none)));
}

/* if(CONDITION, A, B), after the `if`. */
static struct slice chosen(struct truth *t, struct slice compared)
{
	struct slice first, second;
	bool holds = false;

	if (take(t, "("))
		holds = is_either(t);
	if (!take(t, ","))
		truth_fail(t, "if(CONDITION, A, B) was expected");
	first = value(t, compared);
	if (!take(t, ","))
		truth_fail(t, "if(CONDITION, A, B) was expected");
	second = value(t, compared);
	if (!take(t, ")"))
		truth_fail(t, "if(CONDITION, A, B) was expected");
	return holds ? first : second;
}

/* coalesce(A, ...), after the `coalesce`: the first that is there. */
static struct slice first_there(struct truth *t, struct slice compared)
{
	struct slice found = slice_of(TRUTH_MISSING), one, rest;

	if (!take(t, "("))
		truth_fail(t, "coalesce(A, B) was expected");
	do {
		rest = t->rest;
		one = value(t, slice_of(TRUTH_MISSING));
		t->rest = rest;
		one = value(t, compared);
		if (slice_is(found, TRUTH_MISSING))
			found = one;
	} while (!t->failed && take(t, ","));
	if (!take(t, ")"))
		truth_fail(t, "coalesce(A, B) was expected");
	return found;
}

/* What stands there has now: a constant, a column, or one of several by `if` and `coalesce`. It is compared with that constant, if that is not empty. */
static struct slice value(struct truth *t, struct slice compared)
{
	struct slice token = need(t);

	if (t->failed)
		return slice_of(TRUTH_MISSING);
	if (is_constant(token))
		return constant(token);
	if (slice_is(token, "missing"))
		return slice_of(TRUTH_MISSING);
	if (slice_is(token, "if"))
		return chosen(t, compared);
	if (slice_is(token, "coalesce"))
		return first_there(t, compared);
	if (token_is_name(token, t->rest))
		return value_of(t, token, compared);
	truth_fail(t, "it is made of COLUMN = VALUE, in, has() and missing(), with and, or, not");
	return slice_of(TRUTH_MISSING);
}

/* What stood at that place, asked again for what it is compared with. */
static struct slice value_at(struct truth *t, struct slice place, struct slice compared)
{
	struct slice rest = t->rest, found;

	t->rest = place;
	found = value(t, compared);
	t->rest = rest;
	return found;
}

static bool is_equal(struct truth *t, struct slice place, struct slice other)
{
	return slice_equal(value_at(t, place, other), other);
}

/* COLUMN in (VALUE, ...), after the `in`. */
static bool is_among(struct truth *t, struct slice place)
{
	bool among = false;

	if (!take(t, "("))
		return truth_fail(t, "in takes a list");
	do {
		struct slice token = need(t);
		if (!is_constant(token))
			return truth_fail(t, "in takes a list of values");
		among |= is_equal(t, place, constant(token));
	} while (take(t, ","));
	return (take(t, ")") || truth_fail(t, "in takes a list")) && among;
}

/* Whether there is a value at all. */
static bool is_there(struct truth *t, struct slice place)
{
	return !slice_is(value_at(t, place, (struct slice){"", 0}), TRUTH_MISSING);
}

/* missing(COLUMN), has(COLUMN, "CODE") */
static bool is_called(struct truth *t, struct slice function)
{
	struct slice name, code;
	bool none;

	take(t, "(");
	if (slice_is(function, "missing")) {
		none = slice_is(value(t, slice_of(TRUTH_MISSING)), TRUTH_MISSING);
		return (take(t, ")") || truth_fail(t, "missing(COLUMN) was expected")) && none;
	}
	name = need(t);
	if (!token_is_name(name, t->rest))
		return truth_fail(t, "a column was expected in ( )");
	if (!take(t, ",") || !is_constant(code = need(t)) || !take(t, ")"))
		return truth_fail(t, "has(COLUMN, \"CODE\") was expected");
	name =
	    slice_of(arena_format(t->arena, "has(%.*s, %.*s)", SLICE(name), SLICE(constant(code))));
	return slice_is(value_of(t, name, slice_of("1")), "1");
}

/* What stands at the place, and what it is compared with. */
static bool is_compared(struct truth *t, struct slice place)
{
	struct slice name, token;
	bool equal, not ;

	value(t, (struct slice){"", 0});
	name = slice_trim((struct slice){place.at, (size_t)(t->rest.at - place.at)});
	if (t->failed)
		return false;
	if (take(t, "in"))
		return is_among(t, place);
	if (take(t, "not")) {
		if (!take(t, "in"))
			return truth_fail(t, "not in (...) was expected");
		equal = is_among(t, place);
		return !equal && is_there(t, place);
	}
	not = take(t, "!=");
	if (!not &&!take(t, "="))
		return is_equal(t, place, slice_of("1"));
	token = need(t);
	if (!is_constant(token))
		return truth_fail(
		    t,
		    arena_format(t->arena, "%.*s is compared with what is no value", SLICE(name)));
	equal = is_equal(t, place, constant(token));
	return not ? !equal && is_there(t, place) : equal;
}

/* Whether the word is a function that asks. */
static bool asks(struct slice word, struct slice rest)
{
	struct slice sign;

	return slice_is(word, "has") ||
	       (slice_is(word, "missing") && token_next(&rest, &sign) && slice_is(sign, "("));
}

static bool is_simple(struct truth *t)
{
	struct slice place, token;
	bool holds;

	if (take(t, "not"))
		return !is_simple(t);
	if (take(t, "(")) {
		holds = is_either(t);
		return (take(t, ")") || truth_fail(t, "a ) is not where it was expected")) && holds;
	}
	place = t->rest;
	token = need(t);
	if (asks(token, t->rest))
		return is_called(t, token);
	t->rest = place;
	return is_compared(t, place);
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
		truth_fail(
		    t, "it is made of COLUMN = VALUE, in, has() and missing(), with and, or, not");
	return holds;
}

bool truth_ask(struct truth *t, struct slice condition)
{
	t->asking = true;
	truth_holds(t, condition);
	t->asking = false;
	return !t->failed;
}

struct slice truth_value(struct truth *t, struct slice expression)
{
	struct slice found;

	t->rest = expression;
	found = value(t, (struct slice){"", 0});
	if (!t->failed && slice_trim(t->rest).n > 0)
		truth_fail(t, "it is no column, constant, if() or coalesce() of such");
	return found;
}

bool truth_ask_value(struct truth *t, struct slice expression)
{
	t->asking = true;
	truth_value(t, expression);
	t->asking = false;
	return !t->failed;
}
