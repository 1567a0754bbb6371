/* csv: what rows become; and the same rows and fields as libcsv, for whatever bytes and sizes. */
#include "validate/csv.h"

#include <csv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <cmocka.h>

#include "validate/csv_header.h"
#include "text.h"

static struct error e;

static struct input *input_of(struct slice bytes, int *descriptor)
{
	char path[64];
	struct input *in;

	*descriptor = memfd_create("csv", 0);
	assert_int_equal(write(*descriptor, bytes.at, bytes.n), bytes.n);
	snprintf(path, sizeof path, "/proc/self/fd/%d", *descriptor);
	in = input_open(path, &e);
	assert_non_null(in);
	return in;
}

/* All rows as text: fields in record form between |, a fault as !N, each row with line and number; then the error. */
static void read_by(size_t most, const struct csv_dialect *dialect, struct slice bytes,
                    struct str *to, bool places)
{
	int descriptor;
	struct input *in = input_of(bytes, &descriptor);
	struct csv *c = csv_open(in, ENCODING_UTF_8, dialect);
	struct csv_row row[CSV_BATCH];
	size_t n;

	e = (struct error){0};
	str_reset(to);
	str_add_text(to, "");
	while ((n = csv_batch(c, row, most, &e)) > 0)
		for (size_t k = 0; k < n; k++) {
			const struct record *r = &row[k].record;
			if (places)
				str_addf(to, "%d.%d:", (int)r->line, (int)row[k].number);
			if (row[k].fault != CSV_FINE)
				str_addf(to, "!%d", (int)row[k].fault);
			for (size_t i = 0; i < r->n; i++) {
				str_add_byte(to, '|');
				str_add(to, record_field(r, i));
			}
			if (r->n > 0)
				assert_int_equal(r->block[r->end[r->n - 1]], '\n');
			str_add_byte(to, '\n');
		}
	if (e.text[0])
		str_addf(to, "error%s", strchr(e.text, ':'));
	csv_close(c);
	input_close(in);
	close(descriptor);
}

/* One by one, and many at a time: the same. */
static void read_all(const struct csv_dialect *dialect, struct slice bytes, struct str *to,
                     bool places)
{
	struct str many = {0};

	read_by(CSV_BATCH, dialect, bytes, &many, places);
	read_by(1, dialect, bytes, to, places);
	assert_string_equal(many.at, to->at);
	str_done(&many);
}

static void becomes(const struct csv_dialect *dialect, const char *text, const char *wanted)
{
	struct str got = {0};

	read_all(dialect, slice_of(text), &got, true);
	assert_string_equal(got.at, wanted);
	str_done(&got);
}

static void test_lines(void **state)
{
	const struct csv_dialect *d = &csv_default_dialect;

	(void)state;
	becomes(d, "a,b\n1,2\n", "1.1:|a|b\n2.2:|1|2\n");
	becomes(d, "a,b\r\n1,\r\n,2\r\n", "1.1:|a|b\n2.2:|1|\n3.3:||2\n");
	becomes(d, "a,b\r1,2", "1.1:|a|b\n2.2:|1|2\n");
	becomes(d, "a\n\n\r\nb\n\nc\r\n", "1.1:|a\n4.4:|b\n6.6:|c\n");
	becomes(d, "a\r\rb,c\rd", "1.1:|a\n3.3:|b|c\n4.4:|d\n");
	becomes(d, "", "");
	becomes(d, "\n\n", "");
	becomes(d, "a", "1.1:|a\n");
	becomes(d, ",\n", "1.1:||\n");
}

static void test_quotes(void **state)
{
	const struct csv_dialect *d = &csv_default_dialect;

	(void)state;
	becomes(d, "\"a\",b,\"c,d\"\r\n\"\",x,\"\"\n", "1.1:|a|b|c,d\n2.2:||x|\n");
	becomes(d, "\"a\"\"b\",\"\"\"\"\n", "1.1:|a\"b|\"\n");
	becomes(d, "\"a\nb\",c\nd,e\n", "1.1:|a\\nb|c\n3.2:|d|e\n");
	becomes(d, "\"a\r\n\r\nb\"\r\nd\n", "1.1:|a\\r\\n\\r\\nb\n4.2:|d\n");
	becomes(d, "a,\"b\"", "1.1:|a|b\n");
	becomes(d, "x\ta\\b\n\"x\ta\\b\"\n", "1.1:|x\\ta\\\\b\n2.2:|x\\ta\\\\b\n");
}

