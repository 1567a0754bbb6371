/*
 * expr_node: how an expression lies in memory; for the modules of expr and nobody else.
 *
 * expr_parse makes a tree of the text. expr_resolve gives every node a type and the function that
 * evaluates it, from those of expr_run (columns, operators) and expr_function, and computes what is
 * constant. Evaluation follows the function pointers down the tree: a comparison of a column with a
 * constant is one call, and nothing is allocated once the buffers of computed texts have grown.
 */
#ifndef EXPR_NODE_H
#define EXPR_NODE_H

#include "expr.h"
#include "map.h"

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
struct expr_function;

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
	struct expr_value constant; /* constant; comparison with one: that */
	const struct expr_function *function;
	struct str text; /* the text that it computes */
	struct map set;  /* in: the texts */
	void *pattern;   /* matches: pcre2_code and pcre2_match_data */
	void *match;
	struct expr_node *older; /* all nodes of an expression, for expr_done */
};

/* What all of compiling knows. */
struct expr_compiler {
	struct slice text;
	const struct expr_columns *columns;
	struct arena *arena;
	struct error *e;
	struct expr_node *nodes;
};

/* Always false: the reason, and the character that byte `at` of the text is. */
bool expr_error(struct expr_compiler *c, size_t at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The whole text; NULL and the error. */
struct expr_node *expr_parse(struct expr_compiler *c);

/* False and the error; x->type is EXPR_ANY if nothing in it says what it must be. */
bool expr_resolve(struct expr_compiler *c, struct expr_node *x);

/* Makes x give that type: a column without type is read as such. */
bool expr_want(struct expr_compiler *c, struct expr_node *x, enum expr_type type);

/* "text", "a number", "a date", "true or false" */
const char *expr_type_name(enum expr_type type);

/* False: "column: reason" and the line of the record, for an evaluation that can not be done. */
bool expr_fail(const struct expr_node *x, struct expr_run *run, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A field or computed text read as v->type; false and the reason. */
bool expr_read(const struct expr_node *x, struct expr_run *run, struct slice field,
               struct expr_value *v);

/* The test of a boolean that is evaluated as a value: missing does not hold. */
enum expr_truth expr_test_value(struct expr_node *x, struct expr_run *run);

/* Evaluators of operators and columns; x has its type and so have its arguments. */
void expr_operator_choose(struct expr_node *x);

/* in: makes the set of texts, if they are texts. */
void expr_operator_prepare(struct expr_node *x);

/* NULL if there is none of that name. */
const struct expr_function *expr_function_find(struct slice name);

/* The names of all, for messages. */
void expr_function_list(char *to, size_t room);

/* A call: checks the number and types of its arguments; gives it a type and an evaluator. */
bool expr_function_resolve(struct expr_compiler *c, struct expr_node *x);

/* A call of type EXPR_ANY (if, coalesce) must give `type`. */
bool expr_function_want(struct expr_compiler *c, struct expr_node *x, enum expr_type type);

/* Gives back a compiled pattern. */
void expr_function_done(struct expr_node *x);

#endif
