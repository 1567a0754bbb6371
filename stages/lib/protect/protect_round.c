#include "protect/protect_round.h"

#include "error.h"
#include "protect/protect_rules.h"

void protect_round(struct protect *p, size_t effort, struct rounding *r)
{
	struct cells *c = &p->counts.cells;
	struct error e = {0};

	protect_rules_counts(p);
	r->value = arena_take(&p->arena, (c->n + 1) * sizeof *r->value);
	if (!rounding_make(c, p->spec->base, effort, r, &e))
		die("%s", e.text);
	if (!rounding_audit(c, r, rounding_width(p->spec->base)))
		protect_die(p, &p->counts, c->secret[r->failed].origin,
		            "can be worked out too closely, though all is rounded; try --method "
		            "suppress");
}

/* Of a quotient whose denominator is not known since nobody has it, what it was: nothing of nothing. */
struct slice protect_round_field(const struct protect *p, const struct rounding *r, size_t table,
                                 size_t measure, size_t row, char to[NUMBER_MAX_TEXT])
{
	const struct protect_table *t = &p->table[table];
	const struct protect_column *c = &t->measure[measure];
	size_t first, second;
	struct number x;

	if (c->spec->kind == PROTECT_COUNT)
		return (struct slice){to, number_write(number_of(r->value[c->cell[row]]), to)};
	first = t->measure[c->part[0]].cell[row];
	second = t->measure[c->part[1]].cell[row];
	if (second == PROTECT_NONE)
		return keyed_table_field(&t->tidy, row, c->column);
	if (c->spec->form == PROTECT_DIFFERENCE)
		x = number_of(r->value[first] - r->value[second]);
	else if (!number_divide(number_of(r->value[first]), number_of(r->value[second]), &x))
		return (struct slice){to, 0};
	return (struct slice){to, number_write(x, to)};
}
