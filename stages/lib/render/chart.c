#include "render/chart.h"

#include "render/chart_kind.h"
#include "render/markup.h"

static const struct chart_kind *const kinds[CHARTS] = {
    [CHART_LYING] = &chart_lying, [CHART_STANDING] = &chart_standing};

void chart_check(const struct exhibit *f, const struct report *r)
{
	if (f->columns.n > DRAWING_MAX_SERIES)
		report_die(r, f->node->line, f->node->column,
		           "%zu series (kolumner) in a chart; more than %d can not be told apart",
		           f->columns.n, DRAWING_MAX_SERIES);
	if (kinds[f->chart]->check != NULL)
		kinds[f->chart]->check(f, r);
	for (size_t i = 1; i < f->measures; i++)
		if (f->measure[i].numeral.unit != f->measure[0].numeral.unit)
			report_die(r, f->node->line, f->node->column,
			           "measures with different units can not share a chart");
}

static struct scale find_scale(const struct exhibit *f)
{
	struct number low = {0}, high = {0};

	for (size_t i = 0; i < f->rows.n * f->columns.n; i++) {
		const struct exhibit_cell *c = &f->cell[i];
		if (drawing_has_bar(c) && number_compare(c->shown, high) > 0)
			high = c->shown;
		if (drawing_has_bar(c) && number_compare(c->shown, low) < 0)
			low = c->shown;
	}
	return scale_make(low, high, f->measure[0].numeral.decimals);
}

static void add_description(const struct exhibit *f, enum language l, struct str *to)
{
	struct str text = {0};

	str_addf(&text, "%s ", kinds[f->chart]->name[l]);
	if (l == LANGUAGE_SV)
		str_addf(&text, "med %zu %s: ", f->rows.n, f->rows.n == 1 ? "grupp" : "grupper");
	else
		str_addf(&text, "with %zu %s: ", f->rows.n, f->rows.n == 1 ? "group" : "groups");
	for (size_t i = 0; i < f->rows.n; i++) {
		str_add_text(&text, i == 0 ? "" : "; ");
		exhibit_write_step(&f->rows, i, ", ", &text);
	}
	str_add_text(&text,
	             l == LANGUAGE_SV ? ". Staplar i varje grupp: " : ". Bars in each group: ");
	for (size_t i = 0; i < f->columns.n; i++) {
		str_add_text(&text, i == 0 ? "" : "; ");
		exhibit_write_step(&f->columns, i, ", ", &text);
	}
	str_add_text(&text, l == LANGUAGE_SV ? ". Alla värden står i tabellen under diagrammet."
	                                     : ". All values stand in the table below the chart.");
	markup_add(to, str_slice(&text));
	str_done(&text);
}

void chart_write(const struct exhibit *f, enum language l, struct str *to)
{
	struct str inside = {0}, body = {0};
	struct drawing d = {.f = f, .language = l, .scale = find_scale(f), .to = &inside};

	if (f->rows.n == 0 || f->columns.n == 0)
		return;
	int height = kinds[f->chart]->draw(&d, &body);
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
	drawing_patterns(f, to);
	str_add(to, str_slice(&inside));
	str_add(to, str_slice(&body));
	str_add_text(to, "</svg>\n");
	str_done(&inside);
	str_done(&body);
}

void chart_write_key(const struct exhibit *f, enum language l, struct str *to)
{
	struct str label = {0};

	if (f->columns.n < 2)
		return;
	str_addf(to, "<ul class=\"serier\" aria-label=\"%s\">\n",
	         l == LANGUAGE_SV ? "Staplarna" : "The bars");
	for (size_t i = 0; i < f->columns.n; i++) {
		str_reset(&label);
		exhibit_write_step(&f->columns, i, ", ", &label);
		str_add_text(to, "<li><svg width=\"28\" height=\"16\" aria-hidden=\"true\" "
		                 "focusable=\"false\"><rect x=\"1\" y=\"1\" width=\"26\" "
		                 "height=\"14\"");
		drawing_fill(f, i, to);
		str_add_text(to, "/></svg> ");
		markup_add(to, str_slice(&label));
		str_add_text(to, "</li>\n");
	}
	str_add_text(to, "</ul>\n");
	str_done(&label);
}
