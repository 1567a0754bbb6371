#include "render/document.h"
#include "render/block_text.h"

#include <cmark-gfm-core-extensions.h>
#include <signal.h>
#include <stdlib.h>

#include "render/chart.h"
#include "render/exhibit_block.h"
#include "render/insertion_write.h"
#include "map.h"
#include "memory.h"
#include "text.h"

/* ---------------------------------------------------------------- ids */

/* Letters and digits of the text, å ä ö without ring and dots, all else one hyphen. */
static void make_id(struct slice text, struct str *id)
{
	struct str lower = {0};

	text_lower(&lower, text);
	for (size_t i = 0; i < lower.n; i++) {
		char c = lower.at[i];
		if (c == '\xc3' && i + 1 < lower.n) {
			c = lower.at[++i];
			c = c == '\xb6' ? 'o' : c == '\xa4' || c == '\xa5' ? 'a' : '-';
		}
		bool keep = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
		if (keep)
			str_add_byte(id, c);
		else if (id->n > 0 && id->at[id->n - 1] != '-')
			str_add_byte(id, '-');
	}
	while (id->n > 0 && id->at[id->n - 1] == '-')
		id->n--;
	str_done(&lower);
}

/* An id for a heading that no other heading, table or footnote (fn...) has. */
static struct slice unique_id(struct report *r, struct map *ids, struct slice text)
{
	struct str id = {0};
	bool added;

	make_id(text, &id);
	if (id.n == 0 || slice_starts(str_slice(&id), "fn")) {
		struct str with = {0};
		str_addf(&with, "avsnitt%s%.*s", id.n == 0 ? "" : "-", SLICE(str_slice(&id)));
		str_done(&id);
		id = with;
	}
	size_t plain = id.n;
	for (unsigned n = 2; map_put(ids, str_slice(&id), &added), !added; n++) {
		id.n = plain;
		str_addf(&id, "-%u", n);
	}
	struct slice kept = arena_copy(r->arena, str_slice(&id));
	str_done(&id);
	return kept;
}

/* ---------------------------------------------------------------- exhibits */

static void check_id(const struct report *r, const struct yaml *node)
{
	struct slice id = node->text;
	bool good =
	    id.n > 0 && id.n <= 60 && id.at[0] >= 'a' && id.at[0] <= 'z' && !slice_starts(id, "fn");

	for (size_t i = 0; good && i < id.n; i++)
		good = (id.at[i] >= 'a' && id.at[i] <= 'z') ||
		       (id.at[i] >= '0' && id.at[i] <= '9') ||
		       (id.at[i] == '-' && id.at[i - 1] != '-');
	if (!good)
		report_die(r, node->line, node->column,
		           "an id is small letters a-z, digits and single hyphens, and does not "
		           "begin with fn");
}

/* Numbers the tables and the charts, each in their own row, so that references can be written before they are made. */
static void number_exhibit(struct report *r, struct map *ids, const struct yaml *node, bool chart)
{
	const struct yaml *named = plain_get(node, "id");
	struct report_exhibit *f;
	unsigned number = 1;
	bool added;

	if (node->kind != YAML_MAP)
		report_die(r, node->line, node->column, "expected lines of the form key: value");
	for (size_t i = 0; i < r->exhibits; i++)
		number += r->exhibit[i].chart == chart;
	r->exhibit = array_room(r->exhibit, &r->exhibit_room, r->exhibits + 1, sizeof *r->exhibit);
	f = &r->exhibit[r->exhibits++];
	*f = (struct report_exhibit){.chart = chart, .number = number};
	if (named != NULL)
		check_id(r, named);
	f->id =
	    named != NULL
	        ? named->text
	        : slice_of(arena_format(r->arena, "%s-%u", chart ? "diagram" : "tabell", number));
	map_put(ids, f->id, &added);
	if (!added)
		report_die(r, node->line, node->column, "another table or chart has the id");
}

