#include "aggregate/protected.h"

#include <stdlib.h>

#include "arena.h"
#include "memory.h"

enum { ROUNDED = 1, AT_MOST = 2, UNKNOWN = 4, HIDDEN = 8, PERTURBED = 16 }; /* bits of a mark */

static size_t status_of(const struct reader *in, struct slice measure)
{
	struct str name = {0};
	size_t column;

	str_addf(&name, "%.*s.status", SLICE(measure));
	column = header_find(reader_header(in), str_slice(&name));
	str_done(&name);
	return column;
}

bool protected_is(const struct reader *in)
{
	for (size_t i = 0; i < reader_header(in)->n; i++)
		if (column_is_status(reader_header(in)->name[i]))
			return true;
	return false;
}

static void check_function(const struct measure *m)
{
	if (!m->function->adds_up)
		die("%.*s: can not be added up from protected tables; a mean can, as a ratio of "
		    "its sum and its count",
		    SLICE(m->text));
}

/* The denominator of a ratio must be in a row of the table, as protect wants it too. */
static void check_denominators(const struct result_table *c)
{
	uint32_t *columns, wanted = ~c->totals & result_table_keys(c);
	size_t n = result_table_groupings(c, &columns);

	for (size_t i = 0; i < n; i++)
		if ((columns[i] & wanted) != wanted)
			die("a denominator is of a total that has no row; add its columns to "
			    "--totals");
	free(columns);
}

struct protected protected_open(struct result_table *c, const struct reader *in)
{
	const struct measures *all = c->measures;
	struct protected p = {.result = c};
	size_t known = c->keys;

	p.column = memory_zeroed(all->n, sizeof *p.column);
	p.status = memory_zeroed(all->n, sizeof *p.status);
	for (size_t i = 0; i < all->n; i++) {
		check_function(&all->at[i]);
		p.column[i] = reader_column(in, all->at[i].name);
		p.status[i] = status_of(in, all->at[i].name);
		known += p.status[i] == COLUMN_NONE ? 1 : 2;
	}
	if (known != reader_header(in)->n)
		die("%s: a column is neither a key nor a measure", reader_name(in));
	check_denominators(c);
	return p;
}

/* ---------------------------------------------------------------- taking */

static bool read_mark(struct slice status, uint8_t *mark, struct error *e)
{
	if (slice_is(status, "hidden"))
		*mark |= HIDDEN;
	else if (slice_is(status, "rounded"))
		*mark |= ROUNDED;
	else if (slice_is(status, "perturbed") || slice_is(status, "under") ||
	         slice_is(status, "over") || slice_is(status, "unsure"))
		*mark |= PERTURBED;
	else if (slice_is(status, "at_most"))
		*mark |= AT_MOST;
	else if (status.n > 0 && !slice_is(status, "missing"))
		return error_set(e, "not a status of protect or aggregate");
	return true;
}

static bool read_count(struct slice field, uint64_t *n, struct error *e)
{
	struct number x;
	int64_t whole;

	if (!number_parse(field, &x) || !number_whole(x, &whole) || whole < 0)
		return error_set(e, "not a count");
	*n = (uint64_t)whole;
	return true;
}

static bool take(struct protected *p, size_t group, size_t i, const struct record *r,
                 struct error *e)
{
	const struct measure *m = &p->result->measures->at[i];
	struct slice value = record_field(r, p->column[i]), status = {"", 0};
	uint8_t *mark = &p->mark[group * p->result->measures->n + i];
	uint64_t times = value.n > 0;

	if (p->status[i] != COLUMN_NONE)
		status = record_field(r, p->status[i]);
	if (!read_mark(status, mark, e))
		return false;
	if (slice_is(status, "hidden") || m->function->takes == FUNCTION_TAKES_MEASURES)
		return true;
	if (m->function->finish == NULL) {
		if (!read_count(value, &times, e))
			return false;
		value.n = 0;
	}
	return accumulators_add(&p->result->groupings.accumulators, group, i,
	                        (struct accumulators_part){.value = value, .times = times}, e);
}

