/* names: see names.h. */
#include "render/names.h"

#include <stdlib.h>

#include "map.h"
#include "render/document.h"
#include "render/insertion_value.h"
#include "render/insertion_write.h"
#include "render/insertion.h"
#include "render/template.h"

/*
 * What is asked for is a line each, WHAT NAME with the place where it was first asked; the text of the line is its
 * key, so each comes once.
 */
struct names {
	struct report *report;
	struct map seen; /* "WHAT\tNAME" */
	size_t taken;    /* insertions of the report */
	struct str *to;
};

static void add(struct names *n, const char *what, struct slice name, size_t line, size_t column)
{
	struct str key = {0};
	bool added;

	str_addf(&key, "%s\t%.*s", what, SLICE(name));
	map_put(&n->seen, str_slice(&key), &added);
	if (added)
		str_addf(n->to, "%.*s\t%zu\t%zu\n", SLICE(str_slice(&key)), line, column);
	str_done(&key);
}

/* The measures of an axis are no column. */
static void add_column(struct names *n, struct slice column, size_t line, size_t at)
{
	if (!plain_word(column, REPORT_MEASURES))
		add(n, "codes", report_list_name(n->report, column), line, at);
}

/* ---------------------------------------------------------------- insertions */

/* Where a node stands, and what is written with its value: `insertion` may be a value that `written` names. */
struct site {
	const struct insertion *insertion, *written;
	size_t
	    values; /* of the named values only those above may be meant, as when they are looked up */
};

static void take_node(struct names *n, struct site s, const struct node *node);

static void take_setting(struct names *n, struct site s, size_t column, struct slice name)
{
	for (size_t i = 0; i < s.values; i++) {
		const struct insertion *value = n->report->value[i].insertion;

		if (slice_equal(n->report->value[i].name, name)) {
			take_node(n, (struct site){value, s.written, i}, value->value);
			return;
		}
	}
	if (!slice_is(name, REPORT_DATE))
		add(n, "setting", name, s.insertion->line, column);
}

/* Its column is shown by a code list only if the author asks for labels. */
static void take_cell(struct names *n, struct site s, const struct node *node)
{
	size_t line = s.insertion->line;

	add(n, "table", node->name, line, node->column);
	if (s.written->form == FORM_LABEL || s.written->form == FORM_LIST)
		add_column(n, node->field, line, node->column);
	for (size_t i = 0; i < node->selectors; i++) {
		const struct selector *selector = &node->selector[i];

		add_column(n, selector->key, line, node->column);
		if (selector->setting)
			take_setting(n, s, node->column, selector->value);
	}
}

static void take_node(struct names *n, struct site s, const struct node *node)
{
	switch (node->kind) {
	case NODE_OPERATION:
		take_node(n, s, node->left);
		take_node(n, s, node->right);
		break;
	case NODE_SETTING:
		take_setting(n, s, node->column, node->name);
		break;
	case NODE_CELL:
	case NODE_PART:
		take_cell(n, s,
		          insertion_whole(
		              &(struct insertion_site){n->report, s.insertion, s.written, s.values},
		              node));
		break;
	case NODE_REFERENCE:
		break;
	}
}

/* Those that were read since the last time. */
static void take_insertions(struct names *n)
{
	for (; n->taken < n->report->insertions; n->taken++) {
		const struct insertion *i = n->report->insertion[n->taken];

		take_node(n, (struct site){i, i, n->report->values}, i->value);
	}
}

/* ---------------------------------------------------------------- blocks */

static bool is_word(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.at[i] <= ' ' || s.at[i] == '.')
			return false;
	return s.n > 0;
}

/* bas: TABLE.COLUMN; what is not of that form is a text, or a column of its own table. */
static void take_base(struct names *n, const struct yaml *map)
{
	const struct yaml *node = plain_get(map, "bas");
	struct slice rest = node == NULL ? (struct slice){NULL, 0} : node->text, table;

	if (node != NULL && node->kind == YAML_SCALAR && slice_cut(&rest, '.', &table) &&
	    rest.at != NULL && is_word(table) && is_word(rest))
		add(n, "base", table, node->line, node->column);
}

