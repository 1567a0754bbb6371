/*
 * exhibit_layout: which rows and columns a table of a report has, and which row of the tidy table is behind each cell.
 *
 * Rows of the tidy table that `urval` leaves are walked once: each gives its codes to the levels of the axes, and its
 * place in `found` under all codes of its keys. exhibit_axes.h makes the axes of them, exhibit_block.h fills the cells.
 */
#ifndef EXHIBIT_LAYOUT_H
#define EXHIBIT_LAYOUT_H

#include "render/exhibit.h"
#include "map.h"

#define EXHIBIT_LAYOUT_NO_ROW ((size_t)-1)

/* One key of an axis: the codes that its rows have, numbered as they came; exhibit_axes.h sorts them. */
struct level {
	struct slice key;
	size_t column;      /* COLUMN_NONE: the measures */
	struct map seen;    /* codes */
	struct slice *code; /* the same, sorted */
	size_t codes;
};

/* What urval says of a column: the values that may stand in it. */
struct allowed {
	size_t column;
	struct slice *value;
	size_t n;
};

struct exhibit_layout {
	struct exhibit *f; /* node and table are filled in */
	const struct report *r;
	bool all_codes; /* show the codes of the lists that no row has */
	struct level rows[EXHIBIT_LEVELS], columns[EXHIBIT_LEVELS];
	struct allowed *allowed;
	size_t n_allowed;
	struct map found; /* codes of all levels but the measures, rows then columns */
	size_t *row;      /* for each of them, the row of the tidy table */
	size_t row_room;
};

/* Fills in the measures of the exhibit, and the codes of the levels. Dies if the block does not fit the table. */
void exhibit_layout_make(struct exhibit_layout *l);

/* The row of the tidy table behind a cell, or EXHIBIT_LAYOUT_NO_ROW. */
size_t exhibit_layout_row(const struct exhibit_layout *l, size_t row, size_t column);

/* Whether urval lets a code of that column through; and a whole row. */
bool exhibit_layout_allows(const struct exhibit_layout *l, size_t column, struct slice code);
bool exhibit_layout_selects(const struct exhibit_layout *l, size_t row);

void exhibit_layout_done(struct exhibit_layout *l);

/* Dies with the place of the node; NULL is the block. */
_Noreturn void exhibit_layout_fail(const struct exhibit_layout *l, const struct yaml *node,
                                   const char *expected);

#endif
