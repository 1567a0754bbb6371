#include "stage.h"

#include <ctype.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "arena.h"
#include "atomic_file.h"
#include "date.h"
#include "error.h"
#include "input.h"
#include "ledger.h"
#include "memory.h"
#include "progress.h"
#include "text.h"

/* What the program is doing; there is one stage in a process. */
static struct {
	const struct stage *stage;
	const char *output_path;
	bool progress, help, version;
	struct reader *input;
	struct reader **side;
	size_t sides, side_room;
	struct writer *output;
	struct ledger_entry ledger;
	size_t read_room, write_room, reason_room, note_room;
	bool ledger_open, beyond;
	char **operands;
	struct arena kept;
} run;

/* ---------------------------------------------------------------- options and help */

static const struct option common[] = {
    {"output", OPTION_TEXT, &run.output_path, "FILE",
     "write to FILE, which gets its name when it is whole"},
    {"progress", OPTION_FLAG, &run.progress, NULL, "on a terminal, show how far it has come"},
    {"help", OPTION_FLAG, &run.help, NULL, "print this"},
    {"version", OPTION_FLAG, &run.version, NULL, "print the version"},
    {0}};

static _Noreturn void print_and_exit(void)
{
	if (fflush(stdout) != 0 || ferror(stdout))
		die_errno("stdout");
	exit(0);
}

static _Noreturn void print_help(void)
{
	const struct stage *stage = run.stage;
	struct str text = {0};

	printf("usage: finsam %s [OPTION]...%s%s\n\n", stage->name,
	       stage->operands[0] == '\0' ? "" : " ", stage->operands);
	printf("%c%s.\n\n", toupper((unsigned char)stage->about[0]), stage->about + 1);
	if (stage->options != NULL)
		options_describe(&text, stage->options);
	options_describe(&text, common);
	if (stage->details != NULL)
		str_addf(&text, "\n%s\n", stage->details);
	if (stage->facts != 0)
		str_add_byte(&text, '\n');
	stage_facts_write(stage->facts, &text);
	fwrite(text.at, 1, text.n, stdout);
	print_and_exit();
}

static _Noreturn void print_version(void)
{
	printf("%s (finsam) %s\n", run.stage->name, FINSAM_VERSION);
	print_and_exit();
}

void stage_usage(const char *format, ...)
{
	char text[400];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	die("%s (try: finsam %s --help)", text, run.stage->name);
}

/* ---------------------------------------------------------------- opening */

static void end_ledger_badly(void)
{
	if (run.ledger_open) {
		run.ledger.status = ERROR_STATUS;
		run.ledger_open = false;
		ledger_end(&run.ledger);
		for (size_t i = 0; i < run.ledger.notes; i++)
			free((void *)run.ledger.note[i].value);
	}
}

/*
 * Every stage may come to hold identifiers, and a core dump or a neighbour's debugger would keep them. The limit alone
 * does not hold where the kernel pipes dumps to a program.
 */
static void hold_memory_private(void)
{
	struct rlimit none = {0, 0};

	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0);
}

/*
 * A closed standard stream would lend its number to the next file that is opened: a message would go into a table, or a
 * table would be read as standard input. What is put there can not be used either.
 */
