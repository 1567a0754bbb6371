/*
 * seal: what a file is, for provenance: size, SHA-256 as sha256sum says it, XXH3-128 as the ledger says it.
 */
#ifndef SEAL_H
#define SEAL_H

#include <stdbool.h>
#include <stdint.h>

#include "digest.h"
#include "error.h"
#include "fingerprint.h"

struct seal {
	int64_t bytes;
	char sha256[DIGEST_HEX];
	char xxh3[FINGERPRINT_HEX];     /* of the bytes as they lie there */
	char unpacked[FINGERPRINT_HEX]; /* after gunzip; the same if it is not packed */
};

/* False and "path: reason". */
bool seal_file(const char *path, struct seal *seal, struct error *e);

#endif
