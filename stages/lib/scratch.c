#include "scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "error.h"
#include "memory.h"

struct scratch {
	FILE *file;
	const char *what;
	char folder[4096];
};

/* Where the folder's file system can not make a file without a name, it has one for a moment. */
static int open_nameless(const char *folder)
{
	int descriptor = open(folder, O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
	char path[4128];

	if (descriptor >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL))
		return descriptor;
	snprintf(path, sizeof path, "%s/finsam.XXXXXX", folder);
	descriptor = mkostemp(path, O_CLOEXEC);
	return descriptor < 0 || unlink(path) != 0 ? -1 : descriptor;
}

static _Noreturn void die_of_file(const struct scratch *s)
{
	die_errno("%s in %s", s->what, s->folder);
}

struct scratch *scratch_open(const char *what)
{
	struct scratch *s = memory_take(sizeof *s);
	const char *folder = getenv("TMPDIR");
	int descriptor;

	s->what = what;
	snprintf(s->folder, sizeof s->folder, "%s", folder && *folder ? folder : "/tmp");
	descriptor = open_nameless(s->folder);
	if (descriptor < 0 || (s->file = fdopen(descriptor, "w+b")) == NULL)
		die_of_file(s);
	return s;
}

void scratch_write(struct scratch *s, const void *bytes, size_t n)
{
	if (n > 0 && fwrite(bytes, n, 1, s->file) != 1)
		die_of_file(s);
}

static void go_to(struct scratch *s, int whence)
{
	if (fflush(s->file) != 0 || fseeko(s->file, 0, whence) != 0)
		die_of_file(s);
}

void scratch_rewind(struct scratch *s)
{
	go_to(s, SEEK_SET);
}

void scratch_resume(struct scratch *s)
{
	go_to(s, SEEK_END);
}

bool scratch_read(struct scratch *s, void *to, size_t n)
{
	if (n == 0 || fread(to, n, 1, s->file) == 1)
		return true;
	if (ferror(s->file))
		die_of_file(s);
	return false;
}

void scratch_flush(struct scratch *s)
{
	if (fflush(s->file) != 0)
		die_of_file(s);
}

size_t scratch_read_at(struct scratch *s, uint64_t place, void *to, size_t n)
{
	size_t done = 0;
	ssize_t got;

	do {
		got = pread(fileno(s->file), (char *)to + done, n - done, (off_t)(place + done));
		if (got < 0 && errno != EINTR)
			die_of_file(s);
		done += got > 0 ? (size_t)got : 0;
	} while (got != 0 && done < n);
	return done;
}

void scratch_close(struct scratch *s)
{
	if (s == NULL)
		return;
	fclose(s->file); /* nothing is wanted of it any more */
	free(s);
}
