#include "stream_hash.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "error.h"
#include "memory.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

struct stream_hash {
	XXH3_state_t *state;
};

struct stream_hash *stream_hash_open(void)
{
	struct stream_hash *f = memory_take(sizeof *f);

	f->state = XXH3_createState();
	if (f->state == NULL)
		memory_out();
	XXH3_128bits_reset(f->state);
	return f;
}

void stream_hash_add(struct stream_hash *f, const void *bytes, size_t n)
{
	XXH3_128bits_update(f->state, bytes, n);
}

bool stream_hash_rest(struct stream_hash *f, int descriptor, int64_t *n)
{
	static char block[1 << 18];
	ssize_t got;

	while ((got = read(descriptor, block, sizeof block)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return false;
		stream_hash_add(f, block, (size_t)got);
		if (n != NULL)
			*n += got;
	}
	return true;
}

void stream_hash_hex(const struct stream_hash *f, char hex[STREAM_HASH_HEX])
{
	XXH128_hash_t hash = XXH3_128bits_digest(f->state);

	snprintf(hex, STREAM_HASH_HEX, "%016llx%016llx", (unsigned long long)hash.high64,
	         (unsigned long long)hash.low64);
}

void stream_hash_close(struct stream_hash *f)
{
	if (f == NULL)
		return;
	XXH3_freeState(f->state);
	free(f);
}
