/*
 * rehearse: do all steps of a work folder on headers alone
 *
 * Reads the plan and each script once, in the order of the plan. The other programs are inside this one (inside.h): a stage is a
 * fork of this process, which holds the plan and one script, and nothing is started from a file. Keeps no ledger: there are no records to account for.
 */
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "error.h"
#include "inside.h"
#include "plan.h"
#include "script.h"
#include "stage.h"

static const struct stage stage = {.name = "rehearse",
                                   .about = "do all steps of a work folder on headers alone",
                                   .operands = "PLAN"};

/*
 * A target on its way. It is made under its own name: nobody else is in the folder, and what could not be made is removed, so that what
 * is made of it is passed over, too.
 */
struct rehearsal {
	struct arena *arena;
	const char *file; /* of its first table */
	struct script script;
};

/* ---------------------------------------------------------------- a chain of stages */

static int (*main_of(const char *name))(int, char **)
{
	for (const struct inside *i = inside; i->name != NULL; i++)
		if (strcmp(i->name, name) == 0)
			return i->main;
	die("no stage %s", name);
}

static void become(int descriptor, int standard)
{
	if (descriptor != standard && (dup2(descriptor, standard) < 0 || close(descriptor) != 0))
		die_errno("a stage could not be given its stream");
}

/* What libraries would do at an end in order is done for this process alone. */
static _Noreturn void perform(const struct script_command *c, int in, int out)
{
	int (*call)(int, char **) = main_of(c->argv[0]);
	int status;

	become(in, STDIN_FILENO);
	become(out, STDOUT_FILENO);
	status = call(c->argc, c->argv);
	_exit(fflush(NULL) == 0 ? status : ERROR_STATUS);
}

static int open_result(const char *path)
{
	int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (descriptor < 0)
		die_errno("%s", path);
	return descriptor;
}

static int open_nothing(void)
{
	int descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC);

	if (descriptor < 0)
		die_errno("/dev/null");
	return descriptor;
}

/* Starts the stages of the chain, each with a pipe to the next, the last with one to the result. */
static void start(const struct rehearsal *r, pid_t *child)
{
	int in = open_nothing(), out[2] = {-1, -1};

	for (size_t i = 0; i < r->script.commands; i++) {
		bool last = i + 1 == r->script.commands;
		if (last)
			out[1] = r->script.into ? dup(STDERR_FILENO) : open_result(r->file);
		else if (pipe2(out, O_CLOEXEC) != 0)
			die_errno("a pipe");
		child[i] = fork();
		if (child[i] < 0)
			die_errno("a stage could not be started");
		if (child[i] == 0) {
			if (!last)
				close(out[0]);
			perform(&r->script.command[i], in, out[1]);
		}
		close(in);
		close(out[1]);
		in = out[0];
	}
}

static int status_of(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			die_errno("a stage");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* The status of the last one that failed, as `set -o pipefail` has it. */
static int run_chain(const struct rehearsal *r)
{
	pid_t *child = arena_take(r->arena, (r->script.commands + 1) * sizeof *child);
	int worst = 0;

	start(r, child);
	for (size_t i = 0; i < r->script.commands; i++) {
		int status = status_of(child[i]);
		if (status != 0)
			worst = status;
	}
	return worst;
}

/* ---------------------------------------------------------------- targets */

static bool has_inputs(const struct rehearsal *r)
{
	for (size_t i = 0; i < r->script.inputs; i++)
		if (access(r->script.input[i], F_OK) != 0)
			return false;
	return true;
}

/* Where a further result is made, and its name. */
static const char *made(const struct rehearsal *r, const char *also)
{
	return r->script.into ? arena_format(r->arena, "%s.into/%s.tsv", r->file, also)
	                      : arena_format(r->arena, "%s.%s", r->file, also);
}

static const char *name_of(const struct rehearsal *r, const char *also)
{
	return arena_format(r->arena, "%.*s%s.tsv", (int)(strlen(r->file) - strlen("tsv")), r->file,
	                    also);
}

static void place_further(const struct rehearsal *r)
{
	for (size_t i = 0; i < r->script.alsos; i++) {
		const char *name = name_of(r, r->script.also[i]);
		if (rename(made(r, r->script.also[i]), name) != 0)
			die_errno("%s could not be written", name);
	}
}

/* False: it could not be made, which has been said. */
static bool rehearse_target(const char *file, const char *said, struct arena *a)
{
	struct rehearsal r = {.arena = a, .file = file};
	const char *slash = strrchr(file, '/');
	struct slice name = slice_of(slash == NULL ? file : slash + 1);
	struct error e = {0};
	int status;

	if (!script_read(arena_format(a, "%s.sh", file), file, a, &r.script, &e))
		die("%s", e.text);
	if (!has_inputs(&r))
		return false;
	if (r.script.into && mkdir(arena_format(a, "%s.into", file), 0700) != 0)
		die_errno("%s.into", file);
	status = run_chain(&r);
	if (status != 0) {
		name.n -= slice_ends(name, ".tsv") ? strlen(".tsv") : 0;
		warn("%.*s failed (status %d)%s%s", SLICE(name), status,
		     said[0] == '\0' ? "" : ": ", said);
		unlink(file);
		return false;
	}
	place_further(&r);
	return true;
}

/* The file of each target's first table and where it is said, in the order of the plan, each ended by a NUL. The plan is forgotten: it would be copied with every fork. */
static void list_files(const char *path, struct str *files)
{
	struct arena arena = {0};
	struct error e = {0};
	struct plan plan;

	if (!plan_load(path, &arena, &plan, &e))
		die("%s", e.text);
	for (size_t i = 0; i < plan.targets; i++) {
		const char *said = plan.target[i].said == NULL ? "" : plan.target[i].said;

		str_add(files, (struct slice){plan.target[i].table[0].file,
		                              strlen(plan.target[i].table[0].file) + 1});
		str_add(files, (struct slice){said, strlen(said) + 1});
	}
	arena_done(&arena);
	malloc_trim(0);
}

static bool rehearse(const struct str *files)
{
	struct arena arena = {0};
	bool fine = true;

	for (size_t i = 0; i < files->n;) {
		const char *file = files->at + i, *said = file + strlen(file) + 1;

		fine &= rehearse_target(file, said, &arena);
		arena_reset(&arena);
		i = (size_t)(said - files->at) + strlen(said) + 1;
	}
	arena_done(&arena);
	return fine;
}

int main(int argc, char **argv)
{
	struct operands o;
	struct str files = {0};

	unsetenv("FINSAM_LEDGER");
	o = stage_begin(&stage, argc, argv);
	if (o.n != 1)
		stage_usage("wanted: PLAN");
	list_files(o.at[0], &files);
	if (!rehearse(&files))
		stage_beyond();
	str_done(&files);
	return stage_end();
}
