#include "render/write_csv.h"

#include "map.h"
#include "number.h"
#include "render/report.h"
#include "text.h"

/* ---------------------------------------------------------------- fields */

/* What is being written, and how this dialect writes it. */
struct sheet {
	struct str *to;
	char separator;
	const char *end;
	bool made_up;
	size_t column; /* of the line under way */
	enum language language;
};

static bool needs_quotes(const struct sheet *s, struct slice field)
{
	for (size_t i = 0; i < field.n; i++)
		if (field.at[i] == s->separator || field.at[i] == '"' || field.at[i] == '\n' ||
		    field.at[i] == '\r')
			return true;
	return false;
}

static void add_field(struct sheet *s, struct slice field)
{
	bool quoted = needs_quotes(s, field);

	if (s->column++ > 0)
		str_add_byte(s->to, s->separator);
	str_add_text(s->to, quoted ? "\"" : "");
	for (size_t i = 0; i < field.n; i++) {
		if (field.at[i] == '"')
			str_add_byte(s->to, '"');
		str_add_byte(s->to, field.at[i]);
	}
	str_add_text(s->to, quoted ? "\"" : "");
}

static void add_text(struct sheet *s, const char *text)
{
	add_field(s, slice_of(text));
}

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
	add_field(s, str_slice(&safe));
	str_done(&safe);
}

static void end_line(struct sheet *s)
{
	str_add_text(s->to, s->end);
	s->column = 0;
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
	add_field(s, str_slice(&text));
	str_done(&text);
}

/* ---------------------------------------------------------------- as laid out */

static void add_heads(struct sheet *s, const struct exhibit *f)
{
	struct str label = {0};

	for (size_t k = 0; k < f->columns.levels; k++) {
		bool last = k + 1 == f->columns.levels;
		for (size_t i = 0; i < f->rows.levels; i++)
			add_label(s, last ? f->rows.title[i] : (struct slice){"", 0});
		for (size_t c = 0; c < f->columns.n; c++) {
			str_reset(&label);
			exhibit_write_label(f, &f->columns, k, c, s->language, &label);
			add_label(s, str_slice(&label));
		}
		if (f->base == EXHIBIT_BASE_COLUMN) {
			str_reset(&label);
			if (last)
				exhibit_write_base_label(f, s->language, &label);
			add_label(s, str_slice(&label));
		}
		end_line(s);
	}
	str_done(&label);
}

static void add_rows(struct sheet *s, const struct exhibit *f)
{
	struct str label = {0};

	for (size_t r = 0; r < f->rows.n; r++) {
		for (size_t k = 0; k < f->rows.levels; k++) {
			str_reset(&label);
			exhibit_write_label(f, &f->rows, k, r, s->language, &label);
			add_label(s, str_slice(&label));
		}
		for (size_t c = 0; c < f->columns.n; c++)
			add_cell(s, exhibit_at(f, r, c), ',');
		if (f->base == EXHIBIT_BASE_COLUMN)
			add_cell(s, &f->base_cell[r], ',');
		end_line(s);
	}
	if (f->base == EXHIBIT_BASE_ROW) {
		str_reset(&label);
		exhibit_write_base_label(f, s->language, &label);
		add_label(s, str_slice(&label));
		for (size_t k = 1; k < f->rows.levels; k++)
			add_text(s, "");
		for (size_t c = 0; c < f->columns.n; c++)
			add_cell(s, &f->base_cell[c], ',');
		end_line(s);
	}
	str_done(&label);
}

static void add_declaration(struct sheet *s, const struct exhibit *f)
{
	struct str legend = {0};

	for (size_t i = 0; i < f->lines; i++) {
		add_label(s, f->line[i].name);
		add_label(s, f->line[i].text);
		end_line(s);
	}
	for (size_t i = 0; i < f->notes; i++) {
		add_text(s, s->language == LANGUAGE_SV ? "Att tänka på" : "To bear in mind");
		add_label(s, f->note[i]);
		end_line(s);
	}
	exhibit_write_legend(f, s->language, &legend);
	if (legend.n > 0) {
		add_text(s, s->language == LANGUAGE_SV ? "Tecken" : "Symbols");
		add_label(s, str_slice(&legend));
		end_line(s);
	}
	str_done(&legend);
}

static void add_laid_out(struct sheet *s, const struct exhibit *f)
{
	struct str title = {0};

	exhibit_write_name(f, s->language, &title);
	str_addf(&title, ". %.*s", SLICE(f->title));
	add_label(s, str_slice(&title));
	end_line(s);
	add_label(s, f->unit);
	end_line(s);
	if (f->nothing.n > 0) {
		add_label(s, f->nothing);
		end_line(s);
	} else {
		add_heads(s, f);
		add_rows(s, f);
	}
	add_declaration(s, f);
	str_done(&title);
}

