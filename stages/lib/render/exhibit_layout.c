#include "render/exhibit_layout.h"
#include "render/report_words.h"

#include <stdlib.h>

#include "render/exhibit_notes.h"
#include "render/insertion_write.h"
#include "render/written.h"
#include "suggest.h"

_Noreturn void exhibit_layout_fail(const struct exhibit_layout *l, const struct yaml *node,
                                   const char *expected)
{
	if (node == NULL)
		report_die(l->r, l->f->node->line, l->f->node->column, "%s", expected);
	report_die(l->r, node->line, node->column, "%s", expected);
}

_Noreturn static void no_column(const struct exhibit_layout *l, const char *before, size_t line,
                                size_t column, struct slice name)
{
	struct suggest near;

	report_die(l->r, line, column, "%sthe table has no such column%s", before,
	           header_suggest(&l->f->table->header, name, &near));
}

/* ---------------------------------------------------------------- measures */

static void add_measure(struct exhibit_layout *l, const struct yaml *node)
{
	struct exhibit *f = l->f;
	struct measure *m = &f->measure[f->measures];

	if (f->measures == EXHIBIT_MEASURES)
		exhibit_layout_fail(l, node, "at most 12 measures");
	if (node->kind != YAML_SCALAR || keyed_table_column(f->table, node->text) == COLUMN_NONE)
		no_column(l, "matt: ", node->line, node->column,
		          node->kind == YAML_SCALAR ? node->text : (struct slice){"", 0});
	if (!report_measure(l->r, f->table, node->text, m))
		exhibit_layout_fail(l, node,
		                    "matt: say under tabeller in the front matter, or in the "
		                    "words, what slag it is");
	for (size_t i = 0; i < f->measures; i++)
		if (slice_equal(f->measure_name[i], node->text))
			exhibit_layout_fail(l, node, "matt names it twice");
	f->measure_name[f->measures] = node->text;
	f->measure_label[f->measures++] =
	    m->label == NULL ? node->text : insertion_text(l->r, m->label);
}

/* A name that the author need not write, with the place of the block. */
static const struct yaml *unwritten(const struct exhibit_layout *l, struct slice name)
{
	struct yaml *node = arena_take(l->r->arena, sizeof *node);

	*node = (struct yaml){.kind = YAML_SCALAR,
	                      .line = l->f->node->line,
	                      .column = l->f->node->column,
	                      .text = name};
	return node;
}

static bool is_measure(const struct exhibit_layout *l, struct slice name)
{
	struct measure m;

	return report_measure(l->r, l->f->table, name, &m);
}

/* All of the table but its base, in their order. */
static void add_all_measures(struct exhibit_layout *l)
{
	const struct header *h = &l->f->table->header;
	const struct yaml *base = exhibit_notes_get(l->f, l->r, "bas");

	for (size_t i = 0; i < h->n; i++)
		if (!column_is_status(h->name[i]) && is_measure(l, h->name[i]) &&
		    (base == NULL || !slice_equal(base->text, h->name[i])))
			add_measure(l, unwritten(l, h->name[i]));
	if (l->f->measures == 0)
		exhibit_layout_fail(l, NULL, "the block needs matt, the measures to show");
}

static void read_measures(struct exhibit_layout *l)
{
	const struct yaml *named = plain_get(l->f->node, "matt");

	if (named == NULL) {
		add_all_measures(l);
		return;
	}
	for (size_t i = 0; report_item(named, i) != NULL; i++)
		add_measure(l, report_item(named, i));
	if (l->f->measures == 0)
		exhibit_layout_fail(l, named, "matt names no measure");
}

/* ---------------------------------------------------------------- axes */

static void add_level(struct exhibit_layout *l, struct level *levels, struct exhibit_axis *a,
                      struct slice key, const struct yaml *place)
{
	const struct yaml *name = report_key_text(l->r, l->f->table, key, "namn");
	struct measure m;

	if (a->levels == EXHIBIT_LEVELS)
		exhibit_layout_fail(l, place, "at most three keys on an axis");
	struct level *level = &levels[a->levels];
	*level = (struct level){.key = key, .column = COLUMN_NONE};
	if (plain_word(key, REPORT_MEASURES)) {
		a->measures = true;
	} else {
		level->column = keyed_table_column(l->f->table, key);
		if (level->column == COLUMN_NONE)
			no_column(l, "", place->line, place->column, key);
		if (report_measure(l->r, l->f->table, key, &m))
			exhibit_layout_fail(l, place, "a measure; measures are named in matt");
	}
	if (name != NULL)
		a->title[a->levels] = insertion_text(l->r, name);
	a->key[a->levels++] = key;
}

