#include "expr/expr_function.h"

#include <stdio.h>

#include "date.h"

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

	if (!expr_whole(&a[1], &n))
		return expr_fail(x, run, "add_days wants a whole number");
	return date_add_days(a[0].day, n, &v->day) ||
	       expr_fail(x, run, "the result of add_days is outside the years 0001 to 9999");
}

static bool add_months(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                       struct expr_value *v)
{
	int64_t n;

	if (!expr_whole(&a[1], &n))
		return expr_fail(x, run, "add_months wants a whole number");
	return date_add_months(a[0].day, (int)n, &v->day) ||
	       expr_fail(x, run, "the result of add_months is outside the years 0001 to 9999");
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

	if (x->n == 2 && !expr_whole(&a[1], &decimals))
		return expr_fail(x, run, "round wants a whole number of decimals");
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
		return give(v, a->boolean);
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
	{"add_days(date, days)", 2, 2, DATE, {DATE, NUMBER}, .apply = add_days},
	{"add_months(date, months)", 2, 2, DATE, {DATE, NUMBER}, .apply = add_months},
	{"age(birth, at)", 2, 2, NUMBER, {DATE, DATE}, .apply = age},
	{"boolean(x)", 1, 1, BOOLEAN, {ANY}, .rule = EXPR_CONVERSION, .value = converted_value},
	{"coalesce(x, ...)", 1, MANY, ANY, {ANY},
	 .rule = EXPR_ALTERNATIVES, .value = coalesce_value},
	{"concat(text, ...)", 1, MANY, TEXT, {TEXT, TEXT, TEXT}, .value = expr_text_concat},
	{"date(x)", 1, 1, DATE, {ANY}, .rule = EXPR_CONVERSION, .value = converted_value},
	{"days(from, till)", 2, 2, NUMBER, {DATE, DATE}, .apply = days},
	{"ends(text, end)", 2, 2, BOOLEAN, {TEXT, TEXT}, .apply = expr_text_ends},
	{"has(codes, code)", 2, 2, BOOLEAN, {TEXT, TEXT}, .apply = expr_text_has},
	{"if(condition, x, y)", 3, 3, ANY, {BOOLEAN, ANY},
	 .rule = EXPR_ALTERNATIVES, .value = if_value},
	{"last_day(date)", 1, 1, DATE, {DATE}, .apply = last_day},
	{"length(text)", 1, 1, NUMBER, {TEXT}, .apply = expr_text_length},
	{"lower(text)", 1, 1, TEXT, {TEXT}, .apply = expr_text_lower},
	{"matches(text, pattern)", 2, 2, BOOLEAN, {TEXT, TEXT},
	 .rule = EXPR_PATTERN, .apply = expr_text_matches},
	{"missing(x)", 1, 1, BOOLEAN, {ANY}, .value = missing_value},
	{"month(date)", 1, 1, NUMBER, {DATE}, .apply = month},
	{"months(from, till)", 2, 2, NUMBER, {DATE, DATE}, .apply = months},
	{"number(x)", 1, 1, NUMBER, {ANY}, .rule = EXPR_CONVERSION, .value = converted_value},
	{"quarter(date)", 1, 1, NUMBER, {DATE}, .apply = quarter},
	{"round(number, decimals)", 1, 2, NUMBER, {NUMBER, NUMBER}, .apply = round_number},
	{"slice(text, start, length)", 2, 3, TEXT, {TEXT, NUMBER, NUMBER},
	 .apply = expr_text_slice},
	{"starts(text, start)", 2, 2, BOOLEAN, {TEXT, TEXT}, .apply = expr_text_starts},
	{"text(x)", 1, 1, TEXT, {ANY}, .rule = EXPR_CONVERSION, .value = converted_value},
	{"year(date)", 1, 1, NUMBER, {DATE}, .apply = year},
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

enum expr_type expr_function_argument(const struct expr_function *f, size_t i)
{
	return f->argument[i < EXPR_MAX_ARGUMENTS ? i : EXPR_MAX_ARGUMENTS - 1];
}

void expr_function_choose(struct expr_node *x)
{
	x->value = x->function->value != NULL ? x->function->value : strict_value;
	x->test = expr_node_test;
}
