/*
 * order: sorts records.
 *
 * One pass over the input, which goes through GNU sort. Holds one record; sort holds up to --memory and puts the rest into
 * files in TMPDIR that nobody else can read.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "atomic_file.h"
#include "error.h"
#include "number.h"
#include "stage.h"

#define SEND_BYTES ((size_t)256 << 10)
#define PIPE_BYTES (1 << 20)
#define EXIT_NO_PROGRAM 127 /* as a shell has it */

static struct {
	int64_t memory;
} opt = {.memory = (int64_t)256 << 20};

static const struct option options[] = {
    {"memory", OPTION_BYTES, &opt.memory, "SIZE", "what sort may hold in memory (256M)"}, {0}};

static const struct stage stage = {"order",
                                   "sort records",
                                   "COLUMN[:number][:reverse]... [FILE]",
                                   options,
                                   "Text is ordered byte by byte. A missing value comes first. "
                                   "Records that are equal keep their order.",
                                   STAGE_STEP | STAGE_KEEPS_ROWS | STAGE_KEEPS_COLUMNS |
                                       STAGE_KEEPS_HIDDEN,
                                   STAGE_COUNT_KEPT};

struct key {
	size_t column;
	bool number, reverse;
};

struct keys {
	struct key *at;
	size_t n;
};

static struct key read_key(const struct reader *in, const char *operand)
{
	struct slice rest = slice_of(operand), part;
	struct key key = {0};

	if (!slice_cut(&rest, ':', &part))
		die("a column without a name");
	key.column = reader_column(in, part);
	while (slice_cut(&rest, ':', &part))
		if (slice_is(part, "number") && !key.number)
			key.number = true;
		else if (slice_is(part, "reverse") && !key.reverse)
			key.reverse = true;
		else
			die("%s: after the column, only :number and :reverse", operand);
	return key;
}

static struct keys read_keys(const struct reader *in, struct operands o, struct arena *arena)
{
	struct keys keys = {arena_take(arena, (size_t)o.n * sizeof *keys.at), (size_t)o.n};

	for (size_t i = 0; i < keys.n; i++)
		keys.at[i] = read_key(in, o.at[i]);
	return keys;
}

/* ---------------------------------------------------------------- sort */

/*
 * The records go to sort through one pipe and come back through another. What comes back is read as any stream is, so it
 * needs a header: the child writes that before it becomes sort. It is read at once, so no pipe can be too small for it;
 * sort itself says nothing before it has seen the end of its input.
 */
struct sort {
	pid_t child;
	int to;
	struct reader *from;
};

static pid_t running; /* for the hook at a death; 0: none */

static void tell_ending(int status)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NO_PROGRAM)
		warn("sort could not be run");
	else if (WIFEXITED(status) && WEXITSTATUS(status) != 0)
		warn("sort ended with status %d", WEXITSTATUS(status));
	else if (WIFSIGNALED(status) && WTERMSIG(status) != SIGTERM)
		warn("sort was ended by signal %d", WTERMSIG(status));
}

/* A sort that outlived us would go on filling the disk. If it was the first to go, that is the reason to tell. */
static void end_running(void)
{
	int status;

	if (running == 0)
		return;
	kill(running, SIGTERM);
	if (waitpid(running, &status, 0) == running)
		tell_ending(status);
}

/* For a number two keys: -g puts missing before all numbers, and -n sees every digit where -g rounds. */
static char **sort_arguments(const struct keys *keys, struct arena *arena)
{
	const char **argument = arena_take(arena, (2 * keys->n + 5) * sizeof *argument);
	size_t n = 0;

	argument[n++] = "sort";
	argument[n++] = "--stable";
	argument[n++] = "--field-separator=\t";
	argument[n++] = arena_format(arena, "--buffer-size=%lldb", (long long)opt.memory);
	for (size_t i = 0; i < keys->n; i++) {
		const struct key *key = &keys->at[i];
		const char *reverse = key->reverse ? "r" : "";
		size_t field = key->column + 1;
		if (key->number)
			argument[n++] =
			    arena_format(arena, "--key=%zu,%zug%s", field, field, reverse);
		argument[n++] = arena_format(arena, "--key=%zu,%zu%s%s", field, field,
		                             key->number ? "n" : "", reverse);
	}
	return (char **)argument;
}

