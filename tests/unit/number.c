/* Exact decimals. Results are compared with arithmetic on strings of digits, done here as one does
 * it on paper. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "number.h"

static struct number of(const char *text)
{
	struct number x = {0, 0};

	if (!number_parse(slice_of(text), &x))
		fail_msg("%s is no number", text);
	return x;
}

static const char *written(struct number x)
{
	static char text[NUMBER_MAX_TEXT + 1];

	text[number_write(x, text)] = '\0';
	return text;
}

#define LARGEST "99999999999999999999999999999999999999"
#define LARGEST_WITH_DECIMALS "99999999999999999999.999999999999999999"

static void reading_and_writing(void **state)
{
	static const char *const same[] = {"0",
	                                   "1",
	                                   "-1",
	                                   "10",
	                                   "0.5",
	                                   "-0.5",
	                                   "0.000000000000000001",
	                                   "-0.000000000000000001",
	                                   "123456789012345678",
	                                   "1234567890123456789",
	                                   "18446744073709551615",
	                                   "18446744073709551616",
	                                   "12345678901234567890123456789012345678",
	                                   LARGEST,
	                                   "-" LARGEST,
	                                   LARGEST_WITH_DECIMALS,
	                                   "-" LARGEST_WITH_DECIMALS,
	                                   "9223372036854775807",
	                                   "-9223372036854775808",
	                                   "100.01"};
	static const char *const others[][2] = {{"-0", "0"},
	                                        {"-0.0", "0"},
	                                        {"1.0", "1"},
	                                        {"1.50", "1.5"},
	                                        {"0.000000000000000000", "0"}};
	static const char *const wrong[] = {
	    "",
	    "-",
	    "+1",
	    "01",
	    "-01",
	    "00",
	    "1.",
	    ".5",
	    "-.5",
	    "1e3",
	    "1,5",
	    " 1",
	    "1 ",
	    "1.5.5",
	    "--1",
	    "0x1",
	    "1a",
	    "a",
	    "1.a",
	    "1.-5",
	    "00.5",
	    "0.0000000000000000001",
	    "1.0000000000000000000",
	    LARGEST "9",
	    "1" LARGEST_WITH_DECIMALS,
	    "\xe2\x88\x92"
	    "1",
	    "1_000",
	    "NaN",
	    "999999999999999999999999999999999999999999999999999999999999999999999999999999999999"};
	struct number x;

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		assert_string_equal(written(of(same[i])), same[i]);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_string_equal(written(of(others[i][0])), others[i][1]);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (number_parse(slice_of(wrong[i]), &x))
			fail_msg("%s was taken", wrong[i]);
}

/* Every text of up to seven of the bytes that matter, against the grammar written as a walk over
 * it. */
static bool is_number_by_grammar(const char *p)
{
	p += *p == '-';
	if (*p == '0')
		p++;
	else if (*p == '1')
		while (*p == '0' || *p == '1')
			p++;
	else
		return false;
	if (*p == '.') {
		p++;
		if (*p != '0' && *p != '1')
			return false;
		while (*p == '0' || *p == '1')
			p++;
	}
	return *p == '\0';
}

static void the_grammar(void **state)
{
	static const char bytes[] = {'0', '1', '.', '-'};

	(void)state;
	for (size_t length = 1; length <= 7; length++)
		for (size_t i = 0; i < (size_t)1 << (2 * length); i++) {
			char text[8] = "";
			struct number x;
			for (size_t at = 0; at < length; at++)
				text[at] = bytes[i >> (2 * at) & 3];
			if (number_parse(slice_of(text), &x) != is_number_by_grammar(text))
				fail_msg("%s", text);
		}
}

static void orders(void **state)
{
	static const char *const order[] = {"-" LARGEST,
	                                    "-" LARGEST_WITH_DECIMALS,
	                                    "-2",
	                                    "-1.000000000000000001",
	                                    "-1",
	                                    "-0.5",
	                                    "-0.000000000000000001",
	                                    "0",
	                                    "0.000000000000000001",
	                                    "0.1",
	                                    "0.11",
	                                    "0.5",
	                                    "1",
	                                    "1.5",
	                                    "2",
	                                    "10",
	                                    "99999999999999999999",
	                                    LARGEST_WITH_DECIMALS,
	                                    "100000000000000000000",
	                                    LARGEST};
	enum { N = sizeof order / sizeof *order };

	(void)state;
	for (int i = 0; i < N; i++)
		for (int j = 0; j < N; j++)
			assert_int_equal(number_compare(of(order[i]), of(order[j])),
			                 (i > j) - (i < j));
	assert_int_equal(number_compare(of("1.50"), of("1.5")), 0);
	assert_int_equal(number_compare(of("0.0"), of("-0")), 0);
}

typedef bool operation(struct number, struct number, struct number *);

static void check(operation *f, const char *a, const char *b, const char *expected)
{
	struct number x;

	if (!f(of(a), of(b), &x)) {
		if (expected != NULL)
			fail_msg("%s and %s: refused", a, b);
	} else if (expected == NULL || strcmp(written(x), expected) != 0) {
		fail_msg("%s and %s: %s", a, b, written(x));
	}
}

