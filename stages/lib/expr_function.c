#include <stdio.h>

#include "date.h"
#include "expr_function.h"

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

bool expr_whole(const struct expr_node *x, struct expr_run *run, size_t i,
                const struct expr_value *a, int64_t *to)
{
	if (!number_whole(a[i].number, to) || *to > INT32_MAX || *to < -INT32_MAX)
		return expr_fail(x, run, "%s wants a whole number", x->function->usage);
	return true;
}

static bool give(struct expr_value *v, int64_t number)
{
	v->number = number_of(number);
	return true;
}

/* ---------------------------------------------------------------- dates */

static bool age(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                struct expr_value *v)
{
	(void)x, (void)run;
	return give(v, date_age(a[0].day, a[1].day));
}

static bool days(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                 struct expr_value *v)
{
	(void)x, (void)run;
	return give(v, (int64_t)a[1].day - a[0].day + 1);
}

static bool months(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                   struct expr_value *v)
{
	(void)x, (void)run;
	return give(v, date_months(a[0].day, a[1].day));
}

static bool year(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                 struct expr_value *v)
{
	(void)x, (void)run;
	return give(v, date_split(a[0].day).year);
}

static bool month(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                  struct expr_value *v)
{
	(void)x, (void)run;
	return give(v, date_split(a[0].day).month);
}

static bool quarter(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                    struct expr_value *v)
{
	(void)x, (void)run;
	return give(v, (date_split(a[0].day).month + 2) / 3);
}

static bool add_days(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                     struct expr_value *v)
{
	int64_t n;

	return expr_whole(x, run, 1, a, &n) &&
	       (date_add_days(a[0].day, n, &v->day) ||
	        expr_fail(x, run, "the result of add_days is outside the years 0001 to 9999"));
}

static bool add_months(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                       struct expr_value *v)
{
	int64_t n;

	return expr_whole(x, run, 1, a, &n) &&
	       (date_add_months(a[0].day, (int)n, &v->day) ||
	        expr_fail(x, run, "the result of add_months is outside the years 0001 to 9999"));
}

static bool last_day(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                     struct expr_value *v)
{
	(void)x, (void)run;
	v->day = date_last_day(a[0].day);
	return true;
}

/* ---------------------------------------------------------------- numbers */

