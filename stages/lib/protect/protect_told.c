/* protect_told: see protect_told.h. */
#include "protect/protect_told.h"

/* What no row of it shows is hidden; that another table of the call has the figure too changes nothing. */
static void hide_all(struct protect *p, const struct protect_table *t)
{
	for (size_t m = 0; m < t->spec->measures; m++) {
		const struct protect_column *c = &t->measure[m];

		for (size_t row = 0; c->spec->kind != PROTECT_DERIVED && row < t->tidy.rows; row++)
			if (c->cell[row] != PROTECT_NONE)
				protect_side_of(p, c)->place[c->cell[row]].told =
				    PROTECT_TOLD_HIDDEN;
	}
}

static void show(struct protect *p, const struct protect_table *told, size_t measure, size_t row,
                 struct str *text)
{
	const struct protect_column *c = &told->measure[measure];
	struct protect_side *side = protect_side_of(p, c);
	struct slice of = protect_coordinate_of_row(told, measure, row, text);
	size_t cell = map_find(
	    &side->at, (struct slice){of.at + PROTECT_EARLIER_BYTES, of.n - PROTECT_EARLIER_BYTES});

	if (cell == MAP_NONE)
		protect_table_die(told, row, c->spec->name,
		                  "told, but no such row is in the table");
	if (protect_table_was_hidden(told, measure, row))
		return;
	if (protect_value(p, told, measure, row) != side->cells.cell[cell].value)
		protect_table_die(told, row, c->spec->name,
		                  "told, but the table has another figure");
	side->place[cell].told = PROTECT_TOLD_SHOWN;
}

void protect_told_mark(struct protect *p, const struct protect_table *told)
{
	struct str text = {0};

	hide_all(p, &p->table[told->number]);
	for (size_t m = 0; m < told->spec->measures; m++)
		for (size_t row = 0; told->spec->measure[m].kind != PROTECT_DERIVED &&
		                     !told->spec->measure[m].unseen && row < told->tidy.rows;
		     row++)
			show(p, told, m, row, &text);
	str_done(&text);
}
