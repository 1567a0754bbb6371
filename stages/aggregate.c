/*
 * aggregate: one row for each group of records, with measures.
 *
 * One pass over the input. Holds what docs/man/aggregate.1 says per group and per distinct value, nothing per record.
 */
#include <stdlib.h>

#include "arena.h"
#include "columns.h"
#include "error.h"
#include "measure.h"
#include "rollup.h"
#include "stage.h"

#define TOTALS_MAX 8 /* every further one doubles the rows */

static struct {
	const char *by;
	const char *totals;
} opt;

static const struct option options[] = {
    {"by", OPTION_TEXT, &opt.by, "COLUMN,...",
     "the key columns; without, all records are one group"},
    {"totals", OPTION_TEXT, &opt.totals, "COLUMN,...",
     "of the key columns, those that also get rows for all, marked *"},
    {0}};

static const struct stage stage = {
    "aggregate", "count, sum and compare records by group", "MEASURE... [FILE]", options,
    "A MEASURE is NAME=FUNCTION(...), where FUNCTION(...) is one of:\n"
    "  count() count(CONDITION) distinct(COLUMN) distinct(COLUMN, CONDITION)\n"
    "  sum(EXPRESSION) mean(EXPRESSION) min(EXPRESSION) max(EXPRESSION) quantile(EXPRESSION, P)\n"
    "  ratio(MEASURE, MEASURE) ratio(MEASURE, MEASURE@COLUMN,...)"};

/* What is asked for. A set of key columns has bit i for key column i. */
struct plan {
	struct slices by;
	struct columns_tuple key;
	struct measures measures;
	uint32_t totals;
	uint32_t *denominator; /* by measure: which of its row's columns a ratio's is by */
};

/*
 * A row of the table. What goes out is ordered by the keys; a tab is less than any byte of a field, so the order of keys
 * is that of their fields, one after the other.
 */
struct row {
	struct slice key;
	size_t grouping;
};

struct rows {
	struct row *at;
	size_t n, room;
};

static void refuse_identifiers(const struct reader *in)
{
	const struct header *h = reader_header(in);

	for (size_t i = 0; i < h->n; i++)
		if (column_is_identifier(h->name[i]))
			die("%s: column %.*s is a direct identifier; replace it with "
			    "pseudonymise or drop it with pick",
			    reader_name(in), SLICE(h->name[i]));
}

/* A set of key columns from their names, COLUMN,COLUMN. */
static uint32_t columns_of(const struct plan *plan, struct slice list, const char *where)
{
	struct slice name;
	uint32_t columns = 0;
	size_t i;

	while (list.n > 0 && slice_cut(&list, ',', &name)) {
		while (slice_starts(name, " "))
			name = (struct slice){name.at + 1, name.n - 1};
		for (i = 0; i < plan->by.n && !slice_equal(plan->by.at[i], name); i++)
			;
		if (i == plan->by.n)
			die("%s: %.*s is no column of --by", where, SLICE(name));
		columns |= UINT32_C(1) << i;
	}
	return columns;
}

static void read_keys(struct plan *plan, const struct reader *in, struct header *header)
{
	if (opt.by != NULL)
		plan->by = stage_split(opt.by);
	if (plan->by.n > ROLLUP_KEYS_MAX)
		die("--by: at most %d columns", ROLLUP_KEYS_MAX);
	for (size_t i = 0; i < plan->by.n; i++) {
		columns_tuple_add(&plan->key, reader_column(in, plan->by.at[i]));
		columns_name(header, plan->by.at[i]);
	}
	if (opt.totals != NULL)
		plan->totals = columns_of(plan, slice_of(opt.totals), "--totals");
	if (__builtin_popcount(plan->totals) > TOTALS_MAX)
		die("--totals: at most %d columns", TOTALS_MAX);
}

static void read_measures(struct plan *plan, const struct reader *in, struct operands o,
                          struct header *header)
{
	struct error e = {0};

	plan->denominator = calloc((size_t)o.n, sizeof *plan->denominator);
	if (plan->denominator == NULL)
		die("out of memory");
	for (int i = 0; i < o.n; i++) {
		const struct measure *measure;
		if (!measures_add(&plan->measures, o.at[i], reader_header(in), &e))
			die("%s", e.text);
		measure = &plan->measures.at[i];
		plan->denominator[i] =
		    measure->coarser ? columns_of(plan, measure->by, o.at[i]) : UINT32_MAX;
		columns_name(header, measure->name);
	}
}

