/* stage_says: see pipeline_ask.h. */
#include "stage_says.h"

#include <errno.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "error.h"

extern char **environ;

/* The environment without the ledger: who asks is no step of a run. */
static char **without_ledger(struct arena *a)
{
	size_t n = 0, kept = 0;
	char **to;

	while (environ[n] != NULL)
		n++;
	to = arena_take(a, (n + 1) * sizeof *to);
	for (size_t i = 0; i < n; i++)
		if (!slice_starts(slice_of(environ[i]), "FINSAM_LEDGER="))
			to[kept++] = environ[i];
	to[kept] = NULL;
	return to;
}

static void read_all(int from, struct str *text)
{
	ssize_t n = 1;

	while (n != 0) {
		n = read(from, str_room(text, 4096), 4096);
		if (n > 0)
			text->n += (size_t)n;
		else if (n < 0 && errno != EINTR)
			break;
	}
}

bool stage_says(const char *const *arguments, bool errors, struct arena *a, struct slice *said)
{
	posix_spawn_file_actions_t actions;
	struct str text = {0};
	int ends[2], status = -1;
	pid_t child;

	if (pipe(ends) != 0)
		die_errno("pipe");
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
	if (errors)
		posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
	posix_spawn_file_actions_addclose(&actions, ends[0]);
	if (posix_spawn(&child, arguments[0], &actions, NULL, (char *const *)arguments,
	                without_ledger(a)) != 0)
		die("%s: can not be run", arguments[0]);
	posix_spawn_file_actions_destroy(&actions);
	close(ends[1]);
	read_all(ends[0], &text);
	close(ends[0]);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	*said = arena_copy(a, str_slice(&text));
	str_done(&text);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
