/*
 * expr_token: the words of an expression, one at a time; for expr_parse and nobody else.
 */
#ifndef EXPR_TOKEN_H
#define EXPR_TOKEN_H

#include "expr/expr_node.h"

enum expr_token_kind { TOKEN_END, TOKEN_VALUE, TOKEN_WORD, TOKEN_SIGN };

/* The token ahead. Start it with c; the first call of expr_token_next takes the first token. */
struct expr_token {
	struct expr_compiler *c;
	enum expr_token_kind kind;
	struct slice text;
	size_t at;               /* the byte where it begins */
	struct expr_value value; /* TOKEN_VALUE: a number, a date, a text in record form */
};

/* Goes on to the next token; false and the error if there is none that can be read. */
bool expr_token_next(struct expr_token *t);

/* Whether it is that word or sign (and not a text of the same letters). */
bool expr_token_is(const struct expr_token *t, const char *what);

/* Whether a ( follows it, after blanks or none. */
bool expr_token_calls(const struct expr_token *t);

#endif
