/* identity: every form, every reason, the turn of the century, and slips of the finger. */
#include "identity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const struct identity_rules plain = {.reference = 20120630};
static const struct identity_rules synthetic = {.reference = 20120630, .allow_synthetic = true};
static const struct identity_rules no_reference = {.reference = 0};

static enum identity_reason judge(const char *text, const struct identity_rules *rules)
{
	struct identity id;
	return identity_parse(slice_of(text), rules, &id);
}

static void becomes(const char *text, const struct identity_rules *rules, const char *canonical)
{
	struct identity id;
	assert_int_equal(identity_parse(slice_of(text), rules, &id), IDENTITY_VALID);
	assert_memory_equal(id.digits, canonical, IDENTITY_DIGITS);
}

/* Puts the right check digit after a number, reckoned the slow way from the rule's own words. */
static const char *complete(const char *number)
{
	static char both[2][32]; /* so that two may stand in one call */
	static int turn;
	char *text = both[turn = !turn];
	char digits[16];
	int n = 0, sum = 0;

	for (const char *c = number; *c != '\0'; c++)
		if (*c >= '0' && *c <= '9')
			digits[n++] = *c;
	for (int i = 0; i < 9; i++) {
		int product = (digits[n - 9 + i] - '0') * (i % 2 == 0 ? 2 : 1);
		sum += product / 10 + product % 10;
	}
	snprintf(text, sizeof both[0], "%s%d", number, (10 - sum % 10) % 10);
	return text;
}

static void test_published_examples(void **state)
{
	struct identity id;
	(void)state;

	assert_string_equal(complete("640823-323"), "640823-3234");
	becomes("640823-3234", &plain, "196408233234");
	assert_int_equal(identity_parse(slice_of("701063-2391"), &plain, &id), IDENTITY_VALID);
	assert_memory_equal(id.digits, "197010632391", IDENTITY_DIGITS);
	assert_true(id.coordination);
	assert_false(id.synthetic);
	assert_int_equal(identity_birth(&id).year, 1970);
	assert_int_equal(identity_birth(&id).month, 10);
	assert_int_equal(identity_birth(&id).day, 3);
	assert_int_equal(identity_sex(&id), IDENTITY_MAN);
}

static void test_all_spellings_are_one(void **state)
{
	static const char *const spelling[] = {"196408233234", "19640823-3234",   "640823-3234",
	                                       "6408233234",   "  640823-3234  ", "640823-3234 "};
	(void)state;
	for (size_t i = 0; i < sizeof spelling / sizeof *spelling; i++)
		becomes(spelling[i], &plain, "196408233234");
}

static void test_other_forms_are_none(void **state)
{
	static const char *const text[] = {
	    "",
	    " ",
	    "640823",
	    "640823-323",
	    "640823-32345",
	    "64082-33234",
	    "640823 3234",
	    "640823/3234",
	    "640823--3234",
	    "1964-08-23-3234",
	    "640823-32\xc3\xa5",
	    "64O823-3234",
	    "640823\342\200\2233234", /* an en dash */
	    "1964082332341",
	    "640823-3.34",
	    "+640823-323",
	};
	(void)state;
	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		assert_int_equal(judge(text[i], &plain), IDENTITY_FORM);
}

static void test_the_year_that_turns_a_hundred(void **state)
{
	const struct identity_rules before = {.reference = 20111231},
	                            after = {.reference = 20120101};
	(void)state;

	becomes(complete("120229-981"), &before, complete("19120229981"));
	becomes(complete("120229+981"), &after, complete("19120229981"));
	/* The same with the sign of the year before would be a child of the year itself. */
	assert_int_equal(judge(complete("120229-981"), &after), IDENTITY_FUTURE);
	becomes(complete("120229-981"), &plain, complete("20120229981"));
	becomes(complete("110105+981"), &before, complete("19110105981"));
	becomes(complete("111231-981"), &before, complete("20111231981"));
}

