/*
 * append: the records of several streams as one.
 *
 * One pass over each, one after the other. Holds nothing but where each stream has its columns.
 */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "columns.h"
#include "error.h"
#include "stage.h"

static struct {
	struct texts with;
	const char *as;
	const char *lacking;
} opt;

static const struct option options[] = {
    {"with", OPTION_LIST, &opt.with, "FILE,...",
     "streams whose records follow those of FILE; may be given again"},
    {"as", OPTION_TEXT, &opt.as, "COLUMN", "a new column, the first: each NAME for its stream"},
    {"lacking", OPTION_TEXT, &opt.lacking, "COLUMN,...",
     "columns that a stream may lack; they are missing there"},
    {0}};

static const struct stage stage = {
    "append",
    "the records of several streams as one",
    "[NAME=FILE]... [FILE]",
    options,
    "Either --with and the FILE that comes first, or --as and a NAME=FILE for each stream, where\n"
    "NAME=- is FILE (or standard input). Columns are found by their names.",
    STAGE_STEP | STAGE_KEEPS_HIDDEN,
    STAGE_COUNT_ADDED};

/*
 * The columns that go out are those of the first stream, then what only later ones have. Each stream says for each of
 * them where it lies, so that a record of it is written column by column; one that has them in this order is copied.
 */
struct source {
	const char *path;   /* NULL: standard input */
	struct slice label; /* with --as */
	struct reader *in;
	size_t *column; /* by column of the output; COLUMN_NONE: it lacks this */
	bool copied;
};

struct sources {
	struct source *at;
	size_t n, room;
	struct header columns; /* without that of --as */
	struct arena arena;
};

/* ---------------------------------------------------------------- which streams */

static void add_source(struct sources *all, const char *path, struct slice label)
{
	all->at = array_room(all->at, &all->room, all->n + 1, sizeof *all->at);
	all->at[all->n++] = (struct source){.path = path, .label = label};
}

static void name_with(struct sources *all, const char *file)
{
	if (opt.with.n == 0)
		stage_usage("--with: which streams follow?");
	add_source(all, file, (struct slice){"", 0});
	for (size_t i = 0; i < opt.with.n; i++) {
		struct slices names = stage_split(opt.with.at[i]);
		for (size_t j = 0; j < names.n; j++)
			add_source(all, arena_text(&all->arena, names.at[j]),
			           (struct slice){"", 0});
	}
}

/* Two streams of one name could not be told apart. */
static void check_label(const struct sources *all, struct slice label)
{
	for (size_t i = 0; i < all->n; i++)
		if (slice_equal(all->at[i].label, label))
			die("the name %.*s is given twice", SLICE(label));
}

/* NAME=- stands for FILE, which a pipeline hands over as the stream before it. */
static void name_labelled(struct sources *all, struct operands o, const char *file)
{
	bool taken = false;

	if (opt.with.n > 0)
		stage_usage("--as: with NAME=FILE for each stream, not --with");
	for (int i = 0; i < o.n; i++) {
		struct slice name;
		const char *path;
		if (!stage_assignment(o.at[i], &name, &path) || path[0] == '\0')
			stage_usage("%s: NAME=FILE was expected", o.at[i]);
		name = columns_label(&all->arena, "a name", name);
		check_label(all, name);
		taken |= strcmp(path, "-") == 0;
		add_source(all, strcmp(path, "-") == 0 ? file : path, name);
	}
	if (o.n == 0)
		stage_usage("--as: which streams? NAME=FILE for each");
	if (file != NULL && !taken)
		stage_usage("%s has no name; NAME=- gives it one", file);
}

static bool is_standard_input(const char *path)
{
	return path == NULL || strcmp(path, "-") == 0;
}

/* What comes through the pipe is the stream that the stage is about, wherever it stands; else it is the first. */
static void open_sources(struct sources *all)
{
	size_t main = 0, piped = 0;

	for (size_t i = 0; i < all->n; i++)
		if (is_standard_input(all->at[i].path) && piped++ == 0)
			main = i;
	if (piped > 1)
		stage_usage("standard input can only be one of the streams");
	for (size_t i = 0; i < all->n; i++)
		all->at[i].in =
		    i == main ? stage_input(all->at[i].path) : stage_side_input(all->at[i].path);
}

/* ---------------------------------------------------------------- which columns */

static const struct header *header_of(const struct source *s)
{
	return reader_header(s->in);
}

/* The name of a stream that has the column; one has. */
static const char *who_has(const struct sources *all, struct slice name)
{
	size_t i = 0;

	while (i + 1 < all->n && header_find(header_of(&all->at[i]), name) == COLUMN_NONE)
		i++;
	return reader_name(all->at[i].in);
}