static void read_axis(struct exhibit_layout *l, const char *name, struct level *levels,
                      struct exhibit_axis *a)
{
	const struct yaml *named = plain_get(l->f->node, name), *at;

	for (size_t i = 0; (at = report_item(named, i)) != NULL; i++)
		add_level(l, levels, a, insertion_name(l->r, at), at);
}

/* Whether the columns of the exhibit, or one value in urval, fix the column of the table. */
static bool is_fixed(const struct exhibit_layout *l, size_t column)
{
	bool fixed = false;

	for (size_t i = 0; i < l->f->columns.levels; i++)
		fixed |= l->columns[i].column == column;
	for (size_t i = 0; i < l->n_allowed; i++)
		fixed |= l->allowed[i].column == column && l->allowed[i].n == 1;
	return fixed;
}

/* The rows go by all that tells those of the table apart and stands nowhere else. */
static void add_all_keys(struct exhibit_layout *l)
{
	const struct header *h = &l->f->table->header;

	for (size_t i = 0; i < h->n; i++)
		if (!column_is_status(h->name[i]) && !is_measure(l, h->name[i]) && !is_fixed(l, i))
			add_level(l, l->rows, &l->f->rows, h->name[i], unwritten(l, h->name[i]));
}

static void read_axes(struct exhibit_layout *l)
{
	struct exhibit *f = l->f;

	read_axis(l, "rader", l->rows, &f->rows);
	read_axis(l, "kolumner", l->columns, &f->columns);
	if (plain_get(f->node, "rader") == NULL)
		add_all_keys(l);
	if (f->rows.levels == 0)
		exhibit_layout_fail(l, NULL, "the block needs rader, the key column of its rows");
	if (f->rows.measures && f->columns.measures)
		exhibit_layout_fail(l, NULL, "matt stands in rader or in kolumner, not in both");
	bool placed = f->rows.measures || f->columns.measures;
	if (!placed && (f->measures > 1 || f->columns.levels == 0))
		add_level(l, l->columns, &f->columns, slice_of(REPORT_MEASURES), NULL);
}

/* ---------------------------------------------------------------- rows of the table */

/* What an insertion says is of the run, and not the author's. */
static void look_at_code(const struct exhibit_layout *l, size_t column, const struct yaml *node,
                         struct slice code)
{
	struct suggest near;

	if (memmem(node->text.at, node->text.n, INSERTION_FIRST, strlen(INSERTION_FIRST)) == NULL &&
	    !written_may_be(l->r, l->f->table, column, code, &near))
		report_die(l->r, node->line, node->column,
		           "urval: %.*s has no such code in its list%s",
		           SLICE(l->f->table->header.name[column]), suggest_text(&near));
}

static void read_selection(struct exhibit_layout *l)
{
	const struct yaml *map = plain_get(l->f->node, "urval"), *at;

	if (map != NULL && map->kind != YAML_MAP)
		exhibit_layout_fail(
		    l, map, "urval is lines of the form key: value, or key: [value, value]");
	l->allowed = arena_take(l->r->arena, (map == NULL ? 1 : map->n + 1) * sizeof *l->allowed);
	for (const struct yaml *i = map == NULL ? NULL : map->first; i != NULL; i = i->next) {
		struct allowed *a = &l->allowed[l->n_allowed++];
		a->column = keyed_table_column(l->f->table, i->key);
		if (a->column == COLUMN_NONE)
			no_column(l, "", i->key_line, i->key_column, i->key);
		a->value = arena_take(l->r->arena, (i->n + 1) * sizeof *a->value);
		while ((at = report_item(i, a->n)) != NULL) {
			a->value[a->n++] = insertion_name(l->r, at);
			look_at_code(l, a->column, at, a->value[a->n - 1]);
		}
	}
}

bool exhibit_layout_allows(const struct exhibit_layout *l, size_t column, struct slice code)
{
	for (size_t i = 0; i < l->n_allowed; i++) {
		const struct allowed *a = &l->allowed[i];
		size_t k = 0;
		if (a->column != column)
			continue;
		while (k < a->n && !slice_equal(code, a->value[k]))
			k++;
		if (k == a->n)
			return false;
	}
	return true;
}

