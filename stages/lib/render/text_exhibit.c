#include "render/text_exhibit.h"

#include <stdlib.h>

#include "memory.h"
#include "render/scale.h"
#include "text.h"
#include "wrap.h"

#define GAP 2        /* between columns */
#define LABEL_MAX 40 /* columns of the screen for the labels of a row */
#define HEAD_MAX 12  /* for a heading; only its longest word if room is short */
#define BAR_MAX 40
#define PROSE_WIDTH 78

/*
 * A table as texts: headings (a line for each level), then rows, the base last; `labels` columns of labels, then
 * values.
 */
struct text_table {
	const struct exhibit *f;
	enum language language;
	size_t lines, heads, labels, columns; /* columns: labels and values */
	struct str *cell;
	size_t *width; /* of each column */
	struct str *to;
};

static struct str *at(const struct text_table *b, size_t line, size_t column)
{
	return &b->cell[line * b->columns + column];
}

/* ---------------------------------------------------------------- filling */

static void fill_heads(const struct text_table *b)
{
	const struct exhibit *f = b->f;

	for (size_t k = 0; k < f->rows.levels; k++)
		str_add(at(b, b->heads - 1, k), f->rows.title[k]);
	for (size_t k = 0; k < f->columns.levels; k++)
		for (size_t c = 0; c < f->columns.n; c++)
			exhibit_write_heading(f, &f->columns, k, c, b->language,
			                      at(b, k, b->labels + c));
	if (f->base == EXHIBIT_BASE_COLUMN)
		exhibit_write_base_label(f, b->language, at(b, b->heads - 1, b->columns - 1));
}

static void fill_rows(const struct text_table *b)
{
	const struct exhibit *f = b->f;

	for (size_t r = 0; r < f->rows.n; r++) {
		size_t line = b->heads + r;
		for (size_t k = 0; k < f->rows.levels; k++)
			if (exhibit_begins(&f->rows, k, r))
				exhibit_write_heading(f, &f->rows, k, r, b->language,
				                      at(b, line, k));
		for (size_t c = 0; c < f->columns.n; c++)
			exhibit_write_cell(exhibit_at(f, r, c), b->language,
			                   at(b, line, b->labels + c));
		if (f->base == EXHIBIT_BASE_COLUMN)
			exhibit_write_cell(&f->base_cell[r], b->language,
			                   at(b, line, b->columns - 1));
	}
	if (f->base != EXHIBIT_BASE_ROW)
		return;
	exhibit_write_base_label(f, b->language, at(b, b->lines - 1, 0));
	for (size_t c = 0; c < f->columns.n; c++)
		exhibit_write_cell(&f->base_cell[c], b->language,
		                   at(b, b->lines - 1, b->labels + c));
}

/* ---------------------------------------------------------------- widths */

static size_t longest_word(struct slice text)
{
	size_t longest = 0;
	struct slice word;

	while (wrap_cut(&text, 1, &word))
		longest = text_width(word) > longest ? text_width(word) : longest;
	return longest;
}

/* Widths of all columns with headings of at most `head_max`; returns how wide the whole is. */
static size_t set_widths(const struct text_table *b, size_t head_max)
{
	size_t whole = 0;

	for (size_t c = 0; c < b->columns; c++) {
		b->width[c] = 1;
		for (size_t line = 0; line < b->lines; line++) {
			struct slice text = str_slice(at(b, line, c));
			size_t most = c < b->labels     ? LABEL_MAX / b->labels
			              : line < b->heads ? head_max
			                                : TEXT_EXHIBIT_WIDTH;
			size_t own = text_width(text), word = longest_word(text);
			own = own > most ? most : own;
			own = word > own ? word : own;
			b->width[c] = own > b->width[c] ? own : b->width[c];
		}
		whole += b->width[c] + (c > 0 ? GAP : 0);
	}
	return whole;
}

static size_t height(const struct text_table *b, size_t line, size_t column)
{
	struct slice rest = str_slice(at(b, line, column)), piece;
	size_t n = 0;

	while (wrap_cut(&rest, b->width[column], &piece))
		n++;
	return n;
}

/* The column of labels with the cell that takes most lines; `columns` if none takes two. */
static size_t tallest(const struct text_table *b)
{
	size_t most = 1, found = b->columns;

	for (size_t c = 0; c < b->labels; c++)
		for (size_t line = 0; line < b->lines; line++)
			if (height(b, line, c) > most) {
				most = height(b, line, c);
				found = c;
			}
	return found;
}

