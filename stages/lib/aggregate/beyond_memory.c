#include "aggregate/beyond_memory.h"

#include <endian.h>
#include <stdlib.h>

#include "arena.h"
#include "error.h"
#include "memory.h"
#include "scratch.h"
#include "sorter.h"

/*
 * What is put to disk is a state for each group of each grouping: its key, a NUL, a number, a value, a NUL. Number 0 has
 * the cells of all measures, and says that the group is there; number i + 1 a value of measure i, with how often it is
 * there or its number that noise is drawn of. Sorted by these texts, the groups come in the order of the rows, each with
 * all of its parts, and a value that several parts have comes twice in a row. So one group is held, and of distinct no
 * value but the last.
 *
 * A row may need a denominator that comes after it. So rows wait in a file until all groups were seen, and denominators
 * are kept.
 */
struct beyond_memory {
	struct result_table *c;
	size_t memory;
	uint32_t *columns; /* of each grouping */
	bool *divides;     /* by grouping: a ratio in a finer one needs it */
	size_t n;
	struct sorter *states; /* NULL: nothing was put */
	struct scratch *rows;  /* NULL: not all groups were seen yet */
	struct str text;       /* of the next state; its first `key` bytes are of the group */
	size_t key;
	struct str rolled, last, group;
	uint64_t noise; /* of the value in `last` */
	struct map denominators;
	struct accumulators_value *denominator, *value;
	size_t room;
};

static struct accumulators *accumulators_of(const struct beyond_memory *b)
{
	return &b->c->groupings.accumulators;
}

static bool has_rows(const struct result_table *c, uint32_t columns)
{
	return (columns | c->totals) == result_table_keys(c);
}

static bool is_denominator(const struct beyond_memory *b, uint32_t columns)
{
	for (size_t i = 0; i < b->n; i++)
		for (size_t m = 0; m < b->c->measures->n && has_rows(b->c, b->columns[i]); m++)
			if (b->c->measures->at[m].function->takes == FUNCTION_TAKES_MEASURES &&
			    columns != b->columns[i] &&
			    columns == (b->columns[i] & b->c->denominator[m]))
				return true;
	return false;
}

struct beyond_memory *beyond_memory_open(struct result_table *c, size_t memory)
{
	struct beyond_memory *b = memory_zeroed(1, sizeof *b);

	b->c = c;
	b->memory = memory;
	b->n = result_table_groupings(c, &b->columns);
	b->divides = memory_zeroed(b->n, sizeof *b->divides);
	for (size_t i = 0; i < b->n; i++)
		b->divides[i] = is_denominator(b, b->columns[i]);
	b->value = memory_zeroed(c->measures->n, sizeof *b->value);
	return b;
}

bool beyond_memory_is_used(const struct beyond_memory *b)
{
	return b->states != NULL;
}

/* ---------------------------------------------------------------- to disk */

bool beyond_memory_is_due(const struct beyond_memory *b)
{
	const struct accumulators *f = accumulators_of(b);
	size_t bytes = map_bytes(&b->c->groupings.finest) + f->room * sizeof *f->cell;

	for (size_t i = 0; i < f->n; i++) {
		const struct value_counts *t = f->state[i].counts;
		if (t != NULL)
			bytes += map_bytes(&t->values) +
			         (t->pairs.room + t->pairs.late_room) * sizeof *t->pairs.at;
		bytes += map_bytes(&f->state[i].numbers.values) +
		         f->state[i].numbers.room * sizeof *f->state[i].numbers.number;
	}
	return bytes > b->memory / 2;
}

static void put_state(struct beyond_memory *b, size_t number, struct slice value, const void *what,
                      size_t bytes)
{
	uint16_t in_order = htobe16((uint16_t)number);

	b->text.n = b->key;
	str_add(&b->text, (struct slice){(const char *)&in_order, sizeof in_order});
	str_add(&b->text, value);
	str_add_byte(&b->text, '\0');
	sorter_put(b->states, str_slice(&b->text), (struct slice){what, bytes});
}

static void begin_key(struct beyond_memory *b, struct slice key)
{
	str_reset(&b->text);
	str_add(&b->text, key);
	str_add_byte(&b->text, '\0');
	b->key = b->text.n;
}

