#include "validate/faults.h"

#include <stdio.h>
#include <stdlib.h>

#include "error.h"
#include "header.h"
#include "memory.h"
#include "quality.h"

#define MASK "***"

/* Columns of the rejects before those of the data; the names can hardly be those of a register. */
static const char *const reject_columns[] = {
    "fel_fil", "fel_rad", "fel_kolumn", "fel_regel", "fel_allvar", "fel_meddelande", "fel_atgard"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Numbers: the faults of rows, fields * FAULTS, rules, keys, foreign keys, in this order. */
struct faults {
	const struct schema *schema;
	const char *file;
	struct faults_options options;
	struct writer *rejects;
	uint32_t fields, rules, keys, foreigns, numbers; /* where each begins; how many there are */
	uint64_t *count;
	struct faults_counts rows;
	uint64_t shown, left_out;
	struct str text;
};

static struct header reject_header(const struct schema *s)
{
	struct header h = {0};
	struct error e;

	for (size_t i = 0; i < COUNT(reject_columns); i++)
		header_add(&h, slice_of(reject_columns[i]), NULL);
	for (size_t i = 0; i < s->n; i++)
		if (!header_add(&h, s->field[i].column, &e))
			die("%s: rejects: %s", s->path, e.text);
	return h;
}

struct faults *faults_open(const struct schema *s, const char *file,
                           const struct faults_options *options)
{
	struct faults *f = memory_zeroed(1, sizeof *f);

	f->schema = s;
	f->file = file;
	f->options = *options;
	f->fields = FAULT_REQUIRED;
	f->rules = f->fields + (uint32_t)s->n * FAULTS;
	f->keys = f->rules + (uint32_t)s->rules;
	f->foreigns = f->keys + (uint32_t)s->keys;
	f->numbers = f->foreigns + (uint32_t)s->foreigns;
	f->count = memory_zeroed(f->numbers, sizeof *f->count);
	if (options->rejects) {
		struct header h = reject_header(s);
		f->rejects = writer_open(options->rejects, &h);
		header_done(&h);
	}
	return f;
}

uint32_t faults_of_row(const struct faults *f, enum fault fault)
{
	(void)f;
	return (uint32_t)fault;
}

uint32_t faults_of_field(const struct faults *f, size_t field, enum fault fault)
{
	return f->fields + (uint32_t)field * FAULTS + (uint32_t)fault;
}

uint32_t faults_of_rule(const struct faults *f, size_t rule)
{
	return f->rules + (uint32_t)rule;
}

uint32_t faults_of_key(const struct faults *f, size_t key)
{
	return f->keys + (uint32_t)key;
}

uint32_t faults_of_foreign(const struct faults *f, size_t foreign)
{
	return f->foreigns + (uint32_t)foreign;
}

void faults_take_breaches(const struct faults *f, struct faults_row *row)
{
	const struct schema *s = f->schema;

	for (size_t i = 0; i < s->n; i++)
		for (uint64_t bits = s->fault[i]; bits != 0; bits &= bits - 1)
			faults_add(row, faults_of_field(f, i, (enum fault)__builtin_ctzll(bits)));
}

/* ---------------------------------------------------------------- what a number means */

/* What a number stands for, as it is shown. */
struct meaning {
	const char *id;
	char room[64];
	const struct schema_field *field; /* NULL: of the row */
	const char *columns;              /* what stands in the place of the column */
	bool warning;
};

static bool is_warning(const struct faults *f, uint32_t number)
{
	const struct schema *s = f->schema;
	const struct schema_key *key;

	if (number < f->fields)
		return number == FAULT_UNENDED;
	if (number < f->rules)
		return (number - f->fields) % FAULTS >= FAULT_REQUIRED &&
		       s->field[(number - f->fields) / FAULTS].warning;
	if (number < f->keys)
		return s->rule[number - f->rules].warning;
	if (number < f->foreigns) {
		key = &s->key[number - f->keys];
		return key->fault == FAULT_UNIQUE && s->field[key->field[0]].warning;
	}
	return s->foreign[number - f->foreigns].n == 1 &&
	       s->field[s->foreign[number - f->foreigns].field[0]].warning;
}

static void meaning_of(const struct faults *f, uint32_t number, struct meaning *m)
{
	const struct schema *s = f->schema;

	*m = (struct meaning){.columns = "", .warning = is_warning(f, number)};
	if (number < f->fields) {
		m->id = fault_id((enum fault)number, m->room);
	} else if (number < f->rules) {
		m->field = &s->field[(number - f->fields) / FAULTS];
		m->columns = m->field->name.at;
		m->id = fault_id((enum fault)((number - f->fields) % FAULTS), m->room);
	} else if (number < f->keys) {
		m->id = s->rule[number - f->rules].id.at;
	} else if (number < f->foreigns) {
		m->id = fault_id(s->key[number - f->keys].fault, m->room);
		m->columns = s->key[number - f->keys].names;
	} else {
		m->id = fault_id(FAULT_FOREIGN_KEY, m->room);
		m->columns = s->foreign[number - f->foreigns].names;
	}
}

/* A message with one hole. */
static void fill(struct str *to, const char *message, struct slice text)
{
	const char *hole = strstr(message, "%s");

	if (hole == NULL) {
		str_add_text(to, message);
		return;
	}
	str_add(to, (struct slice){message, (size_t)(hole - message)});
	str_add(to, text);
	str_add_text(to, hole + 2);
}

static void add_message(const struct faults *f, uint32_t number, enum fault_language l,
                        struct str *to)
{
	const struct schema *s = f->schema;

	if (number == FAULT_RAGGED && !s->dialect.header) {
		str_add_text(to, l == FAULT_SV ? "inte lika många fält som schemat"
		                               : "not as many fields as the schema");
	} else if (number < f->fields) {
		fill(to, fault_message((enum fault)number, l),
		     slice_of(encoding_name(s->encoding)));
		if (number == FAULT_QUOTE && s->dialect.stray)
			str_add_text(to, l == FAULT_SV
			                     ? "; escapeChar utan quoteChar är utan citattecken"
			                     : "; escapeChar without quoteChar has no quotes");
		if (number == FAULT_ENCODING && s->encoding == ENCODING_ISO_8859_1)
			str_add_text(to, l == FAULT_SV ? "; är det windows-1252?"
			                               : "; is it windows-1252?");
	} else if (number < f->rules) {
		number -= f->fields;
		schema_message(s, &s->field[number / FAULTS], (enum fault)(number % FAULTS), l, to);
	} else if (number < f->keys) {
		str_add(to, s->rule[number - f->rules].message[l]);
	} else if (number < f->foreigns) {
		const struct schema_key *key = &s->key[number - f->keys];
		fill(to, fault_message(key->fault, l), slice_of(key->names));
	} else {
		const struct schema_foreign *foreign = &s->foreign[number - f->foreigns];
		const char *itself = l == FAULT_SV ? "tabellen själv" : "the table itself";
		fill(to, fault_message(FAULT_FOREIGN_KEY, l),
		     foreign->resource.n > 0 ? foreign->resource : slice_of(itself));
	}
}

static void add_advice(const struct faults *f, uint32_t number, enum fault_language l,
                       struct str *to)
{
	const struct schema *s = f->schema;

	if (number < f->fields)
		str_add_text(to, fault_advice((enum fault)number, l));
	else if (number < f->rules)
		str_add_text(to, fault_advice((enum fault)((number - f->fields) % FAULTS), l));
	else if (number < f->keys)
		str_add(to, s->rule[number - f->rules].advice[l]);
	else if (number < f->foreigns)
		str_add_text(to, fault_advice(s->key[number - f->keys].fault, l));
	else
		str_add_text(to, fault_advice(FAULT_FOREIGN_KEY, l));
}

/* As one text. Of the rules that every schema has the message alone is enough for whoever wrote the file. */
static void add_all(const struct faults *f, uint32_t number, enum fault_language l, struct str *to)
{
	add_message(f, number, l, to);
	if (number < f->rules || number >= f->keys ||
	    f->schema->rule[number - f->rules].advice[l].n == 0)
		return;
	str_add_byte(to, ' ');
	add_advice(f, number, l, to);
}

/* ---------------------------------------------------------------- values that nobody should see */

/* What people put between the parts of a number: at most so many bytes of it (a dash or a blank may have three). */
#define BETWEEN_MAX 5

static bool is_between(unsigned char c)
{
	return c >= 0x80 || strchr(" -+./:_", c) != NULL;
}

/* Whether ten or more digits stand together, however they are divided: what a number of a person looks like. */
static bool looks_like_identity(struct slice s)
{
	size_t digits = 0, between = 0;

	for (size_t i = 0; i < s.n && digits < 10; i++) {
		unsigned char c = (unsigned char)s.at[i];
		if (c >= '0' && c <= '9') {
			digits++;
			between = 0;
		} else if (!is_between(c) || ++between > BETWEEN_MAX) {
			digits = 0;
		}
	}
	return digits >= 10;
}

/* Values of identifiers and sensitive fields, and what looks like an identity, are masked unless they are asked for. */
static struct slice shown(const struct faults *f, size_t field, const struct record *clean)
{
	const struct schema_field *of = &f->schema->field[field];
	struct slice value;

	if (clean == NULL)
		return slice_of(MASK);
	value = record_field(clean, field);
	if (f->options.show_values || value.n == 0)
		return value;
	if (of->class == SCHEMA_IDENTIFIER || of->class == SCHEMA_SENSITIVE ||
	    looks_like_identity(value))
		return slice_of(MASK);
	return value;
}

/* ---------------------------------------------------------------- telling */

static void write_reject(struct faults *f, uint32_t number, uint64_t line,
                         const struct record *clean)
{
	struct meaning m;
	char digits[24];

	meaning_of(f, number, &m);
	writer_text(f->rejects, slice_of(f->file));
	snprintf(digits, sizeof digits, "%llu", (unsigned long long)line);
	writer_field(f->rejects, slice_of(digits));
	writer_text(f->rejects, slice_of(m.columns));
	writer_text(f->rejects, slice_of(m.id));
	writer_text(f->rejects, slice_of(m.warning ? "varning" : "fel"));
	str_reset(&f->text);
	add_message(f, number, f->options.language, &f->text);
	writer_text(f->rejects, str_slice(&f->text));
	str_reset(&f->text);
	add_advice(f, number, f->options.language, &f->text);
	writer_text(f->rejects, str_slice(&f->text));
	if (clean != NULL && record_span(clean, 0, clean->n).n > RECORD_MAX_BYTES / 2)
		clean = NULL; /* it would not fit in a record with what is said about it */
	for (size_t i = 0; i < f->schema->n; i++)
		writer_field(f->rejects, shown(f, i, clean));
	writer_end(f->rejects);
}

/* The first FAULTS_SHOWN are told one by one; the others are counted. */
static void say(struct faults *f, uint32_t number, uint64_t line, const struct record *clean)
{
	struct meaning m;

	if (f->shown == FAULTS_SHOWN) {
		f->left_out++;
		return;
	}
	f->shown++;
	meaning_of(f, number, &m);
	str_reset(&f->text);
	add_all(f, number, f->options.language, &f->text);
	if (f->options.show_values && m.field && clean) {
		struct slice value = record_field(clean, (size_t)(m.field - f->schema->field));
		str_addf(&f->text, "%s %.*s",
		         f->options.language == FAULT_SV ? "; där står" : "; found", SLICE(value));
	}
	warn("%s:%llu: %s%s%s%s%s", f->file, (unsigned long long)line, m.columns,
	     *m.columns ? ": " : "", m.field ? "" : m.id, m.field ? "" : ": ", f->text.at);
}

bool faults_reject(const struct faults *f, const struct faults_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		if (!is_warning(f, row->at[i]))
			return true;
	return false;
}

bool faults_settle(struct faults *f, const struct faults_row *row, uint64_t line,
                   const struct record *clean)
{
	bool rejected = faults_reject(f, row);

	for (size_t i = 0; i < row->n; i++) {
		f->count[row->at[i]]++;
		if (f->rejects && (rejected || f->options.warnings))
			write_reject(f, row->at[i], line, clean);
		else if (f->rejects == NULL)
			say(f, row->at[i], line, clean);
	}
	f->rows.read++;
	f->rows.accepted += !rejected;
	f->rows.rejected += rejected;
	f->rows.warned += !rejected && row->n > 0;
	return !rejected;
}

void faults_accept(struct faults *f, uint64_t rows, uint64_t trimmed)
{
	f->rows.trimmed += trimmed;
	f->rows.read += rows;
	f->rows.accepted += rows;
}

struct faults_counts faults_counts(const struct faults *f)
{
	return f->rows;
}

/* ---------------------------------------------------------------- the report */

static void report_line(struct writer *out, const char *id, const char *columns,
                        const char *severity, uint64_t count, struct slice message,
                        struct slice in_english)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%llu", (unsigned long long)count);
	writer_text(out, slice_of(id));
	writer_text(out, slice_of(columns));
	writer_text(out, slice_of(severity));
	writer_field(out, slice_of(digits));
	writer_text(out, message);
	writer_text(out, in_english);
	writer_end(out);
}

