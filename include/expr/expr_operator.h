/*
 * expr_operator: the evaluators of columns, constants and operators; for the modules of expr.
 */
#ifndef EXPR_OPERATOR_H
#define EXPR_OPERATOR_H

#include "expr/expr_node.h"

/* Gives x, which has its type and whose arguments have theirs, what evaluates it. Not for calls. */
void expr_operator_choose(struct expr_node *x);

/* in: makes the set of texts, if they are texts. */
void expr_operator_prepare(struct expr_node *x);

#endif
