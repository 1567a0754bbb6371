/* chart_standing: bars that stand side by side, the label of each group below it. */
#include "render/chart_kind.h"

#define HEIGHT 240
#define LABEL_WIDTH 14
#define MAX_BARS 9 /* side by side that fit on a telephone */

static void check(const struct exhibit *f, const struct report *r)
{
	if (f->rows.n * f->columns.n > MAX_BARS)
		report_die(r, f->node->line, f->node->column,
		           "more than %d standing bars do not fit on a narrow screen; let them lie",
		           MAX_BARS);
}

static int down(const struct drawing *d, struct number value)
{
	return DRAWING_LINE + HEIGHT - (int)scale_at(&d->scale, value, HEIGHT);
}

static void add_standing_bar(const struct drawing *d, const struct exhibit_cell *c, size_t column,
                             int64_t x, int64_t width)
{
	int zero = down(d, (struct number){0});
	int end = drawing_has_bar(c) ? down(d, c->shown) : zero;
	int top = end < zero ? end : zero, bottom = end < zero ? zero : end;

	if (drawing_has_bar(c)) {
		str_addf(d->to, "<rect y=\"%d\" height=\"%d\"", top, bottom - top);
		drawing_percent(d->to, "x", x);
		drawing_percent(d->to, "width", width);
		drawing_fill(d->f, column, d->to);
		str_add_text(d->to, "/>");
	}
	str_addf(d->to, "<text class=\"v\" y=\"%d\" text-anchor=\"middle\"",
	         end > zero ? bottom + 16 : top - 6);
	drawing_percent(d->to, "x", x + width / 2);
	str_add_byte(d->to, '>');
	drawing_value(c, d->language, d->to);
	str_add_text(d->to, "</text>\n");
}

static int draw(struct drawing *d, struct str *body)
{
	const struct exhibit *f = d->f;
	int64_t group = DRAWING_WHOLE / (int64_t)f->rows.n;
	int64_t bar = group * 8 / 10 / (int64_t)f->columns.n;
	int zero = down(d, (struct number){0}), floor = down(d, d->scale.low) + DRAWING_LINE,
	    deepest = floor;
	struct str label = {0};

	d->to = body;
	for (size_t row = 0; row < f->rows.n; row++) {
		int64_t x = group * (int64_t)row + group / 10;
		for (size_t column = 0; column < f->columns.n; column++)
			add_standing_bar(d, exhibit_at(f, row, column), column,
			                 x + bar * (int64_t)column, bar - bar / 12);
		str_reset(&label);
		exhibit_write_step(&f->rows, row, ", ", &label);
		int y = drawing_text(body, str_slice(&label), LABEL_WIDTH,
		                     " class=\"g\" text-anchor=\"middle\"",
		                     group * (int64_t)row + group / 2, floor);
		deepest = y > deepest ? y : deepest;
	}
	str_addf(body, "<line class=\"z\" x1=\"0\" x2=\"100%%\" y1=\"%d\" y2=\"%d\"/>\n", zero,
	         zero);
	str_done(&label);
	return deepest - DRAWING_LINE + 6;
}

const struct chart_kind chart_standing = {{"Stapeldiagram", "Bar chart"}, check, draw};
