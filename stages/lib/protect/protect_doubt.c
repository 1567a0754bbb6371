/* protect_doubt: see protect_doubt.h. */
#include "protect/protect_doubt.h"

#include <stdlib.h>

#include "error.h"
#include "memory.h"

/* A count of one table, by the values of its keys. */
struct counted {
	const struct protect_table *t;
	const struct protect_column *c;
	struct map at; /* the key values of each figure that goes out */
	int64_t *value;
	bool met; /* by the search for a tie */
};

/* The count of the first is a part of the count of the second. */
struct bond {
	const struct counted *part, *whole;
};

struct doubt {
	const struct protect *p;
	struct counted *count;
	size_t n;
	struct bond *bond;
	size_t bonds, room;
};

/* ---------------------------------------------------------------- figures */

/* The keys that are not *, in the order of their names. */
static struct slice values_of(const struct counted *d, size_t row, struct str *to)
{
	str_reset(to);
	for (size_t i = 0; i < d->t->keys; i++) {
		size_t k = d->t->order[i];
		struct slice value = protect_table_value(d->t, row, k);

		if ((d->c->dims >> k & 1) == 0 || slice_is(value, KEYED_TABLE_ALL))
			continue;
		str_add_byte(to, PROTECT_NAME);
		str_add(to, d->t->key[k].name);
		str_add_byte(to, PROTECT_VALUE);
		str_add(to, value);
	}
	return str_slice(to);
}

static void collect(struct doubt *all, const struct protect_table *t,
                    const struct protect_column *c, struct str *text)
{
	struct counted *d = &all->count[all->n++];

	*d = (struct counted){.t = t, .c = c};
	d->value = memory_zeroed(t->tidy.rows + 1, sizeof *d->value);
	for (size_t row = 0; row < t->tidy.rows; row++)
		if (t->line[row] > 0 && c->cell[row] != PROTECT_NONE &&
		    !protect_table_withholds(t, row))
			d->value[map_put(&d->at, values_of(d, row, text), NULL)] =
			    all->p->counts.cells.cell[c->cell[row]].value;
}

/* ---------------------------------------------------------------- what is said */

static const struct counted *of(const struct doubt *all, const struct protect_table *t,
                                struct slice name)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->count[i].t == t && slice_equal(all->count[i].c->spec->name, name))
			return &all->count[i];
	return NULL;
}

static void bind(struct doubt *all, const struct counted *part, const struct counted *whole)
{
	if (part == NULL || whole == NULL)
		return;
	all->bond = array_room(all->bond, &all->room, all->bonds + 1, sizeof *all->bond);
	all->bond[all->bonds++] = (struct bond){part, whole};
}

/* A quotient's first is a part of its second, a difference's second of its first. */
static void bind_table(struct doubt *all, const struct protect_table *t)
{
	for (size_t m = 0; m < t->spec->measures; m++) {
		const struct protect_measure *s = &t->spec->measure[m];
		bool quotient = s->form == PROTECT_QUOTIENT;

		if (s->kind == PROTECT_DERIVED && s->form != PROTECT_MADE)
			bind(all, of(all, t, s->part.at[quotient ? 0 : 1]),
			     of(all, t, s->part.at[quotient ? 1 : 0]));
	}
	for (size_t i = 0; i < t->spec->ties; i++)
		bind(all, of(all, t, t->spec->tie[i].part),
		     of(all, &all->p->table[t->spec->tie[i].table], t->spec->tie[i].whole));
}

static bool are_one(const struct counted *d, const struct counted *e)
{
	return d == e || protect_table_counts_the_same(d->t, d->c, e->t, e->c);
}

static void meet(struct doubt *all, const struct counted *d, bool *more)
{
	for (size_t i = 0; i < all->n; i++)
		if (!all->count[i].met && are_one(d, &all->count[i]))
			*more = all->count[i].met = true;
}

/* Whether the part is one of the whole, or of what is a part of it. */
static bool is_bound(struct doubt *all, const struct counted *part, const struct counted *whole)
{
	bool more = false;

	for (size_t i = 0; i < all->n; i++)
		all->count[i].met = false;
	meet(all, part, &more);
	while (more && !whole->met) {
		more = false;
		for (size_t i = 0; i < all->bonds; i++)
			if (all->bond[i].part->met)
				meet(all, all->bond[i].whole, &more);
	}
	return whole->met;
}

