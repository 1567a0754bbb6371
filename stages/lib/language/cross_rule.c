/* cross_rule: see cross_rule.h. */
#include "language/cross_rule.h"

#include <stdlib.h>

#include "language/known_columns.h"
#include "language/models.h"
#include "language/node.h"
#include "token.h"

#define RULE_COLUMN "regel"

static const char *const keys_of_rule[] = {"of",       "against", "keeps",   "found", "on",
                                           "severity", "takes",   "message", "mend",  NULL};
static const char *const keys_of_message[] = {"sv", "en", NULL};

/* What is said of a rule, be it one map or a list of them. */
static const struct yaml *first_of(const struct yaml *rule)
{
	return rule->kind == YAML_LIST ? rule->first : rule;
}

static const struct yaml *next_of(const struct yaml *rule, const struct yaml *one)
{
	return rule->kind == YAML_LIST ? one->next : NULL;
}

/* ---------------------------------------------------------------- names of tables */

/* A source or table; a population stands for the table of its rows. NULL: there is none, which was said. */
static const char *table_of(struct language *l, const struct yaml *node, struct slice name)
{
	const char *rows = models_rows(l, name);

	if (rows != NULL)
		return rows;
	if (known_table(l, name))
		return arena_text(l->arena, name);
	language_problem(l, node, "no source, table, population or family %.*s in this pipeline%s",
	                 SLICE(name), known_table_near(l, name));
	return NULL;
}

size_t cross_rule_names(struct language *l, const struct yaml *list, struct cross_name **names)
{
	size_t n = 0, room = 0;
	struct cross_name *all = NULL;

	for (const struct yaml *one = yaml_first(list); one != NULL; one = yaml_next(list, one)) {
		const struct yaml *family = NULL;
		if (one->kind != YAML_SCALAR || one->text.n == 0) {
			language_problem(l, one,
			                 "the name of a table, or of a family, was expected here");
			continue;
		}
		if (!known_table(l, one->text))
			family = yaml_get(yaml_get(l->root, "families"), one->text.at);
		for (const struct yaml *m = family == NULL ? one : family->first; m != NULL;
		     m = family == NULL ? NULL : m->next) {
			const char *table = table_of(l, one, m->text);
			all = array_room(all, &room, n + 1, sizeof *all);
			if (table != NULL)
				all[n++] =
				    (struct cross_name){one, arena_text(l->arena, m->text), table};
		}
	}
	*names = all;
	return n;
}

/* ---------------------------------------------------------------- columns */

/* What a table of `against` or `found` has; NULL: it is not there, or that is not known, which was said. */
static const char *columns_needed(struct language *l, const struct yaml *place, struct slice name)
{
	const char *columns;

	if (!known_table(l, name)) {
		language_problem(l, place, "no source or table %.*s in this pipeline%s",
		                 SLICE(name), known_table_near(l, name));
		return NULL;
	}
	columns = known_columns(l, name);
	if (columns == NULL)
		language_problem(l, place,
		                 "which columns %.*s has is not known here; let it end with pick",
		                 SLICE(name));
	return columns;
}

/* Whether the columns of a key are in a table; one of which they are not known may have them. */
static bool has_key(struct language *l, const struct yaml *key, const char *columns,
                    const char *table)
{
	bool good = key->kind != YAML_MAP;

	for (const struct yaml *one = yaml_first(key); good && one != NULL;
	     one = yaml_next(key, one))
		good = one->kind == YAML_SCALAR && one->text.n > 0;
	if (!good)
		language_problem(l, key, "a column, or a list of columns, was expected here");
	for (const struct yaml *one = good ? yaml_first(key) : NULL; one != NULL;
	     one = yaml_next(key, one))
		if (columns != NULL && !known_has(columns, one->text)) {
			language_problem(l, one, "no column %.*s in %s%s", SLICE(one->text), table,
			                 known_near(l, columns, slice_of(table), one->text));
			good = false;
		}
	return good;
}

/* The next word of an expression that is a column; a parameter is none. */
static bool token_column(struct slice *rest, struct slice *token)
{
	while (token_next(rest, token)) {
		if (slice_is(*token, "$"))
			while (!slice_is(*token, "}") && token_next(rest, token))
				;
		else if (token_is_name(*token, *rest) && !slice_is(*token, "true") &&
		         !slice_is(*token, "false"))
			return true;
	}
	return false;
}

/* Its own column comes before one that is joined, and that of a table before that of those after it. */
const char *cross_rule_brings(struct language *l, const struct cross_rule *r,
                              const struct yaml *against)
{
	struct slice rest = yaml_get(r->node, "keeps")->text, word;
	const char *list = "";

	while (token_column(&rest, &word)) {
		bool before = r->columns != NULL && known_has(r->columns, word);
		for (const struct yaml *one = node_items(yaml_get(r->node, "against"));
		     one != NULL && one != against && !before; one = one->next)
			before = known_has(known_columns(l, one->key), word);
		if (!before && known_has(known_columns(l, against->key), word))
			list = known_add(l, list, word);
	}
	return known_without(l, list, known_names(l, against));
}

/* ---------------------------------------------------------------- what one says */

