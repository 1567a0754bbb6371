#include "render/write_markdown.h"

#include "plain_word.h"
#include "render/insertion_write.h"

/* What would begin something of its own in Markdown stands with a backslash; a line end is a blank. */
static void add_plain(struct str *to, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		if (text.at[i] == '\n') {
			str_add_byte(to, ' ');
			continue;
		}
		if (strchr("\\`*_[]<>|#", text.at[i]) != NULL)
			str_add_byte(to, '\\');
		str_add_byte(to, text.at[i]);
	}
}

static void add_field(struct str *to, const struct str *text)
{
	str_add_text(to, " ");
	add_plain(to, str_slice(text));
	str_add_text(to, " |");
}

static void write_step(const struct exhibit *f, const struct exhibit_axis *a, size_t at,
                       enum language l, struct str *to)
{
	for (size_t k = 0; k < a->levels; k++) {
		str_add_text(to, k > 0 ? ", " : "");
		exhibit_write_label(f, a, k, at, l, to);
	}
}

static void add_heads(struct str *to, const struct exhibit *f, enum language l)
{
	struct str text = {0};
	size_t figures = f->columns.n + (f->base == EXHIBIT_BASE_COLUMN);

	str_add_byte(to, '|');
	for (size_t k = 0; k < f->rows.levels; k++) {
		str_reset(&text);
		str_add(&text, f->rows.title[k]);
		add_field(to, &text);
	}
	for (size_t c = 0; c < figures; c++) {
		str_reset(&text);
		if (c < f->columns.n)
			write_step(f, &f->columns, c, l, &text);
		else
			exhibit_write_base_label(f, l, &text);
		add_field(to, &text);
	}
	str_add_text(to, "\n|");
	for (size_t k = 0; k < f->rows.levels; k++)
		str_add_text(to, " --- |");
	for (size_t c = 0; c < figures; c++)
		str_add_text(to, " ---: |");
	str_add_byte(to, '\n');
	str_done(&text);
}

static void add_cell(struct str *to, const struct exhibit_cell *c, enum language l)
{
	struct str text = {0};

	exhibit_write_cell(c, l, &text);
	add_field(to, &text);
	str_done(&text);
}

static void add_row(struct str *to, const struct exhibit *f, size_t row, enum language l)
{
	struct str text = {0};

	str_add_byte(to, '|');
	for (size_t k = 0; k < f->rows.levels; k++) {
		str_reset(&text);
		exhibit_write_label(f, &f->rows, k, row, l, &text);
		add_field(to, &text);
	}
	for (size_t c = 0; c < f->columns.n; c++)
		add_cell(to, exhibit_at(f, row, c), l);
	if (f->base == EXHIBIT_BASE_COLUMN)
		add_cell(to, &f->base_cell[row], l);
	str_add_byte(to, '\n');
	str_done(&text);
}

static void add_base(struct str *to, const struct exhibit *f, enum language l)
{
	struct str text = {0};

	str_add_byte(to, '|');
	for (size_t k = 0; k < f->rows.levels; k++) {
		str_reset(&text);
		if (k == 0)
			exhibit_write_base_label(f, l, &text);
		add_field(to, &text);
	}
	for (size_t c = 0; c < f->columns.n; c++)
		add_cell(to, &f->base_cell[c], l);
	str_add_byte(to, '\n');
	str_done(&text);
}

static void add_exhibit(struct str *to, const struct exhibit *f, const struct report *r)
{
	struct str text = {0};

	exhibit_write_name(f, r->language, &text);
	str_addf(&text, ". %.*s", SLICE(f->title));
	str_add_text(to, "\n## ");
	add_plain(to, str_slice(&text));
	str_add_text(to, "\n\n");
	if (f->nothing.n > 0) {
		add_plain(to, f->nothing);
		str_add_text(to, "\n\n");
	} else {
		add_plain(to, f->unit);
		str_add_text(to, "\n\n");
		add_heads(to, f, r->language);
		for (size_t row = 0; row < f->rows.n; row++)
			add_row(to, f, row, r->language);
		if (f->base == EXHIBIT_BASE_ROW)
			add_base(to, f, r->language);
		str_add_byte(to, '\n');
	}
	for (size_t i = 0; str_reset(&text), exhibit_remark(f, r, i, &text); i++) {
		str_add_text(to, "- ");
		add_plain(to, str_slice(&text));
		str_add_byte(to, '\n');
	}
	str_done(&text);
}

void write_markdown(const struct exhibit *const *exhibit, size_t exhibits, const struct report *r,
                    struct str *to)
{
	str_add_text(to, "# ");
	add_plain(to, insertion_text(r, plain_get(r->front, "titel")));
	str_add_byte(to, '\n');
	if (r->made_up) {
		str_add_text(to, "\n**");
		add_plain(to, slice_of(report_made_up(r->language)));
		str_add_text(to, "** ");
		add_plain(to, slice_of(report_made_up_more(r->language)));
		str_add_byte(to, '\n');
	}
	for (size_t i = 0; i < exhibits; i++)
		add_exhibit(to, exhibit[i], r);
}