static bool round_number(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                         struct expr_value *v)
{
	int64_t decimals = 0;

	if (x->n == 2 && !expr_whole(x, run, 1, a, &decimals))
		return false;
	/* Nines that are rounded up may be one digit too many; a sum is checked for that. */
	return number_add(number_round(a[0].number, (int)decimals), number_of(0), &v->number) ||
	       expr_fail(x, run, "the result of round has more than %d digits", NUMBER_MAX_DIGITS);
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

static bool if_value(struct expr_node *x, struct expr_run *run, struct expr_value *v)
{
	enum expr_truth truth = x->argument[0]->test(x->argument[0], run);
	struct expr_node *chosen = x->argument[truth == EXPR_YES ? 1 : 2];

	return truth != EXPR_FAILED && chosen->value(chosen, run, v);
}

static bool is_if(const struct expr_node *x)
{
	return x->function->value == if_value;
}

bool expr_function_want(struct expr_compiler *c, struct expr_node *x, enum expr_type type)
{
	for (size_t i = is_if(x); i < x->n; i++)
		if (!expr_want(c, x->argument[i], type))
			return false;
	return true;
}

/* The first of the alternatives that says its type says it for all. */
static bool resolve_alternatives(struct expr_compiler *c, struct expr_node *x)
{
	for (size_t i = is_if(x); i < x->n && x->type == EXPR_ANY; i++)
		x->type = x->argument[i]->type;
	return x->type == EXPR_ANY || expr_function_want(c, x, x->type);
}

/* ---------------------------------------------------------------- conversions */

/* x->type says what to; the argument is text, or something that resolve_conversion let pass. */
static bool convert(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                    struct expr_value *v)
{
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
		return give(v, a->boolean);
	if (a->type == EXPR_NUMBER) {
		if (!number_whole(a->number, &n) || (n != 0 && n != 1))
			return expr_fail(x, run, "not true or false (1 or 0)");
		v->boolean = n == 1;
		return true;
	}
	return expr_read(x, run, a->text, v);
}

static bool resolve_conversion(struct expr_compiler *c, struct expr_node *x)
{
	struct expr_node *a = x->argument[0];

	x->type = x->function->result;
	if (a->type == EXPR_ANY)
		return expr_want(c, a, x->type);
	if (a->type == x->type || a->type == EXPR_TEXT || x->type == EXPR_TEXT ||
	    (a->type != EXPR_DATE && x->type != EXPR_DATE))
		return true;
	return expr_error(c, x->at, "%s can not be made of %s", expr_type_name(x->type),
	                  expr_type_name(a->type));
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
	{"add_days", "add_days(date, days)", 2, 2, DATE, {DATE, NUMBER},
	 .apply = add_days},
	{"add_months", "add_months(date, months)", 2, 2, DATE, {DATE, NUMBER},
	 .apply = add_months},
	{"age", "age(birth, at)", 2, 2, NUMBER, {DATE, DATE},
	 .apply = age},
	{"boolean", "boolean(x)", 1, 1, BOOLEAN, {ANY},
	 .value = converted_value, .resolve = resolve_conversion},
	{"coalesce", "coalesce(x, ...)", 1, MANY, ANY, {ANY},
	 .value = coalesce_value, .resolve = resolve_alternatives},
	{"concat", "concat(text, ...)", 1, MANY, TEXT, {TEXT, TEXT, TEXT},
	 .value = expr_concat},
	{"date", "date(x)", 1, 1, DATE, {ANY},
	 .value = converted_value, .resolve = resolve_conversion},
	{"days", "days(from, till)", 2, 2, NUMBER, {DATE, DATE},
	 .apply = days},
	{"ends", "ends(text, end)", 2, 2, BOOLEAN, {TEXT, TEXT},
	 .apply = expr_ends},
	{"has", "has(codes, code)", 2, 2, BOOLEAN, {TEXT, TEXT},
	 .apply = expr_has},
	{"if", "if(condition, x, y)", 3, 3, ANY, {BOOLEAN, ANY},
	 .value = if_value, .resolve = resolve_alternatives},
	{"last_day", "last_day(date)", 1, 1, DATE, {DATE},
	 .apply = last_day},
	{"length", "length(text)", 1, 1, NUMBER, {TEXT},
	 .apply = expr_length},
	{"lower", "lower(text)", 1, 1, TEXT, {TEXT},
	 .apply = expr_lower},
	{"matches", "matches(text, pattern)", 2, 2, BOOLEAN, {TEXT, TEXT},
	 .apply = expr_matches, .resolve = expr_matches_resolve},
	{"missing", "missing(x)", 1, 1, BOOLEAN, {ANY},
	 .value = missing_value},
	{"month", "month(date)", 1, 1, NUMBER, {DATE},
	 .apply = month},
	{"months", "months(from, till)", 2, 2, NUMBER, {DATE, DATE},
	 .apply = months},
	{"number", "number(x)", 1, 1, NUMBER, {ANY},
	 .value = converted_value, .resolve = resolve_conversion},
	{"quarter", "quarter(date)", 1, 1, NUMBER, {DATE},
	 .apply = quarter},
	{"round", "round(number, decimals)", 1, 2, NUMBER, {NUMBER, NUMBER},
	 .apply = round_number},
	{"slice", "slice(text, start, length)", 2, 3, TEXT, {TEXT, NUMBER, NUMBER},
	 .apply = expr_slice},
	{"starts", "starts(text, start)", 2, 2, BOOLEAN, {TEXT, TEXT},
	 .apply = expr_starts},
	{"text", "text(x)", 1, 1, TEXT, {ANY},
	 .value = converted_value, .resolve = resolve_conversion},
	{"year", "year(date)", 1, 1, NUMBER, {DATE},
	 .apply = year},
};
/* clang-format on */

#define FUNCTIONS (sizeof functions / sizeof *functions)

const struct expr_function *expr_function_find(struct slice name)
{
	for (size_t i = 0; i < FUNCTIONS; i++)
		if (slice_is(name, functions[i].name))
			return &functions[i];
	return NULL;
}

void expr_function_list(char *to, size_t room)
{
	size_t n = 0;

	for (size_t i = 0; i < FUNCTIONS && n < room; i++)
		n += (size_t)snprintf(to + n, room - n, "%s%s", i == 0 ? "" : ", ",
		                      functions[i].name);
}

bool expr_function_resolve(struct expr_compiler *c, struct expr_node *x)
{
	const struct expr_function *f = x->function;

	if (x->n < f->least || x->n > f->most)
		return expr_error(c, x->at, "it is called as %s", f->usage);
	for (size_t i = 0; i < x->n; i++) {
		enum expr_type type =
		    f->argument[i < EXPR_MAX_ARGUMENTS ? i : EXPR_MAX_ARGUMENTS - 1];
		if (type != EXPR_ANY && !expr_want(c, x->argument[i], type))
			return false;
	}
	x->type = f->result;
	x->value = f->value != NULL ? f->value : strict_value;
	x->test = expr_test_value;
	return f->resolve == NULL || f->resolve(c, x);
}