bool exhibit_layout_selects(const struct exhibit_layout *l, size_t row)
{
	for (size_t i = 0; i < l->n_allowed; i++) {
		size_t column = l->allowed[i].column;
		if (!exhibit_layout_allows(l, column, keyed_table_field(l->f->table, row, column)))
			return false;
	}
	return true;
}

static void add_code(struct str *key, struct slice code)
{
	str_add(key, code);
	str_add_byte(key, '\n');
}

/* Gives the row's codes to the levels of an axis, and appends them to the key of the row. */
static void see(struct exhibit_layout *l, struct level *level, size_t levels, size_t row,
                struct str *key)
{
	for (size_t i = 0; i < levels; i++) {
		if (level[i].column == COLUMN_NONE)
			continue;
		struct slice code = keyed_table_field(l->f->table, row, level[i].column);
		map_put(&level[i].seen, code, NULL);
		add_code(key, code);
	}
}

/* Names the key columns that nothing fixes: neither the axes nor one value in urval. */
static _Noreturn void fail_ambiguous(const struct exhibit_layout *l)
{
	const struct keyed_table *t = l->f->table;
	struct str names = {0};
	struct measure m;

	for (size_t c = 0; c < t->header.n; c++) {
		struct slice name = t->header.name[c];
		bool fixed = column_is_status(name) || report_measure(l->r, t, name, &m);
		for (size_t i = 0; i < EXHIBIT_LEVELS; i++)
			fixed |= (i < l->f->rows.levels && l->rows[i].column == c) ||
			         (i < l->f->columns.levels && l->columns[i].column == c);
		for (size_t i = 0; i < l->n_allowed; i++)
			fixed |= l->allowed[i].column == c && l->allowed[i].n == 1;
		if (!fixed)
			str_addf(&names, " %.*s", SLICE(name));
	}
	report_die(
	    l->r, l->f->node->line, l->f->node->column,
	    "several rows of the table fit one cell; neither rader, kolumner nor urval fix:%s",
	    names.n == 0 ? " nothing is left, so the table has doubles" : names.at);
}

/*
 * Each row that urval leaves gives its codes to the levels, and its place to `found`: a second row with the same
 * keys is a mistake.
 */
static void walk_table(struct exhibit_layout *l)
{
	struct str key = {0};
	bool added;

	for (size_t row = 0; row < l->f->table->rows; row++) {
		if (!exhibit_layout_selects(l, row))
			continue;
		str_reset(&key);
		see(l, l->rows, l->f->rows.levels, row, &key);
		see(l, l->columns, l->f->columns.levels, row, &key);
		size_t i = map_put(&l->found, str_slice(&key), &added);
		if (!added)
			fail_ambiguous(l);
		l->row = array_room(l->row, &l->row_room, l->found.n, sizeof *l->row);
		l->row[i] = row;
	}
	str_done(&key);
	if (l->found.n == 0 && l->f->table->rows > 0 && !l->r->check &&
	    exhibit_notes_get(l->f, l->r, "tom") == NULL)
		exhibit_layout_fail(l, NULL, "no row of the table fits urval");
}

/* ---------------------------------------------------------------- the whole */

void exhibit_layout_make(struct exhibit_layout *l)
{
	read_measures(l);
	read_selection(l);
	read_axes(l);
	walk_table(l);
}

static void add_codes(const struct level *level, size_t levels, const struct exhibit_step *step,
                      struct str *key)
{
	for (size_t i = 0; i < levels; i++)
		if (level[i].column != COLUMN_NONE)
			add_code(key, step->code[i]);
}

size_t exhibit_layout_row(const struct exhibit_layout *l, size_t row, size_t column)
{
	struct str key = {0};

	add_codes(l->rows, l->f->rows.levels, &l->f->rows.at[row], &key);
	add_codes(l->columns, l->f->columns.levels, &l->f->columns.at[column], &key);
	size_t i = map_find(&l->found, str_slice(&key));
	str_done(&key);
	return i == MAP_NONE ? EXHIBIT_LAYOUT_NO_ROW : l->row[i];
}

void exhibit_layout_done(struct exhibit_layout *l)
{
	for (size_t i = 0; i < EXHIBIT_LEVELS; i++) {
		map_done(&l->rows[i].seen);
		map_done(&l->columns[i].seen);
	}
	map_done(&l->found);
	free(l->row);
}
