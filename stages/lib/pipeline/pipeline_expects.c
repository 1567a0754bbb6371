/* pipeline_expects: see pipeline_expects.h. The tables are written as an author would write them, and read as such. */
#include "pipeline/pipeline_expects.h"

#include <stdlib.h>
#include <string.h>

/* An entry, and the text of its tables. */
struct expects {
	const char *name;
	const struct yaml *each, *of, *kept, *on, *covers, *columns;
	bool stops; /* the run, where nothing came */
	struct str text;
};

/* What is shown to others, or answered, may not be of nothing. A list of what lacks is made of just that. */
static bool tells_others(const struct pipeline *p)
{
	return p->asked || yaml_get(p->root, "publish") != NULL ||
	       yaml_get(p->root, "handover") != NULL;
}

/* ---------------------------------------------------------------- an entry */

static bool names_table(struct pipeline *p, const struct yaml *node, const char *key,
                        const struct yaml *entry)
{
	if (node == NULL || node->kind != YAML_SCALAR)
		pipeline_problem(p, node == NULL ? entry : node, "%s names a source or table", key);
	else if (pipeline_find(p, node->text) == NULL)
		pipeline_problem(p, node, "%s: no source or table %.*s in this pipeline", key,
		                 SLICE(node->text));
	else
		return true;
	return false;
}

static bool is_source(const struct pipeline *p, const struct yaml *node)
{
	struct output *o = pipeline_find(p, node->text);

	return o->target->kind == TARGET_SOURCE && o == o->target->output;
}

static bool are_names(struct pipeline *p, const struct yaml *node, const char *key,
                      const struct yaml *entry, bool map)
{
	bool good = node != NULL && (node->kind != YAML_MAP || map);

	for (const struct yaml *item = good ? yaml_first(node) : NULL; good && item != NULL;
	     item = yaml_next(node, item))
		good = item->kind == YAML_SCALAR && item->text.n > 0;
	if (!good)
		pipeline_problem(p, node == NULL ? entry : node, "%s is the name of a column, %s",
		                 key, map ? "a list of them, or a map" : "or a list of them");
	return good;
}

static bool has_name(const struct yaml *list, struct slice name)
{
	for (const struct yaml *item = yaml_first(list); item != NULL; item = yaml_next(list, item))
		if (slice_equal(item->text, name))
			return true;
	return false;
}

static bool read_covers(struct pipeline *p, const struct expects *x)
{
	if (x->covers == NULL)
		return true;
	if (x->covers->kind != YAML_MAP || x->covers->n != 1 ||
	    x->covers->first->kind != YAML_SCALAR)
		pipeline_problem(p, x->covers, "covers is a column and its value in the window");
	else if (!has_name(x->on, x->covers->first->key))
		pipeline_problem(p, x->covers, "%.*s is no column of `on`",
		                 SLICE(x->covers->first->key));
	else
		return true;
	return false;
}

static bool read_entry(struct pipeline *p, const struct yaml *entry, struct expects *x)
{
	bool good;

	x->name = arena_text(p->arena, entry->key);
	x->each = yaml_get(entry, "each");
	x->of = yaml_get(entry, "of");
	x->kept = yaml_get(entry, "kept");
	x->on = yaml_get(entry, "on");
	x->covers = yaml_get(entry, "covers");
	x->columns = yaml_get(entry, "columns");
	good = names_table(p, x->each, "each", entry);
	good &= names_table(p, x->of, "of", entry);
	good &= x->kept == NULL || names_table(p, x->kept, "kept", entry);
	good &= are_names(p, x->on, "on", entry, false);
	good &= x->columns == NULL || are_names(p, x->columns, "columns", entry, true);
	if (good && !is_source(p, x->of)) {
		pipeline_problem(p, x->of, "of names a source: %.*s is none", SLICE(x->of->text));
		good = false;
	}
	x->kept = x->kept == NULL ? x->of : x->kept;
	return good && read_covers(p, x);
}

/* ---------------------------------------------------------------- its tables */

