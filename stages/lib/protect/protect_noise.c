#include "protect/protect_noise.h"

#include <stdlib.h>
#include <string.h>

#include "error.h"

/* ---------------------------------------------------------------- key and transitions */

static void read_transitions(struct protect_noise *n, struct reader *in)
{
	static const char *const name[] = {"antal", "publicerat", "kumulativ"};
	const char *path = reader_name(in);
	struct error e = {0};
	struct record r;
	size_t column[3];

	for (size_t i = 0; i < 3; i++)
		column[i] = reader_column(in, slice_of(name[i]));
	while (reader_next(in, &r)) {
		int64_t whole[3];

		for (size_t i = 0; i < 3; i++) {
			struct number x;

			if (!number_parse(record_field(&r, column[i]), &x) ||
			    !number_whole(x, &whole[i]))
				reader_die(in, r.line, slice_of(name[i]), "not a whole number");
		}
		if (!transitions_add(&n->transitions, whole[0], whole[1], whole[2], &e))
			die("%s:%llu: %s", path, (unsigned long long)r.line, e.text);
	}
	if (!transitions_check(&n->transitions, &e))
		die("%s: no table of transitions: %s", path, e.text);
}

void protect_noise_open(struct protect_noise *n, const struct protect_noise_asked *asked)
{
	const char *path = reader_name(asked->transitions), *name = strrchr(path, '/');
	struct error e = {0};

	n->edition = asked->edition.edition;
	n->name = name == NULL ? path : name + 1;
	if (!key_load_current(asked->key, asked->today, &n->key, &e))
		die("%s", e.text);
	memcpy(n->key_id, n->key.id, sizeof n->key.id);
	n->of = asked->edition;
	n->units = asked->units;
	read_transitions(n, asked->transitions);
}

/* ---------------------------------------------------------------- units */

static struct slice unit_of(const struct protect_noise *n, const struct protect_table *t,
                            size_t row)
{
	size_t units = n->table[t->number].units;

	return units == PROTECT_NONE ? slice_of("") : protect_table_value(t, row, units);
}

/* The draws of the row's unit are there from now on. */
static void open_unit(struct protect_noise *n, const struct protect_table *t, size_t row)
{
	struct noise_edition of = n->of;
	struct slice unit = unit_of(n, t, row);
	struct error e = {0};
	bool added;
	size_t i = map_put(&n->unit, unit, &added);

	if (!added)
		return;
	if (slice_is(unit, KEYED_TABLE_ALL))
		protect_table_die(t, row, slice_of(n->units),
		                  "a total of units; each is drawn by itself");
	if (n->units != NULL)
		of.unit = arena_text(&n->p->arena, unit);
	if (!noise_edition_check(&of, &e))
		protect_table_die(t, row, slice_of(n->units), "no name of a unit");
	n->draws = array_room(n->draws, &n->draws_room, i + 1, sizeof *n->draws);
	noise_open(&n->key, &of, NOISE_DRAWS, &n->draws[i]);
}

static void find_units(struct protect_noise *n, const struct protect_table *t)
{
	size_t *units = &n->table[t->number].units;

	*units = PROTECT_NONE;
	for (size_t k = 0; n->units != NULL && k < t->keys; k++)
		if (slice_is(t->key[k].name, n->units))
			*units = k;
	if (n->units != NULL && *units == PROTECT_NONE)
		die("%s: --units: no key column %s", t->tidy.path, n->units);
	for (size_t row = 0; row < t->tidy.rows; row++)
		open_unit(n, t, row);
}

static const struct digest_key *draws_of(const struct protect_noise *n,
                                         const struct protect_table *t, size_t row)
{
	return &n->draws[map_find(&n->unit, unit_of(n, t, row))];
}

/* ---------------------------------------------------------------- counts */

/* What noise is drawn of: the sum of the numbers of those that the count counts; nobody has 0. */
static uint64_t numbers_of(const struct protect_table *t, size_t measure, size_t row, int64_t count)
{
	struct slice field = keyed_table_field(&t->tidy, row, t->measure[measure].noise);
	uint64_t sum = 0;

	if ((count > 0 || field.n > 0) && !noise_key_read(field, &sum))
		protect_table_die(t, row, protect_table_measure_name(t, measure),
		                  "beside it no number that noise is drawn of");
	if (count == 0 && sum != 0)
		protect_table_die(t, row, protect_table_measure_name(t, measure),
		                  "0, but there are numbers that noise is drawn of");
	return sum;
}

