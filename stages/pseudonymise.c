/*
 * pseudonymise: put a keyed token in the place of an identifier.
 *
 * One pass. Holds one block of input and one of output, and the hash states of its keys.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "columns.h"
#include "date.h"
#include "digest.h"
#include "error.h"
#include "identity.h"
#include "key.h"
#include "memory.h"
#include "noise.h"
#include "record.h"
#include "stage.h"
#include "text.h"

static struct {
	const char *key;
	const char *scope;
	const char *kind;
	const char *reference_date;
	const char *today;
	bool allow_synthetic;
	const char *noise;
	struct noise_edition edition;
} opt;

static const struct option options[] = {
    {"key", OPTION_TEXT, &opt.key, "FILE", "the key file, made by finsam key new; must be given"},
    {"scope", OPTION_TEXT, &opt.scope, "NAME",
     "tokens of two scopes can not be linked; must be given"},
    {"kind", OPTION_TEXT, &opt.kind, "KIND",
     "what the columns hold: person (as if not given) or text"},
    {"reference-date", OPTION_TEXT, &opt.reference_date, "DATE",
     "the day that tells the century of ten digits"},
    {"allow-synthetic", OPTION_FLAG, &opt.allow_synthetic, NULL,
     "accept made-up numbers (month + 80)"},
    {"today", OPTION_TEXT, &opt.today, "DATE", "the day it is, for the key's last day of use"},
    {"noise", OPTION_TEXT, &opt.noise, "COLUMN,...",
     "add numbers of which noise is drawn; these tell one record of a person from another"},
    {"unit", OPTION_TEXT, &opt.edition.unit, "NAME", "whose publication the noise is for"},
    {"period", OPTION_TEXT, &opt.edition.period, "PERIOD", "the period of it"},
    {"edition", OPTION_TEXT, &opt.edition.edition, "WORD", "the edition of it"},
    {0}};

static const struct stage stage = {
    "pseudonymise",
    "put a keyed token in the place of an identifier",
    "COLUMN=NEW... [FILE]",
    options,
    "COLUMN is an identifier (id.NAME) and becomes the column NEW. A token is still personal data.",
    STAGE_STEP | STAGE_KEEPS_ROWS | STAGE_RENAMES_COLUMNS | STAGE_MAKES_PSEUDONYMS |
        STAGE_LETS_PERSONS_IN,
    STAGE_COUNT_KEPT};

/*
 * A column and what takes its place. They are kept in the order of the stream, so that what lies
 * between two of them is copied as one span.
 */
struct replaced {
	size_t column;
	struct slice name; /* the new one */
	uint64_t missing;
	struct digest_last last;
};

struct replacements {
	struct replaced *replaced;
	size_t n;
	bool persons;
	struct identity_rules rules;
	struct digest_key key;
	struct str plain;    /* a text with its escapes opened */
	bool made_up;        /* some number was one that nobody can have */
	struct noise *noise; /* NULL: none is asked for */
};

/*
 * Of what noise is drawn (noise.h). A record is of its identifiers, in the order of the stream, and of the columns that were
 * named; one that lacks an identifier is of its whole row. Either is a text with tabs, and a row begins with a newline.
 */
struct noise {
	struct digest_key numbers;
	struct columns_tuple also; /* the columns that were named and are no identifiers */
	struct str record;         /* the identifiers of the record so far, in their one form */
	bool lacks;                /* one of them is missing */
	uint64_t *person;          /* by identifier */
	bool *missing;
};

/* ---------------------------------------------------------------- a value */

static struct slice open_escapes(struct replacements *all, struct slice field)
{
	if (memchr(field.at, '\\', field.n) == NULL)
		return field;
	str_reset(&all->plain);
	text_unescape(&all->plain, field);
	return str_slice(&all->plain);
}

/* The identifier in its one form; good until the next. */
static struct slice canonical(struct replacements *all, const struct reader *in,
                              const struct record *r, size_t column, struct identity *id)
{
	struct slice field = record_field(r, column);
	enum identity_reason reason;

	if (!all->persons)
		return open_escapes(all, field);
	reason = identity_parse(field, &all->rules, id);
	if (reason != IDENTITY_VALID)
		reader_die(in, r->line, reader_header(in)->name[column], "%s%s",
		           identity_reason_en(reason),
		           reason == IDENTITY_NO_REFERENCE ? " (--reference-date)" : "");
	return (struct slice){id->digits, IDENTITY_DIGITS};
}

/* ---------------------------------------------------------------- noise */

static void noise_begin(struct noise *noise)
{
	str_reset(&noise->record);
	noise->lacks = false;
}

