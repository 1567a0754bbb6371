/*
 * render: write a report from a template in Markdown and from tables.
 *
 * Reads each table once. Holds the template, the tables, the code lists and the report in memory: tables of a
 * report are small, a row for each cell that is printed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "atomic_file.h"
#include "codelist.h"
#include "described.h"
#include "error.h"
#include "stream_hash.h"
#include "input.h"
#include "memory.h"
#include "normal.h"
#include "render/apart.h"
#include "render/edition_line.h"
#include "render/indicators.h"
#include "render/given.h"
#include "render/document.h"
#include "render/names.h"
#include "render/origin.h"
#include "render/report.h"
#include "render/report_form.h"
#include "render/report_words.h"
#include "render/table_words.h"
#include "stage.h"
#include "tar.h"
#include "render/template.h"

#define MAX_TEMPLATE_BYTES ((size_t)4 << 20)

static struct {
	const char *template, *as, *lang, *indicators, *words, *dialect, *edition, *exposed;
	const char *each;
	struct apart apart;
	struct given given;
	struct texts tables, only, origins;
	bool check, names;
} opt;

static char as_help[120]; /* names the forms */

static const struct option options[] = {
    {"template", OPTION_TEXT, &opt.template, "FILE", "the report, a Markdown file; must be given"},
    {"table", OPTION_LIST, &opt.tables, "NAME=FILE",
     "a table that the report uses; may be given again"},
    {"as", OPTION_TEXT, &opt.as, "FORM", as_help},
    {"lang", OPTION_TEXT, &opt.lang, "LANGUAGE",
     "sv or en; without it Swedish if the report has it"},
    {"indicators", OPTION_TEXT, &opt.indicators, "FILE", "what each indicator is, and its caveats"},
    {"words", OPTION_TEXT, &opt.words, "FILE", "what measures and keys are called in all reports"},
    {"codes", OPTION_LIST, &opt.given.codes, "NAME=FILE",
     "a code list, by column; may be given again"},
    {"set", OPTION_LIST, &opt.given.settings, "NAME=VALUE",
     "a text for {{ NAME }}; may be given again"},
    {"date", OPTION_TEXT, &opt.given.date, "DATE",
     "the day of the run, YYYY-MM-DD, as {{ datum }}"},
    {"edition", OPTION_TEXT, &opt.edition, "KIND", "which edition of its period the report is of"},
    {"exposed", OPTION_TEXT, &opt.exposed, "WHAT", "what protect was told not to protect"},
    {"each", OPTION_TEXT, &opt.each, "COLUMN=TABLE.COLUMN",
     "a report for each value of the table's column, and a page of all, as a tar archive"},
    {"into", OPTION_TEXT, &opt.apart.into, "FOLDER",
     "with --each: in it each value has a folder, COLUMN if not given; with px: that of its files"},
    {"file", OPTION_TEXT, &opt.apart.file, "NAME", "with --each: what each file is called"},
    {"title", OPTION_TEXT, &opt.apart.title, "TEXT", "with --each: of the page of all"},
    {"split", OPTION_LIST, &opt.given.split, "COLUMN=RULE",
     "what a table about persons is split by, unless it says why not; may be given again"},
    {"only", OPTION_LIST, &opt.only, "ID",
     "with a form of tables: only the table or chart with this id"},
    {"dialect", OPTION_TEXT, &opt.dialect, "DIALECT", "with csv: excel (default) or rfc4180"},
    {"origin", OPTION_LIST, &opt.origins, "FILE",
     "a table that the run is made from; FILE.id may say that its persons do not exist; may be "
     "given again"},
    {"differs", OPTION_LIST, &opt.given.differs, "NAME:MEASURE=COLUMN,...",
     "with --check: the columns by which alone a measure differs"},
    {"writes", OPTION_LIST, &opt.given.writes, "NAME:COLUMN=\"VALUE\" PLACE",
     "with --check: a text that the pipeline itself writes into a column, and where"},
    {"check", OPTION_FLAG, &opt.check, NULL,
     "rows may be missing: look for mistakes in the report only"},
    {"names", OPTION_FLAG, &opt.names, NULL,
     "only tell which tables, settings and code lists the report asks for, as records"},
    {0}};

static const struct stage stage = {
    "render",        "write a report from a template in Markdown and from tables",  "",
    options,         "The language of templates is told in `finsam help reports`.", 0,
    STAGE_COUNT_FREE};