/*
 * A count by fewer keys (how many there are in all, beside each kind) is the same in all rows with their values: also in one that was filled in, where another
 * number would tell that nobody is there, and beside it who is.
 */
static void find_rows(struct protect_noise *n, const struct protect_table *t, size_t measure)
{
	size_t *from = n->table[t->number].from + measure * t->tidy.rows, *came, at;
	bool coarser = t->measure[measure].spec->kind == PROTECT_COUNT &&
	               t->measure[measure].spec->coarser,
	     added;
	struct map rows = {0};
	struct str text = {0};

	came = arena_take(&n->p->arena, (t->tidy.rows + 1) * sizeof *came);
	for (size_t row = 0; row < t->tidy.rows; row++) {
		from[row] = row;
		if (!coarser || t->line[row] == 0)
			continue;
		at = map_put(&rows, protect_coordinate_of_row(t, measure, row, &text), &added);
		if (added)
			came[at] = row;
	}
	for (size_t row = 0; coarser && row < t->tidy.rows; row++) {
		at = map_find(&rows, protect_coordinate_of_row(t, measure, row, &text));
		if (t->line[row] == 0 && at != MAP_NONE)
			from[row] = came[at];
	}
	map_done(&rows);
	str_done(&text);
}

/* `amount`: of the sum of money that the draw is for, or empty. */
static int64_t published(const struct protect_noise *n, const struct protect_table *t,
                         size_t measure, size_t row, struct slice amount)
{
	row = n->table[t->number].from[measure * t->tidy.rows + row];
	int64_t count = protect_value(n->p, t, measure, row);
	uint64_t sum = numbers_of(t, measure, row, count);

	if (count > 0 && n->p->spec->min != n->transitions.min)
		die("--min: %s has a least count of %lld, and it is the table that decides",
		    n->name, (long long)n->transitions.min);
	return count == 0
	           ? 0
	           : transitions_publish(&n->transitions, count,
	                                 noise_draw(draws_of(n, t, row), sum, count, amount));
}

static int64_t published_count(const struct protect_noise *n, const struct protect_table *t,
                               size_t measure, size_t row)
{
	return published(n, t, measure, row, (struct slice){"", 0});
}

/* ---------------------------------------------------------------- what is made of counts */

static struct protect_noise_figure figure_of(const struct protect_noise *n, struct number x,
                                             const char *status)
{
	char text[NUMBER_MAX_TEXT];
	struct slice field = {text, number_write(x, text)};

	return (struct protect_noise_figure){arena_copy(&n->p->arena, field), status};
}

static struct protect_noise_figure unsure(void)
{
	return (struct protect_noise_figure){{"", 0}, "unsure"};
}

static struct protect_noise_figure percent_of(const struct protect_noise *n, int64_t percent,
                                              const char *status)
{
	return figure_of(n, (struct number){percent, 2}, status);
}

/* In whole percent, half up. */
static struct protect_noise_figure share(const struct protect_noise *n, int64_t some, int64_t all)
{
	if (all < PROTECT_NOISE_BASE)
		return unsure();
	if (all < PROTECT_NOISE_ENDS && some * 100 > all * 95)
		return percent_of(n, 95, "over");
	if (all < PROTECT_NOISE_ENDS && some * 100 < all * 5)
		return percent_of(n, 5, "under");
	return percent_of(n, some > all ? 100 : (some * 200 + all) / (all * 2), "perturbed");
}

/* The row of the denominator: with * in the keys that it does not differ by. */
static size_t base_row(const struct protect_noise *n, const struct protect_table *t, size_t measure,
                       size_t row)
{
	const struct protect_column *c = &t->measure[measure];
	const struct protect_column *base = &t->measure[c->part[1]];
	struct str text = {0};
	size_t found;

	if (base->column != PROTECT_NONE)
		return row;
	for (size_t k = 0; k < t->keys; k++) {
		str_add(&text, (base->dims >> k & 1) != 0 ? protect_table_value(t, row, k)
		                                          : slice_of(KEYED_TABLE_ALL));
		str_add_byte(&text, '\t');
	}
	found = map_find(&n->table[t->number].at, str_slice(&text));
	str_done(&text);
	if (found == MAP_NONE)
		protect_table_die(t, row, c->spec->name,
		                  "its denominator stands in no row; noise needs its total");
	return found;
}