/* With its century a number may have the plus that it would have without: from the year of the hundredth birthday on. */
static void test_a_plus_agrees_with_the_century(void **state)
{
	const struct identity_rules before = {.reference = 20111231},
	                            after = {.reference = 20120101};
	(void)state;

	becomes(complete("19120229+981"), &after, complete("19120229981"));
	assert_int_equal(judge(complete("19120229+981"), &before), IDENTITY_CENTURY);
	assert_int_equal(judge(complete("19640823+323"), &plain), IDENTITY_CENTURY);
	assert_int_equal(judge(complete("20120101+323"), &plain), IDENTITY_CENTURY);
	becomes(complete("18991231+981"), &plain, complete("18991231981"));
	becomes(complete("19120229+981"), &no_reference, complete("19120229981"));
	becomes(complete("19120291+981"), &plain, complete("19120291981"));
	becomes(complete("19120229-981"), &after, complete("19120229981"));
	assert_int_equal(judge(complete("19120230+981"), &plain), IDENTITY_DATE);
}

static void test_two_digits_need_a_reference(void **state)
{
	(void)state;
	assert_int_equal(judge("640823-3234", &no_reference), IDENTITY_NO_REFERENCE);
	assert_int_equal(judge("6408233234", &no_reference), IDENTITY_NO_REFERENCE);
	becomes("196408233234", &no_reference, "196408233234");
	becomes("19640823-3234", &no_reference, "196408233234");
}

static void test_dates(void **state)
{
	static const char *const wrong[] = {"19640023323", "19641323323", "19640800323",
	                                    "19640832323", "19650229323", "19000229323",
	                                    "17991231323", "21000101323", "19640431323"};
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_int_equal(judge(complete(wrong[i]), &no_reference), IDENTITY_DATE);
	assert_int_equal(judge(complete("20000229323"), &plain), IDENTITY_VALID);
	assert_int_equal(judge(complete("19640229323"), &plain), IDENTITY_VALID);
	assert_int_equal(judge(complete("19000101323"), &no_reference), IDENTITY_VALID);
	assert_int_equal(judge(complete("18991231323"), &no_reference), IDENTITY_VALID);
	assert_int_equal(judge(complete("18000101323"), &no_reference), IDENTITY_VALID);
	assert_int_equal(judge(complete("20991231323"), &no_reference), IDENTITY_VALID);
	assert_int_equal(judge(complete("19640101001"), &no_reference), IDENTITY_VALID);
	assert_int_equal(judge(complete("19640101999"), &no_reference), IDENTITY_VALID);
	assert_int_equal(judge(complete("20120630323"), &plain), IDENTITY_VALID);
	assert_int_equal(judge(complete("20120701323"), &plain), IDENTITY_FUTURE);
	assert_int_equal(judge(complete("120630-323"), &plain), IDENTITY_VALID);
	assert_int_equal(judge(complete("120701-323"), &plain), IDENTITY_FUTURE);
	assert_int_equal(judge(complete("130101-323"), &plain), IDENTITY_VALID); /* of 1913 */
	assert_int_equal(judge(complete("20120691323"), &plain), IDENTITY_FUTURE);
	assert_int_equal(judge(complete("20120690323"), &plain), IDENTITY_VALID);
	assert_int_equal(judge(complete("20120060323"), &plain), IDENTITY_VALID);
	assert_int_equal(judge(complete("20120761323"), &plain), IDENTITY_FUTURE);
	assert_int_equal(judge(complete("20128630323"), &synthetic), IDENTITY_VALID);
	assert_int_equal(judge(complete("20128701323"), &synthetic), IDENTITY_FUTURE);
	assert_int_equal(judge(complete("20120701323"), &no_reference), IDENTITY_VALID);
}

static void coordination(const char *number, int month, int day)
{
	struct identity id;
	assert_int_equal(identity_parse(slice_of(complete(number)), &plain, &id), IDENTITY_VALID);
	assert_true(id.coordination);
	assert_int_equal(identity_birth(&id).month, month);
	assert_int_equal(identity_birth(&id).day, day);
}

