/*
 * expr_node: how an expression lies in memory; for the modules of expr and nobody else.
 *
 * expr_parse makes a tree of the text. expr_resolve gives every node a type and the function that
 * evaluates it, from expr_operator and expr_function, and computes what is constant. Evaluation
 * follows the function pointers down the tree: a comparison of a column with a constant is one
 * call, and nothing is allocated once the buffers of computed texts have grown.
 */
#ifndef EXPR_NODE_H
#define EXPR_NODE_H

#include "arena.h"
#include "error.h"
#include "expr/expr_value.h"
#include "map.h"
#include "record.h"

#define EXPR_MAX_DEPTH 500 /* of the tree: brackets in brackets, or operations in a row */

enum expr_kind {
	EXPR_CONSTANT,
	EXPR_COLUMN,
	EXPR_NOT,
	EXPR_AND,
	EXPR_OR,
	EXPR_COMPARE,
	EXPR_IN,
	EXPR_NEGATE,
	EXPR_ARITHMETIC,
	EXPR_CALL
};

/* What one evaluation needs to know. */
struct expr_run {
	const struct record *r;
	struct error *e;
};

/* The truth of a condition; EXPR_FAILED: the error is set. */
enum expr_truth { EXPR_FAILED = -1, EXPR_NO, EXPR_YES };

struct expr_node;

/* False: the error is set. */
typedef bool expr_evaluator(struct expr_node *x, struct expr_run *run, struct expr_value *v);
typedef enum expr_truth expr_tester(struct expr_node *x, struct expr_run *run);

struct expr_node {
	expr_evaluator *value;
	expr_tester *test; /* of booleans */
	struct expr_node **argument;
	size_t n; /* arguments */
	enum expr_kind kind;
	enum expr_type type;
	char sign;          /* arithmetic: + - * / % */
	unsigned char hold; /* comparison: bit 0 holds for less, 1 for equal, 2 for greater */
	bool orders_fields; /* comparison: of two fields that say nothing of their type */
	bool otherwise;     /* in: it is `not in` */
	size_t field;       /* column: of the record */
	size_t column;      /* column: of the header */
	struct slice name;  /* of the first column in it, to be named in errors; empty if none */
	size_t at;          /* the byte of the text where it stands */
	size_t depth;
	struct expr_value constant; /* constant; comparison of a column with one: that */
	const struct expr_function *function;
	struct str text;         /* the text that it computes */
	struct map set;          /* in: the texts */
	struct pattern *pattern; /* matches */
	struct expr_node *older; /* all nodes of an expression */
};

/* What all of compiling knows. */
struct expr_compiler {
	struct slice text;
	const struct expr_columns *columns;
	struct arena *arena;
	struct error *e;
	struct expr_node *nodes; /* newest first */
};

/* NULL and the error if it lies too deep. The arguments are copied. */
struct expr_node *expr_node_new(struct expr_compiler *c, enum expr_kind kind, size_t at,
                                struct expr_node *const *argument, size_t n);

/* Always false: the reason, and the character that byte `at` of the text is. */
bool expr_error(struct expr_compiler *c, size_t at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Always false: "column: reason" and the line, for an evaluation that can not be done. */
bool expr_fail(const struct expr_node *x, struct expr_run *run, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The test of a boolean that is evaluated as a value: missing does not hold. */
enum expr_truth expr_node_test(struct expr_node *x, struct expr_run *run);

#endif
