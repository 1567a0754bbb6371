/* several: see several.h. */
#include "language/several.h"

#include <string.h>

#include "language/node.h"

/* ---------------------------------------------------------------- dimensions */

bool several_is(const struct yaml *dimension)
{
	const struct yaml *several = yaml_get(dimension, "several");
	bool joined;

	return several != NULL && !yaml_bool(several, &joined);
}

void several_check(struct language *l, const struct yaml *dimension)
{
	static const char *const others[] = {"is", "through", "within", NULL};
	const struct yaml *several = yaml_get(dimension, "several");
	const struct yaml *as = yaml_get(dimension, "as");

	if (!several_is(dimension)) {
		if (as != NULL)
			language_problem(l, as, "`as` tells codes together of `several: COLUMN`");
		if (several != NULL && yaml_get(dimension, "through") == NULL)
			language_problem(l, several,
			                 "several: true is of `through`; of a list of codes it "
			                 "names the column");
		return;
	}
	if (several->kind == YAML_LIST)
		language_problem(
		    l, several,
		    "several: the column with the list of codes, or {VALUE: CONDITION, ...}");
	if (several->kind == YAML_MAP && as != NULL)
		language_problem(l, as, "`as` tells codes together of `several: COLUMN`");
	for (size_t i = 0; others[i] != NULL; i++)
		if (yaml_get(dimension, others[i]) != NULL)
			language_problem(l, yaml_get(dimension, others[i]),
			                 "%s: not of a dimension with several: COLUMN", others[i]);
	if (as != NULL && (as->kind != YAML_MAP || as->n == 0))
		language_problem(l, as, "as: {CODE: NEW, ...} was expected");
	for (const struct yaml *code = node_items(as); code != NULL; code = code->next)
		if (code->kind != YAML_SCALAR)
			language_problem(l, code, "as: the code as which %.*s is told",
			                 SLICE(code->key));
}

/* ---------------------------------------------------------------- measures */

#define MARK "@within"

struct slice several_whole(const struct yaml *measure)
{
	struct slice text = measure->text;
	size_t mark = sizeof MARK - 1;

	if (measure->kind != YAML_SCALAR || text.n <= mark ||
	    memcmp(text.at + text.n - mark, MARK, mark) != 0)
		return (struct slice){0};
	text.n -= mark;
	if (memchr(text.at, '=', text.n) != NULL)
		return (struct slice){0};
	return text;
}
