#include "publish/retention.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "folder.h"
#include "level.h"
#include "plan.h"
#include "yaml.h"

#define LOCK "lock"
#define PACKAGE "datapackage.json"

static const struct {
	const char *name;
	bool record;
} kinds[RETENTION_KINDS] = {
    [RETENTION_TRY] = {"try", false},          [RETENTION_TABLE] = {"table", false},
    [RETENTION_REJECTS] = {"rejects", false},  [RETENTION_WORK] = {"work", true},
    [RETENTION_VERSION] = {"version", true},   [RETENTION_BUNDLE] = {"bundle", true},
    [RETENTION_DELIVERY] = {"delivery", true},
};

/* A folder that is being looked at. */
struct place {
	struct retention *r;
	const char *root, *path;
	int above; /* where `name` is found */
	const char *name;
	int folder; /* the same, open */
};

const char *retention_name(enum retention_kind kind)
{
	return kinds[kind].name;
}

bool retention_is_record(enum retention_kind kind)
{
	return kinds[kind].record;
}

static bool is_there(int folder, const char *name, mode_t type)
{
	struct stat there;

	return fstatat(folder, name, &there, AT_SYMLINK_NOFOLLOW) == 0 &&
	       (there.st_mode & S_IFMT) == type;
}

static struct retention_item *add(const struct place *p, enum retention_kind kind,
                                  const char *level, const char *name)
{
	struct retention *r = p->r;
	struct retention_item *item;

	r->item = array_room(r->item, &r->room, r->n + 1, sizeof *r->item);
	item = &r->item[r->n++];
	*item = (struct retention_item){.kind = kind, .level = level, .root = p->root};
	item->path = name == NULL ? p->path : arena_format(&r->arena, "%s/%s", p->path, name);
	if (name != NULL)
		tree_measure(p->folder, name, item->path, NULL, &item->size);
	else
		tree_measure(p->above, p->name, item->path, kind == RETENTION_WORK ? LOCK : NULL,
		             &item->size);
	return item;
}

