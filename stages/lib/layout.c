#include "layout.h"

#include <stdlib.h>

#include "inserted.h"
#include "text.h"

#define MEASURES "matt" /* the level of an axis that is the measures */

_Noreturn void layout_fail(const struct layout *l, const struct yaml *node, const char *expected)
{
	if (node == NULL)
		report_die(l->r, l->f->node->line, l->f->node->column, "%s", expected);
	report_die(l->r, node->line, node->column, "%s", expected);
}

/* ---------------------------------------------------------------- measures */

static void add_measure(struct layout *l, const struct yaml *node)
{
	struct figure *f = l->f;
	struct measure *m = &f->measure[f->measures];

	if (f->measures == FIGURE_MEASURES)
		layout_fail(l, node, "at most 12 measures");
	if (node->kind != YAML_SCALAR || tidy_column(f->table, node->text) == COLUMN_NONE)
		layout_fail(l, node, "matt: the table has no such column");
	if (!report_measure(l->r, f->table, node->text, m))
		layout_fail(l, node,
		            "matt: say under tabeller in the front matter what slag it is");
	f->measure_name[f->measures] = node->text;
	f->measure_label[f->measures++] =
	    m->label == NULL ? node->text : inserted_text(l->r, m->label);
}

static void read_measures(struct layout *l)
{
	const struct yaml *named = report_get(l->f->node, "matt");

	if (named == NULL)
		layout_fail(l, NULL, "the block needs matt, the measures to show");
	for (size_t i = 0; report_item(named, i) != NULL; i++)
		add_measure(l, report_item(named, i));
	if (l->f->measures == 0)
		layout_fail(l, named, "matt names no measure");
}

/* ---------------------------------------------------------------- axes */

static void add_level(struct layout *l, struct level *levels, struct figure_axis *a,
                      struct slice key, const struct yaml *place)
{
	const struct yaml *keys = report_get(l->r->front, "nycklar");
	struct measure m;

	if (a->levels == FIGURE_LEVELS)
		layout_fail(l, place, "at most three keys on an axis");
	struct level *level = &levels[a->levels];
	*level = (struct level){.key = key, .column = COLUMN_NONE};
	if (report_word(key, MEASURES)) {
		a->measures = true;
	} else {
		level->column = tidy_column(l->f->table, key);
		if (level->column == COLUMN_NONE)
			layout_fail(l, place, "the table has no such column");
		if (report_measure(l->r, l->f->table, key, &m))
			layout_fail(l, place, "a measure; measures are named in matt");
	}
	for (const struct yaml *i = keys == NULL ? NULL : keys->first; i != NULL; i = i->next)
		if (slice_equal(i->key, key))
			a->title[a->levels] = inserted_text(l->r, report_get(i, "namn"));
	a->key[a->levels++] = key;
}

static void read_axis(struct layout *l, const char *name, struct level *levels,
                      struct figure_axis *a)
{
	const struct yaml *named = report_get(l->f->node, name), *at;

	for (size_t i = 0; (at = report_item(named, i)) != NULL; i++)
		add_level(l, levels, a, at->text, at);
}

static void read_axes(struct layout *l)
{
	struct figure *f = l->f;

	read_axis(l, "rader", l->rows, &f->rows);
	read_axis(l, "kolumner", l->columns, &f->columns);
	if (f->rows.levels == 0)
		layout_fail(l, NULL, "the block needs rader, the key column of its rows");
	if (f->rows.measures && f->columns.measures)
		layout_fail(l, NULL, "matt stands in rader or in kolumner, not in both");
	bool placed = f->rows.measures || f->columns.measures;
	if (!placed && (f->measures > 1 || f->columns.levels == 0))
		add_level(l, l->columns, &f->columns, slice_of(MEASURES), NULL);
}

/* ---------------------------------------------------------------- rows of the table */

