/*
 * aggregate: one row for each group of records, with measures.
 *
 * One pass over the input. Holds what docs/man/aggregate.1 says per group and per distinct value, nothing per record.
 */
#include <stdlib.h>

#include "columns.h"
#include "aggregate/absent.h"
#include "aggregate/result_table.h"
#include "aggregate/beyond_memory.h"
#include "error.h"
#include "aggregate/measure.h"
#include "memory.h"
#include "noise.h"
#include "aggregate/noise_numbers.h"
#include "aggregate/aggregate_merge.h"
#include "stage.h"

#define RECORDS_BETWEEN 1024 /* two looks at how much memory is used */
#define TOTALS_MAX 8         /* every further one doubles the rows */

static struct {
	const char *by;
	const char *totals;
	struct texts every, values;
	const char *distinct;
	bool partial;
	bool merge;
	bool noise;
	int64_t memory;
} opt = {.memory = (int64_t)256 << 20};

static const struct option options[] = {
    {"by", OPTION_TEXT, &opt.by, "COLUMN,...",
     "the key columns; without, all records are one group"},
    {"totals", OPTION_TEXT, &opt.totals, "COLUMN,...",
     "of the key columns, those that also get rows for all, marked *"},
    {"every", OPTION_LIST, &opt.every, "COLUMN=FILE",
     "rows, too, for each value that the key column has in that table"},
    {"values", OPTION_LIST, &opt.values, "COLUMN=VALUE,...",
     "rows, too, for these values of the key column"},
    {"partial", OPTION_FLAG, &opt.partial, NULL, "write states that --merge can add up"},
    {"merge", OPTION_FLAG, &opt.merge, NULL,
     "read such states, or tables of protect, of all parts"},
    {"distinct", OPTION_TEXT, &opt.distinct, "HOW",
     "--partial: values, counts; --merge: values, disjoint, at-most"},
    {"noise", OPTION_FLAG, &opt.noise, NULL,
     "add up the numbers that noise is drawn of, of each count"},
    {"memory", OPTION_BYTES, &opt.memory, "SIZE",
     "what may be held in memory (256M); not with --partial or --merge"},
    {0}};

static const struct stage stage = {
    "aggregate",
    "count, sum and compare records by group",
    "MEASURE... [FILE]",
    options,
    "A MEASURE is NAME=FUNCTION(...), where FUNCTION(...) is one of:\n"
    "  count() count(CONDITION) distinct(COLUMN) distinct(COLUMN, CONDITION)\n"
    "  sum(EXPRESSION) mean(EXPRESSION) min(EXPRESSION) max(EXPRESSION) quantile(EXPRESSION, P)\n"
    "  largest(EXPRESSION, K) ratio(MEASURE, MEASURE) ratio(MEASURE, MEASURE@COLUMN,...)",
    STAGE_STEP | STAGE_MAKES_FIGURES,
    STAGE_COUNT_FREE};

/* What is asked for. A set of key columns has bit i for key column i. */
struct request {
	struct slices by;
	struct columns_tuple key;
	struct measures measures;
	struct absent absent;
	uint32_t totals;
	uint32_t *denominator;        /* by measure: which of its row's columns a ratio's is by */
	enum aggregate_merge_how how; /* different values go out or come in */
};

static void refuse_marks(const struct reader *in)
{
	const struct header *h = reader_header(in);

	for (size_t i = 0; i < h->n; i++) {
		if (column_is_identifier(h->name[i]))
			die("%s: column %.*s is a direct identifier; replace it with "
			    "pseudonymise or drop it with pick",
			    reader_name(in), SLICE(h->name[i]));
		if (column_is_state(h->name[i]) && !opt.merge)
			die("%s: column %.*s: what is counted already is added up with --merge",
			    reader_name(in), SLICE(h->name[i]));
	}
}

/* Counts get the numbers of what they count; a figure of other kind has none. */
static void read_noise(struct request *request, const struct reader *in)
{
	struct measures *m = &request->measures;

	for (size_t i = 0; i < m->n && opt.noise; i++) {
		struct measure *measure = &m->at[i];
		measure->noisy = measure->function->takes == FUNCTION_TAKES_RECORDS ||
		                 measure->function->takes == FUNCTION_TAKES_TEXTS;
		if (!opt.merge)
			noise_numbers_find(measure, in);
	}
}

/* A set of key columns from their names, COLUMN,COLUMN. */
static uint32_t columns_of(const struct request *request, struct slice list, const char *where)
{
	struct slice name;
	uint32_t columns = 0;
	size_t i;

	while (list.n > 0 && slice_cut(&list, ',', &name)) {
		while (slice_starts(name, " "))
			name = (struct slice){name.at + 1, name.n - 1};
		for (i = 0; i < request->by.n && !slice_equal(request->by.at[i], name); i++)
			;
		if (i == request->by.n)
			die("%s: %.*s is no column of --by", where, SLICE(name));
		columns |= UINT32_C(1) << i;
	}
	return columns;
}

