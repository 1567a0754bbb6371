#include "expr/expr_parse.h"

#include <stdio.h>
#include <stdlib.h>

#include "expr/expr_function.h"
#include "expr/expr_token.h"
#include "suggest.h"
#include "text.h"

/*
 * Recursive descent, one token ahead:
 *
 *	or          and { "or" and }
 *	and         not { "and" not }
 *	not         "not" not | comparison
 *	comparison  sum [ ("=" | "!=" | "<" | "<=" | ">" | ">=") sum | ["not"] "in" "(" list ")" ]
 *	sum         product { ("+" | "-") product }
 *	product     negative { ("*" | "/" | "%") negative }
 *	negative    "-" negative | primary
 *	primary     NUMBER | DATE | TEXT | "true" | "false" | "missing" | COLUMN
 *	            | FUNCTION "(" [list] ")" | "(" or ")"
 *	list        or { "," or }
 */
struct parser {
	struct expr_compiler *c;
	struct expr_token token;
	size_t depth; /* of brackets, not and - that are open */
};

static struct expr_node *parse_or(struct parser *p);

/* The same for those who return a node. */
static struct expr_node *no_node(bool never)
{
	(void)never;
	return NULL;
}

static bool ahead(const struct parser *p, const char *what)
{
	return expr_token_is(&p->token, what);
}

static bool take(struct parser *p)
{
	return expr_token_next(&p->token);
}

static bool expect(struct parser *p, const char *sign, const char *wanted)
{
	if (!ahead(p, sign))
		return expr_error(p->c, p->token.at, "%s is wanted here", wanted);
	return take(p);
}

static bool deeper(struct parser *p)
{
	if (++p->depth > EXPR_MAX_DEPTH)
		return expr_error(p->c, p->token.at, "more than %d operations deep",
		                  EXPR_MAX_DEPTH);
	return true;
}

/* ---------------------------------------------------------------- nodes */

static struct expr_node *new_pair(struct parser *p, enum expr_kind kind, size_t at,
                                  struct expr_node *a, struct expr_node *b)
{
	struct expr_node *pair[] = {a, b};

	return b == NULL ? NULL : expr_node_new(p->c, kind, at, pair, 2);
}

static struct expr_node *new_single(struct parser *p, enum expr_kind kind, size_t at,
                                    struct expr_node *a)
{
	return a == NULL ? NULL : expr_node_new(p->c, kind, at, &a, 1);
}

static struct expr_node *new_constant(struct parser *p, struct expr_value value)
{
	struct expr_node *x = expr_node_new(p->c, EXPR_CONSTANT, p->token.at, NULL, 0);

	x->constant = value;
	x->type = value.type;
	return take(p) ? x : NULL;
}

/* The names of the columns, as many as there is room for. */
static void list_names(const struct header *h, char *list, size_t room)
{
	size_t n = 0;

	for (size_t i = 0; i < h->n; i++) {
		if (n + h->name[i].n + sizeof ", , ..." > room) {
			snprintf(list + n, room - n, ", ...");
			return;
		}
		n += (size_t)snprintf(list + n, room - n, "%s%.*s", i == 0 ? "" : ", ",
		                      SLICE(h->name[i]));
	}
}

static struct expr_node *new_column(struct parser *p)
{
	const struct expr_columns *columns = p->c->columns;
	struct slice name = p->token.text;
	size_t i = header_find(columns->header, name);
	struct expr_node *x;

	if (i == COLUMN_NONE) {
		char list[300] = "";
		struct suggest near;
		list_names(columns->header, list, sizeof list);
		return no_node(expr_error(p->c, p->token.at, "no column %.*s%s (there are: %s)",
		                          name.n > 100 ? 100 : (int)name.n, name.at,
		                          header_suggest(columns->header, name, &near), list));
	}
	if (column_is_noise_key(name))
		return no_node(expr_error(p->c, p->token.at,
		                          "%.*s is for noise; no expression has it", SLICE(name)));
	x = expr_node_new(p->c, EXPR_COLUMN, p->token.at, NULL, 0);
	x->column = i;
	x->field = columns->place == NULL ? i : columns->place[i];
	x->type = columns->type == NULL ? EXPR_ANY : columns->type[i];
	x->name = arena_copy(p->c->arena, name);
	return take(p) ? x : NULL;
}

