#include "look/profile.h"

#include <stdio.h>
#include <stdlib.h>

#include "mark.h"
#include "sighting.h"
#include "text.h"

bool profile_sees_person(struct slice field)
{
	size_t at = 0, end;

	return sighting_next(field, &at, &end) != SIGHTING_NONE;
}

void profile_open(struct profile *p, const struct header *h)
{
	p->column = arena_take(&p->arena, (h->n + 1) * sizeof *p->column);
	for (size_t i = 0; i < h->n; i++) {
		struct slice name = h->name[i], figure = header_figure(name);

		if (figure.n < name.n && header_find(h, figure) != COLUMN_NONE)
			continue;
		p->column[p->columns++] =
		    (struct profile_column){.name = name,
		                            .column = i,
		                            .status = header_status(h, name),
		                            .person = column_is_identifier(name)};
	}
}

/* ---------------------------------------------------------------- records */

static bool has_order(enum field_type type)
{
	return type != FIELD_TEXT && type != FIELD_MISSING;
}

static void keep(struct str *to, struct slice value)
{
	str_reset(to);
	str_add(to, value);
}

static void take_range(struct profile_column *c, struct slice field)
{
	if (!has_order(c->type) || slice_is(field, "*"))
		return;
	if (c->least.n == 0 || field_type_compare(c->type, field, str_slice(&c->least)) < 0)
		keep(&c->least, field);
	if (c->greatest.n == 0 || field_type_compare(c->type, field, str_slice(&c->greatest)) > 0)
		keep(&c->greatest, field);
}

static void forget_values(struct profile_column *c)
{
	map_done(&c->values);
	free(c->count);
	c->values = (struct map){0};
	c->count = NULL;
	c->room = 0;
	c->many = true;
}

/* A value is looked at when it comes for the first time; of many values, each time. */
static void take_value(struct profile_column *c, struct slice field)
{
	bool added = c->many;
	size_t value;

	if (!c->many) {
		value = map_put(&c->values, field, &added);
		c->count = array_room(c->count, &c->room, value + 1, sizeof *c->count);
		c->count[value] = (added ? 0 : c->count[value]) + 1;
	}
	if (!added)
		return;
	if (!slice_is(field, "*")) /* all, in a key of a table */
		c->type = field_type_with(c->type, field);
	c->person = c->person || profile_sees_person(field);
	take_range(c, field);
	if (c->values.n > PROFILE_VALUES)
		forget_values(c);
}

void profile_take(struct profile *p, const struct record *r)
{
	p->records++;
	for (struct profile_column *c = p->column; c < p->column + p->columns; c++) {
		struct slice field = record_field(r, c->column);
		enum mark mark = MARK_NONE;

		if (c->status != COLUMN_NONE)
			mark_of_status(record_field(r, c->status), &mark);
		if (mark == MARK_PROTECTED || mark == MARK_UNSURE)
			c->hidden++;
		else if (field.n == 0)
			c->missing++;
		else
			take_value(c, field);
	}
}

/* ---------------------------------------------------------------- the level */

bool profile_has_persons(const struct profile *p)
{
	for (size_t i = 0; i < p->columns; i++)
		if (p->column[i].person)
			return true;
	return false;
}

static bool is_protected(const struct profile *p)
{
	for (size_t i = 0; i < p->columns; i++)
		if (p->column[i].status != COLUMN_NONE)
			return true;
	return false;
}

enum level profile_level(const struct profile *p)
{
	for (size_t i = 0; i < p->columns; i++)
		if (column_is_identifier(p->column[i].name))
			return LEVEL_CLEAR;
	return is_protected(p) && !profile_has_persons(p) ? LEVEL_PROTECTED : LEVEL_PSEUDONYMOUS;
}

/* ---------------------------------------------------------------- what is told */

/* What may be told of a column: values that so many records have; nothing of persons. */
struct telling {
	uint64_t min;
	bool guarded; /* above aggregate */
};

static void tell_number(struct listing *l, uint64_t n)
{
	char text[24];
	int bytes = snprintf(text, sizeof text, "%llu", (unsigned long long)n);

	listing_cell(l, (struct slice){text, (size_t)bytes}, LISTING_PLAIN);
}

static void tell_text(struct listing *l, struct slice field)
{
	struct str line = {0};

	text_add_line(&line, field);
	listing_cell(l, str_slice(&line), LISTING_PLAIN);
	str_done(&line);
}

/* The least (sign -1) or greatest (1) of the values that may be told; nothing if there is none. */
static struct slice end_of_range(const struct profile_column *c, struct telling t, int sign)
{
	struct slice end = {"", 0};

