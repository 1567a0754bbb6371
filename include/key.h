/*
 * key: the secret from which pseudonyms are made, or with which somebody signs, and the file that it is kept in
 * (docs/pseudonyms.md).
 *
 * Whoever holds the file can find the person behind every token, so it is only read when nobody but
 * its owner can, and every reason to refuse it is said. The bytes are wiped by key_done; between
 * key_load and key_done nothing else should happen than deriving what is needed.
 */
#ifndef KEY_H
#define KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "digest.h"
#include "error.h"
#include "str.h"

#define KEY_BYTES 32
#define KEY_ID_MAX 64       /* bytes; a-z, 0-9 and - */
#define KEY_PURPOSE_MAX 200 /* bytes of UTF-8 on one line */
#define KEY_SCOPE_MAX 64    /* bytes; a-z, 0-9, - and . */
#define KEY_NO_END INT32_MAX

struct key {
	char id[KEY_ID_MAX + 1];
	char purpose[KEY_PURPOSE_MAX + 1];
	int32_t created;   /* day, as in date.h */
	int32_t not_after; /* the last day of use, or KEY_NO_END */
	bool signs;        /* for signatures (signature.h), and for nothing else */
	unsigned char bytes[KEY_BYTES];
};

/*
 * Reads the file. False, with the reason ("path: ..." or "path:line: ..."), if it is no regular
 * file, belongs to another user than the one the program runs as (root may read everyone's), can be
 * read or written by group or others, is not of the form, or holds bytes that are no key. Whether
 * its time is over is another question: key_expired. A key has one use: key_load refuses one that signs, key_load_signing one
 * for pseudonyms, and key_load_any takes both.
 */
bool key_load(const char *path, struct key *k, struct error *e);
bool key_load_signing(const char *path, struct key *k, struct error *e);
bool key_load_any(const char *path, struct key *k, struct error *e);

/* The same, and refuses one whose time is over. */
bool key_load_current(const char *path, int32_t today, struct key *k, struct error *e);

/* Whether it may be the id of a key. */
bool key_is_id(struct slice text);

/* Lower case hex, and n bytes read from either case; false if it is not exactly those. */
void key_hex(const unsigned char *bytes, size_t n, struct str *to);
bool key_from_hex(struct slice text, unsigned char *to, size_t n);

/* A new id and new bytes from the system's generator; purpose, days and use are the caller's. */
void key_generate(struct key *k);

/* Whether it may be a purpose: not empty, not too long, UTF-8, no control characters. */
bool key_is_purpose(struct slice text);

/* Makes the file, mode 0600. False if it is there already, or can not be written whole. */
bool key_write(const char *path, const struct key *k, struct error *e);

/* The same in the place of the file that is there: written beside it, on disk, and renamed. */
bool key_replace(const char *path, const struct key *k, struct error *e);

static inline bool key_expired(const struct key *k, int32_t today)
{
	return today > k->not_after;
}

/*
 * The keyed digest of a scope, K = HKDF-SHA-256(the key's bytes, no salt, "finsam/1/" + scope, 32
 * bytes): tokens of one scope say nothing about those of another. False, with the reason, if the
 * scope is not of its form. The caller ends it with digest_key_done.
 */
bool key_scope(const struct key *k, struct slice scope, struct digest_key *to, struct error *e);

/* The keyed digest of a use that `info` names, the same way. The caller ends it with digest_key_done. */
void key_derive(const struct key *k, struct slice info, struct digest_key *to);

/* Today by the clock, in UTC: for a key's dates and nothing else, so no figure depends on it. */
int32_t key_today(void);

void key_done(struct key *k);

#endif
