#include "render/observation.h"

#include "period.h"
#include "render/cell_status.h"

void observation_keys(const struct exhibit *f, struct map *keys)
{
	const struct exhibit_axis *axes[] = {&f->rows, &f->columns};

	for (size_t a = 0; a < 2; a++)
		for (size_t k = 0; k < axes[a]->levels; k++)
			if (!slice_is(axes[a]->key[k], REPORT_MEASURES))
				map_put(keys, axes[a]->key[k], NULL);
}

static bool is_time(const struct exhibit_axis *axis, size_t level)
{
	struct period p;
	size_t periods = 0;

	if (slice_is(axis->key[level], REPORT_MEASURES))
		return false;
	for (size_t i = 0; i < axis->n; i++)
		if (!slice_is(axis->at[i].code[level], "*")) {
			if (!period_parse(axis->at[i].code[level], &p))
				return false;
			periods++;
		}
	return periods > 0;
}

bool observation_is_time(const struct exhibit *f, struct slice key)
{
	const struct exhibit_axis *axes[] = {&f->rows, &f->columns};

	for (size_t a = 0; a < 2; a++)
		for (size_t k = 0; k < axes[a]->levels; k++)
			if (slice_equal(axes[a]->key[k], key))
				return is_time(axes[a], k);
	return false;
}

struct slice observation_time(const struct exhibit *f)
{
	const struct exhibit_axis *axes[] = {&f->rows, &f->columns};

	for (size_t a = 0; a < 2; a++)
		for (size_t k = 0; k < axes[a]->levels; k++)
			if (is_time(axes[a], k))
				return axes[a]->key[k];
	return (struct slice){"", 0};
}

struct slice observation_code(const struct observation *o, struct slice key)
{
	const struct exhibit_axis *axes[] = {&o->of->rows, &o->of->columns};
	const size_t at[] = {o->row, o->column};

	for (size_t a = 0; a < 2; a++)
		for (size_t k = 0; k < axes[a]->levels; k++)
			if (slice_equal(axes[a]->key[k], key))
				return axes[a]->at[at[a]].code[k];
	return (struct slice){"", 0};
}

size_t observation_measure(const struct observation *o)
{
	if (o->of->rows.measures)
		return o->of->rows.at[o->row].measure;
	return o->of->columns.measures ? o->of->columns.at[o->column].measure : 0;
}

const struct exhibit_cell *observation_cell(const struct observation *o)
{
	return exhibit_at(o->of, o->row, o->column);
}

const struct exhibit_cell *observation_base(const struct observation *o)
{
	if (o->of->base == EXHIBIT_BASE_TEXT)
		return NULL;
	return &o->of->base_cell[o->of->base == EXHIBIT_BASE_ROW ? o->column : o->row];
}

bool observation_value(const struct exhibit_cell *c, struct str *to)
{
	if (!cell_status(c)->value)
		return false;
	numeral_machine(to, &c->numeral, c->shown, '.');
	return true;
}

void observation_sign(const struct exhibit_cell *c, struct str *to)
{
	if (c->bound == MARK_NONE) {
		str_add_text(to, mark_text(c->mark));
		return;
	}
	str_addf(to, "%s ", mark_text(c->bound));
	numeral_machine(to, &c->numeral, c->shown, '.');
}
