#include "render/write_px.h"

#include "plain_word.h"
#include "render/cell_status.h"
#include "render/cube.h"
#include "render/insertion_write.h"
#include "render/observation.h"
#include "period.h"
#include "tar.h"
#include "text.h"

#define LINE_MAX_BYTES 200 /* of the 256 characters that a line may have, with its keyword */

/* One file under way. */
struct px {
	struct str *to;
	const struct report *r;
	const struct exhibit *f;
	struct cube cube;
	struct slice name[CUBE_DIMENSIONS]; /* of the variables: no two are alike */
};

static const char *say(const struct px *x, const char *sv, const char *en)
{
	return x->r->language == LANGUAGE_SV ? sv : en;
}

/* ---------------------------------------------------------------- texts */

/*
 * A text in quotes, in pieces on lines of their own where it is long, cut between characters. The format has no sign for a
 * quote in a text.
 */
static void add_text(struct str *to, struct slice text)
{
	size_t line = 0, n;

	str_add_byte(to, '"');
	for (size_t i = 0; i < text.n; i += n) {
		text_character((struct slice){text.at + i, text.n - i}, &n);
		if (line + n > LINE_MAX_BYTES) {
			str_add_text(to, "\"\r\n\"");
			line = 0;
		}
		line += n;
		if (text.at[i] == '"')
			str_add_text(to, "\u201d");
		else if (text.at[i] == '\n')
			str_add_byte(to, '#');
		else
			str_add(to, (struct slice){text.at + i, n});
	}
	str_add_byte(to, '"');
}

static void add_keyword(struct px *x, const char *keyword, struct slice text)
{
	str_addf(x->to, "%s=", keyword);
	add_text(x->to, text);
	str_add_text(x->to, ";\r\n");
}

/* Nothing if there is no text. */
static void add_front(struct px *x, const char *keyword, struct slice text)
{
	if (text.n > 0)
		add_keyword(x, keyword, text);
}

static void add_number(struct px *x, const char *keyword, int number)
{
	str_addf(x->to, "%s=%d;\r\n", keyword, number);
}

/* KEYWORD("VARIABLE")= */
static void add_of(struct px *x, const char *keyword, size_t variable)
{
	str_addf(x->to, "%s(", keyword);
	add_text(x->to, x->name[variable]);
	str_add_text(x->to, ")=");
}

/* ---------------------------------------------------------------- variables */

static bool is_named(const struct px *x, size_t before, struct slice name)
{
	for (size_t i = 0; i < before; i++)
		if (slice_equal(x->name[i], name))
			return true;
	return false;
}

/* What people read for it, if no other is called so. */
static void name_variables(struct px *x)
{
	for (size_t i = 0; i < x->cube.dimensions; i++) {
		const struct cube_dimension *d = &x->cube.dimension[i];
		struct slice name = d->title;

		if (d->measures && name.n == 0)
			name = slice_of(say(x, "mått", "measure"));
		x->name[i] = name.n == 0 || is_named(x, i, name) ? d->key : name;
	}
}

static void add_names(struct px *x, const char *keyword, bool columns)
{
	size_t n = 0;

	for (size_t i = 0; i < x->cube.dimensions; i++) {
		if (x->cube.dimension[i].columns != columns)
			continue;
		str_addf(x->to, n++ == 0 ? "%s=" : ",", keyword);
		add_text(x->to, x->name[i]);
	}
	if (n > 0)
		str_add_text(x->to, ";\r\n");
}

/* What people read for a value; with its code if another one of the variable is called so. */
static void add_label(struct px *x, const struct cube_dimension *d, size_t value)
{
	const struct cube_value *v = &d->value[value];
	bool alike = false;

	for (size_t i = 0; i < d->n; i++)
		alike |= i != value && slice_equal(d->value[i].label, v->label);
	if (!alike)
		add_text(x->to, v->label);
	else
		add_text(x->to, slice_of(arena_format(x->r->arena, "%.*s (%.*s)", SLICE(v->label),
		                                      SLICE(v->code))));
}

static void add_values(struct px *x, size_t variable)
{
	const struct cube_dimension *d = &x->cube.dimension[variable];

	add_of(x, "VALUES", variable);
	for (size_t i = 0; i < d->n; i++) {
		str_add_text(x->to, i == 0 ? "" : ",\r\n");
		add_label(x, d, i);
	}
	str_add_text(x->to, ";\r\n");
}

