/* placing: see placing.h. */
#include "placing.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atomic_file.h"
#include "error.h"
#include "input.h"

#define LINE_MAX_BYTES ((size_t)1 << 20)

static char *with_ending(const char *name, const char *ending)
{
	struct str path = {0};

	str_addf(&path, "%s%s", name, ending);
	return path.at;
}

static void rename_to(const char *from, const char *name, const char *ending)
{
	char *to = with_ending(name, ending);

	if (rename(from, to) != 0)
		die_errno("%s could not be written", to);
	free(to);
}

bool placing_is_told(const char *name, struct slice line)
{
	char *path = with_ending(name, ".id");
	struct str text = {0};
	struct error e = {0};
	bool is = access(path, F_OK) == 0 && input_slurp_any(path, LINE_MAX_BYTES, &text, &e) &&
	          slice_equal(str_slice(&text), line);

	str_done(&text);
	free(path);
	return is;
}

void placing_result(const char *made, const char *name, bool same)
{
	if (!same)
		rename_to(made, name, "");
	else if (unlink(made) != 0)
		die_errno("%s", made);
}

void placing_line(const char *made, const char *name, struct slice line)
{
	char *path = with_ending(made, ".id");
	int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	if (descriptor < 0 || !atomic_file_write_all(descriptor, line) || close(descriptor) != 0)
		die_errno("%s.id could not be written", name);
	rename_to(path, name, ".id");
	free(path);
}

void placing_ledger(const char *ledger, const char *of, const char *name)
{
	struct stat began;
	struct timespec times[2];

	if (stat(of, &began) != 0)
		die_errno("%s", of);
	times[0] = began.st_atim;
	times[1] = began.st_mtim;
	if (utimensat(AT_FDCWD, ledger, times, 0) != 0)
		die_errno("%s.ledger could not be written", name);
	rename_to(of, name, ".of");
	rename_to(ledger, name, ".ledger");
}
