/*
 * digest: SHA-256, the keyed digest that makes tokens, and the texts they are written in. The
 * cryptography is libcrypto's.
 *
 *	struct digest_key key;
 *	digest_derive(secret, secret_n, salt, info, derived, sizeof derived);
 *	digest_key_init(&key, derived, sizeof derived);
 *	digest_token(&key, value, token);                   as often as you like
 *	digest_key_done(&key);                              wipes it
 *
 * But for signatures (signature.h) all of libcrypto is used here and nowhere else, and of it only the functions that need neither a provider, nor a
 * configuration (OPENSSL_CONF), nor memory. Each is checked all the same: what can not be computed ends the program
 * (error.h), so no buffer comes back that was not filled.
 *
 * Pure, but for the random bytes. A token of a short value takes about a tenth of a microsecond, for the key's own
 * two blocks are hashed once.
 */
#ifndef DIGEST_H
#define DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "str.h"

#define DIGEST_BYTES 32       /* of SHA-256 */
#define DIGEST_HEX 65         /* its hex digits and a NUL */
#define DIGEST_TOKEN_BYTES 16 /* of the digest that a token keeps */
#define DIGEST_TOKEN 26       /* its characters of base32; no NUL */

/* ------------------------------------------------------------------ SHA-256 */

/* The state of SHA-256 after so many bytes, as libcrypto keeps it (SHA256_CTX); 112 bytes. */
struct digest {
	uint32_t state[28];
};

void digest_init(struct digest *d);
void digest_add(struct digest *d, struct slice bytes);
void digest_end(struct digest *d, unsigned char to[DIGEST_BYTES]);

/* Lower case hex and a NUL: of a digest that is ended, of a buffer. */
void digest_hex(const unsigned char bytes[DIGEST_BYTES], char hex[DIGEST_HEX]);
void digest_of(struct slice bytes, char hex[DIGEST_HEX]);

/* ------------------------------------------------------------------ keyed */

/* HMAC-SHA-256 (RFC 2104): the states after the key's inner and outer block. */
struct digest_key {
	struct digest inner, outer;
};

/* A key of any length; more than 64 bytes are hashed first, as the RFC says. */
void digest_key_init(struct digest_key *key, const unsigned char *bytes, size_t n);
void digest_keyed(const struct digest_key *key, struct slice value, unsigned char to[DIGEST_BYTES]);
void digest_key_done(struct digest_key *key);

/* The first 16 bytes of the keyed digest in base32. */
void digest_token(const struct digest_key *key, struct slice value, char to[DIGEST_TOKEN]);

/* The same where a value often comes again right away, as records that lie by person have it: then nothing is hashed. Start it as {0}. */
struct digest_last {
	struct str value;
	char token[DIGEST_TOKEN];
};

struct slice digest_token_again(const struct digest_key *key, struct slice value,
                                struct digest_last *last);
void digest_last_done(struct digest_last *last);

/* HKDF-SHA-256 (RFC 5869): n bytes out (at most 255 * 32). */
void digest_derive(const unsigned char *secret, size_t secret_n, struct slice salt,
                   struct slice info, unsigned char *to, size_t n);

/* At most 256 bytes, from the kernel's generator. */
void digest_random(unsigned char *to, size_t n);

/* ------------------------------------------------------------------ texts */

/* RFC 4648 base32, lower case, no padding; returns the characters written, (n * 8 + 4) / 5. */
size_t digest_base32(const unsigned char *bytes, size_t n, char *to);

/* Overwrites in a way that the compiler can not leave out. */
void digest_wipe(void *at, size_t n);

#endif