/* Text within double quotes of YAML. */
static void add_quoted(struct str *to, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (text.at[i] == '"' || text.at[i] == '\\')
			str_add_byte(to, '\\');
		str_add_byte(to, text.at[i]);
	}
}

/* The columns of the key, and these beside them. */
static void add_names(struct expects *x, const struct yaml *columns)
{
	const struct yaml *const list[] = {x->on, columns};

	str_add_text(&x->text, "[");
	for (int i = 0; i < 2 && list[i] != NULL; i++)
		for (const struct yaml *item = yaml_first(list[i]); item != NULL;
		     item = yaml_next(list[i], item)) {
			str_add_text(&x->text, i == 0 && item == yaml_first(x->on) ? "\"" : ", \"");
			add_quoted(&x->text, item->text);
			str_add_text(&x->text, "\"");
		}
	str_add_text(&x->text, "]");
}

static void add_keys(struct expects *x)
{
	add_names(x, NULL);
}

/* Begins the table NAME.ENDING, or NAME. */
static void begin(struct expects *x, const char *ending, struct slice from)
{
	str_addf(&x->text, "\"%s%s\":\n  from: \"", x->name, ending);
	add_quoted(&x->text, from);
	str_add_text(&x->text, "\"\n  through:\n");
}

static void add_join(struct expects *x, const char *ending)
{
	str_addf(&x->text, "  - join: {args: \"@%s%s\", cardinality: \"n:1\", on: ", x->name,
	         ending);
	add_keys(x);
	str_add_text(&x->text, "}\n");
}

/* Rows by key; of those that were kept also how many have each column filled. */
static void add_counts(struct expects *x, const char *column, const struct yaml *columns)
{
	size_t i = 0;

	str_add_text(&x->text, "  - pick: ");
	add_names(x, columns);
	str_add_text(&x->text, "\n  - aggregate: {by: ");
	add_keys(x);
	str_addf(&x->text, ", args: [\"%s=count()\"", column);
	for (const struct yaml *item = yaml_first(columns); item != NULL;
	     item = yaml_next(columns, item)) {
		str_addf(&x->text, ", \"filled_%zu=count(not missing(", ++i);
		add_quoted(&x->text, item->text);
		str_add_text(&x->text, "))\"");
	}
	str_add_text(&x->text, "]}\n");
}

/* Ends the run, and says of what nothing came. */
static void add_ending(struct expects *x, const char *seen)
{
	if (!x->stops)
		return;
	str_add_text(&x->text, ", at-least: \"1\", otherwise: \"");
	add_quoted(&x->text, x->of->text);
	str_add_text(&x->text, ": nothing came");
	if (x->covers != NULL) {
		str_add_text(&x->text, " for ");
		add_quoted(&x->text, x->covers->first->key);
		str_add_text(&x->text, " ");
		add_quoted(&x->text, x->covers->first->text);
	}
	str_add_text(&x->text, "\"");
	if (seen != NULL) {
		str_add_text(&x->text, ", seen: \"");
		add_quoted(&x->text, x->covers->first->key);
		str_add_text(&x->text, "\"");
	}
}

/* `where` with the condition of `covers`. */
static void add_window(struct expects *x, bool needed)
{
	str_add_text(&x->text, "  - where: {args: \"text(");
	add_quoted(&x->text, x->covers->first->key);
	str_add_text(&x->text, ") = \\\"");
	add_quoted(&x->text, x->covers->first->text);
	str_add_text(&x->text, "\\\"\"");
	if (needed)
		add_ending(x, "seen");
	str_add_text(&x->text, "}\n");
}

/* The source has rows, but none of the window. */
static void add_gate_of_window(struct expects *x)
{
	begin(x, ".window", x->kept->text);
	add_window(x, true);
	str_add_text(&x->text, "  - aggregate: {by: \"");
	add_quoted(&x->text, x->covers->first->key);
	str_add_text(&x->text, "\", args: \"window=count()\"}\n");
}

