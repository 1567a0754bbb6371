/*
 * expr_resolve: the types of a tree, its evaluators, and what is constant in it.
 *
 * Types go up and down. From the leaves up every node says what it gives; one that can not say (a
 * column without type, missing, an if of such) is EXPR_ANY, until what stands above it says what it
 * wants.
 */
#ifndef EXPR_RESOLVE_H
#define EXPR_RESOLVE_H

#include "expr/expr_node.h"

/* False and the error; x->type is EXPR_ANY if nothing in it says what it must be. */
bool expr_resolve(struct expr_compiler *c, struct expr_node *x);

/* Makes x give that type: a column without type is read as such. */
bool expr_want(struct expr_compiler *c, struct expr_node *x, enum expr_type type);

#endif
