/*
 * pick: chooses, orders and renames columns.
 *
 * One pass over the input. Holds one record.
 */
#include <stdlib.h>

#include "columns.h"
#include "error.h"
#include "memory.h"
#include "noise.h"
#include "stage.h"

static struct {
	struct texts drop;
} opt;

static const struct option options[] = {
    {"drop", OPTION_LIST, &opt.drop, "COLUMN,...", "leave these columns out and keep all others"},
    {0}};

static const struct stage stage = {"pick",
                                   "choose, order and rename columns",
                                   "COLUMN[=NEW]... [FILE]",
                                   options,
                                   NULL,
                                   STAGE_STEP | STAGE_KEEPS_ROWS | STAGE_RENAMES_COLUMNS |
                                       STAGE_KEEPS_HIDDEN,
                                   STAGE_COUNT_KEPT};

/* The columns in the order in which they go out: as runs to copy, and as the new header. */
struct choice {
	struct columns_runs runs;
	struct header header;
	bool *dropped; /* of each column; with --drop */
};

static void choose(struct choice *choice, size_t column, struct slice name)
{
	columns_runs_add(&choice->runs, column);
	columns_name(&choice->header, name);
}

static void choose_marked(struct choice *choice, size_t column, struct slice figure,
                          const char *mark)
{
	struct str name = {0};

	if (column == COLUMN_NONE)
		return;
	str_addf(&name, "%.*s%s", SLICE(figure), mark);
	choose(choice, column, str_slice(&name));
	str_done(&name);
}

/*
 * A figure takes its status with it, so that one that is hidden never looks as if it were not there. What noise is drawn of
 * goes with what it is of, and that of the record with every record, so that noise does not depend on what was picked.
 */
static void choose_named(struct choice *choice, const struct reader *in, struct operands o)
{
	const struct header *h = reader_header(in);

	for (int i = 0; i < o.n; i++) {
		struct columns_choice c = columns_choose(in, slice_of(o.at[i]));
		struct slice name = h->name[c.column];
		if (column_is_status(name) || column_is_noise_key(name))
			die("%s goes with the column that it is of", o.at[i]);
		choose(choice, c.column, c.name);
		choose_marked(choice, header_status(h, name), c.name, ".status");
		choose_marked(choice, header_noise_key(h, name), c.name, ".key");
	}
	choose_marked(choice, header_find(h, slice_of(NOISE_RECORD)), slice_of(NOISE_RECORD), "");
}

static void drop_column(const struct header *h, bool *dropped, size_t column)
{
	size_t status = header_status(h, h->name[column]);
	size_t key = header_noise_key(h, h->name[column]);

	if (column_is_status(h->name[column]))
		die("%.*s goes with the column that it is of", SLICE(h->name[column]));
	dropped[column] = true;
	if (status != COLUMN_NONE)
		dropped[status] = true;
	if (key != COLUMN_NONE)
		dropped[key] = true;
}

static void choose_all_but(struct choice *choice, const struct reader *in, const struct texts *drop)
{
	const struct header *h = reader_header(in);
	bool *dropped = choice->dropped = memory_zeroed(h->n, sizeof *dropped);

	for (size_t i = 0; i < drop->n; i++) {
		struct slices names = stage_split(drop->at[i]);
		for (size_t j = 0; j < names.n; j++)
			drop_column(h, dropped, reader_column(in, names.at[j]));
	}
	for (size_t i = 0; i < h->n; i++)
		if (!dropped[i])
			choose(choice, i, h->name[i]);
	if (choice->header.n == 0)
		die("--drop leaves no column");
}

static void pick(struct reader *in, struct writer *out, const struct columns_runs *runs)
{
	struct record r;

	while (reader_next(in, &r)) {
		columns_runs_write(runs, &r, out);
		writer_end(out);
	}
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_last(&o);
	struct choice choice = {0};
	struct reader *in;

	if (opt.drop.n > 0 && o.n > 0)
		stage_usage("--drop keeps all other columns; name none beside it");
	if (opt.drop.n == 0 && o.n == 0)
		stage_usage("which columns?");

	in = stage_input(file);
	if (opt.drop.n > 0)
		choose_all_but(&choice, in, &opt.drop);
	else
		choose_named(&choice, in, o);

	pick(in, stage_output(&choice.header), &choice.runs);

	columns_runs_done(&choice.runs);
	header_done(&choice.header);
	free(choice.dropped);
	return stage_end();
}