/* ---------------------------------------------------------------- inputs */

static void account(const char *kind, const char *path, struct slice bytes)
{
	struct stream_hash *f;
	char hex[STREAM_HASH_HEX];

	if (!stage_keeps_ledger())
		return;
	f = stream_hash_open();
	stream_hash_add(f, bytes.at, bytes.n);
	stream_hash_hex(f, hex);
	stream_hash_close(f);
	stage_file(kind, path, (int64_t)bytes.n, hex, -1);
}

/* A file that says the same to all reports goes into the account as it is. */
static void account_for(const char *path)
{
	struct str text = {0};
	struct error e = {0};

	if (!input_slurp(path, MAX_TEMPLATE_BYTES, &text, &e))
		die("%s", e.text);
	account("read", path, str_slice(&text));
	str_done(&text);
}

/* Of what noise is drawn it could be taken away. */
static struct reader *refuse_noise(struct reader *in)
{
	const struct header *h = reader_header(in);

	for (size_t i = 0; i < h->n; i++)
		if (column_is_noise_key(h->name[i]))
			reader_die(in, 1, h->name[i],
			           "of this noise is drawn; protect --method noise uses it up");
	return in;
}

static void read_tables(struct report *r)
{
	const char *path, *beside;
	struct slice name;

	r->table = arena_take(r->arena, (opt.tables.n + 1) * sizeof *r->table);
	for (; r->tables < opt.tables.n; r->tables++) {
		if (!stage_assignment(opt.tables.at[r->tables], &name, &path) || *path == '\0')
			stage_usage("--table: expected NAME=FILE");
		if (report_table(r, name) != NULL)
			stage_usage("--table: a name is given twice");
		keyed_table_load(&r->table[r->tables], name, refuse_noise(stage_side_input(path)),
		                 r->arena);
		beside = described_path(path, r->arena);
		if (beside != NULL)
			account_for(beside);
		table_words_read(r, name, path);
	}
}

/* Those that were given, and those that tables are described by. */
static void read_lists(struct report *r)
{
	for (size_t i = 0; i < r->lists; i++)
		codelist_read(stage_side_input(r->list[i].path), &r->list[i].codes);
}

static void read_template(struct str *text)
{
	struct error e = {0};

	if (!input_slurp(opt.template, MAX_TEMPLATE_BYTES, text, &e))
		die("%s", e.text);
	account("read", opt.template, str_slice(text));
	normal_make(text);
}

static void read_shared(struct report *r)
{
	if (opt.indicators != NULL) {
		account_for(opt.indicators);
		r->indicators_path = opt.indicators;
		r->indicators = indicators_read(opt.indicators, r->arena);
	}
	if (opt.words != NULL) {
		account_for(opt.words);
		r->words = report_words_read(opt.words, r->arena);
	}
}

/* ---------------------------------------------------------------- the report */

static enum language choose_language(const struct report *r)
{
	if (opt.lang == NULL)
		return r->written_in[LANGUAGE_SV] ? LANGUAGE_SV : LANGUAGE_EN;
	if (strcmp(opt.lang, "sv") != 0 && strcmp(opt.lang, "en") != 0)
		stage_usage("--lang: sv or en");
	return strcmp(opt.lang, "sv") == 0 ? LANGUAGE_SV : LANGUAGE_EN;
}

static bool is_wanted(const struct exhibit *f)
{
	for (size_t i = 0; i < opt.only.n; i++)
		if (slice_is(f->id, opt.only.at[i]))
			return true;
	return opt.only.n == 0;
}

/* What the options of some forms ask for. */
static struct report_choice choose(const struct document *d)
{
	const struct exhibit **wanted =
	    arena_take(d->report->arena, (d->exhibits + 1) * sizeof *wanted);
	struct report_choice c = {.exhibit = wanted};

	for (size_t i = 0; i < d->exhibits; i++)
		if (is_wanted(&d->exhibit[i]))
			wanted[c.exhibits++] = &d->exhibit[i];
	if (c.exhibits < opt.only.n)
		stage_usage("--only: no table or chart has that id, or it is given twice");
	c.into = opt.apart.into;
	if (opt.dialect != NULL)
		c.dialect = write_csv_dialect_find(opt.dialect);
	return c;
}

static void render(struct report *r, struct slice template, struct str *to)
{
	struct document d;

	template_read_body(r, template);
	document_read(&d, r);
	struct report_choice c = choose(&d);
	report_form_find(slice_of(opt.as))->write(&d, &c, to);
	document_done(&d);
}

