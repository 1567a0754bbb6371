#include "render/write_text.h"

#include <cmark-gfm-core-extensions.h>

#include "render/text_exhibit.h"
#include "date.h"
#include "render/insertion_write.h"
#include "text.h"
#include "wrap.h"

#define WIDTH 78
#define INDENT_MAX 40

/* Blocks are walked from above; `first` stands before the next line, `next` before the ones after it. */
struct place {
	const struct document *document;
	struct str *to;
	char first[INDENT_MAX + 8], next[INDENT_MAX + 8];
	unsigned notes;
};

/* ---------------------------------------------------------------- inside of a line */

/* Blanks that stand together are one, as in a browser: what an insertion leaves empty leaves no gap. */
static void add_words(struct str *to, const char *text)
{
	for (; *text != '\0'; text++)
		if (*text != ' ' || to->n == 0 || to->at[to->n - 1] != ' ')
			str_add_byte(to, *text);
}

static void add_inline(cmark_node *node, struct str *to)
{
	for (cmark_node *i = cmark_node_first_child(node); i != NULL; i = cmark_node_next(i)) {
		cmark_node_type type = cmark_node_get_type(i);
		if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
			add_words(to, cmark_node_get_literal(i));
		else if (type == CMARK_NODE_SOFTBREAK)
			add_words(to, " ");
		else if (type == CMARK_NODE_LINEBREAK)
			str_add_byte(to, '\n');
		else if (type == CMARK_NODE_FOOTNOTE_REFERENCE)
			str_addf(to, "[%s]", cmark_node_get_literal(i));
		else
			add_inline(i, to);
		if (type == CMARK_NODE_LINK && cmark_node_get_url(i)[0] != '#')
			str_addf(to, " (%s)", cmark_node_get_url(i));
	}
}

static void add_underlined(struct str *to, struct slice text, char under)
{
	size_t widest = 0;
	struct slice line;

	while (wrap_cut(&text, WIDTH, &line)) {
		str_add(to, line);
		str_add_byte(to, '\n');
		widest = text_width(line) > widest ? text_width(line) : widest;
	}
	while (widest-- > 0)
		str_add_byte(to, under);
	str_add_byte(to, '\n');
}

/* ---------------------------------------------------------------- blocks */

static void add_blocks(struct place *p, cmark_node *parent);

static void add_text(struct place *p, cmark_node *node)
{
	struct str line = {0};

	add_inline(node, &line);
	struct slice rest = str_slice(&line), part;
	while (slice_cut(&rest, '\n', &part)) {
		wrap_add(p->to, part, WIDTH, p->first, p->next);
		strcpy(p->first, p->next);
	}
	str_done(&line);
}

static void add_heading(struct place *p, cmark_node *node)
{
	struct str line = {0};

	add_inline(node, &line);
	str_add_byte(p->to, '\n');
	add_underlined(p->to, str_slice(&line),
	               cmark_node_get_heading_level(node) == 2 ? '=' : '-');
	str_done(&line);
}

/* The blocks inside of a node, further to the right, a sign before the first line. */
static void add_indented(struct place *p, cmark_node *node, const char *sign)
{
	struct place inner = *p;
	size_t width = strlen(sign), used = strlen(p->next);

	if (used + width > INDENT_MAX)
		sign = "", width = 0;
	snprintf(inner.first, sizeof inner.first, "%s%s", p->first, sign);
	snprintf(inner.next, sizeof inner.next, "%s%*s", p->next, (int)width, "");
	add_blocks(&inner, node);
	strcpy(p->first, p->next);
}

static void add_list(struct place *p, cmark_node *list)
{
	bool ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
	int number = cmark_node_get_list_start(list);
	char sign[16];

	for (cmark_node *i = cmark_node_first_child(list); i != NULL; i = cmark_node_next(i)) {
		snprintf(sign, sizeof sign, ordered ? "%d. " : "- ", number++);
		add_indented(p, i, sign);
	}
}

static void add_code(struct place *p, cmark_node *node)
{
	struct slice rest = slice_of(cmark_node_get_literal(node)), line;

	while (slice_cut(&rest, '\n', &line) && (line.n > 0 || rest.n > 0))
		str_addf(p->to, "%s    %.*s\n", p->next, SLICE(line));
}

