/*
 * stream_hash: XXH3-128 of bytes as they go by, for the ledger. It finds accidents, not attacks; what must hold against
 * somebody's will uses SHA-256 (digest.h).
 */
#ifndef STREAM_HASH_H
#define STREAM_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STREAM_HASH_HEX 33 /* 32 digits and a NUL */

struct stream_hash;

struct stream_hash *stream_hash_open(void);
void stream_hash_add(struct stream_hash *f, const void *bytes, size_t n);

/* Adds all that is left to read, and its bytes to *n (may be NULL); false and errno. */
bool stream_hash_rest(struct stream_hash *f, int descriptor, int64_t *n);

/* Of all that was added so far. */
void stream_hash_hex(const struct stream_hash *f, char hex[STREAM_HASH_HEX]);

/* NULL is allowed. */
void stream_hash_close(struct stream_hash *f);

#endif
