#include "signature.h"

#include <openssl/evp.h>
#include <openssl/provider.h>

#define PREFIX "finsam signature 1\n"
#define FIRST "key-id: "
#define SECOND "\nsignature: "

/* libcrypto with nothing but what it brings itself. */
struct crypto {
	OSSL_LIB_CTX *library;
	OSSL_PROVIDER *provider;
	EVP_PKEY *key;
	EVP_MD_CTX *digest;
};

static _Noreturn void can_not(void)
{
	die("libcrypto can not compute an Ed25519 signature");
}

static void begin(struct crypto *c)
{
	*c = (struct crypto){.library = OSSL_LIB_CTX_new()};
	if (c->library != NULL)
		c->provider = OSSL_PROVIDER_load(c->library, "default");
	c->digest = EVP_MD_CTX_new();
	if (c->provider == NULL || c->digest == NULL)
		can_not();
}

static void finish(struct crypto *c)
{
	EVP_MD_CTX_free(c->digest);
	EVP_PKEY_free(c->key);
	OSSL_PROVIDER_unload(c->provider);
	OSSL_LIB_CTX_free(c->library);
}

static void take_secret(struct crypto *c, const struct key *k)
{
	c->key = EVP_PKEY_new_raw_private_key_ex(c->library, "ED25519", NULL, k->bytes, KEY_BYTES);
	if (c->key == NULL)
		can_not();
}

void signature_public(const struct key *k, unsigned char to[SIGNATURE_PUBLIC])
{
	size_t n = SIGNATURE_PUBLIC;
	struct crypto c;

	begin(&c);
	take_secret(&c, k);
	if (EVP_PKEY_get_raw_public_key(c.key, to, &n) != 1 || n != SIGNATURE_PUBLIC)
		can_not();
	finish(&c);
}

static struct str whole_text(struct slice text)
{
	struct str all = {0};

	str_add_text(&all, PREFIX);
	str_add(&all, text);
	return all;
}

void signature_write(const struct key *k, struct slice text, struct str *to)
{
	unsigned char bytes[SIGNATURE_BYTES];
	size_t n = sizeof bytes;
	struct str all = whole_text(text);
	struct crypto c;

	begin(&c);
	take_secret(&c, k);
	if (EVP_DigestSignInit_ex(c.digest, NULL, NULL, c.library, NULL, c.key, NULL) != 1 ||
	    EVP_DigestSign(c.digest, bytes, &n, (const unsigned char *)all.at, all.n) != 1 ||
	    n != sizeof bytes)
		can_not();
	finish(&c);
	str_done(&all);
	str_addf(to, FIRST "%s" SECOND, k->id);
	key_hex(bytes, sizeof bytes, to);
	str_add_byte(to, '\n');
}

bool signature_read(struct slice lines, struct signature *s, struct error *e)
{
	struct slice rest = lines, id, second;

	if (!slice_cut(&rest, '\n', &id) || rest.at == NULL || !slice_cut(&rest, '\n', &second) ||
	    rest.at == NULL || rest.n != 0 || !slice_starts(id, FIRST) ||
	    !slice_starts(second, &SECOND[1]))
		return error_set(e, "not the two lines of a signature (key-id: signature:)");
	id = (struct slice){id.at + strlen(FIRST), id.n - strlen(FIRST)};
	second = (struct slice){second.at + strlen(SECOND) - 1, second.n - strlen(SECOND) + 1};
	if (!key_is_id(id))
		return error_set(e, "key-id: 1 to %d of a-z, 0-9 and -", KEY_ID_MAX);
	if (!key_from_hex(second, s->bytes, sizeof s->bytes))
		return error_set(e, "signature: not %d hex digits", 2 * SIGNATURE_BYTES);
	memcpy(s->key_id, id.at, id.n);
	s->key_id[id.n] = '\0';
	return true;
}

bool signature_fits(const struct signature *s, const unsigned char public[SIGNATURE_PUBLIC],
                    struct slice text)
{
	struct str all = whole_text(text);
	struct crypto c;
	bool fits = false;

	begin(&c);
	c.key =
	    EVP_PKEY_new_raw_public_key_ex(c.library, "ED25519", NULL, public, SIGNATURE_PUBLIC);
	if (c.key == NULL ||
	    EVP_DigestVerifyInit_ex(c.digest, NULL, NULL, c.library, NULL, c.key, NULL) != 1)
		can_not();
	fits = EVP_DigestVerify(c.digest, s->bytes, sizeof s->bytes, (const unsigned char *)all.at,
	                        all.n) == 1;
	finish(&c);
	str_done(&all);
	return fits;
}
