/* The same questions, answered in memory and through files, give the same rows; and those a plain array gives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "validate/keyset.h"

enum { ROWS = 20000, KEYS = 9000, REFERRED = 4000 };

static uint64_t state = 88172645463325252u;

static unsigned draw(unsigned below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % below;
}

static struct slice key_of(unsigned number, char text[24])
{
	return (struct slice){text, (size_t)snprintf(text, 24, "key %u", number)};
}

static void settle(struct keyset *set, bool wrong[ROWS + 1])
{
	size_t n;
	const uint64_t *later = keyset_settle(set, &n);

	for (size_t i = 0; i < n; i++) {
		assert_true(i == 0 || later[i] > later[i - 1]);
		assert_false(wrong[later[i]]);
		wrong[later[i]] = true;
	}
}

/* Fills wrong[row], settled every `often` rows; no row is answered twice. */
static void ask_all(enum keyset_kind kind, size_t max_bytes, unsigned often,
                    const unsigned key[ROWS + 1], bool wrong[ROWS + 1])
{
	struct keyset *set = keyset_open(kind, max_bytes);
	char text[24];

	memset(wrong, 0, (ROWS + 1) * sizeof *wrong);
	for (unsigned i = 0; kind == KEYSET_REFERENCE && i < REFERRED; i++) {
		keyset_refer(set, key_of(2 * i, text));
		keyset_refer(set, key_of(2 * i, text)); /* twice is once */
	}
	for (unsigned row = 1; row <= ROWS; row++) {
		wrong[row] = keyset_ask(set, key_of(key[row], text), row) == KEYSET_WRONG;
		if (row % often == 0)
			settle(set, wrong);
	}
	settle(set, wrong);
	keyset_close(set);
}

static void all_sizes_agree(void **unused)
{
	static unsigned key[ROWS + 1];
	static bool wrong[ROWS + 1], seen[KEYS];
	const size_t sizes[] = {0, 2000, 3000, 70000, 100000, 1 << 20, 1 << 26};

	(void)unused;
	for (unsigned row = 1; row <= ROWS; row++)
		key[row] = draw(KEYS);
	for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
		ask_all(KEYSET_UNIQUE, sizes[s], s % 2 ? 700 : ROWS, key, wrong);
		memset(seen, 0, sizeof seen);
		for (unsigned row = 1; row <= ROWS; row++) {
			assert_int_equal(wrong[row], seen[key[row]]);
			seen[key[row]] = true;
		}
		ask_all(KEYSET_REFERENCE, sizes[s], s % 2 ? ROWS : 3000, key, wrong);
		for (unsigned row = 1; row <= ROWS; row++)
			assert_int_equal(wrong[row], key[row] % 2 != 0 || key[row] >= 2 * REFERRED);
	}
}

/* Of a million bytes: all keys that are new are told at once, also when they have gone to files. */
static void memory_stays_within_its_bound(void **unused)
{
	struct keyset *set = keyset_open(KEYSET_UNIQUE, 1 << 20);
	unsigned later = 0, in_memory = 0;
	char text[24];
	size_t n;

	(void)unused;
	for (unsigned i = 1; i < 200000; i++) {
		later += keyset_ask(set, key_of(i, text), i) == KEYSET_LATER;
		in_memory += keyset_file_bytes(set) == 0;
		assert_true(keyset_bytes(set) <= (1 << 20) + (16 << 10));
	}
	assert_true(in_memory > (1 << 20) / 20 && in_memory < 199000);
	assert_true(later < 20);
	keyset_settle(set, &n);
	assert_int_equal(n, 0);
	for (unsigned i = 1; i < 200000; i += 1000)
		assert_int_equal(keyset_ask(set, key_of(i, text), 200000 + i), KEYSET_LATER);
	keyset_settle(set, &n);
	assert_int_equal(n, 200);
	keyset_close(set);
}

/* Rows that do not count are compared with those before them, and nothing is compared with them. */
static void rows_that_only_ask(void **unused)
{
	const size_t sizes[] = {0, 1 << 20};

	(void)unused;
	for (size_t s = 0; s < 2; s++) {
		struct keyset *set = keyset_open(KEYSET_UNIQUE, sizes[s]);
		struct slice key = {"a", 1};
		bool wrong[6] = {false};
		size_t n;
		for (uint64_t row = 1; row <= 5; row++) {
			bool counts = row == 2 || row == 4;
			wrong[row] = (counts ? keyset_ask(set, key, row)
			                     : keyset_ask_only(set, key, row)) == KEYSET_WRONG;
		}
		const uint64_t *later = keyset_settle(set, &n);
		for (size_t i = 0; i < n; i++)
			wrong[later[i]] = true;
		assert_false(wrong[1] || wrong[2]);
		assert_true(wrong[3] && wrong[4] && wrong[5]);
		keyset_close(set);
	}
}

/* A table that points at itself: the key may be given after it was asked for. */
static void keys_given_while_asked(void **unused)
{
	struct keyset *set = keyset_open(KEYSET_ITSELF, 1 << 20);
	char text[24];
	size_t n;

	(void)unused;
	for (unsigned row = 1; row <= 1000; row++) {
		keyset_refer(set, key_of(row, text));
		assert_int_equal(keyset_ask(set, key_of(row + 1, text), row), KEYSET_LATER);
	}
	const uint64_t *wrong = keyset_settle(set, &n);
	assert_int_equal(n, 1);
	assert_int_equal(wrong[0], 1000);
	keyset_close(set);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(all_sizes_agree),
	    cmocka_unit_test(memory_stays_within_its_bound),
	    cmocka_unit_test(rows_that_only_ask),
	    cmocka_unit_test(keys_given_while_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