static void noise_take(struct noise *noise, size_t i, struct slice value)
{
	noise->missing[i] = value.n == 0;
	noise->lacks |= noise->missing[i];
	if (noise->missing[i])
		return;
	noise->person[i] = noise_number(&noise->numbers, value);
	if (noise->record.n > 0)
		str_add_byte(&noise->record, '\t');
	str_add(&noise->record, value);
}

static void write_number(struct writer *out, uint64_t number)
{
	char text[NOISE_KEY_TEXT];

	writer_field(out, (struct slice){text, noise_key_write(number, text)});
}

static void noise_write(struct noise *noise, size_t n, const struct record *r, struct writer *out)
{
	for (size_t i = 0; i < n; i++)
		if (noise->missing[i])
			writer_field(out, (struct slice){"", 0});
		else
			write_number(out, noise->person[i]);
	if (noise->lacks) {
		str_reset(&noise->record);
		str_add_byte(&noise->record, '\n');
		str_add(&noise->record, record_span(r, 0, r->n));
	} else if (noise->also.n > 0) {
		str_add_byte(&noise->record, '\t');
		str_add(&noise->record, columns_tuple_read(&noise->also, r));
	}
	write_number(out, noise_number(&noise->numbers, str_slice(&noise->record)));
}

/* ---------------------------------------------------------------- the verb */

static void replace(struct replacements *all, const struct reader *in, const struct record *r,
                    size_t i, struct writer *out)
{
	struct replaced *p = &all->replaced[i];
	struct slice value = {0};
	struct identity id;

	if (record_field(r, p->column).n > 0)
		value = canonical(all, in, r, p->column, &id);
	if (all->noise != NULL)
		noise_take(all->noise, i, value);
	if (value.n == 0) {
		p->missing++;
		writer_field(out, (struct slice){0});
		return;
	}
	writer_field(out, digest_token_again(&all->key, value, &p->last));
}

static void pseudonymise(struct replacements *all, struct reader *in, struct writer *out)
{
	struct record r;

	while (reader_next(in, &r)) {
		size_t next = 0; /* the first column that is not written yet */
		if (all->noise != NULL)
			noise_begin(all->noise);
		for (size_t i = 0; i < all->n; i++) {
			size_t column = all->replaced[i].column;
			if (column > next)
				writer_span(out, &r, next, column - next);
			next = column + 1;
			replace(all, in, &r, i, out);
		}
		if (next < r.n)
			writer_span(out, &r, next, r.n - next);
		if (all->noise != NULL)
			noise_write(all->noise, all->n, &r, out);
		writer_end(out);
	}
}

/* ---------------------------------------------------------------- what is replaced */

static void read_options(struct replacements *all)
{
	struct error e = {0};

	if (opt.key == NULL || opt.scope == NULL)
		stage_usage("--key and --scope must be given");
	all->persons = opt.kind == NULL || strcmp(opt.kind, "person") == 0;
	if (!all->persons && strcmp(opt.kind, "text") != 0)
		stage_usage("--kind: person or text");
	if (!all->persons && (opt.reference_date != NULL || opt.allow_synthetic))
		stage_usage("--reference-date and --allow-synthetic are for --kind person");
	if (opt.reference_date != NULL) {
		struct date_parts day = date_split(stage_day("reference-date", opt.reference_date));
		all->rules.reference = day.year * 10000 + day.month * 100 + day.day;
	}
	all->rules.allow_synthetic = opt.allow_synthetic;
	all->rules.synthetic_seen = &all->made_up;
	if (opt.noise != NULL && !noise_edition_check(&opt.edition, &e))
		stage_usage("%s", e.text);
	if (opt.noise == NULL &&
	    (opt.edition.unit != NULL || opt.edition.period != NULL || opt.edition.edition != NULL))
		stage_usage("--unit, --period and --edition are for --noise");
}

static void read_key(struct replacements *all)
{
	int32_t today = opt.today == NULL ? key_today() : stage_day("today", opt.today);
	struct key k;
	struct error e = {0};
	static char id[KEY_ID_MAX + 1];
	bool fits;

	if (!key_load_current(opt.key, today, &k, &e))
		die("%s", e.text);
	memcpy(id, k.id, sizeof id);
	fits = key_scope(&k, slice_of(opt.scope), &all->key, &e);
	if (all->noise != NULL)
		noise_open(&k, &opt.edition, NOISE_NUMBERS, &all->noise->numbers);
	key_done(&k);
	if (!fits)
		die("%s", e.text);
	stage_note("key_id", id);
}

