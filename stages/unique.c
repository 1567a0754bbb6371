/*
 * unique: one record for each value of a key.
 *
 * One pass over the input. Holds one record for each key, or with --sorted one in all.
 */
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "columns.h"
#include "error.h"
#include "in_order.h"
#include "map.h"
#include "memory.h"
#include "noise.h"
#include "stage.h"
#include "unique/best.h"

static struct {
	const char *on, *first, *last, *missing, *same;
	bool any, sorted;
} opt;

static const struct option options[] = {
    {"on", OPTION_TEXT, &opt.on, "COLUMN,...", "the key"},
    {"first", OPTION_TEXT, &opt.first, "COLUMN[:text],...",
     "keep the record that comes first in the order of these"},
    {"last", OPTION_TEXT, &opt.last, "COLUMN[:text],...",
     "keep the record that comes last in the order of these"},
    {"missing", OPTION_TEXT, &opt.missing, "first|last",
     "where a missing value stands in that order"},
    {"any", OPTION_FLAG, &opt.any, NULL,
     "of records that are alike in it, the one that came first"},
    {"same", OPTION_TEXT, &opt.same, "COLUMN,...",
     "what all records of a key have alike; else it is an error"},
    {"sorted", OPTION_FLAG, &opt.sorted, NULL, "the input is in the order of the key"},
    {0}};

static const struct stage stage = {
    .name = "unique",
    .about = "keep one record for each value of a key",
    .operands = "[FILE]",
    .options = options,
    .details =
        "Numbers are ordered by value, dates by time, other values by their bytes. Two records of "
        "a key\nof which none comes first are an error, unless they are the same in all columns or "
        "--any is\nsaid. For example, one record for each person:\n\n"
        "  finsam unique --on pid --first start,episod_id",
    .facts = STAGE_STEP | STAGE_LEAVES_ROWS_OUT | STAGE_KEEPS_COLUMNS | STAGE_KEEPS_HIDDEN,
    .count = STAGE_COUNT_KEPT,
};

struct uniques {
	struct reader *in;
	struct columns_tuple key;
	struct best_order order;
	struct header same; /* names of --same */
	size_t *same_at;    /* their columns */
	struct map keys;
	struct best *best; /* by key */
	size_t room;
	/* One record for each X, the first of the key, in what the others tell apart: of what noise is drawn is then X's own, so X.key goes out as row.key too. */
	bool stands_for;
	size_t own, record; /* columns X.key and row.key */
	struct slice *field;
};

/* ---------------------------------------------------------------- options */

static void check_options(void)
{
	if (opt.on == NULL)
		stage_usage("--on is needed: the columns of the key");
	if (opt.first != NULL && opt.last != NULL)
		stage_usage("--first or --last, not both");
	if (opt.missing == NULL)
		return;
	if (opt.first == NULL && opt.last == NULL)
		stage_usage("--missing goes with --first or --last");
	if (strcmp(opt.missing, "first") != 0 && strcmp(opt.missing, "last") != 0)
		stage_usage("--missing: first or last");
}

static void read_options(struct uniques *u)
{
	struct slices on = stage_split(opt.on), by = {0};
	struct best_order *order = &u->order;

	for (size_t i = 0; i < on.n; i++)
		columns_tuple_add(&u->key, reader_column(u->in, on.at[i]));
	*order = (struct best_order){.in = u->in,
	                             .last = opt.last != NULL,
	                             .any = opt.any,
	                             .key = opt.on,
	                             .columns = opt.first != NULL ? opt.first : opt.last};
	if (opt.missing != NULL)
		order->missing =
		    strcmp(opt.missing, "first") == 0 ? BEST_MISSING_FIRST : BEST_MISSING_LAST;
	if (order->columns != NULL)
		by = stage_split(order->columns);
	for (size_t i = 0; i < by.n; i++)
		best_add_column(order, by.at[i]);
}

static void read_same(struct uniques *u)
{
	struct slices same = {0};

	if (opt.same == NULL)
		return;
	same = stage_split(opt.same);
	u->same_at = memory_zeroed(same.n, sizeof *u->same_at);
	for (size_t i = 0; i < same.n; i++) {
		columns_name(&u->same, same.at[i]);
		u->same_at[i] = reader_column(u->in, same.at[i]);
	}
}

