/* cross_found: see cross_found.h. */
#include "language/cross_found.h"

#include "language/known_columns.h"
#include "language/node.h"

/* The columns of all these tables are those of the reports of validate. */
#define RULE "regel"
#define SEVERITY "allvar"
#define FILE_COLUMN "fil"
#define KEY_COLUMN "nyckel"
#define ROWS "rader"
#define MESSAGE "meddelande"
#define ADVICE "atgard"

#define LIST "rules.list"
#define COUNTED "rules.counted"
#define BROKEN "rules.broken"
#define FOUND "rules.found"
#define PERSONS "rules.persons"

static const char *severity_of(bool error)
{
	return error ? "fel" : "varning";
}

/* ---------------------------------------------------------------- where it was */

void cross_found_place(struct cross_rules *all)
{
	struct language *l = all->l;
	const struct yaml *place = yaml_get(l->root, "place");

	if (place == NULL)
		return;
	if (place->kind != YAML_MAP || place->n != 1 ||
	    (place->first->kind != YAML_MAP && !yaml_is_null(place->first))) {
		language_problem(l, place,
		                 "place is one column, and the tables that tell it of others: "
		                 "{COLUMN: {TABLE: KEY}}");
		return;
	}
	all->place = place->first;
	for (const struct yaml *one = node_items(place->first); one != NULL; one = one->next) {
		const struct yaml key = yaml_key(one);
		const char *columns = known_columns(l, one->key);
		if (!known_table(l, one->key))
			language_problem(l, &key, "no source or table %.*s in this pipeline%s",
			                 SLICE(one->key), known_table_near(l, one->key));
		else if (one->kind != YAML_SCALAR)
			language_problem(l, one, "the column of the key was expected here");
		else if (columns != NULL && !known_has(columns, place->first->key))
			language_problem(l, &key, "no column %.*s in %.*s%s",
			                 SLICE(place->first->key), SLICE(one->key),
			                 known_near(l, columns, one->key, place->first->key));
		else if (columns != NULL && !known_has(columns, one->text))
			language_problem(l, one, "no column %.*s in %.*s%s", SLICE(one->text),
			                 SLICE(one->key),
			                 known_near(l, columns, one->key, one->text));
	}
}

/* The table of `place:` whose key these columns have; NULL: none. */
static const struct yaml *way_to_place(const struct cross_rules *all, const char *columns)
{
	for (const struct yaml *one = node_items(all->place); one != NULL; one = one->next)
		if (known_has(columns, one->text))
			return one;
	return NULL;
}

/* ---------------------------------------------------------------- of one rule */

static const char *name_of(struct language *l, const struct cross_rule *r, const char *ending)
{
	return arena_format(l->arena, "%s.%.*s.%s", r->table, SLICE(r->name), ending);
}

const char *cross_found_table(struct language *l, const struct cross_rule *r)
{
	const struct yaml *found = yaml_get(r->node, "found");
	const char *name = arena_text(l->arena, found->text), *own = name_of(l, r, "found");

	if (!cross_rule_shares(l, r))
		return name;
	if (!known_table(l, slice_of(own)))
		node_step(l->arena, language_table(l, found, own, name), "where",
		          node_text(l->arena, found,
		                    arena_format(l->arena, RULE " = \"%.*s\"", SLICE(r->name))));
	return own;
}

static bool by_key(const struct cross_rule *r)
{
	return yaml_get(r->node, "found") == NULL || yaml_get(r->node, "on") != NULL;
}

struct yaml *cross_found_begin(struct cross_rules *all, const struct cross_rule *r)
{
	return language_table(all->l, r->of, name_of(all->l, r, "broken"),
	                      by_key(r) ? r->rows : cross_found_table(all->l, r));
}

static void add_text(struct language *l, struct yaml *list, const struct yaml *place,
                     const char *text)
{
	node_add(list, node_text(l->arena, place, text));
}

static const char *columns_of(struct cross_rules *all, const struct cross_rule *r)
{
	return by_key(r) ? r->columns : known_columns(all->l, yaml_get(r->node, "found")->text);
}

/* What a row is called by who mends it: the values of those columns of row_key that its table has, with blanks between. */
static void add_key(struct cross_rules *all, const struct cross_rule *r, struct yaml *steps)
{
	const struct yaml *key = yaml_get(all->l->root, "row_key");
	const char *columns = columns_of(all, r), *text = "";
	struct arena *a = all->l->arena;

	if (key == NULL)
		return;
	for (const struct yaml *c = yaml_first(key); c != NULL; c = yaml_next(key, c))
		if (columns != NULL && known_has(columns, c->text))
			text = arena_format(a, "%s%sif(missing(%.*s), \"-\", text(%.*s))", text,
			                    text[0] == '\0' ? "" : ", \" \", ", SLICE(c->text),
			                    SLICE(c->text));
	node_step(a, steps, "derive",
	          node_text(a, r->of,
	                    text[0] == '\0' ? KEY_COLUMN "=missing"
	                                    : arena_format(a, KEY_COLUMN "=concat(%s)", text)));
}

