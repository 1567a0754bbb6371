/* absent: see absent.h. */
#include "aggregate/absent.h"

#include "error.h"

void absent_put(struct absent *a, size_t key, struct slice value, bool unit)
{
	if (slice_is(value, "*"))
		die("%.*s: * stands for all, and is no value that can be said",
		    SLICE(a->name[key]));
	if (unit)
		a->unit = key;
	map_put(unit ? &a->units : &a->value[key], value, NULL);
}

void absent_read(struct absent *a, size_t key, struct reader *in, bool unit)
{
	size_t column = reader_column(in, a->name[key]);
	struct record r;

	while (reader_next(in, &r))
		absent_put(a, key, record_field(&r, column), unit);
}

/* The key with another value in one of its fields. */
static struct slice with_value(struct slice key, size_t at, struct slice value, struct str *to)
{
	struct slice field;

	str_reset(to);
	for (size_t i = 0; slice_cut(&key, '\t', &field); i++) {
		if (i > 0)
			str_add_byte(to, '\t');
		str_add(to, i == at ? value : field);
	}
	return str_slice(to);
}

/* Each group with each value of this column; those that are added have all values already. */
static void add_values(const struct map *values, size_t key, struct groupings *u, struct str *text)
{
	size_t groups = u->finest.n;

	for (size_t g = 0; g < groups; g++)
		for (size_t v = 0; v < values->n; v++)
			groupings_put(
			    u, with_value(map_key(&u->finest, g), key, map_key(values, v), text));
}

/* Where no record came, and all keys are such columns, their first values. */
static void add_first(const struct absent *a, struct groupings *u, struct str *text)
{
	for (size_t key = 0; key < u->keys; key++) {
		if (a->value[key].n == 0)
			return;
		if (key > 0)
			str_add_byte(text, '\t');
		str_add(text, map_key(&a->value[key], 0));
	}
	groupings_put(u, str_slice(text));
}

void absent_add(const struct absent *a, struct groupings *u)
{
	struct str text = {0};

	if (u->finest.n == 0)
		add_first(a, u, &text);
	for (size_t key = 0; key < u->keys; key++)
		if (a->value[key].n > 0)
			add_values(&a->value[key], key, u, &text);
	str_done(&text);
}

/* Of one unit: a group with each value of the keys from this one on. */
static void add_unit(const struct absent *a, struct groupings *u, struct slice unit, size_t key,
                     struct str *text)
{
	const struct map *values = &a->value[key];
	size_t n = text->n;

	if (key == u->keys) {
		groupings_put(u, str_slice(text));
		return;
	}
	for (size_t v = 0; v == 0 || (key != a->unit && v < values->n); v++) {
		text->n = n;
		if (key > 0)
			str_add_byte(text, '\t');
		str_add(text, key == a->unit   ? unit
		              : values->n == 0 ? slice_of("*")
		                               : map_key(values, v));
		add_unit(a, u, unit, key + 1, text);
	}
}

void absent_add_units(const struct absent *a, struct groupings *u)
{
	struct str text = {0};

	for (size_t i = 0; i < a->units.n; i++) {
		str_reset(&text);
		add_unit(a, u, map_key(&a->units, i), 0, &text);
	}
	str_done(&text);
}

void absent_done(struct absent *a)
{
	for (size_t key = 0; key < GROUPINGS_KEYS_MAX; key++)
		map_done(&a->value[key]);
	map_done(&a->units);
}
