#include "expr/expr.h"

#include "expr/expr_parse.h"
#include "expr/expr_resolve.h"
#include "expr/expr_text.h"
#include "normal.h"

/*
 * The tree of an expression: expr_parse makes it by descent, expr_resolve gives every node its type and the function
 * that computes its value, and evaluating is the root's function, which calls those below. `nodes` are all of them, the
 * newest first, for the end.
 */
struct expr {
	struct expr_node *root;
	struct expr_node *nodes;
};

static void free_nodes(struct expr_node *x)
{
	for (; x != NULL; x = x->older) {
		str_done(&x->text);
		map_done(&x->set);
		expr_text_done(x);
	}
}

struct expr *expr_compile(struct slice text, const struct expr_columns *columns,
                          enum expr_type wanted, struct arena *arena, struct error *e)
{
	struct expr_compiler c = {
	    .text = normal_kept(text, arena), .columns = columns, .arena = arena, .e = e};
	struct expr *x = arena_take(arena, sizeof *x);
	struct error unheard;

	if (e == NULL)
		c.e = &unheard;
	x->root = expr_parse(&c);
	if (x->root == NULL || !expr_resolve(&c, x->root) ||
	    (wanted != EXPR_ANY && !expr_want(&c, x->root, wanted)) ||
	    (x->root->type == EXPR_ANY && !expr_want(&c, x->root, EXPR_TEXT))) {
		free_nodes(c.nodes);
		return NULL;
	}
	x->nodes = c.nodes;
	return x;
}

enum expr_type expr_type(const struct expr *x)
{
	return x->root->type;
}

bool expr_evaluate(struct expr *x, const struct record *r, struct expr_value *v, struct error *e)
{
	struct expr_run run = {r, e};

	return x->root->value(x->root, &run, v);
}

bool expr_holds(struct expr *x, const struct record *r, bool *holds, struct error *e)
{
	struct expr_run run = {r, e};
	enum expr_truth truth = x->root->test(x->root, &run);

	*holds = truth == EXPR_YES;
	return truth != EXPR_FAILED;
}

void expr_uses(const struct expr *x, bool *mark)
{
	for (const struct expr_node *n = x->nodes; n != NULL; n = n->older)
		if (n->kind == EXPR_COLUMN)
			mark[n->column] = true;
}

void expr_done(struct expr *x)
{
	if (x != NULL)
		free_nodes(x->nodes);
}