/* Held as long as the program runs. A lock that is a folder is that of a publication. */
static void take_lock(const struct place *p, const char *name)
{
	int descriptor;

	if (!p->r->locking)
		return;
	descriptor = openat(p->folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (descriptor < 0)
		die_errno("%s/%s", p->path, name);
	if (flock(descriptor, LOCK_EX | LOCK_NB) == 0)
		return;
	if (errno != EWOULDBLOCK)
		die_errno("%s/%s", p->path, name);
	die("%s: a run works on it; nothing was removed", p->path);
}

/* ---------------------------------------------------------------- levels */

/* Of the tables that a data package describes. What is not said to be harmless is not. */
static const char *level_of_package(struct arena *a, const char *path)
{
	struct error e = {0};
	const struct yaml *list = yaml_get(yaml_load(path, a, &e), "resources");
	enum level highest = list == NULL || list->n == 0 ? LEVEL_CLEAR : LEVEL_OPEN;

	for (const struct yaml *one = list == NULL ? NULL : list->first; one; one = one->next) {
		const struct yaml *said = yaml_get(yaml_get(one, "finsam"), "level");
		enum level level = LEVEL_CLEAR;
		if (said != NULL && said->kind == YAML_SCALAR)
			level = level_of(arena_text(a, said->text));
		if (level > highest)
			highest = level;
	}
	return level_name(highest);
}

/* ---------------------------------------------------------------- work folders */

/*
 * The tables and rejected rows of persons by the plan; every table, if there is no plan to read. The folder itself
 * comes after them, so that it is removed last.
 */
static enum level find_tables(const struct place *p, const struct plan *plan)
{
	enum level highest = LEVEL_OPEN;

	for (size_t i = 0; i < plan->targets; i++)
		for (size_t j = 0; j < plan->target[i].tables; j++) {
			const struct plan_table *t = &plan->target[i].table[j];
			const char *slash = strrchr(t->file, '/');
			const char *name = slash == NULL ? t->file : slash + 1;
			enum level level = level_of(t->level);
			bool rejects = slice_ends(slice_of(name), ".rejects.tsv");
			if (!is_there(p->folder, name, S_IFREG))
				continue;
			if (level > highest)
				highest = level;
			if (rejects || level > LEVEL_AGGREGATE)
				add(p, rejects ? RETENTION_REJECTS : RETENTION_TABLE,
				    level_name(level), name);
		}
	return highest;
}

/* What no plan speaks of: half-made files, and tables if there is no plan. They count as clear, the most there is. */
static enum level find_unplanned(const struct place *p, bool planned)
{
	const char **name = folder_names(p->folder, p->path, &p->r->arena);
	enum level highest = LEVEL_OPEN;

	for (; *name != NULL; name++) {
		bool try = strstr(*name, ".try.") != NULL;
		bool table = slice_ends(slice_of(*name), ".tsv");
		if (!try && (planned || !table))
			continue;
		highest = LEVEL_CLEAR;
		add(p, try ? RETENTION_TRY : RETENTION_TABLE, level_name(LEVEL_CLEAR), *name);
	}
	return highest;
}

static void find_work(const struct place *p)
{
	const char *path = arena_format(&p->r->arena, "%s/plan.json", p->path);
	enum level highest = LEVEL_OPEN, other;
	struct plan plan;
	struct error e = {0};
	bool planned;

	take_lock(p, LOCK);
	planned =
	    is_there(p->folder, "plan.json", S_IFREG) && plan_load(path, &p->r->arena, &plan, &e);
	if (planned)
		highest = find_tables(p, &plan);
	other = find_unplanned(p, planned);
	add(p, RETENTION_WORK, level_name(other > highest ? other : highest), NULL);
	if (p->r->item[p->r->n - 1].size.files == 0)
		p->r->n--;
}

/* ---------------------------------------------------------------- publications */

/* Whether this version is what the link beside NAME.versions shows, wherever that leads. */
static bool is_shown(const struct place *p, const char *version)
{
	size_t n = strlen(p->name) - strlen(".versions");
	const char *link = arena_text(&p->r->arena, (struct slice){p->name, n});
	const char *publication = arena_format(&p->r->arena, "%s/publication", version);
	struct stat one, other;

	return fstatat(p->above, link, &one, 0) == 0 &&
	       fstatat(p->folder, publication, &other, AT_SYMLINK_NOFOLLOW) == 0 &&
	       one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

static void find_versions(const struct place *p)
{
	struct arena *a = &p->r->arena;
	const char **names;

	take_lock(p, ".");
	names = folder_names(p->folder, p->path, a);
	for (; *names != NULL; names++) {
		const char *name = *names;
		bool try = strncmp(name, "try.", 4) == 0;
		struct retention_item *item;
		if ((!try && strtol(name, NULL, 10) <= 0) || !is_there(p->folder, name, S_IFDIR) ||
		    is_shown(p, name))
			continue;
		item = add(p, try ? RETENTION_TRY : RETENTION_VERSION, NULL, name);
		item->level =
		    level_of_package(a, arena_format(a, "%s/publication/" PACKAGE, item->path));
		item->proof = arena_format(a, "%s/publication/provenance.json", item->path);
	}
}

/* ---------------------------------------------------------------- folders */

static void look(struct place *p);

static void look_into(const struct place *p)
{
	const char **name = folder_names(p->folder, p->path, &p->r->arena);

	for (; *name != NULL; name++) {
		struct place inside = {.r = p->r, .root = p->root, .above = p->folder};
		inside.name = *name;
		inside.path = arena_format(&p->r->arena, "%s/%s", p->path, inside.name);
		inside.folder = tree_open(p->folder, inside.name, inside.path);
		if (inside.folder < 0)
			continue;
		look(&inside);
		close(inside.folder);
	}
}

static void find_bundle(const struct place *p)
{
	const char *package = arena_format(&p->r->arena, "%s/" PACKAGE, p->path);

	add(p, RETENTION_BUNDLE, level_of_package(&p->r->arena, package), NULL)->proof = package;
}

/* What a folder is, by what lies in it: a work folder, versions of a publication, a bundle, or one to look into. */
static void look(struct place *p)
{
	if (strstr(p->name, ".try.") != NULL)
		add(p, RETENTION_TRY, level_name(LEVEL_CLEAR), NULL);
	else if (is_there(p->folder, LOCK, S_IFREG))
		find_work(p);
	else if (slice_ends(slice_of(p->name), ".versions"))
		find_versions(p);
	else if (is_there(p->folder, PACKAGE, S_IFREG))
		find_bundle(p);
	else
		look_into(p);
}

void retention_find(struct retention *r, const char *path)
{
	struct place p = {.r = r, .above = AT_FDCWD};
	struct stat there;
	size_t n = strlen(path);

	while (n > 1 && path[n - 1] == '/')
		n--;
	p.root = p.path = p.name = arena_text(&r->arena, (struct slice){path, n});
	if (lstat(p.path, &there) != 0)
		die_errno("%s", path);
	if (S_ISREG(there.st_mode)) {
		add(&p, RETENTION_DELIVERY, level_name(LEVEL_CLEAR), NULL)->proof = p.path;
		return;
	}
	p.folder = tree_open(AT_FDCWD, p.path, path);
	if (p.folder < 0)
		die("%s: neither a folder nor a file%s", path,
		    S_ISLNK(there.st_mode) ? " but a symbolic link; name what it shows" : "");
	look(&p);
	close(p.folder);
}

/* Of a work folder the lock is left, which the next run takes. */
static const char *spared(const struct retention_item *item)
{
	return item->kind == RETENTION_WORK ? LOCK : NULL;
}

void retention_measure(struct retention_item *item)
{
	const char *name;
	int above = tree_above(item->root, item->path, &name);

	item->size = (struct tree_size){0};
	if (above == -1)
		return;
	tree_measure(above, name, item->path, spared(item), &item->size);
	if (above != AT_FDCWD)
		close(above);
}

void retention_list(const struct retention_item *item, char sha256[DIGEST_HEX])
{
	const char *name;
	int above = tree_above(item->root, item->path, &name);

	sha256[0] = '\0';
	if (above == -1)
		return;
	tree_list(above, name, item->path, spared(item), sha256);
	if (above != AT_FDCWD)
		close(above);
}

void retention_remove(const struct retention_item *item)
{
	const char *name;
	int above = tree_above(item->root, item->path, &name);

	if (above == -1)
		return;
	tree_remove(above, name, item->path, spared(item));
	if (above != AT_FDCWD && (fsync(above) != 0 || close(above) != 0))
		die_errno("%s", item->path);
}

void retention_done(struct retention *r)
{
	free(r->item);
	arena_done(&r->arena);
}