/* Whether both are parts of one count, and another is a part of both: then it is said how they lie (rows that ended, and persons). */
static bool are_crossed(struct doubt *all, const struct counted *d, const struct counted *e)
{
	bool above = false, below = false;

	for (size_t i = 0; i < all->n && !(above && below); i++) {
		const struct counted *other = &all->count[i];

		if (are_one(other, d) || are_one(other, e))
			continue;
		above |= is_bound(all, d, other) && is_bound(all, e, other);
		below |= is_bound(all, other, d) && is_bound(all, other, e);
	}
	return above && below;
}

/* ---------------------------------------------------------------- what it looks like */

/*
 * Whether the first is nowhere more, nearly as much, and somewhere less by so few that they are not to be told of; or everywhere the same: what one hides
 * beside a small count the other may show.
 */
static bool looks_like_part(const struct doubt *all, const struct counted *part,
                            const struct counted *whole)
{
	int64_t less = 0, most = 0;
	size_t both = 0, small = 0, large = 0;
	bool few = false;

	for (size_t i = 0; i < part->at.n; i++) {
		size_t k = map_find(&whole->at, map_key(&part->at, i));
		int64_t rest;

		if (k == MAP_NONE)
			continue;
		rest = whole->value[k] - part->value[i];
		if (rest < 0)
			return false;
		few |= rest > 0 && rest < all->p->spec->min && part->value[i] >= all->p->spec->min;
		less += rest;
		most += whole->value[k];
		small += whole->value[k] > 0 && whole->value[k] < all->p->spec->min;
		large += whole->value[k] >= all->p->spec->min;
		both++;
	}
	return (few || (less == 0 && small > 0 && large >= PROTECT_DOUBT_LEAST)) &&
	       both >= PROTECT_DOUBT_LEAST &&
	       less <=
	           most / 100 * PROTECT_DOUBT_PERCENT + most % 100 * PROTECT_DOUBT_PERCENT / 100;
}

static bool are_the_same(const struct counted *d, const struct counted *e)
{
	for (size_t i = 0; i < d->at.n; i++) {
		size_t k = map_find(&e->at, map_key(&d->at, i));
		if (k != MAP_NONE && d->value[i] != e->value[k])
			return false;
	}
	return true;
}

static void refuse(const struct counted *part, const struct counted *whole)
{
	bool two = part->t != whole->t;

	if (are_the_same(part, whole))
		die("%s: %.*s is everywhere the same as %.*s%s%s: what one hides beside a small "
		    "count the other may show. Say that they count the same (--count NAME=FIGURE "
		    "of both), how they hang together (--part), or that they do not (--untied)",
		    part->t->tidy.path, SLICE(part->c->spec->name), SLICE(whole->c->spec->name),
		    two ? " of " : "", two ? whole->t->tidy.path : "");
	die("%s: %.*s is nowhere more than %.*s%s%s, and nearly as much: what is left would be a "
	    "number of persons that nothing hides. Say how they hang together (--part), or that "
	    "they do not (--untied)",
	    part->t->tidy.path, SLICE(part->c->spec->name), SLICE(whole->c->spec->name),
	    two ? " of " : "", two ? whole->t->tidy.path : "");
}

static void compare(struct doubt *all, const struct counted *d, const struct counted *e)
{
	if (d == e || d->c->spec->untied || e->c->spec->untied || are_one(d, e) ||
	    !looks_like_part(all, d, e))
		return;
	if (!is_bound(all, d, e) && !is_bound(all, e, d) && !are_crossed(all, d, e))
		refuse(d, e);
}

void protect_doubt(const struct protect *p)
{
	struct doubt all = {.p = p};
	struct str text = {0};
	size_t most = 0;

	for (size_t i = 0; i < p->n; i++)
		most += p->table[i].spec->measures;
	all.count = memory_zeroed(most + 1, sizeof *all.count);
	for (size_t i = 0; i < p->n; i++)
		for (size_t m = 0; m < p->table[i].spec->measures; m++)
			if (p->table[i].spec->measure[m].kind == PROTECT_COUNT)
				collect(&all, &p->table[i], &p->table[i].measure[m], &text);
	for (size_t i = 0; i < p->n; i++)
		bind_table(&all, &p->table[i]);
	for (size_t i = 0; i < all.n; i++)
		for (size_t k = 0; k < all.n; k++)
			compare(&all, &all.count[i], &all.count[k]);
	for (size_t i = 0; i < all.n; i++) {
		map_done(&all.count[i].at);
		free(all.count[i].value);
	}
	free(all.count);
	free(all.bond);
	str_done(&text);
}
