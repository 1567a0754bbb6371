#include "publish/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "memory.h"

int tree_open(int above, const char *name, const char *path)
{
	int folder = openat(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (folder < 0 && errno != ENOENT && errno != ENOTDIR && errno != ELOOP)
		die_errno("%s", path);
	return folder;
}

int tree_above(const char *root, const char *path, const char **name)
{
	size_t n = strlen(root);
	int folder;

	*name = path;
	if (strcmp(root, path) == 0)
		return AT_FDCWD;
	folder = tree_open(AT_FDCWD, root, root);
	*name = path + n + 1;
	for (const char *slash; folder >= 0 && (slash = strchr(*name, '/')) != NULL;) {
		char *part = memory_part(*name, (size_t)(slash - *name));
		int next;
		next = tree_open(folder, part, path);
		free(part);
		close(folder);
		folder = next;
		*name = slash + 1;
	}
	return folder;
}

/* Both work on the entries of a folder, and on what lies in the folders among them. */
struct work {
	const char *path;
	dev_t device;
	struct tree_size *size; /* NULL: remove */
};

static void go_through(const struct work *w, int above, const char *name, const char *except);

/* A folder changes when something in it is removed, which makes nothing newer. */
static void note(struct tree_size *size, const struct stat *there)
{
	if (S_ISDIR(there->st_mode))
		return;
	size->files++;
	size->bytes += there->st_size;
	if (there->st_mtime > size->newest)
		size->newest = there->st_mtime;
}

/* A folder is removed when it is empty, unless something had to stay in it. */
static void one(const struct work *w, int above, const char *name, const char *except)
{
	struct stat there;
	bool folder;

	if (fstatat(above, name, &there, AT_SYMLINK_NOFOLLOW) != 0) {
		if (errno != ENOENT)
			die_errno("%s", w->path);
		return;
	}
	if (there.st_dev != w->device)
		return;
	folder = S_ISDIR(there.st_mode);
	if (folder)
		go_through(w, above, name, except);
	if (w->size != NULL)
		note(w->size, &there);
	else if (except == NULL && unlinkat(above, name, folder ? AT_REMOVEDIR : 0) != 0 &&
	         errno != ENOENT)
		die_errno("%s", w->path);
}

static void go_through(const struct work *w, int above, const char *name, const char *except)
{
	int descriptor = tree_open(above, name, w->path);
	DIR *folder = descriptor < 0 ? NULL : fdopendir(descriptor);
	struct dirent *entry;

	if (descriptor < 0)
		return;
	if (folder == NULL)
		die_errno("%s", w->path);
	while ((entry = readdir(folder)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
		    (except == NULL || strcmp(entry->d_name, except) != 0))
			one(w, descriptor, entry->d_name, NULL);
	closedir(folder);
}

static void start(int above, const char *name, const char *path, const char *except,
                  struct tree_size *size)
{
	struct work w = {.path = path, .size = size};
	struct stat there;

	if (fstatat(above, name, &there, AT_SYMLINK_NOFOLLOW) != 0) {
		if (errno != ENOENT)
			die_errno("%s", path);
		return;
	}
	w.device = there.st_dev;
	one(&w, above, name, except);
}

void tree_measure(int above, const char *name, const char *path, const char *except,
                  struct tree_size *size)
{
	start(above, name, path, except, size);
}

void tree_remove(int above, const char *name, const char *path, const char *except)
{
	start(above, name, path, except, NULL);
}