/* Every word that is a column is one of the table, or of those it is held against. */
static void check_words(struct language *l, const struct cross_rule *r)
{
	const struct yaml *keeps = yaml_get(r->node, "keeps");
	struct slice rest = keeps->text, word;
	const char *all = r->columns;

	for (const struct yaml *one = node_items(yaml_get(r->node, "against"));
	     one != NULL && all != NULL; one = one->next) {
		struct slice more = slice_of(known_columns(l, one->key)), name;
		while (slice_cut(&more, ',', &name))
			all = known_add(l, all, name);
	}
	while (all != NULL && token_column(&rest, &word))
		if (!known_has(all, word))
			language_problem(l, keeps, "%.*s of %s: no column %.*s%s", SLICE(r->name),
			                 r->said, SLICE(word),
			                 known_near(l, all, slice_of(r->said), word));
}

static void check_keeps(struct language *l, const struct cross_rule *r)
{
	const struct yaml *against = yaml_get(r->node, "against"), *keeps;
	size_t before = l->problems;

	keeps = yaml_get(r->node, "keeps");
	if (keeps->kind != YAML_SCALAR || keeps->text.n == 0)
		language_problem(l, keeps, "an expression as in `where` was expected here");
	if (against != NULL && against->kind != YAML_MAP)
		language_problem(l, against,
		                 "against is a map of tables and keys: {TABLE: COLUMN}");
	for (const struct yaml *one = node_items(against); one != NULL; one = one->next) {
		const struct yaml place = yaml_key(one);
		const char *columns = columns_needed(l, &place, one->key);
		if (columns == NULL || !has_key(l, one, r->columns, r->said))
			continue;
		has_key(l, one, columns, arena_text(l->arena, one->key));
		if (l->problems == before && cross_rule_brings(l, r, one)[0] == '\0')
			language_problem(l, &place, "%.*s of %s: `keeps` has no column of %.*s",
			                 SLICE(r->name), r->said, SLICE(one->key));
	}
	if (l->problems == before)
		check_words(l, r);
}

static void check_found(struct language *l, const struct cross_rule *r)
{
	const struct yaml *found = yaml_get(r->node, "found"), *on = yaml_get(r->node, "on");
	const char *columns;

	if (yaml_get(r->node, "against") != NULL)
		language_problem(l, yaml_get(r->node, "against"),
		                 "against goes with `keeps`; %.*s says what it `found`",
		                 SLICE(r->name));
	if (found->kind != YAML_SCALAR) {
		language_problem(l, found, "the name of a table was expected here");
		return;
	}
	columns = columns_needed(l, found, found->text);
	if (columns != NULL && on != NULL)
		has_key(l, on, columns, arena_text(l->arena, found->text));
}

static void check_takes(struct language *l, const struct cross_rule *r)
{
	const struct yaml *takes = yaml_get(r->node, "takes"), *on = yaml_get(r->node, "on");
	struct cross_name *names;
	size_t n = takes == NULL ? 0 : cross_rule_names(l, takes, &names);

	if (takes == NULL)
		return;
	if (!r->error)
		language_problem(l, takes, "only an error takes rows; %.*s is a warning",
		                 SLICE(r->name));
	for (size_t i = 0; i < n && on != NULL; i++)
		has_key(l, on, known_columns(l, slice_of(names[i].table)), names[i].said);
	free(names);
}

static void check(struct language *l, const struct cross_rule *r)
{
	const struct yaml *on = yaml_get(r->node, "on"), *takes = yaml_get(r->node, "takes");
	const struct yaml *keeps = yaml_get(r->node, "keeps"), *found = yaml_get(r->node, "found");
	size_t before = l->problems;

	if ((keeps == NULL) == (found == NULL)) {
		language_problem(l, r->node,
		                 "%.*s says what a row `keeps`, or names the table of what it "
		                 "`found`: one of the two",
		                 SLICE(r->name));
		return;
	}
	if (on != NULL)
		has_key(l, on, r->columns, r->said);
	else if (r->error && found != NULL)
		language_problem(
		    l, r->node,
		    "%.*s removes the rows of %s that %.*s has: `on` says by which columns",
		    SLICE(r->name), r->said, SLICE(found->text));
	else if (takes != NULL)
		language_problem(l, takes, "%.*s: `on` says by which columns they hang on %s",
		                 SLICE(r->name), r->said);
	if (keeps != NULL)
		check_keeps(l, r);
	else
		check_found(l, r);
	if (l->problems == before)
		check_takes(l, r);
}

bool cross_rule_shares(struct language *l, const struct cross_rule *r)
{
	return known_has(known_columns(l, yaml_get(r->node, "found")->text), slice_of(RULE_COLUMN));
}

/* ---------------------------------------------------------------- a rule as a whole */

const struct yaml *cross_rule_told(const struct language *l, struct slice name, const char *key)
{
	const struct yaml *rule = NULL, *told = NULL;

	for (const struct yaml *r = node_items(yaml_get(l->root, "rules")); r != NULL; r = r->next)
		if (slice_equal(r->key, name))
			rule = r;
	for (const struct yaml *one = rule == NULL ? NULL : first_of(rule);
	     one != NULL && told == NULL; one = next_of(rule, one))
		told = yaml_get(one, key);
	return told;
}

