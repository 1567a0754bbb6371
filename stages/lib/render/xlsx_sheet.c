#include "render/xlsx_sheet.h"

#include <stdlib.h>

#include "error.h"
#include "memory.h"
#include "render/cell_status.h"
#include "render/grid.h"
#include "text.h"

#define FIRST_ROW 4  /* of the table: its heads */
#define WIDEST 60    /* characters of a column */
#define NARROWEST 10 /* for the figures */
#define LINE_HEIGHT 15
#define COLOURS 4

/* One sheet under way. Columns of the sheet: those of the keys, then each figure's and perhaps its status. */
struct sheet_of {
	struct workbook *w;
	const struct exhibit *f;
	lxw_worksheet *sheet;
	lxw_col_t columns;
	char **head;      /* of each column */
	size_t *width;    /* of its widest text */
	lxw_col_t *place; /* of each column of the exhibit */
	bool *status;     /* it has a column of statuses */
};

void workbook_check(lxw_error error)
{
	if (error != LXW_NO_ERROR)
		die("xlsx: %s", lxw_strerror(error));
}

void workbook_text(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, struct slice text,
                   lxw_format *format)
{
	char *copy = memory_part(text.at, text.n);

	workbook_check(worksheet_write_string(sheet, row, column, copy, format));
	free(copy);
}

char *workbook_keep(const struct report *r, struct slice text)
{
	char *kept = arena_take(r->arena, text.n + 1);

	if (text.n > 0)
		memcpy(kept, text.at, text.n);
	kept[text.n] = '\0';
	return kept;
}

lxw_worksheet *workbook_sheet(const struct workbook *w, const char *name)
{
	lxw_worksheet *sheet = workbook_add_worksheet(w->book, name);

	if (sheet == NULL)
		die("xlsx: a sheet could not be made");
	worksheet_set_landscape(sheet);
	worksheet_set_paper(sheet, 9);
	worksheet_fit_to_pages(sheet, 1, 0);
	worksheet_set_footer(sheet, "&C&P (&N)");
	return sheet;
}

void workbook_wrapped(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, struct slice text,
                      size_t width, lxw_format *format)
{
	workbook_text(sheet, row, column, text, format);
	worksheet_set_row(sheet, row, (double)((text_width(text) / width + 1) * LINE_HEIGHT), NULL);
}

char *xlsx_sheet_name(const struct exhibit *f, const struct report *r)
{
	struct str name = {0};
	char *kept;

	exhibit_write_name(f, r->language, &name);
	kept = workbook_keep(r, str_slice(&name));
	str_done(&name);
	return kept;
}

/* ---------------------------------------------------------------- heads */

static bool has_status(const struct exhibit *f, size_t column)
{
	for (size_t row = 0; row < grid_rows(f); row++)
		if (*cell_status(grid_cell(f, row, column))->code != '\0')
			return true;
	return false;
}

/* Excel wants each head of a table once, whatever the case of its letters. */
static bool is_taken(const struct sheet_of *s, const char *head)
{
	for (lxw_col_t i = 0; i < s->columns; i++)
		if (strcasecmp(s->head[i], head) == 0)
			return true;
	return false;
}

static lxw_col_t add_head(struct sheet_of *s, struct slice text)
{
	const struct report *r = s->w->r;
	char *head = workbook_keep(r, text.n == 0 ? slice_of(".") : text);

	for (unsigned n = 2; is_taken(s, head); n++)
		head =
		    workbook_keep(r, slice_of(arena_format(r->arena, "%.*s (%u)", SLICE(text), n)));
	s->width[s->columns] = NARROWEST;
	s->head[s->columns] = head;
	return s->columns++;
}

static void add_figure_heads(struct sheet_of *s)
{
	struct str head = {0};

	for (size_t c = 0; c < grid_columns(s->f); c++) {
		str_reset(&head);
		grid_head(s->f, c, s->w->r->language, &head);
		s->place[c] = add_head(s, str_slice(&head));
		s->status[c] = has_status(s->f, c);
		if (!s->status[c])
			continue;
		str_add_text(&head, " – status");
		add_head(s, str_slice(&head));
	}
	str_done(&head);
}

