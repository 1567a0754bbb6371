/* labelled: see labelled.h. */
#include "labelled.h"

#include <string.h>

#include "columns.h"
#include "error.h"
#include "map.h"

/* Takes LABEL: off the front of the operand; without one the column's name is the label. */
static struct slice take_label(struct slice *rest)
{
	struct slice all = *rest, label;

	slice_cut(rest, ':', &label);
	if (rest->at != NULL)
		return label;
	if (all.n > 0 && memchr(all.at, ',', all.n) != NULL)
		die("%.*s: a row of several columns needs a label, LABEL:COLUMN,COLUMN",
		    SLICE(all));
	*rest = all;
	slice_cut(&all, '=', &label);
	return label;
}

static void read_row(struct labelled *all, const char *operand, const char *value)
{
	struct labelled_row *row = &all->row[all->n++];
	struct slice rest = slice_of(operand), part;
	size_t commas = 0;

	for (const char *at = operand; (at = strchr(at, ',')) != NULL; at++)
		commas++;
	row->operand = operand;
	row->label = columns_label(&all->arena, "a label", take_label(&rest));
	row->column = arena_take(&all->arena, (commas + 1) * sizeof *row->column);
	while (slice_cut(&rest, ',', &part)) {
		struct labelled_column *c = &row->column[row->n++];

		c->narrow = part;
		if (!slice_cut(&c->narrow, '=', &c->wide) || c->wide.n == 0)
			die("a column without a name");
		if (c->narrow.at == NULL)
			c->narrow = value == NULL ? c->wide : slice_of(value);
	}
}

void labelled_read(struct labelled *all, char *const *operand, size_t n, const char *value)
{
	struct map seen = {0};
	bool added;

	all->row = arena_take(&all->arena, n * sizeof *all->row);
	for (size_t i = 0; i < n; i++) {
		read_row(all, operand[i], value);
		map_put(&seen, all->row[i].label, &added);
		if (!added)
			die("the label %.*s is given twice", SLICE(all->row[i].label));
	}
	map_done(&seen);
}

void labelled_done(struct labelled *all)
{
	arena_done(&all->arena);
	*all = (struct labelled){0};
}
