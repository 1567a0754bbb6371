#include "writer.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "atomic_file.h"
#include "error.h"
#include "stream_hash.h"
#include "memory.h"
#include "text.h"

#define PIPE_BYTES (1 << 20)

/*
 * Fields are put into the buffer with what stands between them. When the next does not fit, what is there goes out,
 * also in the middle of a record, so `start` is counted in bytes of the stream and not of the buffer.
 */
struct writer {
	int descriptor;
	struct atomic_file *aside; /* NULL: standard output */
	char *name;
	char *buffer;
	size_t room, n;
	size_t columns, fields; /* of the header; of the record being written */
	uint64_t records, bytes;
	uint64_t start; /* where the record being written begins */
	struct stream_hash *hash;
};

/* The buffer goes out when it holds this much; it is larger only while one record is. */
#define WRITE_BYTES ((size_t)128 << 10)

void writer_flush(struct writer *out)
{
	struct slice bytes = {out->buffer, out->n};

	if (out->hash != NULL)
		stream_hash_add(out->hash, bytes.at, bytes.n);
	if (!atomic_file_write_all(out->descriptor, bytes))
		die_errno("%s", out->name);
	out->bytes += out->n;
	out->n = 0;
}

static __attribute__((noinline)) void make_room(struct writer *out, size_t n)
{
	writer_flush(out);
	if (out->room >= n)
		return;
	free(out->buffer);
	out->room = n;
	out->buffer = memory_take(out->room);
}

/* A place for n more bytes. */
static inline char *room_for(struct writer *out, size_t n)
{
	if (out->room - out->n < n)
		make_room(out, n);
	return out->buffer + out->n;
}

static bool has_identifier(const struct header *h)
{
	for (size_t i = 0; i < h->n; i++)
		if (column_is_identifier(h->name[i]))
			return true;
	return false;
}

struct writer *writer_open(const char *path, const struct header *h)
{
	struct writer *out = memory_zeroed(1, sizeof *out);

	out->descriptor = STDOUT_FILENO;
	if (path != NULL) {
		out->aside = atomic_file_open(path, has_identifier(h) ? 0600 : 0666);
		out->descriptor = atomic_file_descriptor(out->aside);
	}
	(void)fcntl(out->descriptor, F_SETPIPE_SZ, PIPE_BYTES); /* only speed; only pipes have it */
	out->name = memory_text(path == NULL ? "stdout" : path);
	out->room = WRITE_BYTES;
	out->buffer = memory_take(out->room);
	out->columns = h->n;
	for (size_t i = 0; i < h->n; i++)
		writer_field(out, h->name[i]);
	writer_end(out);
	out->records = 0;
	return out;
}

/* In pieces, the last of which may be more than is wanted: both sides have RECORD_PADDING bytes more. */
static inline char *copy_ahead(char *to, struct slice bytes)
{
	size_t done = 0;

	do {
		memcpy(to + done, bytes.at + done, RECORD_PADDING);
		done += RECORD_PADDING;
	} while (done < bytes.n);
	return to + bytes.n;
}

static _Noreturn void die_of_count(const struct writer *out, size_t fields)
{
	die("%s: a record of %zu fields under a header of %zu", out->name, fields, out->columns);
}

static _Noreturn void die_of_length(const struct writer *out)
{
	die("%s: a record becomes longer than 16 MiB", out->name);
}

void writer_copy_with(struct writer *out, const struct record *r, struct slice fields, size_t count)
{
	struct slice line = record_span(r, 0, r->n);
	size_t n = line.n + (count > 0) + fields.n;
	char *to = room_for(out, n + RECORD_PADDING);

	if (r->n + count != out->columns)
		die_of_count(out, r->n + count);
	if (n > RECORD_MAX_BYTES)
		die_of_length(out);
	to = copy_ahead(to, line);
	if (count > 0)
		*to++ = '\t';
	if (fields.n > 0)
		memcpy(to, fields.at, fields.n);
	to[fields.n] = '\n';
	out->n += n + 1;
	out->records++;
}

void writer_copy(struct writer *out, const struct record *r)
{
	writer_copy_with(out, r, (struct slice){0}, 0);
}

void writer_lines(struct writer *out, struct slice lines, size_t n)
{
	memcpy(room_for(out, lines.n), lines.at, lines.n);
	out->n += lines.n;
	out->records += n;
}

static void put(struct writer *out, struct slice bytes, size_t fields)
{
	char *to = room_for(out, bytes.n + 1);
	size_t tab = out->fields > 0;

	*to = '\t'; /* written over if nothing stands before it */
	if (tab == 0)
		out->start = out->bytes + out->n;
	if (bytes.n > 0)
		memcpy(to + tab, bytes.at, bytes.n);
	out->n += tab + bytes.n;
	out->fields += fields;
}

void writer_field(struct writer *out, struct slice field)
{
	put(out, field, 1);
}

void writer_span(struct writer *out, const struct record *r, size_t first, size_t count)
{
	if (count > 0)
		put(out, record_span(r, first, count), count);
}

/* If there is room for the whole record in place of each run, nobody needs to ask for each of them. */
void writer_runs(struct writer *out, const struct record *r, const struct record_run *run, size_t n)
{
	size_t most = n * (record_span(r, 0, r->n).n + 1) + RECORD_PADDING;

	if (most > WRITE_BYTES) {
		for (size_t i = 0; i < n; i++)
			writer_span(out, r, run[i].first, run[i].count);
		return;
	}
	char *from = room_for(out, most), *to = from;
	size_t fields = out->fields;
	if (fields == 0)
		out->start = out->bytes + out->n;
	for (size_t i = 0; i < n; i++) {
		*to = '\t'; /* written over if nothing stands before it */
		to = copy_ahead(to + (fields > 0), record_span(r, run[i].first, run[i].count));
		fields += run[i].count;
	}
	out->fields = fields;
	out->n += (size_t)(to - from);
}

void writer_fields(struct writer *out, struct slice fields, size_t count)
{
	if (count > 0)
		put(out, fields, count);
}

void writer_text(struct writer *out, struct slice plain)
{
	struct str field = {0};

	text_escape(&field, plain);
	writer_field(out, str_slice(&field));
	str_done(&field);
}

void writer_end(struct writer *out)
{
	char *to = room_for(out, 1);

	if (out->fields != out->columns)
		die_of_count(out, out->fields);
	if (out->bytes + out->n - out->start > RECORD_MAX_BYTES)
		die_of_length(out);
	*to = '\n';
	out->n++;
	out->fields = 0;
	out->records++;
}

const char *writer_name(const struct writer *out)
{
	return out->name;
}

uint64_t writer_records(const struct writer *out)
{
	return out->records;
}

uint64_t writer_bytes(const struct writer *out)
{
	return out->bytes + out->n;
}

void writer_hash_on(struct writer *out)
{
	out->hash = stream_hash_open();
}

void writer_hash(const struct writer *out, char hex[33])
{
	stream_hash_hex(out->hash, hex);
}

void writer_close(struct writer *out)
{
	writer_flush(out);
	if (out->aside != NULL)
		atomic_file_commit(out->aside);
	else if (close(out->descriptor) != 0)
		die_errno("%s", out->name);
	stream_hash_close(out->hash);
	free(out->buffer);
	free(out->name);
	free(out);
}
