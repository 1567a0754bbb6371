/*
 * validate: foreign text to clean records, by a schema; what breaks it is told and set aside.
 *
 * One pass over the input. Holds the schema, its code lists, a block of the input, and the hashes of keys that may stand only
 * once or must stand in a reference, up to --memory; what does not fit waits on disk, with the rows it concerns.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "validate/key_checks.h"
#include "codelist.h"
#include "validate/csv.h"
#include "validate/csv_header.h"
#include "date.h"
#include "error.h"
#include "validate/identity_list.h"
#include "input.h"
#include "validate/row_checks.h"
#include "number.h"
#include "validate/rules.h"
#include "validate/schema.h"
#include "validate/schema_columns.h"
#include "validate/schema_load.h"
#include "stage.h"

static struct {
	const char *schema, *rejects, *max_rejects, *report, *reference_date, *lang, *encoding,
	    *delimiter, *test_numbers;
	struct texts references;
	bool allow_synthetic, show_values, warnings;
	int64_t memory_bytes;
} opt = {.max_rejects = "0", .lang = "en", .memory_bytes = INT64_C(256) << 20};

static const struct option options[] = {
    {"schema", OPTION_TEXT, &opt.schema, "FILE",
     "Table Schema in YAML or JSON (`finsam help schemas`)"},
    {"rejects", OPTION_TEXT, &opt.rejects, "FILE",
     "write what is wrong to FILE, one record a fault"},
    {"warnings", OPTION_FLAG, &opt.warnings, NULL,
     "write the accepted rows that have a warning there, too"},
    {"max-rejects", OPTION_TEXT, &opt.max_rejects, "N",
     "rows (20) or a part of them (2%, 0.02) that may be rejected; 0"},
    {"reference", OPTION_LIST, &opt.references, "NAME=FILE",
     "the table that foreign keys call NAME"},
    {"report", OPTION_TEXT, &opt.report, "FILE", "write the counts of each rule to FILE"},
    {"reference-date", OPTION_TEXT, &opt.reference_date, "DATE",
     "the day by which two digits of a year are read"},
    {"allow-synthetic", OPTION_FLAG, &opt.allow_synthetic, NULL,
     "take made-up numbers of persons (month + 80)"},
    {"test-numbers", OPTION_TEXT, &opt.test_numbers, "FILE",
     "numbers published for tests, which are refused"},
    {"encoding", OPTION_TEXT, &opt.encoding, "NAME", "instead of the schema's"},
    {"delimiter", OPTION_TEXT, &opt.delimiter, "CHAR", "instead of the dialect's; tab for a tab"},
    {"lang", OPTION_TEXT, &opt.lang, "LANGUAGE", "of messages: en or sv; en"},
    {"show-values", OPTION_FLAG, &opt.show_values, NULL, "show values in messages and rejects"},
    {"memory", OPTION_BYTES, &opt.memory_bytes, "BYTES", "for keys, before they go to disk; 256M"},
    {0}};

static const struct stage stage = {
    .name = "validate",
    .about = "foreign text to clean records, by a schema",
    .operands = "[FILE]",
    .options = options,
    .details =
        "The schema is a Frictionless Table Schema (v2) with a Table Dialect and the extension\n"
        "`finsam:`. Exit status 1: more rows were rejected than --max-rejects allows.",
    .facts = 0,
    .count = STAGE_COUNT_KEPT,
};

/* ---------------------------------------------------------------- before the first row */

static enum fault_language language(void)
{
	if (strcmp(opt.lang, "sv") != 0 && strcmp(opt.lang, "en") != 0)
		stage_usage("--lang: en or sv");
	return strcmp(opt.lang, "sv") == 0 ? FAULT_SV : FAULT_EN;
}

static void override_dialect(struct schema *s)
{
	if (opt.encoding && !encoding_find(slice_of(opt.encoding), &s->encoding))
		stage_usage(
		    "--encoding: utf-8, utf-16le, utf-16be, windows-1252, iso-8859-1 or detect");
	if (opt.delimiter == NULL)
		return;
	if (strcmp(opt.delimiter, "tab") == 0)
		s->dialect.delimiter = '\t';
	else if (opt.delimiter[0] > ' ' && opt.delimiter[1] == '\0' &&
	         opt.delimiter[0] != s->dialect.quote && opt.delimiter[0] != s->dialect.escape)
		s->dialect.delimiter = opt.delimiter[0];
	else
		stage_usage("--delimiter: one ASCII character that is no quote, or tab");
}