	if (!has_order(c->type) || c->person)
		return end;
	if (!t.guarded)
		return str_slice(sign < 0 ? &c->least : &c->greatest);
	for (size_t i = 0; i < c->values.n; i++) {
		struct slice value = map_key(&c->values, i);

		if (c->count[i] >= t.min && !slice_is(value, "*") &&
		    (end.n == 0 || field_type_compare(c->type, value, end) * sign > 0))
			end = value;
	}
	return end;
}

/* Of two values that are as common the one that is before the other in its bytes. */
static bool is_commoner(const struct profile_column *c, size_t a, size_t b)
{
	if (c->count[a] != c->count[b])
		return c->count[a] > c->count[b];
	return slice_compare(map_key(&c->values, a), map_key(&c->values, b)) < 0;
}

/* The commonest of those that may be told, in order; how many. */
static size_t find_commonest(const struct profile_column *c, struct telling t, size_t *found)
{
	size_t n = 0;

	for (size_t i = 0; i < c->values.n; i++) {
		size_t at = n;

		if (c->count[i] < t.min)
			continue;
		while (at > 0 && is_commoner(c, i, found[at - 1]))
			at--;
		if (at == PROFILE_COMMONEST)
			continue;
		n += n < PROFILE_COMMONEST;
		for (size_t k = n - 1; k > at; k--)
			found[k] = found[k - 1];
		found[at] = i;
	}
	return n;
}

/* What is told leaves the others: as few as nobody may know of, unless one that is told is left out too. */
static size_t leave_enough(const struct profile_column *c, struct telling t, const size_t *found,
                           size_t n)
{
	uint64_t left = 0;

	for (size_t i = 0; i < c->values.n; i++)
		left += c->count[i];
	for (size_t i = 0; i < n; i++)
		left -= c->count[found[i]];
	while (t.guarded && n > 0 && left > 0 && left < t.min)
		left += c->count[found[--n]];
	return n;
}

static void tell_commonest(struct listing *l, const struct profile_column *c, struct telling t)
{
	size_t found[PROFILE_COMMONEST];
	size_t n = c->person ? 0 : leave_enough(c, t, found, find_commonest(c, t, found));
	struct str text = {0};

	for (size_t i = 0; i < n; i++) {
		str_add_text(&text, i > 0 ? ", " : "");
		text_add_line(&text, map_key(&c->values, found[i]));
		str_addf(&text, " (%llu)", (unsigned long long)c->count[found[i]]);
	}
	listing_cell(l, str_slice(&text), LISTING_PLAIN);
	str_done(&text);
}

static const char *type_of(const struct profile_column *c)
{
	if (column_is_identifier(c->name))
		return "identifier";
	return c->person ? "token" : field_type_word(c->type);
}

static void tell(struct listing *l, const struct profile_column *c, struct telling t, bool hidden)
{
	char many[32];

	listing_cell(l, c->name, LISTING_PLAIN);
	listing_cell(l, slice_of(type_of(c)), LISTING_PLAIN);
	tell_number(l, c->missing);
	if (hidden)
		tell_number(l, c->hidden);
	snprintf(many, sizeof many, "> %d", PROFILE_VALUES);
	if (c->many)
		listing_cell(l, slice_of(many), LISTING_PLAIN);
	else
		tell_number(l, c->values.n);
	tell_text(l, end_of_range(c, t, -1));
	tell_text(l, end_of_range(c, t, 1));
	tell_commonest(l, c, t);
}

void profile_list(const struct profile *p, enum level level, uint64_t min, struct listing *l)
{
	static const char *const names[] = {"column",   "type",  "missing",  "hidden",
	                                    "distinct", "least", "greatest", "commonest"};
	struct telling t = {.guarded = level > LEVEL_AGGREGATE};
	bool hidden = is_protected(p);

	t.min = t.guarded ? min : 2;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (i == 3 && !hidden)
			continue;
		listing_column(l, slice_of(names[i]));
		l->column[l->columns - 1].right = i >= 2 && i <= 4;
		l->column[l->columns - 1].whole = i >= 2 && i <= 6;
	}
	for (size_t i = 0; i < p->columns; i++)
		tell(l, &p->column[i], t, hidden);
}

void profile_done(struct profile *p)
{
	for (size_t i = 0; i < p->columns; i++) {
		forget_values(&p->column[i]);
		str_done(&p->column[i].least);
		str_done(&p->column[i].greatest);
	}
	arena_done(&p->arena);
	*p = (struct profile){0};
}
