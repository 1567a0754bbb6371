#include "digest.h"

#include <string.h>
#include <unistd.h>

#include "error.h"

/*
 * libcrypto 3 calls the SHA256_ functions deprecated in favour of EVP, whose contexts live on the
 * heap and cost more to copy than the two blocks cost to hash. The functions stay in 3.x, and a
 * state that is copied as plain memory is what makes a token cheap: 0.1 microseconds, where EVP_MAC
 * takes 0.2 and HMAC() 1.2.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/sha.h>

#define BLOCK_BYTES 64
#define INNER_PAD 0x36
#define OUTER_PAD 0x5c

_Static_assert(sizeof(struct digest) == sizeof(SHA256_CTX), "a struct digest holds a SHA256_CTX");

void digest_wipe(void *at, size_t n)
{
	OPENSSL_cleanse(at, n);
}

/* ---------------------------------------------------------------- SHA-256 */

/*
 * A digest is made or the program ends: what stands in a buffer that libcrypto did not fill looks like a digest
 * too. SHA256() and the EVP functions ask a provider, which a configuration can take away and which needs memory;
 * these ask nobody.
 */
static void insist(int done)
{
	if (done != 1)
		die("libcrypto can not compute a SHA-256");
}

static void begin(SHA256_CTX *context)
{
	insist(SHA256_Init(context));
}

static void add(SHA256_CTX *context, const void *bytes, size_t n)
{
	if (n > 0)
		insist(SHA256_Update(context, bytes, n));
}

static void finish(SHA256_CTX *context, unsigned char to[DIGEST_BYTES])
{
	insist(SHA256_Final(to, context));
}

void digest_init(struct digest *d)
{
	SHA256_CTX context;

	begin(&context);
	memcpy(d, &context, sizeof context);
}

void digest_add(struct digest *d, struct slice bytes)
{
	SHA256_CTX context;

	memcpy(&context, d, sizeof context);
	add(&context, bytes.at, bytes.n);
	memcpy(d, &context, sizeof context);
}

void digest_end(struct digest *d, unsigned char to[DIGEST_BYTES])
{
	SHA256_CTX context;

	memcpy(&context, d, sizeof context);
	finish(&context, to);
}

static void hash(const void *bytes, size_t n, unsigned char to[DIGEST_BYTES])
{
	SHA256_CTX context;

	begin(&context);
	add(&context, bytes, n);
	finish(&context, to);
	digest_wipe(&context, sizeof context);
}

void digest_hex(const unsigned char bytes[DIGEST_BYTES], char hex[DIGEST_HEX])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < DIGEST_BYTES; i++) {
		hex[2 * i] = digits[bytes[i] >> 4];
		hex[2 * i + 1] = digits[bytes[i] & 15];
	}
	hex[2 * DIGEST_BYTES] = '\0';
}

void digest_of(struct slice bytes, char hex[DIGEST_HEX])
{
	unsigned char digest[DIGEST_BYTES];

	hash(bytes.at, bytes.n, digest);
	digest_hex(digest, hex);
}

/* ---------------------------------------------------------------- keyed */

static void hash_padded(struct digest *d, const unsigned char block[BLOCK_BYTES], unsigned char pad)
{
	unsigned char padded[BLOCK_BYTES];

	for (size_t i = 0; i < BLOCK_BYTES; i++)
		padded[i] = block[i] ^ pad;
	digest_init(d);
	digest_add(d, (struct slice){(const char *)padded, BLOCK_BYTES});
	digest_wipe(padded, sizeof padded);
}

void digest_key_init(struct digest_key *key, const unsigned char *bytes, size_t n)
{
	unsigned char block[BLOCK_BYTES] = {0};

	if (n > BLOCK_BYTES)
		hash(bytes, n, block);
	else if (n > 0)
		memcpy(block, bytes, n);
	hash_padded(&key->inner, block, INNER_PAD);
	hash_padded(&key->outer, block, OUTER_PAD);
	digest_wipe(block, sizeof block);
}

/* From the digest of the inner part to that of the whole. */
static void close_keyed(const struct digest_key *key, unsigned char to[DIGEST_BYTES])
{
	SHA256_CTX context;

	memcpy(&context, &key->outer, sizeof context);
	add(&context, to, DIGEST_BYTES);
	finish(&context, to);
}

void digest_keyed(const struct digest_key *key, struct slice value, unsigned char to[DIGEST_BYTES])
{
	SHA256_CTX context;

	memcpy(&context, &key->inner, sizeof context);
	add(&context, value.at, value.n);
	finish(&context, to);
	close_keyed(key, to);
}

void digest_key_done(struct digest_key *key)
{
	digest_wipe(key, sizeof *key);
}

void digest_token(const struct digest_key *key, struct slice value, char to[DIGEST_TOKEN])
{
	unsigned char digest[DIGEST_BYTES];

	digest_keyed(key, value, digest);
	digest_base32(digest, DIGEST_TOKEN_BYTES, to);
}

struct slice digest_token_again(const struct digest_key *key, struct slice value,
                                struct digest_last *last)
{
	if (last->value.at == NULL || !slice_equal(value, str_slice(&last->value))) {
		str_reset(&last->value);
		str_add(&last->value, value);
		digest_token(key, value, last->token);
	}
	return (struct slice){last->token, sizeof last->token};
}

void digest_last_done(struct digest_last *last)
{
	if (last->value.at != NULL)
		digest_wipe(last->value.at, last->value.room);
	str_done(&last->value);
}

/*
 * RFC 5869. libcrypto has it too, by a provider that it loads with nine hundred allocations, some of which end in a
 * crash when there is no memory; on top of HMAC it is these lines.
 */
void digest_derive(const unsigned char *secret, size_t secret_n, struct slice salt,
                   struct slice info, unsigned char *to, size_t n)
{
	struct digest_key extract, expand;
	unsigned char block[DIGEST_BYTES];
	SHA256_CTX context;

	digest_key_init(&extract, (const unsigned char *)salt.at, salt.n);
	digest_keyed(&extract, (struct slice){(const char *)secret, secret_n}, block);
	digest_key_init(&expand, block, sizeof block);
	for (unsigned char number = 1; n > 0; number++) {
		size_t part = n < sizeof block ? n : sizeof block;
		memcpy(&context, &expand.inner, sizeof context);
		if (number > 1)
			add(&context, block, sizeof block);
		add(&context, info.at, info.n);
		add(&context, &number, 1);
		finish(&context, block);
		close_keyed(&expand, block);
		memcpy(to, block, part);
		to += part;
		n -= part;
	}
	digest_wipe(block, sizeof block);
	digest_key_done(&extract);
	digest_key_done(&expand);
}

void digest_random(unsigned char *to, size_t n)
{
	if (getentropy(to, n) != 0)
		die_errno("the system gives no random bytes");
}

/* ---------------------------------------------------------------- texts */

size_t digest_base32(const unsigned char *bytes, size_t n, char *to)
{
	static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned pending = 0, bits = 0;
	size_t written = 0;

	for (size_t i = 0; i < n; i++) {
		pending = pending << 8 | bytes[i];
		for (bits += 8; bits >= 5; bits -= 5)
			to[written++] = digits[pending >> (bits - 5) & 31];
	}
	if (bits > 0)
		to[written++] = digits[pending << (5 - bits) & 31];
	return written;
}