/* ---------------------------------------------------------------- grammar */

/* Arguments of a call, or what stands after `in`. */
struct list {
	struct expr_node **at;
	size_t n, room;
};

static void list_add(struct list *list, struct expr_node *x)
{
	list->at = array_room(list->at, &list->room, list->n + 1, sizeof *list->at);
	list->at[list->n++] = x;
}

/* list ")" */
static bool parse_items(struct parser *p, struct list *list)
{
	for (;;) {
		struct expr_node *x = parse_or(p);
		if (x == NULL)
			return false;
		list_add(list, x);
		if (!ahead(p, ","))
			return expect(p, ")", "a comma or )");
		if (!take(p))
			return false;
	}
}

/* "(" [list] ")": the arguments of a new node, after `first` if there is one; then there must be a
 * list. */
static struct expr_node *parse_list(struct parser *p, enum expr_kind kind, size_t at,
                                    struct expr_node *first)
{
	struct list list = {0};
	struct expr_node *x = NULL;
	bool whole = expect(p, "(", "(");

	if (first != NULL)
		list_add(&list, first);
	if (whole)
		whole = first == NULL && ahead(p, ")") ? take(p) : parse_items(p, &list);
	if (whole)
		x = expr_node_new(p->c, kind, at, list.at, list.n);
	free(list.at);
	return x;
}

static struct expr_node *parse_call(struct parser *p)
{
	const struct expr_function *function = expr_function_find(p->token.text);
	struct slice name = p->token.text;
	size_t at = p->token.at;
	struct expr_node *x;

	if (function == NULL) {
		char list[400];
		struct suggest near;
		suggest_start(&near, name);
		expr_function_list(list, sizeof list, &near);
		return no_node(expr_error(p->c, at, "no function %.*s%s (there are: %s)",
		                          name.n > 100 ? 100 : (int)name.n, name.at,
		                          suggest_text(&near), list));
	}
	x = take(p) ? parse_list(p, EXPR_CALL, at, NULL) : NULL;
	if (x != NULL)
		x->function = function;
	return x;
}

static struct expr_node *parse_word(struct parser *p)
{
	static const char *const reserved[] = {"and", "or", "not", "in"};

	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
		if (ahead(p, reserved[i]))
			return no_node(expr_error(p->c, p->token.at,
			                          "a value is wanted here, not %s", reserved[i]));
	if (expr_token_calls(&p->token))
		return parse_call(p);
	if (ahead(p, "true") || ahead(p, "false"))
		return new_constant(
		    p, (struct expr_value){.type = EXPR_BOOLEAN, .boolean = ahead(p, "true")});
	if (ahead(p, "missing"))
		return new_constant(p, (struct expr_value){.type = EXPR_ANY, .missing = true});
	return new_column(p);
}

static struct expr_node *parse_primary(struct parser *p)
{
	struct expr_node *x;

	if (p->token.kind == TOKEN_VALUE)
		return new_constant(p, p->token.value);
	if (p->token.kind == TOKEN_WORD)
		return parse_word(p);
	if (p->token.kind == TOKEN_END)
		return no_node(expr_error(p->c, p->token.at, "the expression ends too early"));
	if (!ahead(p, "("))
		return no_node(expr_error(p->c, p->token.at, "a value is wanted here"));
	x = take(p) ? parse_or(p) : NULL;
	return x != NULL && expect(p, ")", ")") ? x : NULL;
}

static struct expr_node *parse_negative(struct parser *p)
{
	size_t at = p->token.at;
	struct expr_node *x;

	if (!ahead(p, "-"))
		return parse_primary(p);
	if (!take(p) || !deeper(p))
		return NULL;
	x = parse_negative(p);
	p->depth--;
	return new_single(p, EXPR_NEGATE, at, x);
}

