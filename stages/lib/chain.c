#include "chain.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "atomic_file.h"
#include "memory.h"

#define BLOCK_BYTES ((size_t)1 << 16)
#define LAST_COLUMN "\tchain"
#define END_FORM "lines: %012" PRIu64 "\nchain: %s\n"
#define END_BYTES (7 + 12 + 1 + 7 + 64 + 1)
#define HASH_HEX ((size_t)DIGEST_HEX - 1)

/* What the file says when it is read from its beginning, and what PATH.end says of it. */
struct chain {
	const char *path;
	int file, end_file; /* -1: not there */
	struct chain_end now, said;
	size_t whole; /* bytes up to the last newline */
};

static bool fails(const char *path, struct error *e)
{
	return error_set(e, "%s: %s", path, strerror(errno));
}

/* ---------------------------------------------------------------- following it */

static void link_line(struct slice fields, char hash[DIGEST_HEX])
{
	unsigned char sum[DIGEST_BYTES];
	struct digest d;

	digest_init(&d);
	digest_add(&d, (struct slice){hash, HASH_HEX});
	digest_add(&d, (struct slice){"\n", 1});
	digest_add(&d, fields);
	digest_end(&d, sum);
	digest_hex(sum, hash);
}

static bool follow_header(const struct chain *c, struct slice line, const char *columns,
                          struct error *e)
{
	struct slice own = {line.at, line.n - strlen(LAST_COLUMN)};

	if (!slice_ends(line, LAST_COLUMN) || (columns != NULL && !slice_is(own, columns)))
		return error_set(e, "%s: not such a file (its first line has other columns)",
		                 c->path);
	return true;
}

static bool follow_line(struct chain *c, struct slice line, struct error *e)
{
	size_t n = line.n > HASH_HEX ? line.n - HASH_HEX - 1 : 0;

	link_line((struct slice){line.at, n}, c->now.hash);
	c->now.lines++;
	if (n == 0 || line.at[n] != '\t' || !slice_ends(line, c->now.hash))
		return error_set(e,
		                 "%s:%" PRIu64 ": not as it was written, or a line before it is "
		                 "gone (its chain does not follow)",
		                 c->path, c->now.lines + 1);
	return true;
}

/* A header that was cut is the beginning of ours; whatever else has no newline is another's file. */
static bool is_cut_header(struct slice text, const char *columns)
{
	struct str header = {0};
	bool is;

	str_addf(&header, "%s" LAST_COLUMN "\n", columns == NULL ? "" : columns);
	is = text.n <= header.n && (text.n == 0 || memcmp(text.at, header.at, text.n) == 0);
	str_done(&header);
	return is;
}

/* The header and every whole line; what comes after the last newline is not of it. */
static bool follow(struct chain *c, struct slice text, const char *columns, struct error *e)
{
	char at_end[DIGEST_HEX] = "";
	struct slice rest = text, line;

	while (slice_cut(&rest, '\n', &line) && rest.at != NULL) {
		if (c->whole > 0 ? !follow_line(c, line, e) : !follow_header(c, line, columns, e))
			return false;
		if (c->whole == 0)
			digest_of(line, c->now.hash);
		c->whole += line.n + 1;
		if (c->now.lines == c->said.lines)
			memcpy(at_end, c->now.hash, sizeof at_end);
	}
	if (c->whole == 0 && !is_cut_header(text, columns))
		return error_set(e, "%s: not such a file (its first line has no end)", c->path);
	if (c->now.lines < c->said.lines)
		return error_set(e, "%s: cut: it has %" PRIu64 " lines, where %s.end says %" PRIu64,
		                 c->path, c->now.lines, c->path, c->said.lines);
	if (c->end_file >= 0 && strcmp(at_end, c->said.hash) != 0)
		return error_set(e, "%s: another file than %s.end was written with", c->path,
		                 c->path);
	if (c->end_file < 0 && c->now.lines > 0)
		return error_set(e, "%s: no %s.end beside it, so that it may have been cut",
		                 c->path, c->path);
	return true;
}

/* ---------------------------------------------------------------- the files */

static bool read_end(struct chain *c, const char *path, struct error *e)
{
	char text[END_BYTES + 1] = "", form[END_BYTES + 1];
	char *after;
	ssize_t n = pread(c->end_file, text, sizeof text, 0);

	if (n < 0)
		return fails(path, e);
	if (n == 0) { /* made, and then there was no time or room for more */
		close(c->end_file);
		c->end_file = -1;
		return true;
	}
	c->said.lines = n == END_BYTES ? strtoull(text + 7, &after, 10) : 0;
	if (n == END_BYTES)
		memcpy(c->said.hash, text + END_BYTES - 1 - HASH_HEX, HASH_HEX);
	snprintf(form, sizeof form, END_FORM, c->said.lines, c->said.hash);
	if (n != END_BYTES || memcmp(text, form, END_BYTES) != 0)
		return error_set(e, "%s: not the end of a chain", path);
	return true;
}

