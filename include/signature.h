/*
 * signature: who says that a text is his: Ed25519 (RFC 8032), by libcrypto, and the two lines that it is written in.
 *
 *	key-id: p4ev-xa23-7mqo-w2kd
 *	signature: 128 hex digits
 *
 * What is signed are the bytes "finsam signature 1\n" and then those of the text. The algorithm is asked of libcrypto's own
 * provider, whatever configuration (OPENSSL_CONF) there is; what can not be computed ends the program. The same key
 * and text give the same signature.
 */
#ifndef SIGNATURE_H
#define SIGNATURE_H

#include <stdbool.h>

#include "error.h"
#include "key.h"
#include "str.h"

#define SIGNATURE_PUBLIC 32 /* bytes of the key that everybody may know */
#define SIGNATURE_BYTES 64

struct signature {
	char key_id[KEY_ID_MAX + 1];
	unsigned char bytes[SIGNATURE_BYTES];
};

/* The other half of a key that signs. */
void signature_public(const struct key *k, unsigned char to[SIGNATURE_PUBLIC]);

/* Appends the two lines. */
void signature_write(const struct key *k, struct slice text, struct str *to);

/* Reads them. False and the reason, without a path. */
bool signature_read(struct slice lines, struct signature *s, struct error *e);

/* Whether the owner of that key signed this text. */
bool signature_fits(const struct signature *s, const unsigned char public[SIGNATURE_PUBLIC],
                    struct slice text);

#endif
