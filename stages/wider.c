/*
 * wider: rows to columns.
 *
 * One pass over the input. Holds all of it, or with --sorted the rows of one record.
 */
#include <stdlib.h>

#include "arena.h"
#include "columns.h"
#include "error.h"
#include "in_order.h"
#include "labelled.h"
#include "map.h"
#include "stage.h"

static struct {
	const char *name;
	const char *value;
	bool lacking, sorted;
} opt;

static const struct option options[] = {
    {"name", OPTION_TEXT, &opt.name, "COLUMN", "the column that holds the label of the row"},
    {"value", OPTION_TEXT, &opt.value, "COLUMN", "the column that a NEW without =COLUMN is of"},
    {"lacking", OPTION_FLAG, &opt.lacking, NULL,
     "a record may lack rows; what they would have is missing"},
    {"sorted", OPTION_FLAG, &opt.sorted, NULL,
     "the input is in the order of the columns that stay"},
    {0}};

static const struct stage stage = {
    "wider",
    "turn rows into columns",
    "ROW... [FILE]",
    options,
    "A ROW is [LABEL:]NEW[=COLUMN][,NEW[=COLUMN]]...: in the row with this LABEL, COLUMN becomes "
    "NEW. The\nrows of a record are those that have the same values in all columns that no ROW "
    "names. The words\nare those of longer, which is undone by them.",
    STAGE_STEP | STAGE_KEEPS_HIDDEN,
    STAGE_COUNT_FREE};

/*
 * The columns that stay are the key of a record. Each ROW has a cell in it: what its columns hold, with tabs between
 * them, ready to be written; a status goes with its figure.
 */
struct cell {
	struct slice fields;
	uint64_t line; /* 0: the row has not come */
};

struct shape {
	struct reader *in;
	struct labelled said;
	struct map labels; /* in the order of said.row */
	size_t name;       /* the column of --name */
	struct columns_tuple kept;
	struct columns_tuple *values; /* of each ROW */
	struct slice missing;         /* what a ROW that has not come holds */
	struct in_order order;
	struct map keys;
	struct cell *cell; /* said.n of each key */
	size_t room;
	struct arena arena, held;
};

/* ---------------------------------------------------------------- columns */

/* NEW=COLUMN, as a choice of COLUMN=NEW. */
static size_t choose(struct shape *shape, const struct labelled_column *c)
{
	struct columns_choice choice = columns_choose(
	    shape->in,
	    slice_of(arena_format(&shape->arena, "%.*s=%.*s", SLICE(c->narrow), SLICE(c->wide))));

	if (column_is_status(c->narrow) || column_is_status(c->wide))
		die("%.*s=%.*s goes with the column that it is of", SLICE(c->wide),
		    SLICE(c->narrow));
	return choice.column;
}

/* Each ROW takes the same columns; else some would be left out of it. */
static void take_values(struct shape *shape, size_t row, bool *taken)
{
	const struct labelled_row *said = &shape->said.row[row], *first = &shape->said.row[0];
	const struct header *h = reader_header(shape->in);
	bool *mine = arena_take(&shape->arena, h->n * sizeof *mine);

	for (size_t i = 0; i < said->n; i++) {
		size_t column = choose(shape, &said->column[i]);
		size_t status = header_status(h, h->name[column]);

		if (column == shape->name)
			die("%s is the column of the labels", opt.name);
		if (said->n != first->n || mine[column] || (row > 0 && !taken[column]))
			die("%s: every row must take the same columns, each once", said->operand);
		mine[column] = taken[column] = true;
		columns_tuple_add(&shape->values[row], column);
		if (status == COLUMN_NONE)
			continue;
		taken[status] = true;
		columns_tuple_add(&shape->values[row], status);
	}
}

static void name_values(const struct shape *shape, const struct labelled_row *said,
                        struct header *header)
{
	struct str status = {0};

	for (size_t i = 0; i < said->n; i++) {
		columns_name(header, said->column[i].wide);
		if (header_status(reader_header(shape->in), said->column[i].narrow) == COLUMN_NONE)
			continue;
		str_reset(&status);
		str_addf(&status, "%.*s.status", SLICE(said->column[i].wide));
		columns_name(header, str_slice(&status));
	}
	str_done(&status);
}

/* Nothing; and where there is a status, that the figure is missing. */
static struct slice missing_row(struct shape *shape)
{
	const struct labelled_row *first = &shape->said.row[0];
	struct str text = {0};
	struct slice copy;

	for (size_t i = 0; i < first->n; i++)
		str_addf(&text, "%s%s", i > 0 ? "\t" : "",
		         header_status(reader_header(shape->in), first->column[i].narrow) ==
		                 COLUMN_NONE
		             ? ""
		             : "\tmissing");
	copy = arena_copy(&shape->arena, str_slice(&text));
	str_done(&text);
	return copy;
}

