#include "protect/protect_table.h"

#include <stdio.h>
#include <stdlib.h>

#include "error.h"

void protect_table_die(const struct protect_table *t, size_t row, struct slice column,
                       const char *format, ...)
{
	char text[400];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (row == PROTECT_NONE || t->line[row] == 0)
		die("%s: %.*s: %s", t->tidy.path, SLICE(column), text);
	die("%s:%zu: %.*s: %s", t->tidy.path, t->line[row], SLICE(column), text);
}

size_t protect_table_measure(const struct protect_table *t, struct slice name)
{
	return protect_request_measure(t->spec, name);
}

/* ---------------------------------------------------------------- columns */

static size_t column_named(const struct protect_table *t, struct slice name)
{
	size_t column = keyed_table_column(&t->tidy, name);
	struct suggest near;

	if (column == COLUMN_NONE)
		die("%s: no column %.*s%s", t->tidy.path, SLICE(name),
		    header_suggest(&t->tidy.header, name, &near));
	return column;
}

static size_t key_named(const struct protect_table *t, struct slice name, const char *option)
{
	for (size_t i = 0; i < t->keys; i++)
		if (slice_equal(t->key[i].name, name))
			return i;
	die("%s: --%s: %.*s is no column of --by", t->tidy.path, option, SLICE(name));
}

static void read_keys(struct protect_table *t, bool *taken)
{
	const struct protect_names *by = &t->spec->by;

	if (by->n > PROTECT_KEYS_MAX)
		die("%s: --by: at most %d columns", t->tidy.path, PROTECT_KEYS_MAX);
	for (size_t i = 0; i < by->n; i++) {
		size_t at = i, column = column_named(t, by->at[i]);

		if (taken[column])
			die("%s: %.*s is said to be two things", t->tidy.path, SLICE(by->at[i]));
		taken[column] = true;
		t->key[i] = (struct protect_key){.column = column, .name = by->at[i]};
		for (; at > 0 && slice_compare(t->key[t->order[at - 1]].name, by->at[i]) > 0; at--)
			t->order[at] = t->order[at - 1];
		t->order[at] = i;
	}
	t->keys = by->n;
	for (size_t i = 0; i < t->spec->hierarchies; i++)
		key_named(t, t->spec->hierarchy[i].column, "hierarchy");
	for (size_t i = 0; i < t->spec->relations; i++)
		key_named(t, t->spec->relation[i].column, "relation");
	for (size_t i = 0; i < t->spec->withhelds; i++) {
		const struct protect_withheld *w = &t->spec->withheld[i];
		struct protect_key *key = &t->key[key_named(t, w->column, "withhold")];

		for (size_t v = 0; v < w->code.n; v++)
			map_put(&key->withheld, w->code.at[v], NULL);
	}
}

static uint32_t dims_of(const struct protect_table *t, const struct protect_measure *m)
{
	uint32_t dims = 0;

	if (!m->coarser)
		return (uint32_t)((UINT64_C(1) << t->keys) - 1);
	for (size_t i = 0; i < m->by.n; i++)
		dims |= UINT32_C(1) << key_named(t, m->by.at[i], "count and --derived: @");
	return dims;
}

/* Where the counted may be in several values: as is said, or unless the figures tell that they add up. */
static void read_overlaps(const struct protect_table *t, struct protect_column *c)
{
	for (size_t i = 0; i < t->spec->overlaps; i++) {
		const struct protect_overlap *o = &t->spec->overlap[i];
		uint32_t key = UINT32_C(1) << key_named(t, o->column, "overlap");

		if (o->measure.n > 0 && !slice_equal(o->measure, c->spec->name))
			continue;
		c->overlap |= key;
		if (o->unless_sums)
			c->doubtful |= key;
		else
			c->doubtful &= ~key;
	}
}

/* What a sum belongs to and what is made of others, by their numbers. */
static void read_parts(struct protect_table *t, struct protect_column *c, struct arena *a)
{
	const struct protect_names *part = &c->spec->part;

	c->parts = arena_take(a, (part->n + 1) * sizeof *c->parts);
	c->n_parts = part->n;
	for (size_t i = 0; i < part->n; i++) {
		size_t m = protect_table_measure(t, part->at[i]);
		enum protect_kind kind;

		if (m == PROTECT_NONE)
			die("%s: %.*s: %.*s is no measure", t->tidy.path, SLICE(c->spec->name),
			    SLICE(part->at[i]));
		kind = t->spec->measure[m].kind;
		if (kind == PROTECT_DERIVED ||
		    (kind == PROTECT_SUM && c->spec->kind == PROTECT_SUM))
			die("%s: %.*s: %.*s is no count%s", t->tidy.path, SLICE(c->spec->name),
			    SLICE(part->at[i]), kind == PROTECT_DERIVED ? "" : " or sum");
		c->parts[i] = m;
		if (i < 2)
			c->part[i] = m;
	}
}

static void take(struct protect_table *t, struct slice name, bool *taken, size_t *column)
{
	*column = column_named(t, name);
	if (taken[*column])
		die("%s: %.*s is said to be two things", t->tidy.path, SLICE(name));
	taken[*column] = true;
}

