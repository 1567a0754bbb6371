/*
 * longer: columns to rows.
 *
 * One pass over the input; every record goes out once per row that was asked for. Holds one record.
 */
#include "arena.h"
#include "columns.h"
#include "error.h"
#include "labelled.h"
#include "stage.h"

static struct {
	const char *name;
	const char *value;
} opt;

static const struct option options[] = {
    {"name", OPTION_TEXT, &opt.name, "NEW", "the new column that holds the label of the row"},
    {"value", OPTION_TEXT, &opt.value, "NEW", "the new name of every COLUMN that has no =NEW"},
    {0}};

static const struct stage stage = {
    "longer",
    "turn columns into rows",
    "ROW... [FILE]",
    options,
    "A ROW is [LABEL:]COLUMN[=NEW][,COLUMN[=NEW]]... Each record goes out once for each ROW, with "
    "the\n"
    "columns that no ROW names, the label (the name of the column, if none is given), and the "
    "columns\n"
    "of the ROW under their new names, which are the same in every ROW.",
    STAGE_STEP | STAGE_MULTIPLIES_ROWS | STAGE_KEEPS_HIDDEN,
    STAGE_COUNT_FREE};

/*
 * What goes out for every record: the columns that no row names, then the label, then one column per new name. The first
 * row says which new names there are and in which order; the others may name theirs in any.
 */
struct row {
	struct slice label; /* in record form */
	size_t *column;     /* in the input, by new name */
	size_t *status;     /* of these columns; COLUMN_NONE: it has none */
};

struct shape {
	struct columns_runs kept;
	struct header values; /* the new names */
	bool *marked;         /* by new name: a column of it has a status, which goes along */
	struct row *row;
	size_t n;
	struct arena arena;
};

/* COLUMN=NEW of a row. */
static struct columns_choice choose(struct shape *shape, const struct reader *in,
                                    const struct labelled_column *c)
{
	struct slice operand =
	    slice_of(arena_format(&shape->arena, "%.*s=%.*s", SLICE(c->wide), SLICE(c->narrow)));
	struct columns_choice choice = columns_choose(in, operand);

	if (column_is_status(reader_header(in)->name[choice.column]))
		die("%.*s goes with the column that it is of", SLICE(operand));
	return choice;
}

static void name_values(struct shape *shape, const struct reader *in,
                        const struct labelled_row *first)
{
	for (size_t i = 0; i < first->n; i++)
		columns_name(&shape->values, choose(shape, in, &first->column[i]).name);
}

static void take_column(struct shape *shape, const struct reader *in, struct row *row, size_t value,
                        size_t column)
{
	const struct header *h = reader_header(in);

	row->column[value] = column;
	row->status[value] = header_status(h, h->name[column]);
	if (row->status[value] != COLUMN_NONE)
		shape->marked[value] = true;
}

static void read_row(struct shape *shape, const struct reader *in, const struct labelled_row *said,
                     bool *named)
{
	struct row *row = &shape->row[shape->n++];
	size_t n = 0;

	row->label = said->label;
	row->column = arena_take(&shape->arena, shape->values.n * sizeof *row->column);
	row->status = arena_take(&shape->arena, shape->values.n * sizeof *row->status);
	for (size_t i = 0; i < shape->values.n; i++)
		row->column[i] = row->status[i] = COLUMN_NONE;
	for (; n < said->n; n++) {
		struct columns_choice c = choose(shape, in, &said->column[n]);
		size_t value = header_find(&shape->values, c.name);
		if (value == COLUMN_NONE || row->column[value] != COLUMN_NONE)
			break;
		take_column(shape, in, row, value, c.column);
		named[c.column] = true;
		if (row->status[value] != COLUMN_NONE)
			named[row->status[value]] = true;
	}
	if (n != shape->values.n || n != said->n)
		die("%s: every row must give the same new columns, each once", said->operand);
}

static void read_rows(struct shape *shape, const struct reader *in, const struct labelled *said)
{
	size_t columns = reader_header(in)->n;
	bool *named = arena_take(&shape->arena, columns * sizeof *named);

	shape->row = arena_take(&shape->arena, said->n * sizeof *shape->row);
	name_values(shape, in, &said->row[0]);
	shape->marked = arena_take(&shape->arena, shape->values.n * sizeof *shape->marked);
	for (size_t i = 0; i < said->n; i++)
		read_row(shape, in, &said->row[i], named);
	for (size_t i = 0; i < columns; i++)
		if (!named[i])
			columns_runs_add(&shape->kept, i);
}

static void name_columns(struct header *header, const struct shape *shape, const struct header *in)
{
	for (size_t i = 0; i < shape->kept.n; i++)
		for (size_t j = 0; j < shape->kept.at[i].count; j++)
			columns_name(header, in->name[shape->kept.at[i].first + j]);
	columns_name(header, slice_of(opt.name));
	for (size_t i = 0; i < shape->values.n; i++) {
		struct str status = {0};
		columns_name(header, shape->values.name[i]);
		str_addf(&status, "%.*s.status", SLICE(shape->values.name[i]));
		if (shape->marked[i])
			columns_name(header, str_slice(&status));
		str_done(&status);
	}
}

/* A figure, and its status if others of its column have one. */
static void write_value(struct writer *out, const struct shape *shape, const struct row *row,
                        const struct record *r, size_t i)
{
	const struct slice none = {"", 0};

	writer_field(out, record_field(r, row->column[i]));
	if (shape->marked[i])
		writer_field(out, row->status[i] == COLUMN_NONE ? none
		                                                : record_field(r, row->status[i]));
}

static void longer(struct reader *in, struct writer *out, const struct shape *shape)
{
	struct record r;

	while (reader_next(in, &r)) {
		for (const struct row *row = shape->row; row < shape->row + shape->n; row++) {
			columns_runs_write(&shape->kept, &r, out);
			writer_field(out, row->label);
			for (size_t i = 0; i < shape->values.n; i++)
				write_value(out, shape, row, &r, i);
			writer_end(out);
		}
	}
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_last(&o);
	struct labelled said = {0};
	struct shape shape = {0};
	struct header header = {0};
	struct reader *in;

	if (o.n == 0)
		stage_usage("which columns?");
	if (opt.name == NULL)
		stage_usage("--name is needed: the column for the labels");
	if (column_is_identifier(slice_of(opt.name)))
		stage_usage("--name: a label is no direct identifier, so it has no mark id.");
	if (column_is_noise_key(slice_of(opt.name)))
		stage_usage("--name: no noise is drawn of a label, so it has no mark .key");
	in = stage_input(file);
	labelled_read(&said, o.at, (size_t)o.n, opt.value);
	read_rows(&shape, in, &said);
	name_columns(&header, &shape, reader_header(in));

	longer(in, stage_output(&header), &shape);

	header_done(&header);
	header_done(&shape.values);
	columns_runs_done(&shape.kept);
	arena_done(&shape.arena);
	labelled_done(&said);
	return stage_end();
}