/* What an insertion says is of the run, and no name. */
static void take_key(struct names *n, const struct yaml *key)
{
	if (key->kind == YAML_SCALAR &&
	    memmem(key->text.at, key->text.n, INSERTION_FIRST, strlen(INSERTION_FIRST)) == NULL)
		add_column(n, key->text, key->line, key->column);
}

/* The columns that an axis names; one may be another in each language. */
static void take_axis(struct names *n, const struct yaml *named)
{
	for (size_t i = 0; report_item(named, i) != NULL; i++) {
		const struct yaml *item = report_item(named, i);

		take_key(n, item);
		for (const struct yaml *each = item->kind == YAML_MAP ? item->first : NULL;
		     each != NULL; each = each->next)
			take_key(n, each);
	}
}

static void take_block(struct names *n, const struct yaml *block)
{
	const struct yaml *table = plain_get(block, "tabell"), *urval = plain_get(block, "urval");

	if (table != NULL && table->kind == YAML_SCALAR)
		add(n, "table", table->text, table->line, table->column);
	if (plain_get(block, "rader") != NULL)
		take_axis(n, plain_get(block, "rader"));
	else if (table != NULL && table->kind == YAML_SCALAR)
		add(n, "keys", table->text, table->line, table->column);
	take_axis(n, plain_get(block, "kolumner"));
	take_base(n, block);
	for (const struct yaml *i = urval == NULL || urval->kind != YAML_MAP ? NULL : urval->first;
	     i != NULL; i = i->next)
		add_column(n, i->key, i->key_line, i->key_column);
}

static void take_blocks(struct names *n)
{
	struct document d;

	document_blocks(&d, n->report);
	for (size_t i = 0; i < d.exhibits; i++)
		take_block(n, d.node[i]);
	document_done(&d);
}

/* ---------------------------------------------------------------- all of it */

/* What sections hang on. */
static void take_conditions(struct names *n)
{
	for (size_t i = 0; i < n->report->conditions; i++)
		add(n, "setting", n->report->condition[i].setting, n->report->condition[i].line, 5);
	free(n->report->condition);
	n->report->condition = NULL;
	n->report->conditions = n->report->condition_room = 0;
}

static void take_languages(struct names *n, struct slice template)
{
	struct report *r = n->report;

	for (enum language l = LANGUAGE_SV; l < LANGUAGES; l++) {
		r->language = l;
		if (!r->written_in[l])
			continue;
		template_read_body(r, template);
		take_insertions(n);
		take_blocks(n);
	}
}

static void take_template(struct report *r, struct slice template, struct str *to)
{
	struct names n = {.report = r, .to = to};
	const struct yaml *tables;

	r->naming = true;
	template_read_front(r, template);
	take_insertions(&n);
	take_base(&n, plain_get(r->front, "personer"));
	tables = plain_get(r->front, "tabeller");
	for (const struct yaml *i = tables == NULL ? NULL : tables->first; i != NULL; i = i->next)
		take_base(&n, i);
	take_languages(&n, template);
	take_conditions(&n);
	map_done(&n.seen);
}

/* After a mistake, in a process of its own: on from a report that nothing was read of. */
struct again {
	struct report *report;
	struct slice template;
};

static void read_again(void *what)
{
	const struct again *again = what;
	struct str nowhere = {0};
	struct report r = {.path = again->report->path,
	                   .arena = again->report->arena,
	                   .mistakes = again->report->mistakes};

	take_template(&r, again->template, &nowhere);
}

void names_write(struct report *r, struct slice template, struct str *to)
{
	struct again again = {r, template};
	struct mistakes mistakes = {.again = read_again, .what = &again};

	r->mistakes = &mistakes;
	str_add_text(to, "what\tname\tline\tcolumn\n");
	take_template(r, template, to);
	r->mistakes = NULL;
	mistakes_done(&mistakes);
}
