/*
 * pseudonymise: put a keyed token in the place of an identifier.
 *
 * One pass. Holds one block of input and one of output, and the key's two hash states.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "date.h"
#include "digest.h"
#include "error.h"
#include "identity.h"
#include "key.h"
#include "memory.h"
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
};

struct replacements {
	struct replaced *replaced;
	size_t n;
	bool persons;
	struct identity_rules rules;
	struct digest_key key;
	struct str plain; /* a text with its escapes opened */
	bool made_up;     /* some number was one that nobody can have */
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

static void token_of(struct replacements *all, const struct reader *in, const struct record *r,
                     size_t column, char token[DIGEST_TOKEN])
{
	struct slice field = record_field(r, column);
	struct identity id;
	enum identity_reason reason;

	if (!all->persons) {
		digest_token(&all->key, open_escapes(all, field), token);
		return;
	}
	reason = identity_parse(field, &all->rules, &id);
	if (reason != IDENTITY_VALID)
		reader_die(in, r->line, reader_header(in)->name[column], "%s%s",
		           identity_reason_en(reason),
		           reason == IDENTITY_NO_REFERENCE ? " (--reference-date)" : "");
	digest_token(&all->key, (struct slice){id.digits, IDENTITY_DIGITS}, token);
}

/* ---------------------------------------------------------------- the verb */

static void pseudonymise(struct replacements *all, struct reader *in, struct writer *out)
{
	struct record r;

	while (reader_next(in, &r)) {
		size_t next = 0; /* the first column that is not written yet */
		for (size_t i = 0; i < all->n; i++) {
			struct replaced *p = &all->replaced[i];
			char token[DIGEST_TOKEN];
			if (p->column > next)
				writer_span(out, &r, next, p->column - next);
			next = p->column + 1;
			if (record_field(&r, p->column).n == 0) {
				p->missing++;
				writer_field(out, (struct slice){0});
				continue;
			}
			token_of(all, in, &r, p->column, token);
			writer_field(out, (struct slice){token, sizeof token});
		}
		if (next < r.n)
			writer_span(out, &r, next, r.n - next);
		writer_end(out);
	}
}

/* ---------------------------------------------------------------- what is replaced */

static void read_options(struct replacements *all)
{
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
}

static void read_key(struct replacements *all)
{
	int32_t today = opt.today == NULL ? key_today() : stage_day("today", opt.today);
	struct key k;
	struct error e = {0};
	static char id[KEY_ID_MAX + 1];
	bool fits;

	if (!key_load(opt.key, &k, &e))
		die("%s", e.text);
	memcpy(id, k.id, sizeof id);
	fits = key_scope(&k, slice_of(opt.scope), &all->key, &e);
	if (key_expired(&k, today))
		fits = error_set(&e, "%s: the last day of its use has passed (not-after)", opt.key);
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
			die("%s: a token's column has no mark (id. or .status)", name);
		all->replaced[i] = (struct replaced){reader_column(in, column), slice_of(name), 0};
		for (size_t k = 0; k < i; k++)
			if (all->replaced[k].column == all->replaced[i].column)
				die("%.*s is given twice", SLICE(column));
	}
	qsort(all->replaced, all->n, sizeof *all->replaced, by_column);
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
	struct replacements all = {0};
	struct header header = {0};
	struct reader *in;

	check_operands(&o);
	read_options(&all);
	read_key(&all);
	in = stage_input(file);
	read_columns(&all, in, &o);
	make_header(&all, reader_header(in), &header);
	pseudonymise(&all, in, stage_output(&header));
	digest_key_done(&all.key);
	note_missing(&all);
	if (all.made_up)
		stage_note_made_up();
	free(all.replaced);
	str_done(&all.plain);
	header_done(&header);
	return stage_end();
}