static int by_column(const void *a, const void *b)
{
	const struct replaced *left = a, *right = b;

	return (left->column > right->column) - (left->column < right->column);
}

/* Before anything is opened: a mistyped FILE must not make the stage wait for a terminal. */
static void check_operands(const struct operands *o)
{
	struct slice column;
	const char *name;

	if (o->n == 0)
		stage_usage("wanted: COLUMN=NEW");
	for (int i = 0; i < o->n; i++)
		if (!stage_assignment(o->at[i], &column, &name))
			stage_usage("%s: wanted: COLUMN=NEW (if it is a FILE, write ./%s)",
			            o->at[i], o->at[i]);
}

static void read_columns(struct replacements *all, const struct reader *in,
                         const struct operands *o)
{
	all->n = (size_t)o->n;
	all->replaced = memory_zeroed(all->n, sizeof *all->replaced);
	for (size_t i = 0; i < all->n; i++) {
		struct slice column;
		const char *name;
		stage_assignment(o->at[i], &column, &name);
		if (!column_is_identifier(column))
			die("%.*s is no identifier (id.NAME)", SLICE(column));
		if (strchr(name, '.') != NULL)
			die("%s: a token's column has no mark (id., .status or .key)", name);
		all->replaced[i] =
		    (struct replaced){.column = reader_column(in, column), .name = slice_of(name)};
		for (size_t k = 0; k < i; k++)
			if (all->replaced[k].column == all->replaced[i].column)
				die("%.*s is given twice", SLICE(column));
	}
	qsort(all->replaced, all->n, sizeof *all->replaced, by_column);
}

static void read_noise(struct replacements *all, const struct reader *in)
{
	struct slices names = stage_split(opt.noise);

	all->noise->person = memory_zeroed(all->n, sizeof *all->noise->person);
	all->noise->missing = memory_zeroed(all->n, sizeof *all->noise->missing);
	for (size_t i = 0; i < names.n; i++) {
		size_t column = reader_column(in, names.at[i]);
		bool replaced = false;
		for (size_t k = 0; k < all->n; k++)
			replaced |= all->replaced[k].column == column;
		if (column_is_identifier(names.at[i]) && !replaced)
			die("--noise: %.*s is not replaced in this call", SLICE(names.at[i]));
		if (!replaced)
			columns_tuple_add(&all->noise->also, column);
	}
}

/* The numbers come last: of each token, and of the record. */
static void name_numbers(const struct replacements *all, struct header *to)
{
	struct str name = {0};

	for (size_t i = 0; i < all->n; i++) {
		str_reset(&name);
		str_addf(&name, "%.*s.key", SLICE(all->replaced[i].name));
		columns_name(to, str_slice(&name));
	}
	columns_name(to, slice_of(NOISE_RECORD));
	str_done(&name);
}

static void make_header(const struct replacements *all, const struct header *from,
                        struct header *to)
{
	const struct replaced *p = all->replaced, *end = p + all->n;
	struct error e = {0};

	for (size_t i = 0; i < from->n; i++) {
		bool replaced = p < end && p->column == i;
		if (!header_add(to, replaced ? p->name : from->name[i], &e))
			die("%s", e.text);
		p += replaced;
	}
	if (all->noise != NULL)
		name_numbers(all, to);
}

/* What is missing is no error, but whoever counts persons wants to know of it. */
static void note_missing(const struct replacements *all)
{
	uint64_t missing = 0;
	static char text[24];

	for (size_t i = 0; i < all->n; i++)
		missing += all->replaced[i].missing;
	snprintf(text, sizeof text, "%" PRIu64, missing);
	stage_note("missing", text);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *file = operands_file_last(&o);
	struct noise noise = {0};
	struct replacements all = {.noise = opt.noise == NULL ? NULL : &noise};
	struct header header = {0};
	struct reader *in;

	check_operands(&o);
	read_options(&all);
	read_key(&all);
	in = stage_input(file);
	read_columns(&all, in, &o);
	if (all.noise != NULL)
		read_noise(&all, in);
	make_header(&all, reader_header(in), &header);
	pseudonymise(&all, in, stage_output(&header));
	digest_key_done(&all.key);
	digest_key_done(&noise.numbers);
	note_missing(&all);
	if (all.made_up)
		stage_note_made_up();
	for (size_t i = 0; i < all.n; i++)
		digest_last_done(&all.replaced[i].last);
	free(all.replaced);
	free(noise.person);
	free(noise.missing);
	columns_tuple_done(&noise.also);
	str_done(&noise.record);
	str_done(&all.plain);
	header_done(&header);
	return stage_end();
}
