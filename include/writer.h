/*
 * writer: makes a record stream (docs/records.md).
 *
 *	struct writer *out = writer_open(NULL, &header);        NULL: standard output; else aside, renamed at the end
 *	writer_copy(out, &r);                                   a whole record as it is, or
 *	writer_field(out, slice); ... writer_end(out);          field by field
 *	writer_close(out);                                      flushes, checks, renames; dies if anything failed
 *
 * It counts fields, and ends the program if a record does not have as many as the header.
 */
#ifndef WRITER_H
#define WRITER_H

#include <stddef.h>
#include <stdint.h>

#include "header.h"
#include "record.h"
#include "str.h"

struct writer;

/*
 * Begins with the header. path NULL: standard output. Else the stream goes to a file of its own beside `path`,
 * mode 0600 if a column is an identifier, else 0666 less the umask, and takes its name in writer_close.
 */
struct writer *writer_open(const char *path, const struct header *h);

/* A whole record with as many fields as the header. */
void writer_copy(struct writer *out, const struct record *r);

/* The same with `count` more fields at its end, in record form, with the tabs between them. */
void writer_copy_with(struct writer *out, const struct record *r, struct slice fields,
                      size_t count);

/* n whole records that stand side by side, each of as many fields as the header and at most RECORD_MAX_BYTES. */
void writer_lines(struct writer *out, struct slice lines, size_t n);

/* The next field, already in record form. */
void writer_field(struct writer *out, struct slice field);

/* Fields first .. first + count - 1 of r, as the next `count` fields. */
void writer_span(struct writer *out, const struct record *r, size_t first, size_t count);

/* The same for n runs, one after the other. */
void writer_runs(struct writer *out, const struct record *r, const struct record_run *run,
                 size_t n);

/* The next `count` fields, already in record form, with the tabs between them. */
void writer_fields(struct writer *out, struct slice fields, size_t count);

/* The next field, plain text that is put into record form. */
void writer_text(struct writer *out, struct slice plain);

void writer_end(struct writer *out);

/* Sends what is buffered, so that the next stage can check the header before the first record. */
void writer_flush(struct writer *out);

const char *writer_name(const struct writer *out);
uint64_t writer_records(const struct writer *out);
uint64_t writer_bytes(const struct writer *out);
void writer_hash_on(struct writer *out);                  /* right after writer_open */
void writer_hash(const struct writer *out, char hex[33]); /* after writer_flush */

/* Flushes, checks every write and the close, renames. Dies if anything failed. */
void writer_close(struct writer *out);

#endif
