/* scopes: see scopes.h. */
#include "language/scopes.h"

#include <string.h>

#include "language/node.h"

/* What was given on the command line; NULL: nothing was. */
static const char *given(const struct language *l, struct slice name)
{
	for (int i = 0; i < l->ask.n_given; i++) {
		struct slice rest = slice_of(l->ask.given[i]), one;

		slice_cut(&rest, '=', &one);
		if (rest.at != NULL && slice_equal(one, name))
			return rest.at;
	}
	return NULL;
}

/* Whether a text is ${NAME} and nothing else, of a parameter that is empty. */
static bool is_empty(const struct language *l, struct slice text)
{
	struct slice name = {text.at + 2, text.n - 3};
	const struct yaml *one;
	const char *value;

	if (text.n < 4 || !slice_starts(text, "${") || text.at[text.n - 1] != '}')
		return text.n == 0;
	value = given(l, name);
	if (value != NULL)
		return value[0] == '\0';
	one = yaml_get(yaml_get(l->root, "parameters"), arena_text(l->arena, name));
	if (one != NULL && one->kind == YAML_MAP)
		one = yaml_get(one, "default");
	return one != NULL && one->kind == YAML_SCALAR && one->text.n == 0 && !yaml_is_null(one);
}

static void settle(struct language *l, const struct yaml *of)
{
	struct yaml *scope = (struct yaml *)yaml_get(of, "scope");
	const struct yaml *next;

	for (const struct yaml *one = node_items(scope); one != NULL; one = next) {
		next = one->next;
		if (one->kind == YAML_SCALAR && is_empty(l, one->text))
			node_take(scope, arena_text(l->arena, one->key));
	}
}

void scopes_settle(struct language *l)
{
	const struct yaml *tables = yaml_get(l->root, "tables");

	settle(l, l->root);
	for (const struct yaml *table = node_items(tables); table != NULL; table = table->next)
		if (table->kind == YAML_MAP)
			settle(l, table);
}
