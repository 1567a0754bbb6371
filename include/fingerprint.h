/*
 * fingerprint: XXH3-128 of bytes as they go by, for the ledger. It finds accidents, not attacks; what must hold against
 * somebody's will uses SHA-256 (digest.h).
 */
#ifndef FINGERPRINT_H
#define FINGERPRINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FINGERPRINT_HEX 33 /* 32 digits and a NUL */

struct fingerprint;

struct fingerprint *fingerprint_open(void);
void fingerprint_add(struct fingerprint *f, const void *bytes, size_t n);

/* Adds all that is left to read, and its bytes to *n (may be NULL); false and errno. */
bool fingerprint_rest(struct fingerprint *f, int descriptor, int64_t *n);

/* Of all that was added so far. */
void fingerprint_hex(const struct fingerprint *f, char hex[FINGERPRINT_HEX]);

/* NULL is allowed. */
void fingerprint_close(struct fingerprint *f);

#endif
