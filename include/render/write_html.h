/*
 * write_html: a report as one HTML file that needs nothing else: no script, no font, no picture, no style from
 * elsewhere.
 *
 * Made for WCAG 2.1 AA and for paper. The first section of the report stands before the contents. Prose is written by
 * libcmark-gfm, which lets no HTML of the author's through; exhibits by chart.h and html_table.h.
 */
#ifndef WRITE_HTML_H
#define WRITE_HTML_H

#include "render/document.h"

/* Appends the page. The document is used up: its blocks are replaced by what they become. */
void write_html(struct document *d, struct str *to);

/* The style sheet of all pages. */
extern const char write_html_style[];

#endif
