/* protect_units: see protect_units.h. */
#include "protect/protect_units.h"

#include <string.h>

#include "error.h"

/* ---------------------------------------------------------------- what is said of keys */

static bool leave(struct protect_names *names, struct slice column)
{
	size_t kept = 0;
	bool found = false;

	for (size_t i = 0; i < names->n; i++)
		if (slice_equal(names->at[i], column))
			found = true;
		else
			names->at[kept++] = names->at[i];
	names->n = kept;
	return found;
}

static bool is_fixed(const struct protect_fixed *fixed, size_t n, struct slice column)
{
	for (size_t i = 0; i < n; i++)
		if (slice_equal(fixed[i].name, column))
			return true;
	return false;
}

/* Whether something is said of it that can not be of one unit alone. */
static bool is_spoken_of(const struct protect_request_table *t, struct slice column)
{
	bool is = false;

	for (size_t i = 0; i < t->hierarchies; i++)
		is |= slice_equal(t->hierarchy[i].column, column);
	for (size_t i = 0; i < t->relations; i++)
		is |= slice_equal(t->relation[i].column, column);
	for (size_t i = 0; i < t->withhelds; i++)
		is |= slice_equal(t->withheld[i].column, column);
	for (size_t i = 0; i < t->nevers; i++)
		is |= is_fixed(t->never[i].said, t->never[i].n, column);
	for (size_t i = 0; i < t->measures; i++)
		is |= is_fixed(t->measure[i].fixed, t->measure[i].n_fixed, column);
	for (size_t i = 0; i < t->ties; i++)
		is |= is_fixed(t->tie[i].fixed, t->tie[i].n_fixed, column) ||
		      is_fixed(t->tie[i].some, t->tie[i].n_some, column);
	return is;
}

/* That a person may be in several units is nothing in one of them. */
static void leave_overlaps(struct protect_request_table *t, struct slice column)
{
	size_t kept = 0;

	for (size_t i = 0; i < t->overlaps; i++)
		if (!slice_equal(t->overlap[i].column, column))
			t->overlap[kept++] = t->overlap[i];
	t->overlaps = kept;
}

bool protect_units_leave(struct protect_request *s, struct slice column, struct error *e)
{
	for (size_t i = 0; i < s->n; i++) {
		struct protect_request_table *t = &s->table[i];

		if (!leave(&t->by, column))
			return error_set(e, "--units: %.*s is no column of --by%s%.*s",
			                 SLICE(column), t->name.n > 0 ? " of " : "",
			                 SLICE(t->name));
		if (is_spoken_of(t, column))
			return error_set(e, "--units: of %.*s nothing else can be said",
			                 SLICE(column));
		leave_overlaps(t, column);
		for (size_t k = 0; k < t->measures; k++)
			leave(&t->measure[k].by, column);
		for (size_t k = 0; k < t->ties; k++)
			leave(&t->tie[k].by, column);
	}
	for (size_t i = 0; i < s->priorities; i++)
		if (is_fixed(s->priority[i].fixed, s->priority[i].n_fixed, column))
			return error_set(e, "--units: of %.*s nothing else can be said",
			                 SLICE(column));
	return true;
}

/* ---------------------------------------------------------------- the units */

static size_t column_of(const struct protect_units *u, const struct keyed_table *t)
{
	size_t column = keyed_table_column(t, u->column);
	struct suggest near;

	if (column == COLUMN_NONE)
		die("%s: --units: no column %.*s%s", t->path, SLICE(u->column),
		    header_suggest(&t->header, u->column, &near));
	return column;
}

void protect_units_add(struct protect_units *u, const struct keyed_table *t)
{
	size_t column = column_of(u, t);

	for (size_t row = 0; row < t->rows; row++) {
		struct slice value = keyed_table_field(t, row, column);

		if (value.n == 0 || slice_is(value, KEYED_TABLE_ALL))
			die("%s:%zu: %.*s: %s", t->path, keyed_table_line(t, row), SLICE(u->column),
			    value.n == 0 ? "no name of a unit"
			                 : "a total of units; each is protected by itself");
		map_put(&u->value, value, NULL);
	}
}

void protect_units_cut(const struct protect_units *u, const struct keyed_table *from, size_t unit,
                       struct keyed_table *to, struct arena *a)
{
	struct slice *field;
	size_t fields;

	keyed_table_cut(to, from, column_of(u, from),
	                unit < u->value.n ? map_key(&u->value, unit) : slice_of(""), a);
	field = to->field;
	fields = to->rows * to->header.n;
	to->field = array_room(NULL, &to->room, fields + 1, sizeof *to->field);
	memcpy(to->field, field, fields * sizeof *field);
}

void protect_units_done(struct protect_units *u)
{
	map_done(&u->value);
}
