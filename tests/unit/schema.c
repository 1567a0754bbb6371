/* schema: values to canonical form and limits, on random numbers against a slower way to say the same. */
#include "validate/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "validate/schema_instant.h"
#include "validate/schema_limit.h"
#include "validate/schema_load.h"
#include "validate/schema_number.h"

static uint64_t state = 88172645463325252u;

static unsigned draw(unsigned below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % below;
}

/* A number in canonical form, of up to `most` digits on either side. */
static struct slice random_number(char text[NUMBER_MAX_TEXT], unsigned most)
{
	struct number x = {0};

	for (unsigned n = draw(most + 1); n > 0; n--)
		x.units = x.units * 10 + draw(10);
	for (x.scale = draw(most + 1); x.scale > 0 && x.units % 10 == 0; x.scale--)
		x.units /= 10;
	if (draw(3) == 0)
		x = number_negate(x);
	return (struct slice){text, number_write(x, text)};
}

/* Writes it as people do: comma, groups, zeros at the end, a plus. */
static void as_people_write(struct slice canonical, struct str *to)
{
	size_t whole = 0, start = canonical.at[0] == '-';
	bool grouped = draw(2) == 1;

	str_reset(to);
	if (start)
		str_add_byte(to, '-');
	else if (draw(4) == 0)
		str_add_byte(to, '+');
	while (start + whole < canonical.n && canonical.at[start + whole] != '.')
		whole++;
	for (size_t i = 0; i < whole; i++) {
		if (grouped && i > 0 && (whole - i) % 3 == 0)
			str_add_text(to, draw(2) ? " " : "\u00A0");
		str_add_byte(to, canonical.at[start + i]);
	}
	if (start + whole < canonical.n) {
		str_add_byte(to, ',');
		str_add(to, (struct slice){canonical.at + start + whole + 1,
		                           canonical.n - start - whole - 1});
		str_add_text(to, draw(3) ? "" : "0");
	}
}

static void numbers_come_back(void **unused)
{
	struct schema_number as = {.decimal = ',', .group = slice_of(" "), .bare = true};
	char text[NUMBER_MAX_TEXT], room[NUMBER_MAX_TEXT];
	struct str written = {0};
	struct slice back;

	(void)unused;
	for (int i = 0; i < 50000; i++) {
		struct slice canonical = random_number(text, 9);
		as_people_write(canonical, &written);
		assert_int_equal(schema_number_read(&as, str_slice(&written), room, &back),
		                 SCHEMA_NUMBER_READ);
		if (!slice_equal(back, canonical))
			fail_msg("%s became %.*s", written.at, SLICE(back));
	}
	str_done(&written);
}

static void numbers_that_are_none(void **unused)
{
	static const char *const none[] = {"",   "-",      "+",    ",",    "-,",   " ",     "1 ",
	                                   " 1", "1  000", "1 00", "0001", "01,5", "1,2,3", "1.5",
	                                   "1e", "e5",     "--1",  "1-",   "½",    "1 0000"};
	struct schema_number as = {.decimal = ',', .group = slice_of(" "), .bare = true};
	char room[NUMBER_MAX_TEXT];
	struct slice back;

	(void)unused;
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		if (schema_number_read(&as, slice_of(none[i]), room, &back) != SCHEMA_NUMBER_NONE)
			fail_msg("%s became %.*s", none[i], SLICE(back));
}

static void numbers_beyond_what_is_exact(void **unused)
{
	static const char *const beyond[] = {"1e41",
	                                     "1E99999",
	                                     "-1e38",
	                                     "1e-19",
	                                     "0,0000000000000000001",
	                                     "100000000000000000000000000000000000000",
	                                     "12345678901234567890,1234567890123456789"};
	static const char *const within[] = {"1e37", "0e99999", "1e-18", "10e36",
	                                     "99999999999999999999999999999999999999"};
	struct schema_number as = {.decimal = ',', .bare = true};
	char room[NUMBER_MAX_TEXT];
	struct slice back;

	(void)unused;
	for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++)
		if (schema_number_read(&as, slice_of(beyond[i]), room, &back) !=
		    SCHEMA_NUMBER_BEYOND)
			fail_msg("%s", beyond[i]);
	for (size_t i = 0; i < sizeof within / sizeof *within; i++)
		if (schema_number_read(&as, slice_of(within[i]), room, &back) != SCHEMA_NUMBER_READ)
			fail_msg("%s", within[i]);
}