static void sums_and_products(void **state)
{
	(void)state;
	check(number_add, "0.1", "0.2", "0.3");
	check(number_add, "-0.1", "0.1", "0");
	check(number_add, LARGEST, "1", NULL);
	check(number_add, LARGEST, "-1", "99999999999999999999999999999999999998");
	check(number_add, LARGEST, "0.00", LARGEST);
	check(number_add, LARGEST, "1.0", NULL);
	check(number_add, LARGEST, "0.1", NULL);
	check(number_add, "-" LARGEST, "-" LARGEST, NULL);
	check(number_add, LARGEST_WITH_DECIMALS, "0.000000000000000001", "100000000000000000000");
	check(number_add, "100000000000000000000", "-0.000000000000000001", LARGEST_WITH_DECIMALS);
	check(number_add, "100000000000000000000", "0.000000000000000001", NULL);
	check(number_add, "199999999999999999999", "-" LARGEST_WITH_DECIMALS,
	      "99999999999999999999.000000000000000001");
	check(number_add, "200000000000000000001", "-" LARGEST_WITH_DECIMALS, NULL);
	check(number_subtract, "1", "0.999999999999999999", "0.000000000000000001");
	check(number_subtract, "0", LARGEST, "-" LARGEST);
	check(number_multiply, "0.5", "0.2", "0.1");
	check(number_multiply, "-3", "0", "0");
	check(number_multiply, "-1.5", "-1.5", "2.25");
	check(number_multiply, "0.000000000000000001", "10000000000000000000", "10");
	check(number_multiply, "0.000000001", "0.0000000001", NULL);
	check(number_multiply, "0.000000000000000001", "0.1", NULL);
	check(number_multiply, "0.000000000000000005", "0.2", "0.000000000000000001");
	check(number_multiply, "9999999999999999999", "9999999999999999999",
	      "99999999999999999980000000000000000001");
	check(number_multiply, "10000000000000000000", "10000000000000000000", NULL);
	check(number_multiply, LARGEST, "0", "0");
	check(number_multiply, LARGEST, "-1", "-" LARGEST);
	/* 2^100 / 10^15 and 5^50 / 10^18: the units of the product have 66 digits, 33 of them zeros
	 * that go. */
	check(number_multiply, "1267650600228229.401496703205376",
	      "88817841970012523.233890533447265625", "112589990684262400000000000000000");
}

static void quotients(void **state)
{
	(void)state;
	check(number_divide, "1", "3", "0.333333333333333333");
	check(number_divide, "2", "3", "0.666666666666666667");
	check(number_divide, "-2", "3", "-0.666666666666666667");
	check(number_divide, "1", "-8", "-0.125");
	check(number_divide, "0", "7", "0");
	check(number_divide, "7", "0", NULL);
	check(number_divide, "0", "0.00", NULL);
	check(number_divide, "1", "2000000000000000000", "0.000000000000000001");
	check(number_divide, "-1", "2000000000000000000", "-0.000000000000000001");
	check(number_divide, "1", "2000000000000000001", "0");
	check(number_divide, LARGEST, "1", LARGEST);
	check(number_divide, LARGEST, LARGEST, "1");
	check(number_divide, LARGEST, "10", "9999999999999999999999999999999999999.9");
	check(number_divide, LARGEST, "3", "33333333333333333333333333333333333333");
	check(number_divide, LARGEST, "7", NULL);
	check(number_divide, LARGEST, "0.1", NULL);
	check(number_divide, LARGEST_WITH_DECIMALS, "0.000000000000000001", LARGEST);
	check(number_divide, "1", LARGEST, "0");
	check(number_divide, "90000000000000000000000000000000000000", LARGEST, "0.9");
	check(number_divide, "12345678901234567890.5", "0.5", "24691357802469135781");
	check(number_modulo, "7", "3", "1");
	check(number_modulo, "-7", "3", "-1");
	check(number_modulo, "7", "-3", "1");
	check(number_modulo, "7.5", "2", "1.5");
	check(number_modulo, "1", "0.3", "0.1");
	check(number_modulo, LARGEST, "0.000000000000000007", "0.000000000000000001");
	check(number_modulo, "0.5", LARGEST, "0.5");
	check(number_modulo, "5", "0", NULL);
}

/* Decimal digits of p / q by long division on paper, rounded half away; p and q small. */
static void quotients_as_on_paper(void **state)
{
	(void)state;
	for (int64_t p = -40; p <= 40; p++)
		for (int64_t q = 1; q <= 130; q++) {
			int64_t whole = llabs(p) / q, rest = llabs(p) % q, decimals = 0;
			struct number x, y, z;

			for (int i = 0; i < 18; i++) {
				rest *= 10;
				decimals = decimals * 10 + rest / q;
				rest %= q;
			}
			decimals += 2 * rest >= q;
			assert_true(number_divide(number_of(p), number_of(q), &x));
			y = (struct number){(number_units)whole * 1000000000000000000 + decimals,
			                    18};
			assert_int_equal(number_compare(x, p < 0 ? number_negate(y) : y), 0);
			/* Scales do not matter: (p / 8) / (q / 8). */
			assert_true(number_multiply(number_of(p), of("0.125"), &y));
			assert_true(number_multiply(number_of(q), of("0.125"), &z));
			assert_true(number_divide(y, z, &y));
			assert_int_equal(number_compare(x, y), 0);
		}
}

