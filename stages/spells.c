/*
 * spells: intervals of days merged, clipped, split by the calendar; the days between them, and how many they are.
 *
 * One pass over the input. Holds one record, and with --merge, --between and --cover one spell.
 */
#include "columns.h"
#include "error.h"
#include "in_order.h"
#include "number.h"
#include "period.h"
#include "spell.h"
#include "stage.h"

static struct {
	const char *from, *till, *on, *clip, *split, *as, *cover;
	bool merge, between;
	int64_t gap;
} opt = {.from = "fran", .till = "till", .as = "period"};

static const struct option options[] = {
    {"from", OPTION_TEXT, &opt.from, "COLUMN", "the first day of a spell (fran)"},
    {"till", OPTION_TEXT, &opt.till, "COLUMN", "its last day (till); missing: it goes on"},
    {"clip", OPTION_TEXT, &opt.clip, "FROM,TILL",
     "only what lies within these days; each a date, a column, or nothing"},
    {"split", OPTION_TEXT, &opt.split, "UNIT",
     "a record for each year, half-year, quarter or month"},
    {"as", OPTION_TEXT, &opt.as, "COLUMN", "which of them, in this column (period)"},
    {"on", OPTION_TEXT, &opt.on, "COLUMN,...", "whose the spells are"},
    {"merge", OPTION_FLAG, &opt.merge, NULL, "spells that overlap or touch become one"},
    {"gap", OPTION_NUMBER, &opt.gap, "DAYS", "they touch if at most so many days lie between (0)"},
    {"between", OPTION_FLAG, &opt.between, NULL, "the days in no spell, as spells"},
    {"cover", OPTION_TEXT, &opt.cover, "COLUMN", "how many days lie in a spell, in this column"},
    {0}};

static const struct stage stage = {
    .name = "spells",
    .about = "merge, clip and split intervals of days, or tell what lies between",
    .operands = "[FILE]",
    .options = options,
    .details =
        "Both ends belong to a spell. First it is clipped, then merged, then split. --merge, "
        "--between and\n--cover want the input in the order of --on and of the first day. For "
        "example, the months of sick\npay of each person in 2012:\n\n"
        "  finsam spells --on pid --merge --clip 2012-01-01,2012-12-31 --split month",
    .facts = STAGE_STEP | STAGE_MULTIPLIES_ROWS | STAGE_KEEPS_COLUMNS,
    .count = STAGE_COUNT_FREE,
};

/*
 * A spell goes through at most three doors. Without --on each is the record's own, and the record goes out with other
 * days. With it a whole is grown while the spells of a key, which come by their first day, reach it; what is known of
 * a key is the whole that is growing and how far its days are told (`told`: the first day of which nothing was said),
 * so the days between lie from there to the next whole.
 */
struct spells {
	struct reader *in;
	struct writer *out;
	const struct record *record; /* NULL: its key stands for it */
	struct spell_columns columns;
	struct window window; /* --clip */
	int months;           /* --split */

	struct columns_tuple key;
	struct in_order order;
	struct interval looked, whole; /* at this window */
	bool grows;                    /* there is a whole */
	uint64_t line;                 /* of the record that reaches to its end */
	int32_t begun;                 /* the first day of the spell before, in this key */
	int64_t told, days;
	uint64_t outside;
};

/* ---------------------------------------------------------------- columns */

static bool by_key(void)
{
	return opt.merge || opt.between || opt.cover != NULL;
}

static void check_options(void)
{
	if (opt.merge + opt.between + (opt.cover != NULL) > 1)
		stage_usage("--merge, --between or --cover, one of them");
	if (!by_key() && opt.clip == NULL && opt.split == NULL)
		stage_usage("--merge, --between, --cover, --clip or --split: what is to be done?");
	if (by_key() != (opt.on != NULL))
		stage_usage(by_key() ? "--on is needed: whose the spells are"
		                     : "--on goes with --merge, --between and --cover");
	if (opt.gap > 0 && !opt.merge)
		stage_usage("--gap goes with --merge");
	if (opt.gap > INT32_MAX)
		stage_usage("--gap: so many days are not in the calendar");
	if (opt.cover != NULL && opt.split != NULL)
		stage_usage("--split makes no days; --split first, then --cover by the period");
}