static void hold_standard_streams(void)
{
	for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
		if (fcntl(i, F_GETFD) < 0)
			(void)open("/dev/null", i == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

struct operands stage_begin(const struct stage *stage, int argc, char **argv)
{
	static const struct option none = {0};
	const struct option *const tables[] = {stage->options == NULL ? &none : stage->options,
	                                       common, NULL};
	struct operands operands = {memory_take(((size_t)argc + 1) * sizeof *argv), 0};
	struct error e = {0};

	run.stage = stage;
	free(run.operands); /* of the program that this one is a fork of (inside.h) */
	run.operands = operands.at;
	error_program(stage->name);
	hold_standard_streams();
	hold_memory_private();
	/* Cron and some shells leave it ignored; then a closed pipe would look like a full disk. */
	signal(SIGPIPE, SIG_DFL);
	if (!options_parse(tables, argv, operands.at, &operands.n, &e))
		stage_usage("%s", e.text);
	if (run.help)
		print_help();
	if (run.version)
		print_version();
	if (ledger_wanted()) {
		run.ledger = (struct ledger_entry){.stage = stage->name,
		                                   .version = FINSAM_VERSION,
		                                   .count = stage->count,
		                                   .arguments = argv + 1};
		ledger_start(&run.ledger);
		run.ledger_open = true;
		error_at_death(end_ledger_badly);
	}
	if (run.output_path != NULL)
		atomic_file_check(run.output_path);
	return operands;
}

const char *operands_file_after(struct operands *o, int count)
{
	if (o->n < count)
		stage_usage("%d operand%s where %s wanted", o->n, o->n == 1 ? "" : "s",
		            run.stage->operands);
	if (o->n > count + 1)
		stage_usage("too many operands; wanted: %s", run.stage->operands);
	if (o->n == count)
		return NULL;
	o->n = count;
	return o->at[count];
}

/* An expression or an assignment has =, a column with a word after it has :, and a column may have one . of its own. */
static bool is_file(const char *operand)
{
	if (strcmp(operand, "-") == 0)
		return true;
	if (strchr(operand, '=') != NULL)
		return false;
	if (strchr(operand, '/') != NULL)
		return true;
	return strchr(operand, '.') != NULL && strchr(operand, ':') == NULL &&
	       !text_is_column_name(slice_of(operand), NULL);
}

const char *operands_file_last(struct operands *o)
{
	if (o->n == 0 || !is_file(o->at[o->n - 1]))
		return NULL;
	return o->at[--o->n];
}

/* The parts are kept by `run`, for they live as long as the program. */
struct slices stage_split(const char *text)
{
	struct slice rest = slice_of(text), part;
	struct slices parts = {0};
	size_t commas = 0;

	for (const char *at = text; (at = strchr(at, ',')) != NULL; at++)
		commas++;
	parts.at = arena_take(&run.kept, (commas + 1) * sizeof *parts.at);
	while (slice_cut(&rest, ',', &part)) {
		if (part.n == 0)
			stage_usage("an empty name in a list");
		parts.at[parts.n++] = part;
	}
	return parts;
}

int32_t stage_day(const char *option, const char *value)
{
	int32_t day;

	if (!date_parse(slice_of(value), &day))
		stage_usage("--%s: not a date (YYYY-MM-DD)", option);
	return day;
}

bool stage_assignment(const char *operand, struct slice *name, const char **value)
{
	const char *sign = strchr(operand, '=');

	if (sign == NULL)
		return false;
	*name = (struct slice){operand, (size_t)(sign - operand)};
	*value = sign + 1;
	return true;
}

/* ---------------------------------------------------------------- streams */

void stage_watch(const struct input *in, const uint64_t *records)
{
	if (run.progress)
		progress_begin(run.stage->name, in, records);
}

struct reader *stage_input(const char *file)
{
	run.input = reader_open(file);
	if (run.ledger_open)
		reader_hash_on(run.input);
	stage_watch(reader_input(run.input), reader_counter(run.input));
	return run.input;
}

struct reader *stage_side_input(const char *file)
{
	struct reader *in = reader_open(file);

	if (run.ledger_open)
		reader_hash_on(in);
	run.side = array_room(run.side, &run.side_room, run.sides + 1, sizeof *run.side);
	run.side[run.sides++] = in;
	return in;
}

struct writer *stage_output(const struct header *h)
{
	run.output = writer_open(run.output_path, h);
	if (run.ledger_open)
		writer_hash_on(run.output);
	writer_flush(run.output);
	return run.output;
}

const char *stage_output_path(void)
{
	return run.output_path;
}

void stage_print(struct slice text)
{
	struct atomic_file *file;

	if (run.output_path != NULL) {
		file = atomic_file_open(run.output_path, 0666);
		atomic_file_write(file, text);
		atomic_file_commit(file);
	} else if (!atomic_file_write_all(STDOUT_FILENO, text)) {
		die_errno("stdout");
	}
}

bool stage_keeps_ledger(void)
{
	return run.ledger_open;
}

static struct ledger_stream *add_stream(bool written, const char *role, const char *path)
{
	struct ledger_entry *l = &run.ledger;
	struct ledger_stream **list = written ? &l->written : &l->read, *s;
	size_t *n = written ? &l->writes : &l->reads;
	const char *kept = memory_text(path);

	*list = array_room(*list, written ? &run.write_room : &run.read_room, *n + 1, sizeof *s);
	s = &(*list)[(*n)++];
	*s = (struct ledger_stream){.role = role, .path = kept, .records = -1};
	return s;
}

void stage_file(const char *kind, const char *path, int64_t bytes, const char *hash,
                int64_t records)
{
	struct ledger_stream *s;

	if (!run.ledger_open)
		return;
	s = add_stream(strcmp(kind, "written") == 0, kind, path);
	s->bytes = bytes;
	s->records = records;
	snprintf(s->hash, sizeof s->hash, "%s", hash);
}

void stage_set_aside(const char *reason, uint64_t records)
{
	struct ledger_entry *l = &run.ledger;

	if (!run.ledger_open || records == 0)
		return;
	l->set_aside =
	    array_room(l->set_aside, &run.reason_room, l->reasons + 1, sizeof *l->set_aside);
	l->set_aside[l->reasons++] = (struct ledger_reason){reason, records};
}

void stage_note(const char *name, const char *value)
{
	struct ledger_entry *l = &run.ledger;

	if (!run.ledger_open)
		return;
	value = memory_text(value); /* before it is counted, for a death frees all that are */
	l->note = array_room(l->note, &run.note_room, l->notes + 1, sizeof *l->note);
	l->note[l->notes++] = (struct ledger_note){name, value};
}

void stage_note_made_up(void)
{
	stage_note("made_up", "yes");
}

void stage_beyond(void)
{
	run.beyond = true;
}

/* ---------------------------------------------------------------- ending */

static void account_for_reader(const char *role, struct reader *in)
{
	struct ledger_stream *s;
	const char *name = reader_name(in);

	if (!run.ledger_open)
		return;
	s = add_stream(false, role, strcmp(name, "stdin") == 0 ? "-" : name);
	s->records = (int64_t)reader_records(in);
	s->bytes = (int64_t)reader_bytes(in);
	reader_hash(in, s->hash);
}

static void account_for_writer(struct writer *out)
{
	struct ledger_stream *s;

	writer_flush(out);
	if (!run.ledger_open)
		return;
	s = add_stream(true, "output", run.output_path == NULL ? "-" : run.output_path);
	s->records = (int64_t)writer_records(out);
	s->bytes = (int64_t)writer_bytes(out);
	writer_hash(out, s->hash);
}

int stage_end(void)
{
	if (run.input != NULL)
		account_for_reader("input", run.input);
	for (size_t i = 0; i < run.sides; i++)
		account_for_reader("side", run.side[i]);
	if (run.output != NULL)
		account_for_writer(run.output);
	if (run.output != NULL)
		writer_close(run.output);
	progress_end();
	if (run.input != NULL)
		reader_close(run.input);
	for (size_t i = 0; i < run.sides; i++)
		reader_close(run.side[i]);
	run.ledger.status = run.beyond ? 1 : 0;
	if (run.ledger_open) {
		run.ledger_open = false;
		ledger_end(&run.ledger);
		for (size_t i = 0; i < run.ledger.notes; i++)
			free((void *)run.ledger.note[i].value);
	}
	atomic_file_keep();
	return run.ledger.status;
}