static struct slice status_of(const struct protect_table *t, const struct protect_column *c)
{
	size_t status = keyed_table_status(&t->tidy, c->column);

	if (status == COLUMN_NONE)
		die("%s: no column %.*s.status, so it is no table that was protected before",
		    t->tidy.path, SLICE(c->spec->name));
	return t->tidy.header.name[status];
}

static struct slice noise_key_of(const struct protect_table *t, const struct protect_column *c)
{
	size_t key = header_noise_key(&t->tidy.header, c->spec->name);

	if (key == COLUMN_NONE)
		die("%s: no column %.*s.key, of which noise could be drawn (aggregate --noise)",
		    t->tidy.path, SLICE(c->spec->name));
	return t->tidy.header.name[key];
}

bool protect_table_was_hidden(const struct protect_table *t, size_t measure, size_t row)
{
	struct slice status = t->measure[measure].status == PROTECT_NONE
	                          ? (struct slice){0}
	                          : keyed_table_field(&t->tidy, row, t->measure[measure].status);

	if (status.n > 0 && !slice_is(status, "hidden"))
		protect_table_die(t, row, protect_table_measure_name(t, measure),
		                  "neither shown as it was nor hidden, so nothing follows from it");
	return status.n > 0;
}

/* Whether the measure differs by that key column. */
static bool is_by(const struct protect_measure *m, struct slice key)
{
	for (size_t i = 0; i < m->by.n; i++)
		if (slice_equal(m->by.at[i], key))
			return true;
	return !m->coarser;
}

static void refuse_fixed(const struct protect_table *t, const struct protect_measure *m)
{
	for (size_t i = 0; i < m->n_fixed; i++)
		for (size_t k = 0; k < t->keys; k++)
			if (slice_equal(t->key[k].name, m->fixed[i].name) &&
			    is_by(m, t->key[k].name))
				die("%s: %.*s: %.*s is a key of the table, so no value of it holds "
				    "for all rows",
				    t->tidy.path, SLICE(m->name), SLICE(m->fixed[i].name));
}

static void read_measures(struct protect_table *t, bool *taken, struct arena *a)
{
	t->measures = t->spec->measures;
	t->measure = arena_take(a, (2 * t->measures + 1) * sizeof *t->measure);
	for (size_t i = 0; i < t->measures; i++) {
		struct protect_column *c = &t->measure[i];

		c->spec = &t->spec->measure[i];
		c->column = PROTECT_UNSEEN;
		if (!c->spec->unseen)
			take(t, c->spec->name, taken, &c->column);
		refuse_fixed(t, c->spec);
		c->status = PROTECT_NONE;
		if (t->earlier && !c->spec->unseen)
			take(t, status_of(t, c), taken, &c->status);
		c->noise = PROTECT_NONE;
		if (t->spec->noise && c->spec->kind == PROTECT_COUNT)
			take(t, noise_key_of(t, c), taken, &c->noise);
		c->dims = c->spec->kind == PROTECT_COUNT ? dims_of(t, c->spec) : UINT32_MAX;
		read_overlaps(t, c);
		read_parts(t, c, a);
		c->largest = arena_take(a, (c->spec->largest.n + 1) * sizeof *c->largest);
		for (size_t k = 0; k < c->spec->largest.n && !t->earlier; k++)
			take(t, c->spec->largest.at[k], taken, &c->largest[k]);
	}
}

static bool is_count(const struct protect_table *t, size_t measure)
{
	return t->spec->measure[measure].kind == PROTECT_COUNT;
}

/* What overlaps is a number of persons or what belongs to them. */
static void check_overlaps(const struct protect_table *t)
{
	for (size_t i = 0; i < t->spec->overlaps; i++) {
		const struct protect_overlap *o = &t->spec->overlap[i];
		size_t m = protect_table_measure(t, o->measure);

		key_named(t, o->column, "overlap");
		if (o->measure.n > 0 &&
		    (m == PROTECT_NONE || t->spec->measure[m].kind == PROTECT_DERIVED))
			die("%s: --overlap: %.*s is no count or sum", t->tidy.path,
			    SLICE(o->measure));
	}
}

/* Each denominator that is by fewer columns than its row is a figure of its own, a base. */
static void add_bases(struct protect_table *t)
{
	for (size_t i = 0; i < t->spec->measures; i++) {
		const struct protect_measure *m = &t->spec->measure[i];
		struct protect_column *base = &t->measure[t->measures];

		if (m->kind != PROTECT_DERIVED || !m->coarser)
			continue;
		if (!is_count(t, t->measure[i].part[0]) || !is_count(t, t->measure[i].part[1]))
			die("%s: %.*s: with @ both are counts", t->tidy.path, SLICE(m->name));
		*base = (struct protect_column){.spec = t->measure[t->measure[i].part[1]].spec,
		                                .column = PROTECT_NONE,
		                                .dims = dims_of(t, m),
		                                .part = {i, t->measure[i].part[1]}};
		read_overlaps(t, base);
		t->measure[i].part[1] = t->measures++;
	}
}