static void test_coordination_numbers(void **state)
{
	(void)state;
	coordination("700061-239", 0, 1);
	coordination("700060-239", 0, 0);
	coordination("700091-239", 0, 31);
	coordination("700260-239", 2, 0);
	coordination("700288-239", 2, 28);
	coordination("640289-239", 2, 29);
	coordination("700289-239", 2, 29); /* 1970 had no such day, and no month has 30 February */
	coordination("700290-239", 2, 30);
	coordination("700291-239", 2, 31);
	coordination("700491-239", 4, 31);
	coordination("701291-239", 12, 31);
	assert_int_equal(judge(complete("700229-239"), &plain), IDENTITY_DATE);
	assert_int_equal(judge(complete("700292-239"), &plain), IDENTITY_DATE);
	assert_int_equal(judge(complete("701391-239"), &plain), IDENTITY_DATE);
	assert_int_equal(judge(complete("700092-239"), &plain), IDENTITY_DATE);
	assert_int_equal(judge(complete("701092-239"), &plain), IDENTITY_DATE);
	assert_int_equal(judge(complete("701359-239"), &plain), IDENTITY_DATE);
}

static void test_refused_each_for_its_reason(void **state)
{
	(void)state;
	assert_int_equal(judge("640823-3235", &plain), IDENTITY_CHECK_DIGIT);
	assert_int_equal(judge(complete("640823-000"), &plain), IDENTITY_BIRTH_NUMBER);
	assert_int_equal(judge("640823-T323", &plain), IDENTITY_INTERIM);
	assert_int_equal(judge("19640823-n323", &plain), IDENTITY_INTERIM);
	assert_int_equal(judge("640823-A323", &plain), IDENTITY_RESERVE);
	assert_int_equal(judge("640823-T3B4", &plain), IDENTITY_RESERVE);
	assert_int_equal(judge("19640823-1AB4", &plain), IDENTITY_RESERVE);
	assert_int_equal(judge("991964083234", &plain), IDENTITY_RESERVE);
	assert_int_equal(judge(complete("556036-079"), &plain), IDENTITY_ORGANISATION);
	assert_int_equal(judge(complete("16556036-079"), &plain), IDENTITY_ORGANISATION);
	assert_int_equal(judge("556036-0794", &plain), IDENTITY_DATE);
	assert_int_equal(judge(complete("648823-323"), &plain), IDENTITY_SYNTHETIC);
}

/* Eleven letters are those of interim numbers; every other one is a care giver's. */
static void test_every_letter_has_its_reason(void **state)
{
	(void)state;
	for (char letter = 'A'; letter <= 'Z'; letter++)
		for (int small = 0; small < 2; small++) {
			char text[] = "640823-?323";
			text[7] = (char)(letter | (small ? 0x20 : 0));
			assert_int_equal(judge(text, &plain), strchr("TRSUWXJKLMN", letter) != NULL
			                                          ? IDENTITY_INTERIM
			                                          : IDENTITY_RESERVE);
		}
}

static void test_listed_numbers_are_refused_in_every_spelling(void **state)
{
	uint64_t listed[] = {191212121212, 196408233234, 197010632391};
	struct identity_list list = {listed, 3}, none = {NULL, 0};
	struct identity_rules rules = {.reference = 20120630, .refused = &list};
	(void)state;

	assert_int_equal(judge("196408233234", &rules), IDENTITY_TEST);
	assert_int_equal(judge("640823-3234", &rules), IDENTITY_TEST);
	assert_int_equal(judge("121212+1212", &rules), IDENTITY_TEST);
	assert_int_equal(judge("701063-2391", &rules), IDENTITY_TEST);
	assert_int_equal(judge("640823-3235", &rules), IDENTITY_CHECK_DIGIT);
	becomes("19811228-9874", &rules, "198112289874");
	rules.refused = &none;
	becomes("640823-3234", &rules, "196408233234");
}

