/*
 * join: attaches the columns of a reference file to the records that have its key.
 *
 * One pass over the reference, one over the input. Holds the reference (reference.h), with --sorted its rows of one key.
 */
#include <string.h>

#include "columns.h"
#include "error.h"
#include "join/match.h"
#include "join/reference.h"
#include "number.h"
#include "stage.h"

static struct {
	const char *on;
	const char *kind;
	const char *cardinality;
	const char *match_floor;
	const char *overlap, *asof;
	bool sorted;
} opt = {.kind = "left"};

static const struct option options[] = {
    {"on", OPTION_TEXT, &opt.on, "COLUMN,...", "the key: columns of that name on both sides"},
    {"kind", OPTION_TEXT, &opt.kind, "KIND", "left (as if not given), inner, anti or semi"},
    {"cardinality", OPTION_TEXT, &opt.cardinality, "INPUT:REFERENCE",
     "n:1 (as if not given), 1:1, 1:n or n:m"},
    {"overlap", OPTION_TEXT, &opt.overlap, "FROM,TILL:FROM,TILL[=NEW]",
     "of the rows of the key those with a day in common; how many days, in NEW"},
    {"asof", OPTION_TEXT, &opt.asof, "DAY:DAY",
     "of the rows of the key the last whose day is not after the record's"},
    {"sorted", OPTION_FLAG, &opt.sorted, NULL,
     "both are in the order of the key, so the reference need not be held"},
    {"match-floor", OPTION_TEXT, &opt.match_floor, "N%",
     "status 1 if a smaller share of the records has a match"},
    {0}};

static const struct stage stage = {
    "join", "attach the columns of a reference file by key",       "REFERENCE [FILE]", options,
    NULL,   STAGE_STEP | STAGE_KEEPS_COLUMNS | STAGE_KEEPS_HIDDEN, STAGE_COUNT_FREE};

/* What goes out: of records with a match, of records without; and whether the reference's columns do. */
static const struct kind {
	const char *name;
	bool attaches, matched, unmatched;
} kinds[] = {{"left", true, true, true},
             {"inner", true, true, false},
             {"semi", false, true, false},
             {"anti", false, false, true}};

/* On which side a key may be met once only. */
static const struct cardinality {
	const char *name;
	bool once_in_input, once_in_reference;
} cardinalities[] = {
    {"n:1", false, true}, {"1:1", true, true}, {"1:n", true, false}, {"n:m", false, false}};

static const struct kind *kind_named(const char *name)
{
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	stage_usage("--kind: left, inner, anti or semi");
}

/* Records that only stay or go can not be doubled, so if nothing is said nothing is asked of them. */
static const struct cardinality *cardinality_named(const char *name, const struct kind *kind)
{
	if (name == NULL)
		name = kind->attaches ? "n:1" : "n:m";
	for (size_t i = 0; i < sizeof cardinalities / sizeof cardinalities[0]; i++)
		if (strcmp(cardinalities[i].name, name) == 0)
			return &cardinalities[i];
	stage_usage("--cardinality: n:1, 1:1, 1:n or n:m");
}

static struct number floor_of(const char *text)
{
	struct slice percent = slice_of(text);
	struct number n;

	if (!slice_ends(percent, "%") || (percent.n--, !number_parse(percent, &n)) ||
	    number_is_negative(n) || number_compare(n, number_of(100)) > 0)
		stage_usage("--match-floor: a percentage from 0%% to 100%%");
	return n;
}

/* ---------------------------------------------------------------- the two sides */

struct joint {
	const struct kind *kind;
	const struct cardinality *cardinality;
	struct match match;
	struct reference reference;
	struct columns_tuple key;      /* of the input */
	struct in_order order;         /* in which it comes, with --sorted */
	struct columns_tuple side_key; /* of the reference */
	struct columns_tuple attached;
	size_t fields;      /* that a match adds: what is attached, and perhaps the days */
	struct str missing; /* what a record without a match gets: as many empty fields */
	struct str text;    /* what is attached, with the days */
	uint64_t matched;   /* records of the input */
};

static struct columns_tuple key_of(const struct reader *in)
{
	struct slices names = stage_split(opt.on);
	struct columns_tuple key = {0};

