/*
 * protect: hides what would tell of a person, and proves that it can not be worked out.
 *
 * One pass over each table. Holds all tables and what docs/man/protect.1 says per figure.
 */
#include <stdlib.h>
#include <string.h>

#include "atomic_file.h"
#include "protect/deadline.h"
#include "error.h"
#include "folder.h"
#include "input.h"
#include "key.h"
#include "memory.h"
#include "protect/protect_argus.h"
#include "protect/protect_keyed.h"
#include "protect/protect_noise.h"
#include "protect/protect_options.h"
#include "protect/protect_run.h"
#include "stage.h"

static struct {
	struct protect_words words;
	int64_t effort, time_limit;
	const char *into, *record, *explain, *argus, *key, *today, *transitions, *units;
	struct noise_edition edition;
} opt = {.words = {.min = PROTECT_UNSET,
                   .width = PROTECT_UNSET,
                   .percent = PROTECT_UNSET,
                   .base = PROTECT_UNSET},
         .effort = SUPPRESS_EFFORT};

static const struct option options[] = {
    {"min", OPTION_NUMBER, &opt.words.min, "N", "the least count that may be published"},
    {"zeros", OPTION_TEXT, &opt.words.zeros, "show|hide", "whether a count of 0 is published"},
    {"alike", OPTION_TEXT, &opt.words.alike, "show|hide|N",
     "whether shares of 0 and 100 percent are"},
    {"by", OPTION_LIST, &opt.words.by, "COLUMN,...", "the key columns"},
    {"count", OPTION_LIST, &opt.words.count,
     "MEASURE[@COLUMN,...][=POPULATION[[COLUMN=VALUE,...]]]", "a number of persons"},
    {"sum", OPTION_LIST, &opt.words.sum, "MEASURE=COUNT[=POPULATION]",
     "an amount of those that COUNT counts"},
    {"derived", OPTION_LIST, &opt.words.derived, "NAME=EXPRESSION",
     "a measure that is made of others"},
    {"part", OPTION_LIST, &opt.words.part, "COUNT=[TABLE:]COUNT[@COLUMN,...]",
     "the first is a part of the second, though no share says so"},
    {"hierarchy", OPTION_LIST, &opt.words.hierarchy, "COLUMN=FILE",
     "which values of the column are parts of which"},
    {"relation", OPTION_LIST, &opt.words.relation, "COLUMN:EQUATION",
     "how other values of it hang together"},
    {"overlap", OPTION_LIST, &opt.words.overlap, "COLUMN[@MEASURE[?]],...",
     "keys where a person may have several values"},
    {"class", OPTION_LIST, &opt.words.classes, "COLUMN:CLASS=CODE,...",
     "those in the class, and in no other, are some of those of these codes; its rows do not go "
     "out"},
    {"withhold", OPTION_LIST, &opt.words.withhold, "COLUMN:VALUE,...",
     "rows of these values are used, but do not go out"},
    {"never", OPTION_LIST, &opt.words.never, "COLUMN=VALUE,...",
     "nobody can have these values together, as anybody knows"},
    {"untied", OPTION_LIST, &opt.words.untied, "[TABLE:]COUNT|TABLE",
     "no part of another count, nor another of it, though it looks so"},
    {"priority", OPTION_LIST, &opt.words.priority, "[TABLE:]MEASURE[[COLUMN=VALUE,...]],...",
     "what a reader needs most: it is hidden last"},
    {"width", OPTION_NUMBER, &opt.words.width, "N",
     "how uncertain a small count must be; the threshold if not given"},
    {"largest", OPTION_LIST, &opt.words.largest, "SUM=COLUMN,...",
     "the columns of its largest contributions"},
    {"percent", OPTION_NUMBER, &opt.words.percent, "P", "the p percent rule for sums"},
    {"dominance", OPTION_TEXT, &opt.words.dominance, "N,K", "the dominance rule for sums"},
    {"previous", OPTION_LIST, &opt.words.previous, "FILE", "the table as it was published before"},
    {"cumulative", OPTION_FLAG, &opt.words.cumulative, NULL,
     "those that it counted are all in this one"},
    {"method", OPTION_TEXT, &opt.words.method, "suppress|round|noise",
     "hide figures (as if not given), round all, or change all by chance"},
    {"base", OPTION_NUMBER, &opt.words.base, "3|5", "what is rounded to multiples of"},
    {"key", OPTION_TEXT, &opt.key, "FILE",
     "the key file of the chance in what is hidden, so that the choice tells nothing"},
    {"period", OPTION_TEXT, &opt.edition.period, "PERIOD", "of what is protected, with --key"},
    {"unit", OPTION_TEXT, &opt.edition.unit, "NAME", "noise: whose publication it is"},
    {"told", OPTION_LIST, &opt.words.told, "TABLE=FILE",
     "a table that was told already, as FILE, and does not go out"},
    {"units", OPTION_TEXT, &opt.units, "COLUMN",
     "the key column of which each value is a unit, protected by itself"},
    {"edition", OPTION_TEXT, &opt.edition.edition, "WORD", "noise: which edition of it"},
    {"transitions", OPTION_TEXT, &opt.transitions, "FILE",
     "noise: by what chances a count becomes another"},
    {"cap", OPTION_LIST, &opt.words.cap, "SUM=AMOUNT",
     "noise: what no contribution to the sum is above"},
    {"today", OPTION_TEXT, &opt.today, "DATE", "the day it is, for the key's last day of use"},
    {"table", OPTION_LIST, &opt.words.table, "NAME=FILE", "one of several tables"},
    {"into", OPTION_TEXT, &opt.into, "FOLDER", "where several tables go"},
    {"record", OPTION_TEXT, &opt.record, "FILE", "what was done, for publication"},
    {"explain", OPTION_TEXT, &opt.explain, "FILE",
     "why each figure is hidden, not for publication"},
    {"argus", OPTION_TEXT, &opt.argus, "FOLDER",
     "the same as files of tau-ARGUS, not for publication"},
    {"effort", OPTION_NUMBER, &opt.effort, "N",
     "programs that may be solved before the heuristic is taken"},
    {"time-limit", OPTION_NUMBER, &opt.time_limit, "SECONDS", "give up after so long"},
    {0}};

