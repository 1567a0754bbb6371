/* insertion_value: see insertion_value.h. */
#include "render/insertion_value.h"

#include <stdarg.h>
#include <stdio.h>

#include "render/report_words.h"
#include "render/written.h"
#include "suggest.h"

void insertion_fail(const struct insertion_site *s, size_t column, const char *format, ...)
{
	char text[400];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	report_die(s->report, s->insertion->line, column, "%s", text);
}

const struct yaml *insertion_usual(const struct report *r, enum mark mark)
{
	return plain_get(r->front, mark == MARK_PROTECTED ? "skyddas" : "saknas");
}

static struct quantity setting(const struct insertion_site *s, const struct node *node)
{
	for (size_t i = 0; i < s->values; i++) {
		const struct report_value *v = &s->report->value[i];
		const struct insertion_site above = {s->report, v->insertion, s->written, i};
		if (!slice_equal(v->name, node->name))
			continue;
		if (v->insertion->value->kind == NODE_PART)
			insertion_fail(s, node->column,
			               "a part of a table; expected .column after it");
		return insertion_value(&above, v->insertion->value);
	}
	for (size_t i = 0; i < s->report->settings; i++)
		if (slice_equal(s->report->setting[i].name, node->name))
			return (struct quantity){.text = s->report->setting[i].value};
	if (report_table(s->report, node->name) != NULL)
		insertion_fail(s, node->column,
		               "a table; expected [key=value, ...].column after its name");
	insertion_fail(s, node->column, "no --set, --table or value above has that name");
}

static struct slice selected(const struct insertion_site *s, const struct node *node,
                             const struct selector *selector)
{
	struct node named = {.column = node->column, .name = selector->value};
	struct quantity q = {.text = selector->value};

	if (selector->setting)
		q = setting(s, &named);
	if (q.kind != KIND_TEXT)
		insertion_fail(s, node->column, "a number can not be the value of a key");
	return q.text;
}

void insertion_no_column(const struct insertion_site *s, const struct node *node,
                         const struct keyed_table *t, struct slice name)
{
	struct suggest near;

	insertion_fail(s, node->column, "%s: no column %.*s%s", t->path, SLICE(name),
	               header_suggest(&t->header, name, &near));
}

const struct keyed_table_key *insertion_keys(const struct insertion_site *s,
                                             const struct node *node, const struct keyed_table *t)
{
	struct keyed_table_key *key =
	    arena_take(s->report->arena, (node->selectors + 1) * sizeof *key);
	struct suggest near;

	for (size_t i = 0; i < node->selectors; i++) {
		const struct selector *selector = &node->selector[i];
		key[i].column = keyed_table_column(t, selector->key);
		if (key[i].column == COLUMN_NONE)
			insertion_no_column(s, node, t, selector->key);
		key[i].value = selected(s, node, selector);
		if (!selector->setting &&
		    !written_may_be(s->report, t, key[i].column, key[i].value, &near))
			insertion_fail(s, node->column, "%.*s has no such code in its list%s",
			               SLICE(selector->key), suggest_text(&near));
	}
	return key;
}

/* Whether a column tells rows apart and the brackets do not name it. */
static bool is_left(const struct insertion_site *s, const struct node *node,
                    const struct keyed_table *t, size_t column)
{
	struct slice name = t->header.name[column];
	struct measure m;

	for (size_t i = 0; i < node->selectors; i++)
		if (slice_equal(node->selector[i].key, name))
			return false;
	return !column_is_status(name) && !report_measure(s->report, t, name, &m);
}

/* The row of all: of the keys that are not said, the total. */
static size_t find_total(const struct insertion_site *s, const struct node *node,
                         const struct keyed_table *t, size_t *row)
{
	size_t n = node->selectors, room = n + t->header.n;
	struct keyed_table_key *key = arena_take(s->report->arena, (room + 1) * sizeof *key);

	memcpy(key, insertion_keys(s, node, t), n * sizeof *key);
	for (size_t c = 0; c < t->header.n; c++)
		if (is_left(s, node, t, c))
			key[n++] = (struct keyed_table_key){c, slice_of(KEYED_TABLE_ALL)};
	return keyed_table_find(t, key, n, row);
}

