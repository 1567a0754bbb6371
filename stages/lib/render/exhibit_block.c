#include "render/exhibit_block.h"
#include "render/report_words.h"

#include "render/exhibit_notes.h"
#include "render/insertion_write.h"
#include "render/exhibit_layout.h"
#include "render/exhibit_axes.h"

#define BLOCK_KEYS                                                                              \
	"tabell id titel rader kolumner matt urval bas population tackning enhet kalla period " \
	"indikator noter utan_* saknad_rad alla_koder staende tom"

/* ---------------------------------------------------------------- cells */

/* The one rounding: zero has its mark, and so has what rounds to zero but is not. */
static struct exhibit_cell cell_of(const struct exhibit_layout *l, const struct quantity *q,
                                   const struct numeral *numeral)
{
	struct exhibit_cell cell = {.mark = q->mark, .change = q->change, .numeral = *numeral};
	struct numeral_rounded rounded;

	if (q->mark != MARK_NONE)
		return cell;
	if (!numeral_round(numeral, q->number, &rounded))
		exhibit_layout_fail(l, NULL, "a value of the table is too large to be written");
	cell.shown = rounded.shown;
	/* What was changed into nothing need not be nothing. */
	if (rounded.zero)
		cell.mark = q->change == MARK_NONE ? MARK_ZERO : MARK_NONE;
	else if (number_is_zero(rounded.shown))
		cell.mark = MARK_SMALL;
	cell.bound = cell.mark == MARK_NONE ? q->bound : MARK_NONE;
	return cell;
}

static const struct measure *measure_at(const struct exhibit *f, size_t row, size_t column)
{
	if (f->rows.measures)
		return &f->measure[f->rows.at[row].measure];
	return &f->measure[f->columns.measures ? f->columns.at[column].measure : 0];
}

static struct exhibit_cell read_cell(const struct exhibit_layout *l, size_t row,
                                     const struct measure *m)
{
	const struct keyed_table *t = l->f->table;
	struct quantity q = quantity_read(t, row, m->column, m->kind);
	struct exhibit_cell cell = cell_of(l, &q, &m->numeral);

	l->f->mark_used[cell.change] = true;
	l->f->mark_used[cell.bound] = true;
	return cell;
}

/* The mark of a cell that the table has no row for. */
static enum mark read_absent(const struct exhibit_layout *l)
{
	const struct yaml *word = exhibit_notes_get(l->f, l->r, "saknad_rad");

	if (word == NULL || plain_word(word->text, "ej_tillganglig"))
		return MARK_UNAVAILABLE;
	if (plain_word(word->text, "noll"))
		return MARK_ZERO;
	if (plain_word(word->text, "ej_tillamplig"))
		return MARK_NOT_APPLICABLE;
	exhibit_layout_fail(l, word, "saknad_rad is noll, ej_tillganglig or ej_tillamplig");
}

/* How figures of the measure were changed, by chance or rounding; MARK_NONE: not at all. */
static enum mark change_of(const struct keyed_table *t, const struct measure *m)
{
	enum mark change = MARK_NONE;

	for (size_t row = 0; row < t->rows && change == MARK_NONE; row++)
		change = quantity_read(t, row, m->column, m->kind).change;
	return change;
}

/*
 * A cell that the table has no row for. Where it stands for nothing, and the others are changed, it need not be nothing: a
 * row of which all figures were changed into nothing is left out, as one that never was.
 */
static struct exhibit_cell absent_cell(const struct exhibit_layout *l, const struct measure *m)
{
	struct exhibit_cell cell = {.mark = l->f->absent, .numeral = m->numeral};

	if (cell.mark == MARK_ZERO && (cell.change = change_of(l->f->table, m)) != MARK_NONE)
		cell.mark = MARK_NONE;
	return cell;
}

static void read_cells(const struct exhibit_layout *l)
{
	struct exhibit *f = l->f;

	f->absent = read_absent(l);
	f->cell = arena_take(l->r->arena, (f->rows.n * f->columns.n + 1) * sizeof *f->cell);
	for (size_t row = 0; row < f->rows.n; row++) {
		for (size_t column = 0; column < f->columns.n; column++) {
			struct exhibit_cell *cell = &f->cell[row * f->columns.n + column];
			const struct measure *m = measure_at(f, row, column);
			size_t at = exhibit_layout_row(l, row, column);
			*cell =
			    at == EXHIBIT_LAYOUT_NO_ROW ? absent_cell(l, m) : read_cell(l, at, m);
			f->mark_used[cell->mark] = true;
		}
	}
}