static void report_counts(const struct faults *f, struct writer *out, const char *encoding)
{
	const struct {
		const char *id;
		uint64_t count;
		const char *message[FAULT_LANGUAGES];
	} lines[] = {
	    {"rows-read", f->rows.read, {"rows read", "lästa rader"}},
	    {"rows-accepted", f->rows.accepted, {"rows accepted", "godkända rader"}},
	    {"rows-rejected", f->rows.rejected, {"rows rejected", "avvisade rader"}},
	    {"rows-warned",
	     f->rows.warned,
	     {"rows accepted with a warning", "godkända rader med varning"}},
	    {"rows-trimmed",
	     f->rows.trimmed,
	     {"rows with blanks at the ends of a value, which were taken off",
	      "rader med blanktecken i början eller slutet av ett värde, som togs bort"}},
	};

	for (size_t i = 0; i < COUNT(lines) - (f->rows.trimmed == 0); i++)
		report_line(out, lines[i].id, "", "info", lines[i].count,
		            slice_of(lines[i].message[f->options.language]),
		            slice_of(lines[i].message[FAULT_EN]));
	if (encoding)
		report_line(out, "encoding-found", "", "info", 1, slice_of(encoding),
		            slice_of(encoding));
}

void faults_report(const struct faults *f, const char *path, const char *encoding)
{
	struct header h = {0};
	struct slice rest = slice_of(QUALITY_COLUMNS), name;
	struct writer *out;
	struct str message = {0}, in_english = {0};

	while (slice_cut(&rest, ' ', &name))
		header_add(&h, name, NULL);
	out = writer_open(path, &h);
	header_done(&h);
	report_counts(f, out, encoding);
	for (uint32_t number = 0; number < f->numbers; number++) {
		struct meaning m;
		if ((number < f->rules || number >= f->keys) && f->count[number] == 0)
			continue;
		meaning_of(f, number, &m);
		str_reset(&message);
		str_reset(&in_english);
		add_all(f, number, f->options.language, &message);
		add_all(f, number, FAULT_EN, &in_english);
		report_line(out, m.id, m.columns, m.warning ? "varning" : "fel", f->count[number],
		            str_slice(&message), str_slice(&in_english));
	}
	writer_close(out);
	str_done(&message);
	str_done(&in_english);
}

void faults_close(struct faults *f)
{
	if (f->left_out > 0)
		warn("%s: %llu further messages (--rejects FILE has all)", f->file,
		     (unsigned long long)f->left_out);
	if (f->rejects)
		writer_close(f->rejects);
	free(f->count);
	str_done(&f->text);
	free(f);
}

void faults_row_done(struct faults_row *row)
{
	free(row->at);
}