static void add_heads(struct sheet_of *s)
{
	for (size_t k = 0; k < s->f->rows.levels; k++) {
		struct slice title = s->f->rows.title[k];

		add_head(s, title.n > 0 ? title : s->f->rows.key[k]);
	}
	add_figure_heads(s);
}

/* ---------------------------------------------------------------- cells */

static void write_cell(struct sheet_of *s, lxw_row_t row, lxw_col_t column, struct slice text)
{
	size_t width = text_width(text);

	workbook_text(s->sheet, row, column, text, NULL);
	if (width > s->width[column])
		s->width[column] = width;
}

static void write_figure(struct sheet_of *s, lxw_row_t row, size_t column,
                         const struct exhibit_cell *c)
{
	const struct cell_status *status = cell_status(c);
	struct str text = {0};

	if (status->value) {
		numeral_machine(&text, &c->numeral, c->shown, '.');
		workbook_check(worksheet_write_number(
		    s->sheet, row, s->place[column], strtod(text.at, NULL),
		    s->w->number[c->numeral.decimals][c->mark == MARK_ZERO]));
	} else {
		exhibit_write_cell(c, s->w->r->language, &text);
		write_cell(s, row, s->place[column], str_slice(&text));
	}
	if (s->status[column])
		write_cell(s, row, s->place[column] + 1, slice_of(status->word[s->w->r->language]));
	str_done(&text);
}

static void write_row(struct sheet_of *s, size_t r)
{
	lxw_row_t row = FIRST_ROW + 1 + (lxw_row_t)r;
	struct str label = {0};

	for (size_t k = 0; k < s->f->rows.levels; k++) {
		str_reset(&label);
		grid_label(s->f, r, k, s->w->r->language, &label);
		write_cell(s, row, (lxw_col_t)k, str_slice(&label));
	}
	for (size_t c = 0; c < grid_columns(s->f); c++)
		write_figure(s, row, c, grid_cell(s->f, r, c));
	str_done(&label);
}

/* ---------------------------------------------------------------- the table */

/* A name that Excel takes: letters, digits and underlines. */
static char *table_name(const struct sheet_of *s)
{
	char *name = workbook_keep(
	    s->w->r, slice_of(arena_format(s->w->r->arena, "t_%.*s", SLICE(s->f->id))));

	for (char *c = name; *c != '\0'; c++)
		if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
		      (*c >= '0' && *c <= '9')))
			*c = '_';
	return name;
}

/* As wide as what stands below the head, and half of the head, which may take more than one line; it knows how many. */
static void set_widths(struct sheet_of *s)
{
	size_t lines = 1;

	for (lxw_col_t i = 0; i < s->columns; i++) {
		size_t head = text_width(slice_of(s->head[i]));
		size_t width = s->width[i] > head / 2 ? s->width[i] : head / 2;

		width = (width > WIDEST ? WIDEST : width) + 3;
		worksheet_set_column(s->sheet, i, i, (double)width, NULL);
		if (head / (width - 3) + 1 > lines)
			lines = head / (width - 3) + 1;
	}
	worksheet_set_row(s->sheet, FIRST_ROW, (double)(lines * LINE_HEIGHT), NULL);
}

static void add_table(struct sheet_of *s)
{
	lxw_table_column *column = memory_zeroed(s->columns, sizeof *column);
	lxw_table_column **list = memory_zeroed((size_t)s->columns + 1, sizeof *list);
	lxw_table_options options = {.name = table_name(s),
	                             .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
	                             .style_type_number = 15,
	                             .columns = list};

	for (lxw_col_t i = 0; i < s->columns; i++) {
		column[i] = (lxw_table_column){.header = s->head[i], .header_format = s->w->head};
		list[i] = &column[i];
	}
	workbook_check(worksheet_add_table(s->sheet, FIRST_ROW, 0,
	                                   FIRST_ROW + (lxw_row_t)grid_rows(s->f), s->columns - 1,
	                                   &options));
	for (size_t r = 0; r < grid_rows(s->f); r++)
		write_row(s, r);
	set_widths(s);
	free(list);
	free(column);
}

