/*
 * document: the body of a report as a tree of Markdown, its insertions written, its tables and charts laid out.
 *
 * The tree is that of libcmark-gfm (CommonMark with tables and footnotes). Tables and charts are fenced blocks with
 * the word `tabell` or `diagram`; exhibit i belongs to the i-th of them. What would not survive as one file for
 * everyone is an error: HTML, images, links to a heading or table that is not there, a heading that skips a level.
 */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include <cmark-gfm.h>

#include "render/exhibit.h"
#include "render/report.h"

struct heading {
	cmark_node *node;
	int level;
	struct slice text, id; /* plain text; unique among all ids */
};

/* The tree of the body, and what the writers need to find in it. */
struct document {
	struct report *report;
	cmark_parser *parser;
	cmark_node *root;
	struct exhibit *exhibit;
	cmark_node **block;       /* where each exhibit stands */
	const struct yaml **node; /* what stands in it */
	size_t exhibits;
	struct heading *heading;
	size_t headings, heading_room;
};

/* Reads r->body. Dies, with the place, at what can not be. */
void document_read(struct document *d, struct report *r);

/* Only the blocks of r->body as they are written: d->node[0..exhibits-1]. */
void document_blocks(struct document *d, struct report *r);

/* The exhibit of a fenced block, or NULL. */
const struct exhibit *document_exhibit(const struct document *d, const cmark_node *block);

/* For nodes that are made: from the heap, or the program ends. */
cmark_mem *document_memory(void);

void document_done(struct document *d);

#endif