static void said_twice(struct language *l, const struct yaml *node, const struct yaml *first,
                       const char *what)
{
	struct error e;

	language_problem(l, node, "%s stands at %s already: it is said once", what,
	                 yaml_place(l->path, first, &e));
}

static void check_texts(struct language *l, const struct yaml *texts)
{
	if (texts != NULL && texts->kind != YAML_MAP)
		language_problem(l, texts, "a message is a text in sv, en or both");
	else if (texts != NULL)
		language_keys(l, texts, "a message", keys_of_message);
	for (const struct yaml *text = node_items(texts); text != NULL; text = text->next)
		if (text->kind != YAML_SCALAR || text->text.n == 0)
			language_problem(l, text, "a text was expected here");
}

/* Its severity, message and advice, of which each stands in one of the maps. */
static void check_told(struct language *l, const struct yaml *rule)
{
	static const char *const once[] = {"severity", "message", "mend", NULL};
	const struct yaml *severity = cross_rule_told(l, rule->key, "severity");
	const struct yaml *message = cross_rule_told(l, rule->key, "message");
	const struct yaml place = yaml_key(rule);

	for (int i = 0; once[i] != NULL; i++) {
		const struct yaml *told = cross_rule_told(l, rule->key, once[i]), *node;
		for (const struct yaml *one = first_of(rule); one != NULL; one = next_of(rule, one))
			if ((node = yaml_get(one, once[i])) != NULL && node != told)
				said_twice(l, node, told,
				           arena_format(l->arena, "the %s of %.*s", once[i],
				                        SLICE(rule->key)));
	}
	if (!node_is(severity, "error") && !node_is(severity, "warning"))
		language_problem(l, severity == NULL ? &place : severity,
		                 "severity of %.*s: error or warning", SLICE(rule->key));
	check_texts(l, message);
	check_texts(l, cross_rule_told(l, rule->key, "mend"));
}

static void add(struct cross_rules *all, const struct yaml *rule, const struct yaml *node,
                const struct cross_name *table)
{
	struct language *l = all->l;
	const struct yaml *source = known_source(l, slice_of(table->table));
	struct cross_rule r = {.name = rule->key,
	                       .node = node,
	                       .of = table->node,
	                       .said = table->said,
	                       .table = table->table,
	                       .columns = known_columns(l, slice_of(table->table)),
	                       .error = node_is(cross_rule_told(l, rule->key, "severity"), "error"),
	                       .persons = known_persons(l, source)};

	r.file = source == NULL ? r.said : arena_text(l->arena, source->key);
	for (size_t i = 0; i < all->n; i++)
		if (slice_equal(all->at[i].name, r.name) &&
		    strcmp(all->at[i].table, r.table) == 0) {
			said_twice(l, r.of, all->at[i].of,
			           arena_format(l->arena, "%.*s of %s", SLICE(r.name), r.said));
			return;
		}
	check(l, &r);
	all->at = array_room(all->at, &all->room, all->n + 1, sizeof *all->at);
	all->at[all->n++] = r;
}

static void read_one(struct cross_rules *all, const struct yaml *rule, const struct yaml *node)
{
	const struct yaml *of = yaml_get(node, "of");
	struct cross_name *tables;
	size_t n;

	if (node->kind != YAML_MAP) {
		language_problem(all->l, node,
		                 "{of: TABLE, keeps: EXPRESSION, severity: error} was "
		                 "expected here");
		return;
	}
	language_keys(all->l, node, "a rule", keys_of_rule);
	if (of == NULL) {
		language_problem(all->l, node, "%.*s: `of` names the tables whose rows it asks",
		                 SLICE(rule->key));
		return;
	}
	n = cross_rule_names(all->l, of, &tables);
	for (size_t i = 0; i < n; i++)
		add(all, rule, node, &tables[i]);
	free(tables);
}

/* It becomes part of names of tables. */
static bool is_name(struct slice name)
{
	for (size_t i = 0; i < name.n; i++)
		if (!(name.at[i] >= '0' && name.at[i] <= '9') &&
		    !(name.at[i] >= 'a' && name.at[i] <= 'z') &&
		    !(name.at[i] >= 'A' && name.at[i] <= 'Z') && name.at[i] != '-' &&
		    name.at[i] != '_')
			return false;
	return name.n > 0;
}

void cross_rule_read(struct cross_rules *all)
{
	const struct yaml *rules = yaml_get(all->l->root, "rules");

	if (rules != NULL && rules->kind != YAML_MAP)
		language_problem(all->l, rules, "rules is a map of names");
	for (const struct yaml *rule = node_items(rules); rule != NULL; rule = rule->next) {
		if (!is_name(rule->key)) {
			const struct yaml place = yaml_key(rule);
			language_problem(all->l, &place,
			                 "the name of a rule has letters, digits, - and _");
			continue;
		}
		check_told(all->l, rule);
		for (const struct yaml *one = first_of(rule); one != NULL; one = next_of(rule, one))
			read_one(all, rule, one);
	}
}
