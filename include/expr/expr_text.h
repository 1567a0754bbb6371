/*
 * expr_text: the functions of the language that are about text; for the modules of expr.
 */
#ifndef EXPR_TEXT_H
#define EXPR_TEXT_H

#include "expr/expr_node.h"

#define EXPR_MAX_ARGUMENTS 5 /* of strict functions */

/*
 * A strict function: `a` are the values of its arguments, none missing. v has the type of the
 * function, is not missing and false; x->text is its buffer. False: the error is set.
 */
typedef bool expr_apply(struct expr_node *x, struct expr_run *run, const struct expr_value *a,
                        struct expr_value *v);

expr_apply expr_text_starts, expr_text_ends, expr_text_has, expr_text_length, expr_text_slice,
    expr_text_lower, expr_text_upper, expr_text_trim, expr_text_replace, expr_text_part,
    expr_text_matches;
expr_evaluator expr_text_concat;

/* Compiles the pattern of matches; false and the error. */
bool expr_text_pattern(struct expr_compiler *c, struct expr_node *x);

/* Gives the pattern back, if there is one. */
void expr_text_done(struct expr_node *x);

/* A value as a whole number that an int holds. */
bool expr_whole(const struct expr_value *a, int64_t *to);

/* Always true: the value is this number. */
bool expr_give(struct expr_value *v, int64_t number);

#endif