static _Noreturn void become_sort(char **argument, struct slice header, int from, int to)
{
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	umask(077);
	if (dup2(from, STDIN_FILENO) < 0 || dup2(to, STDOUT_FILENO) < 0 ||
	    !atomic_file_write_all(STDOUT_FILENO, header))
		_exit(ERROR_STATUS);
	execvp(argument[0], argument);
	_exit(EXIT_NO_PROGRAM);
}

static struct sort sort_open(const struct keys *keys, const struct header *header)
{
	struct arena arena = {0};
	char **argument = sort_arguments(keys, &arena);
	struct str line = {0};
	struct sort sort;
	int to[2], from[2];

	for (size_t i = 0; i < header->n; i++)
		str_addf(&line, "%.*s%c", SLICE(header->name[i]), i + 1 < header->n ? '\t' : '\n');
	if (setenv("LC_ALL", "C", 1) != 0 || pipe2(to, O_CLOEXEC) != 0 ||
	    pipe2(from, O_CLOEXEC) != 0)
		die_errno("sort");
	(void)fcntl(to[1], F_SETPIPE_SZ, PIPE_BYTES); /* only speed */
	sort.child = fork();
	if (sort.child < 0)
		die_errno("sort");
	if (sort.child == 0)
		become_sort(argument, str_slice(&line), to[0], from[1]);
	running = sort.child;
	error_at_death(end_running);
	close(to[0]);
	close(from[1]);
	sort.to = to[1];
	sort.from = reader_open(arena_format(&arena, "/dev/fd/%d", from[0]));
	close(from[0]);
	arena_done(&arena);
	str_done(&line);
	return sort;
}

/* After its last record came back. */
static void sort_close(struct sort *sort)
{
	int status;

	reader_close(sort->from);
	while (waitpid(sort->child, &status, 0) < 0)
		if (errno != EINTR)
			die_errno("sort");
	running = 0;
	if (status != 0) {
		tell_ending(status);
		die("the records could not be sorted");
	}
}

/* ---------------------------------------------------------------- order */

static void check_numbers(const struct reader *in, const struct record *r, const struct keys *keys)
{
	struct number x;

	for (size_t i = 0; i < keys->n; i++) {
		struct slice field = record_field(r, keys->at[i].column);
		if (keys->at[i].number && field.n > 0 && !number_parse(field, &x))
			reader_die(in, r->line, reader_header(in)->name[keys->at[i].column], "%s",
			           number_expected(field));
	}
}

static void send(struct sort *sort, struct str *bytes)
{
	if (!atomic_file_write_all(sort->to, str_slice(bytes)))
		die_errno("the records could not be sorted");
	str_reset(bytes);
}

static void send_all(struct reader *in, struct sort *sort, const struct keys *keys)
{
	struct str bytes = {0};
	struct record r;

	signal(SIGPIPE, SIG_IGN); /* sort's end is an error to tell, not a reader that had enough */
	while (reader_next(in, &r)) {
		check_numbers(in, &r, keys);
		str_add(&bytes, record_span(&r, 0, r.n));
		str_add_byte(&bytes, '\n');
		if (bytes.n >= SEND_BYTES)
			send(sort, &bytes);
	}
	send(sort, &bytes);
	signal(SIGPIPE, SIG_DFL);
	if (close(sort->to) != 0)
		die_errno("sort");
	str_done(&bytes);
}

static void order(struct reader *in, struct writer *out, struct sort *sort, const struct keys *keys)
{
	struct record r;

	send_all(in, sort, keys);
	while (reader_next(sort->from, &r))
		writer_copy(out, &r);
	sort_close(sort);
	if (writer_records(out) != reader_records(in))
		die("sort gave back %llu records of %llu", (unsigned long long)writer_records(out),
		    (unsigned long long)reader_records(in));
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_last(&o);
	struct arena arena = {0};
	struct reader *in;
	struct keys keys;
	struct sort sort;

	if (o.n == 0)
		stage_usage("by which columns?");
	in = stage_input(file);
	keys = read_keys(in, o, &arena);
	sort = sort_open(&keys, reader_header(in));

	order(in, stage_output(reader_header(in)), &sort, &keys);

	arena_done(&arena);
	return stage_end();
}