/* Something is owed, and nothing of it was kept. What the source is of is looked at before, since that tells more. */
static void add_gate_of_what_is_owed(struct expects *x)
{
	begin(x, ".covered", x->each->text);
	if (x->covers != NULL)
		add_window(x, false);
	add_join(x, ".kept");
	if (x->covers != NULL) {
		str_addf(&x->text, "  - join: {args: \"@%s.window\", cardinality: \"n:1\", on: \"",
		         x->name);
		add_quoted(&x->text, x->covers->first->key);
		str_add_text(&x->text, "\"}\n");
	}
	str_add_text(&x->text, "  - where: {args: \"kept_rows > 0\"");
	add_ending(x, NULL);
	str_add_text(&x->text, "}\n  - aggregate: {by: ");
	add_keys(x);
	str_add_text(&x->text, ", args: \"covered=count()\"}\n");
}

static void add_longer(struct expects *x)
{
	size_t i = 0;

	str_add_text(&x->text, "  - longer: {name: uppgift, args: [");
	for (const struct yaml *item = yaml_first(x->columns); item != NULL;
	     item = yaml_next(x->columns, item)) {
		str_add_text(&x->text, i == 0 ? "\"" : ", \"");
		add_quoted(&x->text, x->columns->kind == YAML_MAP ? item->key : item->text);
		str_addf(&x->text, ":filled_%zu=filled\"", ++i);
	}
	str_add_text(&x->text, "]}\n");
}

static void add_answer(struct expects *x)
{
	bool asked = x->columns != NULL;

	begin(x, "", x->each->text);
	add_join(x, ".kept");
	add_join(x, ".came");
	add_join(x, ".turned");
	add_join(x, ".covered");
	if (asked)
		add_longer(x);
	str_addf(&x->text,
	         "  - derive: \"besked=if(coalesce(%s, 0) > 0, \\\"redovisat\\\", "
	         "if(coalesce(kept_rows, 0) > 0, \\\"tomt\\\", "
	         "if(coalesce(came_rows, 0) + coalesce(turned_rows, 0) > 0, \\\"avvisat\\\", "
	         "\\\"saknas\\\")))\"\n"
	         "  - pick: {drop: [%skept_rows, came_rows, turned_rows, covered]}\n",
	         asked ? "filled" : "kept_rows", asked ? "filled, " : "");
}

static void add_tables(struct expects *x)
{
	struct str rejects = {0};

	begin(x, ".kept", x->kept->text);
	add_counts(x, "kept_rows", x->columns);
	begin(x, ".came", x->of->text);
	add_counts(x, "came_rows", NULL);
	str_add(&rejects, x->of->text);
	str_add_text(&rejects, ".rejects");
	begin(x, ".turned", str_slice(&rejects));
	str_add_text(&x->text, "  - where: \"fel_allvar = \\\"fel\\\"\"\n");
	add_counts(x, "turned_rows", NULL);
	add_gate_of_what_is_owed(x);
	if (x->covers != NULL)
		add_gate_of_window(x);
	add_answer(x);
	str_done(&rejects);
}

/* What is wrong with such a table stands where the entry does. */
static void place(struct yaml *node, const struct yaml *entry)
{
	node->path = entry->path;
	node->member = entry->member;
	node->line = node->key_line = entry->key_line;
	node->column = node->key_column = entry->key_column;
	for (struct yaml *item = node->first; item != NULL; item = item->next)
		place(item, entry);
}

void expects_declare(struct pipeline *p, const struct yaml *entry)
{
	struct expects x = {.stops = tells_others(p)};
	const struct yaml *tables;
	struct error e = {0};

	if (!read_entry(p, entry, &x))
		return;
	add_tables(&x);
	tables =
	    yaml_parse(p->path, slice_of(arena_text(p->arena, str_slice(&x.text))), p->arena, &e);
	str_done(&x.text);
	if (tables == NULL) {
		pipeline_reason(p, entry, &e);
		return;
	}
	for (struct yaml *item = tables->first; item != NULL; item = item->next) {
		const char *name = arena_text(p->arena, item->key);
		struct target *t;

		place(item, entry);
		t = pipeline_add(p, TARGET_TABLE, item, name);
		target_add_output(p, t, name, arena_format(p->arena, "%s.tsv", name));
	}
}
