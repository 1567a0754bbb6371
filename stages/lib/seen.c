/*
 * seen: see seen.h. WORK/seen/list.tsv has a line for each file: name of its stamp, path, names of ledgers.
 * WORK/seen/known.tsv has one for each: name of its stamp, the five numbers of struct numbers, and 1 if they are
 * settled.
 */
#include "seen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "atomic_file.h"
#include "error.h"
#include "stream_hash.h"
#include "input.h"
#include "text.h"

#define NAME_SHOWN 40 /* bytes of a file's own name in that of its stamp */
#define LIST_MAX_BYTES ((size_t)64 << 20)

/*
 * A file that was changed less than this before it was looked at could be changed again without any of its numbers
 * telling: the clocks of file systems tick by some milliseconds, at worst by two seconds. It is read once more the
 * next time.
 */
#define SETTLED_NANOSECONDS ((int64_t)2000000000)

/* ---------------------------------------------------------------- the list */

struct seen_file {
	struct str path, ledgers; /* ledgers: with blanks between */
};

void seen_name(const char *path, struct str *to)
{
	struct stream_hash *f = stream_hash_open();
	const char *slash = strrchr(path, '/'), *last = slash == NULL ? path : slash + 1;
	char hex[STREAM_HASH_HEX];

	stream_hash_add(f, path, strlen(path));
	stream_hash_hex(f, hex);
	stream_hash_close(f);
	for (size_t i = 0; i < NAME_SHOWN && last[i] != '\0'; i++) {
		bool plain = (last[i] >= 'a' && last[i] <= 'z') ||
		             (last[i] >= 'A' && last[i] <= 'Z') ||
		             (last[i] >= '0' && last[i] <= '9') || last[i] == '.';
		str_add_byte(to, plain ? last[i] : '_');
	}
	str_addf(to, "-%.16s", hex);
}

void seen_add(struct seen *s, const char *name, const char *path, const char *ledger)
{
	bool added;
	size_t i = map_put(&s->names, slice_of(name), &added);

	if (added) {
		s->file = array_room(s->file, &s->room, i + 1, sizeof *s->file);
		s->file[i] = (struct seen_file){0};
		str_add_text(&s->file[i].path, path);
	}
	str_addf(&s->file[i].ledgers, "%s%s", added ? "" : " ", ledger);
}

/* Leaves a file alone that has these bytes already. */
static void put(const char *path, struct slice bytes)
{
	struct str there = {0};
	struct error e = {0};
	struct atomic_file *file;
	bool same = access(path, F_OK) == 0 && input_slurp(path, LIST_MAX_BYTES, &there, &e) &&
	            slice_equal(str_slice(&there), bytes);

	str_done(&there);
	if (same)
		return;
	file = atomic_file_open(path, 0600);
	atomic_file_write(file, bytes);
	atomic_file_commit(file);
}

void seen_write(const struct seen *s, const char *work)
{
	struct str text = {0}, path = {0};

	for (size_t i = 0; i < s->names.n; i++) {
		str_addf(&text, "%.*s\t", SLICE(map_key(&s->names, i)));
		text_escape(&text, str_slice(&s->file[i].path));
		str_addf(&text, "\t%s\n", s->file[i].ledgers.at);
	}
	str_addf(&path, "%s/seen/list.tsv", work);
	put(path.at, str_slice(&text));
	str_done(&path);
	str_done(&text);
}

void seen_done(struct seen *s)
{
	for (size_t i = 0; i < s->names.n; i++) {
		str_done(&s->file[i].path);
		str_done(&s->file[i].ledgers);
	}
	free(s->file);
	map_done(&s->names);
}

/* ---------------------------------------------------------------- looking */

/* What tells that a file is another one, or was written to, without it being read. */
struct numbers {
	int64_t device, inode, size, modified, changed; /* bytes; nanoseconds since 1970 */
};

#define NUMBERS 5

/* From the last time; not settled: too young then to be believed. */
struct known {
	struct numbers numbers;
	bool settled;
};

/*
 * A file is known by its numbers. If they are those of the last time, and had settled then, it is not read. Else it is
 * read, and only if its hash is another than that in its stamp is the stamp written anew and what was made of the file
 * made old.
 */
struct look {
	const char *work;
	struct map names; /* of stamps */
	struct known *known;
	size_t room;
	int64_t now;
	bool interrupted; /* see seen_look */
	struct str next;  /* what `known` is to hold */
	struct str path;  /* in the work folder, good until the next one */
};

static const char *in_work(struct look *l, const char *folder, struct slice name)
{
	str_reset(&l->path);
	str_addf(&l->path, "%s/%s%.*s", l->work, folder, SLICE(name));
	return l->path.at;
}

