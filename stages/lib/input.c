#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "filekind.h"
#include "stream_hash.h"
#include "memory.h"
#include "str.h"

#define PIPE_BYTES (1 << 20)
#define RAW_BYTES ((size_t)128 << 10)
#define PIECE_BYTES ((size_t)256 << 10)
#define PIECES 4

/*
 * A gzip file is inflated by a thread into a ring of pieces; input_read copies from the oldest full one. `full` counts
 * the pieces that are ready, so the thread may write piece (first + full) % PIECES while it is under PIECES. The thread
 * ends by setting `ended`, with the reason in `trouble` if it was not the end of the file.
 */
struct inflater {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	unsigned char piece[PIECES][PIECE_BYTES];
	size_t filled[PIECES];
	size_t first, full, taken; /* taken: bytes given out of the first piece */
	bool ended, stop;
	struct error trouble;
};

/*
 * Bytes are hashed as they are stored, and given as they are meant. The first block says which of the two it is: gzip
 * goes through the inflater, anything else straight to who reads.
 */
struct input {
	int descriptor;
	char *name;
	int64_t size, got;            /* bytes stored, bytes taken */
	struct stream_hash *hash;     /* of the bytes as stored, or NULL */
	unsigned char raw[RAW_BYTES]; /* read ahead of the inflater */
	size_t raw_n, raw_at;
	bool begun, text, table,
	    known; /* text, table: nothing else is wanted; known: it was looked at */
	struct inflater *inflater;
};

struct input *input_open(const char *path, struct error *e)
{
	bool standard = path == NULL || strcmp(path, "-") == 0;
	struct input *in = memory_take(sizeof *in);
	struct stat status;

	memset(in, 0, offsetof(struct input, raw));
	in->raw_n = in->raw_at = 0;
	in->begun = in->text = in->table = in->known = false;
	in->inflater = NULL;
	in->descriptor = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (in->descriptor < 0 || fstat(in->descriptor, &status) != 0 ||
	    (S_ISDIR(status.st_mode) && (errno = EISDIR))) {
		error_set(e, "%s: %s", standard ? "stdin" : path, strerror(errno));
		if (in->descriptor > STDIN_FILENO)
			close(in->descriptor);
		free(in);
		return NULL;
	}
	in->name = memory_text(standard ? "stdin" : path);
	in->size = S_ISREG(status.st_mode) ? (int64_t)status.st_size : -1;
	if (S_ISFIFO(status.st_mode))
		(void)fcntl(in->descriptor, F_SETPIPE_SZ, PIPE_BYTES); /* only speed */
	return in;
}

const char *input_name(const struct input *in)
{
	return in->name;
}

int64_t input_size(const struct input *in)
{
	return in->size;
}

int64_t input_taken(const struct input *in)
{
	return in->got;
}

void input_hash_on(struct input *in)
{
	in->hash = stream_hash_open();
}

void input_hash(const struct input *in, char hex[33])
{
	stream_hash_hex(in->hash, hex);
}

/* One read(2) of the bytes as stored. */
static ptrdiff_t read_stored(struct input *in, void *to, size_t room, struct error *e)
{
	ssize_t n;

	do
		n = read(in->descriptor, to, room);
	while (n < 0 && errno == EINTR);
	if (n < 0) {
		error_set(e, "%s: %s", in->name, strerror(errno));
		return -1;
	}
	__atomic_fetch_add(&in->got, n, __ATOMIC_RELAXED);
	if (in->hash != NULL)
		stream_hash_add(in->hash, to, (size_t)n);
	return n;
}

/* ---------------------------------------------------------------- inflating, in its thread */

/* A place to write to, or NULL if nobody reads any more. */
static unsigned char *wait_for_room(struct inflater *f)
{
	unsigned char *piece;

	pthread_mutex_lock(&f->lock);
	while (f->full == PIECES && !f->stop)
		pthread_cond_wait(&f->changed, &f->lock);
	piece = f->stop ? NULL : f->piece[(f->first + f->full) % PIECES];
	pthread_mutex_unlock(&f->lock);
	return piece;
}