/* One of the two ends lines; the other one is at fault, but not in quotes, and the row is one row. */
static void test_lone_line_ends(void **state)
{
	const struct csv_dialect *d = &csv_default_dialect;
	struct csv_dialect by_cr = csv_default_dialect, by_lf = csv_default_dialect;

	(void)state;
	becomes(d, "a,b\n1,x\ry\n2,z\n", "1.1:|a|b\n2.2:!2|1|x\\ry\n3.3:|2|z\n");
	becomes(d, "a,b\r\n1,x\ry\r\n\r2,z\r\n3,c\r",
	        "1.1:|a|b\n2.2:!2|1|x\\ry\n3.3:!2|2|z\n4.4:|3|c\n");
	becomes(d, "a\rb\nc\n", "1.1:!2|a\\rb\n2.2:|c\n");
	becomes(d, "\"a\rb\",c\n\"x\n\ry\",z\n", "1.1:|a\\rb|c\n2.2:|x\\n\\ry|z\n");
	becomes(d, "\"a\nb\",c\rd\n\"e\",\"f\"\rg\n\"h\"\n", "1.1:!2\n3.2:!2\n4.3:|h\n");
	becomes(d, "\"a\nb\",c\rd,\"e\"\r", "1.1:|a\\nb|c\n2.2:|d|e\n");
	becomes(d, "\"a\rb\"\n", "1.1:|a\\rb\n");
	by_cr.line_end = '\r';
	becomes(&by_cr, "a\nb\rc\r\nd", "1.1:!2|a\\nb\n2.2:|c\n3.3:|d\n");
	by_lf.line_end = '\n';
	becomes(&by_lf, "a\rb", "1.1:!2|a\\rb\n");
}

/* Blanks at the ends go, letters become one character, and what is no text is at fault; in rows of all kinds. */
static void test_one_form(void **state)
{
	const struct csv_dialect *d = &csv_default_dialect;
	struct csv_dialect spaces = csv_default_dialect, bars = csv_default_dialect;

	(void)state;
	becomes(d, " a,b \n\tc, d e \n", "1.1:|a|b\n2.2:|c|d e\n");
	becomes(d, "\" a\",\"b \"\n\"c, d\",\"\n \"\n", "1.1:|a|b\n2.2:|c, d|\n");
	becomes(d, "\u00a0a,\u202fb\u2009\nc\u00a0d,\u3000\ne, \u200b\u00a0\n",
	        "1.1:|a|b\n2.2:|c\u00a0d|\n3.3:|e|\n");
	becomes(d, "  \n a\n", "1.1:|\n2.2:|a\n");
	becomes(d, "A\u030are,o\u0308\n\"A\u030are\",\u212b\n",
	        "1.1:|\u00c5re|\u00f6\n2.2:|\u00c5re|\u00c5\n");
	becomes(d, "\u00f6,\u20ac \u2013 \u2019\u2212\u2026\n",
	        "1.1:|\u00f6|\u20ac \u2013 \u2019\u2212\u2026\n");
	becomes(d, "a\xc2\x96 b,c\n\"\xc2\x85\",c\n", "1.1:!3|a\xc2\x96 b|c\n2.2:!3|\xc2\x85|c\n");
	becomes(d, "a\ufeff,\ufeff\nb\ufeffc\nd\uffff\n",
	        "1.1:|a|\n2.2:!2|b\ufeffc\n3.3:!2|d\uffff\n");
	becomes(d, "a\xcc,o\xcc\x88\xff\n \xc2 ,\xcc\x88\n",
	        "1.1:!4|a\xcc|o\xcc\x88\xff\n2.2:!4|\xc2|\xcc\x88\n");
	spaces.delimiter = ' ';
	becomes(&spaces, "a  b\u00a0\n", "1.1:|a||b\n");
	bars.escape = '|';
	bars.quote = '\0';
	becomes(&bars, " a| ,| b\n", "1.1:|a|b\n");
}

