/*
 * pipeline: compile a pipeline to a makefile
 *
 * Reads the pipeline and the schemas it names, asks each stage for its options, and prints a makefile, or writes it with
 * the scripts of its targets into the work folder. Holds the pipeline, a few hundred bytes for each step.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atomic_file.h"
#include "date.h"
#include "folder.h"
#include "pipeline/pipeline_check.h"
#include "pipeline/pipeline_clock.h"
#include "pipeline/pipeline_descriptor.h"
#include "pipeline/pipeline_figures.h"
#include "pipeline/pipeline_load.h"
#include "pipeline/pipeline_make.h"
#include "pipeline/pipeline_plan.h"
#include "pipeline/shell.h"
#include "stage.h"
#include "suggest.h"
#include "yaml_write.h"

static struct {
	bool write, folder, claim, headers, expand, figures, graph, periods, look, clock,
	    parameters;
	const char *work, *today, *suggest, *ask, *approved, *since, *month;
	bool inside, without_comparison;
} opt = {.work = "work"};

static const struct option options[] = {
    {"write", OPTION_FLAG, &opt.write, NULL,
     "write makefile and scripts into the work folder, and print that folder"},
    {"folder", OPTION_FLAG, &opt.folder, NULL, "only print the work folder"},
    {"claim", OPTION_FLAG, &opt.claim, NULL,
     "make the work folder, see that nobody else can write in it, and print it"},
    {"headers", OPTION_FLAG, &opt.headers, NULL,
     "with sources that have a header and no rows, and any parameters"},
    {"expand", OPTION_FLAG, &opt.expand, NULL,
     "print the pipeline with all that it uses and asks written out, as YAML"},
    {"figures", OPTION_FLAG, &opt.figures, NULL,
     "print what protect is told of each figure, and how figures hang together, as records"},
    {"ask", OPTION_TEXT, &opt.ask, "QUESTION",
     "with a table `ask` that asks this ({ask: ..., by: ...}), and nothing published; --write "
     "prints the table's file"},
    {"inside", OPTION_FLAG, &opt.inside, NULL, "what is asked is not protected"},
    {"without-comparison", OPTION_FLAG, &opt.without_comparison, NULL,
     "what `compare` asks of earlier windows is missing"},
    {"graph", OPTION_FLAG, &opt.graph, NULL, "print a drawing for dot of Graphviz"},
    {"periods", OPTION_FLAG, &opt.periods, NULL,
     "print NAME=PERIOD for each period of a parameter given as FROM..TILL"},
    {"clock", OPTION_FLAG, &opt.clock, NULL,
     "print how the periods stand that a pipeline with `follows` is made of, as records"},
    {"since", OPTION_TEXT, &opt.since, "MONTH",
     "for --clock: from that month on, instead of from the first period that is published"},
    {"month", OPTION_TEXT, &opt.month, "MONTH", "for --clock: only what ends with that month"},
    {"parameters", OPTION_FLAG, &opt.parameters, NULL,
     "print the names of its parameters, a line each"},
    {"look", OPTION_FLAG, &opt.look, NULL,
     "FILE is a work folder: look whether the files that its makefile depends on have changed"},
    {"work", OPTION_TEXT, &opt.work, "FOLDER", "where work folders lie (work)"},
    {"suggest", OPTION_TEXT, &opt.suggest, "WORD",
     "only tell which of the operands may have been meant by WORD"},
    {"today", OPTION_TEXT, &opt.today, "DATE", "the day of the run, if run_date is not given"},
    {"approved-by", OPTION_TEXT, &opt.approved, "NAME",
     "who approves an edition on another day than the pipeline says"},
    {0}};

static const struct stage stage = {"pipeline",
                                   "compile a pipeline to a makefile",
                                   "FILE [NAME=VALUE]...",
                                   options,
                                   "`finsam help pipelines` is the manual of the language.",
                                   0,
                                   STAGE_COUNT_FREE};

/* ---------------------------------------------------------------- writing */

static bool is_same(const char *path, struct slice bytes)
{
	FILE *file = fopen(path, "r");
	char block[4096];
	size_t at = 0, n;
	bool same = file != NULL;

	while (same && (n = fread(block, 1, sizeof block, file)) > 0) {
		same = n <= bytes.n - at && memcmp(block, bytes.at + at, n) == 0;
		at += n;
	}
	if (file != NULL)
		fclose(file);
	return same && at == bytes.n;
}

/* Only what changed is written, and what was made by it is made again, whatever the clock says. */
static void write_file(const char *path, struct slice bytes, const char *ledger)
{
	struct atomic_file *file;

	if (is_same(path, bytes))
		return;
	if (ledger != NULL)
		seen_outdate(ledger);
	file = atomic_file_open(path, 0600);
	atomic_file_write(file, bytes);
	atomic_file_commit(file);
}