/* Whether some number was one that nobody can have. */
static bool made_up;

/* What is no number of a person who can take part. */
static void set_identities(struct schema *s, struct identity_list *refused)
{
	s->identity.allow_synthetic = opt.allow_synthetic;
	s->identity.synthetic_seen = &made_up;
	if (opt.reference_date) {
		struct date_parts day = date_split(stage_day("reference-date", opt.reference_date));
		s->identity.reference = day.year * 10000 + day.month * 100 + day.day;
	}
	if (opt.test_numbers) {
		identity_list_read(stage_side_input(opt.test_numbers), refused);
		s->identity.refused = refused;
	}
}

static struct schema *open_schema(struct identity_list *refused)
{
	struct error e = {0};
	struct schema *s;

	if (opt.schema == NULL)
		stage_usage("--schema is needed");
	s = schema_load(opt.schema, &e);
	if (s == NULL)
		die("%s", e.text);
	if (s->passed.n > 0)
		warn("%s: properties that say nothing here are passed over: %s", s->path,
		     s->passed.at);
	override_dialect(s);
	set_identities(s, refused);
	for (size_t i = 0; i < s->lists; i++)
		codelist_read(stage_side_input(s->list[i].path), &s->list[i].codes);
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < s->lists; k++)
			if (s->field[i].codes_path &&
			    strcmp(s->list[k].path, s->field[i].codes_path) == 0)
				s->field[i].codes = &s->list[k].codes;
	return s;
}

/* Each foreign key needs its table, each table a foreign key. */
static void open_references(struct row_checks *v)
{
	const struct schema *s = v->schema;

	for (size_t i = 0; i < opt.references.n; i++) {
		struct slice name;
		const char *file;
		bool used = false;
		if (!stage_assignment(opt.references.at[i], &name, &file))
			stage_usage("--reference: NAME=FILE");
		for (size_t k = 0; k < s->foreigns; k++)
			if (slice_equal(s->foreign[k].resource, name)) {
				key_checks_refer(v->keys, k, stage_side_input(file));
				used = true;
			}
		if (!used)
			die("--reference %.*s: %s has no foreign key to it", SLICE(name), s->path);
	}
	for (size_t k = 0; k < s->foreigns; k++) {
		bool given = s->foreign[k].resource.n == 0;
		for (size_t i = 0; i < opt.references.n && !given; i++) {
			struct slice name;
			const char *file;
			given = stage_assignment(opt.references.at[i], &name, &file) &&
			        slice_equal(name, s->foreign[k].resource);
		}
		if (!given)
			yaml_die(s->path, s->foreign[k].node, "needs --reference %.*s=FILE",
			         SLICE(s->foreign[k].resource));
	}
}

/* The header, or the first row if there is none: then *first is true. */
static void match_columns(struct row_checks *v, struct input *in, struct csv_row *row, bool *first)
{
	struct schema *s = v->schema;
	struct csv_names names;
	struct error e = {0};
	bool ok;

	if (s->dialect.header)
		ok = csv_header_read(v->csv, &s->dialect, &names, &s->arena, &e) &&
		     schema_columns_match(s, &names, input_name(in), &e);
	else
		ok = schema_columns_without_header(s, input_name(in), &e);
	if (!ok)
		die("%s", e.text);
	csv_columns(v->csv, s->keeps, s->columns);
	*first = !s->dialect.header && csv_next(v->csv, row, &e);
	if (!s->dialect.header && !*first && e.text[0] == '\0')
		error_set(&e, "%s: the file is empty", input_name(in));
	ok = e.text[0] == '\0';
	if (!ok)
		die("%s", e.text);
}

/* ---------------------------------------------------------------- after the last row */

