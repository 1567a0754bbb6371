/*
 * input: bytes from a file or standard input, gunzipped when they begin as gzip does.
 *
 * Inflating runs in a thread of its own, beside the work. A gzip file may have several members; one that ends in the
 * middle is an error, never a short file.
 */
#ifndef INPUT_H
#define INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "error.h"

struct input;

/* path NULL or "-": standard input. NULL and the reason if it can not be opened. A pipe is widened to 1 MiB. */
struct input *input_open(const char *path, struct error *e);

/* The path, or "stdin". */
const char *input_name(const struct input *in);

/* Bytes of the file as it is stored, or -1 (a pipe): for showing progress. */
int64_t input_size(const struct input *in);

/* Bytes taken from the file so far (before inflating). */
int64_t input_taken(const struct input *in);

/*
 * Up to `room` bytes; the number read, 0 at the end, -1 and the reason if reading failed or the gzip data are cut or
 * damaged. Waits for at least one byte; interrupted reads are taken up again.
 */
ptrdiff_t input_read(struct input *in, char *to, size_t room, struct error *e);

/*
 * Before the first input_read: what is a workbook, an archive or the like (filekind.h) can not be read, and is
 * called so. Of a table that is also another text, as a page of the web.
 */
void input_expect_text(struct input *in);
void input_expect_table(struct input *in);

/*
 * Before the first input_read: keep XXH3-128 of the bytes as they are stored (a file's fingerprint in the ledger).
 * The hex is right once input_read has given 0.
 */
void input_hash_on(struct input *in);
void input_hash(const struct input *in, char hex[33]);

void input_close(struct input *in);

/* A whole small file (schema, template, code list) into memory; false and the reason. More than `max` bytes: false. */
struct str;
bool input_slurp(const char *path, size_t max, struct str *to, struct error *e);
/* The same of a file of any kind: a page that is published, not a table that came. */
bool input_slurp_any(const char *path, size_t max, struct str *to, struct error *e);

#endif
