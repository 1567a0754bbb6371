/*
 * The language of expressions, in groups of three lines: an expression, a record, what comes of it.
 * The record is written name=field;name=field. What comes of it is the field as it would be written
 * (nothing: missing), or "!" and the error of an evaluation, or a number, ":" and the error of the
 * text at that character.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "expr/expr.h"

/* A record of the stream made of one line of a test. */
struct made {
	struct header header;
	struct str block;
	uint32_t end[32];
	struct record r;
};

static void make_record(struct made *m, const char *line)
{
	struct slice rest = slice_of(line), part;

	*m = (struct made){0};
	m->end[0] = UINT32_MAX;
	while (slice_cut(&rest, ';', &part)) {
		struct slice field = part, name;
		slice_cut(&field, '=', &name);
		assert_true(header_add(&m->header, name, NULL));
		str_add(&m->block, field);
		str_add_byte(&m->block, '\t');
		m->end[m->header.n] = (uint32_t)m->block.n - 1;
	}
	m->r = (struct record){m->block.at, m->end + 1, m->header.n, 17};
}

static void forget_record(struct made *m)
{
	header_done(&m->header);
	str_done(&m->block);
}

static void outcome(const char *text, const char *record, const enum expr_type *type,
                    enum expr_type wanted, struct str *said)
{
	struct arena arena = {0};
	struct error e = {0};
	struct expr_value v = {0};
	struct made m;
	struct expr_columns columns;
	struct expr *x;

	make_record(&m, record);
	columns = (struct expr_columns){.header = &m.header, .type = type};
	x = expr_compile(slice_of(text), &columns, wanted, &arena, &e);
	str_reset(said);
	str_add_text(said, "");
	if (x == NULL) {
		str_addf(said, "%zu: %s", e.column, e.text);
	} else if (!expr_evaluate(x, &m.r, &v, &e)) {
		assert_int_equal(e.line, 17);
		str_addf(said, "! %s", e.text);
	} else {
		/* Twice the same: buffers are used again. */
		assert_true(expr_evaluate(x, &m.r, &v, &e));
		assert_int_equal(v.type, expr_type(x));
		assert_int_not_equal(v.type, EXPR_ANY);
		expr_write(&v, said);
		if (v.type == EXPR_BOOLEAN) {
			bool holds;
			assert_true(expr_holds(x, &m.r, &holds, &e));
			assert_int_equal(holds, !v.missing && v.boolean);
		}
	}
	expr_done(x);
	arena_done(&arena);
	forget_record(&m);
}

static void check_all(const char *const *line, const enum expr_type *type, enum expr_type wanted)
{
	struct str said = {0};
	int wrong = 0;

	for (; line[0] != NULL; line += 3) {
		outcome(line[0], line[1], type, wanted, &said);
		if (strcmp(said.at, line[2]) != 0) {
			print_error("%s\n%s\nwanted: %s\ngot:    %s\n", line[0], line[1], line[2],
			            said.at);
			wrong++;
		}
	}
	str_done(&said);
	assert_int_equal(wrong, 0);
}