static const struct stage stage = {
    "protect",
    "hide what would tell of a person, and prove that it can not be worked out",
    "[FILE]",
    options,
    NULL,
    STAGE_STEP | STAGE_PROTECTS_FIGURES,
    STAGE_COUNT_FREE};

/* ---------------------------------------------------------------- reading */

static void read_hierarchy(struct hierarchy *h, const struct protect_hierarchy *told)
{
	struct str text = {0};
	struct error e = {0};

	if (!slice_ends(slice_of(told->path), ".hrc")) {
		hierarchy_load(h, stage_side_input(told->path));
	} else {
		if (!input_slurp(told->path, (size_t)16 << 20, &text, &e))
			die("%s", e.text);
		hierarchy_load_hrc(h, str_slice(&text), told->path);
		stage_file("read", told->path, (int64_t)text.n, "", -1);
		str_done(&text);
	}
}

static struct protect_source *read_tables(struct protect_request *spec, const char *file)
{
	struct protect_source *source = arena_take(&spec->arena, spec->n * sizeof *source);

	for (size_t i = 0; i < spec->n; i++) {
		const struct protect_request_table *t = &spec->table[i];

		protect_source_open(&source[i], spec, t);
		keyed_table_load(&source[i].now, t->name,
		                 t->path == NULL ? stage_input(file) : stage_side_input(t->path),
		                 &spec->arena);
		if (t->told != NULL)
			keyed_table_load(&source[i].told, t->name, stage_side_input(t->told),
			                 &spec->arena);
		source[i].earlier =
		    arena_take(&spec->arena, (t->previouses + 1) * sizeof *source[i].earlier);
		for (size_t k = 0; k < t->previouses && !spec->noise; k++)
			keyed_table_load(&source[i].earlier[k], t->name,
			                 stage_side_input(t->previous[k]), &spec->arena);
		for (; source[i].orders < t->hierarchies; source[i].orders++) {
			struct protect_order *o = &source[i].order[source[i].orders];

			o->column = t->hierarchy[source[i].orders].column;
			read_hierarchy(&o->hierarchy, &t->hierarchy[source[i].orders]);
		}
		protect_source_classes(&source[i], t);
	}
	return source;
}

/* Whether each unit has tables of its own; with noise it has draws of its own. */
static bool is_cut(const struct protect_request *spec)
{
	return opt.units != NULL && !spec->noise;
}

/* ---------------------------------------------------------------- writing */

