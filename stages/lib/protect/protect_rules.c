#include "protect/protect_rules.h"

#include "error.h"
#include "protect/protect_earlier.h"
#include "protect/protect_keyed.h"
#include "protect/protect_never.h"
#include "protect/protect_unions.h"

/* ---------------------------------------------------------------- states and costs */

/* By the rule that held first. */
static void note(struct protect_side *side, size_t cell, enum protect_rule rule)
{
	if (side->place[cell].rule == PROTECT_OPEN)
		side->place[cell].rule = rule;
}

void protect_hide(struct protect_side *side, size_t cell, enum protect_rule rule)
{
	note(side, cell, rule);
	if (side->place[cell].told != PROTECT_TOLD_SHOWN)
		side->cells.cell[cell].state = CELL_PRIMARY;
}

void protect_begin(struct protect_side *side)
{
	for (size_t i = 0; i < side->cells.n; i++)
		if (side->place[i].never || side->place[i].told == PROTECT_TOLD_SHOWN)
			side->cells.cell[i].state = CELL_FIXED;
		else if (side->place[i].told == PROTECT_TOLD_HIDDEN)
			side->cells.cell[i].state = CELL_PRIMARY;
		else if (!side->place[i].shown)
			side->cells.cell[i].state = CELL_PRIMARY;
}

#define DEAR_DOUBLINGS 12 /* from here on, further ones are only added */
#define INNER 3           /* persons, for the figure itself and each sum that it is the whole of */
#define NAMED 256         /* persons, that a figure in --priority has more */

/*
 * By the doubling that the value is in. It is coarse on purpose: who knows this program sees that a hidden figure cost
 * no more than the open ones that could have taken its place, and may know no more of its size by that than which
 * doubling it is in.
 *
 * What a reader loses with a count is persons: as many as the least count of the doubling, and from 2,047 as many more
 * for each further one, so that no total is beyond comparison. Sums of money are so unlike that their doublings are
 * counted, once more for each sum that the figure is the whole of.
 */
static int64_t weight_of(int64_t value, unsigned wholes, bool persons)
{
	int64_t doublings = 64 - __builtin_clzll((uint64_t)value + 1), inner = 1 + (int64_t)wholes;

	if (!persons)
		return doublings * inner;
	if (doublings > DEAR_DOUBLINGS)
		return (doublings - DEAR_DOUBLINGS + 1) * (1 << (DEAR_DOUBLINGS - 1)) +
		       INNER * inner;
	return ((int64_t)1 << (doublings - 1)) + INNER * inner;
}

/* What is named in --priority weighs as much as many others together, and what is named earlier as much as four times that. */
static int64_t priority_weight(int64_t weight, unsigned rank, bool persons)
{
	if (rank == 0)
		return weight;
	return (weight + (persons ? NAMED : 0)) * ((int64_t)1 << (2 + 2 * rank));
}

void protect_set_weights(const struct protect *p, struct protect_side *side)
{
	bool persons = side == &p->counts;

	for (size_t i = 0; i < side->cells.n; i++) {
		struct cell *cell = &side->cells.cell[i];
		int64_t weight = weight_of(cell->value, side->place[i].wholes, persons);

		weight = 2 * priority_weight(weight, cell->rank, persons);
		cell->weight =
		    side->place[i].was_hidden ? 1 : protect_keyed_weight(p, side, i, weight);
	}
}

/* In a row that does not go out: what is left beside it, and whether all are in it, is nobody's question. */
static bool is_withheld(const struct protect_place *place)
{
	return place->row != PROTECT_NONE && !place->shown;
}

/* ---------------------------------------------------------------- counts */

static bool is_small(const struct protect *p, int64_t value)
{
	return value >= (p->spec->zeros_hidden ? 0 : 1) && value < p->spec->min;
}

/* By the width that must be, and more by chance; a decoy need not be uncertain at all. */
static void keep(struct protect *p, const struct term *term, size_t n, int64_t value, bool decoy,
                 size_t origin)
{
	int64_t width = p->spec->width;
	int64_t more = protect_keyed_more(p, &p->counts, term, n, p->spec->min);

	cells_keep(&p->counts.cells, term, n,
	           (struct secret){.low = value,
	                           .high = value,
	                           .width = width + more,
	                           .wishes = more > 0 || decoy,
	                           .least = {value, value, decoy ? 0 : width},
	                           .origin = origin});
}

static void keep_small(struct protect *p)
{
	struct protect_side *side = &p->counts;

	for (size_t i = 0; i < side->cells.n; i++) {
		struct cell *cell = &side->cells.cell[i];

		if (!p->table[side->place[i].table].earlier && !side->place[i].loose &&
		    !side->place[i].never && is_small(p, cell->value)) {
			protect_hide(side, i, PROTECT_SMALL);
			keep(p, (struct term[]){{i, 1}}, 1, cell->value, false, i);
		}
	}
}