	for (size_t i = 0; i < names.n; i++)
		columns_tuple_add(&key, reader_column(in, names.at[i]));
	return key;
}

static bool is_key(struct slices names, struct slice name)
{
	for (size_t i = 0; i < names.n; i++)
		if (slice_equal(names.at[i], name))
			return true;
	return false;
}

/* Whether it is what noise is drawn of, of the record: NAME.key without a figure NAME that comes along. */
static bool is_of_record(struct slices keys, const struct header *h, struct slice name)
{
	struct slice figure = {name.at, name.n - strlen(".key")};

	return column_is_noise_key(name) &&
	       (is_key(keys, figure) || header_find(h, figure) == COLUMN_NONE);
}

/*
 * The columns that the reference attaches, and their names after those of the input. A record stays that of the input, so
 * what noise is drawn of stays its own; a figure takes along what its noise is drawn of.
 */
static void choose_attached(struct joint *joint, const struct reader *side, struct header *header)
{
	struct slices names = stage_split(opt.on);
	const struct header *h = reader_header(side);

	for (size_t i = 0; i < h->n; i++) {
		if (is_key(names, h->name[i]) || is_of_record(names, h, h->name[i]))
			continue;
		if (header_find(header, h->name[i]) != COLUMN_NONE)
			die("%s: column %.*s is in the input too; rename or drop it with pick",
			    reader_name(side), SLICE(h->name[i]));
		columns_tuple_add(&joint->attached, i);
		columns_name(header, h->name[i]);
	}
	joint->fields = joint->attached.n;
	if (joint->match.days.n > 0) {
		columns_name(header, joint->match.days);
		joint->fields++;
	}
	for (size_t i = 1; i < joint->fields; i++)
		str_add_byte(&joint->missing, '\t');
}

static void joint_open(struct joint *joint, const struct reader *in, struct reader *side,
                       struct header *header)
{
	bool by_key = joint->match.kind == MATCH_KEY;

	joint->key = key_of(in);
	joint->order = (struct in_order){.in = in, .key = &joint->key};
	joint->side_key = key_of(side);
	if (joint->kind->attaches)
		choose_attached(joint, side, header);
	reference_open(&joint->reference, side, &joint->side_key, &joint->attached,
	               by_key && joint->cardinality->once_in_reference,
	               by_key ? NULL : &joint->match.theirs);
	if (!opt.sorted)
		reference_load(&joint->reference);
}

static void joint_done(struct joint *joint)
{
	reference_done(&joint->reference);
	columns_tuple_done(&joint->key);
	in_order_done(&joint->order);
	columns_tuple_done(&joint->side_key);
	columns_tuple_done(&joint->attached);
	str_done(&joint->missing);
	str_done(&joint->text);
}

/* ---------------------------------------------------------------- join */

static void meet(const struct joint *joint, const struct reader *in, const struct record *r,
                 struct reference_row *row)
{
	if (joint->cardinality->once_in_input && row->met != 0)
		reader_die(
		    in, r->line, slice_of(opt.on),
		    "the key of line %llu again; the cardinality allows it once in the input",
		    (unsigned long long)row->met);
	row->met = r->line;
}

static void write_match(struct joint *joint, struct writer *out, const struct record *r,
                        const struct pair *pair)
{
	char days[NUMBER_MAX_TEXT];

	if (joint->match.days.n == 0 || !joint->kind->attaches) {
		writer_copy_with(out, r, pair->row->attached, joint->fields);
		return;
	}
	str_reset(&joint->text);
	str_add(&joint->text, pair->row->attached);
	if (joint->attached.n > 0)
		str_add_byte(&joint->text, '\t');
	str_add(&joint->text, (struct slice){days, number_write(number_of(pair->days), days)});
	writer_copy_with(out, r, str_slice(&joint->text), joint->fields);
}

