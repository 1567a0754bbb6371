#include "render/html_table.h"

#include "render/markup.h"

static bool is_simple(const struct exhibit *f)
{
	return f->rows.levels == 1 && f->columns.levels == 1;
}

/* Whether a column is the first under a heading of several: it stands a little apart. */
static bool opens_group(const struct exhibit *f, size_t column)
{
	return column > 0 && f->columns.levels > 1 && exhibit_begins(&f->columns, 0, column);
}

static void add_label(const struct exhibit *f, const struct exhibit_axis *a, size_t k, size_t at,
                      enum language l, struct str *to)
{
	struct str label = {0};

	exhibit_write_heading(f, a, k, at, l, &label);
	markup_add(to, str_slice(&label));
	str_done(&label);
}

static void add_base_label(const struct exhibit *f, enum language l, struct str *to)
{
	struct str label = {0};

	exhibit_write_base_label(f, l, &label);
	markup_add(to, str_slice(&label));
	str_done(&label);
}

/* ---------------------------------------------------------------- headings of columns */

/* A heading over the rows' labels for each of their levels, as tall as the headings of the columns. */
static void add_corner(const struct exhibit *f, struct str *to)
{
	for (size_t k = 0; k < f->rows.levels; k++) {
		bool empty = f->rows.title[k].n == 0;
		str_addf(to, "<%s rowspan=\"%zu\"%s>", empty ? "td" : "th", f->columns.levels,
		         empty ? "" : " scope=\"col\"");
		markup_add(to, f->rows.title[k]);
		str_add_text(to, empty ? "</td>" : "</th>");
	}
}

static void add_column_heads(const struct exhibit *f, size_t k, enum language l, struct str *to)
{
	const struct exhibit_axis *a = &f->columns;

	for (size_t at = 0; at < a->n; at += exhibit_span(a, k, at)) {
		size_t n = exhibit_span(a, k, at);
		str_addf(to, "<th scope=\"%s\" class=\"%s\"", n > 1 ? "colgroup" : "col",
		         n > 1                ? "kg"
		         : opens_group(f, at) ? "k ny"
		                              : "k");
		if (!is_simple(f))
			str_addf(to, " id=\"%.*s--k%zu-%zu\"", SLICE(f->id), k + 1, at + 1);
		if (n > 1)
			str_addf(to, " colspan=\"%zu\"", n);
		str_add_byte(to, '>');
		add_label(f, a, k, at, l, to);
		str_add_text(to, "</th>");
	}
}

static void add_head(const struct exhibit *f, enum language l, struct str *to)
{
	str_add_text(to, "<thead>\n");
	for (size_t k = 0; k < f->columns.levels; k++) {
		str_add_text(to, "<tr>");
		if (k == 0)
			add_corner(f, to);
		add_column_heads(f, k, l, to);
		if (k == 0 && f->base == EXHIBIT_BASE_COLUMN) {
			str_addf(to, "<th scope=\"col\" rowspan=\"%zu\" class=\"k bas\">",
			         f->columns.levels);
			add_base_label(f, l, to);
			str_add_text(to, "</th>");
		}
		str_add_text(to, "</tr>\n");
	}
	str_add_text(to, "</thead>\n");
}

/* ---------------------------------------------------------------- rows */

static void add_cell(const struct exhibit_cell *c, enum language l, struct str *to)
{
	struct str text = {0};

	exhibit_write_cell(c, l, &text);
	if (c->mark != MARK_NONE && c->mark != MARK_SMALL)
		str_addf(to, "<abbr title=\"%s\">%s</abbr>", mark_meaning(c->mark, l), text.at);
	else
		markup_add(to, str_slice(&text));
	str_add_text(to, "</td>");
	str_done(&text);
}

static void add_row_heads(const struct exhibit *f, size_t row, enum language l, struct str *to)
{
	const struct exhibit_axis *a = &f->rows;

	for (size_t k = 0; k < a->levels; k++) {
		if (!exhibit_begins(a, k, row))
			continue;
		size_t n = exhibit_span(a, k, row);
		str_addf(to, "<th scope=\"%s\"", n > 1 ? "rowgroup" : "row");
		if (!is_simple(f))
			str_addf(to, " id=\"%.*s--r%zu-%zu\"", SLICE(f->id), k + 1, row + 1);
		if (n > 1)
			str_addf(to, " rowspan=\"%zu\"", n);
		str_add_byte(to, '>');
		add_label(f, a, k, row, l, to);
		str_add_text(to, "</th>");
	}
}

