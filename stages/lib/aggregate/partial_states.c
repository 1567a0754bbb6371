#include "aggregate/partial_states.h"

#include <stdlib.h>

#include "arena.h"
#include "date.h"
#include "memory.h"
#include "noise.h"
#include "text.h"

#define TIMES_DIGITS 15 /* so that no sum of them comes near what a number of records can be */

#define TABLE_HEX 16 /* of the digest; it is for honest mistakes */

/* The last is there with --noise only. */
static const char *const name[] = {"table.state", "measure.state", "value.state", "times.state",
                                   "noise.state"};

static size_t names(const struct measures *m)
{
	return sizeof name / sizeof *name - !measures_are_noisy(m);
}

static const struct function *function_at(const struct result_table *c, size_t measure)
{
	return c->measures->at[measure].function;
}

void partial_states_name(const struct measures *m, struct header *h)
{
	for (size_t i = 0; i < names(m); i++)
		columns_name(h, slice_of(name[i]));
}

/* Keys, totals and measures: what must be the same in all parts. */
static void digest_table(const struct result_table *c, char hex[DIGEST_HEX])
{
	struct str text = {0};

	for (size_t i = 0; i < c->keys; i++)
		str_addf(&text, "%.*s%s\n", SLICE(c->key[i]), c->totals >> i & 1 ? " *" : "");
	for (size_t i = 0; i < c->measures->n; i++)
		str_addf(&text, "%.*s\n", SLICE(c->measures->at[i].text));
	digest_of(str_slice(&text), hex);
	hex[TABLE_HEX] = '\0';
	str_done(&text);
}

/* ---------------------------------------------------------------- writing */

/* The groups of one grouping, in the order of their keys. */
struct groups {
	struct map keys;
	uint32_t *coarser; /* of the finest groups */
	size_t *order;
};

static int by_key(const void *a, const void *b, void *keys)
{
	return slice_compare(map_key(keys, *(const size_t *)a), map_key(keys, *(const size_t *)b));
}

static void open_groups(struct groups *g, const struct result_table *c, uint32_t columns)
{
	*g = (struct groups){0};
	g->coarser = groupings_number(&c->groupings, columns, &g->keys);
	g->order = memory_zeroed(g->keys.n + 1, sizeof *g->order);
	for (size_t i = 0; i < g->keys.n; i++)
		g->order[i] = i;
	if (g->keys.n > 0)
		qsort_r(g->order, g->keys.n, sizeof *g->order, by_key, &g->keys);
}

static void close_groups(struct groups *g)
{
	map_done(&g->keys);
	free(g->coarser);
	free(g->order);
}

/* Where the states of one measure go. */
struct place {
	struct result_table *result;
	size_t measure;
	const char *table;
	struct writer *out;
};

static void write_state(const struct place *to, struct slice key, struct slice value,
                        uint64_t times, uint64_t noise)
{
	char text[NUMBER_MAX_TEXT], number[NOISE_KEY_TEXT];

	writer_fields(to->out, key, to->result->keys);
	writer_field(to->out, slice_of(to->table));
	writer_text(to->out, to->result->measures->at[to->measure].text);
	writer_field(to->out, value);
	writer_field(to->out, (struct slice){text, number_write(number_of((int64_t)times), text)});
	if (measures_are_noisy(to->result->measures))
		writer_field(to->out, (struct slice){number, noise_key_write(noise, number)});
	writer_end(to->out);
}

static bool write_cells(const struct place *to, const struct groups *g, struct error *e)
{
	const struct accumulators *f = &to->result->groupings.accumulators;
	struct function_cell *cell = memory_zeroed(g->keys.n + 1, sizeof *cell);
	const struct function *function = f->state[to->measure].measure->function;
	bool counts = function->takes == FUNCTION_TAKES_RECORDS, fine;

	fine = accumulators_cells(f, to->measure, g->coarser, cell, e);
	for (size_t i = 0; i < g->keys.n && fine; i++) {
		const struct function_cell *at = &cell[g->order[i]];
		struct accumulators_value v = {.x = at->x, .missing = counts || at->n == 0};
		char text[NUMBER_MAX_TEXT];
		size_t n = accumulators_write(f, to->measure, v, text);
		write_state(to, map_key(&g->keys, g->order[i]), (struct slice){text, n}, at->n,
		            at->noise);
	}
	free(cell);
	return fine;
}

static int by_value(const void *a, const void *b, void *values)
{
	return slice_compare(map_key(values, value_counts_value(*(const struct radix_pair *)a)),
	                     map_key(values, value_counts_value(*(const struct radix_pair *)b)));
}

