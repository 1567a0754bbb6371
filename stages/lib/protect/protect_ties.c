#include "protect/protect_ties.h"

#include "error.h"

/*
 * A tie with what it names. Each figure of the part is looked at by its coordinate (protect_figures.h): its keys that
 * are of the tie are carried over to the whole, the fixed ones are put in, and what it has besides must be what the tie
 * says of the part; else the two are not tied. The figure of the whole is then found by the coordinate so made.
 */
struct tied {
	const struct protect_tie *tie;
	const struct protect_table *part_table, *whole_table;
	const struct protect_column *part, *whole;
};

static const struct protect_column *count_named(const struct protect_table *t, struct slice name)
{
	size_t m = protect_table_measure(t, name);

	if (m == PROTECT_NONE || t->spec->measure[m].kind != PROTECT_COUNT)
		die("%s: --part: %.*s is no count", t->tidy.path, SLICE(name));
	return &t->measure[m];
}

static struct tied tied_by(const struct protect *p, size_t table, const struct protect_tie *tie)
{
	const struct protect_table *t = &p->table[table], *u = &p->table[tie->table];

	return (struct tied){tie, t, u, count_named(t, tie->part), count_named(u, tie->whole)};
}

static size_t key_named(const struct protect_table *t, struct slice name)
{
	size_t k = 0;

	while (k < t->keys && !slice_equal(t->key[k].name, name))
		k++;
	return k < t->keys ? k : PROTECT_NONE;
}

static bool is_by(const struct protect_table *t, const struct protect_column *c, struct slice name)
{
	size_t k = key_named(t, name);

	return k != PROTECT_NONE && (c->dims >> k & 1) != 0;
}

static const struct protect_fixed *fixed_by(const struct protect_fixed *fixed, size_t n,
                                            struct slice name)
{
	for (size_t i = 0; i < n; i++)
		if (slice_equal(fixed[i].name, name))
			return &fixed[i];
	return NULL;
}

/* Whether the figures of both are told apart by the key: if nothing is said, each that both tables have. */
static bool ties(const struct tied *d, struct slice key)
{
	bool said = !d->tie->by_said;

	for (size_t i = 0; i < d->tie->by.n; i++)
		said |= slice_equal(d->tie->by.at[i], key);
	return said && fixed_by(d->tie->fixed, d->tie->n_fixed, key) == NULL &&
	       fixed_by(d->tie->some, d->tie->n_some, key) == NULL &&
	       is_by(d->part_table, d->part, key) && is_by(d->whole_table, d->whole, key);
}

/* ---------------------------------------------------------------- what is said */

static void check(struct protect *p, const struct tied *d)
{
	(void)p;
	for (size_t i = 0; i < d->tie->by.n; i++)
		if (!ties(d, d->tie->by.at[i]))
			die("%s: --part: %.*s is no key of both tables", d->part_table->tidy.path,
			    SLICE(d->tie->by.at[i]));
	for (size_t i = 0; i < d->tie->n_some; i++)
		if (!is_by(d->part_table, d->part, d->tie->some[i].name))
			die("%s: --part: %.*s is no key of the table", d->part_table->tidy.path,
			    SLICE(d->tie->some[i].name));
	for (size_t i = 0; i < d->tie->n_fixed; i++)
		if (!is_by(d->whole_table, d->whole, d->tie->fixed[i].name))
			die("%s: --part: %.*s is no key of the table", d->whole_table->tidy.path,
			    SLICE(d->tie->fixed[i].name));
}

static bool is_value_of(const struct protect_key *key, struct slice value)
{
	return key->hierarchy == NULL || slice_is(value, KEYED_TABLE_ALL) ||
	       hierarchy_find(key->hierarchy, value) != MAP_NONE;
}

static void share_values(struct protect *p, const struct tied *d)
{
	struct protect_table *t = &p->table[d->part_table->number];
	const struct protect_table *u = d->whole_table;

	for (size_t k = 0; k < t->keys; k++) {
		const struct map *values;

		if (!ties(d, t->key[k].name))
			continue;
		values = &u->key[key_named(u, t->key[k].name)].values;
		for (size_t i = 0; i < values->n; i++)
			if (is_value_of(&t->key[k], map_key(values, i)))
				map_put(&t->key[k].values, map_key(values, i), NULL);
	}
}

bool protect_is_tied(const struct protect *p, const struct protect_table *t,
                     const struct protect_column *c)
{
	const struct protect_table *now = &p->table[t->number];

	c = &now->measure[c - t->measure];
	for (size_t i = 0; i < p->n; i++)
		for (size_t k = 0; k < p->table[i].spec->ties; k++) {
			struct tied d = tied_by(p, i, &p->table[i].spec->tie[k]);

			if (protect_table_counts_the_same(now, c, d.part_table, d.part) ||
			    protect_table_counts_the_same(now, c, d.whole_table, d.whole))
				return true;
		}
	return false;
}

/* ---------------------------------------------------------------- a figure and its whole */