/* The values of a measure in a group, which lie side by side from *at on. */
static void put_values(struct beyond_memory *b, size_t measure, size_t group, size_t at,
                       const uint64_t *noise)
{
	const struct accumulators_state *state = &accumulators_of(b)->state[measure];
	const struct value_counts_pairs *pairs = &state->counts->pairs;
	bool once = state->measure->function->keeps == FUNCTION_KEEPS_DIFFERENT;

	for (; at < pairs->n && value_counts_group(pairs->at[at]) == group; at++) {
		size_t value = value_counts_value(pairs->at[at]);
		uint64_t with = once ? noise[value] : pairs->at[at].value;
		put_state(b, measure + 1, map_key(&state->counts->values, value), &with,
		          sizeof with);
	}
}

struct beyond_memory_values {
	uint64_t *noise;
	size_t at;
};

static void put_group(struct beyond_memory *b, size_t group, struct beyond_memory_values *values)
{
	const struct accumulators *f = accumulators_of(b);
	const struct groupings *u = &b->c->groupings;

	for (size_t k = 0; k < b->n; k++) {
		begin_key(b,
		          groupings_key(u, map_key(&u->finest, group), b->columns[k], &b->rolled));
		put_state(b, 0, (struct slice){0}, f->cell + group * f->n, f->n * sizeof *f->cell);
		for (size_t i = 0; i < f->n; i++)
			if (f->state[i].counts != NULL)
				put_values(b, i, group, values[i].at, values[i].noise);
	}
	for (size_t i = 0; i < f->n; i++) {
		const struct value_counts *t = f->state[i].counts;
		while (t != NULL && values[i].at < t->pairs.n &&
		       value_counts_group(t->pairs.at[values[i].at]) == group)
			values[i].at++;
	}
}

void beyond_memory_put(struct beyond_memory *b)
{
	struct accumulators *f = accumulators_of(b);
	struct beyond_memory_values *values = memory_zeroed(f->n, sizeof *values);

	if (b->states == NULL)
		b->states = sorter_open(b->memory / 2, "what has been counted");
	for (size_t i = 0; i < f->n; i++)
		if (f->state[i].counts != NULL) {
			value_counts_settle(f->state[i].counts);
			values[i].noise =
			    noise_numbers_of(&f->state[i].numbers, f->state[i].counts);
		}
	for (size_t g = 0; g < f->groups; g++)
		put_group(b, g, values);
	for (size_t i = 0; i < f->n; i++)
		free(values[i].noise);
	free(values);
	groupings_empty(&b->c->groupings);
}

/* ---------------------------------------------------------------- from disk */

static void begin_group(struct beyond_memory *b, struct slice key)
{
	struct accumulators *f = accumulators_of(b);

	str_reset(&b->group);
	str_add(&b->group, key);
	str_reset(&b->last);
	accumulators_groups(f, 1);
	memset(f->cell, 0, f->n * sizeof *f->cell);
	for (size_t i = 0; i < f->n; i++) {
		/* what is counted here are numbers of different values */
		f->state[i].counted =
		    f->state[i].measure->function->keeps == FUNCTION_KEEPS_DIFFERENT;
		if (f->state[i].counts != NULL)
			value_counts_reset(f->state[i].counts);
	}
}

static bool take_cells(struct beyond_memory *b, struct slice cells, struct error *e)
{
	struct accumulators *f = accumulators_of(b);
	struct function_cell part;

	for (size_t i = 0; i < f->n; i++) {
		memcpy(&part, cells.at + i * sizeof part, sizeof part);
		f->cell[i].noise += part.noise;
		if (!function_join(f->state[i].measure->function, &f->cell[i], part.x, part.n))
			return accumulators_beyond(e) ||
			       error_context(e, "%.*s", SLICE(f->state[i].measure->name));
	}
	return true;
}

static bool take_value(struct beyond_memory *b, size_t measure, struct slice value, bool again,
                       uint64_t with, struct error *e)
{
	struct accumulators *f = accumulators_of(b);

	if (f->state[measure].measure->function->keeps == FUNCTION_KEEPS_EACH) {
		value_counts_add(f->state[measure].counts, 0, value, with);
		return true;
	}
	if (again)
		return b->noise == with || noise_numbers_differ(e);
	b->noise = with;
	f->cell[measure].n++;
	f->cell[measure].noise += with;
	return true;
}