/* What is left of a line of prose goes to the labels that are broken, the tallest first: a sentence is no ribbon. */
static void find_widths(const struct text_table *b)
{
	size_t whole = set_widths(b, HEAD_MAX), c;

	if (whole > TEXT_EXHIBIT_WIDTH)
		set_widths(b, 1);
	for (; whole < PROSE_WIDTH && (c = tallest(b)) < b->columns; whole++)
		b->width[c]++;
}

/* ---------------------------------------------------------------- printing */

/*
 * What a cell has on one line of the screen, filled up to the width of its column: labels to the left, figures to
 * the right.
 */
static void add_piece(const struct text_table *b, size_t column, struct slice piece)
{
	size_t used = text_width(piece), room = b->width[column];
	size_t blanks = room > used ? room - used : 0;

	if (column > 0)
		wrap_pad(b->to, GAP);
	if (column >= b->labels)
		wrap_pad(b->to, blanks);
	str_add(b->to, piece);
	if (column < b->labels)
		wrap_pad(b->to, blanks);
}

static void end_line(const struct text_table *b)
{
	while (b->to->n > 0 && b->to->at[b->to->n - 1] == ' ')
		b->to->n--;
	str_add_byte(b->to, '\n');
}

/* The piece of a cell on the i-th of `tall` lines; headings stand at the bottom, all else at the top. */
static struct slice piece_of(const struct text_table *b, size_t line, size_t column, size_t i,
                             size_t tall)
{
	struct slice rest = str_slice(at(b, line, column)), piece = {"", 0};
	size_t own = height(b, line, column), above = line < b->heads ? tall - own : 0;

	if (i < above || i - above >= own)
		return (struct slice){"", 0};
	for (size_t k = above; k <= i; k++)
		wrap_cut(&rest, b->width[column], &piece);
	return piece;
}

/* One line of the board, columns [from, till) of the values beside the labels. */
static void add_line(const struct text_table *b, size_t line, size_t from, size_t till)
{
	size_t tall = 1;

	for (size_t c = 0; c < b->columns; c++)
		if ((c < b->labels || (c >= from && c < till)) && height(b, line, c) > tall)
			tall = height(b, line, c);
	for (size_t i = 0; i < tall; i++) {
		for (size_t c = 0; c < b->columns; c++)
			if (c < b->labels || (c >= from && c < till))
				add_piece(b, c, piece_of(b, line, c, i, tall));
		end_line(b);
	}
}

static void add_rule(const struct text_table *b, size_t width)
{
	for (size_t i = 0; i < width; i++)
		str_add_text(b->to, "\u2500");
	str_add_byte(b->to, '\n');
}

static void add_part(const struct text_table *b, size_t from, size_t till)
{
	size_t width = 0;

	for (size_t c = 0; c < b->columns; c++)
		if (c < b->labels || (c >= from && c < till))
			width += b->width[c] + (c > 0 ? GAP : 0);
	add_rule(b, width);
	for (size_t line = 0; line < b->lines; line++) {
		if (line == b->heads || (line == b->lines - 1 && b->f->base == EXHIBIT_BASE_ROW))
			add_rule(b, width);
		add_line(b, line, from, till);
	}
	add_rule(b, width);
}

/* How many columns from this one on should stay together: those under one heading of several. */
static size_t group(const struct text_table *b, size_t column)
{
	const struct exhibit_axis *a = &b->f->columns;
	size_t i = column - b->labels;

	return i < a->n && a->levels > 1 ? exhibit_span(a, 0, i) : 1;
}

/* How wide these columns are, with the gaps between them. */
static size_t wide(const struct text_table *b, size_t from, size_t till)
{
	size_t width = 0;

	for (; from < till; from++)
		width += b->width[from] + GAP;
	return width;
}

/* Where the part that begins at `from` ends: after as many groups as fit; a group too wide for a line is broken. */
static size_t part_end(const struct text_table *b, size_t from)
{
	size_t room = TEXT_EXHIBIT_WIDTH + GAP - wide(b, 0, b->labels), till = from;

	while (till < b->columns && wide(b, from, till + group(b, till)) <= room)
		till += group(b, till);
	if (till > from)
		return till;
	for (till = from + 1; till < b->columns && wide(b, from, till + 1) <= room;)
		till++;
	return till;
}

static void add_parts(const struct text_table *b)
{
	for (size_t from = b->labels, till; from < b->columns; from = till) {
		till = part_end(b, from);
		if (from > b->labels)
			str_add_byte(b->to, '\n');
		add_part(b, from, till);
	}
}

