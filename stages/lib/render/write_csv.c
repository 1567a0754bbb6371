#include "render/write_csv.h"

#include "map.h"
#include "number.h"
#include "render/cell_status.h"
#include "render/grid.h"
#include "render/observation.h"
#include "render/report.h"
#include "render/sheet.h"
#include "text.h"

/* ---------------------------------------------------------------- fields */

/*
 * Whether a spreadsheet, or what opens the file for it, may take the text for a formula: it begins with = + - @,
 * narrow or wide, perhaps after blanks and quotes that are taken off, or with a tab or a line end, which may begin
 * a new cell. A number is none.
 */
static bool may_be_formula(struct slice text)
{
	static const char *const signs[] = {
	    "=", "+", "-", "@", "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0"};
	struct number number;
	size_t blank;

	if (number_parse(text, &number))
		return false;
	if (text.n > 0 && (*text.at == '\t' || *text.at == '\r' || *text.at == '\n'))
		return true;
	while (text.n > 0 &&
	       ((blank = text_blank(text)) > 0 || *text.at == '"' || *text.at == '\''))
		text = (struct slice){text.at + (blank > 0 ? blank : 1),
		                      text.n - (blank > 0 ? blank : 1)};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (slice_starts(text, signs[i]))
			return true;
	return false;
}

/*
 * Text that came from a person or a code list. An apostrophe before it keeps a spreadsheet from taking it for a
 * formula.
 */
static void add_label(struct sheet *s, struct slice label)
{
	struct str safe = {0};

	if (may_be_formula(label))
		str_add_byte(&safe, '\'');
	str_add(&safe, label);
	sheet_field(s, str_slice(&safe));
	str_done(&safe);
}

/* A cell as a spreadsheet reads it: a number without groups, a bound with its sign, which is then a text, or its mark. */
static void add_cell(struct sheet *s, const struct exhibit_cell *c, char point)
{
	struct str text = {0};

	if (c->bound != MARK_NONE)
		str_addf(&text, "%s ", mark_text(c->bound));
	if (c->mark == MARK_NONE || c->mark == MARK_SMALL)
		numeral_machine(&text, &c->numeral, c->shown, point);
	else
		str_add_text(&text, mark_text(c->mark));
	sheet_field(s, str_slice(&text));
	str_done(&text);
}

/* ---------------------------------------------------------------- as laid out */

static void add_heads(struct sheet *s, const struct exhibit *f, enum language l)
{
	struct str label = {0};

	for (size_t k = 0; k < f->columns.levels; k++) {
		bool last = k + 1 == f->columns.levels;
		for (size_t i = 0; i < f->rows.levels; i++)
			add_label(s, last ? f->rows.title[i] : (struct slice){"", 0});
		for (size_t c = 0; c < f->columns.n; c++) {
			str_reset(&label);
			exhibit_write_label(f, &f->columns, k, c, l, &label);
			add_label(s, str_slice(&label));
		}
		if (f->base == EXHIBIT_BASE_COLUMN) {
			str_reset(&label);
			if (last)
				exhibit_write_base_label(f, l, &label);
			add_label(s, str_slice(&label));
		}
		sheet_end_line(s);
	}
	str_done(&label);
}

static void add_rows(struct sheet *s, const struct exhibit *f, enum language l)
{
	struct str label = {0};

	for (size_t r = 0; r < grid_rows(f); r++) {
		for (size_t k = 0; k < f->rows.levels; k++) {
			str_reset(&label);
			grid_label(f, r, k, l, &label);
			add_label(s, str_slice(&label));
		}
		for (size_t c = 0; c < grid_columns(f); c++)
			add_cell(s, grid_cell(f, r, c), ',');
		sheet_end_line(s);
	}
	str_done(&label);
}

static void add_declaration(struct sheet *s, const struct exhibit *f, enum language l)
{
	struct str legend = {0};

	for (size_t i = 0; i < f->lines; i++) {
		add_label(s, f->line[i].name);
		add_label(s, f->line[i].text);
		sheet_end_line(s);
	}
	for (size_t i = 0; i < f->notes; i++) {
		sheet_text(s, l == LANGUAGE_SV ? "Att tänka på" : "To bear in mind");
		add_label(s, f->note[i]);
		sheet_end_line(s);
	}
	exhibit_write_legend(f, l, &legend);
	if (legend.n > 0) {
		sheet_text(s, l == LANGUAGE_SV ? "Tecken" : "Symbols");
		add_label(s, str_slice(&legend));
		sheet_end_line(s);
	}
	str_done(&legend);
}

