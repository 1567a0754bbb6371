#include "expr/expr_function.h"

#include <stdio.h>

#include "expr/expr_date.h"
#include "expr/expr_score.h"

/* Of a strict function: missing if an argument is, a condition false. */
static bool strict_value(struct expr_node *x, struct expr_run *run, struct expr_value *v)
{
	struct expr_value a[EXPR_MAX_ARGUMENTS];

	v->type = x->type;
	v->boolean = false;
	v->missing = false;
	for (size_t i = 0; i < x->n; i++) {
		if (!x->argument[i]->value(x->argument[i], run, &a[i]))
			return false;
		if (a[i].missing) {
			v->missing = x->type != EXPR_BOOLEAN;
			return true;
		}
	}
	return x->function->apply(x, run, a, v);
}

/* ---------------------------------------------------------------- numbers */

static bool round_number(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                         struct expr_value *v)
{
	int64_t decimals = 0;

	if (x->n == 2 && !expr_whole(&a[1], &decimals))
		return expr_fail(x, run, "round wants a whole number of decimals");
	/* Nines that are rounded up may be one digit too many; a sum is checked for that. */
	return number_add(number_round(a[0].number, (int)decimals), number_of(0), &v->number) ||
	       expr_fail(x, run, "the result of round has more than %d digits", NUMBER_MAX_DIGITS);
}

static bool absolute(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                     struct expr_value *v)
{
	(void)x, (void)run;
	v->number = number_is_negative(a[0].number) ? number_negate(a[0].number) : a[0].number;
	return true;
}

/* Towards minus infinity; the rest has the sign of what is divided. */
static bool floor_number(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                         struct expr_value *v)
{
	struct number rest;

	return (number_modulo(a[0].number, number_of(1), &rest) &&
	        number_subtract(a[0].number, rest, &v->number) &&
	        number_subtract(v->number, number_of(number_is_negative(rest)), &v->number)) ||
	       expr_fail(x, run, "the result of floor has more than %d digits", NUMBER_MAX_DIGITS);
}

static int order_of(const struct expr_value *a, const struct expr_value *b)
{
	return a->type == EXPR_DATE ? (a->day > b->day) - (a->day < b->day)
	                            : number_compare(a->number, b->number);
}

/* The one that comes before all others if sign is -1, after them if it is 1. */
static bool outermost(struct expr_node *x, struct expr_run *run, struct expr_value *v, int sign)
{
	struct expr_value one;

	for (size_t i = 0; i < x->n; i++) {
		if (!x->argument[i]->value(x->argument[i], run, &one))
			return false;
		if (i == 0 || one.missing || order_of(&one, v) * sign > 0)
			*v = one;
		if (one.missing)
			break;
	}
	return true;
}

static bool min_value(struct expr_node *x, struct expr_run *run, struct expr_value *v)
{
	return outermost(x, run, v, -1);
}

static bool max_value(struct expr_node *x, struct expr_run *run, struct expr_value *v)
{
	return outermost(x, run, v, 1);
}

/* ---------------------------------------------------------------- missing, coalesce, if */

static bool missing_value(struct expr_node *x, struct expr_run *run, struct expr_value *v)
{
	if (!x->argument[0]->value(x->argument[0], run, v))
		return false;
	v->type = EXPR_BOOLEAN;
	v->boolean = v->missing;
	v->missing = false;
	return true;
}

static bool coalesce_value(struct expr_node *x, struct expr_run *run, struct expr_value *v)
{
	for (size_t i = 0; i < x->n; i++) {
		if (!x->argument[i]->value(x->argument[i], run, v))
			return false;
		if (!v->missing)
			break;
	}
	return true;
}

/* Of the first condition that is true, or the last argument. */
static bool if_value(struct expr_node *x, struct expr_run *run, struct expr_value *v)
{
	size_t i = 0;

	for (; i + 1 < x->n; i += 2) {
		enum expr_truth truth = x->argument[i]->test(x->argument[i], run);

		if (truth == EXPR_FAILED)
			return false;
		if (truth == EXPR_YES)
			return x->argument[i + 1]->value(x->argument[i + 1], run, v);
	}
	return x->argument[i]->value(x->argument[i], run, v);
}