struct file {
	const char *path;
	struct str text;
	struct atomic_file *aside;
};

static void begin_file(struct file *f, const char *path, mode_t mode)
{
	f->path = path;
	if (path == NULL)
		return;
	f->aside = atomic_file_open(path, mode);
	atomic_file_write(f->aside, str_slice(&f->text));
}

static void end_file(struct file *f)
{
	if (f->path != NULL) {
		atomic_file_commit(f->aside);
		stage_file("written", f->path, (int64_t)f->text.n, "", -1);
	}
	str_done(&f->text);
}

/* One run after the other. */
static struct writer *write_table(struct protect_run *run, size_t runs, size_t table)
{
	struct protect *p = &run->p;
	struct header header = {0};
	struct writer *out;
	const char *path;

	protect_header(p, table, &header);
	if (opt.into == NULL) {
		out = stage_output(&header);
	} else {
		path = arena_format(&p->arena, "%s/%.*s.tsv", opt.into,
		                    SLICE(p->table[table].spec->name));
		out = writer_open(path, &header);
		if (stage_keeps_ledger())
			writer_hash_on(out);
	}
	for (size_t i = 0; i < runs; i++)
		protect_write(&run[i].p, &run[i].outcome, table, out);
	header_done(&header);
	return out;
}

static void close_table(struct writer *out)
{
	char hash[33] = "", *name = memory_text(writer_name(out));

	writer_flush(out);
	if (stage_keeps_ledger())
		writer_hash(out, hash);
	stage_file("written", name, (int64_t)writer_bytes(out), hash, (int64_t)writer_records(out));
	writer_close(out);
	free(name);
}

static void tell_ledger(struct protect *p, const struct protect_totals *totals)
{
	stage_note("method", protect_request_method(p->spec));
	stage_note("min", arena_format(&p->arena, "%lld", (long long)p->spec->min));
	if (!p->spec->round && !p->spec->noise)
		stage_note("hidden", arena_format(&p->arena, "%zu", totals->hidden));
}

/* The rows of the explanation tell the lines of what goes out. */
static void explain(struct protect_run *run, size_t runs, struct str *to)
{
	for (size_t i = 0; i < runs; i++) {
		for (size_t k = 0; i > 0 && k < run->p.n; k++)
			run[i].p.table[k].before =
			    run[i - 1].p.table[k].before + protect_rows(&run[i - 1].p, k);
		protect_explain(&run[i].p, to);
	}
}

/* Everything is written aside before the first file gets its name. */
static void write_all(struct protect_run *run, size_t runs, struct deadline *deadline)
{
	struct protect *p = &run->p;
	struct writer *out[PROTECT_TABLES_MAX];
	struct protect_totals totals = {0};
	struct file record = {0}, explanation = {0};

	for (size_t i = 0; i < runs; i++)
		protect_total(&run[i].p, &run[i].outcome, &totals);
	if (opt.record != NULL)
		protect_record(p, &run->outcome, &totals, &record.text);
	if (opt.explain != NULL)
		explain(run, runs, &explanation.text);
	deadline_cancel(deadline);
	if (opt.argus != NULL)
		protect_argus_write(p, opt.argus);
	begin_file(&record, opt.record, 0666);
	begin_file(&explanation, opt.explain, 0600);
	if (opt.into != NULL)
		folder_make(opt.into, 0777);
	for (size_t i = 0; i < p->n; i++)
		out[i] = p->spec->table[i].told == NULL ? write_table(run, runs, i) : NULL;
	for (size_t i = 0; opt.into != NULL && i < p->n; i++)
		if (out[i] != NULL)
			close_table(out[i]);
	end_file(&record);
	end_file(&explanation);
	tell_ledger(p, &totals);
}

/* Before a table is read: a key that may not be used is no matter of theirs. */
static void read_key(struct digest_key *keyed)
{
	int32_t today = opt.today == NULL ? key_today() : stage_day("today", opt.today);
	static char id[KEY_ID_MAX + 1];
	struct error e = {0};

	if (!protect_keyed_open(opt.key, slice_of(opt.edition.period), today, keyed, id, &e))
		die("%s", e.text);
	stage_note("key_id", id);
}

