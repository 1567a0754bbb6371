/* digest: the vectors of RFC 4231 (HMAC), 5869 (HKDF), 4648 (base32) and FIPS 180 (SHA-256). */
#include "digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

static size_t from_hex(const char *hex, unsigned char *to)
{
	size_t n = 0;
	unsigned byte;

	for (; *hex != '\0'; hex += 2) {
		assert_int_equal(sscanf(hex, "%2x", &byte), 1);
		to[n++] = (unsigned char)byte;
	}
	return n;
}

static void is_hex(const unsigned char *bytes, size_t n, const char *hex)
{
	unsigned char wanted[256];
	assert_int_equal(from_hex(hex, wanted), n);
	assert_memory_equal(bytes, wanted, n);
}

static void keyed(const char *key_hex, struct slice value, const char *wanted)
{
	unsigned char bytes[256], to[DIGEST_BYTES];
	struct digest_key key;

	digest_key_init(&key, bytes, from_hex(key_hex, bytes));
	/* Twice, for a saved state must survive its use. */
	for (int i = 0; i < 2; i++) {
		digest_keyed(&key, value, to);
		is_hex(to, sizeof to, wanted);
	}
	digest_key_done(&key);
}

static const char *repeated(const char *two, size_t n)
{
	static char text[512];
	for (size_t i = 0; i < n; i++)
		memcpy(text + 2 * i, two, 3);
	return text;
}

static void keyed_hex(const char *key_hex, const char *value_hex, const char *wanted)
{
	unsigned char value[256];
	size_t n = from_hex(value_hex, value);
	char copy[256];

	snprintf(copy, sizeof copy, "%s", key_hex);
	keyed(copy, (struct slice){(char *)value, n}, wanted);
}

static void test_hmac_rfc4231(void **state)
{
	(void)state;
	keyed(repeated("0b", 20), slice_of("Hi There"),
	      "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
	keyed("4a656665", slice_of("what do ya want for nothing?"),
	      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
	keyed_hex("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", repeated("dd", 50),
	          "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
	keyed_hex("0102030405060708090a0b0c0d0e0f10111213141516171819", repeated("cd", 50),
	          "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
	keyed(repeated("aa", 131),
	      slice_of("Test Using Larger Than Block-Size Key - Hash Key First"),
	      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
	keyed(repeated("aa", 131),
	      slice_of("This is a test using a larger than block-size key and a larger than "
	               "block-size data. The key needs to be hashed before being used by the HMAC "
	               "algorithm."),
	      "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}

static void derived(const char *secret_hex, const char *salt_hex, const char *info_hex,
                    const char *wanted)
{
	unsigned char secret[256], salt[256], info[256], to[256];
	size_t n = strlen(wanted) / 2;
	size_t secret_n = from_hex(secret_hex, secret);
	size_t salt_n = from_hex(salt_hex, salt);
	size_t info_n = from_hex(info_hex, info);

	digest_derive(secret, secret_n, (struct slice){(char *)salt, salt_n},
	              (struct slice){(char *)info, info_n}, to, n);
	is_hex(to, n, wanted);
}

static void test_hkdf_rfc5869(void **state)
{
	(void)state;
	derived("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "000102030405060708090a0b0c",
	        "f0f1f2f3f4f5f6f7f8f9",
	        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
	        "34007208d5b887185865");
	derived("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
	        "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"
	        "404142434445464748494a4b4c4d4e4f",
	        "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f"
	        "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"
	        "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
	        "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecf"
	        "d0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeef"
	        "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
	        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
	        "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
	        "cc30c58179ec3e87c14c01d5c1f3434f1d87");
	derived("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "", "",
	        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
	        "9d201395faa4b61a96c8");
}

static void base32(const char *plain, const char *wanted)
{
	char to[64];
	size_t n = digest_base32((const unsigned char *)plain, strlen(plain), to);
	assert_int_equal(n, strlen(wanted));
	assert_int_equal(n, (strlen(plain) * 8 + 4) / 5);
	assert_memory_equal(to, wanted, n);
}

static void test_base32_rfc4648(void **state)
{
	(void)state;
	base32("", "");
	base32("f", "my");
	base32("fo", "mzxq");
	base32("foo", "mzxw6");
	base32("foob", "mzxw6yq");
	base32("fooba", "mzxw6ytb");
	base32("foobar", "mzxw6ytboi");
}

static void test_a_token_is_the_front_of_the_digest(void **state)
{
	unsigned char to[DIGEST_BYTES];
	char token[DIGEST_TOKEN], wanted[DIGEST_TOKEN];
	struct digest_key key;
	(void)state;

	digest_key_init(&key, (const unsigned char *)"Jefe", 4);
	digest_keyed(&key, slice_of("what do ya want for nothing?"), to);
	assert_int_equal(digest_base32(to, 16, wanted), DIGEST_TOKEN);
	digest_token(&key, slice_of("what do ya want for nothing?"), token);
	assert_memory_equal(token, wanted, DIGEST_TOKEN);
	digest_key_done(&key);
	for (size_t i = 0; i < sizeof key; i++)
		assert_int_equal(((unsigned char *)&key)[i], 0);
}

static void test_sha256(void **state)
{
	char hex[DIGEST_HEX], whole[DIGEST_HEX];
	unsigned char to[DIGEST_BYTES];
	char text[300];
	(void)state;

	digest_of(slice_of(""), hex);
	assert_string_equal(hex,
	                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	digest_of(slice_of("abc"), hex);
	assert_string_equal(hex,
	                    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (char)(i * 7);
	digest_of((struct slice){text, sizeof text}, whole);
	for (size_t cut = 0; cut <= sizeof text; cut++) {
		struct digest d;
		digest_init(&d);
		digest_add(&d, (struct slice){text, cut});
		digest_add(&d, (struct slice){text + cut, sizeof text - cut});
		digest_end(&d, to);
		digest_hex(to, hex);
		assert_string_equal(hex, whole);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_hmac_rfc4231),
	    cmocka_unit_test(test_hkdf_rfc5869),
	    cmocka_unit_test(test_base32_rfc4648),
	    cmocka_unit_test(test_a_token_is_the_front_of_the_digest),
	    cmocka_unit_test(test_sha256),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
