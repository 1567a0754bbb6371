/*
 * where: keeps the records for which an expression is true.
 *
 * One pass over the input. Holds the expression, the reader's block, and two values of the column of --seen.
 */
#include "error.h"
#include "expr/expr.h"
#include "stage.h"

static struct {
	bool invert;
	int64_t at_least;
	const char *otherwise, *seen;
} opt;

static const struct option options[] = {
    {"invert", OPTION_FLAG, &opt.invert, NULL, "keep the records for which it is not true"},
    {"at-least", OPTION_NUMBER, &opt.at_least, "N",
     "of an input that has records, so many must be kept; else status 2"},
    {"otherwise", OPTION_TEXT, &opt.otherwise, "TEXT", "what is said then"},
    {"seen", OPTION_TEXT, &opt.seen, "COLUMN", "and from what to what this column goes then"},
    {0}};

static const struct stage stage = {
    .name = "where",
    .about = "keep the records for which EXPRESSION is true",
    .operands = "EXPRESSION [FILE]",
    .options = options,
    .details =
        "Missing is not true: with --invert such records are kept. The language of EXPRESSION "
        "is\nthat of `finsam help expressions`, for example:\n\n"
        "  finsam where 'slut >= 2012-01-01 and kommun in (\"0180\", \"1280\")'",
    .facts = STAGE_STEP | STAGE_LEAVES_ROWS_OUT | STAGE_KEEPS_COLUMNS | STAGE_KEEPS_HIDDEN,
    .count = STAGE_COUNT_KEPT,
};

/* The lowest and the highest value of a column, as bytes: a year, a period, a date. */
struct seen {
	size_t column; /* COLUMN_NONE: not asked for */
	struct str low, high;
};

static struct expr *compile(const char *text, const struct reader *in, struct arena *arena)
{
	struct expr_columns columns = {.header = reader_header(in)};
	struct error e = {0};
	struct expr *x = expr_compile(slice_of(text), &columns, EXPR_BOOLEAN, arena, &e);

	if (x == NULL)
		die("expression, character %zu: %s", e.column, e.text);
	return x;
}

static struct seen seen_of(const struct reader *in)
{
	struct seen s = {.column = COLUMN_NONE};

	if (opt.at_least == 0 && (opt.otherwise || opt.seen))
		stage_usage("--otherwise and --seen go with --at-least");
	if (opt.seen && slice_starts(slice_of(opt.seen), "id."))
		stage_usage("--seen: the values of an identifier are never told");
	if (opt.seen)
		s.column = reader_column(in, slice_of(opt.seen));
	return s;
}

static void see(struct seen *s, const struct record *r)
{
	struct slice value;

	if (s->column == COLUMN_NONE || (value = record_field(r, s->column)).n == 0)
		return;
	if (s->low.n == 0 || slice_compare(value, str_slice(&s->low)) < 0) {
		str_reset(&s->low);
		str_add(&s->low, value);
	}
	if (slice_compare(value, str_slice(&s->high)) > 0) {
		str_reset(&s->high);
		str_add(&s->high, value);
	}
}

/* Nothing was there to choose from: then nothing is missing. */
static void require(const struct reader *in, const struct seen *s, uint64_t kept, uint64_t read)
{
	struct str range = {0};

	if (read == 0 || kept >= (uint64_t)opt.at_least)
		return;
	if (s->column != COLUMN_NONE && s->low.n == 0)
		str_addf(&range, "; %s is always missing", opt.seen);
	else if (s->column != COLUMN_NONE)
		str_addf(&range, "; there, %s is %.*s", opt.seen, SLICE(str_slice(&s->low)));
	if (s->high.n > 0 && !slice_equal(str_slice(&s->low), str_slice(&s->high)))
		str_addf(&range, " to %.*s", SLICE(str_slice(&s->high)));
	die("%s: %llu of %llu records are kept, at least %lld must be%s",
	    opt.otherwise ? opt.otherwise : reader_name(in), (unsigned long long)kept,
	    (unsigned long long)read, (long long)opt.at_least, range.n > 0 ? range.at : "");
}

static void where(struct reader *in, struct expr *condition, struct seen *seen, struct writer *out)
{
	uint64_t dropped = 0, read = 0;
	struct error e = {0};
	struct record r;
	bool holds;

	while (reader_next(in, &r)) {
		if (!expr_holds(condition, &r, &holds, &e))
			die("%s:%zu: %s", reader_name(in), e.line, e.text);
		if (holds != opt.invert)
			writer_copy(out, &r);
		else
			dropped++;
		see(seen, &r);
		read++;
	}
	require(in, seen, read - dropped, read);
	stage_set_aside(opt.invert ? "true" : "not true", dropped);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_after(&o, 1);
	struct reader *in = stage_input(file);
	struct arena arena = {0};
	struct expr *condition = compile(o.at[0], in, &arena);
	struct seen seen = seen_of(in);

	where(in, condition, &seen, stage_output(reader_header(in)));
	expr_done(condition);
	str_done(&seen.low);
	str_done(&seen.high);
	arena_done(&arena);
	return stage_end();
}