/* Each is looked at before anything is made in it. */
static void claim(const struct pipeline *p)
{
	const char *const folder[] = {opt.work, arena_format(p->arena, "%s/%s", opt.work, p->name),
	                              p->work};

	umask(077);
	for (int i = 0; i < 3; i++) {
		folder_make(folder[i], 0700);
		folder_must_be_ours(folder[i], i < 2);
	}
}

/* What is told of a table beside it; a report or a publication that told otherwise is made again. */
static void write_descriptors(const struct descriptors *d, const struct pipeline *p,
                              const struct target *t, struct str *text)
{
	const char *publication = arena_format(p->arena, "%s/published", p->work);

	for (size_t i = 0; i < t->outputs; i++) {
		if (!descriptor_is_wanted(p, &t->output[i]))
			continue;
		str_reset(text);
		descriptor_write(d, &t->output[i], text);
		write_file(arena_format(p->arena, "%s.json", t->output[i].file), str_slice(text),
		           publication);
	}
}

static void write_all(struct pipeline *p, struct str *makefile, const struct seen *seen)
{
	struct str text = {0};
	struct descriptors descriptors;
	struct error e = {0};

	if (!descriptors_begin(&descriptors, p, &e))
		die("%s", e.text);
	claim(p);
	folder_make(arena_format(p->arena, "%s/seen", p->work), 0700);
	seen_write(seen, p->work);
	for (size_t i = 0; i < p->targets; i++) {
		const struct target *t = p->target[i];
		str_reset(&text);
		pipeline_script(p, t, &text);
		write_file(arena_format(p->arena, "%s.sh", t->output[0].file), str_slice(&text),
		           arena_format(p->arena, "%s.ledger", t->output[0].file));
		if (t->header != NULL)
			write_file(t->input, (struct slice){t->header, t->header_bytes}, NULL);
		write_descriptors(&descriptors, p, t, &text);
	}
	str_reset(&text);
	pipeline_plan(p, &text);
	write_file(arena_format(p->arena, "%s/plan.json", p->work), str_slice(&text),
	           arena_format(p->arena, "%s/published", p->work));
	write_file(arena_format(p->arena, "%s/makefile", p->work), str_slice(makefile), NULL);
	/* A bundle or a publication that somebody removed is made again. */
	if (p->bundle != NULL &&
	    access(arena_format(p->arena, "%s/datapackage.json", p->bundle), F_OK) != 0)
		unlink(arena_format(p->arena, "%s/handover.tsv.ledger", p->work));
	if (p->publish != NULL &&
	    access(arena_format(p->arena, "%s/provenance.json", p->publish), F_OK) != 0)
		unlink(arena_format(p->arena, "%s/published", p->work));
	descriptors_done(&descriptors);
	str_done(&text);
}

/* ---------------------------------------------------------------- what it was asked for */

/* Whether an operand is NAME=FROM..TILL; sets the length of the name. */
static bool is_range(const char *operand, int *name, struct period *from, struct period *till)
{
	const char *sign = strchr(operand, '='), *dots = strstr(operand, "..");

	if (sign == NULL || dots == NULL || dots < sign)
		return false;
	*name = (int)(sign - operand);
	return period_parse((struct slice){sign + 1, (size_t)(dots - sign - 1)}, from) &&
	       period_parse(slice_of(dots + 2), till);
}

/* One line for each period of NAME=FROM..TILL; nothing if there is none. */
static void print_periods(const struct operands *o, struct str *to)
{
	const char *range = NULL;

	for (int i = 1; i < o->n; i++) {
		struct period from, till;
		char text[PERIOD_TEXT];
		int name;
		if (!is_range(o->at[i], &name, &from, &till))
			continue;
		if (range != NULL)
			die("%.*s: one range of periods at a time, and it is given once", name,
			    o->at[i]);
		range = o->at[i];
		if (from.months != till.months || from.first > till.first)
			die("%.*s: FROM..TILL are two periods of one length, the earlier first",
			    name, o->at[i]);
		for (bool more = true; more && from.first <= till.first;
		     more = period_move(from, 1, &from)) {
			period_write(from, text);
			str_addf(to, "%.*s=%s\n", name, o->at[i], text);
		}
	}
}

/* The file of the table that answers the question. */
static const char *answer_of(const struct pipeline *p)
{
	const struct output *o = pipeline_find(p, slice_of("ask"));

	return o->protected != NULL ? o->protected->file : o->file;
}

