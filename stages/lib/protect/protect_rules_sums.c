#include "error.h"
#include "number.h"
#include "protect/attack_alone.h"
#include "protect/protect_keyed.h"
#include "protect/protect_rules.h"

/* Rounded up; percentages and amounts are such that it fits. */
static int64_t share_up(int64_t percent, int64_t of)
{
	return (int64_t)(((__int128)percent * of + 99) / 100);
}

/* The k-th largest contribution in the sum's least unit; 0 if there are fewer. */
static int64_t largest(const struct protect *p, const struct protect_table *t,
                       const struct protect_column *c, size_t row, size_t k)
{
	struct slice field = keyed_table_field(&t->tidy, row, c->largest[k]);
	struct number x, unit = number_of(1);
	int64_t whole;

	if (field.n == 0)
		return 0;
	for (unsigned i = 0; i < p->decimals; i++)
		number_multiply(unit, number_of(10), &unit);
	if (!number_parse(field, &x) || number_is_negative(x) || !number_multiply(x, unit, &x) ||
	    !number_whole(number_round(x, 0), &whole) || whole >= PROTECT_VALUE_MAX)
		protect_table_die(t, row, c->spec->largest.at[k],
		                  "not a contribution from zero up, of at most 15 digits");
	return whole;
}

/* Whether the largest are more than the percentage of the sum. */
static bool is_dominated(const struct protect *p, int64_t most, int64_t sum)
{
	return (__int128)most * 100 > (__int128)sum * p->spec->dominance_percent;
}

/* The least sum that these contributions do not dominate. */
static int64_t sum_not_dominated(const struct protect *p, int64_t most)
{
	int64_t k = p->spec->dominance_percent;

	return (int64_t)(((__int128)most * 100 + k - 1) / k);
}

/* How far beyond itself a sum must be uncertain by the rules for its largest contributions; 0: not at all. */
static int64_t needed(struct protect *p, const struct protect_table *t,
                      const struct protect_column *c, size_t row, enum protect_rule *rule)
{
	int64_t sum = p->sums.cells.cell[c->cell[row]].value, most = 0, need = 0;

	if (c->spec->largest.n == 0 || sum == 0)
		return 0;
	if (p->spec->percent != PROTECT_UNSET) {
		int64_t first = largest(p, t, c, row, 0);

		need = share_up(p->spec->percent, first) - sum + first + largest(p, t, c, row, 1);
	}
	if (need > 0)
		*rule = PROTECT_PERCENT;
	for (int64_t k = 0; k < p->spec->dominance_n; k++)
		most += largest(p, t, c, row, (size_t)k);
	if (p->spec->dominance_n > 0 && !is_dominated(p, most, sum))
		most = 0;
	if (most > 0 && need <= 0)
		*rule = PROTECT_DOMINANCE;
	if (most > 0 && sum_not_dominated(p, most) - sum > need)
		need = sum_not_dominated(p, most) - sum;
	return need > 0 || most > 0 ? (need > 1 ? need : 1) : 0;
}

static void keep_sum(struct protect *p, size_t cell, int64_t need, enum protect_rule rule)
{
	struct term term = {cell, 1};
	int64_t value = p->sums.cells.cell[cell].value;
	int64_t more = need + protect_keyed_more(p, &p->sums, &term, 1, need);

	protect_hide(&p->sums, cell, rule);
	cells_keep(&p->sums.cells, &term, 1,
	           (struct secret){.low = value > more ? value - more : 0,
	                           .high = value + more,
	                           .width = 1,
	                           .wishes = more > need,
	                           .least = {value > need ? value - need : 0, value + need, 1},
	                           .origin = cell});
}

/* By the rules of sums, and since its count is hidden: a sum over few would tell of them. */
static void protect_sum(struct protect *p, size_t table, size_t measure, size_t row)
{
	const struct protect_table *t = &p->table[table];
	const struct protect_column *c = &t->measure[measure];
	size_t cell = c->cell[row], count = t->measure[c->part[0]].cell[row];
	const struct cell *counted = &p->counts.cells.cell[count];
	bool primary = cell_is_hidden(counted) && p->counts.place[count].rule != PROTECT_OPEN;
	int64_t value = p->sums.cells.cell[cell].value, need;
	enum protect_rule rule = PROTECT_BELONGS;

	if (p->sums.place[cell].rule != PROTECT_OPEN)
		return;
	need = needed(p, t, c, row, &rule);
	if (primary && need == 0 && p->spec->percent != PROTECT_UNSET)
		need = share_up(p->spec->percent, value);
	if (need > 0 || primary)
		keep_sum(p, cell, need, rule);
	else if (cell_is_hidden(counted))
		protect_hide(&p->sums, cell, PROTECT_BELONGS);
	else if (counted->state == CELL_FIXED && value == 0)
		p->sums.cells.cell[cell].state = CELL_FIXED;
}

/* What is nowhere more than the persons it is over, in whole numbers, is how many of them something is said of. */
static void check_no_count(const struct protect *p, const struct protect_table *t, size_t measure)
{
	const struct protect_column *sum = &t->measure[measure];
	const struct protect_column *count = &t->measure[sum->part[0]];
	int64_t unit = 1, all = 0;

	for (unsigned i = 0; i < p->decimals; i++)
		unit *= 10;
	for (size_t row = 0; row < t->tidy.rows; row++) {
		int64_t value = p->sums.cells.cell[sum->cell[row]].value;

		if (value < 0 || value % unit != 0 ||
		    value / unit > p->counts.cells.cell[count->cell[row]].value)
			return;
		all |= value;
	}
	if (all > 0)
		die("%s: %.*s is nowhere more than %.*s: it is a count of some of them, --count",
		    t->tidy.path, SLICE(sum->spec->name), SLICE(count->spec->name));
}

/* A sum of one person, who knows it. */
static void set_alone(struct protect *p)
{
	bool *marked = arena_take(&p->arena, (p->sums.cells.n + 1) * sizeof *marked);

	for (size_t i = 0; i < p->n; i++)
		for (size_t m = 0; m < p->table[i].spec->measures; m++) {
			const struct protect_column *sum = &p->table[i].measure[m];

			if (sum->spec->kind != PROTECT_SUM || sum->spec->of_nobody)
				continue;
			for (size_t row = 0; row < p->table[i].tidy.rows; row++) {
				size_t count = p->table[i].measure[sum->part[0]].cell[row];

				if (p->counts.cells.cell[count].value == 1)
					marked[sum->cell[row]] = true;
			}
		}
	attack_alone_set(&p->sums.cells, marked);
}

void protect_rules_sums(struct protect *p)
{
	for (size_t i = 0; i < p->n; i++)
		for (size_t m = 0; m < p->table[i].spec->measures; m++)
			if (p->table[i].measure[m].spec->kind == PROTECT_SUM)
				check_no_count(p, &p->table[i], m);
	protect_begin(&p->sums);
	for (size_t i = 0; i < p->n; i++)
		for (size_t m = 0; m < p->table[i].spec->measures; m++)
			for (size_t row = 0; p->table[i].measure[m].spec->kind == PROTECT_SUM &&
			                     row < p->table[i].tidy.rows;
			     row++)
				protect_sum(p, i, m, row);
	protect_set_weights(p, &p->sums);
	set_alone(p);
}