/* clang-format off */
static const char *const values[] = {
	/* constants */
	"1",						"a=", "1",
	"007",						"a=", "1: a number has no leading zero; write a code in double quotes",
	"0.50",						"a=", "0.5",
	"-1.5",						"a=", "-1.5",
	"- - 2",					"a=", "2",
	"2012-02-29",					"a=", "2012-02-29",
	"\"a\\\"b\\\\c\\td\\ne\"",			"a=", "a\"b\\\\c\\td\\ne",
	"\"Åsele; 100 %\"",				"a=", "Åsele; 100 %",
	"true",						"a=", "1",
	"false",					"a=", "0",
	"missing",					"a=", "",
	/* columns */
	"a",						"a=x y", "x y",
	"a",						"a=", "",
	"ålder_2",					"ålder_2=7", "7",
	"id.namn",					"id.namn=A", "A",
	"x.status",					"x.status=hidden", "hidden",
	"id.x.status",					"id.x.status=s", "s",
	"year",						"year=2012", "2012",
	"if",						"if=2012", "2012",
	"year(year)",					"year=2012-05-06", "2012",
	/* arithmetic: exact, with the usual order of operations */
	"1 + 2 * 3",					"a=", "7",
	"(1 + 2) * 3",					"a=", "9",
	"10 - 2 - 3",					"a=", "5",
	"2 * -3",					"a=", "-6",
	"7 % 3 + 7 / 2",				"a=", "4.5",
	"0.1 + 0.2",					"a=", "0.3",
	"1 / 3",					"a=", "0.333333333333333333",
	"a * b",					"a=1.50;b=2", "3",
	"a+1-b",					"a=1;b=0.25", "1.75",
	"a + b",					"a=1;b=", "",
	"-a",						"a=", "",
	"-a",						"a=-2", "2",
	"a % 3",					"a=-7", "-1",
	"a / b",					"a=1;b=0", "! b: division by zero",
	"a / (b - 1)",					"a=1;b=1", "! b: division by zero",
	"1 / 0",					"a=", "3: division by zero",
	"a / 3 * a",					"a=0.5", "! a: the result of * has more than 38 digits or 18 decimals",
	"a * a",					"a=10000000000000000000", "! a: the result of * has more than 38 digits or 18 decimals",
	"a + 1",					"a=x", "! a: not a number",
	"1 + a",					"a=1,5", "! a: not a number",
	"2012-05 ",					"a=", "1: a date is written YYYY-MM-DD, a month in double quotes, a difference with blanks",
	"2012 - 10",					"a=", "2002",
	"1000-1",					"a=", "999",
	"1000-100",					"a=", "900",
	/* comparisons */
	"a = 1",					"a=1.0", "1",
	"a = 1",					"a=01", "! a: not a number",
	"a = \"1\"",					"a=1.0", "0",
	"a = \"01\"",					"a=01", "1",
	"a != \"01\"",					"a=01", "0",
	"a != \"01\"",					"a=1", "1",
	"a = \"tab\\t\"",				"a=tab\\t", "1",
	"3 < a",					"a=4", "1",
	"3 < a",					"a=3", "0",
	"3 <= a",					"a=3", "1",
	"3 >= a",					"a=3", "1",
	"3 > a",					"a=3", "0",
	"3 > a",					"a=2.999", "1",
	"3 != a",					"a=3", "0",
	"a < 3",					"a=-3", "1",
	"a <= 2.50",					"a=2.5", "1",
	"a >= 2012-01-01",				"a=2011-12-31", "0",
	"a >= 2012-01-01",				"a=2012-01-01", "1",
	"a > 2012-01-01",				"a=2012-01-01", "0",
	"a < 2012-01-01",				"a=2011-12-31", "1",
	"a <= 2012-01-01",				"a=2012-01-02", "0",
	"a = 2012-01-01",				"a=2012-01-01", "1",
	"a != 2012-01-01",				"a=2012-01-01", "0",
	"2012-01-01 <= a",				"a=2012-01-01", "1",
	"a >= 2012-01-01",				"a=2012-1-1", "! a: not a date (YYYY-MM-DD)",
	"a >= 2012-01-01",				"a=2011-02-29", "! a: not a date (YYYY-MM-DD)",
	"a > 3",					"a=many", "! a: not a number",
	"a >= \"2012-05\"",				"a=2012-11", "1",
	"a < \"2012-05\"",				"a=2012-05", "0",
	"a <= \"b\"",					"a=ab", "1",
	"a = true",					"a=1", "1",
	"a = false",					"a=1", "0",
	"a != true",					"a=0", "1",
	"a = true",					"a=yes", "! a: not true or false (1 or 0)",
	"a = true",					"a=2", "! a: not true or false (1 or 0)",
	"a + 1 > b * 2",				"a=3;b=1.5", "1",
	"a + 1 = b",					"a=3;b=4", "1",
	"\"b\" > \"a\"",				"a=", "1",
	"lower(a) = \"å\"",				"a=Å", "1",
	/* two columns without type */
	"a = b",					"a=1;b=1.0", "0",
	"a = b",					"a=x;b=x", "1",
	"a != b",					"a=x;b=y", "1",
	"a < b",					"a=9;b=10", "1",
	"a < b",					"a=2012-01-09;b=2012-01-10", "1",
	"a >= b",					"a=2012-01-09;b=2012-01-10", "0",
	"a < b",					"a=x;b=y", "! a: compared with b: neither two dates nor two numbers",
	"a < b",					"a=2012-01-01;b=5", "! a: compared with b: neither two dates nor two numbers",
	"a < b",					"a=x;b=", "0",
	"if(true, a, b) < b",				"a=9;b=10", "1",
	"text(a) < text(b)",				"a=9;b=10", "0",
	"number(a) = number(b)",			"a=1;b=1.0", "1",
	/* missing */
	"a = 1",					"a=", "0",
	"a != 1",					"a=", "0",
	"a < b",					"a=;b=1", "0",
	"a != b",					"a=;b=", "0",
	"a = b",					"a=;b=", "0",
	"a >= 2012-01-01",				"a=", "0",
	"a < 2012-01-01",				"a=", "0",
	"a != \"x\"",					"a=", "0",
	"a = true",					"a=", "0",
	"not (a = 1)",					"a=", "1",
	"a + 1 > 0",					"a=", "0",
	"missing(a)",					"a=", "1",
	"missing(a)",					"a=0", "0",
	"missing(a + b)",				"a=1;b=", "1",
	"missing(missing)",				"a=", "1",
	"missing(a = 1)",				"a=", "0",
	"coalesce(a, b)",				"a=;b=x", "x",
	"coalesce(a, b, 3) + 1",			"a=;b=", "4",
	"coalesce(a, b)",				"a=;b=", "",
	"coalesce(a, 0) = 0",				"a=", "1",
	"coalesce(a, \"okänd\")",			"a=", "okänd",
	/* and, or, not: true or false, never missing */
	"a = 1 and b = 2",				"a=1;b=2", "1",
	"a = 1 and b = 2",				"a=1;b=3", "0",
	"a = 1 or b = 2",				"a=2;b=2", "1",
	"a = 1 or b = 2 and b = 3",			"a=1;b=2", "1",
	"(a = 1 or b = 2) and b = 3",			"a=1;b=2", "0",
	"not a = 1",					"a=2", "1",
	"not not a = 1",				"a=2", "0",
	"not a = 1 and b = 1",				"a=2;b=2", "0",
	"a",						"a=1", "1",
	"a and b",					"a=1;b=", "0",
	"a or b",					"a=;b=1", "1",
	"not a",					"a=", "1",
	"not a",					"a=0", "1",
	"a and b",					"a=0;b=wrong", "0",
	"a and b",					"a=1;b=wrong", "! b: not true or false (1 or 0)",
	"a or b",					"a=wrong;b=1", "! a: not true or false (1 or 0)",
	"not a",					"a=wrong", "! a: not true or false (1 or 0)",
	/* in */
	"a in (\"01\", \"02\")",			"a=02", "1",
	"a in (\"01\", \"02\")",			"a=2", "0",
	"a in (\"01\", \"02\")",			"a=", "0",
	"a not in (\"01\", \"02\")",			"a=03", "1",
	"a not in (\"01\", \"02\")",			"a=01", "0",
	"a not in (\"01\", \"02\")",			"a=", "0",
	"not a in (\"01\", \"02\")",			"a=", "1",
	"a in (1, 2.0)",				"a=2", "1",
	"a in (1, -2)",					"a=-2", "1",
	"a in (1, 2)",					"a=x", "! a: not a number",
	"a in (2012-01-01)",				"a=2012-01-01", "1",
	"a in (2012-01-01, 2013-01-01)",		"a=2012-01-02", "0",
	"year(a) in (2012, 2013)",			"a=2013-01-01", "1",
	"slice(a, 1, 2) in (\"01\")",			"a=0180", "1",
	"a in (add_days(2012-01-01, 1))",		"a=2012-01-02", "1",
	/* if */
	"if(a > 1, \"many\", \"few\")",			"a=2", "many",
	"if(a > 1, \"many\", \"few\")",			"a=", "few",
	"if(a > 1, a, 0) + 1",				"a=2", "3",
	"if(a > 1, a, b)",				"a=2;b=x", "2",
	"if(a > 1, missing, a)",			"a=2", "",
	"if(a = 0, missing, 1 / a)",			"a=0", "",
	"if(a = 0, missing, 1 / a)",			"a=4", "0.25",
	"if(a, b = 1, missing)",			"a=0;b=1", "",
	"if(if(a, b, missing), 1, 2)",			"a=0;b=1", "2",
	"year(if(a > 1, b, 2012-01-01))",		"a=2;b=2013-01-01", "2013",
	"if(a > 2, \"many\", a > 1, \"two\", \"few\")",	"a=3", "many",
	"if(a > 2, \"many\", a > 1, \"two\", \"few\")",	"a=2", "two",
	"if(a > 2, \"many\", a > 1, \"two\", \"few\")",	"a=1", "few",
	"if(a > 2, b, a > 1, 2, 0) + 1",		"a=3;b=4", "5",
	"if(a > 2, 1, b, 2, c, 3, 0)",			"a=1;b=0;c=1", "3",
	"if(a > 2, 1, b, 2, 0)",			"a=1;b=x", "! b: not true or false (1 or 0)",
	"if(a, 1, 2)",					"a=ja", "! a: not true or false (1 or 0)",
	/* dates */
	"age(a, 2012-12-31)",				"a=1980-06-01", "32",
	"age(a, b)",					"a=1984-02-29;b=2011-02-28", "26",
	"age(a, b)",					"a=;b=2011-02-28", "",
	"days(a, b)",					"a=2012-01-01;b=2012-12-31", "366",
	"days(a, a)",					"a=2012-01-01", "1",
	"days(a, b)",					"a=2012-01-02;b=2012-01-01", "0",
	"months(a, b)",					"a=2012-01-31;b=2012-02-29", "0",
	"months(a, b)",					"a=2012-01-31;b=2012-03-31", "2",
	"months(a, b)",					"a=2012-03-31;b=2012-01-31", "-2",
	"month(a)",					"a=2012-10-31", "10",
	"quarter(a)",					"a=2012-03-31", "1",
	"quarter(a)",					"a=2012-04-01", "2",
	"quarter(a)",					"a=2012-12-01", "4",
	"add_days(a, 1)",				"a=2012-02-28", "2012-02-29",
	"add_days(a, -b)",				"a=2012-03-01;b=1", "2012-02-29",
	"add_days(a, 0.5)",				"a=2012-03-01", "! a: add_days wants a whole number",
	"add_days(a, 3000000000)",			"a=2012-03-01", "! a: add_days wants a whole number",
	"add_days(a, 1)",				"a=9999-12-31", "! a: the result of add_days is outside the years 0001 to 9999",
	"add_months(a, 1)",				"a=2012-01-31", "2012-02-29",
	"add_months(a, -1)",				"a=0001-01-31", "! a: the result of add_months is outside the years 0001 to 9999",
	"add_months(a, b)",				"a=2012-01-31;b=1.5", "! a: add_months wants a whole number",
	"last_day(a)",					"a=2012-02-01", "2012-02-29",
	"year(a)",					"a=2012", "! a: not a date (YYYY-MM-DD)",
	"yearmonth(a)",					"a=2012-02-29", "2012-02",
	"yearquarter(a)",				"a=2012-03-31", "2012Q1",
	"yearhalf(a)",					"a=2012-07-01", "2012H2",
	"yearweek(a)",					"a=2012-01-01", "2011W52",
	"yearweek(a)",					"a=2012-01-02", "2012W01",
	"yearweek(a)",					"a=2020-12-31", "2020W53",
	"yearweek(a)",					"a=2024-12-30", "2025W01",
	"yearweek(a)",					"a=0001-01-01", "0001W01",
	"yearweek(a)",					"a=9999-12-31", "9999W52",
	"yearweek(a)",					"a=", "",
	"weekday(a)",					"a=2012-01-01", "7",
	/* numbers */
	"share_low(a, b)",				"a=81;b=263", "0.25528852",
	"share_high(a, b, 99)",				"a=0;b=20", "0.249105401",
	"share_low(a, b)",				"a=0;b=0", "",
	"share_low(a, b)",				"a=;b=10", "",
	"share_low(a, b)",				"a=3;b=2", "! a: the part is more than the whole",
	"share_low(a, b)",				"a=0.5;b=2", "! a: a share is of two numbers of persons or the like, whole and not below 0",
	"share_low(a, b, c)",				"a=1;b=2;c=96", "! a: the level is 90, 95 or 99",
	"difference_low(a, b, 48, 80)",			"a=56;b=70", "0.052431472",
	"difference_high(a, b, 48, 80, 90)",		"a=56;b=70", "0.313644584",
	"difference_high(a, b, 0, c)",			"a=56;b=70;c=0", "",
	"abs(a)",					"a=-1.5", "1.5",
	"abs(a - 1)",					"a=1", "0",
	"floor(a)",					"a=1.5", "1",
	"floor(a)",					"a=-1.5", "-2",
	"floor(a)",					"a=-2", "-2",
	"floor(a)",					"a=-99999999999999999999999999999999999999", "-99999999999999999999999999999999999999",
	"min(a, b)",					"a=10;b=9", "9",
	"max(a, b, 9.5)",				"a=10;b=9", "10",
	"max(a, b, c)",					"a=10;b=;c=11", "",
	"min(a, 2012-03-01)",				"a=2012-10-01", "2012-03-01",
	"max(date(a), date(b))",			"a=2012-10-01;b=2012-09-30", "2012-10-01",
	"min(a, b)",					"a=2012-10-01;b=2012-09-30", "! a: not a number",
	"days(min(date(a), date(b)), max(a, date(b)))",	"a=2012-10-01;b=2012-09-30", "2",
	"round(a, 1)",					"a=2.25", "2.3",
	"round(-a)",					"a=2.5", "-3",
	"round(a, -2)",					"a=250", "300",
	"round(a / b, 3)",				"a=2;b=3", "0.667",
	"round(a, b)",					"a=1;b=0.5", "! a: round wants a whole number of decimals",
	"round(a, -1)",					"a=99999999999999999999999999999999999999", "! a: the result of round has more than 38 digits",
	/* text */
	"starts(a, \"01\")",				"a=0180", "1",
	"starts(a, \"01\")",				"a=0", "0",
	"starts(a, \"01\")",				"a=", "0",
	"starts(a, b)",					"a=ab;b=a", "1",
	"ends(a, \"vik\")",				"a=Örnsköldsvik", "1",
	"ends(a, \"vik\")",				"a=vi", "0",
	"ends(a, \"\\t\")",				"a=x\\t", "1",
	"ends(a, \"\\t\")",				"a=x\\\\t", "0",
	"ends(a, \"\\t\")",				"a=x\\\\\\t", "1",
	"ends(a, \"t\")",				"a=x\\\\t", "1",
	"ends(a, \"t\")",				"a=x\\t", "0",
	"not ends(a, \"t\")",				"a=", "1",
	"slice(a, 1, 2)",				"a=Åsele", "Ås",
	"slice(a, 2)",					"a=Åsele", "sele",
	"slice(a, 5, 9)",				"a=Åsele", "e",
	"slice(a, 6, 9)",				"a=Åsele", "",
	"slice(a, 1, 0)",				"a=Åsele", "",
	"slice(a, 2, 2)",				"a=\\t\\\\\\nx", "\\\\\\n",
	"slice(a, 0, 1)",				"a=x", "! a: slice counts characters from 1",
	"slice(a, 1, -1)",				"a=x", "! a: slice counts characters from 1",
	"slice(a, 1.5, 1)",				"a=x", "! a: slice wants whole numbers",
	"length(a)",					"a=Åsele\\t", "6",
	"length(a)",					"a=", "",
	"lower(a)",					"a=ÅSELE\\tB", "åsele\\tb",
	"upper(a)",					"a=åsele\\tß ÿ1", "ÅSELE\\tß Ÿ1",
	"upper(lower(a))",				"a=ŽÅÉΩДЁ", "ŽÅÉΩДЁ",
	"trim(a)",					"a=\\t  x y\u00a0 \\n", "x y",
	"trim(a)",					"a=  \\t", "",
	"trim(a)",					"a=x", "x",
	"replace(a, \" \", \"_\")",			"a=a b  c", "a_b__c",
	"replace(a, \"-\")",				"a=2012-05-06", "20120506",
	"replace(a, \"t\", \"x\")",			"a=t\\tt\\\\t", "x\\tx\\\\x",
	"replace(a, \"aa\", \"b\")",			"a=aaaaa", "bba",
	"replace(a, \"a\")",				"a=aa", "",
	"part(a, \"-\", 2)",				"a=x-yy-z", "yy",
	"part(a, \"-\", 3)",				"a=x-yy-z", "z",
	"part(a, \"-\", 4)",				"a=x-yy-z", "",
	"part(a, \"-\", 1)",				"a=xyz", "xyz",
	"part(a, \"-\", 2)",				"a=x--z", "",
	"part(a, \"-\", 0)",				"a=x", "! a: part wants a whole number from 1",
	"concat(a, \"-\", b)",				"a=x;b=y", "x-y",
	"concat(a, \"-\", b)",				"a=x;b=", "",
	"concat(concat(a, b), lower(concat(b, a)))",	"a=x;b=Y", "xYyx",
	"concat(text(year(a)), \"K\", text(quarter(a)))", "a=2012-05-01", "2012K2",
	"has(a, \"b\")",				"a=a|b|c", "1",
	"has(a, \"b\")",				"a=b", "1",
	"has(a, \"b\")",				"a=bb|ab|b2", "0",
	"has(a, \"b\")",				"a=", "0",
	"has(a, b)",					"a=1|2;b=2", "1",
	"matches(a, \"^[0-9]{4}$\")",			"a=0180", "1",
	"matches(a, \"^[0-9]{4}$\")",			"a=01800", "0",
	"matches(a, \"^[0-9]{4}$\")",			"a=", "0",
	"matches(a, \"^\\\\w+$\")",			"a=Åsele", "1",
	"matches(a, \"(?i)^å\")",			"a=Åsele", "1",
	"matches(a, \"^.$\")",				"a=å", "1",
	"matches(a, \"x\\ty\")",			"a=x\\ty", "1",
	"matches(a, \"x$\")",				"a=x\\n", "0",
	"matches(a, \"(*LIMIT_MATCH=1)(x|xx)+[yz]\")",	"a=xxxxxxxxxxxx", "! a: the pattern needs too many steps",
	/* conversions */
	"number(a)",					"a=1.50", "1.5",
	"number(a)",					"a=x", "! a: not a number",
	"number(slice(a, 2))",				"a=x7", "7",
	"number(slice(a, 2))",				"a=xy", "! a: not a number",
	"number(a = \"x\") + 1",			"a=x", "2",
	"number(\"x\")",				"a=", "1: not a number",
	"number(a)",					"a=", "",
	"date(concat(a, \"-01\"))",			"a=2012-05", "2012-05-01",
	"date(concat(a, \"-01\"))",			"a=2012-5", "! a: not a date (YYYY-MM-DD)",
	"date(a)",					"a=2012-05-01", "2012-05-01",
	"text(2012-05-01)",				"a=", "2012-05-01",
	"concat(text(a + 1), \"\\t\")",			"a=1.50", "2.5\\t",
	"text(a = 1)",					"a=1", "1",
	"text(a)",					"a=", "",
	"boolean(a)",					"a=1", "1",
	"boolean(a)",					"a=", "",
	"boolean(a)",					"a=ja", "! a: not true or false (1 or 0)",
	"boolean(a % 2)",				"a=3", "1",
	"boolean(a * 2)",				"a=3", "! a: not true or false (1 or 0)",
	"boolean(slice(a, 1, 1))",			"a=0x", "0",
	"boolean(a = 1)",				"a=1", "1",
	NULL
};