/* ---------------------------------------------------------------- base */

/* Where the base of the cells is found: a measure of this table, or of another one. */
struct base {
	const struct yaml *node;
	const struct keyed_table *table;
	struct measure measure;
};

/* bas: COLUMN, or TABLE.COLUMN. False: it is a text. */
static bool find_base(const struct exhibit_layout *l, const struct yaml *node, struct base *b)
{
	struct slice column, table, rest;

	*b = (struct base){.node = node, .table = l->f->table};
	if (node == NULL || node->kind != YAML_SCALAR)
		return false;
	rest = column = node->text;
	const char *point = memchr(rest.at, '.', rest.n);
	if (point != NULL && slice_cut(&rest, '.', &table) && report_table(l->r, table) != NULL) {
		b->table = report_table(l->r, table);
		column = rest;
	}
	if (keyed_table_column(b->table, column) == COLUMN_NONE)
		return false;
	if (!report_measure(l->r, b->table, column, &b->measure) || b->measure.kind != KIND_COUNT)
		exhibit_layout_fail(l, node, "bas is a measure that is an antal");
	return true;
}

/* The keys of one axis that the base's table has too; by those its row is looked up. */
static void add_keys(const struct base *b, const struct exhibit_axis *a,
                     const struct exhibit_step *step, struct keyed_table_key *key, size_t *keys)
{
	for (size_t i = 0; i < a->levels; i++) {
		size_t column = keyed_table_column(b->table, a->key[i]);
		if (column != COLUMN_NONE)
			key[(*keys)++] = (struct keyed_table_key){column, step->code[i]};
	}
}

/* The base of one cell, looked up by those of its keys that the base's table has. */
static struct exhibit_cell base_cell(const struct exhibit_layout *l, const struct base *b,
                                     size_t row, size_t column)
{
	struct exhibit_cell cell = {.mark = MARK_UNAVAILABLE};
	struct keyed_table_key key[2 * EXHIBIT_LEVELS + 16];
	size_t keys = 0, at;

	add_keys(b, &l->f->rows, &l->f->rows.at[row], key, &keys);
	add_keys(b, &l->f->columns, &l->f->columns.at[column], key, &keys);
	for (size_t i = 0; i < l->n_allowed && i < 16; i++) {
		struct slice name = l->f->table->header.name[l->allowed[i].column];
		size_t own = keyed_table_column(b->table, name);
		if (own != COLUMN_NONE && l->allowed[i].n == 1)
			key[keys++] = (struct keyed_table_key){own, l->allowed[i].value[0]};
	}
	size_t found = keyed_table_find(b->table, key, keys, &at);
	if (found > 1)
		exhibit_layout_fail(l, b->node, "bas: several rows of its table fit one cell");
	if (found == 1) {
		struct quantity q = quantity_read(b->table, at, b->measure.column, KIND_COUNT);
		cell = cell_of(l, &q, &b->measure.numeral);
	}
	return cell;
}

static bool same(const struct exhibit_cell *a, const struct exhibit_cell *b)
{
	return a->mark == b->mark && a->bound == b->bound &&
	       (a->mark != MARK_NONE || number_compare(a->shown, b->shown) == 0);
}

/* The base of a line of cells (a column; a row, if `across`): that of the first which has one. */
static const struct exhibit_cell *
line_base(const struct exhibit *f, const struct exhibit_cell *each, bool across, size_t line)
{
	size_t step = across ? 1 : f->columns.n, n = across ? f->columns.n : f->rows.n;
	const struct exhibit_cell *first = &each[across ? line * f->columns.n : line];

	for (size_t i = 0; i < n; i++)
		if (first[i * step].mark != MARK_UNAVAILABLE)
			return &first[i * step];
	return first;
}

/* Whether all cells of each line have one base; then it stands once. */
static bool base_is_shared(const struct exhibit *f, const struct exhibit_cell *each, bool across)
{
	for (size_t row = 0; row < f->rows.n; row++)
		for (size_t column = 0; column < f->columns.n; column++) {
			const struct exhibit_cell *own = &each[row * f->columns.n + column];
			size_t line = across ? row : column;
			if (own->mark != MARK_UNAVAILABLE &&
			    !same(own, line_base(f, each, across, line)))
				return false;
		}
	return true;
}

/* Whether the measure is told apart by a key of the axis that urval leaves several values of. */
static bool differs_along(const struct exhibit_layout *l, const struct exhibit_axis *a,
                          struct slice columns)
{
	struct slice column;

