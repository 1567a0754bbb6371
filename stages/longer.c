/*
 * longer: columns to rows.
 *
 * One pass over the input; every record goes out once per row that was asked for. Holds one record.
 */
#include <string.h>

#include "arena.h"
#include "columns.h"
#include "error.h"
#include "map.h"
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

/* COLUMN[=NEW] of a row, with --value for a NEW that is not there. */
static struct columns_choice choose(struct shape *shape, const struct reader *in, struct slice part)
{
	struct columns_choice c;

	if (opt.value != NULL && part.n > 0 && memchr(part.at, '=', part.n) == NULL)
		part = slice_of(arena_format(&shape->arena, "%.*s=%s", SLICE(part), opt.value));
	c = columns_choose(in, part);
	if (column_is_status(reader_header(in)->name[c.column]))
		die("%.*s goes with the column that it is of", SLICE(part));
	return c;
}

/* Takes LABEL: off the front of the operand; without one the column's name is the label. */
static struct slice take_label(struct slice *rest)
{
	struct slice all = *rest, label;

	slice_cut(rest, ':', &label);
	if (rest->at != NULL)
		return label;
	if (all.n > 0 && memchr(all.at, ',', all.n) != NULL)
		die("%.*s: a row of several columns needs a label, LABEL:COLUMN,COLUMN",
		    SLICE(all));
	*rest = all;
	slice_cut(&all, '=', &label);
	return label;
}

static void name_values(struct shape *shape, const struct reader *in, const char *operand)
{
	struct slice rest = slice_of(operand), part;

	take_label(&rest);
	while (slice_cut(&rest, ',', &part))
		columns_name(&shape->values, choose(shape, in, part).name);
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

static void read_row(struct shape *shape, const struct reader *in, const char *operand, bool *named)
{
	struct row *row = &shape->row[shape->n++];
	struct slice rest = slice_of(operand), part;
	size_t n = 0;

	row->label = columns_label(&shape->arena, "a label", take_label(&rest));
	row->column = arena_take(&shape->arena, shape->values.n * sizeof *row->column);
	row->status = arena_take(&shape->arena, shape->values.n * sizeof *row->status);
	for (size_t i = 0; i < shape->values.n; i++)
		row->column[i] = row->status[i] = COLUMN_NONE;
	for (; slice_cut(&rest, ',', &part); n++) {
		struct columns_choice c = choose(shape, in, part);
		size_t value = header_find(&shape->values, c.name);
		if (value == COLUMN_NONE || row->column[value] != COLUMN_NONE)
			break;
		take_column(shape, in, row, value, c.column);
		named[c.column] = true;
		if (row->status[value] != COLUMN_NONE)
			named[row->status[value]] = true;
	}
	if (n != shape->values.n || rest.at != NULL)
		die("%s: every row must give the same new columns, each once", operand);
}

static void check_labels(const struct shape *shape)
{
	struct map seen = {0};
	bool added;

	for (size_t i = 0; i < shape->n; i++) {
		map_put(&seen, shape->row[i].label, &added);
		if (!added)
			die("the label %.*s is given twice", SLICE(shape->row[i].label));
	}
	map_done(&seen);
}

static void read_rows(struct shape *shape, const struct reader *in, struct operands o)
{
	size_t columns = reader_header(in)->n;
	bool *named = arena_take(&shape->arena, columns * sizeof *named);

	shape->row = arena_take(&shape->arena, (size_t)o.n * sizeof *shape->row);
	name_values(shape, in, o.at[0]);
	shape->marked = arena_take(&shape->arena, shape->values.n * sizeof *shape->marked);
	for (int i = 0; i < o.n; i++)
		read_row(shape, in, o.at[i], named);
	check_labels(shape);
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
	struct shape shape = {0};
	struct header header = {0};
	struct reader *in;

	if (o.n == 0)
		stage_usage("which columns?");
	if (opt.name == NULL)
		stage_usage("--name is needed: the column for the labels");
	if (column_is_identifier(slice_of(opt.name)))
		stage_usage("--name: a label is no direct identifier, so it has no mark id.");
	in = stage_input(file);
	read_rows(&shape, in, o);
	name_columns(&header, &shape, reader_header(in));

	longer(in, stage_output(&header), &shape);

	header_done(&header);
	header_done(&shape.values);
	columns_runs_done(&shape.kept);
	arena_done(&shape.arena);
	return stage_end();
}