static void test_kept_blanks(void **state)
{
	static const bool keeps[] = {true, false};
	struct slice text = slice_of(" a , b \n\u00a0,  \n\" c\", d,e \n");
	int descriptor;
	struct input *in = input_of(text, &descriptor);
	struct csv *c = csv_open(in, ENCODING_UTF_8, &csv_default_dialect);
	struct csv_row row;

	(void)state;
	csv_columns(c, keeps, 2);
	assert_true(csv_next(c, &row, &e) && row.trimmed);
	assert_true(slice_is(record_field(&row.record, 0), " a "));
	assert_true(slice_is(record_field(&row.record, 1), "b"));
	assert_true(csv_next(c, &row, &e) && row.record.n == 2);
	assert_int_equal(record_field(&row.record, 0).n, 0);
	assert_true(csv_next(c, &row, &e) && row.record.n == 3);
	assert_true(slice_is(record_field(&row.record, 0), " c"));
	assert_true(slice_is(record_field(&row.record, 2), "e"));
	csv_close(c);
	input_close(in);
	close(descriptor);
}

/* The row is at fault, and the next line is the next row. */
static void test_faults(void **state)
{
	const struct csv_dialect *d = &csv_default_dialect;

	(void)state;
	becomes(d, "a\"b,c\nd\n", "1.1:!1\n2.2:|d\n");
	becomes(d, "\"a\"b,c\nd\n", "1.1:!1\n2.2:|d\n");
	becomes(d, "\"a,b\nc,\"d\"\ne\n", "1.1:!1\n2.2:|c|d\n3.3:|e\n");
	becomes(d, "a,\x01\nb\x7F,c\n\"\x02\"\n", "1.1:!2|a|\x01\n2.2:!2|b\x7F|c\n3.3:!2|\x02\n");
	becomes(d, "å,\xE5\n\"\xE5\",å\nå\n", "1.1:!4|å|\xE5\n2.2:!4|\xE5|å\n3.3:|å\n");
}

static void test_no_row_to_blame(void **state)
{
	const struct csv_dialect *d = &csv_default_dialect;

	(void)state;
	becomes(d, "a\nb,\"c\nd\n", "1.1:|a\nerror:2: a quote that is opened here is never closed");
	becomes(d, "a\n\"b\nc\",\"d\"\"\n\ne",
	        "1.1:|a\nerror:3: a quote that is opened here is never closed");
}

static void test_record_limit(void **state)
{
	const size_t n = RECORD_MAX_BYTES + 600000;
	char *text = malloc(n);
	struct str got = {0};

	(void)state;
	memset(text, 'x', n);
	memcpy(text, "a\n\"", 3);
	for (size_t i = 80; i < n; i += 80)
		text[i] = '\n';
	read_all(&csv_default_dialect, (struct slice){text, n}, &got, true);
	assert_string_equal(got.at,
	                    "1.1:|a\nerror:2: a record of more than 16 MiB; perhaps a quote that "
	                    "is opened here is never closed");
	str_done(&got);
	free(text);
}

static void test_dialects(void **state)
{
	struct csv_dialect d = csv_default_dialect;
	size_t rows[] = {2, 4};

	(void)state;
	d.delimiter = '\t';
	becomes(&d, "a\tb\n\"c\td\"\te\\\n", "1.1:|a|b\n2.2:|c\\td|e\\\\\n");
	becomes(&d, "\"c\td\"\te\n\"c\"\t\"\te\"\n", "1.1:|c\\td|e\n2.2:|c|e\n");
	d = csv_default_dialect;
	d.quote = '\'';
	becomes(&d, "'a,b',\"\n", "1.1:|a,b|\"\n");
	d.quote = '\0';
	becomes(&d, "\"a,b\n", "1.1:|\"a|b\n");
	d.escape = '|';
	becomes(&d, "a|,b,|||+x\nc|\nd,e\nf\n", "1.1:|a,b||+x\n2.2:|c\\nd|e\n4.3:|f\n");
	becomes(&d, "|a,b\n\"c\"|\r\nd,|\u00e5\ne|",
	        "1.1:!5|a|b\n2.2:!5|\"c\"\\r\\nd|\u00e5\nerror: the file ends in the middle of an "
	        "escape");
	becomes(&d, "a\rb,c\n|\rb,c\n", "1.1:!2|a\\rb|c\n2.2:|b|c\n");
	becomes(&d, "a|", "error: the file ends in the middle of an escape");
	d = csv_default_dialect;
	d.double_quote = false;
	becomes(&d, "\"\",\"a\"\n\"a\"\"b\"\n\"a\n\",\"\"\n", "1.1:||a\n2.2:!1\n3.3:|a|\n");
	d = csv_default_dialect;
	d.skip_initial_space = true;
	becomes(&d, " a,  \"b, c\" ,d\n", "1.1:!1\n");
	becomes(&d, " a , \"b,  c\",\td \n\"x\n y\", z\n", "1.1:|a|b,  c|d\n2.2:|x\\n y|z\n");
	d = csv_default_dialect;
	d.comment = slice_of("#!");
	d.comment_rows = (struct csv_numbers){rows, 2};
	becomes(&d, "a\nb\n#!\"\nc\n#\n", "1.1:|a\n5.5:|#\n");
}

