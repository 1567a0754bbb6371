#include "expr/expr_operator.h"

#include "date.h"

/* Values of columns and operators. Conditions have a test; all else has a value. */

/* ---------------------------------------------------------------- fields */

static bool column_value(struct expr_node *x, struct expr_run *run, struct expr_value *v)
{
	const char *wrong;

	v->type = x->type;
	wrong = expr_read(record_field(run->r, x->field), v);
	return wrong == NULL || expr_fail(x, run, "%s", wrong);
}

static bool constant_value(struct expr_node *x, struct expr_run *run, struct expr_value *v)
{
	(void)run;
	*v = x->constant;
	return true;
}

/* ---------------------------------------------------------------- conditions */

/* Of a node that has a test: never missing. */
static bool tested_value(struct expr_node *x, struct expr_run *run, struct expr_value *v)
{
	enum expr_truth truth = x->test(x, run);

	v->type = EXPR_BOOLEAN;
	v->missing = false;
	v->boolean = truth == EXPR_YES;
	return truth != EXPR_FAILED;
}

static enum expr_truth not_test(struct expr_node *x, struct expr_run *run)
{
	enum expr_truth truth = x->argument[0]->test(x->argument[0], run);

	return truth == EXPR_FAILED ? truth : truth == EXPR_NO ? EXPR_YES : EXPR_NO;
}

static enum expr_truth and_test(struct expr_node *x, struct expr_run *run)
{
	enum expr_truth truth = x->argument[0]->test(x->argument[0], run);

	return truth != EXPR_YES ? truth : x->argument[1]->test(x->argument[1], run);
}

static enum expr_truth or_test(struct expr_node *x, struct expr_run *run)
{
	enum expr_truth truth = x->argument[0]->test(x->argument[0], run);

	return truth != EXPR_NO ? truth : x->argument[1]->test(x->argument[1], run);
}

/* ---------------------------------------------------------------- comparisons */

/* order is below, at or above zero. */
static enum expr_truth holds(const struct expr_node *x, int order)
{
	return (enum expr_truth)(x->hold >> ((order >= 0) + (order > 0)) & 1);
}

static enum expr_truth compare_test(struct expr_node *x, struct expr_run *run)
{
	struct expr_value a, b;

	if (!x->argument[0]->value(x->argument[0], run, &a) ||
	    !x->argument[1]->value(x->argument[1], run, &b))
		return EXPR_FAILED;
	if (a.missing || b.missing)
		return EXPR_NO;
	return holds(x, expr_value_compare(&a, &b));
}

/* Two texts of which nothing is known but that they have an order: two dates or two numbers. */
static enum expr_truth compare_fields_test(struct expr_node *x, struct expr_run *run)
{
	struct expr_value a, b;

	if (!x->argument[0]->value(x->argument[0], run, &a) ||
	    !x->argument[1]->value(x->argument[1], run, &b))
		return EXPR_FAILED;
	if (a.missing || b.missing)
		return EXPR_NO;
	if (date_parse(a.text, &a.day) && date_parse(b.text, &b.day)) {
		a.type = EXPR_DATE;
	} else if (number_parse(a.text, &a.number) && number_parse(b.text, &b.number)) {
		a.type = EXPR_NUMBER;
	} else {
		expr_fail(x, run, "compared with %.*s: neither two dates nor two numbers",
		          SLICE(x->argument[1]->name));
		return EXPR_FAILED;
	}
	return holds(x, expr_value_compare(&a, &b));
}

/* A column and a constant: what nearly every condition of real work is made of. */
static enum expr_truth compare_date_test(struct expr_node *x, struct expr_run *run)
{
	struct slice field = record_field(run->r, x->field);
	int32_t day;

	if (!date_parse(field, &day)) {
		if (field.n == 0)
			return EXPR_NO;
		expr_fail(x, run, "not a date (YYYY-MM-DD)");
		return EXPR_FAILED;
	}
	return holds(x, (day > x->constant.day) - (day < x->constant.day));
}

static enum expr_truth compare_number_test(struct expr_node *x, struct expr_run *run)
{
	struct slice field = record_field(run->r, x->field);
	struct number number;

	if (!number_parse(field, &number)) {
		if (field.n == 0)
			return EXPR_NO;
		expr_fail(x, run, "%s", number_expected(field));
		return EXPR_FAILED;
	}
	return holds(x, number_compare(number, x->constant.number));
}

