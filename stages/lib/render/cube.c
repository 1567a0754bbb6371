#include "render/cube.h"

#include "render/observation.h"

/* The number of the value of that code, added if it is not there. */
static size_t put(struct cube_dimension *d, const struct cube_value *value, struct arena *a)
{
	for (size_t i = 0; i < d->n; i++)
		if (slice_equal(d->value[i].code, value->code))
			return i;
	if (d->n == d->room) {
		struct cube_value *more = arena_take(a, (d->room = d->room * 2 + 8) * sizeof *more);

		if (d->n > 0)
			memcpy(more, d->value, d->n * sizeof *more);
		d->value = more;
	}
	d->value[d->n] = *value;
	return d->n++;
}

static bool is_measures(const struct exhibit_axis *axis, size_t level)
{
	return slice_is(axis->key[level], REPORT_MEASURES);
}

/* Whether all levels but that of measures are one dimension: few of their combinations are there, as of a key in another. */
static bool is_nested(const struct exhibit_axis *axis)
{
	size_t cross = 1, steps = 0;

	for (size_t k = 0; k < axis->levels; k++) {
		size_t n = 0;

		for (size_t i = 0; i < axis->n; i++) {
			size_t before = 0;

			while (before < i &&
			       !slice_equal(axis->at[before].code[k], axis->at[i].code[k]))
				before++;
			n += before == i;
		}
		cross *= n;
		steps += !is_measures(axis, k);
	}
	return steps > 1 && cross > CUBE_SPARSE * axis->n;
}

static void add_part(struct str *to, const char *between, struct slice part)
{
	str_add_text(to, to->n > 0 ? between : "");
	str_add(to, part);
}

static struct cube_value value_of(const struct exhibit *f, const struct exhibit_axis *axis,
                                  const struct cube_dimension *d, size_t step, struct arena *a)
{
	const struct exhibit_step *s = &axis->at[step];
	struct cube_value v = {0};
	struct str code = {0}, label = {0};

	if (d->measures) {
		v.measure = s->measure;
		v.code = f->measure_name[s->measure];
		v.label = s->label[d->level];
		return v;
	}
	v.total = true;
	for (size_t k = d->level; k < d->level + d->levels; k++) {
		if (is_measures(axis, k))
			continue;
		v.total &= slice_is(s->code[k], "*");
		add_part(&code, ".", s->code[k]);
		add_part(&label, ", ", s->label[k]);
	}
	v.code = arena_copy(a, str_slice(&code));
	v.label = arena_copy(a, str_slice(&label));
	str_done(&code);
	str_done(&label);
	return v;
}

static void add_dimension(struct cube *c, const struct exhibit_axis *axis, size_t level,
                          size_t levels, struct arena *a)
{
	struct cube_dimension *d = &c->dimension[c->dimensions++];
	struct str key = {0}, title = {0};

	*d = (struct cube_dimension){.measures = is_measures(axis, level) && levels == 1,
	                             .columns = axis == &c->of->columns,
	                             .level = level,
	                             .levels = levels,
	                             .at = arena_take(a, (axis->n + 1) * sizeof *d->at)};
	for (size_t k = level; k < level + levels; k++)
		if (levels == 1 || !is_measures(axis, k)) {
			add_part(&key, ".", axis->key[k]);
			add_part(&title, ", ", axis->title[k]);
		}
	d->key = arena_copy(a, str_slice(&key));
	d->title = arena_copy(a, str_slice(&title));
	for (size_t i = 0; i < axis->n; i++) {
		struct cube_value v = value_of(c->of, axis, d, i, a);

		d->at[i] = put(d, &v, a);
	}
	str_done(&key);
	str_done(&title);
}

static void add_axis(struct cube *c, const struct exhibit_axis *axis, struct arena *a)
{
	bool nested = is_nested(axis);

	if (nested)
		add_dimension(c, axis, 0, axis->levels, a);
	for (size_t k = 0; k < axis->levels; k++)
		if (!nested || is_measures(axis, k))
			add_dimension(c, axis, k, 1, a);
}

static void add_only_measure(struct cube *c, struct arena *a)
{
	const struct cube_value only = {.code = c->of->measure_name[0],
	                                .label = c->of->measure_label[0]};
	struct cube_dimension *d = &c->dimension[c->dimensions++];

	*d = (struct cube_dimension){
	    .key = slice_of(REPORT_MEASURES), .measures = true, .columns = true};
	put(d, &only, a);
}

static void fill(struct cube *c, struct exhibit_cell *absent)
{
	const struct exhibit *f = c->of;

	for (size_t i = 0; i < c->cells; i++)
		c->cell[i] = absent, c->base[i] = NULL;
	for (size_t row = 0; row < f->rows.n; row++)
		for (size_t column = 0; column < f->columns.n; column++) {
			size_t at = 0;

			for (size_t i = 0; i < c->dimensions; i++) {
				const struct cube_dimension *d = &c->dimension[i];

				at = at * d->n +
				     (d->at == NULL ? 0 : d->at[d->columns ? column : row]);
			}
			c->cell[at] = exhibit_at(f, row, column);
			if (f->base != EXHIBIT_BASE_TEXT)
				c->base[at] =
				    &f->base_cell[f->base == EXHIBIT_BASE_ROW ? column : row];
		}
}

struct cube cube_of(const struct exhibit *f, const struct report *r)
{
	struct cube c = {.of = f, .cells = 1};
	struct exhibit_cell *absent = arena_take(r->arena, sizeof *absent);

	*absent = (struct exhibit_cell){.mark = f->absent, .numeral = f->measure[0].numeral};
	add_axis(&c, &f->rows, r->arena);
	add_axis(&c, &f->columns, r->arena);
	if (!f->rows.measures && !f->columns.measures)
		add_only_measure(&c, r->arena);
	for (size_t i = 0; i < c.dimensions; i++) {
		c.dimension[i].time = observation_is_time(f, c.dimension[i].key);
		c.cells *= c.dimension[i].n;
	}
	if (c.cells > CUBE_CELLS)
		report_die(r, f->node->line, f->node->column,
		           "too many combinations of its keys for a form that writes all of them");
	c.cell = arena_take(r->arena, (c.cells + 1) * sizeof *c.cell);
	c.base = arena_take(r->arena, (c.cells + 1) * sizeof *c.base);
	fill(&c, absent);
	return c;
}

size_t cube_at(const struct cube *c, size_t cell, size_t dimension)
{
	for (size_t i = c->dimensions; i-- > dimension + 1;)
		cell /= c->dimension[i].n;
	return cell % c->dimension[dimension].n;
}

const struct measure *cube_measure(const struct cube *c, size_t cell)
{
	for (size_t i = 0; i < c->dimensions; i++)
		if (c->dimension[i].measures)
			return &c->of->measure[c->dimension[i].value[cube_at(c, cell, i)].measure];
	return &c->of->measure[0];
}