static void add_laid_out(struct sheet *s, const struct exhibit *f, enum language l)
{
	struct str title = {0};

	exhibit_write_name(f, l, &title);
	str_addf(&title, ". %.*s", SLICE(f->title));
	add_label(s, str_slice(&title));
	sheet_end_line(s);
	add_label(s, f->unit);
	sheet_end_line(s);
	if (f->nothing.n > 0) {
		add_label(s, f->nothing);
		sheet_end_line(s);
	} else {
		add_heads(s, f, l);
		add_rows(s, f, l);
	}
	add_declaration(s, f, l);
	str_done(&title);
}

/* ---------------------------------------------------------------- for programs */

/* A bound is a value here: its sign says that it is one. */
static void add_value(struct sheet *s, const struct exhibit_cell *c)
{
	struct str value = {0};

	if (c->bound != MARK_NONE)
		numeral_machine(&value, &c->numeral, c->shown, '.');
	else
		observation_value(c, &value);
	sheet_field(s, str_slice(&value));
	sheet_text(s, cell_status(c)->code);
	sheet_text(s, mark_text(c->bound != MARK_NONE ? c->bound : c->mark));
	str_done(&value);
}

/* For programs: one record for a cell, all keys of all exhibits as columns. */
static void add_record(struct sheet *s, const struct observation *o, const struct map *keys,
                       const struct report *r)
{
	const struct exhibit *f = o->of;
	const struct exhibit_cell *base = observation_base(o);
	size_t m = observation_measure(o);

	sheet_field(s, f->id);
	for (size_t i = 0; i < keys->n; i++)
		sheet_field(s, observation_code(o, map_key(keys, i)));
	sheet_field(s, f->measure_name[m]);
	sheet_text(s, numeral_unit_name(f->measure[m].numeral.unit, r->language));
	add_value(s, observation_cell(o));
	if (base == NULL)
		sheet_text(s, "");
	else
		add_cell(s, base, '.');
	if (r->made_up)
		sheet_text(s, report_made_up_title(r->language));
	sheet_end_line(s);
}

static void write_data(struct sheet *s, const struct exhibit *const *exhibit, size_t exhibits,
                       const struct report *r)
{
	static const char *const last[] = {"matt", "enhet", "varde", "status", "tecken", "bas"};
	struct map keys = {0};

	for (size_t i = 0; i < exhibits; i++)
		observation_keys(exhibit[i], &keys);
	sheet_text(s, "tabell");
	for (size_t i = 0; i < keys.n; i++)
		sheet_field(s, map_key(&keys, i));
	for (size_t i = 0; i < sizeof last / sizeof *last; i++)
		sheet_text(s, last[i]);
	if (r->made_up)
		sheet_text(s, "anmarkning");
	sheet_end_line(s);
	for (size_t i = 0; i < exhibits; i++)
		for (size_t row = 0; row < exhibit[i]->rows.n; row++)
			for (size_t column = 0; column < exhibit[i]->columns.n; column++)
				add_record(s, &(struct observation){exhibit[i], row, column}, &keys,
				           r);
	map_done(&keys);
}

/* ---------------------------------------------------------------- the whole */

enum write_csv_dialect write_csv_dialect_find(const char *name)
{
	static const char *const names[WRITE_CSV_DIALECTS] = {
	    [WRITE_CSV_EXCEL] = "excel", [WRITE_CSV_DATA] = "rfc4180"};
	enum write_csv_dialect d = WRITE_CSV_EXCEL;

	while (d < WRITE_CSV_DIALECTS && strcmp(names[d], name) != 0)
		d++;
	return d;
}

void write_csv(const struct exhibit *const *exhibit, size_t exhibits,
               enum write_csv_dialect dialect, const struct report *r, struct str *to)
{
	struct sheet s = {to, ';', "\r\n", 0};

	if (dialect == WRITE_CSV_DATA) {
		s.separator = ',';
		write_data(&s, exhibit, exhibits, r);
		return;
	}
	str_add_text(to, "\xef\xbb\xbf");
	if (r->made_up) {
		sheet_text(&s, report_made_up(r->language));
		sheet_end_line(&s);
		sheet_text(&s, report_made_up_more(r->language));
		sheet_end_line(&s);
		sheet_end_line(&s);
	}
	if (r->edition != NULL) {
		sheet_text(&s, r->edition);
		sheet_end_line(&s);
		sheet_end_line(&s);
	}
	for (size_t i = 0; i < exhibits; i++) {
		if (i > 0)
			sheet_end_line(&s);
		add_laid_out(&s, exhibit[i], r->language);
	}
}
