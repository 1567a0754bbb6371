/*
 * expr_parse: the text of an expression as a tree; docs/expressions.md has the grammar.
 */
#ifndef EXPR_PARSE_H
#define EXPR_PARSE_H

#include "expr/expr_node.h"

/* The whole text; NULL and the error. */
struct expr_node *expr_parse(struct expr_compiler *c);

#endif