/* The step where the span of level k that holds `at` begins. */
static size_t start_of(const struct exhibit_axis *a, size_t k, size_t at)
{
	while (!exhibit_begins(a, k, at))
		at--;
	return at;
}

/* The ids of all headings of a cell. */
static void add_headers(const struct exhibit *f, size_t row, size_t column, struct str *to)
{
	if (is_simple(f))
		return;
	str_add_text(to, " headers=\"");
	for (size_t k = 0; k < f->rows.levels; k++)
		str_addf(to, "%s%.*s--r%zu-%zu", k > 0 ? " " : "", SLICE(f->id), k + 1,
		         start_of(&f->rows, k, row) + 1);
	for (size_t k = 0; k < f->columns.levels; k++)
		str_addf(to, " %.*s--k%zu-%zu", SLICE(f->id), k + 1,
		         start_of(&f->columns, k, column) + 1);
	str_add_byte(to, '"');
}

static void add_row(const struct exhibit *f, size_t row, enum language l, struct str *to)
{
	str_add_text(to, f->rows.at[row].total ? "<tr class=\"total\">" : "<tr>");
	add_row_heads(f, row, l, to);
	for (size_t column = 0; column < f->columns.n; column++) {
		str_add_text(to, opens_group(f, column) ? "<td class=\"ny\"" : "<td");
		add_headers(f, row, column, to);
		str_add_byte(to, '>');
		add_cell(exhibit_at(f, row, column), l, to);
	}
	if (f->base == EXHIBIT_BASE_COLUMN) {
		str_add_text(to, "<td class=\"bas\">");
		add_cell(&f->base_cell[row], l, to);
	}
	str_add_text(to, "</tr>\n");
}

static void add_base_row(const struct exhibit *f, enum language l, struct str *to)
{
	str_add_text(to, "</tbody>\n<tbody>\n<tr class=\"bas\"><th scope=\"row\"");
	if (f->rows.levels > 1)
		str_addf(to, " colspan=\"%zu\"", f->rows.levels);
	str_add_byte(to, '>');
	add_base_label(f, l, to);
	str_add_text(to, "</th>");
	for (size_t column = 0; column < f->columns.n; column++) {
		str_add_text(to, opens_group(f, column) ? "<td class=\"ny\">" : "<td>");
		add_cell(&f->base_cell[column], l, to);
	}
	str_add_text(to, "</tr>\n");
}

void html_table_write(const struct exhibit *f, enum language l, struct str *to)
{
	str_add_text(to, "<table class=\"tal\">\n<caption class=\"dold\">");
	exhibit_write_name(f, l, to);
	str_add_text(to, ". ");
	markup_add(to, f->title);
	str_add_text(to, "</caption>\n");
	add_head(f, l, to);
	str_add_text(to, "<tbody>\n");
	for (size_t row = 0; row < f->rows.n; row++)
		add_row(f, row, l, to);
	if (f->base == EXHIBIT_BASE_ROW)
		add_base_row(f, l, to);
	str_add_text(to, "</tbody>\n</table>\n");
}

/* ---------------------------------------------------------------- declaration */

static void add_pair(struct str *to, struct slice name, struct slice text)
{
	str_add_text(to, "<div><dt>");
	markup_add(to, name);
	str_add_text(to, "</dt><dd>");
	markup_add(to, text);
	str_add_text(to, "</dd></div>\n");
}

void html_table_write_notes(const struct exhibit *f, enum language l, struct str *to)
{
	struct str legend = {0};

	str_add_text(to, "<dl class=\"om\">\n");
	for (size_t i = 0; i < f->lines; i++)
		add_pair(to, f->line[i].name, f->line[i].text);
	if (f->notes > 0) {
		str_addf(to, "<div><dt>%s</dt><dd><ul>\n",
		         l == LANGUAGE_SV ? "Att tänka på" : "To bear in mind");
		for (size_t i = 0; i < f->notes; i++) {
			str_add_text(to, "<li>");
			markup_add(to, f->note[i]);
			str_add_text(to, "</li>\n");
		}
		str_add_text(to, "</ul></dd></div>\n");
	}
	exhibit_write_legend(f, l, &legend);
	if (legend.n > 0)
		add_pair(to, slice_of(l == LANGUAGE_SV ? "Tecken" : "Symbols"), str_slice(&legend));
	str_add_text(to, "</dl>\n");
	str_done(&legend);
}
