#include "protect/protect_never.h"

#include <string.h>

#include "error.h"
#include "protect/attack_far.h"

/* ---------------------------------------------------------------- what is said */

static void check(const struct protect_table *t, const struct protect_fixed *said)
{
	const struct protect_key *key = NULL;

	for (size_t k = 0; k < t->keys && key == NULL; k++)
		if (slice_equal(t->key[k].name, said->name))
			key = &t->key[k];
	if (key == NULL)
		die("%s: --never: %.*s is no column of --by", t->tidy.path, SLICE(said->name));
	if (key->hierarchy != NULL && hierarchy_find(key->hierarchy, said->value) == MAP_NONE)
		die("%s: --never: a value that is not in the hierarchy of %.*s", t->tidy.path,
		    SLICE(said->name));
}

void protect_never_check(const struct protect *p)
{
	for (size_t i = 0; i < p->n; i++)
		for (size_t k = 0; k < p->spec->table[i].nevers; k++)
			for (size_t j = 0; j < p->spec->table[i].never[k].n; j++)
				check(&p->table[i], &p->spec->table[i].never[k].said[j]);
}

/* ---------------------------------------------------------------- of whom it is said */

/* Whether the figure with these pairs of key and value has one of the values that are said of each column. */
static bool is_said(const struct protect_never *never, struct slice pairs)
{
	struct slice name, value;
	size_t columns = 0, met = 0;

	for (size_t i = 0; i < never->n; i++)
		columns += i == 0 || !slice_equal(never->said[i].name, never->said[i - 1].name);
	while (protect_next_pair(&pairs, &name, &value))
		for (size_t i = 0; i < never->n; i++)
			if (slice_equal(never->said[i].name, name) &&
			    slice_equal(never->said[i].value, value)) {
				met++;
				break;
			}
	return met == columns;
}

/* Whether the figure is of the part of the population that the table's count is of: with all values that are said of that. */
static bool is_of_part(const struct protect_measure *m, struct slice pairs)
{
	struct slice name, value;
	size_t met = 0;

	while (protect_next_pair(&pairs, &name, &value))
		for (size_t i = 0; i < m->n_fixed; i++)
			met += slice_equal(m->fixed[i].name, name) &&
			       slice_equal(m->fixed[i].value, value);
	return met == m->n_fixed;
}

static void note(struct protect *p, struct protect_side *side, size_t cell)
{
	struct cell *c = &side->cells.cell[cell];

	if (c->value == PROTECT_UNKNOWN)
		c->value = 0;
	if (c->value != 0)
		protect_die(p, side, cell, "is not 0, though by --never nobody can be in it");
	side->place[cell].never = true;
}

/* Every figure of the population, also those of other tables and those that stand in no row. */
static void mark_population(struct protect *p, struct protect_side *side, struct slice population,
                            const struct protect_measure *m, const struct protect_never *never)
{
	for (size_t i = 0; i < side->cells.n; i++) {
		struct slice of = map_key(&side->at, i);

		if (p->table[side->place[i].table].earlier > 0)
			of = (struct slice){of.at + PROTECT_EARLIER_BYTES,
			                    of.n - PROTECT_EARLIER_BYTES};
		if (of.n < population.n || memcmp(of.at, population.at, population.n) != 0)
			continue;
		of = (struct slice){of.at + population.n, of.n - population.n};
		if (is_said(never, of) && is_of_part(m, of))
			note(p, side, i);
	}
}

static void mark(struct protect *p, const struct protect_table *t,
                 const struct protect_never *never)
{
	struct str population = {0};

	for (size_t m = 0; m < t->measures; m++) {
		if (t->measure[m].spec->kind == PROTECT_DERIVED)
			continue;
		str_reset(&population);
		protect_add_population(t, &t->measure[m], &population);
		mark_population(p, protect_side_of(p, &t->measure[m]), str_slice(&population),
		                t->measure[m].spec, never);
	}
	str_done(&population);
}

/* ---------------------------------------------------------------- what follows */

/* Whether all terms of that sign are of nobody; there may be none. */
static bool is_nobody(const struct protect_side *side, const struct relation *r, bool positive)
{
	for (size_t i = 0; i < r->n; i++)
		if ((r->term[i].factor > 0) == positive && !side->place[r->term[i].cell].never)
			return false;
	return true;
}

/* What is no more than nobody, or makes up nobody, is nobody too. */
static bool follow(struct protect *p, struct protect_side *side, const struct relation *r)
{
	bool less = is_nobody(side, r, false), more = is_nobody(side, r, true);

	if (less == more || (more && r->at_most))
		return false;
	for (size_t i = 0; i < r->n; i++)
		if (!side->place[r->term[i].cell].never)
			note(p, side, r->term[i].cell);
	return true;
}

static void follow_all(struct protect *p, struct protect_side *side)
{
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < side->cells.relations; i++)
			more |= follow(p, side, &side->cells.relation[i]);
	}
}

void protect_never_mark(struct protect *p)
{
	bool said = false;

	for (size_t i = 0; i < p->n; i++)
		for (size_t k = 0; k < p->spec->table[i].nevers; k++, said = true)
			mark(p, &p->table[i], &p->spec->table[i].never[k]);
	if (!said)
		return;
	follow_all(p, &p->counts);
	follow_all(p, &p->sums);
}

bool protect_never_row(const struct protect *p, const struct protect_table *t, size_t row)
{
	bool nobody = false;

	for (size_t m = 0; m < t->spec->measures; m++) {
		const struct protect_column *c = &t->measure[m];
		const struct protect_side *side =
		    c->spec->kind == PROTECT_SUM ? &p->sums : &p->counts;

		if (c->spec->kind == PROTECT_DERIVED || c->spec->coarser)
			continue;
		if (!side->place[c->cell[row]].never)
			return false;
		nobody = true;
	}
	return nobody;
}

/* ---------------------------------------------------------------- what is no secret */

/* The same figures where nothing is known of them but what binds them, and nobody is in any. */
static struct cells unknown(struct protect *p, const struct protect_side *side)
{
	struct cells none = side->cells;

	none.cell = arena_take(&p->arena, (none.n + 1) * sizeof *none.cell);
	for (size_t i = 0; i < none.n; i++)
		none.cell[i] =
		    (struct cell){.high = CELLS_NO_LIMIT,
		                  .weight = 1,
		                  .state = side->place[i].never ? CELL_FIXED : CELL_PRIMARY};
	return none;
}

/* Whether by these alone it can be anything but nought. */
static bool may_be(struct attack_far *far, size_t secret)
{
	double end = 0;
	bool may = far->blocks.of_secret[secret] != ATTACK_BLOCKS_NONE;

	if (may) {
		may = !attack_far_push(far, secret, 1, &end) || end > 0.5;
		attack_far_home(far, secret);
	}
	return may;
}

void protect_never_forgive(struct protect *p, struct protect_side *side)
{
	struct cells none, *c = &side->cells;
	struct attack_far far;
	size_t kept = 0;
	bool some = false;

	for (size_t i = 0; i < c->n; i++)
		some |= side->place[i].never;
	if (!some)
		return;
	none = unknown(p, side);
	attack_far_open(&far, &none);
	for (size_t i = 0; i < c->secrets; i++) {
		const struct secret *s = &c->secret[i];

		if (cells_true(c, s->term, s->n) != 0 || may_be(&far, i))
			c->secret[kept++] = *s;
	}
	c->secrets = kept;
	attack_far_close(&far);
}
