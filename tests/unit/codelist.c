/*
 * codelist: what a file becomes, each way in which it can be wrong, and the lists that come with
 * the project.
 */
#include "codelist.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "date.h"

static const char *file(const char *text)
{
	FILE *f = fopen("list.tsv", "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	return "list.tsv";
}

static void load(const char *path, struct codes *c)
{
	struct reader *in = reader_open(path);
	codelist_read(in, c);
	reader_close(in);
}

/* In a child, for the message is the program's last. */
static void dies(const char *text, const char *message)
{
	char said[512] = "";
	int ends[2], status;
	ssize_t n;
	pid_t child;

	file(text);
	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		struct codes c = {0};
		dup2(ends[1], STDERR_FILENO);
		load("list.tsv", &c);
		_exit(0);
	}
	close(ends[1]);
	n = read(ends[0], said, sizeof said - 1);
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(n > 0);
	assert_string_equal(said, message);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == ERROR_STATUS);
}

static int32_t day(const char *text)
{
	int32_t day;
	assert_true(date_parse(slice_of(text), &day));
	return day;
}

static void test_a_file_becomes_a_list(void **state)
{
	struct codes c = {0};
	(void)state;
	load(file("namn\tkod\tnamn_en\ttill\tordning\tfran\n"
	          "Ett\\tTv\xc3\xa5\ta\tOne\t2012-06-30\t1\t2012-01-01\n"
	          "Tre\tb\t\t\t2\t\n"),
	     &c);
	assert_int_equal(c.n, 2);
	assert_true(slice_is(codes_name(&c, 0, CODES_SV), "Ett\tTv\xc3\xa5"));
	assert_true(slice_is(codes_name(&c, 0, CODES_EN), "One"));
	assert_true(slice_is(codes_name(&c, 1, CODES_EN), "Tre"));
	assert_int_equal(codes_find(&c, slice_of("a"), day("2012-06-30"), NULL), CODES_VALID);
	assert_int_equal(codes_find(&c, slice_of("a"), day("2012-07-01"), NULL), CODES_NOT_THEN);
	assert_int_equal(codes_find(&c, slice_of("a"), day("2011-12-31"), NULL), CODES_NOT_THEN);
	assert_int_equal(codes_find(&c, slice_of("b"), day("1800-01-01"), NULL), CODES_VALID);
	codes_done(&c);
}

static void test_only_two_columns_are_needed(void **state)
{
	struct codes c = {0};
	(void)state;
	load(file("kod\tnamn\n0180\tStockholm\n"), &c);
	assert_int_equal(codes_find(&c, slice_of("0180"), CODES_NO_DAY, NULL), CODES_VALID);
	assert_int_equal(codes_find(&c, slice_of("180"), CODES_NO_DAY, NULL), CODES_UNKNOWN);
	codes_done(&c);
}

static void test_what_is_wrong_is_said(void **state)
{
	(void)state;
	dies("kod\tord\na\tb\n", "finsam: list.tsv: no column namn (there are: kod, ord)\n");
	dies("namn\na\n", "finsam: list.tsv: no column kod (there are: namn)\n");
	dies("kod\tnamn\n\tb\n", "finsam: list.tsv:2: kod: no code\n");
	dies("kod\tnamn\na\tb\nc\t\n", "finsam: list.tsv:3: namn: no name\n");
	dies("kod\tnamn\tfran\na\tb\t2012\n",
	     "finsam: list.tsv:2: fran: not a date (YYYY-MM-DD)\n");
	dies("kod\tnamn\ttill\na\tb\t2012-02-30\n",
	     "finsam: list.tsv:2: till: not a date (YYYY-MM-DD)\n");
	dies("kod\tnamn\tfran\ttill\na\tb\t2012-01-02\t2012-01-01\n",
	     "finsam: list.tsv:2: kod: the last day is before the first\n");
	dies("kod\tnamn\na\tb\na\tc\n",
	     "finsam: list.tsv:3: kod: the code is already in use on some of these days\n");
}

static void load_ours(const char *name, struct codes *c)
{
	const char *root = getenv("ROOT");
	char path[4096];

	snprintf(path, sizeof path, "%s/pipelines/codes/%s.tsv", root == NULL ? "." : root, name);
	load(path, c);
}

static size_t valid_on(const struct codes *c, const char *when)
{
	size_t valid = 0;
	for (size_t i = 0; i < c->n; i++)
		valid += c->entry[i].from <= day(when) && day(when) <= c->entry[i].till;
	return valid;
}

static void test_municipalities(void **state)
{
	struct codes c = {0}, counties = {0};
	(void)state;
	load_ours("kommuner", &c);
	load_ours("lan", &counties);
	assert_int_equal(counties.n, 21);
	assert_int_equal(valid_on(&c, "2006-12-31"), 290);
	assert_int_equal(valid_on(&c, "2007-01-01"), 290);
	assert_int_equal(codes_find(&c, slice_of("1917"), day("2006-12-31"), NULL), CODES_VALID);
	assert_int_equal(codes_find(&c, slice_of("1917"), day("2007-01-01"), NULL), CODES_NOT_THEN);
	assert_int_equal(codes_find(&c, slice_of("0331"), day("2006-12-31"), NULL), CODES_NOT_THEN);
	assert_int_equal(codes_find(&c, slice_of("0331"), day("2007-01-01"), NULL), CODES_VALID);
	for (size_t i = 0; i < c.n; i++) {
		assert_int_equal(c.entry[i].code.n, 4);
		assert_int_equal(codes_find(&counties, (struct slice){c.entry[i].code.at, 2},
		                            CODES_NO_DAY, NULL),
		                 CODES_VALID);
	}
	codes_done(&c);
	codes_done(&counties);
}

static void test_the_other_lists(void **state)
{
	static const char *const name[] = {"kon",      "forsorjning", "sysselsattning",
	                                   "tidpunkt", "inriktning",  "utbildning",
	                                   "offtid",   "avslut"};
	(void)state;
	for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
		struct codes c = {0};
		load_ours(name[i], &c);
		assert_true(c.n >= 2);
		for (size_t k = 0; k < c.n; k++)
			assert_true(c.entry[k].name[CODES_EN].n > 0);
		codes_done(&c);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_file_becomes_a_list),
	    cmocka_unit_test(test_only_two_columns_are_needed),
	    cmocka_unit_test(test_what_is_wrong_is_said),
	    cmocka_unit_test(test_municipalities),
	    cmocka_unit_test(test_the_other_lists),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