/* ---------------------------------------------------------------- conversions */

/* x->type says what to; `a` is text, or what expr_resolve let pass. */
static bool convert(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                    struct expr_value *v)
{
	const char *wrong;
	int64_t n;

	if (a->type == x->type) {
		*v = *a;
		return true;
	}
	if (x->type == EXPR_TEXT) {
		str_reset(&x->text);
		expr_write(a, &x->text);
		v->text = str_slice(&x->text);
		return true;
	}
	if (a->type == EXPR_BOOLEAN)
		return expr_give(v, a->boolean);
	if (a->type == EXPR_NUMBER) {
		if (!number_whole(a->number, &n) || (n != 0 && n != 1))
			return expr_fail(x, run, "not true or false (1 or 0)");
		v->boolean = n == 1;
		return true;
	}
	wrong = expr_read(a->text, v);
	return wrong == NULL || expr_fail(x, run, "%s", wrong);
}

/* A conversion of a missing boolean is missing too, so it is not strict. */
static bool converted_value(struct expr_node *x, struct expr_run *run, struct expr_value *v)
{
	struct expr_value a;

	if (!x->argument[0]->value(x->argument[0], run, &a))
		return false;
	v->type = x->type;
	v->missing = a.missing;
	return a.missing || convert(x, run, &a, v);
}

/* ---------------------------------------------------------------- table */

#define ANY EXPR_ANY
#define TEXT EXPR_TEXT
#define NUMBER EXPR_NUMBER
#define DATE EXPR_DATE
#define BOOLEAN EXPR_BOOLEAN
#define MANY SIZE_MAX

