/* questions: see questions.h. */
#include "language/questions.h"

#include "language/beside.h"
#include "language/change.h"
#include "language/counted.h"
#include "language/grouped.h"
#include "language/models.h"
#include "language/nested.h"
#include "language/node.h"
#include "language/when.h"

/* A table that is from a population is made of its rows. */
static struct yaml *other_table(struct language *l, const struct yaml *table)
{
	const struct yaml *from = yaml_get(table, "from");
	const char *rows =
	    from == NULL || from->kind != YAML_SCALAR ? NULL : models_rows(l, from->text);
	struct yaml *all = node_share(l->arena, table);

	if (rows == NULL)
		return all;
	all->first = NULL;
	all->n = 0;
	for (const struct yaml *key = table->first; key != NULL; key = key->next)
		if (key != from)
			node_add(all, node_share(l->arena, key));
		else
			node_put(l->arena, all, "from", node_text(l->arena, from, rows));
	return all;
}

/* The table that is being written out, into `all`. `tables`: as their authors wrote them. */
static void write_out(struct language *l, struct yaml *all, const struct yaml *tables)
{
	const struct yaml *ask = yaml_get(l->table, "ask");

	if (ask != NULL && ask->kind == YAML_MAP)
		grouped_write_out(l, all, l->table);
	else if (ask != NULL && ask->kind == YAML_LIST)
		beside_write_out(l, all, l->table);
	else if (ask != NULL)
		counted_write_out(l, all, l->table);
	else if (yaml_get(l->table, "chain") != NULL)
		nested_write_out(l, all, l->table);
	else if (yaml_get(l->table, "change") != NULL)
		change_write_out(l, all, tables, l->table);
	else
		node_add(all, other_table(l, l->table));
}

void questions_write_out(struct language *l)
{
	struct yaml *tables = (struct yaml *)yaml_get(l->root, "tables"), *all;

	if (tables == NULL || tables->kind != YAML_MAP)
		return;
	all = node_map(l->arena, tables);
	grouped_note(l, tables);
	for (const struct yaml *table = tables->first; table != NULL; table = table->next)
		when_check(l, table);
	for (l->table = tables->first; l->table != NULL; l->table = l->table->next)
		write_out(l, all, tables);
	tables->first = all->first;
	tables->n = all->n;
}
