#include "expr/expr_resolve.h"

#include "expr/expr_function.h"
#include "expr/expr_operator.h"

/* The arguments of if and coalesce that may be what is chosen. */
static bool is_alternative(const struct expr_node *x, size_t i)
{
	return expr_function_argument(x, i) == EXPR_ANY;
}

static bool want_alternatives(struct expr_compiler *c, struct expr_node *x, enum expr_type type)
{
	for (size_t i = 0; i < x->n; i++)
		if (is_alternative(x, i) && !expr_want(c, x->argument[i], type))
			return false;
	return true;
}

bool expr_want(struct expr_compiler *c, struct expr_node *x, enum expr_type type)
{
	if (x->type == type)
		return true;
	if (x->type != EXPR_ANY)
		return expr_error(c, x->at, "%s is wanted here, and this is %s",
		                  expr_type_name(type), expr_type_name(x->type));
	if (x->kind == EXPR_CALL && !want_alternatives(c, x, type))
		return false;
	x->type = type;
	if (x->kind == EXPR_CONSTANT)
		x->constant.type = type;
	if (x->kind != EXPR_CALL)
		expr_operator_choose(x);
	return true;
}

/* Two that must be of one type; *type is EXPR_ANY if neither says. */
static bool want_alike(struct expr_compiler *c, struct expr_node *a, struct expr_node *b, size_t at,
                       enum expr_type *type)
{
	*type = a->type != EXPR_ANY ? a->type : b->type;
	if (a->type != EXPR_ANY && b->type != EXPR_ANY && a->type != b->type)
		return expr_error(c, at, "%s is not compared with %s", expr_type_name(a->type),
		                  expr_type_name(b->type));
	return *type == EXPR_ANY || (expr_want(c, a, *type) && expr_want(c, b, *type));
}

/* The constant on the right, so that there is one case of it: 3 < x is x > 3. */
static void put_constant_last(struct expr_node *x)
{
	static const unsigned char mirrored[] = {0, 4, 2, 6, 1, 5, 3, 7};
	struct expr_node *first = x->argument[0];

	if (first->kind == EXPR_CONSTANT) {
		x->argument[0] = x->argument[1];
		x->argument[1] = first;
		x->hold = mirrored[x->hold];
	}
}

static bool resolve_comparison(struct expr_compiler *c, struct expr_node *x)
{
	struct expr_node *a = x->argument[0];
	struct expr_node *b = x->argument[1];
	bool orders = x->hold != 2 && x->hold != 5;
	enum expr_type type;

	if ((a->kind == EXPR_CONSTANT && a->constant.missing) ||
	    (b->kind == EXPR_CONSTANT && b->constant.missing))
		return expr_error(c, x->at, "nothing compares with missing; write missing(...)");
	if (!want_alike(c, a, b, x->at, &type))
		return false;
	if (orders && type == EXPR_BOOLEAN)
		return expr_error(c, x->at, "true and false have no order");
	/* Two of which nothing is known: equal texts, or dates or numbers in order. */
	if (type == EXPR_ANY && (!expr_want(c, a, EXPR_TEXT) || !expr_want(c, b, EXPR_TEXT)))
		return false;
	x->orders_fields = type == EXPR_ANY && orders;
	put_constant_last(x);
	x->type = EXPR_BOOLEAN;
	return true;
}

static bool resolve_in(struct expr_compiler *c, struct expr_node *x)
{
	enum expr_type type;

	for (size_t i = 1; i < x->n; i++) {
		const struct expr_node *item = x->argument[i];
		if (item->kind != EXPR_CONSTANT || item->constant.missing)
			return expr_error(c, item->at, "in takes a list of constants");
		if (item->type == EXPR_BOOLEAN)
			return expr_error(c, item->at, "in takes texts, numbers or dates");
		if (!want_alike(c, x->argument[0], x->argument[i], item->at, &type))
			return false;
	}
	x->type = EXPR_BOOLEAN;
	expr_operator_prepare(x);
	return true;
}

static bool resolve_arithmetic(struct expr_compiler *c, struct expr_node *x)
{
	for (size_t i = 0; i < x->n; i++) {
		if (x->argument[i]->type == EXPR_DATE)
			return expr_error(c, x->at,
			                  "dates are not computed with signs; there are "
			                  "days, months, add_days and add_months");
		if (!expr_want(c, x->argument[i], EXPR_NUMBER))
			return false;
	}
	x->type = EXPR_NUMBER;
	return true;
}

