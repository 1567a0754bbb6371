/*
 * where: keeps the records for which an expression is true.
 *
 * One pass over the input. Holds the expression and the reader's block.
 */
#include "error.h"
#include "expr.h"
#include "stage.h"

static struct {
	bool invert;
} opt;

static const struct option options[] = {
    {"invert", OPTION_FLAG, &opt.invert, NULL, "keep the records for which it is not true"}, {0}};

static const struct stage stage = {
    .name = "where",
    .about = "keep the records for which EXPRESSION is true",
    .operands = "EXPRESSION [FILE]",
    .options = options,
    .details =
        "Missing is not true: with --invert such records are kept. The language of EXPRESSION "
        "is\nthat of docs/expressions.md, for example:\n\n"
        "  finsam where 'slut >= 2012-01-01 and kommun in (\"0180\", \"1280\")'",
    .step = STAGE_STEP_KEEPS_PROTECTED,
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

static void where(struct reader *in, struct expr *condition, struct writer *out)
{
	uint64_t dropped = 0;
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
	}
	stage_set_aside(opt.invert ? "true" : "not true", dropped);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_after(&o, 1);
	struct reader *in = stage_input(file);
	struct arena arena = {0};
	struct expr *condition = compile(o.at[0], in, &arena);

	where(in, condition, stage_output(reader_header(in)));
	expr_done(condition);
	arena_done(&arena);
	return stage_end();
}