static void read_noise(struct uniques *u)
{
	const struct header *h = reader_header(u->in);
	struct slices on = stage_split(opt.on);

	u->own = on.n > 0 ? header_noise_key(h, on.at[0]) : COLUMN_NONE;
	u->record = header_find(h, slice_of(NOISE_RECORD));
	u->stands_for = u->own != COLUMN_NONE && u->record != COLUMN_NONE;
	if (u->stands_for)
		u->field = memory_zeroed(h->n, sizeof *u->field);
}

/* ---------------------------------------------------------------- records */

static void write_own(const struct uniques *u, struct slice row, struct writer *out)
{
	size_t n = reader_header(u->in)->n;

	for (size_t i = 0; i < n; i++)
		slice_cut(&row, '\t', &u->field[i]);
	u->field[u->record] = u->field[u->own];
	for (size_t i = 0; i < n; i++)
		writer_field(out, u->field[i]);
}

static void write(const struct uniques *u, const struct best *best, struct writer *out)
{
	struct slice row = {best->row, best->n};

	best_settle(&u->order, best);
	if (u->stands_for)
		write_own(u, row, out);
	else
		writer_fields(out, row, reader_header(u->in)->n);
	writer_end(out);
}

/* The key of the record; nobody knows of whom one is in which it is missing. */
static struct slice key_of(struct uniques *u, const struct record *r)
{
	if (columns_tuple_is_missing(&u->key, r))
		reader_die(u->in, r->line, slice_of(opt.on),
		           "the key is missing; where can leave such records out");
	return columns_tuple_read(&u->key, r);
}

/* Dies if the record differs from one of its key in what they have alike. */
static void check_same(const struct uniques *u, const struct best *best, const struct record *r)
{
	for (size_t i = 0; i < u->same.n; i++) {
		struct slice row = {best->row, best->n}, field = {0};

		for (size_t column = 0; column <= u->same_at[i]; column++)
			slice_cut(&row, '\t', &field);
		if (!slice_equal(field, record_field(r, u->same_at[i])))
			reader_die(u->in, r->line, u->same.name[i],
			           "not the same in all records of the key, as --same says it is");
	}
}

static void unique(struct uniques *u, struct writer *out)
{
	struct record r;
	bool added;

	while (reader_next(u->in, &r)) {
		size_t key = map_put(&u->keys, key_of(u, &r), &added);
		best_see(&u->order, &r);
		if (!added) {
			check_same(u, &u->best[key], &r);
			best_meet(&u->order, &u->best[key], &r);
			continue;
		}
		u->best = array_room(u->best, &u->room, key + 1, sizeof *u->best);
		best_begin(&u->order, &u->best[key], &r);
	}
	for (size_t i = 0; i < u->keys.n; i++)
		write(u, &u->best[i], out);
}

/* The records of a key follow each other, so one is held at a time. */
static void unique_sorted(struct uniques *u, struct writer *out)
{
	struct in_order order = {.in = u->in, .key = &u->key};
	struct best best = {0};
	struct record r;

	while (reader_next(u->in, &r)) {
		struct slice key = key_of(u, &r);

		best_see(&u->order, &r);
		if (!in_order_another(&order, &r, key)) {
			check_same(u, &best, &r);
			best_meet(&u->order, &best, &r);
			continue;
		}
		if (order.any)
			write(u, &best, out);
		in_order_begin(&order, key);
		arena_reset(&u->order.rows);
		best_begin(&u->order, &best, &r);
	}
	if (order.any)
		write(u, &best, out);
	in_order_done(&order);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_after(&o, 0);
	struct uniques u = {0};
	struct writer *out;
	int status;

	check_options();
	u.in = stage_input(file);
	read_options(&u);
	read_same(&u);
	read_noise(&u);
	out = stage_output(reader_header(u.in));

	if (opt.sorted)
		unique_sorted(&u, out);
	else
		unique(&u, out);
	stage_set_aside("another of its key", reader_records(u.in) - writer_records(out));

	status = stage_end();
	columns_tuple_done(&u.key);
	map_done(&u.keys);
	header_done(&u.same);
	free(u.same_at);
	free(u.best);
	free(u.field);
	best_order_done(&u.order);
	return status;
}
