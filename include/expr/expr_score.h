/*
 * expr_score: the functions of the language that tell the limits of a share (score.h); for the modules of expr.
 */
#ifndef EXPR_SCORE_H
#define EXPR_SCORE_H

#include "expr/expr_text.h"

expr_apply expr_score_share_low, expr_score_share_high, expr_score_difference_low,
    expr_score_difference_high;

#endif
