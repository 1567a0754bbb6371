/*
 * html_table: an exhibit as an HTML table, and what it declares about itself.
 *
 * Every heading has its scope; where an axis has several levels each cell also names its headings (WCAG technique H43).
 * A mark carries its meaning.
 */
#ifndef HTML_TABLE_H
#define HTML_TABLE_H

#include "render/exhibit.h"

/* Appends <table>...</table> with a hidden caption. */
void html_table_write(const struct exhibit *f, enum language l, struct str *to);

/* Appends population, base, coverage ..., notes and legend as <dl>...</dl>. */
void html_table_write_notes(const struct exhibit *f, enum language l, struct str *to);

#endif
