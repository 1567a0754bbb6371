/*
 * names: what a template asks for, before anything of it is there.
 *
 * So that whoever gives render its tables, settings and code lists need not say again what stands in the template.
 * Read are the front matter, both languages, the insertions and the blocks of tables and charts; a value of the
 * front matter that nobody uses asks for nothing.
 *
 * Written as records (docs/records.md), each name once, where it first stands:
 *
 *	what     name       line  column
 *	table    alder      510   9       must be there
 *	base     avslutade  511   6       the table of a base, if there is one of that name; else the base is a text
 *	setting  period     3     20      of {{ period }} or [ar=$period]
 *	codes    kon        512   8       the list by which a column is shown, if it has one
 */
#ifndef NAMES_H
#define NAMES_H

#include "render/report.h"

/* Appends the records. What is wrong with the template is told as for a report. */
void names_write(struct report *r, struct slice template, struct str *to);

#endif
