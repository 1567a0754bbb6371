#include "render/chart.h"

#include "render/markup.h"
#include "render/scale.h"
#include "text.h"

/* Lengths in pixels; across the page in hundredths of a percent of the width. */
#define BAR 18
#define BAR_GAP 3
#define GROUP_GAP 16
#define LINE 20 /* of text */
#define TICKS 26
#define LABEL_WIDTH 44 /* characters on a line, over a group of lying bars */
#define STANDING_HEIGHT 240
#define STANDING_LABEL_WIDTH 14
#define PLOT 8400  /* where the longest bar may end; the rest is for its value */
#define BELOW 1200 /* room for values of bars to the left of zero */
#define WHOLE 10000

/* Light, dark, light, dark; hatched, plain, dotted, striped. Lightness of 80, 32, 84 and 36 of 100. */
static const struct series {
	const char *fill, *line, *pattern;
} series[CHART_MAX_SERIES] = {
    {"#bcd7ee", "#1d4f7c",
     "<path d=\"M-2 8L8 -2M4 12L12 4\" stroke=\"#5d93c1\" stroke-width=\"1.5\"/>"},
    {"#1d4f7c", "#1d4f7c", ""},
    {"#f7d9ae", "#85480a", "<circle cx=\"4\" cy=\"4\" r=\"1.5\" fill=\"#b9772b\"/>"},
    {"#85480a", "#85480a", "<path d=\"M0 2H10\" stroke=\"#f7d9ae\" stroke-width=\"1.5\"/>"}};

/* A single series is plain and dark. */
static size_t series_of(const struct figure *f, size_t column)
{
	return f->columns.n == 1 ? 1 : column;
}

void chart_check(const struct figure *f, const struct report *r)
{
	if (f->columns.n > CHART_MAX_SERIES)
		report_die(r, f->node->line, f->node->column,
		           "%zu series (kolumner) in a chart; more than %d can not be told apart",
		           f->columns.n, CHART_MAX_SERIES);
	if (f->standing && f->rows.n * f->columns.n > CHART_MAX_STANDING)
		report_die(r, f->node->line, f->node->column,
		           "more than %d standing bars do not fit on a narrow screen; let them lie",
		           CHART_MAX_STANDING);
	for (size_t i = 1; i < f->measures; i++)
		if (f->measure[i].numeral.unit != f->measure[0].numeral.unit)
			report_die(r, f->node->line, f->node->column,
			           "measures with different units can not share a chart");
}

static bool has_bar(const struct figure_cell *c)
{
	return c->mark == MARK_NONE;
}

static struct scale find_scale(const struct figure *f)
{
	struct number low = {0}, high = {0};

	for (size_t i = 0; i < f->rows.n * f->columns.n; i++) {
		const struct figure_cell *c = &f->cell[i];
		if (has_bar(c) && number_compare(c->shown, high) > 0)
			high = c->shown;
		if (has_bar(c) && number_compare(c->shown, low) < 0)
			low = c->shown;
	}
	return scale_make(low, high, f->measure[0].numeral.decimals);
}

/* ---------------------------------------------------------------- pieces */

static void add_percent(struct str *to, const char *name, int64_t hundredths)
{
	str_addf(to, " %s=\"%lld.%02lld%%\"", name, (long long)(hundredths / 100),
	         (long long)(hundredths % 100));
}

static void add_value(const struct figure_cell *c, enum language l, struct str *to)
{
	struct str text = {0};

	figure_write_value(c, l, &text);
	markup_add(to, str_slice(&text));
	str_done(&text);
}

static void add_fill(const struct figure *f, size_t column, struct str *to)
{
	const struct series *s = &series[series_of(f, column)];

	if (*s->pattern == '\0')
		str_addf(to, " fill=\"%s\"", s->fill);
	else
		str_addf(to, " fill=\"url(#%.*s--m%zu)\"", SLICE(f->id), column + 1);
	str_addf(to, " stroke=\"%s\"", s->line);
}

/* The key refers to these too: an id is of the whole page. */
static void add_patterns(const struct figure *f, struct str *to)
{
	str_add_text(to, "<defs>");
	for (size_t i = 0; i < f->columns.n; i++) {
		const struct series *s = &series[series_of(f, i)];
		if (*s->pattern == '\0')
			continue;
		str_addf(to,
		         "<pattern id=\"%.*s--m%zu\" width=\"10\" height=\"10\" "
		         "patternUnits=\"userSpaceOnUse\"><rect width=\"10\" height=\"10\" "
		         "fill=\"%s\"/>%s</pattern>",
		         SLICE(f->id), i + 1, s->fill, s->pattern);
	}
	str_add_text(to, "</defs>\n");
}

/* The first line of a text that is at most `width` characters wide, cut at a blank; the rest is left. */
static struct slice cut_line(struct slice *rest, size_t width)
{
	size_t cut = 0, bytes, at = 0, used = 0;

