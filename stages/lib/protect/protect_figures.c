#include "protect/protect_figures.h"

#include <stdlib.h>

#include "number.h"

void protect_open(struct protect *p, const struct protect_request *spec)
{
	*p = (struct protect){.spec = spec, .n = spec->n};
	p->all = p->n;
	for (size_t i = 0; i < p->n; i++)
		p->all += spec->table[i].previouses;
	p->table = arena_take(&p->arena, p->all * sizeof *p->table);
	p->all = p->n;
	for (size_t i = 0; i < p->n; i++)
		p->table[i].number = i;
}

/* ---------------------------------------------------------------- what a figure is of */

static void add_value(struct str *to, struct slice name, struct slice value)
{
	if (slice_is(value, KEYED_TABLE_ALL))
		return;
	str_add_byte(to, PROTECT_NAME);
	str_add(to, name);
	str_add_byte(to, PROTECT_VALUE);
	str_add(to, value);
}

void protect_add_population(const struct protect_table *t, const struct protect_column *c,
                            struct str *to)
{
	if (c->spec->population.n > 0)
		str_add(to, c->spec->population);
	else
		str_addf(to, "\x1d%.*s\x1d%.*s", SLICE(t->spec->name), SLICE(c->spec->name));
}

/* Keys and fixed values, in the order of their names. */
struct slice protect_coordinate(const struct protect_table *t, const struct protect_column *c,
                                const struct slice *value, struct str *to)
{
	size_t fixed = 0;

	str_reset(to);
	if (t->earlier > 0)
		str_addf(to, PROTECT_EARLIER, t->earlier);
	protect_add_population(t, c, to);
	for (size_t i = 0; i < t->keys; i++) {
		size_t k = t->order[i];

		for (; fixed < c->spec->n_fixed &&
		       slice_compare(c->spec->fixed[fixed].name, t->key[k].name) < 0;
		     fixed++)
			add_value(to, c->spec->fixed[fixed].name, c->spec->fixed[fixed].value);
		if ((c->dims >> k & 1) != 0)
			add_value(to, t->key[k].name, value[k]);
	}
	for (; fixed < c->spec->n_fixed; fixed++)
		add_value(to, c->spec->fixed[fixed].name, c->spec->fixed[fixed].value);
	return str_slice(to);
}

bool protect_next_pair(struct slice *rest, struct slice *name, struct slice *value)
{
	const char *end;

	if (rest->n == 0 || rest->at[0] != PROTECT_NAME)
		return false;
	*rest = (struct slice){rest->at + 1, rest->n - 1};
	end = memchr(rest->at, PROTECT_VALUE, rest->n);
	*name = (struct slice){rest->at, (size_t)(end - rest->at)};
	*rest = (struct slice){end + 1, rest->n - name->n - 1};
	end = memchr(rest->at, PROTECT_NAME, rest->n);
	*value = (struct slice){rest->at, end == NULL ? rest->n : (size_t)(end - rest->at)};
	*rest = (struct slice){rest->at + value->n, rest->n - value->n};
	return true;
}

struct slice protect_coordinate_of_row(const struct protect_table *t, size_t measure, size_t row,
                                       struct str *to)
{
	struct slice value[PROTECT_KEYS_MAX];

	for (size_t k = 0; k < t->keys; k++)
		value[k] = protect_table_value(t, row, k);
	return protect_coordinate(t, &t->measure[measure], value, to);
}

size_t protect_add(struct protect_side *side, struct slice coordinate, int64_t value,
                   struct protect_place place)
{
	size_t i = map_put(&side->at, coordinate, NULL);

	side->place = array_room(side->place, &side->room, i + 1, sizeof *side->place);
	side->place[i] = place;
	return cells_add(
	    &side->cells,
	    (struct cell){.value = value, .high = CELLS_NO_LIMIT, .weight = 1, .state = CELL_OPEN});
}

/* ---------------------------------------------------------------- how they are bound */

static int by_cell(const void *a, const void *b)
{
	const struct term *left = a, *right = b;

	return left->cell < right->cell ? -1 : left->cell > right->cell;
}

bool protect_relate(struct protect_side *side, struct term *term, size_t n, bool at_most)
{
	struct str text = {0};
	bool added;

	qsort(term, n, sizeof *term, by_cell);
	str_add_byte(&text, at_most ? '<' : '=');
	str_add(&text, (struct slice){(const char *)term, n * sizeof *term});
	map_put(&side->relations, str_slice(&text), &added);
	str_done(&text);
	if (added)
		cells_relate(&side->cells, term, n, at_most);
	return added;
}

void protect_relate_some(struct protect *p, struct protect_side *side, struct term *term, size_t n,
                         bool part)
{
	struct protect_rest rest = {.n = n, .part = part};

	if (!protect_relate(side, term, n, true) || side != &p->counts)
		return;
	rest.term = arena_take(&p->arena, n * sizeof *term);
	memcpy(rest.term, term, n * sizeof *term);
	p->rest = array_room(p->rest, &p->rest_room, p->rests + 1, sizeof *p->rest);
	p->rest[p->rests++] = rest;
}

/* ---------------------------------------------------------------- fields */

int64_t protect_value(const struct protect *p, const struct protect_table *t, size_t measure,
                      size_t row)
{
	bool sum = t->measure[measure].spec->kind == PROTECT_SUM;
	struct slice field = keyed_table_field(&t->tidy, row, t->measure[measure].column);
	struct number x, unit = number_of(1);
	int64_t whole;

	if (t->earlier && protect_table_was_hidden(t, measure, row))
		return PROTECT_UNKNOWN;
	if (sum && field.n == 0)
		return 0;
	if (!number_parse(field, &x) || number_is_negative(x))
		protect_table_die(t, row, protect_table_measure_name(t, measure),
		                  "not a number from zero up");
	for (unsigned i = 0; sum && i < p->decimals; i++)
		number_multiply(unit, number_of(10), &unit);
	if (!number_multiply(x, unit, &x) || !number_whole(x, &whole))
		protect_table_die(t, row, protect_table_measure_name(t, measure),
		                  "not a whole number");
	if (whole >= PROTECT_VALUE_MAX)
		protect_table_die(t, row, protect_table_measure_name(t, measure),
		                  "too large to be protected (15 digits)");
	return whole;
}

void protect_die(const struct protect *p, const struct protect_side *side, size_t cell,
                 const char *what)
{
	const struct protect_place *place = &side->place[cell];
	const struct protect_table *t = &p->table[place->table];

	protect_table_die(t, place->row, protect_table_measure_name(t, place->measure), "%s", what);
}

static void side_done(struct protect_side *side)
{
	cells_done(&side->cells);
	map_done(&side->at);
	map_done(&side->relations);
	free(side->place);
}

void protect_done(struct protect *p)
{
	for (size_t i = 0; i < p->all; i++)
		protect_table_done(&p->table[i]);
	free(p->rest);
	side_done(&p->counts);
	side_done(&p->sums);
	arena_done(&p->arena);
}