/* Drawn for the amount, which is then not below zero. */
static struct number published_sum(const struct protect_noise *n, const struct protect_table *t,
                                   size_t measure, size_t row)
{
	const struct protect_column *c = &t->measure[measure];
	struct slice field = keyed_table_field(&t->tidy, row, c->column);
	struct slice most = keyed_table_field(&t->tidy, row, c->largest[0]);
	int64_t count = protect_value(n->p, t, c->part[0], row);
	struct number sum = number_of(0), largest = number_of(0), all, noise;

	if ((field.n > 0 && (!number_parse(field, &sum) || number_is_negative(sum))) ||
	    (most.n > 0 && !number_parse(most, &largest)))
		protect_table_die(t, row, c->spec->name, "not a number from zero up");
	if (!number_multiply(c->spec->cap, number_of(count), &all) ||
	    number_compare(sum, all) > 0 || number_compare(largest, c->spec->cap) > 0 ||
	    (most.n == 0 && !number_is_zero(sum)))
		protect_table_die(t, row, c->spec->name,
		                  "a contribution is above the --cap; cut each at it first");
	if (!number_multiply(c->spec->cap,
	                     number_of(published(n, t, c->part[0], row, field) - count), &noise) ||
	    !number_add(sum, noise, &sum))
		protect_table_die(t, row, c->spec->name, "too large");
	return number_is_negative(sum) ? number_of(0) : sum;
}

static struct protect_noise_figure
derived(const struct protect_noise *n, const struct protect_table *t, size_t measure, size_t row)
{
	const struct protect_column *c = &t->measure[measure];
	bool base = t->measure[c->part[1]].column == PROTECT_NONE;
	size_t below = base ? t->measure[c->part[1]].part[1] : c->part[1];
	int64_t second = published_count(n, t, below, base_row(n, t, measure, row)), difference;
	struct number mean;

	if (t->measure[c->part[0]].spec->kind == PROTECT_SUM) {
		if (second < PROTECT_NOISE_MEAN ||
		    !number_divide(published_sum(n, t, c->part[0], row), number_of(second), &mean))
			return unsure();
		return figure_of(n, mean, "perturbed");
	}
	if (c->spec->form == PROTECT_QUOTIENT)
		return share(n, published_count(n, t, c->part[0], row), second);
	difference = published_count(n, t, c->part[0], row) - second;
	return llabs(difference) < NOISE_DIFFERENCE
	           ? unsure()
	           : figure_of(n, number_of(difference), "perturbed");
}

static struct protect_noise_figure make(const struct protect_noise *n,
                                        const struct protect_table *t, size_t measure, size_t row)
{
	switch (t->measure[measure].spec->kind) {
	case PROTECT_COUNT:
		return figure_of(n, number_of(published_count(n, t, measure, row)), "perturbed");
	case PROTECT_SUM:
		return figure_of(n, published_sum(n, t, measure, row), "perturbed");
	case PROTECT_DERIVED:
		break;
	}
	return derived(n, t, measure, row);
}

/* ---------------------------------------------------------------- rows */

/* Whether the row is of some whose total the other is. */
static bool is_part(const struct protect_table *t, size_t row, size_t total)
{
	for (size_t k = 0; k < t->keys; k++) {
		struct slice value = protect_table_value(t, total, k);

		if (!slice_is(value, KEYED_TABLE_ALL) &&
		    !slice_equal(value, protect_table_value(t, row, k)))
			return false;
	}
	return row != total;
}

/* A row that was filled in is of nobody; so a total that has parts must have come. */
static void check_total(const struct protect *p, const struct protect_table *t, size_t total)
{
	if (t->line[total] != 0 || protect_table_pattern(t, total) == 0)
		return;
	for (size_t row = 0; row < t->tidy.rows; row++)
		for (size_t m = 0; m < t->spec->measures; m++)
			if (t->measure[m].spec->kind == PROTECT_COUNT && is_part(t, row, total) &&
			    protect_value(p, t, m, row) > 0)
				protect_table_die(t, row, protect_table_measure_name(t, m),
				                  "a total that this is a part of has no row");
}