static void hand_over(struct inflater *f, size_t bytes, bool ended)
{
	pthread_mutex_lock(&f->lock);
	if (bytes > 0)
		f->filled[(f->first + f->full++) % PIECES] = bytes;
	f->ended = ended;
	pthread_cond_signal(&f->changed);
	pthread_mutex_unlock(&f->lock);
}

/* More stored bytes for zlib; false at the end of the file or on an error (then trouble is set). */
static bool feed(struct input *in, z_stream *z)
{
	ptrdiff_t n;

	if (z->avail_in > 0)
		return true;
	if (in->raw_at < in->raw_n) {
		z->next_in = in->raw + in->raw_at;
		z->avail_in = (uInt)(in->raw_n - in->raw_at);
		in->raw_at = in->raw_n;
		return true;
	}
	n = read_stored(in, in->raw, RAW_BYTES, &in->inflater->trouble);
	if (n <= 0)
		return false;
	z->next_in = in->raw;
	z->avail_in = (uInt)n;
	return true;
}

/* Fills the piece; 0 bytes short of it means the end or trouble. *within says whether a member is open. */
static size_t inflate_piece(struct input *in, z_stream *z, unsigned char *piece, bool *within)
{
	struct error *trouble = &in->inflater->trouble;

	z->next_out = piece;
	z->avail_out = PIECE_BYTES;
	while (z->avail_out > 0 && feed(in, z)) {
		int result;
		if (!*within) {
			inflateReset(z);
			*within = true;
		}
		result = inflate(z, Z_NO_FLUSH);
		if (result == Z_STREAM_END) {
			*within = false;
		} else if (result != Z_OK && result != Z_BUF_ERROR) {
			error_set(trouble, "%s: damaged gzip data", in->name);
			break;
		}
	}
	if (z->avail_out > 0 && *within && trouble->text[0] == '\0')
		error_set(trouble, "%s: the gzip data end in the middle", in->name);
	return PIECE_BYTES - z->avail_out;
}

static void *inflate_all(void *argument)
{
	struct input *in = argument;
	z_stream z = {0};
	bool within = true, ended = false;

	if (inflateInit2(&z, 15 + 16) != Z_OK)
		error_set(&in->inflater->trouble, "%s: zlib could not begin", in->name);
	while (!ended) {
		unsigned char *piece = wait_for_room(in->inflater);
		size_t bytes = 0;
		if (piece != NULL && in->inflater->trouble.text[0] == '\0')
			bytes = inflate_piece(in, &z, piece, &within);
		ended = bytes < PIECE_BYTES;
		hand_over(in->inflater, bytes, ended);
	}
	inflateEnd(&z);
	return NULL;
}

static void start_inflater(struct input *in)
{
	struct inflater *f = memory_take(sizeof *f);

	memset(f, 0, offsetof(struct inflater, piece));
	f->first = f->full = f->taken = 0;
	f->ended = f->stop = false;
	f->trouble = (struct error){0};
	in->inflater = f;
	pthread_mutex_init(&f->lock, NULL);
	pthread_cond_init(&f->changed, NULL);
	if (pthread_create(&f->thread, NULL, inflate_all, in) != 0)
		die("a thread could not be started");
}

static ptrdiff_t read_inflated(struct inflater *f, char *to, size_t room, struct error *e)
{
	size_t n = 0;

	pthread_mutex_lock(&f->lock);
	while (f->full == 0 && !f->ended)
		pthread_cond_wait(&f->changed, &f->lock);
	if (f->full > 0)
		n = f->filled[f->first] - f->taken;
	pthread_mutex_unlock(&f->lock);
	if (n == 0) {
		if (f->trouble.text[0] == '\0')
			return 0;
		error_set(e, "%s", f->trouble.text);
		return -1;
	}
	if (n > room)
		n = room;
	memcpy(to, f->piece[f->first] + f->taken, n);
	f->taken += n;
	if (f->taken == f->filled[f->first]) {
		pthread_mutex_lock(&f->lock);
		f->first = (f->first + 1) % PIECES;
		f->full--;
		f->taken = 0;
		pthread_cond_signal(&f->changed);
		pthread_mutex_unlock(&f->lock);
	}
	return (ptrdiff_t)n;
}