static enum expr_truth compare_text_test(struct expr_node *x, struct expr_run *run)
{
	struct slice field = record_field(run->r, x->field);

	if (field.n == 0)
		return EXPR_NO;
	if (x->hold == 2 || x->hold == 5)
		return (enum expr_truth)(slice_equal(field, x->constant.text) == (x->hold == 2));
	return holds(x, slice_compare(field, x->constant.text));
}

/* A column against a constant, which most conditions are, is compared without making values of them. */
static expr_tester *tester_of_comparison(struct expr_node *x)
{
	const struct expr_node *a = x->argument[0];
	const struct expr_node *b = x->argument[1];

	if (x->orders_fields)
		return compare_fields_test;
	if (a->kind != EXPR_COLUMN || b->kind != EXPR_CONSTANT || a->type == EXPR_BOOLEAN)
		return compare_test;
	x->field = a->field;
	x->constant = b->constant;
	return a->type == EXPR_DATE     ? compare_date_test
	       : a->type == EXPR_NUMBER ? compare_number_test
	                                : compare_text_test;
}

/* ---------------------------------------------------------------- in */

void expr_operator_prepare(struct expr_node *x)
{
	if (x->argument[0]->type != EXPR_TEXT)
		return;
	for (size_t i = 1; i < x->n; i++)
		map_put(&x->set, x->argument[i]->constant.text, NULL);
}

static enum expr_truth in_test(struct expr_node *x, struct expr_run *run)
{
	struct expr_value v;
	bool found = false;

	if (!x->argument[0]->value(x->argument[0], run, &v))
		return EXPR_FAILED;
	if (v.missing)
		return EXPR_NO;
	if (v.type == EXPR_TEXT)
		found = map_find(&x->set, v.text) != MAP_NONE;
	else
		for (size_t i = 1; i < x->n && !found; i++)
			found = expr_value_compare(&v, &x->argument[i]->constant) == 0;
	return found != x->otherwise ? EXPR_YES : EXPR_NO;
}

/* ---------------------------------------------------------------- arithmetic */

static bool negative_value(struct expr_node *x, struct expr_run *run, struct expr_value *v)
{
	if (!x->argument[0]->value(x->argument[0], run, v))
		return false;
	if (!v->missing)
		v->number = number_negate(v->number);
	return true;
}

static bool arithmetic_value(struct expr_node *x, struct expr_run *run, struct expr_value *v)
{
	bool (*compute)(struct number, struct number, struct number *);
	struct expr_value b;

	if (!x->argument[0]->value(x->argument[0], run, v) ||
	    !x->argument[1]->value(x->argument[1], run, &b))
		return false;
	v->missing |= b.missing;
	if (v->missing)
		return true;
	switch (x->sign) {
	case '+':
		compute = number_add;
		break;
	case '-':
		compute = number_subtract;
		break;
	case '*':
		compute = number_multiply;
		break;
	default:
		if (number_is_zero(b.number))
			return expr_fail(x->argument[1], run, "division by zero");
		compute = x->sign == '/' ? number_divide : number_modulo;
	}
	return compute(v->number, b.number, &v->number) ||
	       expr_fail(x, run, "the result of %c has more than %d digits or %d decimals", x->sign,
	                 NUMBER_MAX_DIGITS, NUMBER_MAX_SCALE);
}

/* ---------------------------------------------------------------- choice */

void expr_operator_choose(struct expr_node *x)
{
	x->value = tested_value;
	switch (x->kind) {
	case EXPR_CONSTANT:
		x->value = constant_value;
		x->test = expr_node_test;
		break;
	case EXPR_COLUMN:
		x->value = column_value;
		x->test = expr_node_test;
		break;
	case EXPR_NEGATE:
		x->value = negative_value;
		break;
	case EXPR_ARITHMETIC:
		x->value = arithmetic_value;
		break;
	case EXPR_NOT:
		x->test = not_test;
		break;
	case EXPR_AND:
		x->test = and_test;
		break;
	case EXPR_OR:
		x->test = or_test;
		break;
	case EXPR_COMPARE:
		x->test = tester_of_comparison(x);
		break;
	case EXPR_IN:
		x->test = in_test;
		break;
	case EXPR_CALL:
		break;
	}
}
