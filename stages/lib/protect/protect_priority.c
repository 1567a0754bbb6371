#include "protect/protect_priority.h"

#include "error.h"

static size_t key_named(const struct protect_table *t, struct slice name)
{
	size_t k = 0;

	while (k < t->keys && !slice_equal(t->key[k].name, name))
		k++;
	if (k == t->keys)
		die("%s: --priority: %.*s is no key of the table", t->tidy.path, SLICE(name));
	return k;
}

static bool is_named(const struct protect_table *t, size_t row, const struct protect_priority *item)
{
	for (size_t i = 0; i < item->n_fixed; i++)
		if (!slice_equal(protect_table_value(t, row, key_named(t, item->fixed[i].name)),
		                 item->fixed[i].value))
			return false;
	return true;
}

/* The figure of a measure, or of all that it is made of. */
static void rank_measure(struct protect *p, const struct protect_table *t, size_t measure,
                         size_t row, unsigned rank)
{
	const struct protect_column *c = &t->measure[measure];
	struct cells *cells = &protect_side_of(p, c)->cells;

	if (c->spec->kind == PROTECT_DERIVED)
		for (size_t i = 0; i < c->n_parts; i++)
			rank_measure(p, t, c->n_parts == 2 ? c->part[i] : c->parts[i], row, rank);
	else if (c->cell[row] != PROTECT_NONE && cells->cell[c->cell[row]].rank < rank)
		cells->cell[c->cell[row]].rank = rank;
}

static void rank_item(struct protect *p, const struct protect_priority *item, unsigned rank)
{
	const struct protect_table *t = &p->table[item->table];
	size_t measure =
	    item->measure.n == 0 ? PROTECT_NONE : protect_table_measure(t, item->measure);

	if (item->measure.n > 0 && measure == PROTECT_NONE)
		die("%s: --priority: there is no measure %.*s", t->tidy.path, SLICE(item->measure));
	for (size_t i = 0; i < item->n_fixed; i++)
		key_named(t, item->fixed[i].name);
	for (size_t row = 0; row < t->tidy.rows; row++)
		for (size_t m = 0; m < t->spec->measures && is_named(t, row, item); m++)
			if (measure == PROTECT_NONE || measure == m)
				rank_measure(p, t, m, row, rank);
}

void protect_priority(struct protect *p)
{
	for (size_t i = 0; i < p->spec->priorities; i++)
		rank_item(p, &p->spec->priority[i], (unsigned)(p->spec->priorities - i));
}