/* Its text is key, NUL, number, value, NUL. */
static bool take_state(struct beyond_memory *b, struct slice text, struct slice item,
                       struct error *e)
{
	size_t key = strnlen(text.at, text.n);
	struct slice value = {text.at + key + 1 + sizeof(uint16_t), 0};
	bool again = slice_equal(text, str_slice(&b->last));
	uint16_t number;
	uint64_t with;

	memcpy(&number, text.at + key + 1, sizeof number);
	number = be16toh(number);
	value.n = text.n - 1 - (size_t)(value.at - text.at);
	if (number == 0)
		return take_cells(b, item, e);
	if (!again) {
		str_reset(&b->last);
		str_add(&b->last, text);
	}
	memcpy(&with, item.at, sizeof with);
	return take_value(b, number - 1u, value, again, with, e);
}

/* The group has its values now: they are a row, a denominator, or both. */
static bool end_group(struct beyond_memory *b, struct error *e)
{
	static const uint32_t only[1] = {0};
	struct accumulators *f = accumulators_of(b);
	uint32_t columns = groupings_columns(&b->c->groupings, str_slice(&b->group));
	size_t bytes = f->n * sizeof *b->value;

	if (!accumulators_fold(f, only, 1, b->value, e))
		return false;
	for (size_t k = 0; k < b->n; k++)
		if (b->columns[k] == columns && b->divides[k]) {
			size_t i = map_put(&b->denominators, str_slice(&b->group), NULL);
			b->denominator = array_room(b->denominator, &b->room, (i + 1) * f->n,
			                            sizeof *b->denominator);
			memcpy(b->denominator + i * f->n, b->value, bytes);
		}
	if (!has_rows(b->c, columns))
		return true;
	scratch_write(b->rows, &b->group.n, sizeof b->group.n);
	scratch_write(b->rows, b->group.at, b->group.n);
	scratch_write(b->rows, b->value, bytes);
	return true;
}

static bool see_groups(struct beyond_memory *b, struct error *e)
{
	struct slice text, item;
	bool any = false;

	b->rows = scratch_open("rows that wait");
	while (sorter_take(b->states, &text, &item)) {
		struct slice key = {text.at, strnlen(text.at, text.n)};
		if (!any || !slice_equal(key, str_slice(&b->group))) {
			if (any && !end_group(b, e))
				return false;
			begin_group(b, key);
			any = true;
		}
		if (!take_state(b, text, item, e))
			return false;
	}
	if (any && !end_group(b, e))
		return false;
	scratch_rewind(b->rows);
	return true;
}

/* ---------------------------------------------------------------- rows */

static bool divide(struct beyond_memory *b, size_t i, struct error *e)
{
	const struct measure *measure = &b->c->measures->at[i];
	const struct groupings *u = &b->c->groupings;
	struct slice key = str_slice(&b->group);
	uint32_t own = groupings_columns(u, key), columns = own & b->c->denominator[i];
	const struct accumulators_value *by = b->value;

	if (columns != own) {
		key = groupings_key(u, key, columns, &b->rolled);
		by = b->denominator + map_find(&b->denominators, key) * b->c->measures->n;
	}
	return accumulators_ratio(b->value[measure->numerator], by[measure->denominator],
	                          &b->value[i], e) ||
	       error_context(e, "%.*s", SLICE(measure->name));
}

bool beyond_memory_row(struct beyond_memory *b, struct beyond_memory_row *row)
{
	struct error e = {0};
	size_t n;

	if (b->rows == NULL && !see_groups(b, &e))
		die("%s", e.text);
	if (!scratch_read(b->rows, &n, sizeof n))
		return false;
	str_reset(&b->group);
	scratch_read(b->rows, str_room(&b->group, n), n);
	b->group.n = n;
	scratch_read(b->rows, b->value, b->c->measures->n * sizeof *b->value);
	for (size_t i = 0; i < b->c->measures->n; i++)
		if (b->c->measures->at[i].function->takes == FUNCTION_TAKES_MEASURES &&
		    !divide(b, i, &e))
			die("%s", e.text);
	*row = (struct beyond_memory_row){str_slice(&b->group), b->value};
	return true;
}

void beyond_memory_close(struct beyond_memory *b)
{
	if (b->states != NULL)
		sorter_close(b->states);
	scratch_close(b->rows);
	map_done(&b->denominators);
	str_done(&b->text);
	str_done(&b->rolled);
	str_done(&b->last);
	str_done(&b->group);
	free(b->denominator);
	free(b->columns);
	free(b->divides);
	free(b->value);
	free(b);
}
