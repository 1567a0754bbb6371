#include "render/grid.h"

size_t grid_rows(const struct exhibit *f)
{
	return f->rows.n + (f->base == EXHIBIT_BASE_ROW);
}

size_t grid_columns(const struct exhibit *f)
{
	return f->columns.n + (f->base == EXHIBIT_BASE_COLUMN);
}

const struct exhibit_cell *grid_cell(const struct exhibit *f, size_t row, size_t column)
{
	if (row == f->rows.n)
		return &f->base_cell[column];
	return column == f->columns.n ? &f->base_cell[row] : exhibit_at(f, row, column);
}

void grid_label(const struct exhibit *f, size_t row, size_t level, enum language l, struct str *to)
{
	if (row < f->rows.n)
		exhibit_write_label(f, &f->rows, level, row, l, to);
	else if (level == 0)
		exhibit_write_base_label(f, l, to);
}

void grid_head(const struct exhibit *f, size_t column, enum language l, struct str *to)
{
	if (column == f->columns.n) {
		exhibit_write_base_label(f, l, to);
		return;
	}
	for (size_t k = 0; k < f->columns.levels; k++) {
		str_add_text(to, k > 0 ? ", " : "");
		exhibit_write_label(f, &f->columns, k, column, l, to);
	}
}