/* Whether --max-rejects allows it: rows, or a part of those read. The point tells 1.0, all of them, from 1, one row. */
static bool is_allowed(struct faults_counts rows)
{
	struct slice text = slice_of(opt.max_rejects);
	bool percent = slice_ends(text, "%"), share = !percent && memchr(text.at, '.', text.n);
	struct number limit, most = number_of((int64_t)rows.rejected), all;

	all = number_of(percent ? 100 : 1);
	text.n -= percent;
	if (!number_parse(text, &limit) || number_is_negative(limit) ||
	    ((percent || share) && number_compare(limit, all) > 0))
		stage_usage(
		    "--max-rejects: a number of rows (20), a percentage of them (2%%), or a "
		    "share with a decimal point (0.02)");
	if (!percent && !share)
		return number_compare(most, limit) <= 0;
	return number_multiply(limit, number_of((int64_t)rows.read), &limit) &&
	       number_multiply(most, all, &most) && number_compare(most, limit) <= 0;
}

static void account(struct row_checks *v, struct input *in, bool detect)
{
	struct faults_counts rows = faults_counts(v->faults);
	enum encoding encoding = csv_encoding(v->csv);
	char hash[33];

	if (detect && encoding == ENCODING_WINDOWS_1252)
		warn("%s: not UTF-8; read as %s", input_name(in), encoding_name(encoding));
	if (opt.report)
		faults_report(v->faults, opt.report,
		              !detect                       ? NULL
		              : encoding == ENCODING_DETECT ? "ascii"
		                                            : encoding_name(encoding));
	if (stage_keeps_ledger()) {
		input_hash(in, hash);
		stage_file("read", strcmp(input_name(in), "stdin") == 0 ? "-" : input_name(in),
		           input_taken(in), hash, (int64_t)rows.read);
	}
	stage_set_aside("rejected", rows.rejected);
	if (!is_allowed(rows)) {
		warn("%s: %llu of %llu rows rejected, %s allowed", input_name(in),
		     (unsigned long long)rows.rejected, (unsigned long long)rows.read,
		     opt.max_rejects);
		stage_beyond();
	}
}

/* The first row is there already if there was no header to read. */
static void validate(struct row_checks *v, struct csv_row *row, bool first)
{
	struct error e = {0};
	size_t n = first;

	while (n > 0 || (n = csv_batch(v->csv, row, CSV_BATCH, &e)) > 0) {
		schema_screen(v->schema, row, n);
		for (size_t i = 0; i < n; i++)
			row_checks_row(v, &row[i], i);
		row_checks_flush(v);
		n = 0;
	}
	if (e.text[0] != '\0')
		die("%s", e.text);
	row_checks_end(v);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_after(&o, 0);
	struct faults_options told = {language(), opt.show_values, opt.rejects, opt.warnings};
	struct identity_list refused = {0};
	struct row_checks v = {.schema = open_schema(&refused)};
	struct csv_row row[CSV_BATCH];
	struct error e = {0};
	struct input *in;
	bool first = false, detect;
	int status;

	is_allowed((struct faults_counts){0});
	v.rules = rules_open(v.schema, &e);
	v.keys = key_checks_open(v.schema, (size_t)opt.memory_bytes);
	if (v.rules == NULL || (in = input_open(file, &e)) == NULL)
		die("%s", e.text);
	if (stage_keeps_ledger())
		input_hash_on(in);
	v.csv = csv_open(in, v.schema->encoding, &v.schema->dialect);
	open_references(&v);
	match_columns(&v, in, row, &first);
	detect = v.schema->encoding == ENCODING_DETECT;
	v.plain = v.schema->rules + v.schema->keys + v.schema->foreigns == 0;
	v.faults = faults_open(v.schema, input_name(in), &told);
	v.unmarked = unmarked_open(v.schema, input_name(in));
	v.out = stage_output(&v.schema->header);
	stage_watch(in, &v.rows);
	validate(&v, row, first);
	account(&v, in, detect);
	faults_close(v.faults);
	if (made_up)
		stage_note_made_up();
	status = stage_end();
	row_checks_done(&v);
	unmarked_close(v.unmarked);
	key_checks_close(v.keys);
	rules_close(v.rules);
	csv_close(v.csv);
	input_close(in);
	schema_close(v.schema);
	identity_list_done(&refused);
	return status;
}