/* One column alone before the join, so that no other can stand on both sides. */
static void add_place(struct cross_rules *all, const struct cross_rule *r, struct yaml *steps)
{
	struct language *l = all->l;
	const char *columns = columns_of(all, r);
	const struct yaml *way = NULL;
	struct yaml *picked;

	if (all->place == NULL || (columns != NULL && known_has(columns, all->place->key)))
		return;
	if (columns == NULL)
		language_problem(
		    l, r->of, "which columns %s has is not known here, nor so its place", r->said);
	else if (by_key(r))
		way = way_to_place(all, columns);
	if (way == NULL) {
		node_step(
		    l->arena, steps, "derive",
		    node_text(l->arena, r->of,
		              arena_format(l->arena, "%.*s=missing", SLICE(all->place->key))));
		return;
	}
	picked = node_step(l->arena, steps, "pick", node_list(l->arena, way));
	add_text(l, picked, way, arena_text(l->arena, way->text));
	if (yaml_get(l->root, "row_key") != NULL)
		add_text(l, picked, way, KEY_COLUMN);
	struct yaml *join = node_step(l->arena, steps, "join", node_map(l->arena, way));
	node_put_text(l->arena, join, way, "args",
	              arena_format(l->arena, "@%.*s", SLICE(way->key)));
	node_put_text(l->arena, join, way, "on", arena_text(l->arena, way->text));
	node_put_text(l->arena, join, way, "cardinality", "n:m");
}

/* A step that leaves the rule, its severity, the file and the place. */
static void add_pick(struct cross_rules *all, const struct yaml *place, struct yaml *steps)
{
	static const char *const columns[] = {RULE, SEVERITY, FILE_COLUMN, NULL};
	struct yaml *kept =
	    node_step(all->l->arena, steps, "pick", node_list(all->l->arena, place));

	for (int i = 0; columns[i] != NULL; i++)
		add_text(all->l, kept, place, columns[i]);
	if (yaml_get(all->l->root, "row_key") != NULL)
		add_text(all->l, kept, place, KEY_COLUMN);
	if (all->place != NULL)
		add_text(all->l, kept, place, arena_text(all->l->arena, all->place->key));
}

void cross_found_end(struct cross_rules *all, const struct cross_rule *r, struct yaml *steps)
{
	struct language *l = all->l;
	struct yaml *told;

	add_key(all, r, steps);
	add_place(all, r, steps);
	told = node_step(l->arena, steps, "derive", node_list(l->arena, r->of));
	add_text(l, told, r->of, arena_format(l->arena, RULE "=\"%.*s\"", SLICE(r->name)));
	add_text(l, told, r->of, arena_format(l->arena, SEVERITY "=\"%s\"", severity_of(r->error)));
	add_text(l, told, r->of, arena_format(l->arena, FILE_COLUMN "=\"%s\"", r->file));
	add_pick(all, r->of, steps);
}

/* ---------------------------------------------------------------- of all rules */

/* Whether the rule is asked of a table that is (not) about persons. */
static bool is_asked(const struct cross_rules *all, struct slice rule, bool persons)
{
	for (size_t i = 0; i < all->n; i++)
		if (slice_equal(all->at[i].name, rule) && all->at[i].persons == persons)
			return true;
	return false;
}

static const struct cross_rule *first_asked(const struct cross_rules *all, bool persons)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].persons == persons)
			return &all->at[i];
	return NULL;
}

/* TABLE of what was found in the tables that are (not) about persons, one after the other. */
static struct yaml *append(struct cross_rules *all, const char *table, bool persons)
{
	const struct cross_rule *first = first_asked(all, persons);
	struct language *l = all->l;
	struct yaml *steps = language_table(l, first->of, table, name_of(l, first, "broken"));
	struct yaml *with = node_list(l->arena, first->of), *step;

	for (const struct cross_rule *r = first + 1; r < all->at + all->n; r++)
		if (r->persons == persons)
			add_text(l, with, r->of,
			         arena_format(l->arena, "@%s", name_of(l, r, "broken")));
	if (with->n == 0) {
		add_pick(all, first->of, steps);
		return steps;
	}
	step = node_step(l->arena, steps, "append", node_map(l->arena, first->of));
	node_put(l->arena, step, "with", with);
	return steps;
}

/* COLUMN="text" as an expression; missing if there is none. */
static const char *constant(struct language *l, const char *column, size_t i,
                            const struct yaml *text)
{
	struct str quoted = {0};
	const char *all;

	for (size_t k = 0; text != NULL && k < text->text.n; k++) {
		char c = text->text.at[k];
		if (c == '"' || c == '\\')
			str_add_byte(&quoted, '\\');
		str_add_byte(&quoted, c == '\n' || c == '\t' ? ' ' : c);
	}
	all = text == NULL
	          ? arena_format(l->arena, "%s_%zu=missing", column, i)
	          : arena_format(l->arena, "%s_%zu=\"%.*s\"", column, i, SLICE(str_slice(&quoted)));
	str_done(&quoted);
	return all;
}