static void refuse_totals(const struct reader *in, const struct record *r, const struct plan *plan,
                          struct slice key)
{
	struct slice field;

	for (size_t i = 0; i < plan->by.n && slice_cut(&key, '\t', &field); i++)
		if (slice_is(field, "*"))
			reader_die(in, r->line, plan->by.at[i],
			           "* stands for all; a table with totals can not be aggregated");
}

static void take_all(struct reader *in, struct plan *plan, struct rollup *u)
{
	struct error e = {0};
	struct record r;
	bool added;

	while (reader_next(in, &r)) {
		struct slice key = columns_tuple_read(&plan->key, &r);
		if (!rollup_take(u, key, &r, &added, &e))
			die("%s:%llu: %s", reader_name(in), (unsigned long long)r.line, e.text);
		if (added)
			refuse_totals(in, &r, plan, key);
	}
}

static size_t fold(struct rollup *u, uint32_t columns)
{
	struct error e = {0};
	size_t grouping;

	if (!rollup_fold(u, columns, &grouping, &e))
		die("%s", e.text);
	return grouping;
}

static int by_key(const void *a, const void *b)
{
	return slice_compare(((const struct row *)a)->key, ((const struct row *)b)->key);
}

/* The groups of all groupings that some of the totals columns are taken out of, in order. */
static void add_rows(struct rows *rows, struct rollup *u, const struct plan *plan)
{
	uint32_t keys = (uint32_t)((UINT64_C(1) << plan->by.n) - 1), out = plan->totals + 1;

	do {
		size_t i, n;
		out = (out - 1) & plan->totals;
		i = fold(u, keys & ~out);
		n = u->grouping[i].keys.n;
		rows->at = array_room(rows->at, &rows->room, rows->n + n, sizeof *rows->at);
		for (size_t g = 0; g < n; g++)
			rows->at[rows->n++] = (struct row){map_key(&u->grouping[i].keys, g), i};
	} while (out != 0);
	if (rows->n > 0)
		qsort(rows->at, rows->n, sizeof *rows->at, by_key);
}

static struct figures_value ratio(struct rollup *u, const struct plan *plan, const struct row *row,
                                  size_t i)
{
	const struct measure *measure = &plan->measures.at[i];
	uint32_t columns = u->grouping[row->grouping].columns & plan->denominator[i];
	size_t coarser = fold(u, columns);
	struct figures_value result;
	struct error e = {0};

	if (!figures_ratio(rollup_values(u, row->grouping, row->key)[measure->numerator],
	                   rollup_values(u, coarser, row->key)[measure->denominator], &result, &e))
		die("%.*s: %s", SLICE(measure->name), e.text);
	return result;
}

static void write_row(struct writer *out, struct rollup *u, const struct plan *plan,
                      const struct row *row)
{
	const struct figures_value *value = rollup_values(u, row->grouping, row->key);
	char text[NUMBER_MAX_TEXT];

	writer_fields(out, row->key, plan->by.n);
	for (size_t i = 0; i < plan->measures.n; i++) {
		struct figures_value v = value[i];
		size_t bytes;
		if (plan->measures.at[i].function == MEASURE_RATIO)
			v = ratio(u, plan, row, i);
		bytes = figures_write(&u->figures, i, v, text);
		writer_field(out, (struct slice){text, bytes});
	}
	writer_end(out);
}

static void aggregate(struct reader *in, struct writer *out, struct plan *plan)
{
	struct rollup u = rollup_open(plan->by.n, &plan->measures);
	struct rows rows = {0};

	take_all(in, plan, &u);
	add_rows(&rows, &u, plan);
	for (size_t i = 0; i < rows.n; i++)
		write_row(out, &u, plan, &rows.at[i]);
	free(rows.at);
	rollup_done(&u);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_last(&o);
	struct plan plan = {0};
	struct header header = {0};
	struct reader *in;

	if (o.n == 0)
		stage_usage("which measures?");
	in = stage_input(file);
	refuse_identifiers(in);
	read_keys(&plan, in, &header);
	read_measures(&plan, in, o, &header);

	aggregate(in, stage_output(&header), &plan);

	header_done(&header);
	columns_tuple_done(&plan.key);
	measures_done(&plan.measures);
	free(plan.denominator);
	return stage_end();
}
