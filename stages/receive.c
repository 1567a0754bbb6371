/*
 * receive: take a table from the bundles of several parties
 *
 * Reads every file of every bundle twice to check it, the table asked for once more, and seals that again in the end. Holds
 * a few hundred bytes for each table of each bundle.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "publish/bundle.h"
#include "columns.h"
#include "error.h"
#include "key.h"
#include "memory.h"
#include "signers.h"
#include "stage.h"

static struct {
	const char *table, *accept, *parties, *party_column, *signers, *today;
	struct texts agreed;
} opt = {.accept = "protected"};

static const struct option options[] = {
    {"table", OPTION_TEXT, &opt.table, "NAME", "the table to write; without, what there is"},
    {"agreed", OPTION_LIST, &opt.agreed, "NAME=VALUE",
     "what both sides agreed on, the period among it; may be given again"},
    {"accept", OPTION_TEXT, &opt.accept, "open|protected|pseudonymous",
     "the most that this site may have (protected)"},
    {"parties", OPTION_TEXT, &opt.parties, "NAME,...", "exactly these must have delivered"},
    {"signers", OPTION_TEXT, &opt.signers, "FILE", "the list of those whose signature counts"},
    {"today", OPTION_TEXT, &opt.today, "DATE", "the day it is, instead of the clock's"},
    {"party-column", OPTION_TEXT, &opt.party_column, "NAME",
     "a first column with the name of the party"},
    {0}};

static const struct stage stage = {
    "receive",
    "take a table from the bundles of several parties",
    "BUNDLE...",
    options,
    "A BUNDLE is the folder of one, or a folder with nothing but bundles in it.",
    STAGE_LETS_PERSONS_IN,
    STAGE_COUNT_FREE};

struct bundles {
	struct bundle *at;
	size_t n, room;
	struct arena *arena;
};

/* ---------------------------------------------------------------- taking in */

