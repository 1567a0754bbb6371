/*
 * risk: how easily a person is found again among pseudonymised records.
 *
 * One pass. Holds the classes of the records (risk_classes.h), and for each the different values of the sensitive
 * columns.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "risk/risk_alone.h"
#include "risk/risk_classes.h"
#include "columns.h"
#include "risk/risk_diversity.h"
#include "error.h"
#include "memory.h"
#include "number.h"
#include "stage.h"

static struct {
	const char *quasi, *sensitive, *person;
	int64_t k;
} opt = {.k = -1};

static const struct option options[] = {
    {"quasi", OPTION_TEXT, &opt.quasi, "COLUMN,...", "what an outsider may know; must be given"},
    {"sensitive", OPTION_TEXT, &opt.sensitive, "COLUMN,...", "what an outsider should not learn"},
    {"person", OPTION_TEXT, &opt.person, "COLUMN",
     "the token of the person; else each record is one"},
    {"k", OPTION_NUMBER, &opt.k, "N", "status 1 if a class is smaller"},
    {0}};

static const struct stage stage = {
    "risk",
    "how easily a person is found again among pseudonymised records",
    "[FILE]",
    options,
    "Writes a table of counts: k, records that are alone, which columns cause it. No values.",
    STAGE_STEP,
    STAGE_COUNT_FREE};

/* A column whose values should differ within each class (--sensitive). */
struct sensitive {
	struct slice name;
	size_t column;
	struct risk_diversity diversity;
};

/* Records are not held: each is added to its class as it goes by, and all lines are written from the classes. */
struct risk {
	struct risk_classes classes;
	struct slices quasi;
	size_t column[RISK_ALONE_COLUMNS_MAX];
	size_t person; /* column, or COLUMN_NONE */
	struct sensitive *sensitive;
	size_t sensitives;
	struct writer *out;
};

/* ---------------------------------------------------------------- a line of the table */

/* One record of what goes out. */
struct line {
	const char *measure;
	const char *columns; /* NULL: of all of them */
	uint64_t from, till; /* 0: missing */
	uint64_t classes, records;
};

static void put_number(struct writer *out, uint64_t number)
{
	char text[24];
	int n = snprintf(text, sizeof text, "%" PRIu64, number);

	writer_field(out, (struct slice){text, (size_t)n});
}

/* The ends of a range of sizes: 0 is none. */
static void put_bound(struct writer *out, uint64_t size)
{
	if (size > 0)
		put_number(out, size);
	else
		writer_field(out, (struct slice){0});
}

static void put(const struct risk *k, struct line line)
{
	char text[NUMBER_MAX_TEXT];
	struct number share;
	size_t n = 0;

	if (number_divide(number_of((int64_t)line.records), number_of((int64_t)k->classes.total),
	                  &share))
		n = number_write(share, text);
	writer_text(k->out, slice_of(line.measure));
	writer_text(k->out, slice_of(line.columns == NULL ? "" : line.columns));
	put_bound(k->out, line.from);
	put_bound(k->out, line.till);
	put_number(k->out, line.classes);
	put_number(k->out, line.records);
	writer_field(k->out, (struct slice){text, n});
	writer_end(k->out);
}

/* Of the classes or groups with these sizes, those of `from` to `till`. */
static void put_sizes(const struct risk *k, struct line line, const uint64_t *size, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (size[i] >= line.from && (line.till == 0 || size[i] <= line.till)) {
			line.classes++;
			line.records += size[i];
		}
	put(k, line);
}

static uint64_t smallest(const uint64_t *size, size_t n)
{
	uint64_t least = n == 0 ? 0 : size[0];

	for (size_t i = 1; i < n; i++)
		if (size[i] < least)
			least = size[i];
	return least;
}

static void put_smallest(const struct risk *k, const char *measure, const char *columns,
                         const uint64_t *size, size_t n)
{
	uint64_t least = smallest(size, n);
	struct line line = {measure, columns, least, least, 0, 0};

	if (least > 0)
		put_sizes(k, line, size, n);
}

/* ---------------------------------------------------------------- which columns */

static void put_without(const struct risk *k)
{
	struct risk_classes_groups g = {0};
	struct str name = {0};

	for (size_t left = 0; left < k->quasi.n; left++) {
		size_t column[RISK_ALONE_COLUMNS_MAX], n = 0;
		for (size_t i = 0; i < k->quasi.n; i++)
			if (i != left)
				column[n++] = i;
		risk_classes_by(&k->classes, column, n, &g);
		str_reset(&name);
		str_addf(&name, "%.*s", SLICE(k->quasi.at[left]));
		put_smallest(k, "without", name.at, g.size, g.n);
		put_sizes(k, (struct line){"without-unique", name.at, 1, 1, 0, 0}, g.size, g.n);
	}
	risk_classes_groups_done(&g);
	str_done(&name);
}

static void put_sets(const struct risk *k)
{
	struct risk_alone a = {.classes = &k->classes};
	uint64_t records;

	while (risk_alone_next(&a, &records)) {
		struct line line = {"unique-set", NULL, 1, 1, records, records};
		struct str names = {0};
		for (size_t i = 0; i < a.n; i++)
			str_addf(&names, "%s%.*s", i == 0 ? "" : ",",
			         SLICE(k->quasi.at[a.column[i]]));
		line.columns = names.at;
		if (records > 0)
			put(k, line);
		str_done(&names);
	}
	risk_alone_done(&a);
}

/* ---------------------------------------------------------------- what they would learn */