static void read_keys(struct request *request, const struct reader *in, struct header *header)
{
	if (opt.by != NULL)
		request->by = stage_split(opt.by);
	if (request->by.n > GROUPINGS_KEYS_MAX)
		die("--by: at most %d columns", GROUPINGS_KEYS_MAX);
	for (size_t i = 0; i < request->by.n; i++) {
		if (column_is_noise_key(request->by.at[i]))
			die("--by: %.*s is for noise", SLICE(request->by.at[i]));
		columns_tuple_add(&request->key, reader_column(in, request->by.at[i]));
		columns_name(header, request->by.at[i]);
	}
	if (opt.totals != NULL)
		request->totals = columns_of(request, slice_of(opt.totals), "--totals");
	if (__builtin_popcount(request->totals) > TOTALS_MAX)
		die("--totals: at most %d columns", TOTALS_MAX);
}

/* COLUMN=REST of an option: which key column it is. */
static size_t key_of(const struct request *request, const char *option, const char *text,
                     const char **rest)
{
	struct slice name;
	size_t i = 0;

	if (!stage_assignment(text, &name, rest))
		stage_usage("--%s: COLUMN=%s was expected", option,
		            strcmp(option, "every") == 0 ? "FILE" : "VALUE,...");
	while (i < request->by.n && !slice_equal(request->by.at[i], name))
		i++;
	if (i == request->by.n)
		die("--%s: %.*s is no column of --by", option, SLICE(name));
	return i;
}

static void put_absent(struct request *request, size_t key, struct slice value)
{
	if (slice_is(value, "*"))
		die("%.*s: * stands for all, and is no value that can be said",
		    SLICE(request->by.at[key]));
	absent_put(&request->absent, key, value);
}

/* The values that are to have rows: those that are said, and those of other tables. */
static void read_absent(struct request *request, struct arena *arena)
{
	const char *rest;
	struct record r;

	for (size_t i = 0; i < opt.values.n; i++) {
		size_t key = key_of(request, "values", opt.values.at[i], &rest);
		struct slice values = slice_of(rest), value;

		while (slice_cut(&values, ',', &value))
			put_absent(request, key, columns_label(arena, "--values", value));
	}
	for (size_t i = 0; i < opt.every.n; i++) {
		size_t key = key_of(request, "every", opt.every.at[i], &rest);
		struct reader *in = stage_side_input(rest);
		size_t column = reader_column(in, request->by.at[key]);

		while (reader_next(in, &r))
			put_absent(request, key, record_field(&r, column));
	}
}

static void read_measures(struct request *request, const struct reader *in, struct operands o)
{
	struct error e = {0};

	request->denominator = memory_zeroed((size_t)o.n, sizeof *request->denominator);
	for (int i = 0; i < o.n; i++) {
		const struct measure *measure;
		if (!measures_add(&request->measures, o.at[i], opt.merge ? NULL : reader_header(in),
		                  &e))
			die("%s", e.text);
		measure = &request->measures.at[i];
		request->denominator[i] =
		    measure->coarser ? columns_of(request, measure->by, o.at[i]) : UINT32_MAX;
	}
}

static void read_distinct(struct request *request)
{
	static const char *const word[2][3] = {{"values", "counts", "counts"},
	                                       {"values", "disjoint", "at-most"}};
	size_t i = 0;

	if (opt.distinct == NULL &&
	    !((opt.partial || opt.merge) && measures_have_different(&request->measures)))
		return;
	if (!opt.partial && !opt.merge)
		die("--distinct goes with --partial or --merge");
	while (i < 3 && (opt.distinct == NULL || strcmp(opt.distinct, word[opt.merge][i]) != 0))
		i++;
	if (i == 3)
		die(opt.merge ? "--distinct: say values, disjoint or at-most"
		              : "--distinct: say values or counts");
	request->how = (enum aggregate_merge_how)i;
	if (opt.noise && request->how == AGGREGATE_MERGE_AT_MOST)
		die("--noise: nobody knows who is counted twice, so --distinct at-most has none");
}

static void refuse_totals(const struct reader *in, const struct record *r,
                          const struct request *request, struct slice key)
{
	struct slice field;

	for (size_t i = 0; i < request->by.n && slice_cut(&key, '\t', &field); i++)
		if (slice_is(field, "*"))
			reader_die(in, r->line, request->by.at[i],
			           "* stands for all; a table with totals can not be aggregated");
}

/* With the groups that no record has, of those that are there. */
static void put_beyond(const struct request *request, struct result_table *result,
                       struct beyond_memory *beyond)
{
	if (result->groupings.finest.n == 0)
		return;
	absent_add(&request->absent, &result->groupings);
	beyond_memory_put(beyond);
}

