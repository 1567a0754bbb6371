#include "aside.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"

#define ASIDE_MAX 64

struct aside {
	int descriptor;
	char *path, *name; /* the target, and the name until it is whole */
};

/* What a death or a signal must remove. Read by the signal handler, so entries change by one store. */
static char *volatile pending[ASIDE_MAX];

static void remove_pending(void)
{
	for (size_t i = 0; i < ASIDE_MAX; i++)
		if (pending[i] != NULL)
			unlink(pending[i]);
}

static void on_signal(int signal_number)
{
	remove_pending();
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

static void watch_signals(void)
{
	static const int ends[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT, SIGXCPU, SIGXFSZ};

	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		struct sigaction old, action = {.sa_handler = on_signal};
		if (sigaction(ends[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
			sigaction(ends[i], &action, NULL);
	}
	error_at_death(remove_pending);
}

static void remember(char *name)
{
	for (size_t i = 0; i < ASIDE_MAX; i++)
		if (pending[i] == NULL) {
			pending[i] = name;
			return;
		}
	die("more than %d files written at once", ASIDE_MAX);
}

static void forget(const char *name)
{
	for (size_t i = 0; i < ASIDE_MAX; i++)
		if (pending[i] == name)
			pending[i] = NULL;
}

/* The rename would take away a device or a pipe from the whole machine; root has lost /dev/null that way. */
static void check_target(const char *path)
{
	struct stat s;

	if (stat(path, &s) == 0 && !S_ISREG(s.st_mode))
		die("%s: not a regular file, so it can not be replaced", path);
}

struct aside *aside_open(const char *path, mode_t mode)
{
	struct aside *a = calloc(1, sizeof *a);
	struct str name = {0};

	check_target(path);
	if (a == NULL || (a->path = strdup(path)) == NULL)
		die("out of memory");
	str_addf(&name, "%s.aside.%ld", path, (long)getpid());
	a->name = name.at;
	watch_signals();
	unlink(a->name); /* left by a killed program that had our number */
	a->descriptor = open(a->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
	if (a->descriptor < 0)
		die_errno("%s", path);
	remember(a->name);
	return a;
}

int aside_descriptor(const struct aside *a)
{
	return a->descriptor;
}

bool aside_write_all(int descriptor, struct slice bytes)
{
	while (bytes.n > 0) {
		ssize_t n = write(descriptor, bytes.at, bytes.n);
		if (n < 0 && errno != EINTR)
			return false;
		if (n == 0) {
			errno = EIO;
			return false;
		}
		if (n > 0) {
			bytes.at += n;
			bytes.n -= (size_t)n;
		}
	}
	return true;
}

void aside_write(struct aside *a, struct slice bytes)
{
	if (!aside_write_all(a->descriptor, bytes))
		die_errno("%s", a->path);
}

/* A rename is only safe against a power cut when the bytes were synced before it. */
void aside_commit(struct aside *a)
{
	if (fsync(a->descriptor) != 0 || close(a->descriptor) != 0 || rename(a->name, a->path) != 0)
		die_errno("%s", a->path);
	forget(a->name);
	free(a->name);
	free(a->path);
	free(a);
}