/* clang-format off */
static const struct expr_function functions[] = {
	{"abs(number)", 1, 1, NUMBER, {NUMBER}, .apply = absolute},
	{"add_days(date, days)", 2, 2, DATE, {DATE, NUMBER}, .apply = expr_date_add_days},
	{"add_months(date, months)", 2, 2, DATE, {DATE, NUMBER}, .apply = expr_date_add_months},
	{"age(birth, at)", 2, 2, NUMBER, {DATE, DATE}, .apply = expr_date_age},
	{"boolean(x)", 1, 1, BOOLEAN, {ANY}, .rule = EXPR_CONVERSION, .value = converted_value},
	{"coalesce(x, ...)", 1, MANY, ANY, {ANY},
	 .rule = EXPR_ALTERNATIVES, .value = coalesce_value},
	{"concat(text, ...)", 1, MANY, TEXT, {TEXT, TEXT, TEXT, TEXT, TEXT}, .value = expr_text_concat},
	{"date(x)", 1, 1, DATE, {ANY}, .rule = EXPR_CONVERSION, .value = converted_value},
	{"days(from, till)", 2, 2, NUMBER, {DATE, DATE}, .apply = expr_date_days},
	{"difference_high(part, whole, part, whole, level)", 4, 5, NUMBER,
	 {NUMBER, NUMBER, NUMBER, NUMBER, NUMBER}, .apply = expr_score_difference_high},
	{"difference_low(part, whole, part, whole, level)", 4, 5, NUMBER,
	 {NUMBER, NUMBER, NUMBER, NUMBER, NUMBER}, .apply = expr_score_difference_low},
	{"ends(text, end)", 2, 2, BOOLEAN, {TEXT, TEXT}, .apply = expr_text_ends},
	{"has(codes, code)", 2, 2, BOOLEAN, {TEXT, TEXT}, .apply = expr_text_has},
	{"floor(number)", 1, 1, NUMBER, {NUMBER}, .apply = floor_number},
	{"if(condition, x, ..., y)", 3, MANY, ANY, {BOOLEAN, ANY}, .rule = EXPR_CHOICE, .value = if_value},
	{"last_day(date)", 1, 1, DATE, {DATE}, .apply = expr_date_last_day},
	{"length(text)", 1, 1, NUMBER, {TEXT}, .apply = expr_text_length},
	{"lower(text)", 1, 1, TEXT, {TEXT}, .apply = expr_text_lower},
	{"matches(text, pattern)", 2, 2, BOOLEAN, {TEXT, TEXT},
	 .rule = EXPR_PATTERN, .apply = expr_text_matches},
	{"max(x, ...)", 2, MANY, ANY, {ANY}, .rule = EXPR_ORDER, .value = max_value},
	{"min(x, ...)", 2, MANY, ANY, {ANY}, .rule = EXPR_ORDER, .value = min_value},
	{"missing(x)", 1, 1, BOOLEAN, {ANY}, .value = missing_value},
	{"month(date)", 1, 1, NUMBER, {DATE}, .apply = expr_date_month},
	{"months(from, till)", 2, 2, NUMBER, {DATE, DATE}, .apply = expr_date_months},
	{"number(x)", 1, 1, NUMBER, {ANY}, .rule = EXPR_CONVERSION, .value = converted_value},
	{"part(text, separator, n)", 3, 3, TEXT, {TEXT, TEXT, NUMBER}, .apply = expr_text_part},
	{"quarter(date)", 1, 1, NUMBER, {DATE}, .apply = expr_date_quarter},
	{"replace(text, what, by)", 2, 3, TEXT, {TEXT, TEXT, TEXT}, .apply = expr_text_replace},
	{"round(number, decimals)", 1, 2, NUMBER, {NUMBER, NUMBER}, .apply = round_number},
	{"share_high(part, whole, level)", 2, 3, NUMBER, {NUMBER, NUMBER, NUMBER},
	 .apply = expr_score_share_high},
	{"share_low(part, whole, level)", 2, 3, NUMBER, {NUMBER, NUMBER, NUMBER},
	 .apply = expr_score_share_low},
	{"slice(text, start, length)", 2, 3, TEXT, {TEXT, NUMBER, NUMBER},
	 .apply = expr_text_slice},
	{"starts(text, start)", 2, 2, BOOLEAN, {TEXT, TEXT}, .apply = expr_text_starts},
	{"text(x)", 1, 1, TEXT, {ANY}, .rule = EXPR_CONVERSION, .value = converted_value},
	{"trim(text)", 1, 1, TEXT, {TEXT}, .apply = expr_text_trim},
	{"upper(text)", 1, 1, TEXT, {TEXT}, .apply = expr_text_upper},
	{"weekday(date)", 1, 1, NUMBER, {DATE}, .apply = expr_date_weekday},
	{"year(date)", 1, 1, NUMBER, {DATE}, .apply = expr_date_year},
	{"yearhalf(date)", 1, 1, TEXT, {DATE}, .apply = expr_date_yearhalf},
	{"yearmonth(date)", 1, 1, TEXT, {DATE}, .apply = expr_date_yearmonth},
	{"yearquarter(date)", 1, 1, TEXT, {DATE}, .apply = expr_date_yearquarter},
	{"yearweek(date)", 1, 1, TEXT, {DATE}, .apply = expr_date_yearweek},
};
/* clang-format on */

#define FUNCTIONS (sizeof functions / sizeof *functions)

static struct slice name_of(const struct expr_function *f)
{
	return (struct slice){f->usage, strcspn(f->usage, "(")};
}

const struct expr_function *expr_function_find(struct slice name)
{
	for (size_t i = 0; i < FUNCTIONS; i++)
		if (slice_equal(name, name_of(&functions[i])))
			return &functions[i];
	return NULL;
}

void expr_function_list(char *to, size_t room, struct suggest *near)
{
	size_t n = 0;

	for (size_t i = 0; i < FUNCTIONS; i++) {
		struct slice name = name_of(&functions[i]);
		suggest_offer(near, name);
		if (n < room)
			n += (size_t)snprintf(to + n, room - n, "%s%.*s", i == 0 ? "" : ", ",
			                      SLICE(name));
	}
}

enum expr_type expr_function_argument(const struct expr_node *call, size_t i)
{
	const struct expr_function *f = call->function;

	if (f->rule == EXPR_CHOICE)
		return i % 2 == 1 || i + 1 == call->n ? EXPR_ANY : EXPR_BOOLEAN;
	return f->argument[i < EXPR_MAX_ARGUMENTS ? i : EXPR_MAX_ARGUMENTS - 1];
}

void expr_function_choose(struct expr_node *x)
{
	x->value = x->function->value != NULL ? x->function->value : strict_value;
	x->test = expr_node_test;
}