/* `beyond` NULL: all must find room in memory. */
static void take_records(struct reader *in, struct request *request, struct result_table *result,
                         struct beyond_memory *beyond)
{
	struct error e = {0};
	struct record r;
	bool added;

	while (reader_next(in, &r)) {
		struct slice key = columns_tuple_read(&request->key, &r);
		if (!groupings_take(&result->groupings, key, &r, &added, &e))
			die("%s:%llu: %s", reader_name(in), (unsigned long long)r.line, e.text);
		if (added)
			refuse_totals(in, &r, request, key);
		if (beyond != NULL && reader_records(in) % RECORDS_BETWEEN == 0 &&
		    beyond_memory_is_due(beyond))
			put_beyond(request, result, beyond);
	}
	if (beyond != NULL && beyond_memory_is_used(beyond))
		put_beyond(request, result, beyond);
}

static void take_counted(struct reader *in, struct request *request, struct aggregate_merge *merge)
{
	struct error e = {0};
	struct record r;

	while (reader_next(in, &r))
		if (!aggregate_merge_take(merge, columns_tuple_read(&request->key, &r), &r, &e))
			die("%s:%llu: %s", reader_name(in), (unsigned long long)r.line, e.text);
	if (!aggregate_merge_check(merge, &e))
		die("%s: %s", reader_name(in), e.text);
}

static void write_beyond(struct result_table *result, struct beyond_memory *beyond,
                         struct writer *out)
{
	struct beyond_memory_row row;

	while (beyond_memory_row(beyond, &row)) {
		writer_fields(out, row.key, result->keys);
		for (size_t i = 0; i < result->measures->n; i++)
			result_table_figure(result, i, row.value[i], NULL, out);
		writer_end(out);
	}
}

static void aggregate(struct result_table *result, const struct aggregate_merge *merge,
                      struct writer *out)
{
	struct accumulators_value v;
	struct error e = {0};

	if (!result_table_rows(result, &e))
		die("%s", e.text);
	for (const struct result_table_row *row = result->row; row < result->row + result->rows;
	     row++) {
		writer_fields(out, row->key, result->keys);
		for (size_t i = 0; i < result->measures->n; i++) {
			const char *status;

			if (!result_table_value(result, row, i, &v, &e))
				die("%s", e.text);
			status = aggregate_merge_status(merge, row, i, &v);
			if (!aggregate_merge_has_status(merge, result->measures, i))
				status = NULL;
			result_table_figure(result, i, v, status, out);
		}
		writer_end(out);
	}
}

static void write_all(const struct request *request, struct result_table *result,
                      const struct aggregate_merge *merge, struct writer *out)
{
	struct error e = {0};

	absent_add(&request->absent, &result->groupings);
	if (!opt.partial)
		aggregate(result, merge, out);
	else if (!partial_states_write(result,
	                               request->how == AGGREGATE_MERGE_VALUES
	                                   ? PARTIAL_STATES_VALUES
	                                   : PARTIAL_STATES_COUNTS,
	                               out, &e))
		die("%s", e.text);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_last(&o);
	struct request request = {0};
	struct header header = {0};
	struct aggregate_merge merge = {0};
	struct beyond_memory *beyond;
	struct arena arena = {0};
	struct writer *out;
	struct reader *in;
	struct result_table result;

	if (o.n == 0)
		stage_usage("which measures?");
	if (opt.partial && opt.merge)
		stage_usage("--partial and --merge do not go together");
	if (opt.merge && opt.every.n + opt.values.n > 0)
		stage_usage("--every and --values are for who counts: with --partial, not --merge");
	in = stage_input(file);
	refuse_marks(in);
	read_keys(&request, in, &header);
	read_measures(&request, in, o);
	read_noise(&request, in);
	read_distinct(&request);
	result =
	    (struct result_table){.keys = request.by.n,
	                          .key = request.by.at,
	                          .totals = request.totals,
	                          .measures = &request.measures,
	                          .denominator = request.denominator,
	                          .groupings = groupings_open(request.by.n, &request.measures)};
	beyond = beyond_memory_open(&result, (size_t)opt.memory);
	if (opt.merge)
		merge = aggregate_merge_open(&result, request.how, in);
	if (opt.partial)
		partial_states_name(&request.measures, &header);
	else
		aggregate_merge_name(&merge, &request.measures, &header);
	read_absent(&request, &arena);
	out = stage_output(&header);

	if (opt.merge)
		take_counted(in, &request, &merge);
	else
		take_records(in, &request, &result, opt.partial ? NULL : beyond);
	if (beyond_memory_is_used(beyond))
		write_beyond(&result, beyond, out);
	else
		write_all(&request, &result, &merge, out);

	beyond_memory_close(beyond);
	aggregate_merge_done(&merge);
	result_table_done(&result);
	absent_done(&request.absent);
	arena_done(&arena);
	header_done(&header);
	columns_tuple_done(&request.key);
	measures_done(&request.measures);
	free(request.denominator);
	return stage_end();
}
