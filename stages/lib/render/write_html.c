#include "render/write_html.h"

#include <cmark-gfm-core-extensions.h>
#include <stdlib.h>

#include "render/chart.h"
#include "date.h"
#include "render/html_table.h"
#include "render/insertion_write.h"
#include "render/markup.h"

/* Ids of the page itself have two hyphens, which no author's id has. */

static const char *say(const struct document *d, const char *sv, const char *en)
{
	return d->report->language == LANGUAGE_SV ? sv : en;
}

/* ---------------------------------------------------------------- exhibits */

static void add_caption(const struct exhibit *f, enum language l, struct str *to)
{
	str_addf(to, "<figcaption id=\"%.*s--rubrik\"><span class=\"nr\">", SLICE(f->id));
	exhibit_write_name(f, l, to);
	str_add_text(to, "</span> <span class=\"titel\">");
	markup_add(to, f->title);
	str_add_text(to, "</span> <span class=\"enhet\">");
	markup_add(to, f->unit);
	str_add_text(to, "</span></figcaption>\n");
}

/* A table may be wider than the screen: then it scrolls by itself, also with the keyboard. */
static void add_grid(const struct exhibit *f, enum language l, struct str *to)
{
	str_addf(to,
	         "<div class=\"rulla\" role=\"region\" tabindex=\"0\" "
	         "aria-labelledby=\"%.*s--rubrik\">\n",
	         SLICE(f->id));
	html_table_write(f, l, to);
	str_add_text(to, "</div>\n");
}

static void add_exhibit(const struct document *d, const struct exhibit *f, struct str *to)
{
	enum language l = d->report->language;

	str_addf(to, "<figure id=\"%.*s\" class=\"%s\">\n", SLICE(f->id),
	         f->chart != CHART_NONE ? "figur diagrammet" : "figur tabellen");
	add_caption(f, l, to);
	if (f->nothing.n > 0) {
		str_add_text(to, "<p>");
		markup_add(to, f->nothing);
		str_add_text(to, "</p>\n");
	} else if (f->chart != CHART_NONE) {
		chart_write_key(f, l, to);
		chart_write(f, l, to);
		str_addf(to, "<details><summary>%s</summary>\n",
		         say(d, "Visa diagrammet som tabell", "Show the chart as a table"));
		add_grid(f, l, to);
		str_add_text(to, "</details>\n");
	} else {
		add_grid(f, l, to);
	}
	html_table_write_notes(f, l, to);
	str_add_text(to, "</figure>\n");
}

/* ---------------------------------------------------------------- contents */

static void add_entry(struct slice id, struct slice text, struct str *to)
{
	str_addf(to, "<li><a href=\"#%.*s\">", SLICE(id));
	markup_add(to, text);
	str_add_text(to, "</a></li>\n");
}

static void add_exhibit_entries(const struct document *d, struct str *to)
{
	str_add_text(to, "<ul class=\"figurer\">\n");
	for (size_t i = 0; i < d->exhibits; i++) {
		const struct exhibit *f = &d->exhibit[i];
		str_addf(to, "<li><a href=\"#%.*s\"><span class=\"nr\">", SLICE(f->id));
		exhibit_write_name(f, d->report->language, to);
		str_add_text(to, "</span> ");
		markup_add(to, f->title);
		str_add_text(to, "</a></li>\n");
	}
	str_add_text(to, "</ul>\n");
}

static void add_contents(const struct document *d, struct str *to)
{
	str_addf(to,
	         "<nav class=\"innehall\" aria-labelledby=\"sida--innehall\">\n"
	         "<h2 id=\"sida--innehall\">%s</h2>\n<ul>\n",
	         say(d, "Innehåll", "Contents"));
	for (size_t i = 0; i < d->headings; i++)
		if (d->heading[i].level == 2)
			add_entry(d->heading[i].id, d->heading[i].text, to);
	str_add_text(to, "</ul>\n");
	if (d->exhibits > 0) {
		str_addf(to, "<h3>%s</h3>\n", say(d, "Tabeller och diagram", "Tables and charts"));
		add_exhibit_entries(d, to);
	}
	str_add_text(to, "</nav>\n");
}