static struct header read_lacking(const struct sources *all)
{
	struct slices names = opt.lacking == NULL ? (struct slices){0} : stage_split(opt.lacking);
	struct header lacking = {0};

	for (size_t i = 0; i < names.n; i++) {
		struct suggest near;
		if (column_is_status(names.at[i]))
			die("--lacking: %.*s goes with the column that it is of",
			    SLICE(names.at[i]));
		if (header_find(&all->columns, names.at[i]) == COLUMN_NONE)
			die("--lacking: no stream has a column %.*s%s", SLICE(names.at[i]),
			    header_suggest(&all->columns, names.at[i], &near));
		columns_name(&lacking, names.at[i]);
	}
	return lacking;
}

/* A status is lacking when its figure is. */
static void find_columns(const struct sources *all, struct source *s, const struct header *lacking)
{
	const struct header *has = header_of(s), *wanted = &all->columns;

	s->copied = has->n == wanted->n;
	for (size_t i = 0; i < wanted->n; i++) {
		struct slice name = wanted->name[i], figure = header_figure(name);
		struct suggest near;
		s->column[i] = header_find(has, name);
		s->copied &= s->column[i] == i;
		if (s->column[i] == COLUMN_NONE && (header_find(lacking, figure) == COLUMN_NONE ||
		                                    header_find(has, figure) != COLUMN_NONE))
			die("%s: no column %.*s, which %s has%s", reader_name(s->in), SLICE(name),
			    who_has(all, name), header_suggest(has, name, &near));
	}
}

/* What noise is drawn of is left behind where one of the streams has none: of all of them together none could be. */
static bool goes_out(const struct sources *all, struct slice name)
{
	for (size_t i = 0; i < all->n && column_is_noise_key(name); i++)
		if (header_find(header_of(&all->at[i]), name) == COLUMN_NONE)
			return false;
	return header_find(&all->columns, name) == COLUMN_NONE;
}

static void match_columns(struct sources *all)
{
	struct header lacking;

	for (size_t i = 0; i < all->n; i++)
		for (size_t j = 0; j < header_of(&all->at[i])->n; j++)
			if (goes_out(all, header_of(&all->at[i])->name[j]))
				columns_name(&all->columns, header_of(&all->at[i])->name[j]);
	lacking = read_lacking(all);
	/* The first is the pattern, so what others lack is told before what it lacks. */
	for (size_t i = 0; i < all->n; i++) {
		struct source *s = &all->at[(i + 1) % all->n];
		s->column = arena_take(&all->arena, all->columns.n * sizeof *s->column);
		find_columns(all, s, &lacking);
	}
	header_done(&lacking);
}

static void name_columns(const struct sources *all, struct header *header)
{
	if (opt.as != NULL) {
		struct slice as = slice_of(opt.as);
		if (column_is_identifier(as) || column_is_status(as) || column_is_state(as) ||
		    column_is_noise_key(as))
			stage_usage("--as: the name of a stream has no mark, so neither has its "
			            "column");
		columns_name(header, as);
	}
	for (size_t i = 0; i < all->columns.n; i++)
		columns_name(header, all->columns.name[i]);
}

/* ---------------------------------------------------------------- records */

/* What is not there is missing, and where others say how a figure was protected, that is said. */
static void write_columns(struct writer *out, const struct sources *all, const struct source *s,
                          const struct record *r)
{
	for (size_t i = 0; i < all->columns.n; i++)
		if (s->column[i] != COLUMN_NONE)
			writer_field(out, record_field(r, s->column[i]));
		else if (column_is_status(all->columns.name[i]))
			writer_field(out, slice_of("missing"));
		else
			writer_field(out, (struct slice){"", 0});
}

static void append(const struct sources *all, struct writer *out)
{
	struct record r;

	for (const struct source *s = all->at; s < all->at + all->n; s++)
		while (reader_next(s->in, &r)) {
			if (opt.as != NULL)
				writer_field(out, s->label);
			if (s->copied)
				writer_span(out, &r, 0, r.n);
			else
				write_columns(out, all, s, &r);
			writer_end(out);
		}
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	struct sources all = {0};
	struct header header = {0};
	int status;

	if (opt.as == NULL) {
		name_with(&all, operands_file_after(&o, 0));
	} else {
		const char *file = operands_file_last(&o);
		name_labelled(&all, o, file);
	}
	open_sources(&all);
	match_columns(&all);
	name_columns(&all, &header);

	append(&all, stage_output(&header));

	status = stage_end();
	free(all.at);
	header_done(&all.columns);
	header_done(&header);
	arena_done(&all.arena);
	return status;
}