static void test_synthetic_numbers(void **state)
{
	struct identity id;
	(void)state;

	assert_int_equal(identity_parse(slice_of(complete("648863-322")), &synthetic, &id),
	                 IDENTITY_VALID);
	assert_true(id.synthetic);
	assert_true(id.coordination);
	assert_int_equal(identity_birth(&id).month, 8);
	assert_int_equal(identity_birth(&id).day, 3);
	assert_int_equal(identity_sex(&id), IDENTITY_WOMAN);
	assert_memory_equal(id.digits, "19648863322", 11);
	assert_int_equal(judge(complete("649323-322"), &synthetic), IDENTITY_DATE);
	assert_int_equal(judge(complete("648023-322"), &synthetic), IDENTITY_DATE);
	assert_int_equal(judge("640823-3234", &synthetic), IDENTITY_VALID);
}

static void test_a_refused_number_leaves_nothing(void **state)
{
	struct identity id = {"............", false, false};
	(void)state;
	assert_int_not_equal(identity_parse(slice_of("640823-3235"), &plain, &id), IDENTITY_VALID);
	assert_memory_equal(id.digits, "............", IDENTITY_DIGITS);
}

static void organisation_is(const char *text, enum identity_reason reason)
{
	char to[IDENTITY_ORGANISATION_TEXT];
	assert_int_equal(identity_parse_organisation(slice_of(text), to), reason);
	if (reason == IDENTITY_VALID)
		assert_memory_equal(to, "556036-0793", sizeof to);
}

static void test_organisations(void **state)
{
	(void)state;
	organisation_is("556036-0793", IDENTITY_VALID);
	organisation_is("5560360793", IDENTITY_VALID);
	organisation_is("165560360793", IDENTITY_VALID);
	organisation_is("16556036-0793", IDENTITY_VALID);
	organisation_is(" 556036-0793", IDENTITY_VALID);
	organisation_is("556036-0794", IDENTITY_CHECK_DIGIT);
	organisation_is("195560360793", IDENTITY_ORGANISATION_FORM);
	organisation_is("556036+0793", IDENTITY_ORGANISATION_FORM);
	organisation_is("556036-079X", IDENTITY_ORGANISATION_FORM);
	organisation_is("SE556036079301", IDENTITY_ORGANISATION_FORM);
	organisation_is("640823-3234", IDENTITY_PERSON);
	organisation_is("19640823-3234", IDENTITY_PERSON);
}

/* A number of some day in 1913 to 2011, without its check digit, as ten digits. */
static void random_number(char nine[16])
{
	static const unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	unsigned month = (unsigned)rand() % 12;

	snprintf(nine, 16, "%02u%02u%02u%03u", (unsigned)rand() % 100, month + 1,
	         1 + (unsigned)rand() % days[month] + (rand() % 2 == 0 ? 60 : 0),
	         1 + (unsigned)rand() % 999);
}

static void test_one_wrong_digit_is_always_seen(void **state)
{
	(void)state;
	srand(1);
	for (int round = 0; round < 2000; round++) {
		char nine[16], text[16];
		random_number(nine);
		snprintf(text, sizeof text, "%s", complete(nine));
		assert_true(judge(text, &plain) == IDENTITY_VALID || strncmp(text, "12", 2) == 0);
		for (int at = 0; at < 10; at++) {
			char right = text[at];
			for (char c = '0'; c <= '9'; c++) {
				text[at] = c;
				if (c != right)
					assert_int_not_equal(judge(text, &synthetic),
					                     IDENTITY_VALID);
			}
			text[at] = right;
		}
	}
}

/* The check digit sees all exchanges of two neighbours but 09 and 90. */
static void test_exchanged_neighbours_are_seen(void **state)
{
	(void)state;
	srand(2);
	for (int round = 0; round < 2000; round++) {
		char nine[16], text[16];
		random_number(nine);
		snprintf(text, sizeof text, "%s", complete(nine));
		for (int at = 0; at < 9; at++) {
			char a = text[at], b = text[at + 1];
			if (a == b || (a == '0' && b == '9') || (a == '9' && b == '0'))
				continue;
			text[at] = b;
			text[at + 1] = a;
			assert_int_not_equal(judge(text, &synthetic), IDENTITY_VALID);
			text[at] = a;
			text[at + 1] = b;
		}
	}
}