static void read_selection(struct layout *l)
{
	const struct yaml *map = report_get(l->f->node, "urval"), *at;

	if (map != NULL && map->kind != YAML_MAP)
		layout_fail(l, map,
		            "urval is lines of the form key: value, or key: [value, value]");
	l->allowed = arena_take(l->r->arena, (map == NULL ? 1 : map->n + 1) * sizeof *l->allowed);
	for (const struct yaml *i = map == NULL ? NULL : map->first; i != NULL; i = i->next) {
		struct allowed *a = &l->allowed[l->n_allowed++];
		a->column = tidy_column(l->f->table, i->key);
		if (a->column == COLUMN_NONE)
			report_die(l->r, i->key_line, i->key_column,
			           "the table has no such column");
		a->value = arena_take(l->r->arena, (i->n + 1) * sizeof *a->value);
		while ((at = report_item(i, a->n)) != NULL)
			a->value[a->n++] = inserted_name(l->r, at);
	}
}

/* Whether urval lets the code of that column through. */
static bool is_allowed(const struct layout *l, size_t column, struct slice code)
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

static bool is_selected(const struct layout *l, size_t row)
{
	for (size_t i = 0; i < l->n_allowed; i++) {
		size_t column = l->allowed[i].column;
		if (!is_allowed(l, column, tidy_field(l->f->table, row, column)))
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
static void see(struct layout *l, struct level *level, size_t levels, size_t row, struct str *key)
{
	for (size_t i = 0; i < levels; i++) {
		if (level[i].column == COLUMN_NONE)
			continue;
		struct slice code = tidy_field(l->f->table, row, level[i].column);
		map_put(&level[i].seen, code, NULL);
		add_code(key, code);
	}
}

/* Names the key columns that nothing fixes: neither the axes nor one value in urval. */
static _Noreturn void fail_ambiguous(const struct layout *l)
{
	const struct tidy *t = l->f->table;
	struct str names = {0};
	struct measure m;

	for (size_t c = 0; c < t->header.n; c++) {
		struct slice name = t->header.name[c];
		bool fixed = column_is_status(name) || report_measure(l->r, t, name, &m);
		for (size_t i = 0; i < FIGURE_LEVELS; i++)
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

static void walk_table(struct layout *l)
{
	struct str key = {0};
	bool added;

	for (size_t row = 0; row < l->f->table->rows; row++) {
		if (!is_selected(l, row))
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
	if (l->found.n == 0 && !l->r->check)
		layout_fail(l, NULL, "no row of the table fits urval");
}

/* ---------------------------------------------------------------- steps of an axis */

/* Where a code stands: in the order of its list, "all" last; without a list by number or letter. */
struct rank {
	struct slice code, label;
	size_t entry;
	bool number;
	struct number value;
};

static int compare_ranks(const void *left, const void *right)
{
	const struct rank *a = left, *b = right;
	bool all_a = slice_is(a->code, TIDY_ALL), all_b = slice_is(b->code, TIDY_ALL);

	if (all_a != all_b)
		return all_a ? 1 : -1;
	if (a->entry != b->entry)
		return a->entry < b->entry ? -1 : 1;
	if (a->number && b->number)
		return number_compare(a->value, b->value);
	return text_collate_sv(a->label, b->label);
}

static void rank_code(const struct layout *l, struct slice key, struct slice code, struct rank *to)
{
	const struct codes *list = report_codes(l->r, key);

	*to = (struct rank){.code = code};
	if (!report_label(l->r, key, code, &to->label))
		report_die(l->r, l->f->node->line, l->f->node->column,
		           "%s: %.*s: a code that is not in its list", l->f->table->path,
		           SLICE(key));
	if (list != NULL && codes_find(list, code, CODES_NO_DAY, &to->entry) != CODES_VALID)
		to->entry = list->n;
	to->number = number_parse(code, &to->value);
}

static void sort_level(struct layout *l, struct level *level)
{
	const struct codes *list =
	    level->column == COLUMN_NONE ? NULL : report_codes(l->r, level->key);

	for (size_t i = 0; l->all_codes && list != NULL && i < list->n; i++)
		if (is_allowed(l, level->column, list->entry[i].code))
			map_put(&level->seen, list->entry[i].code, NULL);
	if (level->column == COLUMN_NONE)
		for (size_t i = 0; i < l->f->measures; i++)
			map_put(&level->seen, l->f->measure_name[i], NULL);
	struct rank *rank = arena_take(l->r->arena, (level->seen.n + 1) * sizeof *rank);
	level->codes = level->seen.n;
	level->code = arena_take(l->r->arena, (level->codes + 1) * sizeof *level->code);
	for (size_t i = 0; i < level->codes; i++) {
		struct slice code = map_key(&level->seen, i);
		if (level->column == COLUMN_NONE)
			rank[i] = (struct rank){.code = code, .entry = i};
		else
			rank_code(l, level->key, code, &rank[i]);
	}
	if (level->codes > 1)
		qsort(rank, level->codes, sizeof *rank, compare_ranks);
	for (size_t i = 0; i < level->codes; i++)
		level->code[i] = arena_copy(l->r->arena, rank[i].code);
	map_done(&level->seen);
}

/* Whether a row that urval leaves has the codes of the step; the measures may be any. */
static bool occurs(const struct layout *l, const struct level *level, size_t levels,
                   const struct figure_step *step)
{
	const struct tidy *t = l->f->table;

	for (size_t row = 0; row < t->rows; row++) {
		size_t i = 0;
		while (i < levels &&
		       (level[i].column == COLUMN_NONE ||
		        slice_equal(tidy_field(t, row, level[i].column), step->code[i])))
			i++;
		if (i == levels && is_selected(l, row))
			return true;
	}
	return false;
}

static void fill_step(const struct layout *l, const struct level *level, size_t i, size_t at,
                      struct figure_step *step)
{
	step->code[i] = level->code[at];
	if (level->column == COLUMN_NONE) {
		step->measure = at;
		step->label[i] = l->f->measure_label[at];
		return;
	}
	report_label(l->r, level->key, step->code[i], &step->label[i]);
	step->total |= slice_is(step->code[i], TIDY_ALL);
}

/* The steps of an axis: the product of the codes of its levels, the last varying fastest. */
static void make_steps(struct layout *l, struct level *level, struct figure_axis *a)
{
	size_t most = 1;

	for (size_t i = 0; i < a->levels; i++) {
		sort_level(l, &level[i]);
		most *= level[i].codes;
	}
	if (most > LAYOUT_MAX_STEPS)
		layout_fail(l, NULL, "more than 2,000 rows or columns; choose with urval");
	a->at = arena_take(l->r->arena, (most + 1) * sizeof *a->at);
	for (size_t i = 0; i < most; i++) {
		struct figure_step *step = &a->at[a->n];
		size_t rest = i;
		*step = (struct figure_step){0};
		for (size_t k = a->levels; k-- > 0; rest /= level[k].codes)
			fill_step(l, &level[k], k, rest % level[k].codes, step);
		if (l->all_codes || occurs(l, level, a->levels, step))
			a->n++;
	}
}

void layout_make(struct layout *l)
{
	read_measures(l);
	read_axes(l);
	read_selection(l);
	walk_table(l);
	make_steps(l, l->rows, &l->f->rows);
	make_steps(l, l->columns, &l->f->columns);
}

static void add_codes(const struct level *level, size_t levels, const struct figure_step *step,
                      struct str *key)
{
	for (size_t i = 0; i < levels; i++)
		if (level[i].column != COLUMN_NONE)
			add_code(key, step->code[i]);
}

size_t layout_row(const struct layout *l, size_t row, size_t column)
{
	struct str key = {0};

	add_codes(l->rows, l->f->rows.levels, &l->f->rows.at[row], &key);
	add_codes(l->columns, l->f->columns.levels, &l->f->columns.at[column], &key);
	size_t i = map_find(&l->found, str_slice(&key));
	str_done(&key);
	return i == MAP_NONE ? LAYOUT_NO_ROW : l->row[i];
}

void layout_done(struct layout *l)
{
	map_done(&l->found);
	free(l->row);
}
