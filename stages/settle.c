/*
 * settle: tell whether the accounts of a run meet
 *
 * Reads each ledger once and holds it: about a kilobyte for each stage that ran. With --result, reads that file once to hash
 * it; with --place, the further ones too, and what has their names if it seems to be the same. With --plan, reads the ledgers
 * of all targets and what beside them tells what they were made of.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "atomic_file.h"
#include "error.h"
#include "stream_hash.h"
#include "json.h"
#include "placing.h"
#include "settlement.h"
#include "stage.h"
#include "standing.h"

static struct {
	const char *result, *name, *plan, *place;
	bool side;
} opt;

static const struct option options[] = {
    {"result", OPTION_TEXT, &opt.result, "FILE",
     "see that FILE is what the last stage wrote, and print a line about it"},
    {"name", OPTION_TEXT, &opt.name, "NAME", "what that line calls FILE"},
    {"plan", OPTION_TEXT, &opt.plan, "PLAN",
     "instead of LEDGER: see that all that the plan of a work folder makes is there and of now"},
    {"place", OPTION_TEXT, &opt.place, "OF",
     "then FILE gets its NAME, each further FILE of the operands its own, and the ledger and OF "
     "theirs"},
    {"side", OPTION_FLAG, &opt.side, NULL,
     "FILE is no stream of the last stage but a file that a stage wrote"},
    {0}};

static const struct stage stage = {
    "settle",
    "tell whether the accounts of a run meet",
    "[LEDGER]... | LEDGER [FILE NAME]...",
    options,
    "Exit status 1: something did not add up, and each difference is a message.",
    0,
    STAGE_COUNT_FREE};

/* A file that the run has left, and what it is called. */
struct result {
	const char *made, *name;
	bool side;
	struct flow file;
	char hash[STREAM_HASH_HEX];
	struct str line; /* about it, as a ledger may hold */
};

/* XXH3-128 and size of a file as it lies there. */
static void look_at(struct result *r, const char *path)
{
	struct stream_hash *all = stream_hash_open();
	int descriptor = open(path, O_RDONLY | O_CLOEXEC);

	if (descriptor < 0)
		die_errno("%s", path);
	r->file = (struct flow){
	    .role = "result", .path = path, .hash = r->hash, .records = SETTLEMENT_UNKNOWN};
	if (!stream_hash_rest(all, descriptor, &r->file.bytes) || close(descriptor) != 0)
		die_errno("%s", path);
	stream_hash_hex(all, r->hash);
	stream_hash_close(all);
}

static void write_line(struct result *r)
{
	const struct flow *f = &r->file;

	str_add_byte(&r->line, '{');
	json_key(&r->line, "event");
	str_add_text(&r->line, "\"result\"");
	json_key(&r->line, "path");
	json_text(&r->line, slice_of(r->name));
	if (f->records >= 0)
		str_addf(&r->line, ",\"records\":%lld", (long long)f->records);
	str_addf(&r->line, ",\"bytes\":%lld,\"xxh3\":\"%s\"%s}\n", (long long)f->bytes, f->hash,
	         f->made_up ? ",\"made_up\":true" : "");
}

/* False: the file is not what the ledger says was written. */
static bool check_result(const struct settlement *s, struct result *r)
{
	const struct flow *wrote = settlement_written(s, r->side ? r->made : "-");

	look_at(r, r->made);
	if (wrote == NULL && !r->side) {
		warn("%s: no stage says that it wrote this", r->name);
		return false;
	}
	if (wrote != NULL) {
		r->file.records = wrote->records;
		if (wrote->hash[0] != '\0' && strcmp(wrote->hash, r->file.hash) != 0) {
			warn("%s: %lld bytes lie there, which are not the %lld bytes that were "
			     "written",
			     r->name, (long long)r->file.bytes, (long long)wrote->bytes);
			return false;
		}
	}
	r->file.made_up = settlement_is_made_up(s);
	write_line(r);
	return true;
}

/* What lies there by the name has the same bytes. */
static bool is_there(const struct result *r)
{
	struct result there = {.made = r->name};

	if (access(r->name, F_OK) != 0)
		return false;
	look_at(&there, r->name);
	return there.file.bytes == r->file.bytes && strcmp(there.hash, r->hash) == 0;
}

static void place(const struct result *r)
{
	bool told = placing_is_told(r->name, str_slice(&r->line));

	placing_result(r->made, r->name, told && is_there(r));
	if (!told)
		placing_line(r->made, r->name, str_slice(&r->line));
}

/* The file of --result, and with --place each further one; all are looked at before one of them gets its name, the first as the last. */
static bool check_results(const struct settlement *s, const struct operands *o)
{
	size_t n = opt.place == NULL ? 1 : 1 + (size_t)o->n / 2;
	struct result *r = arena_take(s->arena, n * sizeof *r);
	bool all = true;

	r[0].made = opt.result;
	r[0].name = opt.name == NULL ? opt.result : opt.name;
	r[0].side = opt.side;
	for (size_t i = 1; i < n; i++) {
		r[i].made = o->at[2 * i - 1];
		r[i].name = o->at[2 * i];
		r[i].side = true;
	}
	for (size_t i = 0; i < n && all; i++)
		all = check_result(s, &r[i]);
	for (size_t i = n; i-- > 0 && all && opt.place != NULL;)
		place(&r[i]);
	if (all && opt.place != NULL)
		placing_ledger(o->at[0], opt.place, r[0].name);
	if (all)
		stage_print(str_slice(&r[0].line));
	for (size_t i = 0; i < n; i++)
		str_done(&r[i].line);
	return all;
}

static void load_plan(struct settlement *s)
{
	struct error e = {0};
	struct plan plan;

	if (!plan_load(opt.plan, s->arena, &plan, &e))
		die("%s", e.text);
	standing_check(&plan, s, true);
}

static bool settle(struct settlement *s)
{
	if (opt.plan != NULL)
		load_plan(s);
	else
		settlement_check(s);
	for (size_t i = 0; i < s->differences; i++)
		warn("%s", s->difference[i]);
	return s->differences == 0;
}

/* Of itself it keeps no account: it would find its own start among those it looks at, and no end. */
int main(int argc, char **argv)
{
	struct arena arena = {0};
	struct settlement s = {.arena = &arena};
	struct error e = {0};
	struct operands o;

	unsetenv("FINSAM_LEDGER");
	o = stage_begin(&stage, argc, argv);
	if ((o.n == 0) == (opt.plan == NULL) || (opt.plan != NULL && opt.result != NULL))
		stage_usage("wanted: LEDGER..., or --plan PLAN alone");
	if (opt.place != NULL && (opt.result == NULL || opt.name == NULL || o.n % 2 == 0))
		stage_usage("wanted with --place: --result FILE --name NAME, LEDGER and for each "
		            "further result FILE and NAME");
	for (int i = 0; i < (opt.place == NULL ? o.n : 1); i++)
		if (!settlement_load(&s, o.at[i], &e))
			die("%s", e.text);
	if (!settle(&s) || (opt.result != NULL && !check_results(&s, &o)))
		stage_beyond();
	settlement_done(&s);
	arena_done(&arena);
	return stage_end();
}