/* ---------------------------------------------------------------- for programs */

/* The key columns of all exhibits, each once; the measures have a column of their own. */
static void find_keys(const struct exhibit *const *exhibit, size_t exhibits, struct map *keys)
{
	for (size_t i = 0; i < exhibits; i++) {
		const struct exhibit_axis *axes[] = {&exhibit[i]->rows, &exhibit[i]->columns};
		for (size_t a = 0; a < 2; a++)
			for (size_t k = 0; k < axes[a]->levels; k++)
				if (!slice_is(axes[a]->key[k], "matt"))
					map_put(keys, axes[a]->key[k], NULL);
	}
}

/* The code that a cell has for a key, from its row or its column; empty if the exhibit has no such key. */
static struct slice code_of(const struct exhibit *f, struct slice key, size_t row, size_t column)
{
	for (size_t k = 0; k < f->rows.levels; k++)
		if (slice_equal(f->rows.key[k], key))
			return f->rows.at[row].code[k];
	for (size_t k = 0; k < f->columns.levels; k++)
		if (slice_equal(f->columns.key[k], key))
			return f->columns.at[column].code[k];
	return (struct slice){"", 0};
}

static void add_value(struct sheet *s, const struct exhibit_cell *c)
{
	struct str value = {0};

	if (c->mark == MARK_NONE || c->mark == MARK_SMALL || c->mark == MARK_ZERO)
		numeral_machine(&value, &c->numeral, c->shown, '.');
	add_field(s, str_slice(&value));
	add_field(s, c->status);
	add_text(s, mark_text(c->bound != MARK_NONE ? c->bound : c->mark));
	str_done(&value);
}

/* For programs: one record for a cell, all keys of all exhibits as columns. */
static void add_record(struct sheet *s, const struct exhibit *f, const struct map *keys, size_t row,
                       size_t column)
{
	size_t m = f->rows.measures      ? f->rows.at[row].measure
	           : f->columns.measures ? f->columns.at[column].measure
	                                 : 0;

	add_field(s, f->id);
	for (size_t i = 0; i < keys->n; i++)
		add_field(s, code_of(f, map_key(keys, i), row, column));
	add_field(s, f->measure_name[m]);
	add_text(s, numeral_unit_name(f->measure[m].numeral.unit, s->language));
	add_value(s, exhibit_at(f, row, column));
	if (f->base == EXHIBIT_BASE_TEXT)
		add_text(s, "");
	else
		add_cell(s, &f->base_cell[f->base == EXHIBIT_BASE_ROW ? column : row], '.');
	if (s->made_up)
		add_text(s, report_made_up_title(s->language));
	end_line(s);
}

static void write_data(struct sheet *s, const struct exhibit *const *exhibit, size_t exhibits)
{
	static const char *const last[] = {"matt", "enhet", "varde", "status", "tecken", "bas"};
	struct map keys = {0};

	find_keys(exhibit, exhibits, &keys);
	add_text(s, "tabell");
	for (size_t i = 0; i < keys.n; i++)
		add_field(s, map_key(&keys, i));
	for (size_t i = 0; i < sizeof last / sizeof *last; i++)
		add_text(s, last[i]);
	if (s->made_up)
		add_text(s, "anmarkning");
	end_line(s);
	for (size_t i = 0; i < exhibits; i++)
		for (size_t r = 0; r < exhibit[i]->rows.n; r++)
			for (size_t c = 0; c < exhibit[i]->columns.n; c++)
				add_record(s, exhibit[i], &keys, r, c);
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
	struct sheet s = {to, ';', "\r\n", r->made_up, 0, r->language};

	if (dialect == WRITE_CSV_DATA) {
		s.separator = ',';
		write_data(&s, exhibit, exhibits);
		return;
	}
	str_add_text(to, "\xef\xbb\xbf");
	if (r->made_up) {
		add_text(&s, report_made_up(r->language));
		end_line(&s);
		add_text(&s, report_made_up_more(r->language));
		end_line(&s);
		end_line(&s);
	}
	if (r->edition != NULL) {
		add_text(&s, r->edition);
		end_line(&s);
		end_line(&s);
	}
	for (size_t i = 0; i < exhibits; i++) {
		if (i > 0)
			end_line(&s);
		add_laid_out(&s, exhibit[i]);
	}
}