static void pipeline(struct pipeline *p, struct str *to)
{
	struct seen seen = {0};
	struct str makefile = {0};

	if (opt.claim)
		claim(p);
	if (opt.folder || opt.claim)
		str_addf(to, "%s\n", p->work);
	else if (opt.expand)
		yaml_write(p->root, to);
	else if (opt.figures)
		pipeline_figures(p, to);
	else if (opt.graph)
		pipeline_graph(p, to);
	else {
		pipeline_makefile(p, opt.write ? &makefile : to, &seen);
		if (opt.write) {
			write_all(p, &makefile, &seen);
			str_addf(to, "%s\n", opt.ask != NULL ? answer_of(p) : p->work);
		}
	}
	seen_done(&seen);
	str_done(&makefile);
}

static void say_problems(struct pipeline *p)
{
	pipeline_sort(p);
	for (size_t i = 0; i < p->warnings && !opt.folder && !opt.claim; i++)
		warn("%s", p->warning[i].text);
	for (size_t i = 0; i + 1 < p->problems; i++)
		warn("%s", p->problem[i].text);
	if (p->problems > 0)
		die("%s", p->problem[p->problems - 1].text);
}

static void suggest(const struct operands *o, struct str *out)
{
	struct suggest near;

	suggest_start(&near, slice_of(opt.suggest));
	for (int i = 0; i < o->n; i++)
		suggest_offer(&near, slice_of(o->at[i]));
	str_addf(out, "%s\n", suggest_text(&near));
}

static int32_t today(void)
{
	int32_t day;

	if (opt.today == NULL)
		return PARAMETER_NO_DAY;
	if (!date_parse(slice_of(opt.today), &day))
		stage_usage("--today: a date (YYYY-MM-DD)");
	return day;
}

static int32_t month_of(const char *option, const char *text)
{
	int32_t month;

	if (text == NULL)
		return CLOCK_ANY;
	if (!date_parse_month(slice_of(text), &month))
		stage_usage("--%s: a month (YYYY-MM)", option);
	return month;
}

/* What is asked before parameters are known. */
static void print_parameters(struct pipeline *p, struct str *to)
{
	const struct yaml *map = yaml_get(p->root, "parameters");

	for (const struct yaml *one = map == NULL ? NULL : map->first; one != NULL; one = one->next)
		str_addf(to, "%.*s\n", SLICE(one->key));
}

static void clock_of(struct pipeline *p, const struct pipeline_request *request, struct str *to)
{
	struct clock_request clock = {request, month_of("since", opt.since),
	                              month_of("month", opt.month)};

	if (opt.clock && request->today == PARAMETER_NO_DAY)
		stage_usage("--clock: which day is it? (--today)");
	pipeline_load(p, request);
	if (p->problems == 0 && opt.clock)
		pipeline_clock(p, &clock, to);
	else if (p->problems == 0)
		print_parameters(p, to);
	say_problems(p);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	struct arena arena = {0};
	struct pipeline p = {.arena = &arena};
	struct pipeline_request request = {.base = opt.work, .headers = opt.headers};
	struct str out = {0};
	char programs[4096];
	ssize_t n;

	if (o.n == 0 && opt.suggest == NULL)
		stage_usage("wanted: FILE [NAME=VALUE]...");
	if (opt.suggest != NULL) {
		suggest(&o, &out);
		stage_print(str_slice(&out));
		str_done(&out);
		return stage_end();
	}
	if (opt.look) {
		umask(077);
		seen_look(o.at[0]);
		return stage_end();
	}
	if (!shell_is_plain_path(slice_of(opt.work)))
		stage_usage("--work: letters, digits and _./+,@- only, or make could take it for "
		            "something else");
	if (opt.periods) {
		print_periods(&o, &out);
		stage_print(str_slice(&out));
		str_done(&out);
		return stage_end();
	}
	n = readlink("/proc/self/exe", programs, sizeof programs - 1);
	if (n < 0)
		die_errno("/proc/self/exe");
	programs[n] = '\0';
	*strrchr(programs, '/') = '\0';
	request.programs = programs;
	request.path = o.at[0];
	request.given = o.at + 1;
	request.n_given = o.n - 1;
	request.today = today();
	request.approved = opt.approved;
	request.ask = (struct language_ask){
	    .text = opt.ask, .inside = opt.inside, .without_comparison = opt.without_comparison};
	request.clock = opt.clock || opt.parameters;
	if (request.clock) {
		clock_of(&p, &request, &out);
	} else {
		pipeline_load(&p, &request);
		if (p.targets > 0 && !opt.folder && !opt.claim)
			pipeline_check(&p, opt.write && !opt.headers);
		say_problems(&p);
		pipeline(&p, &out);
	}
	stage_print(str_slice(&out));
	str_done(&out);
	pipeline_done(&p);
	arena_done(&arena);
	return stage_end();
}
