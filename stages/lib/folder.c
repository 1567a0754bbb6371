/* folder: see folder.h. Nothing is followed through a symbolic link. */
#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atomic_file.h"
#include "error.h"
#include "memory.h"

#define BLOCK_BYTES (1 << 16)

void folder_make(const char *path, mode_t mode)
{
	char *part = memory_text(path);

	for (char *c = part + 1;; c++) {
		char end = *c;
		if (end != '/' && end != '\0')
			continue;
		*c = '\0';
		if (mkdir(part, mode) != 0 && errno != EEXIST)
			die_errno("%s", part);
		if (end == '\0')
			break;
		*c = end;
	}
	free(part);
}

void folder_must_be_ours(const char *path, bool above)
{
	uid_t own = geteuid();
	struct stat link, there;

	if (lstat(path, &link) != 0 || stat(path, &there) != 0)
		die_errno("%s", path);
	if (S_ISLNK(link.st_mode) && link.st_uid != own && link.st_uid != 0)
		die("%s is a link that another user made; remove it, or take another folder", path);
	if (!S_ISDIR(there.st_mode))
		die("%s is no folder", path);
	if (there.st_uid != own && !(above && there.st_uid == 0))
		die("%s belongs to another user; take a folder of your own", path);
	if ((there.st_mode & (S_IWGRP | S_IWOTH)) != 0 && !(above && (there.st_mode & S_ISVTX)))
		die("others may write in %s (mode %04o); take that away, or take another folder",
		    path, (unsigned)there.st_mode & 07777);
}

static char *joined(const char *folder, const char *name)
{
	struct str path = {0};

	str_addf(&path, "%s/%s", folder, name);
	return path.at;
}

static int create(const char *path, mode_t mode)
{
	int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);

	if (descriptor < 0)
		die_errno("%s", path);
	return descriptor;
}

static void finish(int descriptor, const char *path)
{
	if (fsync(descriptor) != 0 || close(descriptor) != 0)
		die_errno("%s", path);
}

void folder_put(const char *folder, const char *name, struct slice bytes, mode_t mode)
{
	char *path = joined(folder, name);
	int descriptor = create(path, mode);

	if (!atomic_file_write_all(descriptor, bytes))
		die_errno("%s", path);
	finish(descriptor, path);
	free(path);
}

void folder_copy(const char *folder, const char *name, const char *from, mode_t mode)
{
	char *path = joined(folder, name);
	static char block[BLOCK_BYTES];
	int in = open(from, O_RDONLY | O_CLOEXEC), out;
	ssize_t n;

	if (in < 0)
		die_errno("%s", from);
	out = create(path, mode);
	while ((n = read(in, block, sizeof block)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			die_errno("%s", from);
		if (!atomic_file_write_all(out, (struct slice){block, (size_t)n}))
			die_errno("%s", path);
	}
	close(in);
	finish(out, path);
	free(path);
}

static bool same_bytes(const char *one, const char *other)
{
	static char block[2][BLOCK_BYTES];
	int file[2] = {open(one, O_RDONLY | O_CLOEXEC), open(other, O_RDONLY | O_CLOEXEC)};
	bool same = file[0] >= 0 && file[1] >= 0, more = true;

	while (same && more) {
		size_t n[2] = {0, 0};
		for (int i = 0; i < 2; i++)
			for (ssize_t got = 1; got > 0 && n[i] < BLOCK_BYTES; n[i] += (size_t)got)
				if ((got = read(file[i], block[i] + n[i], BLOCK_BYTES - n[i])) < 0)
					die_errno("%s", i == 0 ? one : other);
		same = n[0] == n[1] && memcmp(block[0], block[1], n[0]) == 0;
		more = n[0] == BLOCK_BYTES;
	}
	for (int i = 0; i < 2; i++)
		if (file[i] >= 0)
			close(file[i]);
	return same;
}

static bool is_folder(const char *path)
{
	struct stat there;

	return lstat(path, &there) == 0 && S_ISDIR(there.st_mode);
}

/* Whether everything in one is in the other, the same. */
static bool holds_all(const char *one, const char *other, const char *except)
{
	DIR *folder = opendir(one);
	struct dirent *entry;
	bool all = folder != NULL;

	if (folder == NULL && errno != ENOENT && errno != ENOTDIR)
		die_errno("%s", one);
	while (all && (entry = readdir(folder)) != NULL) {
		char *here, *there;
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
		    strcmp(entry->d_name, except) == 0)
			continue;
		here = joined(one, entry->d_name);
		there = joined(other, entry->d_name);
		all = is_folder(here) ? is_folder(there) && holds_all(here, there, except)
		                      : same_bytes(here, there);
		free(here);
		free(there);
	}
	if (folder != NULL)
		closedir(folder);
	return all;
}