static void read_columns(struct shape *shape, struct header *header)
{
	const struct header *h = reader_header(shape->in);
	bool *taken = arena_take(&shape->arena, h->n * sizeof *taken);

	shape->name = reader_column(shape->in, slice_of(opt.name));
	shape->values = arena_take(&shape->arena, shape->said.n * sizeof *shape->values);
	for (size_t i = 0; i < shape->said.n; i++) {
		map_put(&shape->labels, shape->said.row[i].label, NULL);
		take_values(shape, i, taken);
	}
	taken[shape->name] = true;
	for (size_t i = 0; i < h->n; i++) {
		if (taken[i])
			continue;
		columns_tuple_add(&shape->kept, i);
		columns_name(header, h->name[i]);
	}
	for (size_t i = 0; i < shape->said.n; i++)
		name_values(shape, &shape->said.row[i], header);
	shape->missing = missing_row(shape);
}

/* ---------------------------------------------------------------- rows */

static void hold(struct shape *shape, const struct record *r)
{
	size_t row = map_find(&shape->labels, record_field(r, shape->name)), key;
	struct slice name = slice_of(opt.name);
	struct cell *cell;
	bool added;

	if (row == MAP_NONE)
		reader_die(shape->in, r->line, name,
		           "a label that no ROW has; where can leave such rows out");
	key = map_put(&shape->keys, columns_tuple_read(&shape->kept, r), &added);
	shape->cell =
	    array_room(shape->cell, &shape->room, (key + 1) * shape->said.n, sizeof *shape->cell);
	for (size_t i = 0; added && i < shape->said.n; i++)
		shape->cell[key * shape->said.n + i] = (struct cell){shape->missing, 0};
	cell = &shape->cell[key * shape->said.n + row];
	if (cell->line != 0)
		reader_die(shape->in, r->line, name,
		           "the label of line %llu again, and all that stays is the same",
		           (unsigned long long)cell->line);
	cell->fields = arena_copy(&shape->held, columns_tuple_read(&shape->values[row], r));
	cell->line = r->line;
}

/* The line of a row that came. */
static uint64_t first_line(const struct cell *cell, size_t n)
{
	uint64_t line = 0;

	for (size_t i = 0; i < n; i++)
		if (cell[i].line != 0 && (line == 0 || cell[i].line < line))
			line = cell[i].line;
	return line;
}

static void write_record(const struct shape *shape, size_t key, struct writer *out)
{
	const struct cell *cell = &shape->cell[key * shape->said.n];

	if (shape->kept.n > 0)
		writer_fields(out, map_key(&shape->keys, key), shape->kept.n);
	for (size_t i = 0; i < shape->said.n; i++) {
		if (cell[i].line == 0 && !opt.lacking)
			reader_die(shape->in, first_line(cell, shape->said.n), slice_of(opt.name),
			           "there is no row %.*s beside this; --lacking leaves missing "
			           "what it would have",
			           SLICE(shape->said.row[i].label));
		writer_fields(out, cell[i].fields, shape->values[i].n);
	}
	writer_end(out);
}

static void write_all(struct shape *shape, struct writer *out)
{
	for (size_t i = 0; i < shape->keys.n; i++)
		write_record(shape, i, out);
	map_reset(&shape->keys);
	arena_reset(&shape->held);
}

/* What stays is another than in the row before: with --sorted the record is whole. */
static bool begins_another(struct shape *shape, const struct record *r)
{
	struct slice key = columns_tuple_read(&shape->kept, r);
	bool another = in_order_another(&shape->order, r, key);

	if (another)
		in_order_begin(&shape->order, key);
	return another;
}

static void wider(struct shape *shape, struct writer *out)
{
	struct record r;

	while (reader_next(shape->in, &r)) {
		if (opt.sorted && begins_another(shape, &r))
			write_all(shape, out);
		hold(shape, &r);
	}
	write_all(shape, out);
}

static void shape_done(struct shape *shape)
{
	for (size_t i = 0; i < shape->said.n; i++)
		columns_tuple_done(&shape->values[i]);
	columns_tuple_done(&shape->kept);
	in_order_done(&shape->order);
	labelled_done(&shape->said);
	map_done(&shape->labels);
	map_done(&shape->keys);
	free(shape->cell);
	arena_done(&shape->arena);
	arena_done(&shape->held);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_last(&o);
	struct shape shape = {0};
	struct header header = {0};
	int status;

	if (o.n == 0)
		stage_usage("which columns?");
	if (opt.name == NULL)
		stage_usage("--name is needed: the column of the labels");
	labelled_read(&shape.said, o.at, (size_t)o.n, opt.value);
	shape.in = stage_input(file);
	shape.order = (struct in_order){.in = shape.in, .key = &shape.kept};
	read_columns(&shape, &header);

	wider(&shape, stage_output(&header));

	status = stage_end();
	header_done(&header);
	shape_done(&shape);
	return status;
}
