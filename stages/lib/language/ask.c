/* ask: see ask.h. */
#include "language/ask.h"

#include "language/node.h"

#define TABLE "ask"
#define GROUP "asked"

void ask_begin(struct language *l)
{
	static const char *const not_asked[] = {"reports", "publish", "handover", "sites", NULL};
	const struct yaml *question;
	struct error e = {0};

	question = yaml_parse("ask", slice_of(l->ask.text), l->arena, &e);
	if (question == NULL || question->kind != YAML_MAP) {
		language_problem(l, l->root, "the question is no map: %s", e.text);
		return;
	}
	for (size_t i = 0; not_asked[i] != NULL; i++)
		node_take(l->root, not_asked[i]);
	node_put(l->arena,
	         node_section(l->arena, l->root,
	                      &(struct yaml){.kind = YAML_MAP, .key = slice_of("tables")}),
	         TABLE, node_share(l->arena, question));
}

/* ask, ask-inside, ask-year-ago. */
bool ask_owns(const struct language *l, struct slice table)
{
	return l->ask.text != NULL && (slice_is(table, TABLE) || slice_starts(table, TABLE "-"));
}

/* How the first group hides; what it says of its own tables and columns is not of this one. */
static struct yaml *settings(struct language *l, const struct yaml *groups)
{
	static const char *const own[] = {"tables",   "untied",    "overlap",
	                                  "relation", "hierarchy", "site",
	                                  "priority", "questions", NULL};
	struct yaml *group = node_map(l->arena, groups);

	for (const struct yaml *key = groups->first->first; key != NULL; key = key->next) {
		size_t i = 0;
		while (own[i] != NULL && !slice_is(key->key, own[i]))
			i++;
		if (own[i] == NULL)
			node_add(group, node_share(l->arena, key));
	}
	return group;
}

void ask_protect(struct language *l, struct yaml *groups)
{
	const struct yaml *asked = yaml_get(l->root, "asked");
	struct yaml *tables = node_map(l->arena, l->root), *group;

	for (const struct yaml *one = asked == NULL ? NULL : asked->first; one != NULL;
	     one = one->next)
		if (ask_owns(l, one->key))
			node_put(l->arena, tables, arena_text(l->arena, one->key),
			         node_share(l->arena, one));
	if (tables->n == 0 || l->ask.inside)
		return;
	if (groups == NULL || groups->first == NULL || groups->first->kind != YAML_MAP) {
		language_problem(l, tables->first,
		                 "it is about persons, and the pipeline does not say how they are "
		                 "protected (protect: {min: ...})");
		return;
	}
	group = settings(l, groups);
	node_put(l->arena, group, "tables", tables);
	node_put(l->arena, groups, GROUP, group);
}
