/*
 * expr_function: the functions of the language, a row of a table each; for the modules of expr.
 */
#ifndef EXPR_FUNCTION_H
#define EXPR_FUNCTION_H

#include "expr/expr_text.h"
#include "suggest.h"

/* How the type of a call is found. */
enum expr_rule {
	EXPR_PLAIN,        /* it is `result`, those of the arguments are `argument` */
	EXPR_CONVERSION,   /* it is `result`, of what can be converted to it */
	EXPR_ALTERNATIVES, /* the arguments of type EXPR_ANY agree, and the call with them */
	EXPR_CHOICE,       /* conditions, an alternative after each, and one last */
	EXPR_ORDER,        /* alternatives that have an order: dates, or else numbers */
	EXPR_PATTERN       /* plain, and the second argument is compiled */
};

/*
 * Most functions are strict: apply is called with the values of the arguments, of which none is
 * missing; if one is, the result is missing, or false if it is a boolean. The few that look at
 * missing arguments themselves have an evaluator of their own.
 */
struct expr_function {
	const char *usage;  /* its name and what it is called with */
	size_t least, most; /* arguments */
	enum expr_type result;
	enum expr_type argument[EXPR_MAX_ARGUMENTS]; /* the last one stands for all further ones */
	enum expr_rule rule;
	expr_apply *apply;
	expr_evaluator *value;
};

/* NULL if there is none of that name. */
const struct expr_function *expr_function_find(struct slice name);

/* The names of all, for messages; each is offered as what somebody may have meant. */
void expr_function_list(char *to, size_t room, struct suggest *near);

/* What argument i of a call must be. */
enum expr_type expr_function_argument(const struct expr_node *call, size_t i);

/* Gives a call its evaluator. */
void expr_function_choose(struct expr_node *x);

#endif
