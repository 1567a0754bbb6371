/*
 * aggregate: one row for each group of records, with measures.
 *
 * One pass over the input. Holds what docs/man/aggregate.1 says per group and per distinct value, nothing per record.
 */
#include <stdlib.h>

#include "columns.h"
#include "aggregate/cube.h"
#include "error.h"
#include "aggregate/measure.h"
#include "memory.h"
#include "aggregate/merge.h"
#include "stage.h"

#define TOTALS_MAX 8 /* every further one doubles the rows */

static struct {
	const char *by;
	const char *totals;
	const char *distinct;
	bool partial;
	bool merge;
} opt;

static const struct option options[] = {
    {"by", OPTION_TEXT, &opt.by, "COLUMN,...",
     "the key columns; without, all records are one group"},
    {"totals", OPTION_TEXT, &opt.totals, "COLUMN,...",
     "of the key columns, those that also get rows for all, marked *"},
    {"partial", OPTION_FLAG, &opt.partial, NULL, "write states that --merge can add up"},
    {"merge", OPTION_FLAG, &opt.merge, NULL,
     "read such states, or tables of protect, of all parts"},
    {"distinct", OPTION_TEXT, &opt.distinct, "HOW",
     "--partial: values, counts; --merge: values, disjoint, at-most"},
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
struct plan {
	struct slices by;
	struct columns_tuple key;
	struct measures measures;
	uint32_t totals;
	uint32_t *denominator; /* by measure: which of its row's columns a ratio's is by */
	enum merge_how how;    /* different values go out or come in */
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

static void read_measures(struct plan *plan, const struct reader *in, struct operands o)
{
	struct error e = {0};

	plan->denominator = memory_zeroed((size_t)o.n, sizeof *plan->denominator);
	for (int i = 0; i < o.n; i++) {
		const struct measure *measure;
		if (!measures_add(&plan->measures, o.at[i], opt.merge ? NULL : reader_header(in),
		                  &e))
			die("%s", e.text);
		measure = &plan->measures.at[i];
		plan->denominator[i] =
		    measure->coarser ? columns_of(plan, measure->by, o.at[i]) : UINT32_MAX;
	}
}

/* Whether what is asked for has different values to count. */
static bool counts_values(const struct plan *plan)
{
	for (size_t i = 0; i < plan->measures.n; i++)
		if (plan->measures.at[i].function->keeps == FUNCTION_KEEPS_DIFFERENT)
			return true;
	return false;
}

static void read_distinct(struct plan *plan)
{
	static const char *const word[2][3] = {{"values", "counts", "counts"},
	                                       {"values", "disjoint", "at-most"}};
	size_t i = 0;

	if (opt.distinct == NULL && !((opt.partial || opt.merge) && counts_values(plan)))
		return;
	if (!opt.partial && !opt.merge)
		die("--distinct goes with --partial or --merge");
	while (i < 3 && (opt.distinct == NULL || strcmp(opt.distinct, word[opt.merge][i]) != 0))
		i++;
	if (i == 3)
		die(opt.merge ? "--distinct: say values, disjoint or at-most"
		              : "--distinct: say values or counts");
	plan->how = (enum merge_how)i;
}

static void name_measures(const struct plan *plan, const struct merge *merge, struct header *header)
{
	struct str name = {0};

	for (size_t i = 0; i < plan->measures.n; i++) {
		columns_name(header, plan->measures.at[i].name);
		if (!merge_has_status(merge, &plan->measures, i))
			continue;
		str_reset(&name);
		str_addf(&name, "%.*s.status", SLICE(plan->measures.at[i].name));
		columns_name(header, str_slice(&name));
	}
	str_done(&name);
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

static void take_records(struct reader *in, struct plan *plan, struct cube *cube)
{
	struct error e = {0};
	struct record r;
	bool added;

	while (reader_next(in, &r)) {
		struct slice key = columns_tuple_read(&plan->key, &r);
		if (!rollup_take(&cube->rollup, key, &r, &added, &e))
			die("%s:%llu: %s", reader_name(in), (unsigned long long)r.line, e.text);
		if (added)
			refuse_totals(in, &r, plan, key);
	}
}

static void take_counted(struct reader *in, struct plan *plan, struct merge *merge)
{
	struct error e = {0};
	struct record r;

	while (reader_next(in, &r))
		if (!merge_take(merge, columns_tuple_read(&plan->key, &r), &r, &e))
			die("%s:%llu: %s", reader_name(in), (unsigned long long)r.line, e.text);
	if (!merge_check(merge, &e))
		die("%s: %s", reader_name(in), e.text);
}

static void aggregate(struct cube *cube, const struct merge *merge, struct writer *out)
{
	char text[NUMBER_MAX_TEXT];
	struct figures_value v;
	struct error e = {0};

	if (!cube_rows(cube, &e))
		die("%s", e.text);
	for (const struct cube_row *row = cube->row; row < cube->row + cube->rows; row++) {
		writer_fields(out, row->key, cube->keys);
		for (size_t i = 0; i < cube->measures->n; i++) {
			const char *status;
			size_t n;

			if (!cube_value(cube, row, i, &v, &e))
				die("%s", e.text);
			status = merge_status(merge, row, i, &v);
			n = figures_write(&cube->rollup.figures, i, v, text);
			writer_field(out, (struct slice){text, n});
			if (merge_has_status(merge, cube->measures, i))
				writer_field(out, slice_of(status));
		}
		writer_end(out);
	}
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_last(&o);
	struct plan plan = {0};
	struct header header = {0};
	struct merge merge = {0};
	struct error e = {0};
	struct writer *out;
	struct reader *in;
	struct cube cube;

	if (o.n == 0)
		stage_usage("which measures?");
	if (opt.partial && opt.merge)
		stage_usage("--partial and --merge do not go together");
	in = stage_input(file);
	refuse_marks(in);
	read_keys(&plan, in, &header);
	read_measures(&plan, in, o);
	read_distinct(&plan);
	cube = (struct cube){.keys = plan.by.n,
	                     .key = plan.by.at,
	                     .totals = plan.totals,
	                     .measures = &plan.measures,
	                     .denominator = plan.denominator,
	                     .rollup = rollup_open(plan.by.n, &plan.measures)};
	if (opt.merge)
		merge = merge_open(&cube, plan.how, in);
	if (opt.partial)
		states_name(&header);
	else
		name_measures(&plan, &merge, &header);
	out = stage_output(&header);

	if (opt.merge)
		take_counted(in, &plan, &merge);
	else
		take_records(in, &plan, &cube);
	if (!opt.partial)
		aggregate(&cube, &merge, out);
	else if (!states_write(&cube, plan.how == MERGE_VALUES ? STATES_VALUES : STATES_COUNTS, out,
	                       &e))
		die("%s", e.text);

	merge_done(&merge);
	cube_done(&cube);
	header_done(&header);
	columns_tuple_done(&plan.key);
	measures_done(&plan.measures);
	free(plan.denominator);
	return stage_end();
}
