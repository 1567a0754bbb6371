/* signature: the public halves of RFC 8032, section 7.1; what is signed, and by whom, is told apart to the last bit. */
#include "signature.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

static struct key of(const char *hex)
{
	struct key k = {.id = "a-key", .signs = true};

	assert_true(key_from_hex(slice_of(hex), k.bytes, KEY_BYTES));
	return k;
}

static void public_halves(void **state)
{
	static const char *const vector[][2] = {
	    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
	     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"},
	    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
	     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"}};
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct key k = of(vector[i][0]);
		unsigned char public[SIGNATURE_PUBLIC];
		struct str hex = {0};
		signature_public(&k, public);
		key_hex(public, sizeof public, &hex);
		assert_string_equal(hex.at, vector[i][1]);
		str_done(&hex);
	}
}

static void every_bit_counts(void **state)
{
	struct key k = of("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
	unsigned char public[SIGNATURE_PUBLIC];
	struct str lines = {0};
	struct signature s;
	struct error e;
	char text[] = "what is signed";
	(void)state;
	signature_public(&k, public);
	signature_write(&k, slice_of(text), &lines);
	assert_true(signature_read(str_slice(&lines), &s, &e));
	assert_string_equal(s.key_id, "a-key");
	assert_true(signature_fits(&s, public, slice_of(text)));
	assert_false(signature_fits(&s, public, slice_of("")));
	for (size_t i = 0; i < 8 * SIGNATURE_BYTES; i += 5) {
		s.bytes[i / 8] ^= (unsigned char)(1 << i % 8);
		assert_false(signature_fits(&s, public, slice_of(text)));
		s.bytes[i / 8] ^= (unsigned char)(1 << i % 8);
	}
	for (size_t i = 0; i < 8 * SIGNATURE_PUBLIC; i += 5) {
		public[i / 8] ^= (unsigned char)(1 << i % 8);
		assert_false(signature_fits(&s, public, slice_of(text)));
		public[i / 8] ^= (unsigned char)(1 << i % 8);
	}
	for (size_t i = 0; i < 8 * (sizeof text - 1); i++) {
		text[i / 8] = (char)(text[i / 8] ^ 1 << i % 8);
		assert_false(signature_fits(&s, public, slice_of(text)));
		text[i / 8] = (char)(text[i / 8] ^ 1 << i % 8);
	}
	assert_true(signature_fits(&s, public, slice_of(text)));
	str_done(&lines);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(public_halves),
	    cmocka_unit_test(every_bit_counts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