/* A table in the prose: its columns as wide as their widest cell. */
static void add_prose_table(struct place *p, cmark_node *table)
{
	size_t width[64] = {0}, c;
	struct str cell = {0};

	for (int pass = 0; pass < 2; pass++) {
		cmark_node *row = cmark_node_first_child(table);
		for (; row != NULL; row = cmark_node_next(row)) {
			cmark_node *i = cmark_node_first_child(row);
			for (c = 0; i != NULL && c < 64; i = cmark_node_next(i), c++) {
				str_reset(&cell);
				add_inline(i, &cell);
				size_t own = text_width(str_slice(&cell));
				if (pass == 0) {
					width[c] = own > width[c] ? own : width[c];
					continue;
				}
				str_add_text(p->to, c == 0 ? p->next : "  ");
				str_add(p->to, str_slice(&cell));
				if (cmark_node_next(i) != NULL)
					wrap_pad(p->to, width[c] - own);
			}
			str_add_text(p->to, pass == 0 ? "" : "\n");
		}
	}
	str_done(&cell);
}

static void add_block(struct place *p, cmark_node *node)
{
	const struct exhibit *f = document_exhibit(p->document, node);
	char sign[16];

	/* An int, since extensions of cmark have kinds of their own. */
	switch ((int)cmark_node_get_type(node)) {
	case CMARK_NODE_HEADING:
		add_heading(p, node);
		break;
	case CMARK_NODE_LIST:
		add_list(p, node);
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		add_indented(p, node, "> ");
		break;
	case CMARK_NODE_FOOTNOTE_DEFINITION:
		snprintf(sign, sizeof sign, "[%u] ", ++p->notes);
		add_indented(p, node, sign);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		str_addf(p->to, "%s* * *\n", p->next);
		break;
	case CMARK_NODE_CODE_BLOCK:
		if (f != NULL)
			text_exhibit_write(f, p->document->report->language, p->to);
		else
			add_code(p, node);
		break;
	default:
		if (strcmp(cmark_node_get_type_string(node), "table") == 0)
			add_prose_table(p, node);
		else
			add_text(p, node);
	}
}

static void add_blocks(struct place *p, cmark_node *parent)
{
	bool list = cmark_node_get_type(parent) == CMARK_NODE_ITEM;

	for (cmark_node *i = cmark_node_first_child(parent); i != NULL; i = cmark_node_next(i)) {
		if (cmark_node_previous(i) != NULL && !list)
			str_addf(p->to, "%s\n", p->next);
		add_block(p, i);
	}
}

/* ---------------------------------------------------------------- the whole */

static void add_fact(const struct document *d, const char *key, const char *sv, const char *en,
                     struct str *to)
{
	const struct report *r = d->report;
	struct slice text = insertion_name(r, plain_get(r->front, key));
	struct str line = {0};

	if (text.n > 0) {
		str_addf(&line, "%s: %.*s", r->language == LANGUAGE_SV ? sv : en, SLICE(text));
		wrap_add(to, str_slice(&line), WIDTH, "", "  ");
	}
	str_done(&line);
}

void write_text(const struct document *d, struct str *to)
{
	struct place p = {.document = d, .to = to};
	const struct report *r = d->report;
	struct slice below = insertion_text(r, plain_get(r->front, "undertitel"));
	struct str title = {0}, banner = {0};

	if (r->made_up) {
		str_addf(&title, "%s: ", report_made_up_title(r->language));
		str_addf(&banner, "*** %s ***", report_made_up(r->language));
		wrap_add(to, str_slice(&banner), WIDTH, "", "    ");
		wrap_add(to, slice_of(report_made_up_more(r->language)), WIDTH, "", "");
		str_add_byte(to, '\n');
	}
	str_add(&title, insertion_text(r, plain_get(r->front, "titel")));
	add_underlined(to, str_slice(&title), '=');
	str_done(&banner);
	str_done(&title);
	if (below.n > 0)
		wrap_add(to, below, WIDTH, "", "");
	add_fact(d, "utgivare", "Utgivare", "Publisher", to);
	add_fact(d, "period", "Avser", "Period", to);
	if (r->edition != NULL)
		wrap_add(to, slice_of(r->edition), WIDTH, "", "");
	str_add_byte(to, '\n');
	add_blocks(&p, d->root);
	str_add_byte(to, '\n');
	add_fact(d, "kalla", "Källa", "Source", to);
	add_fact(d, "kontakt", "Kontakt", "Contact", to);
}