static void test_escapes_and_quotes(void **state)
{
	struct csv_dialect d = csv_default_dialect;

	(void)state;
	d.escape = '\\';
	d.null = slice_of("\\N");
	becomes(&d, "1,\"a\\\"b\"\n2,\"c\"\"d\",\"\\\\\"\n", "1.1:|1|a\"b\n2.2:|2|c\"d|\\\\\n");
	becomes(&d, "\"a,\nb\\\r\nc\",d\r\ne\\,f\n", "1.1:|a,\\nb\\r\\nc|d\n4.2:|e,f\n");
	becomes(&d, "\\N,a\n\"\\N\",\\N\n\\Nx,\\n\n\\\\N\n",
	        "1.1:||a\n2.2:!5|N|\n3.3:!5|Nx|n\n4.4:|\\\\N\n");
	becomes(&d, "\"c\\d\",e\na\"b\n\"a\"b\n\"a\"\\,b\n\\\"a\\\"\n",
	        "1.1:!5|cd|e\n2.2:!1\n3.3:!1\n4.4:!1\n5.5:|\"a\"\n");
	becomes(&d, "a\n\"b\\\",c\n",
	        "1.1:|a\nerror:2: a quote that is opened here is never closed");
	becomes(&d, "\"a\rb\",c\rd\n\"e\n",
	        "1.1:!2\nerror:2: a quote that is opened here is never closed");
	d.double_quote = false;
	becomes(&d, "\"a\"\"b\"\n\"\",\"\"\n", "1.1:!1\n2.2:||\n");
	d.skip_initial_space = true;
	becomes(&d, "a, \"b\\\"\"\n", "1.1:|a|b\"\n");
	d.stray = '"';
	d.quote = '\0';
	becomes(&d, "a,\"b\"\na,b\"\na,\\\"b\"\n", "1.1:!1\n2.2:|a|b\"\n3.3:|a|\"b\"\n");
}

static void test_headers(void **state)
{
	static const struct {
		const char *text, *wanted;
		size_t rows[3], n;
	} cases[] = {
	    {"a,b\n1,2\n", "a+b+", {0}, 0},
	    {"\na,\"b\nc\"\n", "a+b\nc+", {0}, 0},
	    {"x\nfruit,\nid,name,z\n1,2\n", "fruit id+name+z+", {2, 3}, 2},
	    {"", "the file is empty", {0}, 0},
	    {"\n", "no header: the file ends before it", {0}, 0},
	    {"a\n", "no header: the file ends before it", {2}, 1},
	    {"\"a\"b\n", "the header can not be read: a quote where none may stand", {0}, 0},
	    {"a\x01\n", "the header can not be read: a control byte", {0}, 0},
	    {"\xE5\n",
	     "the header can not be read: bytes that are no text in the encoding",
	     {0},
	     0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct csv_dialect d = csv_default_dialect;
		struct csv_names names;
		struct arena arena = {0};
		struct str got = {0};
		int descriptor;
		d.header_rows = (struct csv_numbers){(size_t *)cases[i].rows, cases[i].n};
		struct input *in = input_of(slice_of(cases[i].text), &descriptor);
		struct csv *c = csv_open(in, ENCODING_UTF_8, &d);
		e = (struct error){0};
		if (csv_header_read(c, &d, &names, &arena, &e))
			for (size_t k = 0; k < names.n; k++)
				str_addf(&got, "%.*s+", SLICE(names.at[k]));
		else
			str_add_text(&got, strstr(e.text, ": ") + 2);
		assert_string_equal(got.at, cases[i].wanted);
		str_done(&got);
		arena_done(&arena);
		csv_close(c);
		input_close(in);
		close(descriptor);
	}
}

/* ---------------------------------------------------------------- against libcsv */

static uint32_t seed = 7;

static uint32_t draw(uint32_t below)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % below;
}