/* What is not a number would be drawn as a bar of nothing. */
static bool can_be_drawn(const struct exhibit *f)
{
	for (size_t row = 0; row < f->rows.n; row++)
		for (size_t c = 0; c < f->columns.n; c++)
			if (!cell_status(exhibit_at(f, row, c))->value)
				return false;
	return f->chart != CHART_NONE;
}

/* The chart is drawn of the cells of the sheet, so it can tell nothing that they do not. */
static void add_chart(struct sheet_of *s)
{
	bool lying = s->f->chart == CHART_LYING;
	lxw_chart *chart = workbook_add_chart(s->w->book, lying ? LXW_CHART_BAR : LXW_CHART_COLUMN);
	lxw_row_t first = FIRST_ROW + 1, last = FIRST_ROW + (lxw_row_t)s->f->rows.n;
	char *name = xlsx_sheet_name(s->f, s->w->r), *title = workbook_keep(s->w->r, s->f->title);
	static const lxw_color_t colours[COLOURS] = {0x1b4a94, 0xdf6d0e, 0x1a7f70, 0x4b1533};
	lxw_chart_options options = {.description = title, .x_scale = 1.5, .y_scale = 1.5};

	for (size_t c = 0; c < s->f->columns.n; c++) {
		lxw_chart_series *series = chart_add_series(chart, NULL, NULL);

		chart_series_set_categories(series, name, first, 0, last,
		                            (lxw_col_t)(s->f->rows.levels - 1));
		chart_series_set_values(series, name, first, s->place[c], last, s->place[c]);
		chart_series_set_name_range(series, name, FIRST_ROW, s->place[c]);
		chart_series_set_fill(series, &(lxw_chart_fill){.color = colours[c % COLOURS]});
	}
	chart_title_set_name(chart, title);
	if (lying)
		chart_axis_set_reverse(chart->y_axis);
	workbook_check(worksheet_insert_chart_opt(
	    s->sheet, FIRST_ROW + (lxw_row_t)grid_rows(s->f) + 2, 0, chart, &options));
}

static void add_top(struct sheet_of *s)
{
	const struct report *r = s->w->r;
	struct str text = {0};

	workbook_text(s->sheet, 0, 0, s->f->title, s->w->title);
	exhibit_write_legend(s->f, r->language, &text);
	if (r->made_up)
		workbook_text(s->sheet, 1, 0, slice_of(report_made_up(r->language)), NULL);
	else
		workbook_text(s->sheet, 1, 0, str_slice(&text), NULL);
	str_reset(&text);
	str_add(&text, s->f->unit);
	if (s->f->source.n > 0)
		str_addf(&text, "%s%s: %.*s", text.n > 0 ? ". " : "",
		         r->language == LANGUAGE_SV ? "Källa" : "Source", SLICE(s->f->source));
	workbook_text(s->sheet, 2, 0, str_slice(&text), NULL);
	str_done(&text);
}

void xlsx_sheet_add(struct workbook *w, const struct exhibit *f)
{
	struct arena *a = w->r->arena;
	struct sheet_of s = {.w = w, .f = f};
	size_t room = f->rows.levels + 2 * grid_columns(f) + 1;

	s.sheet = workbook_sheet(w, xlsx_sheet_name(f, w->r));
	s.head = arena_take(a, room * sizeof *s.head);
	s.width = arena_take(a, room * sizeof *s.width);
	s.place = arena_take(a, room * sizeof *s.place);
	s.status = arena_take(a, room * sizeof *s.status);
	add_top(&s);
	if (f->nothing.n > 0) {
		workbook_text(s.sheet, FIRST_ROW, 0, f->nothing, NULL);
		return;
	}
	add_heads(&s);
	add_table(&s);
	if (can_be_drawn(f))
		add_chart(&s);
	worksheet_repeat_rows(s.sheet, FIRST_ROW, FIRST_ROW);
	worksheet_freeze_panes(s.sheet, FIRST_ROW + 1, 0);
}
