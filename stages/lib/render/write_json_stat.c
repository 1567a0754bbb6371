#include "render/write_json_stat.h"

#include "json.h"
#include "plain_word.h"
#include "render/cell_status.h"
#include "render/cube.h"
#include "render/insertion_write.h"
#include "render/observation.h"

/* What is written, and of what. */
struct dataset {
	struct str *to;
	const struct report *r;
	const struct exhibit *f;
	struct cube cube;
};

static void separate(struct str *to)
{
	char last = to->at[to->n - 1];

	if (last != '[' && last != '{')
		str_add_byte(to, ',');
}

static void open_list(struct str *to, const char *key)
{
	json_key(to, key);
	str_add_byte(to, '[');
}

static void open_map(struct str *to, const char *key)
{
	json_key(to, key);
	str_add_byte(to, '{');
}

static void add_item(struct str *to, struct slice text)
{
	separate(to);
	json_text(to, text);
}

static const char *key_of(const struct dataset *d, struct slice text)
{
	return arena_text(d->r->arena, text);
}

/* ---------------------------------------------------------------- dimensions */

static bool is_area(const struct cube_dimension *dimension)
{
	return slice_is(dimension->key, "lan") || slice_is(dimension->key, "kommun");
}

static void add_roles(struct dataset *d)
{
	static const char *const roles[] = {"time", "geo", "metric"};

	open_map(d->to, "role");
	for (size_t role = 0; role < sizeof roles / sizeof *roles; role++) {
		size_t n = 0;

		for (size_t i = 0; i < d->cube.dimensions; i++) {
			const struct cube_dimension *one = &d->cube.dimension[i];
			const bool is[] = {one->time, is_area(one), one->measures};

			if (!is[role])
				continue;
			if (n++ == 0)
				open_list(d->to, roles[role]);
			add_item(d->to, one->key);
		}
		if (n > 0)
			str_add_byte(d->to, ']');
	}
	str_add_byte(d->to, '}');
}

static void add_units(struct dataset *d, const struct cube_dimension *dimension)
{
	open_map(d->to, "unit");
	for (size_t i = 0; i < dimension->n; i++) {
		const struct numeral *n = &d->f->measure[dimension->value[i].measure].numeral;

		open_map(d->to, key_of(d, dimension->value[i].code));
		json_field_text(d->to, "base", numeral_unit_name(n->unit, d->r->language));
		json_key(d->to, "decimals");
		str_addf(d->to, "%d}", n->decimals);
	}
	str_add_byte(d->to, '}');
}

static void add_category(struct dataset *d, const struct cube_dimension *dimension)
{
	open_map(d->to, "category");
	open_list(d->to, "index");
	for (size_t i = 0; i < dimension->n; i++)
		add_item(d->to, dimension->value[i].code);
	str_add_byte(d->to, ']');
	open_map(d->to, "label");
	for (size_t i = 0; i < dimension->n; i++)
		json_field(d->to, key_of(d, dimension->value[i].code), dimension->value[i].label);
	str_add_byte(d->to, '}');
	if (dimension->measures)
		add_units(d, dimension);
	str_add_byte(d->to, '}');
}

static void add_dimension(struct dataset *d, const struct cube_dimension *dimension)
{
	open_map(d->to, key_of(d, dimension->key));
	json_field(d->to, "label", dimension->title.n > 0 ? dimension->title : dimension->key);
	add_category(d, dimension);
	for (size_t i = 0; i < dimension->n; i++)
		if (dimension->value[i].total) {
			open_map(d->to, "extension");
			str_add_text(d->to, "\"elimination\":true");
			json_field(d->to, "eliminationValueCode", dimension->value[i].code);
			str_add_byte(d->to, '}');
		}
	str_add_byte(d->to, '}');
}

static void add_dimensions(struct dataset *d)
{
	open_list(d->to, "id");
	for (size_t i = 0; i < d->cube.dimensions; i++)
		add_item(d->to, d->cube.dimension[i].key);
	str_add_byte(d->to, ']');
	open_list(d->to, "size");
	for (size_t i = 0; i < d->cube.dimensions; i++)
		str_addf(d->to, "%s%zu", i > 0 ? "," : "", d->cube.dimension[i].n);
	str_add_byte(d->to, ']');
	add_roles(d);
	open_map(d->to, "dimension");
	for (size_t i = 0; i < d->cube.dimensions; i++)
		add_dimension(d, &d->cube.dimension[i]);
	str_add_byte(d->to, '}');
}