	for (; at < rest->n; at += bytes) {
		struct slice left = {rest->at + at, rest->n - at};
		text_character(left, &bytes);
		if (*left.at == ' ')
			cut = at;
		if (++used > width && cut > 0)
			break;
	}
	size_t n = at >= rest->n ? rest->n : cut;
	struct slice line = {rest->at, n};
	size_t skip = n + (n < rest->n);
	*rest = (struct slice){rest->at + skip, rest->n - skip};
	return line;
}

/* Text over one or more lines from y on; returns where the next line would stand. */
static int add_text(struct str *to, struct slice text, size_t width, const char *attributes,
                    int64_t x, int y)
{
	while (text.n > 0) {
		struct slice line = cut_line(&text, width);
		str_addf(to, "<text%s y=\"%d\"", attributes, y);
		add_percent(to, "x", x);
		str_add_byte(to, '>');
		markup_add(to, line);
		str_add_text(to, "</text>\n");
		y += LINE;
	}
	return y;
}

/* ---------------------------------------------------------------- lying bars */

struct drawing {
	const struct figure *f;
	enum language language;
	struct scale scale;
	int64_t left, right; /* of the plot */
	struct str *to;
};

static int64_t across(const struct drawing *d, struct number value)
{
	return d->left + scale_at(&d->scale, value, d->right - d->left);
}

static void add_lying_bar(const struct drawing *d, const struct figure_cell *c, size_t column,
                          int y)
{
	int64_t zero = across(d, (struct number){0});
	int64_t end = has_bar(c) ? across(d, c->shown) : zero;
	int64_t from = end < zero ? end : zero, to = end < zero ? zero : end;

	if (has_bar(c)) {
		str_addf(d->to, "<rect y=\"%d\" height=\"%d\"", y, BAR);
		add_percent(d->to, "x", from);
		add_percent(d->to, "width", to - from);
		add_fill(d->f, column, d->to);
		str_add_text(d->to, "/>");
	}
	str_addf(d->to, "<text class=\"v\" y=\"%d\" dx=\"%d\"%s", y + BAR - 4, end < zero ? -6 : 6,
	         end < zero ? " text-anchor=\"end\"" : "");
	add_percent(d->to, "x", end);
	str_add_byte(d->to, '>');
	add_value(c, d->language, d->to);
	str_add_text(d->to, "</text>\n");
}

/* The labels over a group: the outer ones only where they change. */
static int add_group_label(const struct drawing *d, size_t row, int y)
{
	const struct figure_axis *a = &d->f->rows;
	bool changed = row == 0;

	if (row > 0 && a->levels > 1 && figure_begins(a, 0, row))
		y += GROUP_GAP / 2;
	for (size_t k = 0; k < a->levels; k++) {
		changed |= !slice_equal(a->at[row].code[k], a->at[row == 0 ? 0 : row - 1].code[k]);
		if (k + 1 < a->levels && !changed)
			continue;
		const char *class = k + 1 < a->levels || a->levels == 1 ? " class=\"g\"" : "";
		y = add_text(d->to, a->at[row].label[k], LABEL_WIDTH, class, 0, y);
	}
	return y;
}

/* The line that bars begin at, beside the bars only, so that it does not cut through labels. */
static void add_zero(const struct drawing *d, int from, int till)
{
	int64_t zero = across(d, (struct number){0});

	str_addf(d->to, "<line class=\"z\" y1=\"%d\" y2=\"%d\"", from, till);
	add_percent(d->to, "x1", zero);
	add_percent(d->to, "x2", zero);
	str_add_text(d->to, "/>\n");
}