static void stop_inflater(struct inflater *f)
{
	pthread_mutex_lock(&f->lock);
	f->stop = true;
	pthread_cond_signal(&f->changed);
	pthread_mutex_unlock(&f->lock);
	pthread_join(f->thread, NULL);
	pthread_cond_destroy(&f->changed);
	pthread_mutex_destroy(&f->lock);
	free(f);
}

/* ---------------------------------------------------------------- reading */

void input_expect_text(struct input *in)
{
	in->text = true;
}

void input_expect_table(struct input *in)
{
	in->text = in->table = true;
}

/* Whether the first bytes, as stored or unpacked, may be those of a text. */
static bool may_be_text(struct input *in, const void *bytes, size_t n, struct error *e)
{
	const char *what = in->text && !in->known ? filekind_of(bytes, n, in->table) : NULL;

	in->known = true;
	return what == NULL || error_set(e, "%s: this is %s", in->name, what);
}

static bool read_ahead(struct input *in, size_t wanted, struct error *e)
{
	while (in->raw_n < wanted) {
		ptrdiff_t n = read_stored(in, in->raw + in->raw_n, RAW_BYTES - in->raw_n, e);
		if (n < 0)
			return false;
		if (n == 0)
			break;
		in->raw_n += (size_t)n;
	}
	return true;
}

/* The first two bytes tell gzip from text; a pipe may give them one by one. */
static bool begin(struct input *in, struct error *e)
{
	in->begun = true;
	if (!read_ahead(in, 2, e))
		return false;
	if (in->raw_n >= 2 && in->raw[0] == 0x1F && in->raw[1] == 0x8B) {
		start_inflater(in);
		return true;
	}
	if (in->raw_n >= 2 && memcmp(in->raw, FILEKIND_ZIP, 2) == 0 &&
	    !read_ahead(in, FILEKIND_LOOK, e))
		return false;
	return may_be_text(in, in->raw, in->raw_n, e);
}

ptrdiff_t input_read(struct input *in, char *to, size_t room, struct error *e)
{
	if (!in->begun && !begin(in, e))
		return -1;
	if (in->inflater != NULL) {
		ptrdiff_t n = read_inflated(in->inflater, to, room, e);
		return n <= 0 || may_be_text(in, to, (size_t)n, e) ? n : -1;
	}
	if (in->raw_at < in->raw_n) {
		size_t n = in->raw_n - in->raw_at < room ? in->raw_n - in->raw_at : room;
		memcpy(to, in->raw + in->raw_at, n);
		in->raw_at += n;
		return (ptrdiff_t)n;
	}
	return read_stored(in, to, room, e);
}

void input_close(struct input *in)
{
	if (in->inflater != NULL)
		stop_inflater(in->inflater);
	if (in->descriptor != STDIN_FILENO)
		close(in->descriptor);
	stream_hash_close(in->hash);
	free(in->name);
	free(in);
}

static bool slurp(struct input *in, size_t max, struct str *to, struct error *e)
{
	ptrdiff_t n;

	do {
		char *end = str_room(to, PIECE_BYTES);
		n = input_read(in, end, PIECE_BYTES, e);
		if (n > 0)
			to->n += (size_t)n;
		to->at[to->n] = '\0';
	} while (n > 0 && to->n <= max);
	if (n > 0)
		error_set(e, "%s: larger than %zu bytes", input_name(in), max);
	input_close(in);
	return n == 0;
}

bool input_slurp(const char *path, size_t max, struct str *to, struct error *e)
{
	struct input *in = input_open(path, e);

	if (in != NULL)
		input_expect_text(in);
	return in != NULL && slurp(in, max, to, e);
}

bool input_slurp_any(const char *path, size_t max, struct str *to, struct error *e)
{
	struct input *in = input_open(path, e);

	return in != NULL && slurp(in, max, to, e);
}
