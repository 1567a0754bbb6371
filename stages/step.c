/*
 * step: columns that are made of a record and those before it.
 *
 * One pass over the input. Holds one record, and of each shift and difference so many values as it reaches back.
 */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "columns.h"
#include "date.h"
#include "error.h"
#include "in_order.h"
#include "memory.h"
#include "number.h"
#include "stage.h"

/* Records that a shift may reach back. */
#define FARTHEST 10000

static struct {
	const char *by;
} opt;

static const struct option options[] = {
    {"by", OPTION_TEXT, &opt.by, "COLUMN,...", "begin anew for each value of these"}, {0}};

static const struct stage stage = {
    .name = "step",
    .about = "add columns that are made of a record and those before it",
    .operands = "NAME=FUNCTION(COLUMN)... [FILE]",
    .options = options,
    .details =
        "The functions: number(), rank(COLUMN), cumulate(COLUMN), carry(COLUMN), shift(COLUMN[, "
        "N]) and\ndifference(COLUMN[, N]), with N records back (1). For example, how long it was "
        "since the one before:\n\n"
        "  finsam step --by pid 'sedan=difference(start)' deltaganden.tsv",
    .facts = STAGE_STEP | STAGE_KEEPS_ROWS | STAGE_KEEPS_COLUMNS | STAGE_MAKES_COLUMNS,
    .count = STAGE_COUNT_KEPT,
};

enum function { NUMBER, RANK, CUMULATE, CARRY, SHIFT, DIFFERENCE, FUNCTIONS };

static const struct {
	const char *name;
	bool of_column, reaches;
} functions[FUNCTIONS] = {
    [NUMBER] = {"number", false, false},    [RANK] = {"rank", true, false},
    [CUMULATE] = {"cumulate", true, false}, [CARRY] = {"carry", true, false},
    [SHIFT] = {"shift", true, true},        [DIFFERENCE] = {"difference", true, true},
};

/*
 * What a NAME is made of. Values of the records before stand in a ring: that of record i of the group, counted from 0, at
 * i modulo `back`. So record i finds there what came `back` records before it, and puts its own in the same place.
 */
struct made {
	enum function function;
	size_t column;
	struct str *value; /* the ring, or the one value that was kept */
	size_t back;
	struct number sum;
	bool unknown; /* a part of the sum is missing */
	uint64_t rank;
};

struct stepping {
	struct reader *in;
	struct columns_tuple by;
	struct made *made;
	size_t n;
	struct in_order order;
	struct str fields;
	uint64_t records; /* of the group */
};

/* ---------------------------------------------------------------- operands */

static enum function function_named(struct slice name)
{
	for (size_t i = 0; i < FUNCTIONS; i++)
		if (slice_is(name, functions[i].name))
			return (enum function)i;
	stage_usage("%.*s: number, rank, cumulate, carry, shift or difference was expected",
	            SLICE(name));
}

static size_t read_back(struct slice text)
{
	struct number n;
	int64_t back;

	if (!number_parse(slice_trim(text), &n) || !number_whole(n, &back) || back < 1 ||
	    back > FARTHEST)
		stage_usage("N records back: a whole number from 1 to %d", FARTHEST);
	return (size_t)back;
}

static size_t read_column(const struct reader *in, struct slice name)
{
	size_t column = reader_column(in, name);

	if (column_is_identifier(name))
		stage_usage("%.*s is a direct identifier; pseudonymise first", SLICE(name));
	if (column_is_noise_key(name))
		stage_usage("%.*s holds what noise is drawn of", SLICE(name));
	if (header_status(reader_header(in), name) != COLUMN_NONE || column_is_status(name))
		stage_usage("%.*s is protected; step comes before protect", SLICE(name));
	return column;
}

/* FUNCTION(COLUMN, N) */
static struct made read_made(const struct reader *in, const char *text)
{
	struct slice rest = slice_of(text), name, column;
	struct made made = {.back = 1};

	if (!slice_cut(&rest, '(', &name) || !slice_ends(rest, ")"))
		stage_usage("%s: FUNCTION(COLUMN) was expected", text);
	rest.n--;
	made.function = function_named(slice_trim(name));
	slice_cut(&rest, ',', &column);
	column = slice_trim(column);
	if (functions[made.function].of_column != (column.n > 0))
		stage_usage("%s: %s", text,
		            column.n > 0 ? "number has no column" : "a column was expected");
	if (rest.at != NULL && !functions[made.function].reaches)
		stage_usage("%s: only shift and difference reach back", text);
	if (rest.at != NULL)
		made.back = read_back(rest);
	if (column.n > 0)
		made.column = read_column(in, column);
	made.value = memory_zeroed(made.back, sizeof *made.value);
	return made;
}

static void read_operands(struct stepping *s, const struct operands *o, struct header *header)
{
	s->made = memory_zeroed((size_t)o->n, sizeof *s->made);
	for (int i = 0; i < o->n; i++) {
		struct slice name;
		const char *text;

		if (!stage_assignment(o->at[i], &name, &text))
			stage_usage("%s: NAME=FUNCTION(COLUMN) was expected", o->at[i]);
		columns_name(header, name);
		s->made[s->n++] = read_made(s->in, text);
	}
}