/* ---------------------------------------------------------------- cells */

static void add_values(struct dataset *d, const char *key, const struct exhibit_cell *const *cell)
{
	open_list(d->to, key);
	for (size_t i = 0; i < d->cube.cells; i++) {
		separate(d->to);
		if (cell[i] == NULL || !observation_value(cell[i], d->to))
			str_add_text(d->to, "null");
	}
	str_add_byte(d->to, ']');
}

/* By the number of the cell, of those that have one. */
static void add_statuses(struct dataset *d)
{
	open_map(d->to, "status");
	for (size_t i = 0; i < d->cube.cells; i++) {
		const char *code = cell_status(d->cube.cell[i])->code;

		if (*code == '\0')
			continue;
		separate(d->to);
		str_addf(d->to, "\"%zu\":\"%s\"", i, code);
	}
	str_add_byte(d->to, '}');
}

static void add_cell_notes(struct dataset *d)
{
	open_map(d->to, "cellNotes");
	for (size_t i = 0; i < d->cube.cells; i++)
		if (d->cube.cell[i]->bound != MARK_NONE) {
			separate(d->to);
			str_addf(d->to, "\"%zu\":\"", i);
			observation_sign(d->cube.cell[i], d->to);
			str_add_byte(d->to, '"');
		}
	str_add_byte(d->to, '}');
}

/* What the codes of `status` mean, and the base of each cell. */
static void add_extension(struct dataset *d)
{
	bool told[MARKS] = {false};

	open_map(d->to, "extension");
	json_field(d->to, "tableid", d->f->id);
	open_map(d->to, "status");
	open_map(d->to, "label");
	for (size_t i = 0; i < d->cube.cells; i++) {
		const struct cell_status *s = cell_status(d->cube.cell[i]);
		enum mark mark = (enum mark)(s - cell_status_of(MARK_NONE));

		if (*s->code != '\0' && !told[mark])
			json_field_text(d->to, s->code, s->word[d->r->language]);
		told[mark] = true;
	}
	str_add_text(d->to, "}}");
	add_cell_notes(d);
	if (d->f->base != EXHIBIT_BASE_TEXT)
		add_values(d, "base", d->cube.base);
	str_add_byte(d->to, '}');
}

/* ---------------------------------------------------------------- the whole */

static void add_notes(struct dataset *d)
{
	struct str note = {0};

	open_list(d->to, "note");
	for (size_t i = 0; str_reset(&note), exhibit_remark(d->f, d->r, i, &note); i++)
		add_item(d->to, str_slice(&note));
	str_add_byte(d->to, ']');
	str_done(&note);
}

static void add_dataset(struct str *to, const struct exhibit *f, const struct report *r)
{
	struct dataset d = {to, r, f, cube_of(f, r)};

	separate(to);
	str_add_text(to, "\n{");
	json_field_text(to, "class", "dataset");
	json_field(to, "label", f->title);
	json_field(to, "source", f->source);
	if (report_date(r).n > 0)
		json_field(to, "updated", report_date(r));
	add_notes(&d);
	add_dimensions(&d);
	add_values(&d, "value", d.cube.cell);
	add_statuses(&d);
	add_extension(&d);
	str_add_byte(to, '}');
}

static void add_front(struct str *to, const struct report *r, const char *key, const char *front)
{
	struct slice text = insertion_name(r, plain_get(r->front, front));

	if (text.n > 0)
		json_field(to, key, text);
}

void write_json_stat(const struct exhibit *const *exhibit, size_t exhibits, const struct report *r,
                     struct str *to)
{
	str_add_byte(to, '{');
	json_field_text(to, "version", "2.0");
	json_field_text(to, "class", "collection");
	json_field(to, "label", insertion_text(r, plain_get(r->front, "titel")));
	if (report_date(r).n > 0)
		json_field(to, "updated", report_date(r));
	open_map(to, "extension");
	add_front(to, r, "publisher", "utgivare");
	add_front(to, r, "contact", "kontakt");
	str_add_byte(to, '}');
	open_map(to, "link");
	open_list(to, "item");
	for (size_t i = 0; i < exhibits; i++)
		if (exhibit[i]->nothing.n == 0)
			add_dataset(to, exhibit[i], r);
	str_add_text(to, "]}}\n");
}
