#include "render/write_json_lines.h"

#include "json.h"
#include "render/cell_status.h"
#include "render/observation.h"

static void add_value(struct str *to, const char *key, const struct exhibit_cell *c)
{
	json_key(to, key);
	if (c == NULL || !observation_value(c, to))
		str_add_text(to, "null");
}

static void add_line(struct str *to, const struct observation *o, const struct map *keys,
                     const struct report *r)
{
	const struct exhibit_cell *c = observation_cell(o);
	size_t measure = observation_measure(o);
	struct str sign = {0};

	observation_sign(c, &sign);
	str_add_byte(to, '{');
	json_field(to, "tabell", o->of->id);
	json_key(to, "nyckel");
	str_add_byte(to, '{');
	for (size_t i = 0; i < keys->n; i++)
		json_field(to, arena_text(r->arena, map_key(keys, i)),
		           observation_code(o, map_key(keys, i)));
	str_add_byte(to, '}');
	json_field(to, "matt", o->of->measure_name[measure]);
	json_field_text(to, "enhet",
	                numeral_unit_name(o->of->measure[measure].numeral.unit, r->language));
	add_value(to, "varde", c);
	json_field_text(to, "status", cell_status(c)->code);
	json_field(to, "tecken", str_slice(&sign));
	add_value(to, "bas", observation_base(o));
	if (r->made_up)
		json_field_text(to, "anmarkning", report_made_up_title(r->language));
	str_add_text(to, "}\n");
	str_done(&sign);
}

void write_json_lines(const struct exhibit *const *exhibit, size_t exhibits, const struct report *r,
                      struct str *to)
{
	for (size_t i = 0; i < exhibits; i++) {
		struct observation o = {exhibit[i], 0, 0};
		struct map keys = {0};

		observation_keys(exhibit[i], &keys);
		for (; o.row < exhibit[i]->rows.n; o.row++)
			for (o.column = 0; o.column < exhibit[i]->columns.n; o.column++)
				add_line(to, &o, &keys, r);
		map_done(&keys);
	}
}