/* Of distinct it only counts that a value is there. */
static void write_values(const struct place *to, struct slice key, struct value_counts *t,
                         struct radix_pair *pair, size_t n, const uint64_t *noise)
{
	bool once = function_at(to->result, to->measure)->keeps == FUNCTION_KEEPS_DIFFERENT;

	if (n > 0)
		qsort_r(pair, n, sizeof *pair, by_value, &t->values);
	for (size_t i = 0; i < n; i++)
		write_state(to, key, map_key(&t->values, value_counts_value(pair[i])),
		            once ? 1 : pair[i].value, noise[value_counts_value(pair[i])]);
	if (n == 0)
		write_state(to, key, (struct slice){"", 0}, 0, 0);
}

/* Pairs come group by group; start[g] is the first of group g. */
static void write_tally(const struct place *to, const struct groups *g, bool values)
{
	const struct accumulators_state *state =
	    &to->result->groupings.accumulators.state[to->measure];
	struct value_counts *t = state->counts;
	struct value_counts_pairs pairs = {0};
	size_t *start = memory_zeroed(g->keys.n + 2, sizeof *start);
	uint64_t *noise;

	value_counts_settle(t);
	noise = noise_numbers_of(&state->numbers, t);
	value_counts_fold(t, g->coarser, &pairs);
	for (size_t i = 0; i < pairs.n; i++)
		start[value_counts_group(pairs.at[i]) + 1]++;
	for (size_t i = 0; i < g->keys.n; i++)
		start[i + 1] += start[i];
	for (size_t i = 0; i < g->keys.n; i++) {
		size_t group = g->order[i], n = start[group + 1] - start[group];
		struct slice key = map_key(&g->keys, group);
		uint64_t sum = 0;
		for (size_t k = 0; k < n; k++)
			sum += noise[value_counts_value(pairs.at[start[group] + k])];
		if (values)
			write_values(to, key, t, pairs.at + start[group], n, noise);
		else
			write_state(to, key, (struct slice){"", 0}, n, sum);
	}
	free(start);
	free(noise);
	value_counts_pairs_done(&pairs);
}

static bool write_measure(const struct place *to, const struct groups *g, bool values,
                          struct error *e)
{
	switch (function_at(to->result, to->measure)->keeps) {
	case FUNCTION_KEEPS_NOTHING:
		return true;
	case FUNCTION_KEEPS_DIFFERENT:
		write_tally(to, g, values);
		return true;
	case FUNCTION_KEEPS_EACH:
		write_tally(to, g, true);
		return true;
	case FUNCTION_KEEPS_CELL:
		break;
	}
	return write_cells(to, g, e);
}

bool partial_states_write(struct result_table *c, enum partial_states_distinct distinct,
                          struct writer *out, struct error *e)
{
	uint32_t *columns;
	size_t n = result_table_groupings(c, &columns);
	char table[DIGEST_HEX];
	bool fine = true;

	digest_table(c, table);
	for (size_t i = 0; i < n && fine; i++) {
		struct groups groups;
		open_groups(&groups, c, columns[i]);
		for (size_t m = 0; m < c->measures->n && fine; m++)
			fine = write_measure(&(struct place){c, m, table, out}, &groups,
			                     distinct == PARTIAL_STATES_VALUES, e);
		close_groups(&groups);
	}
	free(columns);
	return fine;
}

/* ---------------------------------------------------------------- reading */

struct partial_states partial_states_open(struct result_table *c,
                                          enum partial_states_distinct distinct,
                                          const struct reader *in)
{
	struct partial_states s = {.result = c, .distinct = distinct};
	struct str text = {0};

	s.table_column = reader_column(in, slice_of(name[0]));
	s.measure = reader_column(in, slice_of(name[1]));
	s.value = reader_column(in, slice_of(name[2]));
	s.times = reader_column(in, slice_of(name[3]));
	if (measures_are_noisy(c->measures))
		s.noise = reader_column(in, slice_of(name[4]));
	digest_table(c, s.table);
	if (!measures_are_noisy(c->measures) &&
	    header_find(reader_header(in), slice_of(name[4])) != COLUMN_NONE)
		die("%s: the states were made with --noise, so they are added up with it",
		    reader_name(in));
	if (reader_header(in)->n != c->keys + names(c->measures))
		die("%s: the states were made with other keys", reader_name(in));
	for (size_t i = 0; i < c->measures->n; i++) {
		str_reset(&text);
		text_escape(&text, c->measures->at[i].text);
		map_put(&s.measures, str_slice(&text), NULL);
	}
	str_done(&text);
	return s;
}