/* The row that the selectors leave; false if there is none. */
static bool find_row(const struct insertion_site *s, const struct node *node,
                     const struct keyed_table *t, size_t *row)
{
	size_t found = keyed_table_find(t, insertion_keys(s, node, t), node->selectors, row);

	if (found > 1 && find_total(s, node, t, row) == 1)
		return true;
	if (found > 1)
		insertion_fail(s, node->column,
		               "several rows of %s fit; say more keys in the brackets", t->path);
	return found == 1;
}

/* The value that a name stands for, if it is a part of a table, which may be one of a part above it; NULL: it is none. */
static const struct node *part_named(const struct insertion_site *s, struct slice name)
{
	for (size_t i = 0; i < s->values; i++) {
		const struct insertion *value = s->report->value[i].insertion;
		const struct insertion_site above = {s->report, value, s->written, i};

		if (slice_equal(s->report->value[i].name, name) && value->value->kind == NODE_PART)
			return insertion_whole(&above, value->value);
	}
	return NULL;
}

const struct node *insertion_whole(const struct insertion_site *s, const struct node *node)
{
	const struct node *part = part_named(s, node->name);
	struct node *whole;

	if (part == NULL)
		return node;
	whole = arena_take(s->report->arena, sizeof *whole);
	*whole = *node;
	whole->name = part->name;
	whole->selectors = part->selectors + node->selectors;
	whole->selector = arena_take(s->report->arena, whole->selectors * sizeof *whole->selector);
	memcpy(whole->selector, part->selector, part->selectors * sizeof *whole->selector);
	if (node->selectors > 0)
		memcpy(whole->selector + part->selectors, node->selector,
		       node->selectors * sizeof *whole->selector);
	return whole;
}

static struct quantity cell(const struct insertion_site *s, const struct node *named)
{
	const struct node *node = insertion_whole(s, named);
	const struct keyed_table *t = report_table(s->report, node->name);
	struct quantity q = {0};
	struct measure m;
	size_t row;

	if (t == NULL)
		insertion_fail(s, node->column, "no --table of that name");
	q.column = node->field;
	size_t column = keyed_table_column(t, node->field);
	if (column == COLUMN_NONE)
		insertion_no_column(s, node, t, node->field);
	bool measures = report_measure(s->report, t, node->field, &m);
	if (measures)
		q.kind = m.kind;
	if (!find_row(s, node, t, &row)) {
		if (!s->report->check && s->written->instead == NULL && !s->written->mark &&
		    insertion_usual(s->report, MARK_UNAVAILABLE) == NULL)
			insertion_fail(s, node->column, "no row of %s fits", t->path);
		q.mark = MARK_UNAVAILABLE;
		return q;
	}
	if (measures)
		return quantity_read(t, row, column, m.kind);
	q.text = keyed_table_field(t, row, column);
	q.mark = q.text.n == 0 ? MARK_UNAVAILABLE : MARK_NONE;
	return q;
}

struct quantity insertion_value(const struct insertion_site *s, const struct node *node)
{
	struct quantity left, right, result;
	struct error e = {0};

	switch (node->kind) {
	case NODE_CELL:
		return cell(s, node);
	case NODE_SETTING:
		return setting(s, node);
	case NODE_PART:
	case NODE_REFERENCE:
	case NODE_OPERATION:
		break;
	}
	left = insertion_value(s, node->left);
	right = insertion_value(s, node->right);
	if ((left.kind == KIND_TEXT && left.column.n > 0) ||
	    (right.kind == KIND_TEXT && right.column.n > 0))
		insertion_fail(s, node->column,
		               "not a measure: say under tabeller what slag the column is");
	if (!quantity_combine(node->operation, &left, &right, &result, &e))
		insertion_fail(s, node->column, "%s", e.text);
	return result;
}
