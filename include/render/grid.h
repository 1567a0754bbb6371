/*
 * grid: a figure as an HTML table, and what it declares about itself.
 *
 * Every heading has its scope; where an axis has several levels each cell also names its headings (WCAG technique H43).
 * A mark carries its meaning.
 */
#ifndef GRID_H
#define GRID_H

#include "render/figure.h"

/* Appends <table>...</table> with a hidden caption. */
void grid_write(const struct figure *f, enum language l, struct str *to);

/* Appends population, base, coverage ..., notes and legend as <dl>...</dl>. */
void grid_write_declaration(const struct figure *f, enum language l, struct str *to);

#endif