static bool read_times(struct slice field, uint64_t *times, struct error *e)
{
	if (field.n == 0 || field.n > TIMES_DIGITS || (field.n > 1 && field.at[0] == '0'))
		return error_set(e, "times.state: not a whole number of at most %d digits",
		                 TIMES_DIGITS);
	*times = 0;
	for (size_t i = 0; i < field.n; i++) {
		if (field.at[i] < '0' || field.at[i] > '9')
			return error_set(e, "times.state: not a whole number of at most %d digits",
			                 TIMES_DIGITS);
		*times = *times * 10 + (uint64_t)(field.at[i] - '0');
	}
	return true;
}

/* Values of distinct where their number was told, or the other way round. */
static bool check_distinct(const struct partial_states *s, struct slice value, uint64_t times,
                           struct error *e)
{
	if (times > 0 && s->distinct == PARTIAL_STATES_VALUES && value.n == 0)
		return error_set(e, "value.state: only the number of different values came; "
		                    "wanted: --distinct disjoint or --distinct at-most");
	if (s->distinct == PARTIAL_STATES_COUNTS && value.n > 0)
		return error_set(e, "value.state: the values themselves came; wanted: "
		                    "--distinct values");
	return true;
}

bool partial_states_take(struct partial_states *s, struct slice key, const struct record *r,
                         struct error *e)
{
	const struct measures *all = s->result->measures;
	size_t i = map_find(&s->measures, record_field(r, s->measure)), group, seen;
	struct slice value = record_field(r, s->value);
	uint64_t times = 0, noise = 0;

	if (!slice_is(record_field(r, s->table_column), s->table))
		return error_set(e, "table.state: the states were made with other keys, totals or "
		                    "measures");
	if (i == MAP_NONE || function_at(s->result, i)->keeps == FUNCTION_KEEPS_NOTHING)
		return error_set(e, "measure.state: not a measure that has states");
	if (!read_times(record_field(r, s->times), &times, e))
		return false;
	if (measures_are_noisy(all) && !noise_key_read(record_field(r, s->noise), &noise))
		return error_set(e, "noise.state: no number that noise is drawn of");
	if (function_at(s->result, i)->keeps == FUNCTION_KEEPS_DIFFERENT &&
	    !check_distinct(s, value, times, e))
		return false;
	group = map_put(&s->result->groupings.finest, key, NULL);
	seen = s->result->groupings.finest.n * all->n;
	if (seen > s->room) {
		size_t before = s->room;
		s->seen = array_room(s->seen, &s->room, seen, sizeof *s->seen);
		memset(s->seen + before, 0, (s->room - before) * sizeof *s->seen);
	}
	s->seen[group * all->n + i] = true;
	s->n++;
	return accumulators_add(&s->result->groupings.accumulators, group, i,
	                        (struct accumulators_part){value, times, noise}, e) ||
	       error_context(e, "value.state");
}

/* Without any record there are no groups, or the one of a table without keys. */
static bool has_measures(const struct partial_states *s, size_t group, struct error *e)
{
	const struct measures *all = s->result->measures;

	for (size_t i = 0; i < all->n; i++)
		if (function_at(s->result, i)->keeps != FUNCTION_KEEPS_NOTHING &&
		    !s->seen[group * all->n + i])
			return error_set(e, "a state of %.*s is missing", SLICE(all->at[i].text));
	return true;
}

/* The group is of a grouping that is wanted; one by all keys has its part in all of those. */
static bool has_groups(const struct partial_states *s, size_t group, const uint32_t *columns,
                       size_t n, struct error *e)
{
	const struct groupings *u = &s->result->groupings;
	struct slice key = map_key(&u->finest, group);
	uint32_t own = groupings_columns(u, key);
	struct str rolled = {0};
	bool wanted = false, there = true;

	for (size_t i = 0; i < n; i++) {
		wanted |= columns[i] == own;
		there &=
		    own != result_table_keys(s->result) ||
		    map_find(&u->finest, groupings_key(u, key, columns[i], &rolled)) != MAP_NONE;
	}
	str_done(&rolled);
	if (wanted && there)
		return true;
	return error_set(e, "%s",
	                 wanted ? "the states of a total are missing"
	                        : "a state of a total that was not asked for");
}

bool partial_states_check(const struct partial_states *s, struct error *e)
{
	uint32_t *columns;
	size_t n = result_table_groupings(s->result, &columns);
	bool fine = true;

	for (size_t g = 0; s->n > 0 && g < s->result->groupings.finest.n && fine; g++)
		fine = has_measures(s, g, e) && has_groups(s, g, columns, n, e);
	free(columns);
	return fine;
}

void partial_states_done(struct partial_states *s)
{
	map_done(&s->measures);
	free(s->seen);
}