/* The heading of the second section; the contents go before it. With text before the first section, that one's. */
static cmark_node *second_section(const struct document *d)
{
	bool lead = cmark_node_first_child(d->root) != NULL &&
	            cmark_node_get_type(cmark_node_first_child(d->root)) != CMARK_NODE_HEADING;
	size_t wanted = lead ? 0 : 1;

	for (size_t i = 0; i < d->headings; i++)
		if (d->heading[i].level == 2 && wanted-- == 0)
			return d->heading[i].node;
	return NULL;
}

/* ---------------------------------------------------------------- the tree */

static cmark_node *html_node(const char *html, const char *end)
{
	cmark_node *node = cmark_node_new_with_mem(CMARK_NODE_CUSTOM_BLOCK, document_memory());

	cmark_node_set_on_enter(node, html);
	cmark_node_set_on_exit(node, end);
	return node;
}

/* A heading becomes a block with an id, the same words in it. */
static void replace_heading(struct document *d, struct heading *h)
{
	const char *begin =
	    arena_format(d->report->arena, "<h%d id=\"%.*s\">", h->level, SLICE(h->id));
	const char *end = arena_format(d->report->arena, "</h%d>", h->level);
	cmark_node *block = html_node(begin, end), *child;

	while ((child = cmark_node_first_child(h->node)) != NULL)
		cmark_node_append_child(block, child);
	cmark_node_replace(h->node, block);
	cmark_node_free(h->node);
	h->node = block;
}

static void replace_blocks(struct document *d)
{
	struct str html = {0};
	cmark_node *contents = second_section(d);

	if (contents != NULL) {
		add_contents(d, &html);
		cmark_node_insert_before(contents, html_node(html.at, ""));
	}
	for (size_t i = 0; i < d->headings; i++)
		replace_heading(d, &d->heading[i]);
	for (size_t i = 0; i < d->exhibits; i++) {
		str_reset(&html);
		add_exhibit(d, &d->exhibit[i], &html);
		cmark_node *block = html_node(html.at, "");
		cmark_node_replace(d->block[i], block);
		cmark_node_free(d->block[i]);
		d->block[i] = block;
	}
	str_done(&html);
}

/*
 * What libcmark-gfm writes, made to fit: notes with a heading, links between note and text that say what they are, and
 * tables that scroll. Text of the author's is escaped, so none of these strings can come from it.
 */
static void add_prose(struct document *d, struct str *to)
{
	int options = CMARK_OPT_FOOTNOTES | CMARK_OPT_TABLE_PREFER_STYLE_ATTRIBUTES;
	char *html =
	    cmark_render_html(d->root, options, cmark_parser_get_syntax_extensions(d->parser));
	size_t from = to->n;

	str_add_text(to, html);
	cmark_get_default_mem_allocator()->free(html);
	markup_replace(to, from, "<section class=\"footnotes\" data-footnotes>",
	               say(d,
	                   "<section class=\"noter\" aria-labelledby=\"sida--noter\">\n"
	                   "<h2 id=\"sida--noter\">Noter</h2>",
	                   "<section class=\"noter\" aria-labelledby=\"sida--noter\">\n"
	                   "<h2 id=\"sida--noter\">Notes</h2>"));
	markup_replace(to, from, " data-footnote-ref>", " role=\"doc-noteref\">");
	markup_replace(to, from, " data-footnote-backref aria-label=\"Back to content\">",
	               say(d, " role=\"doc-backlink\" aria-label=\"Tillbaka till texten\">",
	                   " role=\"doc-backlink\" aria-label=\"Back to the text\">"));
	markup_replace(to, from, "<table>",
	               say(d,
	                   "<div class=\"rulla\" role=\"region\" tabindex=\"0\" "
	                   "aria-label=\"Tabell i texten\"><table>",
	                   "<div class=\"rulla\" role=\"region\" tabindex=\"0\" "
	                   "aria-label=\"Table in the text\"><table>"));
	markup_replace(to, from, "<th>", "<th scope=\"col\">");
	markup_replace(to, from, "<th style", "<th scope=\"col\" style");
}