/* Limits are compared by a look at the text where that is enough; number_compare never looks. */
static void limits_agree_with_numbers(void **unused)
{
	(void)unused;
	for (int i = 0; i < 20000; i++) {
		char a[NUMBER_MAX_TEXT], b[NUMBER_MAX_TEXT];
		struct schema_field f = {.type = SCHEMA_NUMBER, .max_length = SIZE_MAX};
		struct schema_limit *limit = &f.bound[SCHEMA_MINIMUM];
		struct slice value = random_number(a, 3);
		struct number x = {0};
		limit->text = random_number(b, 3);
		limit->set = number_parse(limit->text, &limit->number) && number_parse(value, &x);
		assert_true(limit->set);
		bool less = number_compare(x, limit->number) < 0;
		if (less != (schema_limit_check(&f, value) != 0))
			fail_msg("%.*s and the limit %.*s", SLICE(value), SLICE(limit->text));
	}
}

static void duration_is(const char *text, const char *canonical)
{
	struct str to = {0};

	if (!schema_duration_read(slice_of(text), &to))
		fail_msg("%s is no duration", text);
	assert_string_equal(to.at, canonical);
	str_done(&to);
}

static void durations(void **unused)
{
	static const char *const same[][2] = {
	    {"P1Y", "P1Y"},
	    {"P1Y2M3DT4H5M6S", "P1Y2M3DT4H5M6S"},
	    {"PT0.5S", "PT0.5S"},
	    {"-P3D", "-P3D"},
	    {"P1YT1S", "P1YT1S"},
	    {"PT60S", "PT1M"},
	    {"PT36H", "P1DT12H"},
	    {"P25M", "P2Y1M"},
	    {"P0Y1M", "P1M"},
	    {"PT86399.50S", "PT23H59M59.5S"},
	    {"PT1.0S", "PT1S"},
	    {"-P0D", "PT0S"},
	    {"P9999999999Y", "P9999999999Y"},
	};
	static const char *const wrong[] = {
	    "",       "P",        "PT",       "1Y",    "P1",    "P1S",  "PT1D", "P1M1Y",
	    "P.5D",   "P1.D",     "P1YT",     "PT1.S", "P1.5D", "P-1Y", "p1y",  "P12345678901Y",
	    "P1TT1S", "P1DT1H1H", "PT1.5.5S", "PT1M1H"};
	struct str to = {0};

	(void)unused;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		duration_is(same[i][0], same[i][1]);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (schema_duration_read(slice_of(wrong[i]), &to))
			fail_msg("%s became %s", wrong[i], to.at);
	str_done(&to);
}

static void orders(enum schema_order (*compare)(struct slice, struct slice), const char *a,
                   enum schema_order order, const char *b)
{
	enum schema_order back = order == SCHEMA_BEFORE  ? SCHEMA_AFTER
	                         : order == SCHEMA_AFTER ? SCHEMA_BEFORE
	                                                 : order;

	if (compare(slice_of(a), slice_of(b)) != order)
		fail_msg("%s and %s", a, b);
	if (compare(slice_of(b), slice_of(a)) != back)
		fail_msg("%s and %s", b, a);
}

/* The pairs of months and days are those of XML Schema's own table. */
static void durations_have_an_order_as_far_as_months_allow(void **unused)
{
	(void)unused;
	orders(schema_duration_compare, "P1Y", SCHEMA_AFTER, "P364D");
	orders(schema_duration_compare, "P1Y", SCHEMA_NO_ORDER, "P365D");
	orders(schema_duration_compare, "P1Y", SCHEMA_NO_ORDER, "P366D");
	orders(schema_duration_compare, "P1Y", SCHEMA_BEFORE, "P367D");
	orders(schema_duration_compare, "P1M", SCHEMA_AFTER, "P27D");
	orders(schema_duration_compare, "P1M", SCHEMA_NO_ORDER, "P28D");
	orders(schema_duration_compare, "P1M", SCHEMA_NO_ORDER, "P31D");
	orders(schema_duration_compare, "P1M", SCHEMA_BEFORE, "P32D");
	orders(schema_duration_compare, "P5M", SCHEMA_AFTER, "P149D");
	orders(schema_duration_compare, "P5M", SCHEMA_NO_ORDER, "P150D");
	orders(schema_duration_compare, "P5M", SCHEMA_NO_ORDER, "P153D");
	orders(schema_duration_compare, "P5M", SCHEMA_BEFORE, "P154D");
	orders(schema_duration_compare, "P12M", SCHEMA_SAME, "P1Y");
	orders(schema_duration_compare, "PT60S", SCHEMA_SAME, "PT1M");
	orders(schema_duration_compare, "-P1D", SCHEMA_BEFORE, "PT0S");
	orders(schema_duration_compare, "-PT0.5S", SCHEMA_AFTER, "-PT0.50001S");
	orders(schema_duration_compare, "PT0.5S", SCHEMA_AFTER, "-PT0.5S");
	orders(schema_duration_compare, "P9999999999Y", SCHEMA_AFTER, "P1D");
}