static void add_table(const struct exhibit *f, enum language l, struct str *to)
{
	struct text_table b = {.f = f, .language = l, .to = to};

	b.heads = f->columns.levels;
	b.labels = f->rows.levels;
	b.lines = b.heads + f->rows.n + (f->base == EXHIBIT_BASE_ROW);
	b.columns = b.labels + f->columns.n + (f->base == EXHIBIT_BASE_COLUMN);
	b.cell = memory_zeroed(b.lines * b.columns, sizeof *b.cell);
	b.width = memory_zeroed(b.columns, sizeof *b.width);
	fill_heads(&b);
	fill_rows(&b);
	find_widths(&b);
	add_parts(&b);
	for (size_t i = 0; i < b.lines * b.columns; i++)
		str_done(&b.cell[i]);
	free(b.cell);
	free(b.width);
}

/* ---------------------------------------------------------------- bars */

static struct number size_of(const struct exhibit_cell *c)
{
	return number_is_negative(c->shown) ? number_negate(c->shown) : c->shown;
}

static struct number largest(const struct exhibit *f)
{
	struct number most = number_of(0);

	for (size_t i = 0; i < f->rows.n * f->columns.n; i++)
		if (f->cell[i].mark == MARK_NONE && number_compare(size_of(&f->cell[i]), most) > 0)
			most = size_of(&f->cell[i]);
	return most;
}

static void add_bar(const struct exhibit_cell *c, struct number most, enum language l,
                    struct str *to)
{
	struct scale scale = {number_of(0), most, number_of(1)};
	int64_t blocks = c->mark == MARK_NONE ? scale_at(&scale, size_of(c), BAR_MAX) : 0;

	for (int64_t i = 0; i < blocks; i++)
		str_add_text(to, number_is_negative(c->shown) ? "\u2592" : "\u2588");
	str_add_text(to, blocks > 0 ? " " : "");
	exhibit_write_value(c, l, to);
	str_add_byte(to, '\n');
}

static void add_bars(const struct exhibit *f, enum language l, struct str *to)
{
	struct number most = largest(f);
	struct str label = {0};
	size_t width = 0;

	for (size_t c = 0; c < f->columns.n; c++) {
		str_reset(&label);
		exhibit_write_step(&f->columns, c, ", ", &label);
		width =
		    text_width(str_slice(&label)) > width ? text_width(str_slice(&label)) : width;
	}
	for (size_t r = 0; r < f->rows.n; r++) {
		str_reset(&label);
		exhibit_write_step(&f->rows, r, ", ", &label);
		wrap_add(to, str_slice(&label), PROSE_WIDTH, r == 0 ? "" : "\n", "");
		for (size_t c = 0; c < f->columns.n; c++) {
			str_reset(&label);
			exhibit_write_step(&f->columns, c, ", ", &label);
			wrap_pad(to, 2);
			str_add(to, str_slice(&label));
			wrap_pad(to, width - text_width(str_slice(&label)) + GAP);
			add_bar(exhibit_at(f, r, c), most, l, to);
		}
	}
	str_done(&label);
}

/* ---------------------------------------------------------------- the whole */

static void add_pair(struct slice name, struct slice text, struct str *to)
{
	struct str line = {0};

	str_addf(&line, "%.*s: %.*s", SLICE(name), SLICE(text));
	wrap_add(to, str_slice(&line), PROSE_WIDTH, "", "  ");
	str_done(&line);
}

static void add_declaration(const struct exhibit *f, enum language l, struct str *to)
{
	struct str legend = {0};

	for (size_t i = 0; i < f->lines; i++)
		add_pair(f->line[i].name, f->line[i].text, to);
	if (f->notes > 0)
		str_addf(to, "%s:\n", l == LANGUAGE_SV ? "Att tänka på" : "To bear in mind");
	for (size_t i = 0; i < f->notes; i++)
		wrap_add(to, f->note[i], PROSE_WIDTH, "- ", "  ");
	exhibit_write_legend(f, l, &legend);
	if (legend.n > 0)
		add_pair(slice_of(l == LANGUAGE_SV ? "Tecken" : "Symbols"), str_slice(&legend), to);
	str_done(&legend);
}

void text_exhibit_write(const struct exhibit *f, enum language l, struct str *to)
{
	struct str title = {0};

	exhibit_write_name(f, l, &title);
	str_addf(&title, ". %.*s. %.*s", SLICE(f->title), SLICE(f->unit));
	wrap_add(to, str_slice(&title), PROSE_WIDTH, "", "");
	str_add_byte(to, '\n');
	if (f->nothing.n > 0) {
		wrap_add(to, f->nothing, PROSE_WIDTH, "", "");
		str_add_byte(to, '\n');
	} else if (f->chart != CHART_NONE) {
		add_bars(f, l, to);
		str_add_byte(to, '\n');
	} else {
		add_table(f, l, to);
	}
	add_declaration(f, l, to);
	str_done(&title);
}
