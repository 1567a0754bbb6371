/*
 * expr_function: what a function of the language is; for the modules of expr and nobody else.
 *
 * A function is a row of the table in expr_function.c. Most are strict: apply is called with the
 * values of the arguments, of which none is missing; if one is, the result is missing, or false if
 * it is a boolean. The few that look at their arguments themselves have an evaluator of their own,
 * and those with `resolve` also say their type, or check more than types, themselves.
 */
#ifndef EXPR_FUNCTION_H
#define EXPR_FUNCTION_H

#include "expr_node.h"

#define EXPR_MAX_ARGUMENTS 3 /* of strict functions */

/* v has the type of the function, not missing, false; the text of x is its buffer. */
typedef bool expr_apply(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                        struct expr_value *v);

struct expr_function {
	const char *name;
	const char *usage;
	size_t least, most; /* arguments */
	enum expr_type result;
	enum expr_type argument[EXPR_MAX_ARGUMENTS]; /* the last one stands for all further ones */
	expr_apply *apply;
	expr_evaluator *value;
	bool (*resolve)(struct expr_compiler *c, struct expr_node *x);
};

/* Argument i as a whole number that an int holds; false and the reason. */
bool expr_whole(const struct expr_node *x, struct expr_run *run, size_t i,
                const struct expr_value *a, int64_t *to);

/* expr_text.c: texts, all in record form. */
expr_apply expr_starts, expr_ends, expr_has, expr_length, expr_slice, expr_lower, expr_matches;
expr_evaluator expr_concat;
bool expr_matches_resolve(struct expr_compiler *c, struct expr_node *x);

#endif