static const char *const wrong_texts[] = {
	"",						"a=", "1: the expression ends too early",
	"  ",						"a=", "3: the expression ends too early",
	"a = ",						"a=", "5: the expression ends too early",
	"(a",						"a=", "3: ) is wanted here",
	"a)",						"a=", "2: an operator or the end is wanted here",
	"a b",						"a=;b=", "3: an operator or the end is wanted here",
	"å = ärende",					"å=", "5: no column ärende (there are: å)",
	"slutt = 1",					"a=;b=;slut=", "1: no column slutt; did you mean slut? (there are: a, b, slut)",
	"\"åäö\" = slutt",				"a=", "9: no column slutt (there are: a)",
	"a.b",						"a=;b=", "1: no column a.b (there are: a, b)",
	"foo(a)",					"a=", "1: no function foo (there are: abs, add_days, add_months, age, boolean, coalesce, concat, date, days, difference_high, difference_low, ends, has, floor, if, last_day, length, lower, matches, max, min, missing, month, months, number, part, quarter, replace, round, share_high, share_low, slice, starts, text, trim, upper, weekday, year, yearhalf, yearmonth, yearquarter, yearweek)",
	"and",						"a=", "1: a value is wanted here, not and",
	"a = or",					"a=", "5: a value is wanted here, not or",
	"a = not b",					"a=;b=", "5: a value is wanted here, not not",
	"a not b",					"a=;b=", "7: in is wanted here",
	"* a",						"a=", "1: a value is wanted here",
	"a in \"x\"",					"a=", "6: ( is wanted here",
	"a in ()",					"a=", "7: a value is wanted here",
	"a in (\"x\" \"y\")",				"a=", "11: a comma or ) is wanted here",
	"a in (b)",					"a=;b=", "7: in takes a list of constants",
	"a in (missing)",				"a=;b=", "7: in takes a list of constants",
	"a in (true)",					"a=;b=", "7: in takes texts, numbers or dates",
	"a in (\"x\", 1)",				"a=;b=", "12: text is not compared with a number",
	"a < 1 < 2",					"a=", "7: comparisons do not chain; join two of them by and",
	"a in (1) = true",				"a=", "10: comparisons do not chain; join two of them by and",
	"a == 1",					"a=", "3: equality is written =",
	"a <> 1",					"a=", "3: inequality is written !=",
	"a = 'x'",					"a=", "5: text is written in double quotes",
	"a AND a",					"a=", "3: columns and words are written in lower case",
	"a & a",					"a=", "3: a character that means nothing here",
	"a = 012",					"a=", "5: a number has no leading zero; write a code in double quotes",
	"a = 1e5",					"a=", "6: a number is followed by a letter or point",
	"a = 1_000",					"a=", "6: a number is followed by a letter or point",
	"a = 1.",					"a=", "6: a number is followed by a letter or point",
	"a = 1.5.2",					"a=", "8: a number is followed by a letter or point",
	"a = 2012-01-01T",				"a=", "15: a number is followed by a letter or point",
	"a = 1234567890123456789012345678901234567890",	"a=", "5: a number has at most 38 digits, 18 of them decimals",
	"a = 2012-02-30",				"a=", "5: there is no such date",
	"a = 2012-05",					"a=", "5: a date is written YYYY-MM-DD, a month in double quotes, a difference with blanks",
	"a = 2012-05-1",				"a=", "5: a date is written YYYY-MM-DD, a month in double quotes, a difference with blanks",
	"a = \"x",					"a=", "5: the text that begins here has no end",
	"a = \"x\\",					"a=", "7: the escapes in a text are \\\" \\\\ \\t \\n",
	"a = \"åx\\q\"",				"a=", "8: the escapes in a text are \\\" \\\\ \\t \\n",
	"a = \"x\ny\"",					"a=", "7: a control character in a text",
	"a = \"\"",					"a=", "5: there is no empty text; a field without text is missing(...)",
	"a = \"\xff\"",					"a=", "1: not UTF-8",
	"a = missing",					"a=", "3: nothing compares with missing; write missing(...)",
	"missing != a",					"a=", "9: nothing compares with missing; write missing(...)",
	"1 = \"x\"",					"a=", "3: a number is not compared with text",
	"a + 1 = 2012-01-01",				"a=", "7: a number is not compared with a date",
	"true < false",					"a=", "6: true and false have no order",
	"a < true",					"a=", "3: true and false have no order",
	"1 + \"x\"",					"a=", "5: a number is wanted here, and this is text",
	"-\"x\"",					"a=", "2: a number is wanted here, and this is text",
	"2012-01-01 + 1",				"a=", "12: dates are not computed with signs; there are days, months, add_days and add_months",
	"a - 2012-01-01",				"a=", "3: dates are not computed with signs; there are days, months, add_days and add_months",
	"1 and a",					"a=", "1: true or false is wanted here, and this is a number",
	"a and b + 1",					"a=;b=", "9: true or false is wanted here, and this is a number",
	"not \"x\"",					"a=", "5: true or false is wanted here, and this is text",
	"if(a, 1, \"x\")",				"a=", "10: a number is wanted here, and this is text",
	"if(a, b, \"x\") + 1",				"a=;b=", "1: a number is wanted here, and this is text",
	"if(1, 2, 3)",					"a=", "4: true or false is wanted here, and this is a number",
	"if(a, 1)",					"a=", "1: it is called as if(condition, x, ..., y)",
	"if(a = 1, 1, a = 2, 2)",			"a=", "1: it is called as if(condition, x, ..., y)",
	"min(a, \"x\")",				"a=", "1: the least and the largest are of numbers or dates, and this is text",
	"days(min(a, b), a)",				"a=;b=", "6: a date is wanted here, and this is a number",
	"coalesce()",					"a=", "1: it is called as coalesce(x, ...)",
	"coalesce(1, \"x\")",				"a=", "13: a number is wanted here, and this is text",
	"year(a, a)",					"a=", "1: it is called as year(date)",
	"year(2012)",					"a=", "6: a date is wanted here, and this is a number",
	"age(a)",					"a=", "1: it is called as age(birth, at)",
	"starts(a, 1)",					"a=", "11: text is wanted here, and this is a number",
	"concat(a, a, a, a, 1)",			"a=", "20: text is wanted here, and this is a number",
	"slice(a)",					"a=", "1: it is called as slice(text, start, length)",
	"matches(a, b)",				"a=;b=", "12: a pattern is a text in double quotes",
	"matches(a, concat(\"x\", \"(\"))",		"a=", "12: a pattern is a text in double quotes",
	"matches(a, \"å(\")",				"a=", "15: the pattern: missing closing parenthesis",
	"matches(a, \"\\\\d[z-a]\")",			"a=", "19: the pattern: range out of order in character class",
	"date(1)",					"a=", "1: a date can not be made of a number",
	"date(a = 1)",					"a=", "1: a date can not be made of true or false",
	"number(2012-01-01)",				"a=", "1: a number can not be made of a date",
	"boolean(2012-01-01)",				"a=", "1: true or false can not be made of a date",
	"year(2012-01-01",				"a=", "16: a comma or ) is wanted here",
	"year(2012-01-01,)",				"a=", "17: a value is wanted here",
	"100000000000000000000 * 1000000000000000000",	"a=", "23: the result of * has more than 38 digits or 18 decimals",
	NULL
};

