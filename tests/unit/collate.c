/* collate: Swedish order, of texts and of their keys. */
#include "collate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

static int sign(int n)
{
	return (n > 0) - (n < 0);
}

/* The keys with the NUL that follows them. */
static int compare_keys(const char *a, const char *b)
{
	struct str p = {0}, q = {0};
	int got;

	collate_key(slice_of(a), &p);
	collate_key(slice_of(b), &q);
	str_add_byte(&p, 0);
	str_add_byte(&q, 0);
	got = slice_compare(str_slice(&p), str_slice(&q));
	str_done(&p);
	str_done(&q);
	return sign(got);
}

static void test_order(void **state)
{
	static const char *const order[] = {
	    "",       " a",  "1",    "10",    "2",    "Abo",       "abo",    "abort",
	    "Borås",  "idé", "idéa", "ideer", "lund", "muller",    "Müller", "myller",
	    "vik",    "wik", "zorn", "Åmål",  "ånge", "Ängelholm", "ära",    "Öckerö",
	    "örebro", "øst", "öv",   "αθήνα", "の",   "の a",      "𝛼"};
	enum { N = sizeof order / sizeof *order };

	(void)state;
	for (size_t i = 0; i < N; i++)
		for (size_t j = 0; j < N; j++) {
			int wanted = (i > j) - (i < j);

			if (sign(collate_compare(slice_of(order[i]), slice_of(order[j]))) != wanted)
				fail_msg("'%s' and '%s'", order[i], order[j]);
			if (compare_keys(order[i], order[j]) != wanted)
				fail_msg("keys of '%s' and '%s'", order[i], order[j]);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_order)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
