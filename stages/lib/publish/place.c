/* place: see place.h. */
#include "publish/place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "folder.h"
#include "str.h"

#define PUBLISHED_STATUS 1 /* published, but what comes after failed */

const char *place_last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

void place_find(struct place *p, const char *link, struct arena *a)
{
	size_t n = strlen(link);
	char target[4096];
	const char *number;
	ssize_t length;

	while (n > 1 && link[n - 1] == '/')
		n--;
	*p = (struct place){.link = arena_text(a, (struct slice){link, n})};
	p->versions = arena_format(a, "%s.versions", p->link);
	p->attempt = arena_format(a, "%s/try.%ld", p->versions, (long)getpid());
	p->folder = arena_format(a, "%s/publication", p->attempt);
	length = readlink(p->link, target, sizeof target - 1);
	if (length < 0 && errno == ENOENT)
		return;
	if (length < 0)
		die("%s is there already, but not as a publication; move it away", p->link);
	target[length] = '\0';
	number = strchr(target, '/');
	p->number = number == NULL ? 0 : strtol(number + 1, NULL, 10);
	if (p->number <= 0)
		die("%s is there already, but not as a publication; move it away", p->link);
	p->current = arena_format(a, "%s/%ld/publication", p->versions, p->number);
	if (access(p->current, F_OK) != 0)
		p->current = NULL;
}

void place_remove_old(const struct place *p, long keep, long before, struct arena *a)
{
	DIR *folder = opendir(p->versions);
	struct dirent *entry;

	if (folder == NULL)
		die_errno("%s", p->versions);
	while ((entry = readdir(folder)) != NULL) {
		long number = strtol(entry->d_name, NULL, 10);
		if (entry->d_name[0] != '.' && number != keep && (number != before || number == 0))
			folder_remove(arena_format(a, "%s/%s", p->versions, entry->d_name));
	}
	closedir(folder);
}

/* What is published. */
static const char *published;

static void tell_published(void)
{
	warn("%s is published all the same", published);
}

void place_is_published(const char *link)
{
	published = link;
	error_at_death(tell_published);
	error_status(PUBLISHED_STATUS);
	signal(SIGPIPE, SIG_IGN);
}

void place_turn(const struct place *p, long number, mode_t mode, struct arena *a)
{
	const char *version = arena_format(a, "%s/%ld", p->versions, number);
	const char *next = arena_format(a, "%s.link.%ld", p->link, (long)getpid());
	const char *above = arena_format(a, "%s/..", p->versions);

	folder_remove(version);
	if (chmod(p->attempt, mode) != 0 || rename(p->attempt, version) != 0)
		die_errno("%s", version);
	folder_sync(p->versions);
	unlink(next);
	if (symlink(
	        arena_format(a, "%s.versions/%ld/publication", place_last_part(p->link), number),
	        next) != 0 ||
	    rename(next, p->link) != 0)
		die_errno("%s", p->link);
	place_is_published(p->link);
	folder_sync_names(above);
}

void place_lock(const char *versions, mode_t mode)
{
	int descriptor;

	folder_make(versions, mode);
	descriptor = open(versions, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (descriptor < 0 || flock(descriptor, LOCK_EX) != 0)
		die_errno("%s", versions);
}

void place_set_modes(const struct place *p, mode_t mode, struct arena *a)
{
	folder_chmod_one(p->versions, folder_mode(mode));
	for (long number = p->number; number > 0 && number >= p->number - 1; number--) {
		const char *version = arena_format(a, "%s/%ld", p->versions, number);
		if (access(version, F_OK) != 0)
			continue;
		folder_chmod_one(version, folder_mode(mode));
		folder_chmod(arena_format(a, "%s/publication", version), mode);
	}
}

void place_set_aside(const struct place *p, struct arena *a)
{
	for (long number = p->number - 1; number > 0 && number >= p->number - 2; number--) {
		const char *version = arena_format(a, "%s/%ld", p->versions, number);
		const char *aside = arena_format(a, "%s/.withdrawn.%ld", p->versions, number);
		if (access(version, F_OK) != 0)
			continue;
		if (chmod(version, 0700) != 0 || rename(version, aside) != 0)
			die_errno("%s", aside);
	}
	folder_sync(p->versions);
}
