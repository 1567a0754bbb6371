/*
 * explode: one record per code of a multiple-choice column.
 *
 * One pass over the input. Holds one record and the codes of one field.
 */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "columns.h"
#include "map.h"
#include "stage.h"

static struct {
	struct texts as;
} opt;

static const struct option options[] = {
    {"as", OPTION_LIST, &opt.as, "CODE=NEW,...",
     "write NEW for CODE; codes of a field that become the same give one record"},
    {0}};

static const struct stage stage = {
    "explode",
    "write one record per code of a multiple-choice column",
    "COLUMN[=NEW] [FILE]",
    options,
    "The codes of a field are joined by |. A record whose field is empty goes out once, as it is.",
    STAGE_STEP | STAGE_MULTIPLIES_ROWS,
    STAGE_COUNT_FREE};

/* What --as says: NEW for each CODE. */
struct told {
	struct map code;
	struct slice *as; /* by the code's index */
	size_t room;
};

static void told_read(struct told *t)
{
	for (size_t i = 0; i < opt.as.n; i++) {
		struct slice rest = slice_of(opt.as.at[i]), pair, code;

		while (slice_cut(&rest, ',', &pair)) {
			bool added, whole = slice_cut(&pair, '=', &code) && pair.n > 0;
			size_t at = map_put(&t->code, code, &added);

			if (!whole || code.n == 0 || memchr(pair.at, '|', pair.n) != NULL)
				stage_usage("--as: CODE=NEW was expected");
			if (!added)
				stage_usage("--as: %.*s is given twice", SLICE(code));
			t->as = array_room(t->as, &t->room, at + 1, sizeof *t->as);
			t->as[at] = pair;
		}
	}
}

static struct slice told_as(const struct told *t, struct slice code)
{
	size_t at = t->code.n == 0 ? MAP_NONE : map_find(&t->code, code);

	return at == MAP_NONE ? code : t->as[at];
}

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

/* What one field needs, kept from record to record. */
struct codes {
	struct told told;
	struct map met, written; /* the codes of the field as they came, and as they go out */
};

static void write_with(struct writer *out, const struct record *r, size_t column, size_t columns,
                       struct slice code)
{
	if (column > 0)
		writer_span(out, r, 0, column);
	writer_field(out, code);
	if (column + 1 < columns)
		writer_span(out, r, column + 1, columns - column - 1);
	writer_end(out);
}

static void explode(struct reader *in, struct writer *out, size_t column, struct codes *c)
{
	size_t columns = reader_header(in)->n;
	struct record r;

	while (reader_next(in, &r)) {
		struct slice codes = record_field(&r, column), code = {0};

		if (codes.n == 0 ||
		    (c->told.code.n == 0 && memchr(codes.at, '|', codes.n) == NULL)) {
			writer_copy(out, &r);
			continue;
		}
		map_reset(&c->met);
		map_reset(&c->written);
		while (slice_cut(&codes, '|', &code)) {
			bool added = true;

			check_code(in, &r, column, code, &c->met);
			code = told_as(&c->told, code);
			if (c->told.code.n > 0)
				map_put(&c->written, code, &added);
			if (added)
				write_with(out, &r, column, columns, code);
		}
	}
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_after(&o, 1);
	struct codes codes = {0};
	struct header header = {0};
	struct columns_choice choice;
	struct reader *in;

	told_read(&codes.told);
	in = stage_input(file);
	choice = columns_choose(in, slice_of(o.at[0]));
	for (size_t i = 0; i < reader_header(in)->n; i++)
		columns_name(&header,
		             i == choice.column ? choice.name : reader_header(in)->name[i]);

	explode(in, stage_output(&header), choice.column, &codes);

	map_done(&codes.told.code);
	map_done(&codes.met);
	map_done(&codes.written);
	free(codes.told.as);
	header_done(&header);
	return stage_end();
}