/* Of the classes that have so many different values, which are how many records. */
static void put_different(const struct risk *k, struct line line, const struct risk_diversity *d,
                          uint32_t different)
{
	for (size_t class = 0; class < d->classes; class ++)
		if (d->different[class] == different) {
			line.classes++;
			line.records += k->classes.size[class];
		}
	put(k, line);
}

static void put_sensitive(const struct risk *k, const struct sensitive *s)
{
	uint32_t least = risk_diversity_least(&s->diversity);
	struct str name = {0};

	str_addf(&name, "%.*s", SLICE(s->name));
	put_different(k, (struct line){"alike", name.at, 0, 0, 0, 0}, &s->diversity, 1);
	if (least > 0)
		put_different(k, (struct line){"l", name.at, least, least, 0, 0}, &s->diversity,
		              least);
	str_done(&name);
}

/* ---------------------------------------------------------------- the verb */

static void read_records(struct risk *k, struct reader *in)
{
	struct slice value[RISK_ALONE_COLUMNS_MAX];
	struct record r;

	k->classes.columns = k->quasi.n;
	while (reader_next(in, &r)) {
		struct slice person = {0};
		size_t class;
		for (size_t i = 0; i < k->quasi.n; i++)
			value[i] = record_field(&r, k->column[i]);
		if (k->person != COLUMN_NONE) {
			person = record_field(&r, k->person);
			if (person.n == 0)
				reader_die(in, r.line, reader_header(in)->name[k->person],
				           "no person");
		}
		class = risk_classes_add(&k->classes, value, person);
		for (size_t i = 0; i < k->sensitives; i++)
			risk_diversity_add(&k->sensitive[i].diversity, class,
			                   record_field(&r, k->sensitive[i].column));
	}
}

static void risk(const struct risk *k)
{
	static const uint64_t step[] = {1, 2, 3, 4, 5, 10, 20, 50, 100, 0};
	const struct risk_classes *c = &k->classes;

	put(k, (struct line){"all", NULL, 0, 0, c->tuple.n, c->total});
	put_smallest(k, "k", NULL, c->size, c->tuple.n);
	put_sizes(k, (struct line){"unique", NULL, 1, 1, 0, 0}, c->size, c->tuple.n);
	if (opt.k > 0)
		put_sizes(k, (struct line){"below", NULL, 1, (uint64_t)opt.k - 1, 0, 0}, c->size,
		          c->tuple.n);
	for (size_t i = 0; step[i] > 0; i++)
		put_sizes(k,
		          (struct line){"class-size", NULL, step[i],
		                        step[i + 1] - (step[i + 1] > 0), 0, 0},
		          c->size, c->tuple.n);
	put_without(k);
	put_sets(k);
	for (size_t i = 0; i < k->sensitives; i++)
		put_sensitive(k, &k->sensitive[i]);
	if (opt.k > 0 && c->tuple.n > 0 && smallest(c->size, c->tuple.n) < (uint64_t)opt.k) {
		warn("a class is smaller than --k");
		stage_beyond();
	}
}

/* ---------------------------------------------------------------- the plan */

static void check_options(struct risk *k)
{
	if (opt.quasi == NULL)
		stage_usage("--quasi must be given");
	k->quasi = stage_split(opt.quasi);
	if (k->quasi.n > RISK_ALONE_COLUMNS_MAX)
		stage_usage("--quasi: at most %d columns", RISK_ALONE_COLUMNS_MAX);
	if (opt.k == 0 || opt.k == 1)
		stage_usage("--k: at least 2; every class has one");
}

static void find_columns(struct risk *k, const struct reader *in)
{
	const struct header *h = reader_header(in);
	struct slices names = {0};

	for (size_t i = 0; i < h->n; i++)
		if (column_is_identifier(h->name[i]))
			die("%.*s is a direct identifier: with it everybody is found at once",
			    SLICE(h->name[i]));
	for (size_t i = 0; i < k->quasi.n; i++) {
		k->column[i] = reader_column(in, k->quasi.at[i]);
		for (size_t j = 0; j < i; j++)
			if (k->column[j] == k->column[i])
				die("--quasi: %.*s is given twice", SLICE(k->quasi.at[i]));
	}
	k->person = opt.person == NULL ? COLUMN_NONE : reader_column(in, slice_of(opt.person));
	if (opt.sensitive == NULL)
		return;
	names = stage_split(opt.sensitive);
	k->sensitive = memory_zeroed(names.n, sizeof *k->sensitive);
	for (; k->sensitives < names.n; k->sensitives++)
		k->sensitive[k->sensitives] =
		    (struct sensitive){.name = names.at[k->sensitives],
		                       .column = reader_column(in, names.at[k->sensitives])};
}

static void make_header(struct header *h)
{
	static const char *const name[] = {"measure", "columns", "from", "till",
	                                   "classes", "records", "share"};

	for (size_t i = 0; i < sizeof name / sizeof *name; i++)
		columns_name(h, slice_of(name[i]));
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_after(&o, 0);
	struct risk k = {0};
	struct header header = {0};
	struct reader *in;
	int status;

	check_options(&k);
	in = stage_input(file);
	find_columns(&k, in);
	make_header(&header);
	k.out = stage_output(&header);
	read_records(&k, in);
	risk(&k);
	status = stage_end();
	for (size_t i = 0; i < k.sensitives; i++)
		risk_diversity_done(&k.sensitive[i].diversity);
	free(k.sensitive);
	risk_classes_done(&k.classes);
	header_done(&header);
	return status;
}
