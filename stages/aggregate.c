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
#include "in_order.h"
#include "aggregate/measure.h"
#include "memory.h"
#include "noise.h"
#include "aggregate/noise_numbers.h"
#include "aggregate/aggregate_merge.h"
#include "aggregate/key_columns.h"
#include "stage.h"

#define RECORDS_AT_ONCE 64
#define TOTALS_MAX 8 /* every further one doubles the rows */

static struct {
	const char *by;
	const char *totals;
	struct texts every, values;
	const char *units, *distinct, *nested;
	bool partial;
	bool merge;
	bool noise;
	bool sorted;
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
    {"units", OPTION_TEXT, &opt.units, "COLUMN=FILE",
     "each value of that table has what it would have alone; of one without records, the totals"},
    {"nested", OPTION_TEXT, &opt.nested, "COLUMN:IN,...",
     "each value of the key column lies in one of the other; else it is an error"},
    {"partial", OPTION_FLAG, &opt.partial, NULL, "write states that --merge can add up"},
    {"merge", OPTION_FLAG, &opt.merge, NULL,
     "read such states, or tables of protect, of all parts"},
    {"distinct", OPTION_TEXT, &opt.distinct, "HOW",
     "--partial: values, counts; --merge: values, disjoint, at-most"},
    {"noise", OPTION_FLAG, &opt.noise, NULL,
     "add up the numbers that noise is drawn of, of each count"},
    {"sorted", OPTION_FLAG, &opt.sorted, NULL,
     "the input is in the order of the keys, so that one group is held"},
    {"memory", OPTION_BYTES, &opt.memory, "SIZE",
     "what may be held in memory (256M); all, with --partial, --merge or --sorted"},
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
		request->totals = key_columns_set(request->by.at, request->by.n,
		                                  slice_of(opt.totals), "--totals");
	if (__builtin_popcount(request->totals) > TOTALS_MAX)
		die("--totals: at most %d columns", TOTALS_MAX);
}

/* COLUMN=VALUE of an option: which key column it is. `value` is what is to be written for VALUE. */
static size_t key_of(const struct request *request, const char *option, const char *value,
                     const char *text, const char **rest)
{
	struct slice name;

	if (!stage_assignment(text, &name, rest))
		stage_usage("%s: COLUMN=%s was expected", option, value);
	return key_columns_find(request->by.at, request->by.n, name, option);
}

/* Of --nested: a column and the one in which its values lie. False after the last. */
static bool next_nested(const struct request *request, struct slice *rest, size_t *column,
                        size_t *in)
{
	struct slice pair, name;

	if (rest->n == 0 || !slice_cut(rest, ',', &pair))
		return false;
	slice_cut(&pair, ':', &name);
	if (pair.at == NULL)
		stage_usage("--nested: COLUMN:IN,... was expected");
	*column = key_columns_find(request->by.at, request->by.n, name, "--nested");
	*in = key_columns_find(request->by.at, request->by.n, pair, "--nested");
	return true;
}

/* Dies if values do not lie in those that they are said to lie in. */
static void check_nested(const struct request *request, const struct groupings *u)
{
	struct slice rest = slice_of(opt.nested == NULL ? "" : opt.nested);
	size_t column, in;

	while (next_nested(request, &rest, &column, &in))
		if (!groupings_lie_in(u, column, in))
			die("%.*s within %.*s: a value has rows with several of the other",
			    SLICE(request->by.at[column]), SLICE(request->by.at[in]));
}