bool protected_take(struct protected *p, struct slice key, const struct record *r, struct error *e)
{
	const struct measures *all = p->result->measures;
	struct map *groups = &p->result->groupings.finest;
	size_t group = map_put(groups, key, NULL), before = p->room;

	if (groups->n * all->n > p->room) {
		p->mark = array_room(p->mark, &p->room, groups->n * all->n, sizeof *p->mark);
		memset(p->mark + before, 0, (p->room - before) * sizeof *p->mark);
	}
	accumulators_groups(&p->result->groupings.accumulators, groups->n);
	for (size_t i = 0; i < all->n; i++)
		if (!take(p, group, i, r, e))
			return error_context(e, "%.*s", SLICE(all->at[i].name));
	return true;
}

bool protected_check(const struct protected *p, struct error *e)
{
	const struct groupings *u = &p->result->groupings;
	uint32_t *columns, keys = result_table_keys(p->result);
	size_t n = result_table_groupings(p->result, &columns);
	struct str rolled = {0};
	bool fine = true;

	for (size_t g = 0; g < u->finest.n && fine; g++) {
		struct slice key = map_key(&u->finest, g);
		uint32_t own = groupings_columns(u, key);
		if ((own | p->result->totals) != keys)
			fine = error_set(e, "a row of a total that was not asked for");
		for (size_t i = 0; i < n && own == keys && fine; i++)
			if (map_find(&u->finest, groupings_key(u, key, columns[i], &rolled)) ==
			    MAP_NONE)
				fine = error_set(e, "the row of a total is missing");
	}
	str_done(&rolled);
	free(columns);
	return fine;
}

/* ---------------------------------------------------------------- what came of it */

bool protected_has_status(const struct protected *p, size_t measure)
{
	const struct measure *m = &p->result->measures->at[measure];

	return p->status[measure] != COLUMN_NONE ||
	       (m->function->takes == FUNCTION_TAKES_MEASURES &&
	        (p->status[m->numerator] != COLUMN_NONE ||
	         p->status[m->denominator] != COLUMN_NONE));
}

static uint8_t mark_at(const struct protected *p, struct slice key, size_t measure)
{
	size_t group = map_find(&p->result->groupings.finest, key);

	if (group == MAP_NONE || group * p->result->measures->n >= p->room)
		return 0;
	return p->mark[group * p->result->measures->n + measure];
}

/* A ratio is made anew: it is hidden where one of its parts is, or where a party hid it, and what its bounds say. */
static uint8_t mark_of_ratio(const struct protected *p, const struct result_table_row *row,
                             size_t measure)
{
	const struct result_table *c = p->result;
	const struct measure *m = &c->measures->at[measure];
	uint32_t columns = c->groupings.grouping[row->grouping].columns & c->denominator[measure];
	struct str key = {0};
	uint8_t below =
	    mark_at(p, groupings_key(&c->groupings, row->key, columns, &key), m->denominator);

	str_done(&key);
	return (mark_at(p, row->key, measure) & (HIDDEN | ROUNDED | PERTURBED)) |
	       mark_at(p, row->key, m->numerator) | (below & AT_MOST ? UNKNOWN : 0) |
	       (below & ~AT_MOST);
}

const char *protected_status(const struct protected *p, const struct result_table_row *row,
                             size_t measure)
{
	bool ratio = p->result->measures->at[measure].function->takes == FUNCTION_TAKES_MEASURES;
	uint8_t mark = ratio ? mark_of_ratio(p, row, measure) : mark_at(p, row->key, measure);

	return mark & HIDDEN      ? "hidden"
	       : mark & UNKNOWN   ? "missing"
	       : mark & AT_MOST   ? "at_most"
	       : mark & PERTURBED ? "perturbed"
	       : mark & ROUNDED   ? "rounded"
	                          : "";
}

void protected_done(struct protected *p)
{
	free(p->column);
	free(p->status);
	free(p->mark);
}