static int add_lying_groups(const struct drawing *d)
{
	const struct figure *f = d->f;
	int y = 0;

	for (size_t row = 0; row < f->rows.n; row++) {
		y = add_group_label(d, row, y + 15) - 15 + 2;
		int top = y;
		for (size_t column = 0; column < f->columns.n; column++) {
			add_lying_bar(d, figure_at(f, row, column), column, y);
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
		add_percent(d->to, "x1", x);
		add_percent(d->to, "x2", x);
		str_addf(d->to, "/><text class=\"t\" y=\"%d\"", height + 17);
		add_percent(d->to, "x", x);
		str_addf(d->to, " text-anchor=\"%s\">", x == 0 ? "start" : "middle");
		numeral_digits(d->to, &n, at, d->language);
		str_add_text(d->to, "</text>\n");
	}
}

static int draw_lying(struct drawing *d, struct str *body)
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

/* ---------------------------------------------------------------- standing bars */

static int down(const struct drawing *d, struct number value)
{
	return LINE + STANDING_HEIGHT - (int)scale_at(&d->scale, value, STANDING_HEIGHT);
}

static void add_standing_bar(const struct drawing *d, const struct figure_cell *c, size_t column,
                             int64_t x, int64_t width)
{
	int zero = down(d, (struct number){0});
	int end = has_bar(c) ? down(d, c->shown) : zero;
	int top = end < zero ? end : zero, bottom = end < zero ? zero : end;

	if (has_bar(c)) {
		str_addf(d->to, "<rect y=\"%d\" height=\"%d\"", top, bottom - top);
		add_percent(d->to, "x", x);
		add_percent(d->to, "width", width);
		add_fill(d->f, column, d->to);
		str_add_text(d->to, "/>");
	}
	str_addf(d->to, "<text class=\"v\" y=\"%d\" text-anchor=\"middle\"",
	         end > zero ? bottom + 16 : top - 6);
	add_percent(d->to, "x", x + width / 2);
	str_add_byte(d->to, '>');
	add_value(c, d->language, d->to);
	str_add_text(d->to, "</text>\n");
}

static int draw_standing(struct drawing *d, struct str *body)
{
	const struct figure *f = d->f;
	int64_t group = WHOLE / (int64_t)f->rows.n;
	int64_t bar = group * 8 / 10 / (int64_t)f->columns.n;
	int zero = down(d, (struct number){0}), floor = down(d, d->scale.low) + LINE,
	    deepest = floor;
	struct str label = {0};

	d->to = body;
	for (size_t row = 0; row < f->rows.n; row++) {
		int64_t x = group * (int64_t)row + group / 10;
		for (size_t column = 0; column < f->columns.n; column++)
			add_standing_bar(d, figure_at(f, row, column), column,
			                 x + bar * (int64_t)column, bar - bar / 12);
		str_reset(&label);
		figure_write_step(&f->rows, row, ", ", &label);
		int y = add_text(body, str_slice(&label), STANDING_LABEL_WIDTH,
		                 " class=\"g\" text-anchor=\"middle\"",
		                 group * (int64_t)row + group / 2, floor);
		deepest = y > deepest ? y : deepest;
	}
	str_addf(body, "<line class=\"z\" x1=\"0\" x2=\"100%%\" y1=\"%d\" y2=\"%d\"/>\n", zero,
	         zero);
	str_done(&label);
	return deepest - LINE + 6;
}

/* ---------------------------------------------------------------- the whole */

static void add_description(const struct figure *f, enum language l, struct str *to)
{
	struct str text = {0};

	if (l == LANGUAGE_SV)
		str_addf(&text, "Stapeldiagram med %zu %s: ", f->rows.n,
		         f->rows.n == 1 ? "grupp" : "grupper");
	else
		str_addf(&text, "Bar chart with %zu %s: ", f->rows.n,
		         f->rows.n == 1 ? "group" : "groups");
	for (size_t i = 0; i < f->rows.n; i++) {
		str_add_text(&text, i == 0 ? "" : "; ");
		figure_write_step(&f->rows, i, ", ", &text);
	}
	str_add_text(&text,
	             l == LANGUAGE_SV ? ". Staplar i varje grupp: " : ". Bars in each group: ");
	for (size_t i = 0; i < f->columns.n; i++) {
		str_add_text(&text, i == 0 ? "" : "; ");
		figure_write_step(&f->columns, i, ", ", &text);
	}
	str_add_text(&text, l == LANGUAGE_SV ? ". Alla värden står i tabellen under diagrammet."
	                                     : ". All values stand in the table below the chart.");
	markup_add(to, str_slice(&text));
	str_done(&text);
}

void chart_write(const struct figure *f, enum language l, struct str *to)
{
	struct str inside = {0}, body = {0};
	struct drawing d = {.f = f, .language = l, .scale = find_scale(f), .to = &inside};

	if (f->rows.n == 0 || f->columns.n == 0)
		return;
	int height = f->standing ? draw_standing(&d, &body) : draw_lying(&d, &body);
	str_addf(
	    to,
	    "<svg class=\"diagram\" role=\"img\" width=\"100%%\" height=\"%d\" "
	    "aria-labelledby=\"%.*s--titel %.*s--text\" xmlns=\"http://www.w3.org/2000/svg\">\n"
	    "<title id=\"%.*s--titel\">",
	    height, SLICE(f->id), SLICE(f->id), SLICE(f->id));
	markup_add(to, f->title);
	str_addf(to, "</title>\n<desc id=\"%.*s--text\">", SLICE(f->id));
	add_description(f, l, to);
	str_add_text(to, "</desc>\n");
	add_patterns(f, to);
	str_add(to, str_slice(&inside));
	str_add(to, str_slice(&body));
	str_add_text(to, "</svg>\n");
	str_done(&inside);
	str_done(&body);
}

void chart_write_key(const struct figure *f, enum language l, struct str *to)
{
	struct str label = {0};

	if (f->columns.n < 2)
		return;
	str_addf(to, "<ul class=\"serier\" aria-label=\"%s\">\n",
	         l == LANGUAGE_SV ? "Staplarna" : "The bars");
	for (size_t i = 0; i < f->columns.n; i++) {
		str_reset(&label);
		figure_write_step(&f->columns, i, ", ", &label);
		str_add_text(to, "<li><svg width=\"28\" height=\"16\" aria-hidden=\"true\" "
		                 "focusable=\"false\"><rect x=\"1\" y=\"1\" width=\"26\" "
		                 "height=\"14\"");
		add_fill(f, i, to);
		str_add_text(to, "/></svg> ");
		markup_add(to, str_slice(&label));
		str_add_text(to, "</li>\n");
	}
	str_add_text(to, "</ul>\n");
	str_done(&label);
}
