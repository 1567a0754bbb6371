/*
 * append: the records of several streams as one, FILE's first.
 *
 * One pass over each, one after the other. Holds nothing.
 */
#include <stdlib.h>

#include "arena.h"
#include "error.h"
#include "memory.h"
#include "stage.h"

static struct {
	struct texts with;
} opt;

static const struct option options[] = {{"with", OPTION_LIST, &opt.with, "FILE,...",
                                         "streams whose records follow; may be given again"},
                                        {0}};

static const struct stage stage = {"append",
                                   "the records of several streams as one",
                                   "[FILE]",
                                   options,
                                   NULL,
                                   STAGE_STEP_KEEPS_PROTECTED,
                                   STAGE_COUNT_ADDED};

/* The streams that follow. */
struct others {
	struct reader **at;
	size_t n;
};

static void check_columns(const struct reader *in, const struct reader *other)
{
	const struct header *wanted = reader_header(in), *h = reader_header(other);

	if (h->n != wanted->n)
		die("%s: %zu columns where %s has %zu", reader_name(other), h->n, reader_name(in),
		    wanted->n);
	for (size_t i = 0; i < h->n; i++)
		if (!slice_equal(h->name[i], wanted->name[i]))
			die("%s: column %zu is %.*s where %s has %.*s; pick can rename and "
			    "reorder",
			    reader_name(other), i + 1, SLICE(h->name[i]), reader_name(in),
			    SLICE(wanted->name[i]));
}

static struct others open_others(const struct reader *in, struct arena *paths)
{
	struct others others = {0};

	for (size_t i = 0; i < opt.with.n; i++) {
		struct slices names = stage_split(opt.with.at[i]);
		others.at = memory_grow(others.at, (others.n + names.n) * sizeof(struct reader *));
		for (size_t j = 0; j < names.n; j++) {
			others.at[others.n] = stage_side_input(arena_text(paths, names.at[j]));
			check_columns(in, others.at[others.n++]);
		}
	}
	return others;
}

static void append(struct reader *in, const struct others *others, struct writer *out)
{
	struct record r;

	while (reader_next(in, &r))
		writer_copy(out, &r);
	for (size_t i = 0; i < others->n; i++)
		while (reader_next(others->at[i], &r))
			writer_copy(out, &r);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_after(&o, 0);
	struct arena paths = {0};
	struct others others;
	struct reader *in;
	int status;

	if (opt.with.n == 0)
		stage_usage("--with: which streams follow?");
	in = stage_input(file);
	others = open_others(in, &paths);

	append(in, &others, stage_output(reader_header(in)));

	free(others.at);
	status = stage_end();
	arena_done(&paths);
	return status;
}