	while (slice_cut(&columns, ',', &column))
		for (size_t i = 0; i < a->levels; i++) {
			bool fixed = !slice_equal(a->key[i], column);

			for (size_t k = 0; k < l->n_allowed; k++)
				fixed |=
				    l->allowed[k].n == 1 &&
				    l->allowed[k].column == keyed_table_column(l->f->table, column);
			if (!fixed)
				return true;
		}
	return false;
}

static _Noreturn void fail_base(const struct exhibit_layout *l, const struct base *b)
{
	exhibit_layout_fail(
	    l, b->node,
	    "bas differs from cell to cell: show it as a measure, and write bas as a text");
}

/* The same before there are rows, from what is known of the measure. */
static void foresee_base(const struct exhibit_layout *l, const struct base *b)
{
	for (size_t i = 0; i < l->r->differing; i++) {
		const struct report_differs *d = &l->r->differs[i];

		if (slice_equal(d->table, b->table->name) &&
		    slice_equal(d->measure, b->table->header.name[b->measure.column]) &&
		    differs_along(l, &l->f->rows, d->columns) &&
		    differs_along(l, &l->f->columns, d->columns))
			fail_base(l, b);
	}
}

static void read_base(struct exhibit_layout *l)
{
	struct exhibit *f = l->f;
	struct base b;

	if (l->r->check && find_base(l, exhibit_notes_get(f, l->r, "bas"), &b))
		foresee_base(l, &b);
	if (f->rows.n == 0 || f->columns.n == 0 ||
	    !find_base(l, exhibit_notes_get(f, l->r, "bas"), &b))
		return;
	size_t n = f->rows.n * f->columns.n;
	struct exhibit_cell *each = arena_take(l->r->arena, n * sizeof *each);
	for (size_t i = 0; i < n; i++)
		each[i] = base_cell(l, &b, i / f->columns.n, i % f->columns.n);
	if (base_is_shared(f, each, false))
		f->base = EXHIBIT_BASE_ROW;
	else if (base_is_shared(f, each, true))
		f->base = EXHIBIT_BASE_COLUMN;
	else
		fail_base(l, &b);
	bool across = f->base == EXHIBIT_BASE_COLUMN;
	size_t lines = across ? f->rows.n : f->columns.n;
	f->base_cell = arena_take(l->r->arena, lines * sizeof *f->base_cell);
	for (size_t i = 0; i < lines; i++) {
		f->base_cell[i] = *line_base(f, each, across, i);
		f->mark_used[f->base_cell[i].mark] = true;
		f->mark_used[f->base_cell[i].change] = true;
		f->mark_used[f->base_cell[i].bound] = true;
	}
	f->base_label = b.measure.label == NULL
	                    ? slice_of(l->r->language == LANGUAGE_SV ? "Antal" : "Number")
	                    : insertion_text(l->r, b.measure.label);
}

/* ---------------------------------------------------------------- the whole */

static bool read_yes(const struct exhibit_layout *l, const char *key)
{
	const struct yaml *node = plain_get(l->f->node, key);
	bool yes = false;

	if (node != NULL && !yaml_bool(node, &yes))
		report_die(l->r, node->line, node->column, "%s is true or false", key);
	return yes;
}

static enum chart read_chart(const struct exhibit_layout *l, bool chart)
{
	bool standing = read_yes(l, "staende");

	if (!chart)
		return CHART_NONE;
	return standing ? CHART_STANDING : CHART_LYING;
}

void exhibit_block_read(struct exhibit *f, const struct report *r, const struct yaml *node,
                        const struct report_exhibit *as)
{
	struct exhibit_layout l = {.f = f, .r = r};
	const struct yaml *name, *title;

	*f = (struct exhibit){.node = node, .id = as->id, .number = as->number};
	report_keys(r, node, BLOCK_KEYS);
	name = plain_get(node, "tabell");
	title = plain_get(node, "titel");
	if (name == NULL || title == NULL)
		exhibit_layout_fail(&l, NULL, "the block needs tabell and titel");
	f->table = report_table(r, name->text);
	if (f->table == NULL)
		exhibit_layout_fail(&l, name, "no --table of that name");
	f->title = insertion_text(r, title);
	f->chart = read_chart(&l, as->chart);
	l.all_codes = read_yes(&l, "alla_koder");
	exhibit_layout_make(&l);
	exhibit_axes_make(&l);
	read_cells(&l);
	read_base(&l);
	exhibit_layout_done(&l);
	exhibit_notes_make(f, r);
}
