/* language: see language.h. */
#include "language/language.h"

#include <stdio.h>
#include <stdlib.h>

#include "language/node.h"
#include "suggest.h"

void language_problem(struct language *l, const struct yaml *node, const char *format, ...)
{
	char message[1024];
	struct error place;
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	l->problem = array_room(l->problem, &l->problem_room, l->problems + 1, sizeof *l->problem);
	l->problem[l->problems++] = (struct language_problem){
	    node_share(l->arena, node),
	    arena_format(l->arena, "%s: %s", yaml_place(l->path, node, &place), message)};
}

const char *language_of(const struct language *l)
{
	return l->table == NULL ? "" : arena_format(l->arena, "%.*s: ", SLICE(l->table->key));
}

void language_keys(struct language *l, const struct yaml *map, const char *what,
                   const char *const *keys)
{
	for (const struct yaml *item = map->first; item != NULL; item = item->next) {
		const struct yaml place = yaml_key(item);
		struct str message = {0};
		if (!suggest_key(item->key, keys, what, &message))
			language_problem(l, &place, "%s", message.at);
		str_done(&message);
	}
}

struct yaml *language_table(struct language *l, const struct yaml *place, const char *name,
                            const char *from)
{
	struct yaml *tables =
	    node_section(l->arena, l->root, &(struct yaml){.key = slice_of("tables")});
	struct yaml *table = node_map(l->arena, place);

	if (yaml_get(tables, name) != NULL) {
		const struct yaml key = yaml_key(place);
		language_problem(l, &key, "there is a table %s already", name);
	} else {
		node_put(l->arena, tables, name, table);
	}
	node_put(l->arena, table, "from", node_text(l->arena, place, from));
	return node_put(l->arena, table, "through", node_list(l->arena, place));
}

void language_done(struct language *l)
{
	free(l->part);
	free(l->problem);
	l->part = NULL;
	l->problem = NULL;
}
