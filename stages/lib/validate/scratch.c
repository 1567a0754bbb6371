#include "validate/scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <fcntl.h>

#include "error.h"
#include "memory.h"

struct scratch {
	FILE *file;
	const char *what;
	char folder[4096];
};

struct scratch *scratch_open(const char *what)
{
	struct scratch *s = memory_take(sizeof *s);
	const char *folder = getenv("TMPDIR");
	char path[4128];
	int descriptor;

	s->what = what;
	snprintf(s->folder, sizeof s->folder, "%s", folder && *folder ? folder : "/tmp");
	snprintf(path, sizeof path, "%s/finsam.XXXXXX", s->folder);
	descriptor = mkostemp(path, O_CLOEXEC);
	if (descriptor < 0 || unlink(path) != 0 || (s->file = fdopen(descriptor, "w+b")) == NULL)
		die_errno("%s in %s", s->what, s->folder);
	return s;
}

void scratch_write(struct scratch *s, const void *bytes, size_t n)
{
	if (n > 0 && fwrite(bytes, n, 1, s->file) != 1)
		die_errno("%s in %s", s->what, s->folder);
}

static void go_to(struct scratch *s, int whence)
{
	if (fflush(s->file) != 0 || fseeko(s->file, 0, whence) != 0)
		die_errno("%s in %s", s->what, s->folder);
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
		die_errno("%s in %s", s->what, s->folder);
	return false;
}

void scratch_close(struct scratch *s)
{
	if (s == NULL)
		return;
	fclose(s->file); /* nothing is wanted of it any more */
	free(s);
}