/* A window that lies in columns is the same for all spells of a key only if it is in the key. */
static void check_window_of_key(const struct spells *s)
{
	const struct window_end end[] = {s->window.from, s->window.till};

	for (int i = 0; i < 2; i++)
		if (end[i].column != COLUMN_NONE &&
		    !slice_lists(slice_of(opt.on), reader_header(s->in)->name[end[i].column]))
			stage_usage("--clip: the columns of the window must be in --on");
}

static void read_window(struct spells *s)
{
	const char *wrong =
	    window_choose(s->in, slice_of(opt.clip == NULL ? "," : opt.clip), &s->window);

	if (wrong != NULL)
		stage_usage("--clip: %s", wrong);
	if (by_key())
		check_window_of_key(s);
}

/* The key, and what noise is drawn of beside it. */
static void read_key(struct spells *s, struct header *header)
{
	const struct header *h = reader_header(s->in);
	struct slices on = stage_split(opt.on);

	for (size_t i = 0; i < on.n; i++) {
		size_t column = reader_column(s->in, on.at[i]);

		if (column == s->columns.from || column == s->columns.till)
			stage_usage("--on: the days of a spell are no part of whose it is");
		columns_tuple_add(&s->key, column);
		columns_name(header, on.at[i]);
	}
	for (size_t i = 0; i < on.n; i++) {
		size_t noise = header_noise_key(h, on.at[i]);

		if (noise == COLUMN_NONE)
			continue;
		columns_tuple_add(&s->key, noise);
		columns_name(header, h->name[noise]);
	}
}

static void read_columns(struct spells *s, struct header *header)
{
	s->columns.from = reader_column(s->in, slice_of(opt.from));
	s->columns.till = reader_column(s->in, slice_of(opt.till));
	if (s->columns.from == s->columns.till)
		stage_usage("--from and --till are two columns");
	read_window(s);
	if (opt.split != NULL && (s->months = period_unit(slice_of(opt.split))) == 0)
		stage_usage("--split: year, half-year, quarter or month");
	if (by_key())
		read_key(s, header);
	else
		header_copy(header, reader_header(s->in));
	if (by_key() && opt.cover == NULL) {
		columns_name(header, slice_of(opt.from));
		columns_name(header, slice_of(opt.till));
	}
	if (opt.cover != NULL)
		columns_name(header, slice_of(opt.cover));
	if (opt.split != NULL)
		columns_name(header, slice_of(opt.as));
}

/* ---------------------------------------------------------------- out */

static void write_ends(struct spells *s, struct interval i, size_t column)
{
	char text[DATE_TEXT];

	writer_field(s->out, interval_end(column == s->columns.from ? i.from : i.till, text));
}

/* The record with other days, or a key and its days. */
static void write_days(struct spells *s, struct interval i)
{
	size_t first = s->columns.from < s->columns.till ? s->columns.from : s->columns.till;
	size_t second = s->columns.from < s->columns.till ? s->columns.till : s->columns.from;
	size_t n = reader_header(s->in)->n;

	if (s->record == NULL) {
		writer_fields(s->out, in_order_key(&s->order), s->key.n);
		write_ends(s, i, s->columns.from);
		write_ends(s, i, s->columns.till);
		return;
	}
	if (first > 0)
		writer_span(s->out, s->record, 0, first);
	write_ends(s, i, first);
	if (second > first + 1)
		writer_span(s->out, s->record, first + 1, second - first - 1);
	write_ends(s, i, second);
	if (n > second + 1)
		writer_span(s->out, s->record, second + 1, n - second - 1);
}

/* A record for each period of the calendar. */
static void write_split(struct spells *s, struct interval i)
{
	if (interval_is_open(i))
		reader_die(s->in, s->line, slice_of(i.till == INTERVAL_ON ? opt.till : opt.from),
		           "an open end has no last period; --clip closes it");
	while (i.from <= i.till) {
		struct period p = period_of(s->months, i.from);
		int32_t end = period_till(p);
		char name[PERIOD_TEXT];

		period_write(p, name);
		write_days(s, (struct interval){i.from, end < i.till ? end : i.till});
		writer_field(s->out, slice_of(name));
		writer_end(s->out);
		i.from = end + 1;
	}
}

static void give(struct spells *s, struct interval i)
{
	if (s->months > 0) {
		write_split(s, i);
		return;
	}
	write_days(s, i);
	writer_end(s->out);
}

