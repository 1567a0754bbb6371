#include "render/write_markdown.h"

#include "plain_word.h"
#include "render/grid.h"
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

static void add_heads(struct str *to, const struct exhibit *f, enum language l)
{
	struct str text = {0};

	str_add_byte(to, '|');
	for (size_t k = 0; k < f->rows.levels; k++) {
		str_reset(&text);
		str_add(&text, f->rows.title[k]);
		add_field(to, &text);
	}
	for (size_t c = 0; c < grid_columns(f); c++) {
		str_reset(&text);
		grid_head(f, c, l, &text);
		add_field(to, &text);
	}
	str_add_text(to, "\n|");
	for (size_t k = 0; k < f->rows.levels; k++)
		str_add_text(to, " --- |");
	for (size_t c = 0; c < grid_columns(f); c++)
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
		grid_label(f, row, k, l, &text);
		add_field(to, &text);
	}
	for (size_t c = 0; c < grid_columns(f); c++)
		add_cell(to, grid_cell(f, row, c), l);
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
		for (size_t row = 0; row < grid_rows(f); row++)
			add_row(to, f, row, r->language);
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
