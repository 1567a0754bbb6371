/*
 * file_hash: what a file is, for provenance: size, SHA-256 as sha256sum says it, XXH3-128 as the ledger says it.
 */
#ifndef FILE_HASH_H
#define FILE_HASH_H

#include <stdbool.h>
#include <stdint.h>

#include "digest.h"
#include "error.h"
#include "stream_hash.h"

struct file_hash {
	int64_t bytes;
	char sha256[DIGEST_HEX];
	char xxh3[STREAM_HASH_HEX];     /* of the bytes as they lie there */
	char unpacked[STREAM_HASH_HEX]; /* after gunzip; the same if it is not packed */
};

/* False and "path: reason". */
bool file_hash_of(const char *path, struct file_hash *seal, struct error *e);

#endif
