#include "expr/expr_node.h"

#include <stdio.h>

#include "text.h"

struct expr_node *expr_node_new(struct expr_compiler *c, enum expr_kind kind, size_t at,
                                struct expr_node *const *argument, size_t n)
{
	struct expr_node *x = arena_take(c->arena, sizeof *x);

	x->kind = kind;
	x->at = at;
	x->n = n;
	x->argument = arena_take(c->arena, n * sizeof(struct expr_node *));
	for (size_t i = 0; i < n; i++) {
		x->argument[i] = argument[i];
		if (argument[i]->depth >= x->depth)
			x->depth = argument[i]->depth + 1;
		if (x->name.n == 0)
			x->name = argument[i]->name;
	}
	x->older = c->nodes;
	c->nodes = x;
	if (x->depth <= EXPR_MAX_DEPTH)
		return x;
	expr_error(c, at, "more than %d operations deep", EXPR_MAX_DEPTH);
	return NULL;
}

bool expr_error(struct expr_compiler *c, size_t at, const char *format, ...)
{
	char reason[sizeof c->e->text];
	va_list args;

	va_start(args, format);
	vsnprintf(reason, sizeof reason, format, args);
	va_end(args);
	return error_at(c->e, 0, text_length((struct slice){c->text.at, at}) + 1, "%s", reason);
}

bool expr_fail(const struct expr_node *x, struct expr_run *run, const char *format, ...)
{
	char reason[200];
	va_list args;

	va_start(args, format);
	vsnprintf(reason, sizeof reason, format, args);
	va_end(args);
	if (run->e != NULL && run->r != NULL)
		run->e->line = run->r->line;
	if (x->name.n == 0)
		return error_set(run->e, "%s", reason);
	return error_set(run->e, "%.*s: %s", SLICE(x->name), reason);
}

enum expr_truth expr_node_test(struct expr_node *x, struct expr_run *run)
{
	struct expr_value v;

	if (!x->value(x, run, &v))
		return EXPR_FAILED;
	return !v.missing && v.boolean ? EXPR_YES : EXPR_NO;
}