/* ---------------------------------------------------------------- values */

static struct slice column_name(const struct stepping *s, const struct made *m)
{
	return reader_header(s->in)->name[m->column];
}

static void add_number(struct str *to, struct number x)
{
	char text[NUMBER_MAX_TEXT];

	str_add(to, (struct slice){text, number_write(x, text)});
}

/* What a part is missing of is not known, and so is all that comes after it. */
static void cumulate(struct stepping *s, struct made *m, const struct record *r)
{
	struct slice field = record_field(r, m->column);
	struct number x;

	m->unknown = m->unknown || field.n == 0;
	if (m->unknown)
		return;
	if (!number_parse(field, &x))
		reader_die(s->in, r->line, column_name(s, m), "%s", number_expected(field));
	if (!number_add(m->sum, x, &m->sum))
		reader_die(s->in, r->line, column_name(s, m),
		           "the sum becomes a number of more than 38 digits");
	add_number(&s->fields, m->sum);
}

static void take_difference(struct stepping *s, const struct made *m, const struct record *r,
                            struct slice before)
{
	struct slice now = record_field(r, m->column);
	int32_t day, other;
	struct number a, b;

	if (before.n == 0 || now.n == 0)
		return;
	if (date_parse(now, &day) && date_parse(before, &other)) {
		add_number(&s->fields, number_of((int64_t)day - other));
		return;
	}
	if (!number_parse(now, &a) || !number_parse(before, &b))
		reader_die(s->in, r->line, column_name(s, m),
		           "not two numbers, or two dates, in this record and the one before");
	if (!number_subtract(a, b, &a))
		reader_die(s->in, r->line, column_name(s, m), "the difference has too many digits");
	add_number(&s->fields, a);
}

/* Of the field and the one that came `back` records before it. */
static void take_value(struct stepping *s, struct made *m, const struct record *r)
{
	struct str *kept = &m->value[s->records % m->back];
	struct slice field = record_field(r, m->column);
	bool before = s->records >= m->back;

	if (m->function == SHIFT && before)
		str_add(&s->fields, str_slice(kept));
	if (m->function == DIFFERENCE && before)
		take_difference(s, m, r, str_slice(kept));
	if (m->function == RANK) {
		if (!before || !slice_equal(str_slice(kept), field))
			m->rank = s->records + 1;
		str_addf(&s->fields, "%llu", (unsigned long long)m->rank);
	}
	if (m->function == CARRY && field.n == 0) {
		str_add(&s->fields, str_slice(kept));
		return;
	}
	if (m->function == CARRY)
		str_add(&s->fields, field);
	str_reset(kept);
	str_add(kept, field);
}

static void take(struct stepping *s, struct made *m, const struct record *r)
{
	switch (m->function) {
	case NUMBER:
		str_addf(&s->fields, "%llu", (unsigned long long)s->records + 1);
		return;
	case CUMULATE:
		cumulate(s, m, r);
		return;
	case RANK:
	case CARRY:
	case SHIFT:
	case DIFFERENCE:
		take_value(s, m, r);
		return;
	case FUNCTIONS:
		break;
	}
}

/* ---------------------------------------------------------------- records */

static void begin_group(struct stepping *s, struct slice group)
{
	in_order_begin(&s->order, group);
	s->records = 0;
	for (size_t i = 0; i < s->n; i++) {
		s->made[i].sum = number_of(0);
		s->made[i].unknown = false;
		str_reset(&s->made[i].value[0]);
	}
}

static void step(struct stepping *s, struct writer *out)
{
	struct record r;

	while (reader_next(s->in, &r)) {
		struct slice group = columns_tuple_read(&s->by, &r);

		if (in_order_another(&s->order, &r, group))
			begin_group(s, group);
		str_reset(&s->fields);
		for (size_t i = 0; i < s->n; i++) {
			if (i > 0)
				str_add_byte(&s->fields, '\t');
			take(s, &s->made[i], &r);
		}
		s->records++;
		writer_copy_with(out, &r, str_slice(&s->fields), s->n);
	}
}

static void stepping_done(struct stepping *s)
{
	for (size_t i = 0; i < s->n; i++) {
		for (size_t k = 0; k < s->made[i].back; k++)
			str_done(&s->made[i].value[k]);
		free(s->made[i].value);
	}
	free(s->made);
	columns_tuple_done(&s->by);
	in_order_done(&s->order);
	str_done(&s->fields);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_last(&o);
	struct stepping s = {0};
	struct header header = {0};
	struct slices by = {0};
	int status;

	if (o.n == 0)
		stage_usage("which columns?");
	s.in = stage_input(file);
	s.order = (struct in_order){.in = s.in, .key = &s.by};
	header_copy(&header, reader_header(s.in));
	if (opt.by != NULL)
		by = stage_split(opt.by);
	for (size_t i = 0; i < by.n; i++)
		columns_tuple_add(&s.by, reader_column(s.in, by.at[i]));
	read_operands(&s, &o, &header);

	step(&s, stage_output(&header));

	status = stage_end();
	header_done(&header);
	stepping_done(&s);
	return status;
}
