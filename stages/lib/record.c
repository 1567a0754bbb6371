#include "record.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stream_hash.h"
#include "input.h"
#include "memory.h"
#include "scan.h"

#define BLOCK_BYTES ((size_t)128 << 10)

/*
 * The buffer holds `filled` bytes; those before `scanned` are whole lines and lie in `scan` as positions, those after
 * it begin a line whose end has not been read. A fill moves them to the front, reads more behind them and scans up to
 * the last newline. A record longer than the buffer makes it grow, to RECORD_MAX_BYTES and a block.
 */
struct reader {
	struct input *input;
	struct header header;
	char *buffer;
	size_t room, filled, scanned;
	struct scan scan;
	size_t first;            /* the index of the next record's first end in scan.end */
	size_t whole;            /* before this one stand records with a field for each column */
	uint64_t records, bytes; /* given out; of the stream */
	struct stream_hash *fingerprint;
};

/* The line of the record that comes next; the header, when it has been read, was line 1. */
static uint64_t next_line(const struct reader *in)
{
	return in->records + (in->header.n > 0 ? 2 : 1);
}

static _Noreturn void die_at(const struct reader *in, uint64_t line, const char *format, ...)
{
	char text[400];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	die("%s:%llu: %s", reader_name(in), (unsigned long long)line, text);
}

static _Noreturn void die_of_trouble(const struct reader *in)
{
	uint64_t line = next_line(in);

	for (size_t i = 0; i < in->scan.trouble_at; i++)
		line += in->buffer[i] == '\n';
	switch (in->scan.trouble) {
	case SCAN_ESCAPE:
		die_at(in, line, "a backslash that is none of the escapes \\t \\n \\r \\\\");
	case SCAN_UTF8:
		die_at(in, line,
		       "not UTF-8 (foreign text goes through validate, which knows encodings)");
	case SCAN_CONTROL:
	case SCAN_FINE:
		break;
	}
	if (in->buffer[in->scan.trouble_at] == '\r')
		die_at(in, line, "a carriage return (foreign text goes through validate)");
	die_at(in, line, "a control byte");
}

static _Noreturn void die_of_length(const struct reader *in, uint64_t line)
{
	die_at(in, line, "a record of more than 16 MiB");
}

static void make_room(struct reader *in)
{
	size_t rest = in->filled - in->scanned;

	if (in->scanned > 0)
		memmove(in->buffer, in->buffer + in->scanned, rest);
	in->filled = rest;
	in->scanned = 0;
	if (rest > RECORD_MAX_BYTES)
		die_of_length(in, next_line(in));
	if (in->room - rest >= BLOCK_BYTES / 2)
		return;
	in->room = in->room * 2;
	in->buffer = memory_grow(in->buffer, in->room + SCAN_PADDING);
}

/* Only a buffer that has grown can hold a record that is too long, so nobody else pays for the question. */
static void check_lengths(const struct reader *in)
{
	uint64_t line = next_line(in);
	uint32_t start = 0;

	for (size_t i = 0; i < in->scan.ends; i++) {
		uint32_t end = in->scan.end[i];
		if (in->buffer[end] != '\n')
			continue;
		if (end - start > RECORD_MAX_BYTES)
			die_of_length(in, line);
		start = end + 1;
		line++;
	}
}

/* Of the record that begins at that index of scan.end. */
static size_t fields_from(const struct reader *in, size_t first)
{
	size_t i = first;

	while (in->buffer[in->scan.end[i]] != '\n')
		i++;
	return i + 1 - first;
}

/*
 * Finds the records that have as many fields as the header. If as many newlines follow as there can be such records,
 * and each ends in one, there is no other newline: that is how nearly every block is. Else they are counted one by one.
 */
static void find_whole(struct reader *in, size_t newlines)
{
	const size_t n = in->header.n, ends = in->scan.ends;
	size_t wrong = newlines * n != ends - in->first;

	for (size_t i = in->first + n - 1; i < ends && wrong == 0; i += n)
		wrong = in->buffer[in->scan.end[i]] != '\n';
	in->whole = ends;
	if (wrong == 0)
		return;
	in->whole = in->first;
	while (in->whole < ends && fields_from(in, in->whole) == n)
		in->whole += n;
}