/* The values that the whole has in its keys; false: by this figure's keys they are not tied. */
static bool values_of_whole(const struct tied *d, struct slice pairs, struct slice *value)
{
	const struct protect_measure *m = d->part->spec;
	const struct protect_table *u = d->whole_table;
	struct slice name, of;
	size_t fixed = 0;

	for (size_t k = 0; k < u->keys; k++)
		value[k] = slice_of(KEYED_TABLE_ALL);
	for (size_t i = 0; i < d->tie->n_fixed; i++)
		value[key_named(u, d->tie->fixed[i].name)] = d->tie->fixed[i].value;
	while (protect_next_pair(&pairs, &name, &of)) {
		const struct protect_fixed *f = fixed_by(m->fixed, m->n_fixed, name);

		if (f == NULL)
			f = fixed_by(d->tie->some, d->tie->n_some, name);
		if (f != NULL && slice_equal(f->value, of))
			fixed++;
		else if (f == NULL && ties(d, name))
			value[key_named(u, name)] = of;
		else
			return false;
	}
	return fixed == m->n_fixed + d->tie->n_some;
}

/* The cell of the whole with these values, in that publication; or PROTECT_NONE. */
static size_t find_whole(const struct protect *p, const struct tied *d, struct slice earlier,
                         const struct slice *value)
{
	struct str text = {0}, of = {0};
	size_t cell;

	str_add(&of, earlier);
	str_add(&of, protect_coordinate(d->whole_table, d->whole, value, &text));
	cell = map_find(&p->counts.at, str_slice(&of));
	str_done(&text);
	str_done(&of);
	return cell == MAP_NONE ? PROTECT_NONE : cell;
}

/* Whether rows show the values, so that one that is not there is nought. */
static bool is_shown(const struct tied *d, const struct slice *value)
{
	uint32_t pattern = 0;

	for (size_t k = 0; k < d->whole_table->keys; k++)
		if ((d->whole->dims >> k & 1) != 0 && slice_is(value[k], KEYED_TABLE_ALL))
			pattern |= UINT32_C(1) << k;
	return protect_table_shows(d->whole_table, pattern, d->whole->dims);
}

static void relate(struct protect *p, const struct tied *d, size_t part, size_t whole, bool now)
{
	struct term term[] = {{part, 1}, {whole, -1}};

	if (!now) {
		protect_relate(&p->counts, term, 2, true);
		return;
	}
	if (p->counts.cells.cell[part].value > p->counts.cells.cell[whole].value)
		protect_die(p, &p->counts, part,
		            arena_format(&p->arena,
		                         "is more than %.*s of %.*s, of which it is "
		                         "said to be a part",
		                         SLICE(d->whole->spec->name),
		                         SLICE(d->whole_table->spec->name)));
	p->counts.place[whole].wholes++;
	protect_relate_some(p, &p->counts, term, 2, true);
}

static void tie_figure(struct protect *p, const struct tied *d, size_t cell, struct slice earlier,
                       struct slice pairs)
{
	struct slice value[PROTECT_KEYS_MAX];
	size_t whole;

	if (!values_of_whole(d, pairs, value))
		return;
	whole = find_whole(p, d, earlier, value);
	if (whole != PROTECT_NONE && whole != cell)
		relate(p, d, cell, whole, earlier.n == 0);
	else if (whole == PROTECT_NONE && earlier.n == 0 && is_shown(d, value) &&
	         p->counts.cells.cell[cell].value > 0)
		protect_die(p, &p->counts, cell,
		            arena_format(&p->arena, "%.*s has no row of its whole %.*s",
		                         SLICE(d->whole_table->spec->name),
		                         SLICE(d->whole->spec->name)));
}

/* Every figure of the population, also those that stand in no row. */
static void tie(struct protect *p, const struct tied *d)
{
	struct str population = {0};

	protect_add_population(d->part_table, d->part, &population);
	for (size_t i = 0; i < p->counts.cells.n; i++) {
		struct slice of = map_key(&p->counts.at, i), earlier = {of.at, 0};

		if (p->table[p->counts.place[i].table].earlier > 0)
			earlier.n = PROTECT_EARLIER_BYTES;
		of = (struct slice){of.at + earlier.n, of.n - earlier.n};
		if (of.n < population.n || memcmp(of.at, population.at, population.n) != 0)
			continue;
		of = (struct slice){of.at + population.n, of.n - population.n};
		if (of.n == 0 || of.at[0] == PROTECT_NAME)
			tie_figure(p, d, i, earlier, of);
	}
	str_done(&population);
}

static void for_each_tie(struct protect *p, void (*call)(struct protect *, const struct tied *))
{
	for (size_t i = 0; i < p->n; i++)
		for (size_t k = 0; k < p->table[i].spec->ties; k++) {
			struct tied d = tied_by(p, i, &p->table[i].spec->tie[k]);

			call(p, &d);
		}
}

void protect_ties(struct protect *p)
{
	for_each_tie(p, tie);
}

/* A part of a part has the values of them all after as many rounds as there are tables. */
void protect_ties_check(struct protect *p)
{
	for_each_tie(p, check);
	for (size_t i = 0; i < p->n; i++)
		for_each_tie(p, share_values);
}
