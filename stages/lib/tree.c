#include "tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "error.h"
#include "memory.h"
#include "str.h"

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

/* What there is, a line each; `where` is the way to the folder that is being gone through. */
struct list {
	struct str where;
	char **line;
	size_t n, room;
};

/* All work on the entries of a folder, and on what lies in the folders among them. */
struct work {
	const char *path;
	dev_t device;
	struct tree_size *size; /* NULL: remove */
	struct list *list;      /* NULL: none is made */
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

static void add_line(struct list *l, const struct stat *there)
{
	struct str line = {0};

	if (S_ISDIR(there->st_mode))
		return;
	str_addf(&line, "%s\t%lld\n", l->where.n == 0 ? "" : l->where.at + 1,
	         (long long)there->st_size);
	l->line = array_room(l->line, &l->room, l->n + 1, sizeof *l->line);
	l->line[l->n++] = line.at;
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
	if (w->list != NULL)
		add_line(w->list, &there);
	else if (w->size != NULL)
		note(w->size, &there);
	else if (except == NULL && unlinkat(above, name, folder ? AT_REMOVEDIR : 0) != 0 &&
	         errno != ENOENT)
		die_errno("%s", w->path);
}

static void go_into(const struct work *w, int above, const char *name)
{
	size_t n = w->list == NULL ? 0 : w->list->where.n;

	if (w->list != NULL)
		str_addf(&w->list->where, "/%s", name);
	one(w, above, name, NULL);
	if (w->list != NULL) {
		w->list->where.n = n;
		w->list->where.at[n] = '\0';
	}
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
			go_into(w, descriptor, entry->d_name);
	closedir(folder);
}

static void start(struct work w, int above, const char *name, const char *except)
{
	struct stat there;

	if (fstatat(above, name, &there, AT_SYMLINK_NOFOLLOW) != 0) {
		if (errno != ENOENT)
			die_errno("%s", w.path);
		return;
	}
	w.device = there.st_dev;
	one(&w, above, name, except);
}

void tree_measure(int above, const char *name, const char *path, const char *except,
                  struct tree_size *size)
{
	start((struct work){.path = path, .size = size}, above, name, except);
}

void tree_remove(int above, const char *name, const char *path, const char *except)
{
	start((struct work){.path = path}, above, name, except);
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void tree_list(int above, const char *name, const char *path, const char *except,
               char sha256[DIGEST_HEX])
{
	struct list list = {0};
	unsigned char sum[DIGEST_BYTES];
	struct digest d;

	start((struct work){.path = path, .list = &list}, above, name, except);
	if (list.n > 0)
		qsort(list.line, list.n, sizeof *list.line, by_bytes);
	digest_init(&d);
	for (size_t i = 0; i < list.n; i++) {
		digest_add(&d, slice_of(list.line[i]));
		free(list.line[i]);
	}
	digest_end(&d, sum);
	digest_hex(sum, sha256);
	free(list.line);
	str_done(&list.where);
}
