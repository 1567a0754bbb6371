/*
 * order: sorts records.
 *
 * One pass over the input. Holds up to --memory of it; the rest lies in files that have no name.
 */
#include <stddef.h>

#include "arena.h"
#include "error.h"
#include "number.h"
#include "order/order_key.h"
#include "sorter.h"
#include "stage.h"

static struct {
	int64_t memory;
} opt = {.memory = (int64_t)256 << 20};

static const struct option options[] = {
    {"memory", OPTION_BYTES, &opt.memory, "SIZE", "what may be held in memory (256M)"}, {0}};

static const struct stage stage = {
    "order",
    "sort records",
    "COLUMN[:number|:swedish][:reverse]... [FILE]",
    options,
    "Text is ordered byte by byte, or as Swedish has it. A missing value comes first. "
    "Records that are equal keep their order.",
    STAGE_STEP | STAGE_KEEPS_ROWS | STAGE_KEEPS_COLUMNS | STAGE_KEEPS_HIDDEN,
    STAGE_COUNT_KEPT};

struct keys {
	struct order_key *at;
	size_t n;
};

static struct order_key read_key(const struct reader *in, const char *operand)
{
	struct slice rest = slice_of(operand), part;
	struct order_key key = {0};

	if (!slice_cut(&rest, ':', &part))
		die("a column without a name");
	key.column = reader_column(in, part);
	while (slice_cut(&rest, ':', &part))
		if (slice_is(part, "number") && !key.number && !key.swedish)
			key.number = true;
		else if (slice_is(part, "swedish") && !key.swedish && !key.number)
			key.swedish = true;
		else if (slice_is(part, "reverse") && !key.reverse)
			key.reverse = true;
		else
			die("%s: after the column, only :number or :swedish, and :reverse",
			    operand);
	return key;
}

static struct keys read_keys(const struct reader *in, struct operands o, struct arena *arena)
{
	struct keys keys = {arena_take(arena, (size_t)o.n * sizeof *keys.at), (size_t)o.n};

	for (size_t i = 0; i < keys.n; i++)
		keys.at[i] = read_key(in, o.at[i]);
	return keys;
}

/* Into `text`; dies if a field is not what its column must be. */
static struct slice key_of(const struct keys *keys, const struct reader *in, const struct record *r,
                           struct str *text)
{
	struct number x;

	str_reset(text);
	for (size_t i = 0; i < keys->n; i++) {
		const struct order_key *key = &keys->at[i];
		struct slice field = record_field(r, key->column);
		if (key->number && field.n > 0 && !number_parse(field, &x))
			reader_die(in, r->line, reader_header(in)->name[key->column], "%s",
			           number_expected(field));
		order_key_add(key, field, text);
	}
	return str_slice(text);
}

/* A record is kept with its newline, so that it goes out as it is. */
static void order(struct reader *in, struct writer *out, struct sorter *sorter,
                  const struct keys *keys)
{
	struct str text = {0};
	struct slice line;
	struct record r;

	while (reader_next(in, &r)) {
		line = record_span(&r, 0, r.n);
		line.n++;
		sorter_put(sorter, key_of(keys, in, &r, &text), line);
	}
	while (sorter_take(sorter, NULL, &line))
		writer_lines(out, line, 1);
	str_done(&text);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_last(&o);
	struct arena arena = {0};
	struct reader *in;
	struct keys keys;
	struct sorter *sorter;

	if (o.n == 0)
		stage_usage("by which columns?");
	in = stage_input(file);
	keys = read_keys(in, o, &arena);
	sorter = sorter_open((size_t)opt.memory, "records that wait");

	order(in, stage_output(reader_header(in)), sorter, &keys);

	sorter_close(sorter);
	arena_done(&arena);
	return stage_end();
}