/*
 * Large random numbers: (a + b) - b = a, (a * b) / b = a, (a - a % b) / b is whole. The long way of
 * division is used when the units are many.
 */
static void large_numbers_agree(void **state)
{
	uint64_t seed = 20121231;
	int done = 0;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		struct number n[2], x, y;
		for (int j = 0; j < 2; j++) {
			number_units u = 0;
			unsigned digits = 0;
			seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
			digits = seed >> 33 & 15;
			for (unsigned k = 0; k <= digits; k++) {
				seed = seed * UINT64_C(6364136223846793005) +
				       UINT64_C(1442695040888963407);
				u = u * 10 + (seed >> 33) % 10;
			}
			n[j] = (struct number){seed >> 63 ? -u : u, (unsigned)(seed >> 40) % 10};
		}
		if (number_add(n[0], n[1], &x)) {
			assert_true(number_subtract(x, n[1], &x));
			assert_int_equal(number_compare(x, n[0]), 0);
		}
		if (number_is_zero(n[1]))
			continue;
		assert_true(number_multiply(n[0], n[1], &x));
		assert_true(number_divide(x, n[1], &x));
		assert_int_equal(number_compare(x, n[0]), 0);
		assert_true(number_modulo(n[0], n[1], &y));
		assert_true(number_is_zero(y) || number_is_negative(y) == number_is_negative(n[0]));
		assert_true(number_subtract(n[0], y, &x));
		if (number_divide(x, n[1], &x)) {
			assert_int_equal(number_compare(x, number_round(x, 0)), 0);
			done++;
		}
	}
	assert_true(done > 100000);
}

static void rounding(void **state)
{
	static const struct {
		const char *x;
		int decimals;
		const char *expected;
	} cases[] = {
	    {"0.5", 0, "1"},           {"-0.5", 0, "-1"},
	    {"1.5", 0, "2"},           {"2.5", 0, "3"},
	    {"-2.5", 0, "-3"},         {"0.499999999999999999", 0, "0"},
	    {"-0.4", 0, "0"},          {"2.675", 2, "2.68"},
	    {"2.5", 1, "2.5"},         {"2.5", 7, "2.5"},
	    {"1500", -3, "2000"},      {"1499.9", -3, "1000"},
	    {"-1500", -3, "-2000"},    {"500", -3, "1000"},
	    {"499", -3, "0"},          {"1", -30, "0"},
	    {"0.5", -2147483647, "0"}, {LARGEST, -37, "100000000000000000000000000000000000000"},
	    {LARGEST, -39, "0"},       {LARGEST_WITH_DECIMALS, 0, "100000000000000000000"},
	    {"0.05", 1, "0.1"},        {"0.95", 1, "1"}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(written(number_round(of(cases[i].x), cases[i].decimals)),
		                    cases[i].expected);
}

/*
 * The argument of docs/numbers.md: a share p / q rounded to d decimals from its 18 is the share
 * rounded at once. At once means: the whole number nearest to p * 10^d / q, half away, in integers.
 */
static void rounding_twice_does_no_harm(void **state)
{
	(void)state;
	for (int64_t q = 1; q < 700; q++)
		for (int64_t p = 0; p <= q; p++)
			for (int d = 0; d <= 3; d++) {
				int64_t unit = d == 0 ? 1 : d == 1 ? 10 : d == 2 ? 100 : 1000;
				int64_t at_once = (2 * p * unit + q) / (2 * q);
				struct number x;
				int64_t whole;

				assert_true(number_divide(number_of(p), number_of(q), &x));
				x = number_round(x, d);
				assert_true(number_multiply(x, number_of(unit), &x));
				assert_true(number_whole(x, &whole));
				if (whole != at_once)
					fail_msg("%d / %d to %d", (int)p, (int)q, d);
			}
}

static void whole_numbers(void **state)
{
	int64_t whole = 7;

	(void)state;
	assert_true(number_whole(of("9223372036854775807.000"), &whole));
	assert_true(whole == INT64_MAX);
	assert_true(number_whole(of("-9223372036854775808"), &whole));
	assert_true(whole == INT64_MIN);
	assert_false(number_whole(of("9223372036854775808"), &whole));
	assert_false(number_whole(of("1.5"), &whole));
	assert_false(number_whole(of("-0.000000000000000001"), &whole));
	assert_true(number_whole(of("-3.0"), &whole));
	assert_int_equal(whole, -3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reading_and_writing),
	    cmocka_unit_test(the_grammar),
	    cmocka_unit_test(orders),
	    cmocka_unit_test(sums_and_products),
	    cmocka_unit_test(quotients),
	    cmocka_unit_test(quotients_as_on_paper),
	    cmocka_unit_test(large_numbers_agree),
	    cmocka_unit_test(rounding),
	    cmocka_unit_test(rounding_twice_does_no_harm),
	    cmocka_unit_test(whole_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