bool folder_equal(const char *one, const char *other, const char *except)
{
	return holds_all(one, other, except) && holds_all(other, one, except);
}

void folder_sync_names(const char *path)
{
	int descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (descriptor < 0)
		die_errno("%s", path);
	finish(descriptor, path);
}

void folder_sync(const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;

	if (folder == NULL)
		die_errno("%s", path);
	while ((entry = readdir(folder)) != NULL) {
		char *inside = joined(path, entry->d_name);
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
		    is_folder(inside))
			folder_sync(inside);
		free(inside);
	}
	closedir(folder);
	folder_sync_names(path);
}

/* ---------------------------------------------------------------- whole trees */

mode_t folder_mode(mode_t of_files)
{
	return of_files | (of_files & 0444) >> 2;
}

/* nftw hands nothing through to its function. */
static mode_t mode_wanted;

/* Bits that say more than who may read (a group that is handed down) stay. */
static void set_mode(const char *path, mode_t now, mode_t mode)
{
	if ((now & 0777) != mode && chmod(path, (now & 07000) | mode) != 0)
		die_errno("%s", path);
}

static int chmod_each(const char *path, const struct stat *what, int kind, struct FTW *where)
{
	(void)where;
	if (kind != FTW_SL)
		set_mode(path, what->st_mode,
		         S_ISDIR(what->st_mode) ? folder_mode(mode_wanted) : mode_wanted);
	return 0;
}

void folder_chmod(const char *path, mode_t mode)
{
	mode_wanted = mode;
	if (nftw(path, chmod_each, 16, FTW_PHYS) != 0)
		die_errno("%s", path);
}

void folder_chmod_one(const char *path, mode_t mode)
{
	struct stat there;

	if (stat(path, &there) != 0)
		die_errno("%s", path);
	set_mode(path, there.st_mode, mode);
}

static int remove_one(const char *path, const struct stat *what, int kind, struct FTW *where)
{
	(void)what;
	(void)kind;
	(void)where;
	if (remove(path) != 0)
		die_errno("%s", path);
	return 0;
}

void folder_remove(const char *path)
{
	if (nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0 && errno != ENOENT)
		die_errno("%s", path);
}

static int by_bytes(const void *one, const void *other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

const char **folder_names(int folder, const char *path, struct arena *arena)
{
	DIR *open_folder = fdopendir(dup(folder));
	const char **name, **found = NULL;
	size_t n = 0, room = 0;
	struct dirent *entry;

	if (open_folder == NULL)
		die_errno("%s", path);
	rewinddir(open_folder);
	while ((entry = readdir(open_folder)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		found = array_room(found, &room, n + 1, sizeof *found);
		found[n++] = arena_text(arena, slice_of(entry->d_name));
	}
	closedir(open_folder);
	if (n > 0)
		qsort(found, n, sizeof *found, by_bytes);
	name = arena_take(arena, (n + 1) * sizeof *name);
	for (size_t i = 0; i < n; i++)
		name[i] = found[i];
	free(found);
	return name;
}