static struct expr_node *parse_product(struct parser *p)
{
	struct expr_node *x = parse_negative(p);

	while (x != NULL && (ahead(p, "*") || ahead(p, "/") || ahead(p, "%"))) {
		char sign = *p->token.text.at;
		size_t at = p->token.at;
		x = take(p) ? new_pair(p, EXPR_ARITHMETIC, at, x, parse_negative(p)) : NULL;
		if (x != NULL)
			x->sign = sign;
	}
	return x;
}

static struct expr_node *parse_sum(struct parser *p)
{
	struct expr_node *x = parse_product(p);

	while (x != NULL && (ahead(p, "+") || ahead(p, "-"))) {
		char sign = *p->token.text.at;
		size_t at = p->token.at;
		x = take(p) ? new_pair(p, EXPR_ARITHMETIC, at, x, parse_product(p)) : NULL;
		if (x != NULL)
			x->sign = sign;
	}
	return x;
}

/* What a sign of comparison holds for, as in expr_node.hold; 0 if none is ahead. */
static unsigned char comparison_ahead(const struct parser *p)
{
	static const char *const signs[] = {"<", "=", "<=", ">", "!=", ">="};

	for (unsigned char i = 0; i < sizeof signs / sizeof *signs; i++)
		if (ahead(p, signs[i]))
			return i + 1;
	return 0;
}

static struct expr_node *parse_comparison(struct parser *p)
{
	struct expr_node *x = parse_sum(p);
	unsigned char hold = comparison_ahead(p);
	size_t at = p->token.at;
	bool otherwise = ahead(p, "not");

	if (x == NULL)
		return NULL;
	if (hold != 0) {
		x = take(p) ? new_pair(p, EXPR_COMPARE, at, x, parse_sum(p)) : NULL;
		if (x != NULL)
			x->hold = hold;
	} else if (otherwise || ahead(p, "in")) {
		if ((otherwise && !take(p)) || !expect(p, "in", "in"))
			return NULL;
		x = parse_list(p, EXPR_IN, at, x);
		if (x != NULL)
			x->otherwise = otherwise;
	}
	if (x != NULL && comparison_ahead(p) != 0)
		return no_node(expr_error(p->c, p->token.at,
		                          "comparisons do not chain; join two of them by and"));
	return x;
}

static struct expr_node *parse_not(struct parser *p)
{
	size_t at = p->token.at;
	struct expr_node *x;

	if (!ahead(p, "not"))
		return parse_comparison(p);
	if (!take(p) || !deeper(p))
		return NULL;
	x = parse_not(p);
	p->depth--;
	return new_single(p, EXPR_NOT, at, x);
}

static struct expr_node *parse_and(struct parser *p)
{
	struct expr_node *x = parse_not(p);

	while (x != NULL && ahead(p, "and")) {
		size_t at = p->token.at;
		x = take(p) ? new_pair(p, EXPR_AND, at, x, parse_not(p)) : NULL;
	}
	return x;
}

static struct expr_node *parse_or(struct parser *p)
{
	struct expr_node *x;

	if (!deeper(p))
		return NULL;
	x = parse_and(p);
	while (x != NULL && ahead(p, "or")) {
		size_t at = p->token.at;
		x = take(p) ? new_pair(p, EXPR_OR, at, x, parse_and(p)) : NULL;
	}
	p->depth--;
	return x;
}

struct expr_node *expr_parse(struct expr_compiler *c)
{
	struct parser p = {.c = c, .token = {.c = c}};
	struct expr_node *x;

	if (!text_is_utf8(c->text))
		return no_node(error_at(c->e, 0, 1, "not UTF-8"));
	x = take(&p) ? parse_or(&p) : NULL;
	if (x != NULL && p.token.kind != TOKEN_END)
		return no_node(expr_error(c, p.token.at, "an operator or the end is wanted here"));
	return x;
}