/* What a reader computes of what goes out: who works and does not study. */
static void keep_union(struct protect *p, const struct term *term, size_t n)
{
	const struct cells *c = &p->counts.cells;
	int64_t value = cells_true(c, term, n);
	size_t origin = term[0].cell;

	for (size_t i = 0; i < n; i++) {
		if (p->counts.place[term[i].cell].loose || c->cell[term[i].cell].value < 0)
			return;
		if (c->cell[term[i].cell].value > 0)
			origin = term[i].cell;
	}
	if (is_small(p, value))
		keep(p, term, n, value, false, origin);
}

/* Figures that are the whole of nothing, and nobody asked for first, hidden by chance as if they were small. */
static void keep_decoys(struct protect *p)
{
	struct protect_side *side = &p->counts;
	bool none_is_small = p->spec->min == 1 && !p->spec->zeros_hidden;

	for (size_t i = 0; i < side->cells.n && !none_is_small; i++) {
		const struct cell *cell = &side->cells.cell[i];
		const struct protect_place *place = &side->place[i];

		if (p->table[place->table].earlier || place->wholes > 0 || !place->shown ||
		    cell->rank > 0 || cell->state != CELL_OPEN || cell->value == 0 ||
		    !protect_keyed_decoy(p, side, i))
			continue;
		protect_hide(side, i, PROTECT_CHANCE);
		keep(p, (struct term[]){{i, 1}}, 1, cell->value, true, i);
	}
}

/*
 * Which figures are to be hidden for what is left is for suppress.h to find: the some or the whole. Nothing is done
 * if there is nobody among the some: what is left is the whole, which has its own rule. What was added since an
 * earlier publication may be as small as any count.
 */
static void keep_few_left(struct protect *p, const struct protect_rest *rest)
{
	struct protect_side *side = &p->counts;
	struct term *left = arena_take(&p->arena, rest->n * sizeof *left);
	size_t some = PROTECT_NONE;
	int64_t value = 0;

	for (size_t i = 0; i < rest->n; i++) {
		const struct term *term = &rest->term[i];
		int64_t of = side->cells.cell[term->cell].value;

		if (is_withheld(&side->place[term->cell]))
			return;
		left[i] = (struct term){term->cell, -term->factor};
		value += left[i].factor * of;
		if (term->factor > 0 && of > 0 && some == PROTECT_NONE)
			some = term->cell;
	}
	if (some == PROTECT_NONE || !is_small(p, value) || (value == 0 && !rest->added))
		return;
	for (size_t i = 0; i < rest->n; i++)
		note(side, left[i].cell, rest->added ? PROTECT_ADDED : PROTECT_REST);
	keep(p, left, rest->n, value, false, some);
}

/* All of a whole, or none, tells something of each of them. */
static void keep_alike(struct protect *p, size_t some, size_t whole)
{
	struct protect_side *side = &p->counts;
	int64_t part = side->cells.cell[some].value, all = side->cells.cell[whole].value;
	struct term rest[] = {{whole, 1}, {some, -1}};

	if (!p->spec->alike_hidden || all <= 0 || all >= p->spec->alike_from ||
	    is_withheld(&side->place[some]) || is_withheld(&side->place[whole]) ||
	    side->place[some].never)
		return;
	if (part == all) {
		note(side, some, PROTECT_ALIKE);
		keep(p, rest, 2, 0, false, some);
	}
	if (part == 0 && !p->spec->zeros_hidden) {
		protect_hide(side, some, PROTECT_ALIKE);
		keep(p, (struct term[]){{some, 1}}, 1, 0, false, some);
	}
}

/* Some of a whole, as a share or a difference tells: what is left is a number of persons too. */
static void keep_rest(struct protect *p, const struct protect_table *t, size_t row,
                      struct slice name, size_t some, size_t whole)
{
	const struct cells *cells = &p->counts.cells;

	if (cells->cell[some].value > cells->cell[whole].value)
		protect_table_die(t, row, name,
		                  "the first count is more than the second, so it is no part of "
		                  "it; say MEASURE,MEASURE if it is made of both in another way");
	keep_few_left(
	    p, &(struct protect_rest){(struct term[]){{some, 1}, {whole, -1}}, 2, false, false});
	keep_alike(p, some, whole);
}

/* The same of a part and its whole in two tables, which are tied already. */
static void keep_tied(struct protect *p, const struct protect_rest *rest)
{
	bool first = rest->term[0].factor > 0;
	size_t some = rest->term[!first].cell, whole = rest->term[first].cell;

	keep_few_left(p, rest);
	if (!rest->part)
		return;
	keep_alike(p, some, whole);
	p->counts.place[some].may_be_zero |= p->spec->alike_hidden;
}

typedef void part_of(struct protect *p, const struct protect_table *t, size_t row,
                     struct slice name, size_t some, size_t whole);

