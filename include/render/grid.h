/*
 * grid: an exhibit as rows and columns of cells, the base (n) among them: in a row of its own it is the last row, in a column
 * of its own the last column. For forms that have one row of heads, or write rows one by one.
 */
#ifndef GRID_H
#define GRID_H

#include "render/exhibit.h"

size_t grid_rows(const struct exhibit *f);
size_t grid_columns(const struct exhibit *f);
const struct exhibit_cell *grid_cell(const struct exhibit *f, size_t row, size_t column);

/* Appends the label of one level of a row; that of the base stands at the first level, and the others have none. */
void grid_label(const struct exhibit *f, size_t row, size_t level, enum language l, struct str *to);

/* Appends the labels of all levels of a column, with commas. */
void grid_head(const struct exhibit *f, size_t column, enum language l, struct str *to);

#endif