static int no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void oracle_field(void *field, size_t n, void *to)
{
	str_add_byte(to, '|');
	struct slice plain = text_trim((struct slice){field, n});
	if (plain.n > 0)
		text_escape(to, plain);
}

static void oracle_row(int end, void *to)
{
	(void)end;
	str_add_byte(to, '\n');
}

/* False: libcsv does not take it. */
static bool oracle(struct slice bytes, struct str *to)
{
	struct csv_parser p;
	bool ok;

	str_reset(to);
	str_add_text(to, "");
	csv_init(&p, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(&p, ';');
	csv_set_space_func(&p, no_space);
	ok = csv_parse(&p, bytes.at, bytes.n, oracle_field, oracle_row, to) == bytes.n &&
	     csv_fini(&p, oracle_field, oracle_row, to) == 0;
	csv_free(&p);
	return ok;
}

static void test_like_libcsv(void **state)
{
	static const char alphabet[] = "ab;;\t\n\n\"\"\"\\ ";
	struct csv_dialect d = csv_default_dialect;
	struct str ours = {0}, theirs = {0};
	char bytes[40];
	int compared = 0;

	(void)state;
	d.delimiter = ';';
	for (int round = 0; round < 8000; round++) {
		struct slice s = {bytes, draw(sizeof bytes)};
		for (size_t i = 0; i < s.n; i++)
			bytes[i] = alphabet[draw(sizeof alphabet - 1)];
		for (size_t i = 0; i < s.n; i++)
			if (round % 3 == 0 && bytes[i] == '\n')
				bytes[i] = '\r';
			else if (round % 3 == 1 && bytes[i] == '\n' && i > 0 &&
			         bytes[i - 1] != '\n')
				bytes[i - 1] = '\r';
		if (!oracle(s, &theirs))
			continue;
		read_all(&d, s, &ours, false);
		assert_string_equal(ours.at, theirs.at);
		compared++;
	}
	assert_true(compared > 700);
	str_done(&ours);
	str_done(&theirs);
}

/* Fields as they are written by programs, so many that rows of all kinds lie across the edges of blocks. */
static void test_like_libcsv_in_long_files(void **state)
{
	static const char *const fields[] = {"a",
	                                     "",
	                                     "abc def",
	                                     "\"\"",
	                                     "\"q;q\"",
	                                     "\"x\"\"y\"",
	                                     "\"1\n2\"",
	                                     "\"1\r\n2\"",
	                                     "back\\slash",
	                                     "t\tt",
	                                     "\"\"\"\"",
	                                     "åäö",
	                                     " padded\u00a0",
	                                     "\" p;\u00a0q\t\""};
	struct csv_dialect d = csv_default_dialect;
	struct str text = {0}, ours = {0}, theirs = {0};

	(void)state;
	d.delimiter = ';';
	for (int file = 0; file < 3; file++) {
		str_reset(&text);
		while (text.n < 1500000) {
			str_add_text(&text, fields[draw(sizeof fields / sizeof *fields)]);
			str_add_text(&text, draw(5)     ? ";"
			                    : file == 0 ? "\n"
			                    : file == 1 ? "\r\n"
			                                : "\r");
		}
		assert_true(oracle(str_slice(&text), &theirs));
		read_all(&d, str_slice(&text), &ours, false);
		assert_int_equal(ours.n, theirs.n);
		assert_memory_equal(ours.at, theirs.at, ours.n);
	}
	str_done(&text);
	str_done(&ours);
	str_done(&theirs);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_lines),
	    cmocka_unit_test(test_quotes),
	    cmocka_unit_test(test_lone_line_ends),
	    cmocka_unit_test(test_one_form),
	    cmocka_unit_test(test_kept_blanks),
	    cmocka_unit_test(test_faults),
	    cmocka_unit_test(test_no_row_to_blame),
	    cmocka_unit_test(test_record_limit),
	    cmocka_unit_test(test_dialects),
	    cmocka_unit_test(test_escapes_and_quotes),
	    cmocka_unit_test(test_headers),
	    cmocka_unit_test(test_like_libcsv),
	    cmocka_unit_test(test_like_libcsv_in_long_files),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