/* ---------------------------------------------------------------- the whole */

static struct slice front_text(const struct document *d, const char *key)
{
	return insertion_text(d->report, plain_get(d->report->front, key));
}

static void add_fact(struct str *to, const char *name, struct slice text)
{
	if (text.n == 0)
		return;
	str_addf(to, "<div><dt>%s</dt><dd>", name);
	markup_add(to, text);
	str_add_text(to, "</dd></div>\n");
}

static struct slice run_date(const struct document *d)
{
	struct str text = {0};
	int32_t day;

	if (date_parse(report_date(d->report), &day))
		numeral_date(&text, day, d->report->language);
	struct slice kept = arena_copy(d->report->arena, str_slice(&text));
	str_done(&text);
	return kept;
}

static void add_top(const struct document *d, struct str *to)
{
	struct slice publisher = insertion_name(d->report, plain_get(d->report->front, "utgivare"));
	struct slice below = front_text(d, "undertitel");

	str_add_text(to, "<header class=\"topp\">\n");
	if (d->report->made_up)
		str_addf(
		    to,
		    "<div class=\"pahittat\" role=\"note\"><p><strong>%s</strong> %s</p></div>\n",
		    report_made_up(d->report->language), report_made_up_more(d->report->language));
	if (publisher.n > 0) {
		str_add_text(to, "<p class=\"utgivare\">");
		markup_add(to, publisher);
		str_add_text(to, "</p>\n");
	}
	str_add_text(to, "<h1>");
	markup_add(to, front_text(d, "titel"));
	str_add_text(to, "</h1>\n");
	if (below.n > 0) {
		str_add_text(to, "<p class=\"undertitel\">");
		markup_add(to, below);
		str_add_text(to, "</p>\n");
	}
	str_add_text(to, "<dl class=\"fakta\">\n");
	add_fact(to, say(d, "Avser", "Period"), front_text(d, "period"));
	add_fact(to, say(d, "Framtagen", "Produced"), run_date(d));
	str_add_text(to, "</dl>\n");
	if (d->report->edition != NULL)
		str_addf(to, "<p class=\"utgava\">%s</p>\n", d->report->edition);
	str_add_text(to, "</header>\n");
}

static void add_foot(const struct document *d, struct str *to)
{
	str_add_text(to, "<footer class=\"fot\">\n<dl class=\"fakta\">\n");
	add_fact(to, say(d, "Källa", "Source"), front_text(d, "kalla"));
	add_fact(to, say(d, "Kontakt", "Contact"),
	         insertion_name(d->report, plain_get(d->report->front, "kontakt")));
	str_add_text(to, "</dl>\n</footer>\n");
}

void write_html(struct document *d, struct str *to)
{
	replace_blocks(d);
	str_addf(
	    to,
	    "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
	    say(d, "sv", "en"));
	if (d->report->made_up)
		str_addf(to, "%s: ", report_made_up_title(d->report->language));
	markup_add(to, front_text(d, "titel"));
	str_addf(to,
	         "</title>\n<style>\n%s</style>\n</head>\n<body%s>\n"
	         "<a class=\"hopp\" href=\"#sida--text\">%s</a>\n",
	         write_html_style, d->report->made_up ? " class=\"prov\"" : "",
	         say(d, "Hoppa till innehållet", "Skip to the content"));
	add_top(d, to);
	str_add_text(to, "<main id=\"sida--text\" tabindex=\"-1\">\n");
	add_prose(d, to);
	str_add_text(to, "</main>\n");
	add_foot(d, to);
	str_add_text(to, "</body>\n</html>\n");
}