/* The YAML of each table and chart. */
static void read_blocks(struct document *d, struct map *ids)
{
	struct report *r = d->report;
	size_t n = 0;
	bool chart;

	r->exhibits = 0;
	for (cmark_node *i = cmark_node_first_child(d->root); i != NULL; i = cmark_node_next(i))
		n += block_text_is(i, &chart);
	d->exhibit = arena_take(r->arena, (n + 1) * sizeof *d->exhibit);
	d->block = arena_take(r->arena, (n + 1) * sizeof *d->block);
	d->node = arena_take(r->arena, (n + 1) * sizeof *d->node);
	for (cmark_node *i = cmark_node_first_child(d->root); i != NULL; i = cmark_node_next(i)) {
		if (!block_text_is(i, &chart))
			continue;
		if (!mistakes_begin(r->mistakes, "block", (size_t)cmark_node_get_start_line(i), 0))
			continue;
		d->node[d->exhibits] = block_text_read(r, i);
		d->block[d->exhibits] = i;
		number_exhibit(r, ids, d->node[d->exhibits], chart);
		d->exhibits++;
		mistakes_end(r->mistakes);
	}
}

static void read_exhibits(struct document *d)
{
	struct report *r = d->report;

	for (size_t i = 0; i < d->exhibits; i++) {
		if (!mistakes_begin(r->mistakes, "figure", d->node[i]->line, 0))
			continue;
		exhibit_block_read(&d->exhibit[i], r, d->node[i], &r->exhibit[i]);
		if (d->exhibit[i].chart != CHART_NONE)
			chart_check(&d->exhibit[i], r);
		mistakes_end(r->mistakes);
	}
}

const struct exhibit *document_exhibit(const struct document *d, const cmark_node *block)
{
	for (size_t i = 0; i < d->exhibits; i++)
		if (d->block[i] == block)
			return &d->exhibit[i];
	return NULL;
}

/* ---------------------------------------------------------------- prose */

static _Noreturn void fail(const struct report *r, cmark_node *node, const char *expected)
{
	while (cmark_node_get_start_line(node) == 0 && cmark_node_parent(node) != NULL)
		node = cmark_node_parent(node);
	report_die(r, (size_t)cmark_node_get_start_line(node), 1, "%s", expected);
}

static const char *expand(const struct report *r, const char *text)
{
	struct str to = {0};

	insertion_expand(r, slice_of(text), &to);
	const char *kept = arena_text(r->arena, str_slice(&to));
	str_done(&to);
	return kept;
}

static bool is_comment(const char *html)
{
	struct slice s = slice_of(html);

	while (s.n > 0 && (s.at[s.n - 1] == '\n' || s.at[s.n - 1] == ' '))
		s.n--;
	return slice_starts(s, "<!--") && slice_ends(s, "-->");
}

/* Writes the insertions of a node, and refuses what can not be in a report. True: the node is a comment and goes. */
static bool take_node(const struct report *r, cmark_node *node)
{
	bool chart;

	/* An int, since extensions of cmark have kinds of their own. */
	switch ((int)cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_CODE:
		cmark_node_set_literal(node, expand(r, cmark_node_get_literal(node)));
		return false;
	case CMARK_NODE_CODE_BLOCK:
		cmark_node_set_fence_info(node, expand(r, cmark_node_get_fence_info(node)));
		if (!block_text_is(node, &chart))
			cmark_node_set_literal(node, expand(r, cmark_node_get_literal(node)));
		else if (cmark_node_get_type(cmark_node_parent(node)) != CMARK_NODE_DOCUMENT)
			fail(r, node,
			     "a table or chart stands by itself, not in a list or a quotation");
		return false;
	case CMARK_NODE_LINK:
		cmark_node_set_url(node, expand(r, cmark_node_get_url(node)));
		cmark_node_set_title(node, expand(r, cmark_node_get_title(node)));
		return false;
	case CMARK_NODE_IMAGE:
		fail(r, node, "an image: a report is one file; draw a chart with diagram");
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_HTML_INLINE:
		if (is_comment(cmark_node_get_literal(node)))
			return true;
		fail(r, node, "HTML is not taken; write Markdown");
	default:
		return false;
	}
}

static void take_nodes(struct document *d)
{
	cmark_iter *walk = cmark_iter_new(d->root);
	struct mistakes *m = d->report->mistakes;
	cmark_event_type event;

	for (size_t i = 0; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE; i++) {
		cmark_node *node = cmark_iter_get_node(walk);
		if (event != CMARK_EVENT_ENTER || !mistakes_begin(m, "node", i, 0))
			continue;
		if (take_node(d->report, node))
			cmark_node_free(node);
		mistakes_end(m);
	}
	cmark_iter_free(walk);
}