/* Reads the report anew, in all languages that are to be looked at, when a mistake was found and passed over. */
struct reading {
	struct report *report;
	struct slice template;
};

/* The front matter, as if nothing had been read before. */
static void begin_report(struct report *r, struct slice template)
{
	r->front = NULL;
	r->values = r->insertions = r->exhibits = 0;
	memset(r->written_in, 0, sizeof r->written_in);
	template_read_front(r, template);
	r->language = choose_language(r);
}

static void read_again(void *what)
{
	struct reading *again = what;
	struct report *r = again->report;
	struct document d;
	enum language wanted;

	begin_report(r, again->template);
	wanted = r->language;
	for (enum language l = LANGUAGE_SV; l < LANGUAGES; l++) {
		r->language = l;
		if (!r->written_in[l] || (l != wanted && !r->check))
			continue;
		template_read_body(r, again->template);
		document_read(&d, r);
	}
}

/* With --check a mistake in any language of the report is found, whichever is written. */
static void render_others(struct report *r, struct slice template)
{
	struct str nowhere = {0};
	enum language wanted = r->language;

	for (enum language l = LANGUAGE_SV; l < LANGUAGES; l++) {
		r->language = l;
		if (r->written_in[l] && l != wanted)
			render(r, template, &nowhere);
	}
	r->language = wanted;
	str_done(&nowhere);
}

static void deliver(struct slice report)
{
	const char *path = stage_output_path();

	stage_print(report);
	account("written", path == NULL ? "-" : path, report);
}

static bool is_given(const struct option *o)
{
	return o->kind == OPTION_LIST ? ((const struct texts *)o->into)->n > 0
	                              : *(const char *const *)o->into != NULL;
}

/* An option that only some forms have goes with no other. */
static void check_form(const char *wanted)
{
	const struct report_form *form = wanted == NULL ? NULL : report_form_find(slice_of(wanted));
	struct str names = {0};

	report_form_names(NULL, &names);
	if (wanted == NULL)
		stage_usage("--as %s must be given", names.at);
	if (form == NULL)
		stage_usage("--as: %s", names.at);
	for (const struct option *o = options; o->name != NULL; o++) {
		str_reset(&names);
		report_form_names(o->name, &names);
		if (names.n > 0 && !report_form_has(form, o->name) && is_given(o))
			stage_usage("--%s is for --as %s", o->name, names.at);
	}
	str_done(&names);
}

static void check_each(void)
{
	const struct report_form *form = report_form_find(slice_of(opt.as));
	struct apart *a = &opt.apart;

	if (opt.each == NULL && (a->file != NULL || a->title != NULL))
		stage_usage("--file and --title are for --each");
	if (opt.each == NULL && a->into != NULL && !report_form_is_folder(form))
		stage_usage("--into is for --each, and for a form that is a folder");
	if (report_form_is_folder(form) && a->into == NULL)
		a->into = opt.as;
	if (opt.each == NULL && a->into != NULL && !tar_name_check(slice_of(a->into)))
		stage_usage("--into: not the name of a folder");
	if (opt.each == NULL)
		return;
	if (a->file == NULL || !tar_name_check(slice_of(a->file)) || strchr(a->file, '/') != NULL)
		stage_usage("--each needs --file, the name of a file");
	if (a->into == NULL)
		a->into = memory_part(opt.each, strcspn(opt.each, "="));
	if (!tar_name_check(slice_of(a->into)))
		stage_usage("--into: not the name of a folder");
}

static void check_options(const struct operands *o)
{
	if (o->n > 0)
		stage_usage("no operands; tables are given with --table NAME=FILE");
	if (opt.template == NULL)
		stage_usage("--template FILE must be given");
	if (opt.names)
		return;
	check_form(opt.as);
	check_each();
	if (opt.given.differs.n > 0 && !opt.check)
		stage_usage("--differs is for --check");
	if (opt.given.writes.n > 0 && !opt.check)
		stage_usage("--writes is for --check");
	if (opt.dialect != NULL && write_csv_dialect_find(opt.dialect) == WRITE_CSV_DIALECTS)
		stage_usage("--dialect: excel or rfc4180");
}

/* The options are known before any is read, so the help of one of them is written first. */
static void describe_forms(void)
{
	struct str names = {0};

	report_form_names(NULL, &names);
	snprintf(as_help, sizeof as_help, "%s; must be given", names.at);
	str_done(&names);
}