/* The values that are to have rows: those that are said, and those of other tables. */
static void read_absent(struct request *request, struct arena *arena)
{
	struct absent *a = &request->absent;
	const char *rest;

	a->name = request->by.at;
	for (size_t i = 0; i < opt.values.n; i++) {
		size_t key = key_of(request, "--values", "VALUE,...", opt.values.at[i], &rest);
		struct slice values = slice_of(rest), value;

		while (slice_cut(&values, ',', &value))
			absent_put(a, key, columns_label(arena, "--values", value), false);
	}
	for (size_t i = 0; i < opt.every.n + (opt.units != NULL); i++) {
		bool unit = i == opt.every.n;
		const char *option = unit ? "--units" : "--every";
		size_t key =
		    key_of(request, option, "FILE", unit ? opt.units : opt.every.at[i], &rest);

		absent_read(a, key, stage_side_input(rest), unit);
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
		if (measure->coarser && opt.sorted)
			stage_usage("--sorted holds one group: no ratio by other columns");
		request->denominator[i] =
		    measure->coarser
		        ? key_columns_set(request->by.at, request->by.n, measure->by, o.at[i])
		        : UINT32_MAX;
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

/* With the groups that no record has, of those that are there. */
static void put_beyond(const struct request *request, struct result_table *result,
                       struct beyond_memory *beyond)
{
	if (result->groupings.finest.n == 0)
		return;
	check_nested(request, &result->groupings);
	absent_add(&request->absent, &result->groupings);
	beyond_memory_put(beyond);
}

static void take_some(struct reader *in, const struct record *r, const struct slice *key, size_t n,
                      struct request *request, struct result_table *result)
{
	size_t group[RECORDS_AT_ONCE], groups = result->groupings.finest.n;
	struct error e = {0};

	groupings_put_many(&result->groupings, key, n, group);
	for (size_t i = 0; i < n; i++) {
		if (!accumulators_take(&result->groupings.accumulators, group[i], &r[i], &e))
			die("%s:%llu: %s", reader_name(in), (unsigned long long)r[i].line, e.text);
		if (group[i] < groups)
			continue;
		key_columns_refuse_totals(in, &r[i], request->by.at, request->by.n, key[i]);
		groups++;
	}
}

/* `beyond` NULL: all must find room in memory. */
static void take_records(struct reader *in, struct request *request, struct result_table *result,
                         struct beyond_memory *beyond)
{
	struct record r[RECORDS_AT_ONCE];
	struct slice key[RECORDS_AT_ONCE];
	size_t n;

	while ((n = reader_batch(in, r, RECORDS_AT_ONCE)) > 0) {
		columns_tuple_read_many(&request->key, r, n, key);
		take_some(in, r, key, n, request, result);
		if (beyond != NULL && beyond_memory_is_due(beyond))
			put_beyond(request, result, beyond);
	}
	if (beyond == NULL || !beyond_memory_is_used(beyond))
		return;
	put_beyond(request, result, beyond);
	absent_add_units(&request->absent, &result->groupings);
	beyond_memory_put(beyond);
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

/* The records of a group follow each other, so one is held at a time. */
static void aggregate_sorted(struct reader *in, struct request *request,
                             struct result_table *result, const struct aggregate_merge *merge,
                             struct writer *out)
{
	struct in_order order = {.in = in, .key = &request->key};
	struct record r;

	while (reader_next(in, &r)) {
		struct slice key = columns_tuple_read(&request->key, &r);

		if (in_order_another(&order, &r, key)) {
			if (order.any) {
				aggregate(result, merge, out);
				result_table_reset(result);
			}
			in_order_begin(&order, key);
		}
		take_some(in, &r, &key, 1, request, result);
	}
	aggregate(result, merge, out);
	in_order_done(&order);
}

static void write_all(const struct request *request, struct result_table *result,
                      const struct aggregate_merge *merge, struct writer *out)
{
	struct error e = {0};

	check_nested(request, &result->groupings);
	absent_add(&request->absent, &result->groupings);
	absent_add_units(&request->absent, &result->groupings);
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
	if (opt.merge && (opt.every.n + opt.values.n > 0 || opt.nested != NULL))
		stage_usage("--every, --values and --nested are for who counts: with --partial, "
		            "not --merge");
	if (opt.units != NULL && (opt.partial || opt.merge))
		stage_usage(
		    "--units is for who counts all of them, so not with --partial or --merge");
	if (opt.sorted &&
	    (opt.partial || opt.merge || opt.totals || opt.every.n + opt.values.n > 0 ||
	     opt.units != NULL || opt.nested != NULL))
		stage_usage("--sorted holds one group: not with --totals, --every, --values, "
		            "--units, --nested, --partial or --merge");
	in = stage_input(file);
	key_columns_refuse_marks(in, opt.merge);
	read_keys(&request, in, &header);
	read_measures(&request, in, o);
	if (opt.noise)
		noise_numbers_want(&request.measures, opt.merge ? NULL : in);
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
	else if (opt.sorted)
		aggregate_sorted(in, &request, &result, &merge, out);
	else
		take_records(in, &request, &result, opt.partial ? NULL : beyond);
	if (beyond_memory_is_used(beyond))
		write_beyond(&result, beyond, out);
	else if (!opt.sorted)
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