static const char *const conditions[] = {
	"a",						"a=1", "1",
	"a",						"a=", "",
	"a",						"a=x", "! a: not true or false (1 or 0)",
	"coalesce(a, b)",				"a=;b=0", "0",
	"a + 1",					"a=1", "3: true or false is wanted here, and this is a number",
	"\"x\"",					"a=1", "1: true or false is wanted here, and this is text",
	"missing",					"a=1", "",
	NULL
};

/* Types from a schema, in this order: text, a number, a date, true or false. */
static const enum expr_type schema[] = {EXPR_TEXT, EXPR_NUMBER, EXPR_DATE, EXPR_BOOLEAN};

static const char *const typed[] = {
	"a = 1",					"a=1;b=1;c=2012-01-01;d=1", "3: text is not compared with a number",
	"a < \"b\"",					"a=1;b=1;c=2012-01-01;d=1", "1",
	"b < \"1\"",					"a=1;b=1;c=2012-01-01;d=1", "3: a number is not compared with text",
	"c > 2011-01-01",				"a=1;b=1;c=2012-01-01;d=1", "1",
	"c < b",					"a=1;b=1;c=2012-01-01;d=1", "3: a date is not compared with a number",
	"b = b",					"a=1;b=1.0;c=2012-01-01;d=1", "1",
	"d",						"a=1;b=1;c=2012-01-01;d=1", "1",
	"d and b > 0",					"a=1;b=1;c=2012-01-01;d=1", "1",
	"starts(c, \"2012\")",				"a=1;b=1;c=2012-01-01;d=1", "8: text is wanted here, and this is a date",
	"starts(text(c), \"2012\")",			"a=1;b=1;c=2012-01-01;d=1", "1",
	"b",						"a=1;b=1.50;c=2012-01-01;d=1", "1.5",
	"number(a)",					"a=01;b=1;c=2012-01-01;d=1", "! a: not a number",
	NULL
};
/* clang-format on */