static void check_key(const struct protect_request *spec)
{
	struct noise_edition edition = opt.edition;
	struct error e = {0};

	if (!spec->noise &&
	    (opt.edition.unit != NULL || opt.edition.edition != NULL || opt.transitions != NULL))
		stage_usage("--unit, --edition and --transitions are for --method noise");
	if (spec->noise && (opt.key == NULL || opt.transitions == NULL))
		stage_usage("noise needs --key and --transitions");
	if (opt.units != NULL && opt.edition.unit != NULL)
		stage_usage("--unit or --units, not both");
	if (opt.units != NULL)
		edition.unit = opt.units;
	if (spec->noise && !noise_edition_check(&edition, &e))
		stage_usage("%s", e.text);
	if ((opt.key != NULL) != (opt.edition.period != NULL) || (spec->round && opt.key != NULL))
		stage_usage("--key and --period go together, and not with --method round");
}

static void open_noise(struct protect_noise *noise)
{
	struct protect_noise_asked asked = {.edition = opt.edition,
	                                    .units = opt.units,
	                                    .key = opt.key,
	                                    .transitions = stage_side_input(opt.transitions)};
	const char *slash = strrchr(opt.transitions, '/');

	asked.today = opt.today == NULL ? key_today() : stage_day("today", opt.today);
	protect_noise_open(noise, &asked);
	stage_note("key_id", noise->key_id);
	stage_note("edition", noise->edition);
	/* The name that the noise has is its reader's, which is closed before the notes are told. */
	stage_note("transitions", slash == NULL ? opt.transitions : slash + 1);
}

static void find_units(struct protect_units *units, struct protect_request *spec,
                       const struct protect_source *source)
{
	struct error e = {0};

	units->column = slice_of(opt.units);
	if (!protect_units_leave(spec, units->column, &e))
		stage_usage("%s", e.text);
	for (size_t i = 0; i < spec->n; i++)
		protect_units_add(units, &source[i].now);
}

/* All is protected before anything is written. Without a unit there are tables of none. */
static void run_all(struct protect_request *spec, struct protect_source *source,
                    struct deadline *deadline, const struct digest_key *keyed,
                    struct protect_noise *noise)
{
	struct protect_units units = {0};
	struct protect_run *run;
	size_t runs = 1;

	if (is_cut(spec)) {
		find_units(&units, spec, source);
		runs = units.value.n == 0 ? 1 : units.value.n;
	}
	run = memory_zeroed(runs, sizeof *run);
	for (size_t i = 0; i < runs; i++) {
		run[i].outcome.noise = *noise;
		protect_run_load(&run[i], spec, source, is_cut(spec) ? &units : NULL, i);
		protect_run_solve(&run[i], keyed, (size_t)opt.effort);
	}
	write_all(run, runs, deadline);
	/* What it drew by lies in what its run holds. */
	if (spec->noise)
		protect_noise_done(&run->outcome.noise);
	for (size_t i = 0; i < runs; i++)
		protect_done(&run[i].p);
	for (size_t i = 0; i < spec->n; i++)
		protect_source_done(&source[i], &spec->table[i], is_cut(spec));
	protect_units_done(&units);
	free(run);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_after(&o, 0);
	struct protect_request spec = {0};
	struct protect_noise noise = {0};
	struct digest_key keyed;
	struct error e = {0};
	struct deadline *deadline;
	bool draws;
	int status;

	if (!protect_options_read(&spec, &opt.words, &e))
		stage_usage("%s", e.text);
	if ((opt.words.table.n > 0) != (opt.into != NULL))
		stage_usage("--table and --into go together");
	if ((spec.round || spec.noise) && opt.argus != NULL)
		stage_usage("--argus is for --method suppress");
	if (opt.units != NULL && opt.words.told.n > 0)
		stage_usage("--told is for what is protected at once, not for --units");
	if (opt.units != NULL && opt.argus != NULL)
		stage_usage("--argus tells tables that are protected at once, not --units");
	if (opt.into != NULL && (file != NULL || stage_output_path() != NULL))
		stage_usage("with --table there is neither FILE nor --output");
	check_key(&spec);
	draws = opt.key != NULL && !spec.noise;
	if (spec.noise)
		open_noise(&noise);
	else if (draws)
		read_key(&keyed);
	deadline = deadline_set(opt.time_limit, "--time-limit");
	run_all(&spec, read_tables(&spec, file), deadline, draws ? &keyed : NULL, &noise);
	if (draws)
		digest_key_done(&keyed);
	status = stage_end();

	protect_request_done(&spec);
	return status;
}
