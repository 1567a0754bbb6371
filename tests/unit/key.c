/*
 * key: a key survives its file, and scopes are strangers to each other. What a file may not be is
 * in the cases of key check.
 */
#include "key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static struct error e;

static struct key new_key(void)
{
	struct key k = {.purpose = "Uppf\xc3\xb6ljning", .created = 15000, .not_after = 15100};
	key_generate(&k);
	return k;
}

static void test_written_and_read(void **state)
{
	static const int32_t end[] = {15100, KEY_NO_END};
	(void)state;
	for (int i = 0; i < 2; i++) {
		struct key k = new_key(), again;
		k.not_after = end[i];
		assert_true(key_write("a.key", &k, &e));
		assert_true(key_load("a.key", &again, &e));
		assert_string_equal(k.id, again.id);
		assert_string_equal(k.purpose, again.purpose);
		assert_int_equal(k.created, again.created);
		assert_int_equal(k.not_after, again.not_after);
		assert_memory_equal(k.bytes, again.bytes, KEY_BYTES);
		unlink("a.key");
	}
}

static void test_the_last_day_is_a_day_of_use(void **state)
{
	struct key k = {.not_after = 15100};
	(void)state;
	assert_false(key_expired(&k, 15100));
	assert_true(key_expired(&k, 15101));
	k.not_after = KEY_NO_END;
	assert_false(key_expired(&k, INT32_MAX));
}

static void test_a_refused_key_leaves_nothing(void **state)
{
	struct key k = new_key();
	FILE *f = fopen("b.key", "w");
	(void)state;
	fputs("key: 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n", f);
	fclose(f);
	chmod("b.key", 0600);
	assert_false(key_load("b.key", &k, &e));
	assert_string_equal(e.text, "b.key: no line key-id:");
	for (size_t i = 0; i < sizeof k; i++)
		assert_int_equal(((unsigned char *)&k)[i], 0);
	unlink("b.key");
}

static void token(const struct key *k, const char *scope, char to[DIGEST_TOKEN])
{
	struct digest_key scoped;
	assert_true(key_scope(k, slice_of(scope), &scoped, &e));
	digest_token(&scoped, slice_of("x"), to);
	digest_key_done(&scoped);
}

static void test_scopes_and_keys_are_strangers(void **state)
{
	static const char *const scope[] = {"a", "b", "ab", "a.b", "a-b", "a1"};
	char seen[12][DIGEST_TOKEN];
	struct key k[] = {new_key(), new_key()};
	size_t n = 0;
	(void)state;
	for (size_t i = 0; i < 2; i++)
		for (size_t s = 0; s < 6; s++, n++) {
			token(&k[i], scope[s], seen[n]);
			for (size_t before = 0; before < n; before++)
				assert_memory_not_equal(seen[before], seen[n], DIGEST_TOKEN);
		}
	token(&k[1], "a1", seen[0]);
	assert_memory_equal(seen[0], seen[11], DIGEST_TOKEN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_written_and_read),
	    cmocka_unit_test(test_the_last_day_is_a_day_of_use),
	    cmocka_unit_test(test_a_refused_key_leaves_nothing),
	    cmocka_unit_test(test_scopes_and_keys_are_strangers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
