/*
 * handover: write a bundle of tables for somebody else
 *
 * Reads each table three times: to look at its columns, to copy it, and the copy to describe it. Holds one record.
 */
#include <stdlib.h>

#include "publish/bundle.h"
#include "error.h"
#include "key.h"
#include "settlement.h"
#include "stage.h"

static struct {
	const char *party, *sign, *today;
	struct texts agreed;
	struct texts key;
	struct texts of_level[BUNDLE_LEVELS];
} opt;

static const struct option options[] = {
    {"party", OPTION_TEXT, &opt.party, "NAME", "whose tables they are; must be given"},
    {"agreed", OPTION_LIST, &opt.agreed, "NAME=VALUE",
     "what both sides agreed on, the period among it; may be given again"},
    {"key", OPTION_LIST, &opt.key, "NAME=FILE",
     "the key of a table's pseudonyms, whose id goes along; may be given again"},
    {"sign", OPTION_TEXT, &opt.sign, "FILE", "the key with which the party signs"},
    {"today", OPTION_TEXT, &opt.today, "DATE", "the day it is, instead of the clock's"},
    {"open", OPTION_LIST, &opt.of_level[BUNDLE_OPEN], "NAME=FILE",
     "a table that is not about persons; may be given again"},
    {"protected", OPTION_LIST, &opt.of_level[BUNDLE_PROTECTED], "NAME=FILE",
     "a table of protect; may be given again"},
    {"pseudonymous", OPTION_LIST, &opt.of_level[BUNDLE_PSEUDONYMOUS], "NAME=FILE",
     "records under pseudonyms, or states; may be given again"},
    {0}};

static const struct stage stage = {
    "handover",
    "write a bundle of tables for somebody else",
    "BUNDLE",
    options,
    "BUNDLE is a folder that is made. `finsam help handover.md` tells the whole way.",
    0,
    STAGE_COUNT_FREE};

static void add_table(struct bundle *b, enum bundle_level level, const char *text)
{
	struct slice name;
	const char *file;

	if (!stage_assignment(text, &name, &file) || !bundle_is_name(name) || *file == '\0')
		die("--%s: wanted: NAME=FILE; a name has lower case letters, digits, _ and -",
		    bundle_level_name(level));
	for (size_t i = 0; i < b->tables; i++)
		if (slice_is(name, b->table[i].name))
			die("--%s: %.*s is said twice", bundle_level_name(level), SLICE(name));
	b->table = array_room(b->table, &b->table_room, b->tables + 1, sizeof *b->table);
	b->made_up |= settlement_says_made_up(file);
	b->table[b->tables++] =
	    (struct bundle_table){.name = arena_text(b->arena, name), .file = file, .level = level};
}

/* Only the id of the key is read out; the receiver sees whether all parties used the same one. */
static void add_key(struct bundle *b, const char *text)
{
	struct bundle_table *t = NULL;
	struct slice name;
	const char *file;
	struct error e = {0};
	struct key k;

	if (!stage_assignment(text, &name, &file))
		die("--key: wanted: NAME=FILE");
	for (size_t i = 0; i < b->tables; i++)
		if (slice_is(name, b->table[i].name) && b->table[i].level == BUNDLE_PSEUDONYMOUS)
			t = &b->table[i];
	if (t == NULL)
		die("--key: %.*s is no table of --pseudonymous", SLICE(name));
	if (!key_load(file, &k, &e))
		die("%s", e.text);
	t->key = arena_text(b->arena, slice_of(k.id));
	key_done(&k);
}

static void read_agreed(struct bundle *b)
{
	bool period = false;
	struct error e = {0};

	for (size_t i = 0; i < opt.agreed.n; i++) {
		if (!bundle_agree(b, opt.agreed.at[i], &e))
			die("--agreed: %s", e.text);
		period |= strcmp(b->agreed[i].name, "period") == 0;
	}
	if (!period)
		stage_usage("--agreed period=...: for which period is it?");
	bundle_order(b);
}

static void read_sign(struct key *k)
{
	int32_t today = opt.today == NULL ? key_today() : stage_day("today", opt.today);
	struct error e = {0};

	if (!key_load_signing(opt.sign, k, &e))
		die("--sign: %s", e.text);
	if (key_expired(k, today))
		die("--sign: %s: the last day of its use has passed (not-after)", opt.sign);
}

static void handover(struct bundle *b)
{
	struct header header = {0};
	struct writer *out;

	bundle_write(b);
	if (b->made_up)
		stage_note_made_up();
	bundle_name(&header);
	out = stage_output(&header);
	bundle_list(b, out);
	header_done(&header);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	struct arena arena = {0};
	struct bundle bundle = {.arena = &arena, .party = opt.party};
	struct key sign;
	size_t n;
	int status;

	if (o.n != 1)
		stage_usage("wanted: BUNDLE");
	for (n = strlen(o.at[0]); n > 1 && o.at[0][n - 1] == '/'; n--)
		;
	bundle.path = arena_text(&arena, (struct slice){o.at[0], n});
	if (opt.party == NULL || !bundle_is_name(slice_of(opt.party)))
		stage_usage("--party: whose tables are they? lower case letters, digits, _ and -");
	read_agreed(&bundle);
	for (enum bundle_level level = BUNDLE_OPEN; level < BUNDLE_LEVELS; level++)
		for (size_t i = 0; i < opt.of_level[level].n; i++)
			add_table(&bundle, level, opt.of_level[level].at[i]);
	for (size_t i = 0; i < opt.key.n; i++)
		add_key(&bundle, opt.key.at[i]);
	if (bundle.tables == 0)
		stage_usage("--open, --protected, --pseudonymous: which tables?");

	if (opt.sign != NULL) {
		read_sign(&sign);
		bundle.sign = &sign;
	}

	handover(&bundle);

	if (opt.sign != NULL)
		key_done(&sign);
	free(bundle.agreed);
	free(bundle.table);
	status = stage_end();
	arena_done(&arena);
	return status;
}