static void spells_of_records(struct spells *s)
{
	struct record r;
	struct interval i;

	while (reader_next(s->in, &r)) {
		s->record = &r;
		s->line = r.line;
		if (interval_both(spell_read(s->in, &r, s->columns),
		                  window_read(s->in, &r, &s->window), &i))
			give(s, i);
		else
			s->outside++;
	}
	s->record = NULL;
}

/* ---------------------------------------------------------------- by key */

/* The whole can not grow any more. */
static void end_whole(struct spells *s)
{
	if (!s->grows)
		return;
	if (opt.merge)
		give(s, s->whole);
	if (opt.cover != NULL && interval_is_open(s->whole))
		reader_die(s->in, s->line,
		           slice_of(s->whole.till == INTERVAL_ON ? opt.till : opt.from),
		           "nobody knows how many days an open end has; --clip closes it");
	if (opt.cover != NULL)
		s->days += interval_days(s->whole);
	s->told = (int64_t)s->whole.till + 1;
	s->grows = false;
}

/* The days from those that are told up to another, which is not one of them. */
static void give_between(struct spells *s, int64_t day)
{
	if (opt.between && s->told > INTERVAL_ALWAYS && s->told < day)
		give(s, (struct interval){(int32_t)s->told, (int32_t)(day - 1)});
}

static void end_key(struct spells *s)
{
	char days[NUMBER_MAX_TEXT];

	if (!s->order.any)
		return;
	end_whole(s);
	if (s->looked.till != INTERVAL_ON)
		give_between(s, (int64_t)s->looked.till + 1);
	if (opt.cover == NULL)
		return;
	writer_fields(s->out, in_order_key(&s->order), s->key.n);
	writer_field(s->out, (struct slice){days, number_write(number_of(s->days), days)});
	writer_end(s->out);
}

static void begin_key(struct spells *s, const struct record *r, struct slice key)
{
	in_order_begin(&s->order, key);
	s->grows = false;
	s->looked = window_read(s->in, r, &s->window);
	s->told = s->looked.from;
	s->begun = INTERVAL_ALWAYS;
	s->days = 0;
}

/* Each key once, and its spells by their first day. */
static void check_order(struct spells *s, const struct record *r, struct slice key,
                        struct interval i)
{
	if (in_order_another(&s->order, r, key)) {
		end_key(s);
		begin_key(s, r, key);
	} else if (i.from < s->begun) {
		reader_die(s->in, r->line, slice_of(opt.from),
		           "not in the order of %s,%s; finsam order sorts", opt.on, opt.from);
	}
}

static void grow(struct spells *s, struct interval i, uint64_t line)
{
	if (s->grows && (s->whole.till == INTERVAL_ON ||
	                 (int64_t)i.from <= (int64_t)s->whole.till + 1 + opt.gap)) {
		if (i.till > s->whole.till) {
			s->whole.till = i.till;
			s->line = line;
		}
		return;
	}
	end_whole(s);
	give_between(s, i.from);
	s->whole = i;
	s->line = line;
	s->grows = true;
}

static void spells_of_keys(struct spells *s)
{
	struct record r = {0};

	while (reader_next(s->in, &r)) {
		struct slice key = columns_tuple_read(&s->key, &r);
		struct interval i = spell_read(s->in, &r, s->columns);

		if (columns_tuple_is_missing(&s->key, &r))
			reader_die(s->in, r.line, slice_of(opt.on),
			           "nobody knows whose it is; where can leave such records out");
		check_order(s, &r, key, i);
		s->begun = i.from;
		if (interval_both(i, s->looked, &i))
			grow(s, i, r.line);
		else
			s->outside++;
	}
	end_key(s);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_after(&o, 0);
	struct header header = {0};
	struct spells s = {0};
	int status;

	check_options();
	s.in = stage_input(file);
	s.order = (struct in_order){.in = s.in, .key = &s.key};
	read_columns(&s, &header);
	s.out = stage_output(&header);

	if (by_key())
		spells_of_keys(&s);
	else
		spells_of_records(&s);
	stage_set_aside("outside the window", s.outside);

	status = stage_end();
	header_done(&header);
	columns_tuple_done(&s.key);
	in_order_done(&s.order);
	return status;
}