/* The plain text of a heading. */
static void add_plain(cmark_node *node, struct str *to)
{
	for (cmark_node *i = cmark_node_first_child(node); i != NULL; i = cmark_node_next(i)) {
		cmark_node_type type = cmark_node_get_type(i);
		if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
			str_add_text(to, cmark_node_get_literal(i));
		else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
			str_add_byte(to, ' ');
		else if (type != CMARK_NODE_FOOTNOTE_REFERENCE)
			add_plain(i, to);
	}
}

static void take_heading(struct document *d, cmark_node *node, struct map *ids)
{
	int before = d->headings == 0 ? 1 : d->heading[d->headings - 1].level;
	struct str text = {0};
	struct heading *h;

	d->heading = array_room(d->heading, &d->heading_room, d->headings + 1, sizeof *d->heading);
	h = &d->heading[d->headings++];
	*h = (struct heading){.node = node, .level = cmark_node_get_heading_level(node)};
	if (h->level == 1)
		fail(d->report, node,
		     "a heading of one #: that is the title, which the front matter has");
	if (h->level > before + 1)
		fail(d->report, node, "a heading that skips a level");
	add_plain(node, &text);
	if (text.n == 0)
		fail(d->report, node, "a heading without text");
	h->text = arena_copy(d->report->arena, str_slice(&text));
	h->id = unique_id(d->report, ids, h->text);
	str_done(&text);
}

static void take_headings(struct document *d, struct map *ids)
{
	for (cmark_node *i = cmark_node_first_child(d->root); i != NULL; i = cmark_node_next(i))
		if (cmark_node_get_type(i) == CMARK_NODE_HEADING &&
		    mistakes_begin(d->report->mistakes, "heading",
		                   (size_t)cmark_node_get_start_line(i), 0)) {
			take_heading(d, i, ids);
			mistakes_end(d->report->mistakes);
		}
}

/* Whether it is a link to an id that is not there. */
static bool is_lost(const cmark_node *node, const struct map *ids)
{
	const char *url = cmark_node_get_url((cmark_node *)node);

	return cmark_node_get_type((cmark_node *)node) == CMARK_NODE_LINK && url[0] == '#' &&
	       map_find(ids, slice_of(url + 1)) == MAP_NONE;
}

static void check_links(const struct document *d, const struct map *ids)
{
	cmark_iter *walk = cmark_iter_new(d->root);
	cmark_node *lost = NULL;

	while (lost == NULL && cmark_iter_next(walk) != CMARK_EVENT_DONE)
		if (is_lost(cmark_iter_get_node(walk), ids))
			lost = cmark_iter_get_node(walk);
	cmark_iter_free(walk);
	if (lost != NULL)
		fail(d->report, lost, "a link to an id that no heading, table or chart has");
}

/* cmark ends the program by abort() when there is no memory; with these it ends as all else does. */
static void no_memory(int signal_number)
{
	(void)signal_number;
	memory_out();
}

cmark_mem *document_memory(void)
{
	static cmark_mem memory = {memory_zeroed, memory_grow, free};

	return &memory;
}

static void parse(struct document *d, struct report *r)
{
	*d = (struct document){.report = r};
	signal(SIGABRT, no_memory); /* the extensions take no memory but their own */
	cmark_gfm_core_extensions_ensure_registered();
	d->parser = cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES, document_memory());
	cmark_parser_attach_syntax_extension(d->parser, cmark_find_syntax_extension("table"));
	cmark_parser_feed(d->parser, r->body.at, r->body.n);
	d->root = cmark_parser_finish(d->parser);
}

void document_blocks(struct document *d, struct report *r)
{
	struct map ids = {0};

	parse(d, r);
	read_blocks(d, &ids);
	map_done(&ids);
}

void document_read(struct document *d, struct report *r)
{
	struct map ids = {0};

	parse(d, r);
	read_blocks(d, &ids);
	read_exhibits(d);
	take_nodes(d);
	take_headings(d, &ids);
	check_links(d, &ids);
	map_done(&ids);
}

void document_done(struct document *d)
{
	cmark_node_free(d->root);
	cmark_parser_free(d->parser);
	free(d->heading);
	*d = (struct document){0};
}