static void every_value(void **state)
{
	(void)state;
	check_all(values, NULL, EXPR_ANY);
}

static void every_error_at_its_character(void **state)
{
	(void)state;
	check_all(wrong_texts, NULL, EXPR_ANY);
}

static void conditions_are_true_or_false(void **state)
{
	(void)state;
	check_all(conditions, NULL, EXPR_BOOLEAN);
}

static void types_of_a_schema(void **state)
{
	(void)state;
	check_all(typed, schema, EXPR_ANY);
}

static void say(struct str *s, const char *part, int times)
{
	for (int i = 0; i < times; i++)
		str_add_text(s, part);
}

static void depth_has_a_limit(void **state)
{
	static const struct {
		const char *before, *after, *tail;
		int times;
		const char *expected;
	} cases[] = {
	    {"(", "a", ")", 499, "7"},
	    {"(", "a", ")", 500, "501: more than 500 operations deep"},
	    {"(", "a", ")", 100000, "501: more than 500 operations deep"},
	    {"- ", "a", "", 498, "7"},
	    {"- ", "a", "", 100000, "1001: more than 500 operations deep"},
	    {"not ", "true", "", 100000, "2001: more than 500 operations deep"},
	    {"", "a", " + a", 500, "3507"},
	    {"", "a", " + a", 501, "2003: more than 500 operations deep"},
	    {"if(true, ", "a", ", a)", 499, "7"},
	};
	struct str text = {0}, said = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		str_reset(&text);
		say(&text, cases[i].before, cases[i].times);
		str_add_text(&text, cases[i].after);
		say(&text, cases[i].tail, cases[i].times);
		outcome(text.at, "a=7", NULL, EXPR_ANY, &said);
		assert_string_equal(said.at, cases[i].expected);
	}
	str_done(&text);
	str_done(&said);
}