static void add_bundle(struct bundles *all, const char *path)
{
	struct error e = {0};

	all->at = array_room(all->at, &all->room, all->n + 1, sizeof *all->at);
	if (!bundle_open(path, all->arena, &all->at[all->n++], &e))
		die("%s", e.text);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int no_dots(const struct dirent *entry)
{
	return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* A bundle, or a folder of them. */
static void add_all(struct bundles *all, const char *operand)
{
	size_t length = strlen(operand);
	struct dirent **entry;
	struct stat there;
	const char *path;
	int n;

	while (length > 1 && operand[length - 1] == '/')
		length--;
	path = arena_text(all->arena, (struct slice){operand, length});
	if (lstat(path, &there) != 0 || !S_ISDIR(there.st_mode) ||
	    lstat(arena_format(all->arena, "%s/datapackage.json", path), &there) == 0) {
		add_bundle(all, path);
		return;
	}
	n = scandir(path, &entry, no_dots, by_name);
	if (n < 0)
		die_errno("%s", path);
	if (n == 0)
		die("%s: no bundle is in it", path);
	for (int i = 0; i < n; i++) {
		add_bundle(all, arena_format(all->arena, "%s/%s", path, entry[i]->d_name));
		free(entry[i]);
	}
	free(entry);
}

static int by_party(const void *a, const void *b)
{
	return strcmp(((const struct bundle *)a)->party, ((const struct bundle *)b)->party);
}

/* ---------------------------------------------------------------- whether they are what is wanted */

static void read_agreed(struct bundle *wanted)
{
	bool period = false;
	struct error e = {0};

	for (size_t i = 0; i < opt.agreed.n; i++) {
		if (!bundle_agree(wanted, opt.agreed.at[i], &e))
			die("--agreed: %s", e.text);
		period |= strcmp(wanted->agreed[i].name, "period") == 0;
	}
	if (!period)
		stage_usage("--agreed period=...: for which period?");
	bundle_order(wanted);
}

/* Both are in order. */
static void check_parties(const struct bundles *all)
{
	struct slices wanted = stage_split(opt.parties);

	for (size_t i = 0; i < wanted.n; i++) {
		size_t j = 0;
		while (j < all->n && !slice_is(wanted.at[i], all->at[j].party))
			j++;
		if (j == all->n)
			die("--parties: nothing came from %.*s", SLICE(wanted.at[i]));
	}
	for (size_t j = 0; j < all->n; j++) {
		size_t i = 0;
		while (i < wanted.n && !slice_is(wanted.at[i], all->at[j].party))
			i++;
		if (i == wanted.n)
			die("%s: of %s, which is none of --parties", all->at[j].path,
			    all->at[j].party);
	}
}

/* Persons are the same only where their pseudonyms are. */
static void check_keys(const struct bundle *a, const struct bundle *b)
{
	for (size_t i = 0; i < a->tables; i++)
		for (size_t j = 0; j < b->tables; j++) {
			const char *one = a->table[i].key, *other = b->table[j].key;
			if (strcmp(a->table[i].name, b->table[j].name) == 0 &&
			    strcmp(one == NULL ? "" : one, other == NULL ? "" : other) != 0)
				die("%s and %s: their pseudonyms were made with different keys, so "
				    "that nobody is the same in both",
				    a->table[i].file, b->table[j].file);
		}
}

static void check_bundles(const struct bundles *all, enum bundle_level most)
{
	struct bundle wanted = {.arena = all->arena};
	struct error e = {0};

	read_agreed(&wanted);
	for (size_t i = 0; i < all->n; i++) {
		const struct bundle *b = &all->at[i];
		if (!bundle_agrees(b, &wanted, &e))
			die("%s", e.text);
		if (i > 0 && strcmp(all->at[i - 1].party, b->party) == 0)
			die("%s and %s are both of %s for the same period", all->at[i - 1].path,
			    b->path, b->party);
		if (i > 0)
			check_keys(&all->at[i - 1], b);
		for (size_t j = 0; j < b->tables; j++)
			if (b->table[j].level > most)
				die("%s: %s; this site may have what is %s", b->table[j].file,
				    bundle_level_name(b->table[j].level), opt.accept);
	}
	if (opt.parties != NULL)
		check_parties(all);
	free(wanted.agreed);
}

/* What was signed is what the files are held against, so it is of them that it is known whose they are. */
static void check_signatures(const struct bundles *all)
{
	int32_t today = opt.today == NULL ? key_today() : stage_day("today", opt.today);
	struct signers signers = {0};
	struct error e = {0};

	if (opt.signers == NULL)
		return;
	signers_read(&signers, stage_side_input(opt.signers), all->arena);
	for (size_t i = 0; i < all->n; i++) {
		const struct bundle *b = &all->at[i];
		if (!signers_accept(&signers, slice_of(b->party), b->sums, b->signature, today, &e))
			die("%s: %s", b->path, e.text);
	}
	signers_done(&signers);
}

/* The ledger, and what is published, tell which bundles it was. */
static void note_seals(const struct bundles *all)
{
	struct str text = {0};
	bool made_up = false;

	for (size_t i = 0; i < all->n; i++)
		str_addf(&text, "%s%s sha256:%s", i == 0 ? "" : ", ", all->at[i].party,
		         all->at[i].sha256);
	stage_note("bundles", arena_text(all->arena, str_slice(&text)));
	str_done(&text);
	for (size_t i = 0; i < all->n; i++)
		made_up |= all->at[i].made_up;
	if (made_up)
		stage_note_made_up();
}

/* ---------------------------------------------------------------- writing */

static void list(const struct bundles *all)
{
	struct header header = {0};
	struct writer *out;

	bundle_name(&header);
	out = stage_output(&header);
	for (size_t i = 0; i < all->n; i++)
		bundle_list(&all->at[i], out);
	header_done(&header);
}

static const struct bundle_table *find_table(const struct bundle *b)
{
	for (size_t i = 0; i < b->tables; i++)
		if (strcmp(b->table[i].name, opt.table) == 0)
			return &b->table[i];
	die("%s: no table %s in it", b->path, opt.table);
}

static void check_columns(const struct reader *first, const struct reader *in)
{
	const struct header *wanted = reader_header(first), *h = reader_header(in);
	bool same = h->n == wanted->n;

	for (size_t i = 0; same && i < h->n; i++)
		same = slice_equal(h->name[i], wanted->name[i]);
	if (!same)
		die("%s: other columns than in %s", reader_name(in), reader_name(first));
}

static void name_columns(struct header *to, const struct header *from)
{
	if (opt.party_column != NULL)
		columns_name(to, slice_of(opt.party_column));
	for (size_t i = 0; i < from->n; i++)
		columns_name(to, from->name[i]);
}

static void receive(const struct bundles *all)
{
	struct reader **in = memory_zeroed(all->n, sizeof(struct reader *));
	struct header header = {0};
	struct error e = {0};
	struct writer *out;
	struct record r;

	for (size_t i = 0; i < all->n; i++) {
		in[i] = stage_side_input(find_table(&all->at[i])->file);
		check_columns(in[0], in[i]);
	}
	name_columns(&header, reader_header(in[0]));
	out = stage_output(&header);
	for (size_t i = 0; i < all->n; i++)
		while (reader_next(in[i], &r)) {
			if (opt.party_column != NULL)
				writer_text(out, slice_of(all->at[i].party));
			writer_span(out, &r, 0, r.n);
			writer_end(out);
		}
	for (size_t i = 0; i < all->n; i++)
		if (!bundle_is_sealed(find_table(&all->at[i]), &e))
			die("%s", e.text);
	free(in);
	header_done(&header);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	struct arena arena = {0};
	struct bundles all = {.arena = &arena};
	enum bundle_level most;
	int status;

	if (o.n == 0)
		stage_usage("which bundles?");
	if (!bundle_level_parse(opt.accept, &most))
		stage_usage("--accept: open, protected or pseudonymous");
	for (int i = 0; i < o.n; i++)
		add_all(&all, o.at[i]);
	qsort(all.at, all.n, sizeof *all.at, by_party);
	check_bundles(&all, most);
	check_signatures(&all);
	note_seals(&all);

	if (opt.table == NULL)
		list(&all);
	else
		receive(&all);

	status = stage_end();
	for (size_t i = 0; i < all.n; i++) {
		free(all.at[i].agreed);
		free(all.at[i].table);
	}
	free(all.at);
	arena_done(&arena);
	return status;
}
