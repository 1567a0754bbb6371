/*
 * explode: one record per code of a multiple-choice column.
 *
 * One pass over the input. Holds one record and the codes of one field.
 */
#include <string.h>

#include "columns.h"
#include "map.h"
#include "stage.h"

static const struct option options[] = {{0}};

static const struct stage stage = {
    "explode",
    "write one record per code of a multiple-choice column",
    "COLUMN[=NEW] [FILE]",
    options,
    "The codes of a field are joined by |. A record whose field is empty goes out once, as it is.",
    STAGE_STEP | STAGE_MULTIPLIES_ROWS,
    STAGE_COUNT_FREE};

/*
 * A set has each code once, but a list of a schema keeps its order and may have one again further on. That, as an empty code, would
 * count somebody twice or under nothing.
 */
static void check_code(const struct reader *in, const struct record *r, size_t column,
                       struct slice code, struct map *met)
{
	struct slice name = reader_header(in)->name[column];
	bool added = false;

	if (code.n == 0)
		reader_die(in, r->line, name, "an empty code; codes are joined by one | each");
	map_put(met, code, &added);
	if (!added)
		reader_die(in, r->line, name, "the same code twice");
}

static void explode(struct reader *in, struct writer *out, size_t column)
{
	size_t after = reader_header(in)->n - column - 1;
	struct map met = {0}; /* the codes of one field */
	struct record r;

	while (reader_next(in, &r)) {
		struct slice codes = record_field(&r, column);
		struct slice code = {0};

		if (codes.n == 0 || memchr(codes.at, '|', codes.n) == NULL) {
			writer_copy(out, &r);
			continue;
		}
		map_reset(&met);
		while (slice_cut(&codes, '|', &code)) {
			check_code(in, &r, column, code, &met);
			if (column > 0)
				writer_span(out, &r, 0, column);
			writer_field(out, code);
			if (after > 0)
				writer_span(out, &r, column + 1, after);
			writer_end(out);
		}
	}
	map_done(&met);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_after(&o, 1);
	struct reader *in = stage_input(file);
	struct columns_choice choice = columns_choose(in, slice_of(o.at[0]));
	struct header header = {0};

	for (size_t i = 0; i < reader_header(in)->n; i++)
		columns_name(&header,
		             i == choice.column ? choice.name : reader_header(in)->name[i]);

	explode(in, stage_output(&header), choice.column);

	header_done(&header);
	return stage_end();
}