static void long_lists_of_columns_are_cut(void **state)
{
	struct str record = {0}, said = {0};

	(void)state;
	for (int i = 0; i < 30; i++)
		str_addf(&record, "%sen_kolumn_med_langt_namn_%02d=", i == 0 ? "" : ";", i);
	outcome("x", record.at, NULL, EXPR_ANY, &said);
	assert_true(slice_starts(str_slice(&said), "1: no column x (there are: en_kolumn_med_la"));
	assert_true(slice_ends(str_slice(&said), "_09, ...)"));
	str_done(&record);
	str_done(&said);
}

static void uses_and_places(void **state)
{
	const size_t place[] = {2, 0, 1, 3};
	bool mark[4] = {false, false, false, true};
	struct arena arena = {0};
	struct error e = {0};
	struct expr_value v;
	struct made m;
	struct expr_columns columns = {.header = &m.header, .place = place};
	struct expr *x;

	(void)state;
	make_record(&m, "a=1;b=2;c=3;d=4");
	x = expr_compile(slice_of("a * 10 + if(true, c, d - d)"), &columns, EXPR_NUMBER, &arena,
	                 &e);
	assert_non_null(x);
	mark[3] = false;
	expr_uses(x, mark);
	assert_true(mark[0] && !mark[1] && mark[2] && mark[3]);
	assert_true(expr_evaluate(x, &m.r, &v, &e));
	assert_int_equal(v.number.units, 32);
	expr_done(x);
	expr_done(NULL);
	arena_done(&arena);
	forget_record(&m);
}

