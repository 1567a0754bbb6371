/* protect_run: see protect_run.h. */
#include "protect/protect_run.h"

#include "error.h"
#include "protect/protect_alone.h"
#include "protect/protect_cells.h"
#include "protect/protect_doubt.h"
#include "protect/protect_earlier.h"
#include "protect/protect_fill.h"
#include "protect/protect_never.h"
#include "protect/protect_priority.h"
#include "protect/protect_round.h"
#include "protect/protect_rules.h"
#include "protect/protect_setting.h"
#include "protect/protect_ties.h"
#include "protect/protect_told.h"

/* ---------------------------------------------------------------- hierarchies */

void protect_source_open(struct protect_source *s, struct protect_request *spec,
                         const struct protect_request_table *t)
{
	size_t room = t->hierarchies + t->classes + 1;

	*s = (struct protect_source){.order = arena_take(&spec->arena, room * sizeof *s->order)};
	for (size_t i = 0; i < room; i++)
		s->order[i] = (struct protect_order){0};
}

static void read_classes(struct hierarchy *h, const struct protect_request_table *t,
                         struct slice column)
{
	for (size_t i = 0; i < t->classes; i++) {
		const struct protect_class *c = &t->class[i];
		bool good;

		if (!slice_equal(c->column, column))
			continue;
		good = hierarchy_put(h, c->name, slice_of("*"));
		for (size_t k = 0; k < c->code.n; k++)
			good = good && hierarchy_put(h, c->name, c->code.at[k]);
		if (!good)
			die("--class: %.*s: a class is told once, and is one of other codes",
			    SLICE(c->name));
	}
}

void protect_source_classes(struct protect_source *s, const struct protect_request_table *t)
{
	for (size_t k = 0; k < t->classes; k++) {
		struct slice column = t->class[k].column;
		bool met = false;

		for (size_t i = 0; i < t->hierarchies; i++)
			if (slice_equal(t->hierarchy[i].column, column))
				die("--class: %.*s has a hierarchy", SLICE(column));
		for (size_t i = 0; i < k; i++)
			met |= slice_equal(t->class[i].column, column);
		if (met)
			continue;
		s->order[s->orders].column = column;
		read_classes(&s->order[s->orders++].hierarchy, t, column);
	}
}

void protect_source_done(struct protect_source *s, const struct protect_request_table *t, bool cut)
{
	for (size_t i = 0; i < s->orders; i++)
		hierarchy_done(&s->order[i].hierarchy);
	if (!cut)
		return;
	keyed_table_done(&s->now);
	for (size_t k = 0; k < t->previouses; k++)
		keyed_table_done(&s->earlier[k]);
}

/* ---------------------------------------------------------------- tables */

static void load_table(struct protect_run *r, struct protect_table *t,
                       const struct protect_request_table *spec, const struct keyed_table *from,
                       const struct protect_units *units, size_t unit)
{
	struct keyed_table tidy = *from;

	if (units != NULL)
		protect_units_cut(units, from, unit, &tidy, &r->p.arena);
	protect_table_load(t, spec, tidy, &r->p.arena);
	if (units != NULL)
		t->unit_at = keyed_table_column(from, units->column);
}

/* Behind those of the call. */
static void load_previous(struct protect_run *r, size_t table, const struct protect_source *source,
                          const struct protect_units *units, size_t unit)
{
	struct protect *p = &r->p;
	const struct protect_request_table *spec = &p->spec->table[table];

	for (size_t i = 0; i < spec->previouses; i++) {
		struct protect_table *t = &p->table[p->all++];

		t->number = table;
		t->earlier = (unsigned)i + 1;
		load_table(r, t, spec, &source->earlier[i], units, unit);
		for (size_t k = 0; k < t->keys; k++)
			t->key[k].hierarchy = p->table[table].key[k].hierarchy;
	}
}

static void load_told(struct protect_run *r, size_t table, const struct protect_source *source)
{
	struct protect_table told = {.number = table, .earlier = 1};

	protect_table_load(&told, &r->p.spec->table[table], source->told, &r->p.arena);
	protect_told_mark(&r->p, &told);
	protect_table_done(&told);
}

void protect_run_load(struct protect_run *r, const struct protect_request *spec,
                      const struct protect_source *source, const struct protect_units *units,
                      size_t unit)
{
	struct protect *p = &r->p;

	protect_open(p, spec);
	if (units != NULL) {
		p->units = units->column;
		p->unit = unit < units->value.n ? map_key(&units->value, unit) : slice_of("");
	}
	for (size_t i = 0; i < p->n; i++) {
		load_table(r, &p->table[i], &spec->table[i], &source[i].now, units, unit);
		for (size_t k = 0; k < source[i].orders; k++)
			protect_table_order(&p->table[i], source[i].order[k].column,
			                    &source[i].order[k].hierarchy);
		protect_alone_check(&p->table[i]);
	}
	protect_ties_check(p);
	protect_never_check(p);
	for (size_t i = 0; i < p->n; i++)
		protect_fill(&p->table[i], protect_setting_hides_absent(spec, &spec->table[i]),
		             &p->arena);
	if (spec->noise)
		return;
	for (size_t i = 0; i < spec->n; i++)
		load_previous(r, i, &source[i], units, unit);
	protect_cells(p);
	for (size_t i = 0; i < p->n; i++)
		if (spec->table[i].told != NULL)
			load_told(r, i, &source[i]);
	if (!spec->round)
		protect_doubt(p);
	for (size_t i = p->n; i < p->all; i++)
		protect_earlier_mark(p, &p->table[i]);
}

/* ---------------------------------------------------------------- protecting */

/* Dies, telling the place of what could not be kept. */
static void solve(struct protect *p, struct protect_side *side, size_t effort,
                  struct suppression *outcome)
{
	struct error e = {0};

	if (!suppress(&side->cells, effort, outcome, &e))
		protect_die(p, side, side->cells.secret[outcome->failed].origin, e.text);
}

void protect_run_solve(struct protect_run *r, const struct digest_key *keyed, size_t effort)
{
	struct protect *p = &r->p;
	struct protect_outcome *o = &r->outcome;

	p->keyed = keyed;
	if (p->spec->noise) {
		protect_noise(&o->noise, p);
		return;
	}
	if (p->spec->round) {
		protect_round(p, effort, &o->rounding);
		return;
	}
	protect_priority(p);
	protect_rules_counts(p);
	solve(p, &p->counts, effort, &o->counts);
	protect_rules_sums(p);
	solve(p, &p->sums, effort, &o->sums);
}
