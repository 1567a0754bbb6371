/* best: see best.h. */
#include "unique/best.h"

#include <stdlib.h>
#include <string.h>

#include "error.h"

void best_add_column(struct best_order *order, struct slice operand)
{
	struct best_column by = {0};
	struct slice name;

	slice_cut(&operand, ':', &name);
	by.text = operand.at != NULL;
	if (by.text && !slice_is(operand, "text"))
		die("%.*s:%.*s: after the column, only :text", SLICE(name), SLICE(operand));
	by.column = reader_column(order->in, name);
	order->by = array_room(order->by, &order->room, order->n + 1, sizeof *order->by);
	order->by[order->n++] = by;
}

/* What is not all numbers, or all dates, has no order but that of its bytes, and that must be said. */
void best_see(struct best_order *order, const struct record *r)
{
	for (struct best_column *by = order->by; by < order->by + order->n; by++) {
		struct slice field = record_field(r, by->column);
		enum field_type kind = by->text && field.n > 0 ? FIELD_TEXT : field_type_of(field);
		enum field_type both = field_type_both(by->kind, kind);

		if (both == FIELD_TEXT && by->kind != FIELD_MISSING && kind != FIELD_MISSING &&
		    by->kind != kind)
			reader_die(order->in, r->line, reader_header(order->in)->name[by->column],
			           "%s where there was %s before; COLUMN:text orders all as texts",
			           field_type_name(kind), field_type_name(by->kind));
		by->kind = both;
	}
}

/* A field of the record that is held. */
static struct slice held_field(const struct best *best, size_t column)
{
	struct slice rest = {best->row, best->n}, field;

	for (size_t i = 0; slice_cut(&rest, '\t', &field) && i < column;)
		i++;
	return field;
}

enum verdict { WORSE, BETTER, ALIKE, UNKNOWN };

/* Of two fields that differ: whether the new one is better. */
static enum verdict judge(const struct best_order *order, enum field_type kind, struct slice held,
                          struct slice new)
{
	int way;

	if (held.n == 0 && new.n == 0)
		return ALIKE;
	if ((held.n == 0 || new.n == 0) && order->missing == BEST_MISSING_UNKNOWN)
		return UNKNOWN;
	if (held.n == 0 || new.n == 0)
		way = (new.n == 0) == (order->missing == BEST_MISSING_FIRST) ? -1 : 1;
	else
		way = field_type_compare(kind, new, held);
	if (way == 0)
		return ALIKE;
	return (way < 0) != order->last ? BETTER : WORSE;
}

/* *at is the number of the column that decided. */
static enum verdict compare(const struct best_order *order, const struct best *best,
                            const struct record *r, size_t *at)
{
	enum verdict verdict = ALIKE;

	for (*at = 0; *at < order->n; ++*at) {
		const struct best_column *by = &order->by[*at];

		verdict = judge(order, by->kind, held_field(best, by->column),
		                record_field(r, by->column));
		if (verdict != ALIKE)
			break;
	}
	return verdict;
}

/* ---------------------------------------------------------------- what is held */

/* A row goes where the one before it lay, or takes a quarter more than it needs, so what is left behind is bounded. */
static void hold(struct best_order *order, struct best *best, const struct record *r)
{
	struct slice row = record_span(r, 0, r->n);

	if (row.n > best->room) {
		best->room = best->row == NULL ? row.n : row.n + row.n / 4;
		best->row = arena_take(&order->rows, best->room + 1);
	}
	memcpy(best->row, row.at, row.n);
	best->n = row.n;
	best->line = r->line;
}

static void doubt(struct best *best, size_t at, uint64_t line)
{
	if (at >= best->doubt)
		return;
	best->doubt = at;
	best->other = line;
}

void best_begin(struct best_order *order, struct best *best, const struct record *r)
{
	*best = (struct best){.doubt = BEST_SURE};
	hold(order, best, r);
}

void best_meet(struct best_order *order, struct best *best, const struct record *r)
{
	size_t at;

	switch (compare(order, best, r, &at)) {
	case WORSE:
		break;
	case BETTER:
		if (at < best->doubt)
			best->doubt = BEST_SURE;
		hold(order, best, r);
		break;
	case ALIKE:
		if (slice_equal((struct slice){best->row, best->n}, record_span(r, 0, r->n)))
			break;
		doubt(best, at, r->line);
		break;
	case UNKNOWN:
		doubt(best, at, r->line);
		break;
	}
}

/* A doubt that is left is told at the later of the two lines. */
void best_settle(const struct best_order *order, const struct best *best)
{
	uint64_t later = best->line > best->other ? best->line : best->other;
	unsigned long long earlier = later == best->line ? best->other : best->line;

	if (best->doubt == BEST_SURE)
		return;
	if (best->doubt < order->n)
		reader_die(order->in, later,
		           reader_header(order->in)->name[order->by[best->doubt].column],
		           "missing here or in line %llu, which has the same key; --missing says "
		           "where that stands",
		           earlier);
	if (order->any)
		return;
	if (order->n == 0)
		reader_die(order->in, later, slice_of(order->key),
		           "the key of line %llu again; --first or --last says which is kept, "
		           "--any keeps the one that came first",
		           earlier);
	reader_die(order->in, later, slice_of(order->columns),
	           "the same as in line %llu, which has the same key; more columns tell which "
	           "is kept, or --any keeps the one that came first",
	           earlier);
}

void best_order_done(struct best_order *order)
{
	free(order->by);
	arena_done(&order->rows);
	*order = (struct best_order){0};
}
