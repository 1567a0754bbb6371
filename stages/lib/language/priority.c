/* priority: see priority.h. */
#include "language/priority.h"

#include <string.h>

#include "language/node.h"

/* Until the sign that ends the name of a table. */
static struct slice name_of(struct slice text)
{
	size_t n = 0;

	while (n < text.n && strchr(":[ ", text.at[n]) == NULL)
		n++;
	return (struct slice){text.at, n};
}

const char *priority_table(struct language *l, struct slice question)
{
	const char *inside = arena_format(l->arena, "%.*s-inside", SLICE(question));

	return yaml_get(yaml_get(l->root, "asked"), inside) != NULL
	           ? inside
	           : arena_text(l->arena, question);
}

static struct yaml *named(struct language *l, const struct yaml *item)
{
	struct slice name = name_of(item->text);
	const char *inside;

	if (item->kind != YAML_SCALAR)
		return node_share(l->arena, item);
	inside = priority_table(l, name);
	return node_text(l->arena, item,
	                 arena_format(l->arena, "%s%.*s", inside, (int)(item->text.n - name.n),
	                              name.at + name.n));
}

void priority_write_out(struct language *l, struct yaml *group)
{
	struct yaml *said = node_take(group, "priority"), *all;

	if (said == NULL)
		return;
	all = node_put(l->arena, group, "priority", node_list(l->arena, said));
	all->key_line = said->key_line;
	all->key_column = said->key_column;
	for (const struct yaml *item = yaml_first(said); item != NULL; item = yaml_next(said, item))
		node_add(all, named(l, item));
}
