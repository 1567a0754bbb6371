/* file_hash: see file_hash.h. */
#include "file_hash.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "input.h"

#define BLOCK_BYTES (1 << 16)

/* Of what a gzip file holds. */
static bool unpacked_hash(const char *path, char hex[STREAM_HASH_HEX], struct error *e)
{
	struct input *in = input_open(path, e);
	struct stream_hash *f;
	char block[BLOCK_BYTES];
	ptrdiff_t n;

	if (in == NULL)
		return false;
	f = stream_hash_open();
	while ((n = input_read(in, block, sizeof block, e)) > 0)
		stream_hash_add(f, block, (size_t)n);
	stream_hash_hex(f, hex);
	stream_hash_close(f);
	input_close(in);
	return n == 0;
}

bool file_hash_of(const char *path, struct file_hash *seal, struct error *e)
{
	int descriptor = open(path, O_RDONLY | O_CLOEXEC);
	struct stream_hash *f;
	struct digest digest;
	unsigned char sum[DIGEST_BYTES];
	char block[BLOCK_BYTES];
	bool packed = false;
	ssize_t n = 0;

	*seal = (struct file_hash){0};
	if (descriptor < 0)
		return error_set(e, "%s: %s", path, strerror(errno));
	f = stream_hash_open();
	digest_init(&digest);
	while ((n = read(descriptor, block, sizeof block)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			break;
		packed |= seal->bytes == 0 && n > 1 && memcmp(block, "\x1f\x8b", 2) == 0;
		stream_hash_add(f, block, (size_t)n);
		digest_add(&digest, (struct slice){block, (size_t)n});
		seal->bytes += n;
	}
	stream_hash_hex(f, seal->xxh3);
	stream_hash_close(f);
	digest_end(&digest, sum);
	digest_hex(sum, seal->sha256);
	if (n < 0)
		error_set(e, "%s: %s", path, strerror(errno));
	close(descriptor);
	memcpy(seal->unpacked, seal->xxh3, sizeof seal->unpacked);
	return n == 0 && (!packed || unpacked_hash(path, seal->unpacked, e));
}
