/*
 * template: reads a report as a person writes it: front matter, sections in two languages, insertions.
 *
 *	---
 *	titel: {sv: Före och efter, en: Before and after}
 *	sprak: [sv, en]
 *	---
 *	::: sv
 *	{{ arbete[tidpunkt=efter, kon=*].andel | procent | versal }} arbetade eller studerade.
 *	:::
 *
 * Between `::: sv` and `:::` is the text in Swedish, between `::: en` and `:::` in English. A report in one
 * language needs no such lines. In a report in both, only fenced blocks (tables, charts) may stand outside of them,
 * so nothing that is not translated passes. Lines keep their numbers: what belongs to the other language becomes
 * empty lines.
 */
#ifndef TEMPLATE_H
#define TEMPLATE_H

#include "render/report.h"

/* Fills in front and written_in from the front matter. The text must live as long as the report. */
void template_read_front(struct report *r, struct slice text);

/* Fills in body, in r->language. Dies if the report is not written in it. May be called again for another language. */
void template_read_body(struct report *r, struct slice text);

#endif
