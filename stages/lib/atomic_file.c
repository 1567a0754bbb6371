#include "atomic_file.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "memory.h"

/* What it takes to undo it. */
enum state {
	STATE_OPEN,    /* it lies beside its target */
	STATE_NEW,     /* it has its name, where nothing was before */
	STATE_SWAPPED, /* it has its name, and what was there has the other */
	STATE_KEPT     /* nothing */
};

/*
 * Written under a name of its own beside the target. When it is whole the two names are exchanged in one call, so that
 * what was there before now has the other name and can be put back; where nothing was, it is renamed. All that have not
 * been kept hang in one list, which a death or a signal undoes from the newest to the oldest.
 */
struct atomic_file {
	int descriptor;
	char *path, *name; /* the target, and the name until it is whole */
	volatile enum state state;
	struct atomic_file *older;
};

/*
 * What a death or a signal must undo, newest first. The signal handler reads it, so it changes by one store, or
 * while signals are held back. A child that has not become another program yet undoes nothing of its parent's.
 */
static struct atomic_file *volatile newest;
static volatile pid_t owner;

static void undo(void)
{
	if (getpid() != owner)
		return;
	for (struct atomic_file *a = newest; a != NULL; a = a->older) {
		switch (a->state) {
		case STATE_OPEN:
			unlink(a->name);
			break;
		case STATE_NEW:
			unlink(a->path);
			break;
		case STATE_SWAPPED:
			rename(a->name, a->path);
			break;
		case STATE_KEPT:
			break;
		}
		a->state = STATE_KEPT;
	}
}

static void on_signal(int signal_number)
{
	undo();
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

static void watch_signals(void)
{
	static const int ends[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT, SIGXCPU, SIGXFSZ};

	owner = getpid();
	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
		struct sigaction old, action = {.sa_handler = on_signal};
		if (sigaction(ends[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
			sigaction(ends[i], &action, NULL);
	}
	error_at_death(undo);
}

/* What is no file, a device or a pipe, would be taken away from the whole machine; root has lost /dev/null that way. */
void atomic_file_check(const char *path)
{
	struct stat there;

	if (stat(path, &there) == 0 && !S_ISREG(there.st_mode))
		die("%s: not a regular file, so it can not be replaced", path);
}

/* Where the file is going to lie. A link is followed, for a rename would put a file in its place. */
static char *target_of(const char *path)
{
	struct stat there;
	char *end;

	atomic_file_check(path);
	if (lstat(path, &there) != 0 || !S_ISLNK(there.st_mode))
		return memory_text(path);
	end = realpath(path, NULL);
	if (end == NULL && errno == ENOMEM)
		memory_out();
	if (end == NULL)
		die("%s: a link to what is not there", path);
	return end;
}

struct atomic_file *atomic_file_open(const char *path, mode_t mode)
{
	struct atomic_file *a = memory_zeroed(1, sizeof *a);
	struct str name = {0};

	a->path = target_of(path);
	str_addf(&name, "%s.aside.%ld", a->path, (long)getpid());
	a->name = name.at;
	watch_signals();
	unlink(a->name); /* left by a killed program that had our number */
	a->descriptor = open(a->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
	if (a->descriptor < 0)
		die_errno("%s", path);
	a->older = newest;
	newest = a;
	return a;
}

int atomic_file_descriptor(const struct atomic_file *a)
{
	return a->descriptor;
}

bool atomic_file_write_all(int descriptor, struct slice bytes)
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

void atomic_file_write(struct atomic_file *a, struct slice bytes)
{
	if (!atomic_file_write_all(a->descriptor, bytes))
		die_errno("%s", a->path);
}

/* By exchange, so that what was there can be had back. Some file systems have none; then what was there is gone. */
static bool put_in_place(struct atomic_file *a)
{
	if (renameat2(AT_FDCWD, a->name, AT_FDCWD, a->path, RENAME_EXCHANGE) == 0)
		a->state = STATE_SWAPPED;
	else if (errno == ENOENT && rename(a->name, a->path) == 0)
		a->state = STATE_NEW;
	else if (errno != ENOENT && rename(a->name, a->path) == 0)
		a->state = STATE_KEPT;
	else
		return false;
	return true;
}

/* A rename is only safe against a power cut when the bytes were synced before it. */
void atomic_file_commit(struct atomic_file *a)
{
	sigset_t all, before;
	bool done;

	if (fsync(a->descriptor) != 0 || close(a->descriptor) != 0)
		die_errno("%s", a->path);
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	done = put_in_place(a);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (!done)
		die_errno("%s", a->path);
}

struct atomic_file *atomic_file_new(const char *path)
{
	struct atomic_file *a = memory_zeroed(1, sizeof *a);

	a->path = memory_text(path);
	a->state = STATE_KEPT;
	watch_signals();
	a->older = newest;
	newest = a;
	return a;
}

void atomic_file_made(struct atomic_file *a)
{
	a->state = STATE_NEW;
}

void atomic_file_keep(void)
{
	struct atomic_file *a = newest, *older;

	newest = NULL;
	for (; a != NULL; a = older) {
		older = a->older;
		if (a->state == STATE_SWAPPED)
			unlink(a->name);
		free(a->name);
		free(a->path);
		free(a);
	}
}