/* Of all rows of the key those that are the record's by their days. */
static bool pair_off(struct joint *joint, struct reader *in, struct writer *out,
                     const struct record *r, struct reference_row *row)
{
	struct pair pair = {.row = NULL};
	uint64_t first = 0;

	for (match_begin(&joint->match, in, r, row);
	     match_next(&joint->match, &joint->reference, &pair);) {
		if (first != 0 && joint->cardinality->once_in_reference)
			match_die_of_second(&joint->match, &joint->reference, first,
			                    pair.row->line);
		meet(joint, in, r, pair.row);
		if (joint->kind->matched && (joint->kind->attaches || first == 0))
			write_match(joint, out, r, &pair);
		first = pair.row->line;
	}
	return first != 0;
}

static bool write_matches(struct joint *joint, const struct reader *in, struct writer *out,
                          const struct record *r, struct reference_row *row)
{
	if (row == NULL)
		return false;
	meet(joint, in, r, row);
	for (; joint->kind->matched && row != NULL; row = reference_next(&joint->reference, row))
		writer_copy_with(out, r, row->attached, joint->attached.n);
	return true;
}

static struct reference_row *follow(struct joint *joint, const struct record *r, struct slice key)
{
	bool another = in_order_another(&joint->order, r, key);

	if (another)
		in_order_begin(&joint->order, key);
	return reference_follow(&joint->reference, key, another);
}

static void join(struct reader *in, struct writer *out, struct joint *joint)
{
	struct reference *ref = &joint->reference;
	struct reference_row *row[REFERENCE_BATCH];
	struct record r[REFERENCE_BATCH];
	struct slice key[REFERENCE_BATCH];
	size_t n;

	while ((n = reader_batch(in, r, REFERENCE_BATCH)) > 0) {
		columns_tuple_read_many(&joint->key, r, n, key);
		if (!opt.sorted)
			reference_find(ref, key, n, row);
		for (size_t i = 0; i < n; i++) {
			if (opt.sorted)
				row[i] = follow(joint, &r[i], key[i]);
			if (joint->match.kind == MATCH_KEY
			        ? write_matches(joint, in, out, &r[i], row[i])
			        : pair_off(joint, in, out, &r[i], row[i]))
				joint->matched++;
			else if (joint->kind->unmatched)
				writer_copy_with(out, &r[i], str_slice(&joint->missing),
				                 joint->fields);
		}
	}
	if (opt.sorted)
		reference_drain(ref);
}

/* The rate in the message is cut off, not rounded, so that it is never shown as the floor that it did not reach. */
static void account(const struct joint *joint, uint64_t records, struct number floor)
{
	uint64_t tenths = records == 0 ? 0 : joint->matched * 1000 / records;
	struct number matched = number_of((int64_t)joint->matched * 100), wanted;

	if (!joint->kind->matched)
		stage_set_aside("match", joint->matched);
	if (!joint->kind->unmatched)
		stage_set_aside("no match", records - joint->matched);
	if (number_multiply(floor, number_of((int64_t)records), &wanted) &&
	    number_compare(matched, wanted) < 0) {
		warn("%llu.%llu%% of the records have a match, the floor is %s",
		     (unsigned long long)tenths / 10, (unsigned long long)tenths % 10,
		     opt.match_floor);
		stage_beyond();
	}
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_after(&o, 1);
	struct joint joint = {.kind = kind_named(opt.kind)};
	struct number floor = number_of(0);
	struct header header;
	struct reader *in, *side;
	const char *wrong;

	joint.cardinality = cardinality_named(opt.cardinality, joint.kind);
	if (opt.on == NULL)
		stage_usage("--on is needed: the columns of the key");
	if (opt.match_floor != NULL)
		floor = floor_of(opt.match_floor);
	if (strcmp(o.at[0], "-") == 0 && (file == NULL || strcmp(file, "-") == 0))
		stage_usage("the reference and the input can not both be standard input");
	in = stage_input(file);
	side = stage_side_input(o.at[0]);
	wrong = match_read(&joint.match, opt.overlap, opt.asof, in, side);
	if (wrong != NULL)
		stage_usage("%s", wrong);
	header_copy(&header, reader_header(in));
	joint_open(&joint, in, side, &header);

	join(in, stage_output(&header), &joint);
	account(&joint, reader_records(in), floor);

	header_done(&header);
	joint_done(&joint);
	return stage_end();
}