static bool resolve_logic(struct expr_compiler *c, struct expr_node *x)
{
	for (size_t i = 0; i < x->n; i++)
		if (!expr_want(c, x->argument[i], EXPR_BOOLEAN))
			return false;
	x->type = EXPR_BOOLEAN;
	return true;
}

/* The first of the alternatives that says its type says it for all. */
static bool resolve_alternatives(struct expr_compiler *c, struct expr_node *x)
{
	for (size_t i = 0; i < x->n && x->type == EXPR_ANY; i++)
		if (is_alternative(x, i))
			x->type = x->argument[i]->type;
	return x->type == EXPR_ANY || want_alternatives(c, x, x->type);
}

/* Columns of which nothing says what they are hold numbers. */
static bool resolve_order(struct expr_compiler *c, struct expr_node *x)
{
	if (!resolve_alternatives(c, x))
		return false;
	if (x->type == EXPR_ANY)
		return expr_want(c, x, EXPR_NUMBER);
	if (x->type == EXPR_NUMBER || x->type == EXPR_DATE)
		return true;
	return expr_error(c, x->at,
	                  "the least and the largest are of numbers or dates, and this is %s",
	                  expr_type_name(x->type));
}

/* All are made of text, and text of all; numbers and true or false of each other. */
static bool resolve_conversion(struct expr_compiler *c, struct expr_node *x)
{
	struct expr_node *from = x->argument[0];

	if (from->type == EXPR_ANY)
		return expr_want(c, from, x->type);
	if (from->type == x->type || from->type == EXPR_TEXT || x->type == EXPR_TEXT ||
	    (from->type != EXPR_DATE && x->type != EXPR_DATE))
		return true;
	return expr_error(c, x->at, "%s can not be made of %s", expr_type_name(x->type),
	                  expr_type_name(from->type));
}

static bool resolve_call(struct expr_compiler *c, struct expr_node *x)
{
	const struct expr_function *f = x->function;

	if (x->n < f->least || x->n > f->most || (f->rule == EXPR_CHOICE && x->n % 2 == 0))
		return expr_error(c, x->at, "it is called as %s", f->usage);
	for (size_t i = 0; i < x->n; i++) {
		enum expr_type type = expr_function_argument(x, i);
		if (type != EXPR_ANY && !expr_want(c, x->argument[i], type))
			return false;
	}
	x->type = f->result;
	expr_function_choose(x);
	switch (f->rule) {
	case EXPR_CONVERSION:
		return resolve_conversion(c, x);
	case EXPR_ORDER:
		return resolve_order(c, x);
	case EXPR_CHOICE:
	case EXPR_ALTERNATIVES:
		return resolve_alternatives(c, x);
	case EXPR_PATTERN:
		return expr_text_pattern(c, x);
	case EXPR_PLAIN:
		break;
	}
	return true;
}

static bool resolve_node(struct expr_compiler *c, struct expr_node *x)
{
	switch (x->kind) {
	case EXPR_CONSTANT:
	case EXPR_COLUMN:
		return true;
	case EXPR_NOT:
	case EXPR_AND:
	case EXPR_OR:
		return resolve_logic(c, x);
	case EXPR_COMPARE:
		return resolve_comparison(c, x);
	case EXPR_IN:
		return resolve_in(c, x);
	case EXPR_NEGATE:
	case EXPR_ARITHMETIC:
		return resolve_arithmetic(c, x);
	case EXPR_CALL:
		return resolve_call(c, x);
	}
	return false;
}

/* What depends on no column is computed now, and what can not be computed is an error of the text.
 */
static bool fold(struct expr_compiler *c, struct expr_node *x)
{
	struct error e = {0};
	struct expr_run run = {NULL, &e};
	struct expr_value v = {0};

	if (x->kind == EXPR_CONSTANT || x->type == EXPR_ANY || x->n == 0)
		return true;
	for (size_t i = 0; i < x->n; i++)
		if (x->argument[i]->kind != EXPR_CONSTANT)
			return true;
	if (!x->value(x, &run, &v))
		return expr_error(c, x->at, "%s", e.text);
	if (v.type == EXPR_TEXT && !v.missing)
		v.text = arena_copy(c->arena, v.text);
	x->kind = EXPR_CONSTANT;
	x->constant = v;
	expr_operator_choose(x);
	return true;
}

bool expr_resolve(struct expr_compiler *c, struct expr_node *x)
{
	for (size_t i = 0; i < x->n; i++)
		if (!expr_resolve(c, x->argument[i]))
			return false;
	if (!resolve_node(c, x))
		return false;
	if (x->kind != EXPR_CALL)
		expr_operator_choose(x);
	return fold(c, x);
}
