/* schema_screen: a row is told the same of, whether it was looked at with many others first or not. */
#include "validate/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "validate/schema_columns.h"
#include "validate/schema_load.h"

static const char text[] =
    "missingValues: [\"\", \"-9\", \"NA\"]\n"
    "fields:\n"
    "  - {name: a, type: string, constraints: {required: true}}\n"
    "  - {name: b, type: string, constraints: {pattern: \"F[0-9]{2}\"}}\n"
    "  - {name: c, type: string, constraints: {pattern: \"[A-Za-z]{2}|[0-9]\", required: true}}\n"
    "  - {name: d, type: date}\n"
    "  - {name: e, type: date, constraints: {minimum: \"2012-06-01\"}}\n"
    "  - {name: f, type: integer}\n"
    "  - {name: g, type: integer, constraints: {minimum: 0, maximum: 12}}\n"
    "  - {name: h, type: number}\n"
    "  - {name: i, type: number, decimalChar: \",\"}\n"
    "  - {name: j, type: boolean, trueValues: [\"1\", \"J\"], falseValues: [\"0\", \"N\"]}\n"
    "  - {name: k, type: string, constraints: {enum: [F12, Ab]}}\n"
    "  - {name: l, finsam: {type: personnummer, class: identifier}}\n"
    "  - {name: m, finsam: {type: identitet, class: identifier}}\n"
    "  - {name: n, type: string, constraints: {pattern: \"[0-9]{4}\", maxLength: 3}}\n"
    "  - {name: o, type: any}\n"
    "  - {name: p, finsam: {type: identitet, reference_date: d, class: identifier}}\n"
    "  - {name: q, type: integer, bareNumber: false}\n"
    "  - {name: r, type: year}\n";

#define FIELDS 18

static const char *const value[] = {"",
                                    "-9",
                                    "NA",
                                    "F12",
                                    "F1",
                                    "F123",
                                    "Ab",
                                    "7",
                                    "07",
                                    "0",
                                    "-0",
                                    "-7",
                                    "+7",
                                    "12",
                                    "13",
                                    "1,50",
                                    "1.5",
                                    "1.50",
                                    "1.",
                                    ".5",
                                    "2012-06-01",
                                    "2012-05-31",
                                    "2012-02-30",
                                    "2012-2-03",
                                    "2012-06-0a",
                                    "J",
                                    "N",
                                    "1",
                                    "2012",
                                    "0000",
                                    "195001019999",
                                    "195081010018",
                                    "19508101-0018",
                                    "5081010018",
                                    "195081610015",
                                    "999999999999999999",
                                    "9999999999999999999",
                                    "99999999999999999999999999999999999999",
                                    "100 kr",
                                    "-",
                                    "å",
                                    "F1å",
                                    "\\t",
                                    "F1\\t",
                                    "abcdefghijklmnopq",
                                    "1e3",
                                    "12 ",
                                    "-999999999999999999"};

/* What each field takes, mostly as it stands. */
static const char *const right[FIELDS] = {
    "x",   "F12",        "7",  "2012-06-01", "2012-06-01",   "-7",           "12",
    "1.5", "1,50",       "J",  "F12",        "195081010018", "195081010018", "2012",
    "å",   "5081010018", "12", "2012"};

static uint64_t state = 88172645463325252u;

static unsigned draw(unsigned below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % below;
}

static struct schema *schema_of_test(bool *seen)
{
	struct error e = {0};
	struct schema *s = schema_parse("s.yaml", slice_of(text), &e);

	if (s == NULL)
		fail_msg("%s", e.text);
	assert_int_equal(s->n, FIELDS);
	assert_true(schema_columns_without_header(s, "f", &e));
	s->identity = (struct identity_rules){
	    .allow_synthetic = true, .synthetic_seen = seen, .reference = 20200101};
	return s;
}

/* A row of `fields` random fields, or now and then of nearly that many. */
static void make_row(struct csv_row *row, struct str *bytes, uint32_t *end)
{
	size_t fields = draw(40) == 0 ? FIELDS - 1 : FIELDS;

	str_reset(bytes);
	*end++ = UINT32_MAX;
	*row = (struct csv_row){.fault = draw(40) == 0 ? CSV_FAULT_QUOTE : CSV_FINE};
	for (size_t i = 0; i < fields; i++) {
		bool as_usual = draw(3) > 0;
		str_add_text(bytes,
		             as_usual ? right[i] : value[draw(sizeof value / sizeof *value)]);
		end[i] = (uint32_t)bytes->n;
		str_add_byte(bytes, i + 1 == fields ? '\n' : '\t');
	}
	str_room(bytes, RECORD_PADDING);
	row->record = (struct record){bytes->at, end, fields, 1};
}

static void assert_told_the_same(struct schema *s, struct schema *t, const struct record *r,
                                 size_t row)
{
	bool fine = schema_check(s, r, row);

	assert_int_equal(fine, schema_check(t, r, row));
	assert_int_equal(s->changes, t->changes);
	assert_memory_equal(s->change, t->change, s->changes * sizeof *s->change);
	for (size_t i = 0; i < s->n; i++) {
		struct slice a = schema_value(s, r, i), b = schema_value(t, r, i);
		assert_int_equal(s->fault[i], t->fault[i]);
		if (!slice_equal(a, b))
			fail_msg("field %zu: %.*s and %.*s", i, SLICE(a), SLICE(b));
	}
}

static void screened_or_not(void **unused)
{
	static struct csv_row row[CSV_BATCH];
	static struct str bytes[CSV_BATCH];
	static uint32_t end[CSV_BATCH][FIELDS + 1];
	bool seen = false, seen_too = false;
	struct schema *s = schema_of_test(&seen), *t = schema_of_test(&seen_too);
	size_t sure = 0, checked = 0;

	(void)unused;
	for (int round = 0; round < 600; round++) {
		size_t n = round % 3 ? CSV_BATCH : 1 + draw(CSV_BATCH);
		for (size_t i = 0; i < n; i++)
			make_row(&row[i], &bytes[i], end[i]);
		schema_screen(s, row, n);
		schema_screen_nothing(t);
		for (size_t i = 0; i < n; i++) {
			if (row[i].fault != CSV_FINE || row[i].record.n != FIELDS)
				continue;
			assert_told_the_same(s, t, &row[i].record, i);
			for (size_t k = 0; k < s->actives; k++)
				sure += s->sure[k] >> i & 1;
			checked += s->actives;
		}
	}
	assert_int_equal(seen, seen_too);
	assert_true(seen);
	assert_true(sure > checked / 3); /* there was something to compare */
	for (size_t i = 0; i < CSV_BATCH; i++)
		str_done(&bytes[i]);
	schema_close(s);
	schema_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(screened_or_not)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