/* Each rule, by steps that need no file: a count is one row whatever is counted, and the rules are columns of it before they are rows. */
static void add_list(struct cross_rules *all)
{
	static const char *const columns[] = {RULE,   SEVERITY,     MESSAGE, MESSAGE "_en",
	                                      ADVICE, ADVICE "_en", NULL};
	struct language *l = all->l;
	const struct cross_rule *first = first_asked(all, false);
	const struct yaml *rules = yaml_get(l->root, "rules"), *message, *advice;
	struct yaml *steps, *step, *texts, *rows;
	size_t i = 0;

	first = first == NULL ? all->at : first;
	steps = language_table(l, rules, LIST, first->table);
	step = node_step(l->arena, steps, "aggregate", node_map(l->arena, rules));
	node_put_text(l->arena, step, rules, "args", ROWS "=count()");
	texts = node_step(l->arena, steps, "derive", node_list(l->arena, rules));
	step = node_step(l->arena, steps, "longer", node_map(l->arena, rules));
	node_put_text(l->arena, step, rules, "name", RULE);
	rows = node_put(l->arena, step, "args", node_list(l->arena, rules));
	for (const struct yaml *r = node_items(rules); r != NULL; r = r->next, i++) {
		bool error = node_is(cross_rule_told(l, r->key, "severity"), "error");
		message = cross_rule_told(l, r->key, "message");
		advice = cross_rule_told(l, r->key, "mend");
		add_text(l, texts, r,
		         arena_format(l->arena, SEVERITY "_%zu=\"%s\"", i, severity_of(error)));
		add_text(l, texts, r, constant(l, MESSAGE, i, yaml_get(message, "sv")));
		add_text(l, texts, r, constant(l, MESSAGE "_en", i, yaml_get(message, "en")));
		add_text(l, texts, r, constant(l, ADVICE, i, yaml_get(advice, "sv")));
		add_text(l, texts, r, constant(l, ADVICE "_en", i, yaml_get(advice, "en")));
		add_text(l, rows, r,
		         arena_format(l->arena,
		                      "%.*s:" SEVERITY "_%zu=" SEVERITY "," MESSAGE "_%zu=" MESSAGE
		                      "," MESSAGE "_en_%zu=" MESSAGE "_en," ADVICE "_%zu=" ADVICE
		                      "," ADVICE "_en_%zu=" ADVICE "_en",
		                      SLICE(r->key), i, i, i, i, i));
	}
	node_step(l->arena, steps, "order", node_text(l->arena, rules, RULE));
	texts = node_step(l->arena, steps, "pick", node_list(l->arena, rules));
	for (int k = 0; columns[k] != NULL; k++)
		add_text(l, texts, rules, columns[k]);
}

/* Those that are asked of other tables only are not in rules.found. */
static void add_only_open(struct cross_rules *all, struct yaml *steps, const struct yaml *rules)
{
	const char *list = "";
	size_t n = 0;

	for (const struct yaml *r = node_items(rules); r != NULL; r = r->next)
		if (is_asked(all, r->key, false)) {
			list = arena_format(all->l->arena, "%s%s\"%.*s\"", list, n == 0 ? "" : ", ",
			                    SLICE(r->key));
			n++;
		}
	if (n < rules->n)
		node_step(all->l->arena, steps, "where",
		          node_text(all->l->arena, rules,
		                    arena_format(all->l->arena, RULE " in (%s)", list)));
}

/* How many by rule, file and place; a rule that nothing broke has nought. */
static void add_found(struct cross_rules *all)
{
	struct language *l = all->l;
	const struct yaml *rules = yaml_get(l->root, "rules");
	struct yaml *steps, *step, *list;

	append(all, BROKEN, false);
	steps = language_table(l, rules, COUNTED, BROKEN);
	step = node_step(l->arena, steps, "aggregate", node_map(l->arena, rules));
	list = node_put(l->arena, step, "by", node_list(l->arena, rules));
	add_text(l, list, rules, RULE);
	add_text(l, list, rules, FILE_COLUMN);
	if (all->place != NULL)
		add_text(l, list, rules, arena_text(l->arena, all->place->key));
	node_put_text(l->arena, step, rules, "args", ROWS "=count()");

	steps = language_table(l, rules, FOUND, LIST);
	add_only_open(all, steps, rules);
	list = node_step(l->arena, steps, "pick", node_list(l->arena, rules));
	add_text(l, list, rules, RULE);
	add_text(l, list, rules, SEVERITY);
	step = node_step(l->arena, steps, "join", node_map(l->arena, rules));
	node_put_text(l->arena, step, rules, "args", "@" COUNTED);
	node_put_text(l->arena, step, rules, "on", RULE);
	node_put_text(l->arena, step, rules, "cardinality", "1:n");
	node_step(l->arena, steps, "derive",
	          node_text(l->arena, rules, ROWS "=coalesce(" ROWS ", 0)"));
}

void cross_found_gather(struct cross_rules *all)
{
	add_list(all);
	if (first_asked(all, false) != NULL)
		add_found(all);
	if (first_asked(all, true) != NULL)
		append(all, PERSONS, true);
}