/* Whatever is accepted is its own canonical form. */
static void test_canonical_stays(void **state)
{
	(void)state;
	srand(3);
	for (int round = 0; round < 2000; round++) {
		struct identity id, again;
		char nine[16];
		random_number(nine);
		if (identity_parse(slice_of(complete(nine)), &plain, &id) != IDENTITY_VALID)
			continue;
		assert_int_equal(identity_parse((struct slice){id.digits, IDENTITY_DIGITS},
		                                &no_reference, &again),
		                 IDENTITY_VALID);
		assert_memory_equal(id.digits, again.digits, IDENTITY_DIGITS);
		assert_int_equal(id.coordination, again.coordination);
	}
}

static void test_every_reason_has_words_of_its_own(void **state)
{
	(void)state;
	for (int a = 0; a < IDENTITY_REASONS; a++) {
		assert_non_null(identity_reason_name(a));
		for (int b = 0; b < a; b++) {
			assert_string_not_equal(identity_reason_name(a), identity_reason_name(b));
			assert_string_not_equal(identity_reason_en(a), identity_reason_en(b));
			assert_string_not_equal(identity_reason_sv(a), identity_reason_sv(b));
		}
	}
}

/* `text` with %s where a number stands. */
static bool is_in(const char *text, const char *number)
{
	char room[128];

	snprintf(room, sizeof room, text, number);
	return identity_is_in(slice_of(room), NULL);
}

static void test_a_number_anywhere_in_a_text(void **state)
{
	const char *dashed = complete("640823-323");
	bool tens;
	(void)state;

	assert_true(is_in("%s", "6408233234"));
	assert_true(is_in("%s", "196408233234"));
	assert_true(is_in("%s", complete("648823-323")));
	assert_true(is_in("%s", complete("701063-239")));
	assert_true(is_in("%s", "19640823+3234"));
	assert_true(is_in("se %s.", dashed));
	assert_true(is_in("(%s)", "19640823 3234"));
	assert_true(is_in("x%sy", "640823\342\200\2233234")); /* an en dash */
	assert_true(is_in("12 %s", dashed));
	assert_true(is_in("%s.0", "196408233234"));
	assert_false(is_in("%s", "6408233235"));
	assert_false(is_in("1%s", "6408233234"));
	assert_false(is_in("%s1", "640823-3234"));
	assert_false(is_in("%s", "640823--3234"));
	assert_false(is_in("%s", complete("556036-079")));
	assert_false(is_in("%s", complete("640832-323")));
	assert_false(is_in("%s", ""));
	assert_false(identity_is_in(slice_of("12 345 67-8"), &tens));
	assert_false(tens);
	assert_false(identity_is_in(slice_of("12 345 67-890"), &tens));
	assert_true(tens);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_published_examples),
	    cmocka_unit_test(test_all_spellings_are_one),
	    cmocka_unit_test(test_other_forms_are_none),
	    cmocka_unit_test(test_the_year_that_turns_a_hundred),
	    cmocka_unit_test(test_a_plus_agrees_with_the_century),
	    cmocka_unit_test(test_two_digits_need_a_reference),
	    cmocka_unit_test(test_dates),
	    cmocka_unit_test(test_coordination_numbers),
	    cmocka_unit_test(test_refused_each_for_its_reason),
	    cmocka_unit_test(test_every_letter_has_its_reason),
	    cmocka_unit_test(test_listed_numbers_are_refused_in_every_spelling),
	    cmocka_unit_test(test_synthetic_numbers),
	    cmocka_unit_test(test_a_refused_number_leaves_nothing),
	    cmocka_unit_test(test_organisations),
	    cmocka_unit_test(test_a_number_anywhere_in_a_text),
	    cmocka_unit_test(test_one_wrong_digit_is_always_seen),
	    cmocka_unit_test(test_exchanged_neighbours_are_seen),
	    cmocka_unit_test(test_canonical_stays),
	    cmocka_unit_test(test_every_reason_has_words_of_its_own),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
