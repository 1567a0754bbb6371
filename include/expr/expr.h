/*
 * expr: the small typed language of where, derive, schema rules and measures. docs/expressions.md is its manual.
 *
 * Compile once against the columns there are, then evaluate record by record:
 *
 *	struct expr *x = expr_compile(text, &columns, EXPR_BOOLEAN, &arena, &e);     NULL: e has the character's position
 *	struct expr_value v;
 *	if (!expr_evaluate(x, &r, &v, &e)) ...                  e.text: which column is not what the operator needs
 *
 * Types. A field of a stream is text; the operator says what it must be (`slut >= 2012-12-31` wants a date in slut). A
 * column may have a type from a schema (columns.type). Missing (an empty field) is unknown: a question about it (a
 * comparison, has, starts) is false, what is computed from it is missing, as a condition it is false. Two columns
 * without type: = and != compare text; < <= > >= want two dates or two numbers, else an error. A wrong field is an
 * error, never a zero.
 */
#ifndef EXPR_H
#define EXPR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "error.h"
#include "expr/expr_value.h"
#include "record.h"
#include "str.h"

struct expr;

/*
 * `wanted` is the type the whole must have; EXPR_ANY takes what comes (a lone column is text). NULL
 * and the reason, with e->column the 1-based character, if the text does not parse, a column or
 * function is unknown, or types do not fit.
 */
struct expr *expr_compile(struct slice text, const struct expr_columns *columns,
                          enum expr_type wanted, struct arena *arena, struct error *e);

enum expr_type expr_type(const struct expr *x);

/*
 * False: a field is not what the operator needs; e->text is "column: not a date (YYYY-MM-DD)" and
 * the like, e->line the record's.
 */
bool expr_evaluate(struct expr *x, const struct record *r, struct expr_value *v, struct error *e);

/* The shortcut for conditions: *holds is false for missing. */
bool expr_holds(struct expr *x, const struct record *r, bool *holds, struct error *e);

/* Which columns it reads: mark[i] is set to true for column i of the header (others are left). */
void expr_uses(const struct expr *x, bool *mark);

/* Gives back what is not in the arena (compiled patterns). */
void expr_done(struct expr *x);

#endif
