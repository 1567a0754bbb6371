#include "fingerprint.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "error.h"
#include "memory.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

struct fingerprint {
	XXH3_state_t *state;
};

struct fingerprint *fingerprint_open(void)
{
	struct fingerprint *f = memory_take(sizeof *f);

	f->state = XXH3_createState();
	if (f->state == NULL)
		memory_out();
	XXH3_128bits_reset(f->state);
	return f;
}

void fingerprint_add(struct fingerprint *f, const void *bytes, size_t n)
{
	XXH3_128bits_update(f->state, bytes, n);
}

bool fingerprint_rest(struct fingerprint *f, int descriptor, int64_t *n)
{
	static char block[1 << 18];
	ssize_t got;

	while ((got = read(descriptor, block, sizeof block)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		fingerprint_add(f, block, (size_t)got);
		if (n != NULL)
			*n += got;
	}
	return true;
}

void fingerprint_hex(const struct fingerprint *f, char hex[FINGERPRINT_HEX])
{
	XXH128_hash_t hash = XXH3_128bits_digest(f->state);

	snprintf(hex, FINGERPRINT_HEX, "%016llx%016llx", (unsigned long long)hash.high64,
	         (unsigned long long)hash.low64);
}

void fingerprint_close(struct fingerprint *f)
{
	if (f == NULL)
		return;
	XXH3_freeState(f->state);
	free(f);
}