/* What the template asks for, as records. */
static void name(struct report *r, struct str *template, struct str *records)
{
	read_template(template);
	if (opt.words != NULL)
		report_words_read(opt.words, r->arena);
	names_write(r, str_slice(template), records);
	stage_print(str_slice(records));
}

/* At the top, in every form. */
static void say_at_top(struct report *r)
{
	const char *exposed = NULL;

	if (opt.edition != NULL)
		r->edition = edition_line(opt.edition, r->language, r->arena);
	if (opt.edition != NULL && r->edition == NULL)
		stage_usage("--edition: " EDITION_LINE_FORM);
	if (opt.exposed != NULL)
		exposed = exposed_line(opt.exposed, r->language);
	if (opt.exposed != NULL && exposed == NULL)
		stage_usage("--exposed: " EXPOSED_LINE_FORM);
	if (exposed != NULL)
		r->edition = r->edition == NULL
		                 ? exposed
		                 : arena_format(r->arena, "%s %s", r->edition, exposed);
}

/* Front and text, with the tables and settings that the report has now. */
static void make_one(struct report *r, struct slice template, struct str *report)
{
	begin_report(r, template);
	say_at_top(r);
	if (opt.check)
		render_others(r, template);
	render(r, template, report);
}

/* Without a value, as where only mistakes are looked for, the report of none. */
static void make_parts(struct report *r, const struct report *whole, struct slice template,
                       struct str *archive)
{
	const struct apart *a = &opt.apart;
	struct str one = {0};

	for (size_t i = 0; i < a->n || (i == 0 && r->check); i++) {
		apart_cut(a, whole, i < a->n ? &a->value[i] : NULL, r);
		str_reset(&one);
		make_one(r, template, &one);
		for (size_t k = 0; k < r->tables; k++)
			if (r->table[k].line != NULL)
				header_done(&r->table[k].header);
		if (i < a->n)
			tar_add(archive, apart_path(a, i, whole), str_slice(&one));
	}
	str_done(&one);
}

/* The page of all comes last, when no report has failed. */
static void make_each(struct report *r, struct reading *reading, struct str *archive)
{
	struct report whole = *r;
	struct str page = {0}, index = {0};
	struct error e = {0};

	if (!apart_read(&opt.apart, opt.each, r, &e))
		die("%s", e.text);
	make_parts(r, &whole, reading->template, archive);
	r->table = whole.table;
	r->setting = whole.setting;
	r->settings = whole.settings;
	apart_index(&opt.apart, r, &index);
	reading->template = str_slice(&index);
	make_one(r, reading->template, &page);
	tar_add(archive, slice_of(opt.apart.file), str_slice(&page));
	tar_end(archive);
	str_done(&index);
	str_done(&page);
}

static void make(struct report *r, struct reading *reading, struct str *template,
                 struct str *report)
{
	struct error e = {0};

	if (!given_read(r, &opt.given, &e))
		stage_usage("%s", e.text);
	read_template(template);
	read_shared(r);
	read_tables(r);
	read_lists(r);
	r->made_up = origin_is_made_up(&opt.origins, &opt.tables);
	if (r->made_up)
		stage_note_made_up();
	reading->template = str_slice(template);
	if (opt.each != NULL)
		make_each(r, reading, report);
	else
		make_one(r, reading->template, report);
	deliver(str_slice(report));
}

int main(int argc, char **argv)
{
	struct operands o;
	struct arena arena = {0};
	struct report r = {.arena = &arena};
	struct str template = {0}, report = {0};
	struct reading reading = {&r, {NULL, 0}};
	struct mistakes mistakes = {.again = read_again, .what = &reading};

	describe_forms();
	o = stage_begin(&stage, argc, argv);
	check_options(&o);
	r.path = opt.template;
	r.check = opt.check;
	r.mistakes = &mistakes;
	if (opt.names)
		name(&r, &template, &report);
	else
		make(&r, &reading, &template, &report);
	str_done(&report);
	str_done(&template);
	for (size_t i = 0; i < r.tables; i++)
		keyed_table_done(&r.table[i]);
	for (size_t i = 0; i < r.lists; i++)
		codes_done(&r.list[i].codes);
	free(r.list);
	free(r.described);
	free(r.insertion);
	free(r.exhibit);
	mistakes_done(&mistakes);
	arena_done(&arena);
	return stage_end();
}