/* Each pair of figures that a quotient or a difference makes, once. */
static void for_each_part(struct protect *p, part_of *call)
{
	struct map pairs = {0};

	for (size_t i = 0; i < p->n; i++) {
		const struct protect_table *t = &p->table[i];

		for (size_t m = 0; m < t->spec->measures; m++) {
			const struct protect_column *c = &t->measure[m];
			bool difference = c->spec->form == PROTECT_DIFFERENCE;

			if (c->spec->kind != PROTECT_DERIVED || c->spec->form == PROTECT_MADE ||
			    t->measure[c->part[0]].spec->kind != PROTECT_COUNT ||
			    t->measure[c->part[1]].spec->kind != PROTECT_COUNT)
				continue;
			for (size_t row = 0; row < t->tidy.rows; row++) {
				size_t pair[] = {t->measure[c->part[difference]].cell[row],
				                 t->measure[c->part[!difference]].cell[row]};
				bool added;

				map_put(&pairs, (struct slice){(const char *)pair, sizeof pair},
				        &added);
				if (added && pair[1] != PROTECT_NONE && pair[0] != pair[1])
					call(p, t, row, c->spec->name, pair[0], pair[1]);
			}
		}
	}
	map_done(&pairs);
}

/*
 * A figure is worth more the more there are that are parts of it. Where shares of 0 percent are hidden, a hidden
 * numerator may be zero, and an outsider knows that.
 */
static void note_part(struct protect *p, const struct protect_table *t, size_t row,
                      struct slice name, size_t some, size_t whole)
{
	(void)t, (void)row, (void)name;
	p->counts.place[some].may_be_zero |= p->spec->alike_hidden;
	p->counts.place[whole].wholes++;
}

/* A zero that is shown is known to everybody, and so nothing that can be hidden. */
static void set_limits(struct protect *p)
{
	for (size_t i = 0; i < p->counts.cells.n; i++) {
		struct cell *cell = &p->counts.cells.cell[i];
		bool zero = p->spec->zeros_hidden || p->counts.place[i].may_be_zero ||
		            !p->counts.place[i].shown;

		cell->low = zero ? 0 : 1;
		if (cell->value == 0 && cell->state == CELL_OPEN)
			cell->state = CELL_FIXED;
		if (cell->value == 0)
			cell->low = 0;
	}
}

static void relate_part(struct protect *p, const struct protect_table *t, size_t row,
                        struct slice name, size_t some, size_t whole)
{
	(void)t, (void)row, (void)name;
	if (p->counts.cells.cell[some].state != CELL_FIXED || p->counts.cells.cell[some].value > 0)
		cells_relate(&p->counts.cells, (struct term[]){{some, 1}, {whole, -1}}, 2, true);
}

void protect_rules_counts(struct protect *p)
{
	protect_begin(&p->counts);
	keep_small(p);
	protect_unions(p, keep_union);
	for_each_part(p, keep_rest);
	for (size_t i = 0; i < p->rests; i++)
		keep_tied(p, &p->rest[i]);
	for_each_part(p, note_part);
	keep_decoys(p);
	set_limits(p);
	for_each_part(p, relate_part);
	protect_set_weights(p, &p->counts);
	protect_never_forgive(p, &p->counts);
	protect_earlier_keep(p);
}

/* ---------------------------------------------------------------- what comes of it */

static size_t hidden_part(const struct protect *p, const struct protect_table *t, size_t measure,
                          size_t row, const struct protect_side **side)
{
	const struct protect_column *c = &t->measure[measure];
	size_t cell = c->cell[row];

	*side = c->spec->kind == PROTECT_SUM ? &p->sums : &p->counts;
	return cell != PROTECT_NONE && cell_is_hidden(&(*side)->cells.cell[cell]) ? cell
	                                                                          : PROTECT_NONE;
}

enum protect_rule protect_rule_of(const struct protect *p, size_t table, size_t measure, size_t row)
{
	const struct protect_table *t = &p->table[table];
	const struct protect_column *c = &t->measure[measure];
	const struct protect_side *side;
	enum protect_rule rule = PROTECT_OPEN;
	size_t cell = hidden_part(p, t, measure, row, &side);

	if (cell != PROTECT_NONE)
		rule =
		    side->place[cell].rule != PROTECT_OPEN ? side->place[cell].rule : PROTECT_OTHER;
	if (c->spec->kind != PROTECT_DERIVED)
		return rule;
	for (size_t i = 0; i < c->n_parts && rule == PROTECT_OPEN; i++) {
		size_t part = c->n_parts == 2 ? c->part[i] : c->parts[i];

		rule = protect_rule_of(p, table, part, row);
	}
	return rule;
}

bool protect_is_hidden(const struct protect *p, size_t table, size_t measure, size_t row)
{
	return protect_rule_of(p, table, measure, row) != PROTECT_OPEN;
}