/* Reads until at least one more line is whole and scans; false at the end of the stream. */
static bool fill(struct reader *in)
{
	struct error e = {0};
	const char *last = NULL;

#ifdef FINSAM_DEBUG
	memset(in->buffer, '#', in->scanned); /* whoever kept a slice shall see it */
#endif
	while (last == NULL) {
		ptrdiff_t n;
		make_room(in);
		n = input_read(in->input, in->buffer + in->filled, in->room - in->filled, &e);
		if (n < 0)
			die("%s", e.text);
		if (n == 0 && in->filled > 0)
			die_at(in, next_line(in), "the stream is cut: no newline at the end");
		if (n == 0)
			return false;
		if (in->fingerprint != NULL)
			stream_hash_add(in->fingerprint, in->buffer + in->filled, (size_t)n);
		last = memrchr(in->buffer + in->filled, '\n', (size_t)n);
		in->filled += (size_t)n;
		in->bytes += (uint64_t)n;
	}
	in->scanned = (size_t)(last - in->buffer) + 1;
	scan_block(&in->scan, in->buffer, in->scanned);
	in->first = 0;
	if (in->scan.trouble != SCAN_FINE)
		die_of_trouble(in);
	if (in->scanned > RECORD_MAX_BYTES)
		check_lengths(in);
	if (in->header.n > 0)
		find_whole(in, in->scan.newlines);
	return true;
}

/* Behind the last whole record of the block: a ragged one, or the next block. */
static bool go_on(struct reader *in)
{
	if (in->first < in->scan.ends)
		die_at(in, next_line(in), "%zu fields where the header has %zu",
		       fields_from(in, in->first), in->header.n);
	return fill(in);
}

bool reader_next(struct reader *in, struct record *r)
{
	while (in->first == in->whole)
		if (!go_on(in))
			return false;
	r->block = in->buffer;
	r->end = in->scan.end + in->first;
	r->n = in->header.n;
	r->line = next_line(in);
	in->first += r->n;
	in->records++;
	return true;
}

size_t reader_batch(struct reader *in, struct record *r, size_t most)
{
	size_t n = 0;

	do {
		if (!reader_next(in, &r[n]))
			return n;
	} while (++n < most && in->first < in->whole);
	return n;
}

static void read_header(struct reader *in)
{
	struct record r;
	struct error e = {0};

	if (!fill(in))
		die("%s: no header: the stage before failed or the file is empty", reader_name(in));
	if (in->scanned >= 3 && memcmp(in->buffer, "\xEF\xBB\xBF", 3) == 0)
		die_at(in, 1, "a byte order mark (foreign text goes through validate)");
	r.block = in->buffer;
	r.end = in->scan.end;
	r.n = fields_from(in, 0);
	for (size_t i = 0; i < r.n; i++)
		if (!header_add(&in->header, record_field(&r, i), &e))
			die_at(in, 1, "header, column %zu: %s", i + 1, e.text);
	in->first = r.n;
	find_whole(in, in->scan.newlines - 1);
}

struct reader *reader_open(const char *path)
{
	struct reader *in = memory_zeroed(1, sizeof *in);
	struct error e = {0};

	in->input = input_open(path, &e);
	if (in->input == NULL)
		die("%s", e.text);
	input_expect_table(in->input);
	in->room = BLOCK_BYTES;
	in->buffer = memory_take(in->room + SCAN_PADDING);
	read_header(in);
	return in;
}

const char *reader_name(const struct reader *in)
{
	return input_name(in->input);
}

const struct header *reader_header(const struct reader *in)
{
	return &in->header;
}

size_t reader_column(const struct reader *in, struct slice name)
{
	size_t column = header_find(&in->header, name);
	struct str names = {0};
	struct suggest near;

	if (column != COLUMN_NONE)
		return column;
	for (size_t i = 0; i < in->header.n; i++)
		str_addf(&names, "%s%.*s", i == 0 ? "" : ", ", SLICE(in->header.name[i]));
	die("%s: no column %.*s%s (there are: %s)", reader_name(in), SLICE(name),
	    header_suggest(&in->header, name, &near), names.at);
}

uint64_t reader_records(const struct reader *in)
{
	return in->records;
}

uint64_t reader_bytes(const struct reader *in)
{
	return in->bytes;
}

const struct input *reader_input(const struct reader *in)
{
	return in->input;
}

const uint64_t *reader_counter(const struct reader *in)
{
	return &in->records;
}

void reader_die(const struct reader *in, uint64_t line, struct slice column, const char *format,
                ...)
{
	char text[400];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	die_at(in, line, "%.*s: %s", SLICE(column), text);
}

void reader_hash_on(struct reader *in)
{
	in->fingerprint = stream_hash_open();
	stream_hash_add(in->fingerprint, in->buffer, in->filled);
}

void reader_hash(const struct reader *in, char hex[33])
{
	stream_hash_hex(in->fingerprint, hex);
}

void reader_close(struct reader *in)
{
	input_close(in->input);
	header_done(&in->header);
	scan_done(&in->scan);
	stream_hash_close(in->fingerprint);
	free(in->buffer);
	free(in);
}