static bool read_whole(const struct chain *c, struct str *text, struct error *e)
{
	ssize_t n = 1;

	while (n > 0) {
		n = pread(c->file, str_room(text, BLOCK_BYTES), BLOCK_BYTES, (off_t)text->n);
		if (n < 0 && errno == EINTR)
			n = 1;
		else if (n > 0)
			text->n += (size_t)n;
	}
	return n == 0 || fails(c->path, e);
}

static bool look(struct chain *c, const char *columns, struct error *e)
{
	struct str text = {0};
	struct stat there;
	char *end_path = memory_take(strlen(c->path) + sizeof ".end");
	bool fine = true;

	sprintf(end_path, "%s.end", c->path);
	if (fstat(c->file, &there) != 0)
		fine = fails(c->path, e);
	else if (!S_ISREG(there.st_mode))
		fine = error_set(e, "%s: not a regular file", c->path);
	else if (geteuid() != 0 && there.st_uid != geteuid())
		fine = error_set(e, "%s: belongs to another user", c->path);
	if (fine) {
		c->end_file = open(end_path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
		if (c->end_file < 0 && (errno == EACCES || errno == EROFS))
			c->end_file = open(end_path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
		fine = c->end_file >= 0 ? read_end(c, end_path, e)
		                        : errno == ENOENT || fails(end_path, e);
	}
	fine = fine && read_whole(c, &text, e) && follow(c, str_slice(&text), columns, e);
	str_done(&text);
	free(end_path);
	return fine;
}

/* In one piece and in place: the number of its bytes never changes, so that there is never half of it. */
static bool put_end(struct chain *c, struct error *e)
{
	char text[END_BYTES + 1];

	snprintf(text, sizeof text, END_FORM, c->now.lines, c->now.hash);
	return pwrite(c->end_file, text, END_BYTES, 0) == END_BYTES || fails(c->path, e);
}

/* A new file gets its header, a new end its place; what was cut goes. */
static bool prepare(struct chain *c, const char *columns, struct error *e)
{
	char path[PATH_MAX];
	struct str header = {0};
	bool fine = true;

	if (ftruncate(c->file, (off_t)c->whole) != 0 || fchmod(c->file, 0600) != 0)
		return fails(c->path, e);
	if (c->whole == 0) {
		str_addf(&header, "%s" LAST_COLUMN "\n", columns);
		fine = atomic_file_write_all(c->file, str_slice(&header)) || fails(c->path, e);
		digest_of((struct slice){header.at, header.n - 1}, c->now.hash);
		str_done(&header);
	}
	if (fine && c->end_file < 0) {
		snprintf(path, sizeof path, "%s.end", c->path);
		c->end_file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
		fine = (c->end_file >= 0 && fchmod(c->end_file, 0600) == 0) || fails(path, e);
	}
	return fine && put_end(c, e) &&
	       ((fsync(c->file) == 0 && fsync(c->end_file) == 0) || fails(c->path, e));
}

struct chain *chain_open(const char *path, const char *columns, bool wait, struct error *e)
{
	struct chain *c = memory_zeroed(1, sizeof *c);
	bool fine;

	c->path = memory_text(path);
	c->end_file = -1;
	c->file =
	    open(path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
	if (c->file < 0)
		fine = fails(path, e);
	else if (flock(c->file, wait ? LOCK_EX : LOCK_EX | LOCK_NB) != 0)
		fine = errno == EWOULDBLOCK ? error_set(e, "%s: another writes to it", path)
		                            : fails(path, e);
	else
		fine = look(c, columns, e) && prepare(c, columns, e);
	if (fine)
		return c;
	chain_close(c);
	return NULL;
}

bool chain_add(struct chain *c, struct slice fields, struct error *e)
{
	struct str line = {0};
	bool fine;

	link_line(fields, c->now.hash);
	str_addf(&line, "%.*s\t%s\n", SLICE(fields), c->now.hash);
	fine = (atomic_file_write_all(c->file, str_slice(&line)) && fsync(c->file) == 0) ||
	       fails(c->path, e);
	str_done(&line);
	c->now.lines++;
	return fine && put_end(c, e);
}

void chain_close(struct chain *c)
{
	if (c == NULL)
		return;
	if (c->file >= 0)
		close(c->file);
	if (c->end_file >= 0)
		close(c->end_file);
	free((char *)c->path);
	free(c);
}

void chain_now(char to[CHAIN_MOMENT])
{
	time_t now = time(NULL);
	struct tm parts;

	strftime(to, CHAIN_MOMENT, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&now, &parts));
}

bool chain_check(const char *path, const char *columns, struct chain_end *end, struct error *e)
{
	struct chain c = {.path = path, .end_file = -1};
	bool fine;

	*end = (struct chain_end){0};
	c.file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (c.file < 0)
		return fails(path, e);
	if (flock(c.file, LOCK_SH) != 0)
		fine = fails(path, e);
	else
		fine = look(&c, columns, e);
	if (fine && c.whole == 0)
		fine = error_set(e, "%s: empty", path);
	close(c.file);
	if (c.end_file >= 0)
		close(c.end_file);
	*end = c.now;
	return fine;
}