static bool has_count(const struct protect_noise *n, const struct protect_table *t, size_t row)
{
	for (size_t m = 0; m < t->spec->measures; m++)
		if (t->measure[m].spec->kind == PROTECT_COUNT && !t->measure[m].spec->coarser &&
		    !slice_is(protect_noise_figure(n, t->number, m, row)->text, "0"))
			return true;
	return false;
}

/* Of the row's unit and its value of the key: a number of their own. */
static size_t value_in_unit(const struct protect_noise *n, const struct protect_table *t,
                            size_t row, size_t key)
{
	return map_find(&n->unit, unit_of(n, t, row)) * t->key[key].values.n +
	       map_find(&t->key[key].values, protect_table_value(t, row, key));
}

/* A value that only some few have would else tell by its row that they are there. */
static void choose_rows(struct protect_noise *n, const struct protect_table *t)
{
	bool *out = arena_take(&n->p->arena, (t->tidy.rows + 1) * sizeof *out);
	bool *seen[PROTECT_KEYS_MAX];
	size_t units = n->table[t->number].units;

	n->table[t->number].out = out;
	for (size_t k = 0; k < t->keys; k++)
		seen[k] =
		    arena_take(&n->p->arena, (n->unit.n * t->key[k].values.n + 1) * sizeof **seen);
	for (size_t row = 0; row < t->tidy.rows; row++) {
		bool any = has_count(n, t, row);

		for (size_t k = 0; k < t->keys; k++)
			seen[k][value_in_unit(n, t, row, k)] |=
			    any || k == units ||
			    slice_is(protect_table_value(t, row, k), KEYED_TABLE_ALL);
	}
	for (size_t row = 0; row < t->tidy.rows; row++) {
		out[row] = true;
		for (size_t k = 0; k < t->keys; k++)
			out[row] &= seen[k][value_in_unit(n, t, row, k)];
	}
}

static void make_table(struct protect_noise *n, const struct protect_table *t)
{
	struct protect_noise_table *to = &n->table[t->number];
	size_t rows = t->tidy.rows;
	struct str text = {0};

	find_units(n, t);
	for (size_t row = 0; row < rows; row++) {
		check_total(n->p, t, row);
		map_put(&to->at, protect_table_keys(t, row, &text), NULL);
	}
	to->from = arena_take(&n->p->arena, (t->spec->measures * rows + 1) * sizeof *to->from);
	for (size_t m = 0; m < t->spec->measures; m++)
		find_rows(n, t, m);
	to->figure = arena_take(&n->p->arena, (t->spec->measures * rows + 1) * sizeof *to->figure);
	for (size_t m = 0; m < t->spec->measures; m++)
		for (size_t row = 0; row < rows && t->measure[m].column != PROTECT_UNSEEN; row++)
			to->figure[m * rows + row] = make(n, t, m, row);
	choose_rows(n, t);
	str_done(&text);
}

void protect_noise(struct protect_noise *n, struct protect *p)
{
	n->p = p;
	n->table = arena_take(&p->arena, p->n * sizeof *n->table);
	for (size_t i = 0; i < p->n; i++)
		make_table(n, &p->table[i]);
}

const struct protect_noise_figure *protect_noise_figure(const struct protect_noise *n, size_t table,
                                                        size_t measure, size_t row)
{
	return &n->table[table].figure[measure * n->p->table[table].tidy.rows + row];
}

bool protect_noise_goes_out(const struct protect_noise *n, size_t table, size_t row)
{
	return n->table[table].out[row];
}

void protect_noise_done(struct protect_noise *n)
{
	for (size_t i = 0; n->p != NULL && i < n->p->n; i++)
		map_done(&n->table[i].at);
	transitions_done(&n->transitions);
	for (size_t i = 0; i < n->unit.n; i++)
		digest_key_done(&n->draws[i]);
	free(n->draws);
	map_done(&n->unit);
	key_done(&n->key);
}