static int64_t nanoseconds(struct timespec t)
{
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static struct numbers numbers_of(const struct stat *s)
{
	return (struct numbers){(int64_t)s->st_dev, (int64_t)s->st_ino, s->st_size,
	                        nanoseconds(s->st_mtim), nanoseconds(s->st_ctim)};
}

static bool read_line(const char *at, struct known *to)
{
	int64_t number[NUMBERS + 1];
	char *end;

	for (size_t i = 0; i <= NUMBERS; i++) {
		if (*at != '\t')
			return false;
		number[i] = strtoll(at, &end, 10);
		at = end;
	}
	memcpy(&to->numbers, number, sizeof to->numbers);
	to->settled = number[NUMBERS] == 1;
	return *at == '\n';
}

static void load_known(struct look *l)
{
	struct str text = {0};
	struct slice rest, line;
	struct error e = {0};
	const char *path = in_work(l, "seen/known.tsv", (struct slice){"", 0});

	if (access(path, F_OK) != 0)
		return;
	if (!input_slurp(path, LIST_MAX_BYTES, &text, &e))
		die("%s", e.text);
	rest = str_slice(&text);
	while (slice_cut(&rest, '\n', &line)) {
		const char *tab = memchr(line.at, '\t', line.n);
		struct known one;
		size_t i;
		if (tab == NULL || !read_line(tab, &one))
			continue;
		i = map_put(&l->names, (struct slice){line.at, (size_t)(tab - line.at)}, NULL);
		l->known = array_room(l->known, &l->room, i + 1, sizeof *l->known);
		l->known[i] = one;
	}
	str_done(&text);
}

/*
 * The hash of a file's bytes, and the file's numbers before they were read. Of what is no regular file, or may be
 * run but not read, the numbers stand for the bytes.
 */
static void read_file(const char *path, struct stat *there, char hex[STREAM_HASH_HEX])
{
	struct stream_hash *f = stream_hash_open();
	int descriptor = S_ISREG(there->st_mode) ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	struct numbers numbers;

	if (descriptor >= 0) {
		if (fstat(descriptor, there) != 0 || !stream_hash_rest(f, descriptor, NULL) ||
		    close(descriptor) != 0)
			die_errno("%s", path);
	} else if (S_ISREG(there->st_mode) && errno != EACCES) {
		die_errno("%s", path);
	} else {
		numbers = numbers_of(there);
		stream_hash_add(f, &numbers, sizeof numbers);
	}
	stream_hash_hex(f, hex);
	stream_hash_close(f);
}

static bool stamp_holds(const char *stamp, const char *hex)
{
	struct str text = {0};
	struct error e = {0};
	bool holds = access(stamp, F_OK) == 0 && input_slurp(stamp, LIST_MAX_BYTES, &text, &e) &&
	             text.n > 0 && slice_is((struct slice){text.at, text.n - 1}, hex);

	str_done(&text);
	return holds;
}

void seen_outdate(const char *path)
{
	static const struct timespec times[2] = {{0, UTIME_OMIT}, {0, 0}};

	if (utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW) != 0 && errno != ENOENT)
		die_errno("%s", path);
}

static void outdate(struct look *l, struct slice ledgers)
{
	struct slice one;

	while (slice_cut(&ledgers, ' ', &one))
		seen_outdate(in_work(l, "", one));
}

static void stamp(struct look *l, struct slice name, const char *hex)
{
	struct atomic_file *file = atomic_file_open(in_work(l, "seen/", name), 0600);

	atomic_file_write(file, slice_of(hex));
	atomic_file_write(file, slice_of("\n"));
	atomic_file_commit(file);
}

static void note(struct look *l, struct slice name, const struct numbers *n)
{
	int64_t last = n->modified > n->changed ? n->modified : n->changed;

	str_addf(&l->next, "%.*s\t%jd\t%jd\t%jd\t%jd\t%jd\t%d\n", SLICE(name), (intmax_t)n->device,
	         (intmax_t)n->inode, (intmax_t)n->size, (intmax_t)n->modified, (intmax_t)n->changed,
	         last < l->now - SETTLED_NANOSECONDS);
}

static void look_at(struct look *l, struct slice name, const char *path, struct slice ledgers)
{
	size_t i = map_find(&l->names, name);
	char hex[STREAM_HASH_HEX];
	struct numbers numbers;
	struct stat there;
	bool replaced, other;

	if (stat(path, &there) != 0)
		die_errno("%s", path);
	numbers = numbers_of(&there);
	replaced = i == MAP_NONE || memcmp(&numbers, &l->known[i].numbers, sizeof numbers) != 0;
	if (!replaced && l->known[i].settled && access(in_work(l, "seen/", name), F_OK) == 0) {
		note(l, name, &numbers);
		return;
	}
	read_file(path, &there, hex);
	numbers = numbers_of(&there);
	other = !stamp_holds(in_work(l, "seen/", name), hex);
	if (other || (replaced && l->interrupted))
		outdate(l, ledgers);
	if (other)
		stamp(l, name, hex);
	note(l, name, &numbers);
}

static void look_at_all(struct look *l)
{
	struct str text = {0}, path = {0};
	struct slice rest, line, name, escaped;
	struct error e = {0};

	if (!input_slurp(in_work(l, "seen/list.tsv", (struct slice){"", 0}), LIST_MAX_BYTES, &text,
	                 &e))
		die("%s", e.text);
	rest = str_slice(&text);
	while (slice_cut(&rest, '\n', &line)) {
		if (!slice_cut(&line, '\t', &name) || !slice_cut(&line, '\t', &escaped))
			continue;
		str_reset(&path);
		text_unescape(&path, escaped);
		look_at(l, name, path.at, line);
	}
	str_done(&path);
	str_done(&text);
}

void seen_look(const char *work)
{
	struct look l = {.work = work};
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	l.now = nanoseconds(now);
	l.interrupted = access(in_work(&l, "run", (struct slice){"", 0}), F_OK) == 0;
	load_known(&l);
	look_at_all(&l);
	put(in_work(&l, "seen/known.tsv", (struct slice){"", 0}), str_slice(&l.next));
	free(l.known);
	map_done(&l.names);
	str_done(&l.next);
	str_done(&l.path);
}
