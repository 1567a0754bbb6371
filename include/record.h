/*
 * record: reads the stream of records inside finsam (docs/records.md tells its rules).
 *
 *	struct reader *in = reader_open(path);          NULL or "-": standard input; gzip is recognised
 *	struct record r;
 *	while (reader_next(in, &r))
 *		use(record_field(&r, column));
 *	reader_close(in);
 *
 * A record is a view of the reader's buffer: its fields are slices in record form (escapes and all, text.h), good
 * until the next reader_next on the same reader. Nothing is copied or allocated per field. A stream that breaks a
 * rule (no header, a ragged record, a bad escape, a control byte, bytes that are not UTF-8, no newline at the end, a
 * record over RECORD_MAX_BYTES) ends the program with status 2 and a message with file and line.
 */
#ifndef RECORD_H
#define RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "header.h"
#include "input.h"
#include "str.h"

#define RECORD_MAX_BYTES ((size_t)16 << 20)

/*
 * Field i lies between two separators of the block: after end[i - 1], up to end[i]. end[-1] is the newline before the
 * record (or one before the block, which wraps to 0 when 1 is added). So a field costs two loads, and fields that
 * nobody asks for cost nothing. RECORD_PADDING bytes after the record may be read, though they mean nothing, so that it
 * can be copied in large pieces.
 */
#define RECORD_PADDING 32

struct record {
	const char *block;
	const uint32_t *end; /* end[-1] .. end[n - 1]; end[n - 1] is the record's newline */
	size_t n;            /* fields */
	uint64_t line;       /* 1-based in the stream; the header is line 1 */
};

static inline struct slice record_field(const struct record *r, size_t i)
{
	uint32_t start = r->end[(ptrdiff_t)i - 1] + 1;
	return (struct slice){r->block + start, r->end[i] - start};
}

/* Fields first to first + count - 1 with the tabs between them. count > 0. */
static inline struct slice record_span(const struct record *r, size_t first, size_t count)
{
	uint32_t start = r->end[(ptrdiff_t)first - 1] + 1;
	return (struct slice){r->block + start, r->end[first + count - 1] - start};
}

/* Columns that stand side by side. */
struct record_run {
	size_t first, count;
};

struct reader;

/* Reads the header too. Dies, with the file's name, if it can not be opened or has no proper header. */
struct reader *reader_open(const char *path);

/* What to call it in messages: the path, or "stdin". */
const char *reader_name(const struct reader *in);

const struct header *reader_header(const struct reader *in);

/* The column of that name; dies with the list of those there are if it is missing. */
size_t reader_column(const struct reader *in, struct slice name);

/* False at the end of the stream. */
bool reader_next(struct reader *in, struct record *r);

/* The next records, at most so many, good until the next call of this or reader_next; 0 at the end of the stream. */
size_t reader_batch(struct reader *in, struct record *r, size_t most);

/* Records given out so far, and bytes of the stream (after gunzip, header included). */
uint64_t reader_records(const struct reader *in);
uint64_t reader_bytes(const struct reader *in);

/* What it reads from, and the counter of reader_records itself: for showing progress. */
const struct input *reader_input(const struct reader *in);
const uint64_t *reader_counter(const struct reader *in);

/* Dies: "name:line: column: message". For data that can not be what an option says it is. */
_Noreturn void reader_die(const struct reader *in, uint64_t line, struct slice column,
                          const char *format, ...) __attribute__((format(printf, 4, 5)));

/*
 * Call before the first reader_next to have the stream hashed as it is read (XXH3-128 of the bytes after gunzip, of
 * which the ledger speaks); reader_hash gives 32 hex digits and a NUL, of all that was read
 * so far.
 */
void reader_hash_on(struct reader *in);
void reader_hash(const struct reader *in, char hex[33]);

void reader_close(struct reader *in);

#endif