static void add_codes(struct px *x, size_t variable)
{
	const struct cube_dimension *d = &x->cube.dimension[variable];

	add_of(x, "CODES", variable);
	for (size_t i = 0; i < d->n; i++) {
		str_add_text(x->to, i == 0 ? "" : ",\r\n");
		add_text(x->to, d->value[i].total ? slice_of("T") : d->value[i].code);
	}
	str_add_text(x->to, ";\r\n");
}

/* TLIST of PC-Axis: A1 years, H1 half-years, Q1 quarters, M1 months. */
static void add_time(struct px *x, size_t variable)
{
	const struct cube_dimension *d = &x->cube.dimension[variable];
	struct period p = {0};

	for (size_t i = 0; i < d->n; i++)
		if (d->value[i].total || !period_parse(d->value[i].code, &p))
			return;
	add_of(x, "TIMEVAL", variable);
	str_addf(x->to, "TLIST(%s)",
	         p.months == 12  ? "A1"
	         : p.months == 6 ? "H1"
	         : p.months == 3 ? "Q1"
	                         : "M1");
	for (size_t i = 0; i < d->n; i++) {
		str_add_byte(x->to, ',');
		add_text(x->to, d->value[i].code);
	}
	str_add_text(x->to, ";\r\n");
}

static void add_elimination(struct px *x, size_t variable)
{
	const struct cube_dimension *d = &x->cube.dimension[variable];

	for (size_t i = 0; i < d->n; i++)
		if (d->value[i].total) {
			add_of(x, "ELIMINATION", variable);
			add_label(x, d, i);
			str_add_text(x->to, ";\r\n");
		}
}

/* Of each measure, in the manner of KEYWORD("VARIABLE","VALUE"). */
static void add_precision(struct px *x, size_t variable)
{
	const struct cube_dimension *d = &x->cube.dimension[variable];

	for (size_t i = 0; i < d->n; i++) {
		str_add_text(x->to, "PRECISION(");
		add_text(x->to, x->name[variable]);
		str_add_byte(x->to, ',');
		add_label(x, d, i);
		str_addf(x->to, ")=%d;\r\n", x->f->measure[d->value[i].measure].numeral.decimals);
	}
}

static void add_units(struct px *x, size_t variable)
{
	const struct cube_dimension *d = &x->cube.dimension[variable];

	for (size_t i = 0; i < d->n; i++) {
		const struct measure *m = &x->f->measure[d->value[i].measure];
		const char *unit = numeral_unit_name(m->numeral.unit, x->r->language);

		str_add_text(x->to, "UNITS(");
		add_label(x, d, i);
		str_add_text(x->to, ")=");
		add_text(x->to, slice_of(*unit == '\0' ? say(x, "antal", "number") : unit));
		str_add_text(x->to, ";\r\n");
	}
}

static void add_variables(struct px *x)
{
	add_names(x, "STUB", false);
	add_names(x, "HEADING", true);
	for (size_t i = 0; i < x->cube.dimensions; i++)
		if (x->cube.dimension[i].measures)
			add_keyword(x, "CONTVARIABLE", x->name[i]);
	for (size_t i = 0; i < x->cube.dimensions; i++)
		add_values(x, i);
	for (size_t i = 0; i < x->cube.dimensions; i++)
		if (x->cube.dimension[i].time)
			add_time(x, i);
	for (size_t i = 0; i < x->cube.dimensions; i++)
		add_codes(x, i);
	for (size_t i = 0; i < x->cube.dimensions; i++)
		add_elimination(x, i);
	for (size_t i = 0; i < x->cube.dimensions; i++)
		if (x->cube.dimension[i].measures) {
			add_precision(x, i);
			add_units(x, i);
		}
}

/* ---------------------------------------------------------------- notes */

static void add_notes(struct px *x)
{
	struct str note = {0};

	for (size_t i = 0; str_reset(&note), exhibit_remark(x->f, x->r, i, &note); i++)
		add_keyword(x, "NOTEX", str_slice(&note));
	str_done(&note);
}

/* CELLNOTEX("VALUE of the first variable",...)="≤ 12"; */
static void add_cell_note(struct px *x, size_t cell)
{
	struct str sign = {0};

	str_add_text(x->to, "CELLNOTEX(");
	for (size_t i = 0; i < x->cube.dimensions; i++) {
		str_add_text(x->to, i == 0 ? "" : ",");
		add_label(x, &x->cube.dimension[i], cube_at(&x->cube, cell, i));
	}
	str_add_text(x->to, ")=");
	observation_sign(x->cube.cell[cell], &sign);
	add_text(x->to, str_slice(&sign));
	str_add_text(x->to, ";\r\n");
	str_done(&sign);
}

