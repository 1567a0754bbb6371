/* parameter_scope: see parameter_scope.h. */
#include "pipeline/parameter_scope.h"

#include <string.h>

static const struct yaml *list(struct parameter_scope s)
{
	return yaml_get(s.node, "of");
}

const char *parameter_scope_wrong(struct parameter_scope s, const struct yaml **where)
{
	const struct yaml *of = list(s), *rest = yaml_get(s.node, "default");

	*where = s.node;
	if (of == NULL || of->kind != YAML_LIST || of->n == 0 || rest == NULL)
		return "a scope has `of`, a list of parameters, and a default";
	for (*where = of->first; *where != NULL; *where = (*where)->next)
		if ((*where)->kind != YAML_SCALAR || s.value_of(s.others, (*where)->text) == NULL)
			return "a parameter that stands before this";
	return NULL;
}

/* The next of the list, from `item` on, that has a value. */
static const struct yaml *given(struct parameter_scope s, const struct yaml *item)
{
	for (; item != NULL; item = item->next) {
		const char *value = s.value_of(s.others, item->text);
		if (value != NULL && value[0] != '\0')
			return item;
	}
	return NULL;
}

const char *parameter_scope_of(struct parameter_scope s, struct arena *a)
{
	const struct yaml *item = given(s, list(s)->first);

	return arena_text(a, item != NULL ? item->text : yaml_get(s.node, "default")->text);
}

bool parameter_scope_is_each(struct parameter_scope s)
{
	const struct yaml *item = given(s, list(s)->first), *each = yaml_get(s.node, "each");

	return item != NULL && item == list(s)->first && each != NULL && each->kind == YAML_MAP &&
	       each->n == 1 && strcmp(s.value_of(s.others, item->text), "*") == 0;
}

bool parameter_scope_is_wide(struct parameter_scope s)
{
	return given(s, list(s)->first) != list(s)->first;
}

const char *parameter_scope_value(struct parameter_scope s, struct arena *a, struct error *e)
{
	const struct yaml *item = given(s, list(s)->first);
	const struct yaml *other = item == NULL ? NULL : given(s, item->next);

	if (item == NULL)
		return parameter_scope_of(s, a);
	if (other != NULL) {
		error_set(e, "%.*s and %.*s are given; a report is of one of them",
		          SLICE(item->text), SLICE(other->text));
		return NULL;
	}
	const char *value = s.value_of(s.others, item->text);

	if (parameter_scope_is_each(s))
		return arena_text(a, yaml_get(s.node, "each")->first->key);
	return item == list(s)->first ? value
	                              : arena_format(a, "%.*s-%s", SLICE(item->text), value);
}