static void moments_are_what_they_mean(void **unused)
{
	static const char *const same[][2] = {
	    {"2024-01-01T12:30:00+02:00", "2024-01-01T10:30:00Z"},
	    {"2024-01-01T00:30:00+01:00", "2023-12-31T23:30:00Z"},
	    {"2024-02-28T23:30:00-01:00", "2024-02-29T00:30:00+00:00"},
	    {"2024-01-01T12:00:00.50Z", "2024-01-01T12:00:00.5Z"},
	    {"2024-01-01T12:00:00.0", "2024-01-01T12:00:00"},
	};
	struct str a = {0}, b = {0};

	(void)unused;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		str_reset(&a);
		str_reset(&b);
		schema_instant_key(slice_of(same[i][0]), &a);
		schema_instant_key(slice_of(same[i][1]), &b);
		assert_string_equal(a.at, b.at);
		orders(schema_instant_compare, same[i][0], SCHEMA_SAME, same[i][1]);
	}
	str_reset(&b);
	schema_instant_key(slice_of("2024-01-01T12:00:00Z"), &b);
	assert_string_not_equal(a.at, b.at);
	str_done(&a);
	str_done(&b);
	orders(schema_instant_compare, "2024-01-01T12:30:00+02:00", SCHEMA_BEFORE,
	       "2024-01-01T12:00:00Z");
	orders(schema_instant_compare, "2024-01-01T12:00:00.001", SCHEMA_AFTER,
	       "2024-01-01T12:00:00");
	orders(schema_instant_compare, "2024-01-01T12:00:00", SCHEMA_NO_ORDER,
	       "2024-01-01T12:00:00Z");
	orders(schema_instant_compare, "2024-01-01T12:00:00", SCHEMA_NO_ORDER,
	       "2024-01-02T02:00:00Z");
	orders(schema_instant_compare, "2024-01-01T12:00:00", SCHEMA_BEFORE,
	       "2024-01-02T02:00:01Z");
	orders(schema_instant_compare, "2024-01-01T12:00:00", SCHEMA_NO_ORDER,
	       "2023-12-31T22:00:00Z");
	orders(schema_instant_compare, "2024-01-01T12:00:00", SCHEMA_AFTER, "2023-12-31T21:59:59Z");
}

/* What a memo knows is never more than what it was taught: the same answer as without it. */
static void memo_knows_what_it_learnt(void **unused)
{
	static struct schema_memo memo = {.worth = true};
	char text[SCHEMA_MEMO_BYTES];
	bool any = false;

	(void)unused;
	for (int i = 0; i < 200000; i++) {
		struct slice s = {text, 1 + draw(SCHEMA_MEMO_BYTES)};
		unsigned sum = 0;
		for (size_t k = 0; k < s.n; k++)
			sum += (unsigned)(text[k] = "ab"[draw(2)]);
		if (schema_memo_knows(&memo, s)) {
			assert_int_equal(sum % 2, 0);
			any = true;
		} else if (sum % 2 == 0) {
			schema_memo_learn(&memo, s);
		}
	}
	assert_true(any);
}

static void errors_have_a_place(void **unused)
{
	struct error e = {0};

	(void)unused;
	assert_null(schema_parse("s.yaml", slice_of("fields:\n  - name: a\n    typ: date\n"), &e));
	assert_string_equal(e.text, "s.yaml:3:5: a field has no property typ; did you mean type?");
	assert_int_equal(e.line, 3);
	assert_int_equal(e.column, 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(numbers_come_back),
	    cmocka_unit_test(numbers_that_are_none),
	    cmocka_unit_test(numbers_beyond_what_is_exact),
	    cmocka_unit_test(limits_agree_with_numbers),
	    cmocka_unit_test(durations),
	    cmocka_unit_test(durations_have_an_order_as_far_as_months_allow),
	    cmocka_unit_test(moments_are_what_they_mean),
	    cmocka_unit_test(memo_knows_what_it_learnt),
	    cmocka_unit_test(errors_have_a_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