static void refuse_others(const struct protect_table *t, const bool *taken)
{
	for (size_t i = 0; i < t->tidy.header.n; i++)
		if (!taken[i] && column_is_noise_key(t->tidy.header.name[i]) && !t->spec->noise)
			die("%s: %.*s: of this noise is drawn (--method noise); drop it with pick",
			    t->tidy.path, SLICE(t->tidy.header.name[i]));
		else if (!taken[i])
			die("%s: %.*s is neither a key nor a measure; say what it is, or drop it "
			    "with pick",
			    t->tidy.path, SLICE(t->tidy.header.name[i]));
}

/* ---------------------------------------------------------------- rows */

uint32_t protect_table_pattern(const struct protect_table *t, size_t row)
{
	uint32_t pattern = 0;

	for (size_t k = 0; k < t->keys; k++)
		if (slice_is(protect_table_value(t, row, k), KEYED_TABLE_ALL))
			pattern |= UINT32_C(1) << k;
	return pattern;
}

bool protect_table_shows(const struct protect_table *t, uint32_t pattern, uint32_t dims)
{
	for (size_t i = 0; i < t->patterns; i++)
		if ((t->pattern[i] & dims) == pattern)
			return true;
	return false;
}

bool protect_table_shows_above(const struct protect_table *t, uint32_t pattern, uint32_t dims)
{
	for (size_t i = 0; i < t->patterns; i++)
		if ((t->pattern[i] & dims & pattern) == pattern)
			return true;
	return false;
}

bool protect_table_withholds(const struct protect_table *t, size_t row)
{
	for (size_t k = 0; k < t->keys; k++)
		if (t->key[k].withheld.n > 0 &&
		    map_find(&t->key[k].withheld, protect_table_value(t, row, k)) != MAP_NONE)
			return true;
	return false;
}

struct slice protect_table_keys(const struct protect_table *t, size_t row, struct str *to)
{
	str_reset(to);
	for (size_t k = 0; k < t->keys; k++) {
		str_add(to, protect_table_value(t, row, k));
		str_add_byte(to, '\t');
	}
	return str_slice(to);
}

/* Which values its keys have, and which of them are *; two rows of the same keys could not be told apart. */
static void take_row(struct protect_table *t, struct map *rows, size_t row, struct str *text)
{
	uint32_t pattern = protect_table_pattern(t, row);
	bool added;
	size_t first = map_put(rows, protect_table_keys(t, row, text), &added);

	if (!added)
		die("%s:%zu: the same keys as in line %zu", t->tidy.path, t->line[row],
		    t->line[first]);
	for (size_t k = 0; k < t->keys; k++)
		map_put(&t->key[k].values, protect_table_value(t, row, k), NULL);
	if (protect_table_shows(t, pattern, UINT32_MAX))
		return;
	t->pattern = array_room(t->pattern, &t->pattern_room, t->patterns + 1, sizeof *t->pattern);
	t->pattern[t->patterns++] = pattern;
}

static void take_rows(struct protect_table *t, struct arena *a)
{
	struct map rows = {0};
	struct str text = {0};

	t->line = arena_take(a, (t->tidy.rows + 1) * sizeof *t->line);
	for (size_t row = 0; row < t->tidy.rows; row++)
		t->line[row] = keyed_table_line(&t->tidy, row);
	for (size_t row = 0; row < t->tidy.rows; row++)
		take_row(t, &rows, row, &text);
	map_done(&rows);
	str_done(&text);
}

void protect_table_load(struct protect_table *t, const struct protect_request_table *spec,
                        struct keyed_table tidy, struct arena *a)
{
	bool *taken;

	t->spec = spec;
	t->tidy = tidy;
	t->unit_at = PROTECT_NONE;
	taken = arena_take(a, t->tidy.header.n * sizeof *taken);
	read_keys(t, taken);
	read_measures(t, taken, a);
	check_overlaps(t);
	refuse_others(t, taken);
	add_bases(t);
	take_rows(t, a);
}

void protect_table_order(struct protect_table *t, struct slice key, struct hierarchy *h)
{
	size_t k = key_named(t, key, "hierarchy");

	for (size_t row = 0; row < t->tidy.rows; row++) {
		struct slice value = protect_table_value(t, row, k);

		if (value.n > 0 && !slice_is(value, KEYED_TABLE_ALL) &&
		    hierarchy_find(h, value) == MAP_NONE)
			protect_table_die(t, row, key, "a value that is not in its hierarchy");
	}
	t->key[k].hierarchy = h;
}

bool protect_table_counts_the_same(const struct protect_table *t, const struct protect_column *c,
                                   const struct protect_table *u, const struct protect_column *d)
{
	if (c->spec->kind != d->spec->kind || t->earlier != u->earlier)
		return false;
	if (c->spec->population.n > 0)
		return slice_equal(c->spec->population, d->spec->population);
	return t->number == u->number && slice_equal(c->spec->name, d->spec->name);
}

void protect_table_done(struct protect_table *t)
{
	for (size_t k = 0; k < t->keys; k++) {
		map_done(&t->key[k].values);
		map_done(&t->key[k].withheld);
	}
	free(t->pattern);
	keyed_table_done(&t->tidy);
}