/*
 * A comparison of a column with a constant has its own evaluators; computed operands go the general way. Both ways and all six
 * operators agree, whichever side the constant stands on.
 */
static void both_ways_of_comparing_agree(void **state)
{
	static const char *const signs[] = {"<", "<=", "=", "!=", ">=", ">"};
	static const char *const mirrored[] = {">", ">=", "=", "!=", "<=", "<"};
	static const char *const constants[][3] = {{"-1", "0", "2.50"},
	                                           {"2011-12-31", "2012-01-01", "2012-01-02"},
	                                           {"\"aa\"", "\"b\"", "\"å\""}};
	static const char *const records[] = {
	    "a=-1",         "a=0.0", "a=2.5", "a=2011-12-31", "a=2012-01-01",
	    "a=2012-01-02", "a=aa",  "a=b",   "a=å",          "a="};
	struct str fast = {0}, slow = {0}, turned = {0}, text = {0};

	(void)state;
	for (size_t r = 0; r < 10; r++)
		for (size_t k = 0; k < 9; k++)
			for (size_t s = 0; s < 6; s++) {
				const char *constant = constants[k / 3][k % 3];
				str_reset(&text);
				str_addf(&text, "a %s %s", signs[s], constant);
				outcome(text.at, records[r], NULL, EXPR_BOOLEAN, &fast);
				str_reset(&text);
				str_addf(&text, "if(true, a, a) %s %s", signs[s], constant);
				outcome(text.at, records[r], NULL, EXPR_BOOLEAN, &slow);
				str_reset(&text);
				str_addf(&text, "%s %s a", constant, mirrored[s]);
				outcome(text.at, records[r], NULL, EXPR_BOOLEAN, &turned);
				assert_string_equal(fast.at, slow.at);
				assert_string_equal(fast.at, turned.at);
			}
	str_done(&fast);
	str_done(&slow);
	str_done(&turned);
	str_done(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_value),
	    cmocka_unit_test(every_error_at_its_character),
	    cmocka_unit_test(conditions_are_true_or_false),
	    cmocka_unit_test(types_of_a_schema),
	    cmocka_unit_test(depth_has_a_limit),
	    cmocka_unit_test(long_lists_of_columns_are_cut),
	    cmocka_unit_test(uses_and_places),
	    cmocka_unit_test(both_ways_of_comparing_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
