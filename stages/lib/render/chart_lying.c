/* chart_lying: a group of lying bars for each row, its label above it. */
#include "render/chart_kind.h"

#define BAR 18
#define BAR_GAP 3
#define GROUP_GAP 16
#define TICKS 26
#define LABEL_WIDTH 44 /* characters on a line, over a group */
#define PLOT 8400      /* where the longest bar may end; the rest is for its value */
#define BELOW 1200     /* room for values of bars to the left of zero */

static int64_t across(const struct drawing *d, struct number value)
{
	return d->left + scale_at(&d->scale, value, d->right - d->left);
}

static void add_lying_bar(const struct drawing *d, const struct exhibit_cell *c, size_t column,
                          int y)
{
	int64_t zero = across(d, (struct number){0});
	int64_t end = drawing_has_bar(c) ? across(d, c->shown) : zero;
	int64_t from = end < zero ? end : zero, to = end < zero ? zero : end;

	if (drawing_has_bar(c)) {
		str_addf(d->to, "<rect y=\"%d\" height=\"%d\"", y, BAR);
		drawing_percent(d->to, "x", from);
		drawing_percent(d->to, "width", to - from);
		drawing_fill(d->f, column, d->to);
		str_add_text(d->to, "/>");
	}
	str_addf(d->to, "<text class=\"v\" y=\"%d\" dx=\"%d\"%s", y + BAR - 4, end < zero ? -6 : 6,
	         end < zero ? " text-anchor=\"end\"" : "");
	drawing_percent(d->to, "x", end);
	str_add_byte(d->to, '>');
	drawing_value(c, d->language, d->to);
	str_add_text(d->to, "</text>\n");
}

/* The labels over a group: the outer ones only where they change. */
static int add_group_label(const struct drawing *d, size_t row, int y)
{
	const struct exhibit_axis *a = &d->f->rows;
	bool changed = row == 0;

	if (row > 0 && a->levels > 1 && exhibit_begins(a, 0, row))
		y += GROUP_GAP / 2;
	for (size_t k = 0; k < a->levels; k++) {
		changed |= !slice_equal(a->at[row].code[k], a->at[row == 0 ? 0 : row - 1].code[k]);
		if (k + 1 < a->levels && !changed)
			continue;
		const char *class = k + 1 < a->levels || a->levels == 1 ? " class=\"g\"" : "";
		y = drawing_text(d->to, a->at[row].label[k], LABEL_WIDTH, class, 0, y);
	}
	return y;
}

/* The line that bars begin at, beside the bars only, so that it does not cut through labels. */
static void add_zero(const struct drawing *d, int from, int till)
{
	int64_t zero = across(d, (struct number){0});

	str_addf(d->to, "<line class=\"z\" y1=\"%d\" y2=\"%d\"", from, till);
	drawing_percent(d->to, "x1", zero);
	drawing_percent(d->to, "x2", zero);
	str_add_text(d->to, "/>\n");
}

static int add_lying_groups(const struct drawing *d)
{
	const struct exhibit *f = d->f;
	int y = 0;

	for (size_t row = 0; row < f->rows.n; row++) {
		y = add_group_label(d, row, y + 15) - 15 + 2;
		int top = y;
		for (size_t column = 0; column < f->columns.n; column++) {
			add_lying_bar(d, exhibit_at(f, row, column), column, y);
			y += BAR + BAR_GAP;
		}
		add_zero(d, top - 2, y - BAR_GAP + 2);
		y += GROUP_GAP - BAR_GAP;
	}
	return y - GROUP_GAP + 8;
}

/* The scale has the decimals that its steps need: 100, not 100,0. */
static struct numeral scale_numeral(const struct drawing *d)
{
	struct numeral n = d->f->measure[0].numeral;

	while (n.decimals > 0 &&
	       number_compare(number_round(d->scale.step, n.decimals - 1), d->scale.step) == 0)
		n.decimals--;
	return n;
}

/* Lines at each step, drawn before the bars, with the figures of the scale below. */
static void add_ticks(const struct drawing *d, int height)
{
	struct numeral n = scale_numeral(d);
	struct number at = d->scale.low;

	for (; number_compare(at, d->scale.high) <= 0; number_add(at, d->scale.step, &at)) {
		int64_t x = across(d, at);
		str_addf(d->to, "<line y1=\"0\" y2=\"%d\" class=\"t\"", height);
		drawing_percent(d->to, "x1", x);
		drawing_percent(d->to, "x2", x);
		str_addf(d->to, "/><text class=\"t\" y=\"%d\"", height + 17);
		drawing_percent(d->to, "x", x);
		str_addf(d->to, " text-anchor=\"%s\">", x == 0 ? "start" : "middle");
		numeral_digits(d->to, &n, at, d->language);
		str_add_text(d->to, "</text>\n");
	}
}

static int draw(struct drawing *d, struct str *body)
{
	struct str *whole = d->to;

	d->left = number_is_negative(d->scale.low) ? BELOW : 0;
	d->right = PLOT;
	d->to = body;
	int height = add_lying_groups(d);
	d->to = whole;
	add_ticks(d, height);
	return height + TICKS;
}

const struct chart_kind chart_lying = {{"Stapeldiagram", "Bar chart"}, NULL, draw};
