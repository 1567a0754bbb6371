/*
 * ladder: the finest rows of a protected table that can be read.
 *
 * One pass over the input, and over the table of the wider window. Holds both: such a table has hundreds of rows.
 */
#include "arena.h"
#include "columns.h"
#include "error.h"
#include "keyed_table.h"
#include "mark.h"
#include "stage.h"

static struct {
	const char *merge, *measures, *wider, *as;
} opt = {.as = "steg"};

static const struct option options[] = {
    {"merge", OPTION_TEXT, &opt.merge, "COLUMN,...",
     "the keys of which only the total is kept, the first of them first"},
    {"measures", OPTION_TEXT, &opt.measures, "MEASURE,...", "what must be readable"},
    {"wider", OPTION_TEXT, &opt.wider, "FILE",
     "the same table of a wider window, taken where no step of this one can be read"},
    {"as", OPTION_TEXT, &opt.as, "COLUMN",
     "a new column, the last: which step was taken; steg if not given"},
    {0}};

static const struct stage stage = {
    .name = "ladder",
    .about = "the finest rows of a protected table that can be read",
    .operands = "[FILE]",
    .options = options,
    .details =
        "The step is chosen by what protect let out, so it tells nothing more: \"finest\", or "
        "the keys that were\nmerged with + between, and \"wider\". For example:\n\n"
        "  finsam ladder --merge aldersgrupp --measures andel",
    .facts = STAGE_STEP | STAGE_LEAVES_ROWS_OUT | STAGE_KEEPS_COLUMNS | STAGE_KEEPS_HIDDEN,
    .count = STAGE_COUNT_FREE,
};

/*
 * Step 0 is all rows; step k those of which the first k keys of --merge are totals. A step can be read if it has rows and no measure of them is hidden or
 * unsure. The first that can be read is taken; then the first of the wider table; then the last of all, since nothing is coarser.
 */
struct rungs {
	struct keyed_table table;
	struct slices merge, measures;
	size_t *key, *status; /* columns */
	struct arena arena;
};

/* ---------------------------------------------------------------- the tables */

static size_t column_of(const struct rungs *s, struct slice name)
{
	size_t column = keyed_table_column(&s->table, name);

	if (column == COLUMN_NONE)
		die("%s: no column %.*s", s->table.path, SLICE(name));
	return column;
}

/* What was not protected has no status, and the step would tell of it. */
static void find_columns(struct rungs *s)
{
	if (opt.merge != NULL)
		s->merge = stage_split(opt.merge);
	s->measures = stage_split(opt.measures);
	s->key = arena_take(&s->arena, (s->merge.n + 1) * sizeof *s->key);
	s->status = arena_take(&s->arena, (s->measures.n + 1) * sizeof *s->status);
	for (size_t i = 0; i < s->merge.n; i++)
		s->key[i] = column_of(s, s->merge.at[i]);
	for (size_t i = 0; i < s->measures.n; i++) {
		s->status[i] = keyed_table_status(&s->table, column_of(s, s->measures.at[i]));
		if (s->status[i] == COLUMN_NONE)
			die("%s: %.*s is not protected: the step would tell of what is not told",
			    s->table.path, SLICE(s->measures.at[i]));
	}
}

static void load(struct rungs *s, struct reader *in)
{
	keyed_table_load(&s->table, slice_of(reader_name(in)), in, &s->arena);
	s->table.path = reader_name(in);
	find_columns(s);
}

static void rungs_done(struct rungs *s)
{
	keyed_table_done(&s->table);
	arena_done(&s->arena);
}

static void check_same_columns(const struct rungs *s, const struct rungs *wider)
{
	const struct header *a = &s->table.header, *b = &wider->table.header;

	for (size_t i = 0; i < a->n || i < b->n; i++)
		if (i >= a->n || i >= b->n || !slice_equal(a->name[i], b->name[i]))
			die("%s: its columns are not those of %s", wider->table.path,
			    s->table.path);
}

/* ---------------------------------------------------------------- steps */

static bool is_of_step(const struct rungs *s, size_t row, size_t step)
{
	for (size_t i = 0; i < step; i++)
		if (!slice_is(keyed_table_field(&s->table, row, s->key[i]), KEYED_TABLE_ALL))
			return false;
	return true;
}

static bool is_read(const struct rungs *s, size_t row)
{
	for (size_t i = 0; i < s->measures.n; i++) {
		enum mark mark = MARK_NONE;
		if (!mark_of_status(keyed_table_field(&s->table, row, s->status[i]), &mark))
			die("%s:%zu: %.*s: a status that protect does not write", s->table.path,
			    keyed_table_line(&s->table, row), SLICE(s->measures.at[i]));
		if (mark == MARK_PROTECTED || mark == MARK_UNSURE)
			return false;
	}
	return true;
}

/* The first step that can be read; one more than there are, if none can. */
static size_t first_read(const struct rungs *s)
{
	for (size_t step = 0; step <= s->merge.n; step++) {
		bool read = true;
		size_t rows = 0;

		for (size_t row = 0; row < s->table.rows; row++)
			if (is_of_step(s, row, step)) {
				rows++;
				read = read && is_read(s, row);
			}
		if (rows > 0 && read)
			return step;
	}
	return s->merge.n + 1;
}

/* The step that is taken, and of which table. */
struct choice {
	const struct rungs *of;
	size_t step;
	bool wider;
};

static struct choice ladder(const struct rungs *s, const struct rungs *wider)
{
	struct choice c = {s, first_read(s), false};

	if (c.step > s->merge.n && opt.wider != NULL)
		c = (struct choice){wider, first_read(wider), true};
	if (c.step > s->merge.n)
		c.step = s->merge.n;
	return c;
}

static void write(const struct choice *c, struct writer *out)
{
	const struct keyed_table *t = &c->of->table;
	struct str name = {0};

	for (size_t i = 0; i < c->step; i++)
		str_addf(&name, "%s%.*s", i > 0 ? "+" : "", SLICE(c->of->merge.at[i]));
	if (c->wider)
		str_addf(&name, "%swider", c->step > 0 ? "+" : "");
	if (name.n == 0)
		str_add_text(&name, "finest");
	for (size_t row = 0; row < t->rows; row++) {
		if (!is_of_step(c->of, row, c->step))
			continue;
		for (size_t i = 0; i < t->header.n; i++)
			writer_text(out, keyed_table_field(t, row, i));
		writer_text(out, str_slice(&name));
		writer_end(out);
	}
	str_done(&name);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_after(&o, 0);
	struct rungs input = {0}, wider = {0};
	struct header header = {0};
	struct choice choice;
	int status;

	if (opt.measures == NULL)
		stage_usage("--measures is needed: what must be readable");
	if (opt.merge == NULL && opt.wider == NULL)
		stage_usage("--merge or --wider: a ladder has a step");
	load(&input, stage_input(file));
	if (opt.wider != NULL) {
		load(&wider, stage_side_input(opt.wider));
		check_same_columns(&input, &wider);
	}
	header_copy(&header, &input.table.header);
	columns_name(&header, slice_of(opt.as));
	choice = ladder(&input, &wider);
	write(&choice, stage_output(&header));
	status = stage_end();
	header_done(&header);
	rungs_done(&input);
	rungs_done(&wider);
	return status;
}