/* ---------------------------------------------------------------- the whole */

static int most_decimals(const struct px *x)
{
	int most = 0;

	for (size_t i = 0; i < x->f->measures; i++)
		if (x->f->measure[i].numeral.decimals > most)
			most = x->f->measure[i].numeral.decimals;
	return most;
}

/* YYYYMMDD 00:00 of YYYY-MM-DD. */
static void add_day(struct px *x, const char *keyword)
{
	struct slice date = report_date(x->r);

	if (date.n == 10)
		str_addf(x->to, "%s=\"%.4s%.2s%.2s 00:00\";\r\n", keyword, date.at, date.at + 5,
		         date.at + 8);
}

static void add_head(struct px *x)
{
	struct slice title = insertion_text(x->r, plain_get(x->r->front, "titel"));

	add_keyword(x, "CHARSET", slice_of("ANSI"));
	add_keyword(x, "AXIS-VERSION", slice_of("2013"));
	add_keyword(x, "CODEPAGE", slice_of("utf-8"));
	add_keyword(x, "LANGUAGE", slice_of(say(x, "sv", "en")));
	add_day(x, "CREATION-DATE");
	add_number(x, "DECIMALS", most_decimals(x));
	add_number(x, "SHOWDECIMALS", most_decimals(x));
	add_keyword(x, "MATRIX", x->f->id);
	str_add_text(x->to, "COPYRIGHT=NO;\r\n");
	add_keyword(x, "SUBJECT-CODE", slice_of("FINSAM"));
	add_keyword(x, "SUBJECT-AREA", title);
	str_add_text(x->to, "DESCRIPTIONDEFAULT=YES;\r\n");
	add_keyword(x, "TITLE", x->f->title);
	add_keyword(x, "DESCRIPTION", x->f->title);
	add_keyword(x, "CONTENTS", x->f->title);
	add_front(x, "UNITS", x->f->unit);
}

static void add_foot(struct px *x)
{
	const struct yaml *front = x->r->front;

	add_day(x, "LAST-UPDATED");
	add_front(x, "REFPERIOD", insertion_text(x->r, plain_get(front, "period")));
	add_front(x, "CONTACT", insertion_name(x->r, plain_get(front, "kontakt")));
	add_front(x, "SOURCE", x->f->source);
	str_add_text(x->to, "DATASYMBOL1=\".\";\r\nDATASYMBOL2=\"..\";\r\n"
	                    "DATASYMBOL3=\"x\";\r\nDATASYMBOLNIL=\"\u2013\";\r\n");
	add_notes(x);
	for (size_t i = 0; i < x->cube.cells; i++)
		if (x->cube.cell[i]->bound != MARK_NONE)
			add_cell_note(x, i);
}

static void add_data(struct px *x)
{
	size_t across = 1;

	for (size_t i = 0; i < x->cube.dimensions; i++)
		across *= x->cube.dimension[i].columns ? x->cube.dimension[i].n : 1;
	str_add_text(x->to, "DATA=\r\n");
	for (size_t i = 0; i < x->cube.cells; i++) {
		const struct exhibit_cell *c = x->cube.cell[i];

		if (cell_status(c)->px != NULL)
			str_add_text(x->to, cell_status(c)->px);
		else
			observation_value(c, x->to);
		if (i + 1 < x->cube.cells)
			str_add_text(x->to, (i + 1) % across == 0 ? " \r\n" : " ");
	}
	str_add_text(x->to, ";\r\n");
}

void write_px(const struct exhibit *const *exhibit, size_t exhibits, const struct report *r,
              const char *into, struct str *to)
{
	struct str text = {0};

	for (size_t i = 0; i < exhibits; i++) {
		struct px x = {.to = &text, .r = r, .f = exhibit[i]};

		if (exhibit[i]->nothing.n > 0)
			continue;
		str_reset(&text);
		x.cube = cube_of(exhibit[i], r);
		name_variables(&x);
		add_head(&x);
		add_variables(&x);
		add_foot(&x);
		add_data(&x);
		tar_add(to,
		        slice_of(arena_format(r->arena, "%s/%.*s.%s.px", into,
		                              SLICE(exhibit[i]->id), say(&x, "sv", "en"))),
		        str_slice(&text));
	}
	tar_end(to);
	str_done(&text);
}
