/*
 * settle: tell whether the accounts of a run meet
 *
 * Reads each ledger once and holds it: about a kilobyte for each stage that ran. With --result, reads that file once to hash
 * it. With --plan, reads the ledgers of all targets and what beside them tells what they were made of.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "atomic_file.h"
#include "error.h"
#include "stream_hash.h"
#include "json.h"
#include "settlement.h"
#include "stage.h"
#include "standing.h"

static struct {
	const char *result, *name, *plan;
	bool side;
} opt;

static const struct option options[] = {
    {"result", OPTION_TEXT, &opt.result, "FILE",
     "see that FILE is what the last stage wrote, and print a line about it"},
    {"name", OPTION_TEXT, &opt.name, "NAME", "what that line calls FILE"},
    {"plan", OPTION_TEXT, &opt.plan, "PLAN",
     "instead of LEDGER: see that all that the plan of a work folder makes is there and of now"},
    {"side", OPTION_FLAG, &opt.side, NULL,
     "FILE is no stream of the last stage but a file that a stage wrote"},
    {0}};

static const struct stage stage = {
    "settle",
    "tell whether the accounts of a run meet",
    "[LEDGER]...",
    options,
    "Exit status 1: something did not add up, and each difference is a message.",
    0,
    STAGE_COUNT_FREE};

/* XXH3-128 and size of a file as it lies there; its records if it is a table. */
static void look_at(const char *path, struct flow *f)
{
	static char hex[STREAM_HASH_HEX];
	struct stream_hash *all = stream_hash_open();
	int descriptor = open(path, O_RDONLY | O_CLOEXEC);

	if (descriptor < 0)
		die_errno("%s", path);
	*f = (struct flow){
	    .role = "result", .path = path, .hash = hex, .records = SETTLEMENT_UNKNOWN};
	if (!stream_hash_rest(all, descriptor, &f->bytes) || close(descriptor) != 0)
		die_errno("%s", path);
	stream_hash_hex(all, hex);
	stream_hash_close(all);
}

static void print_result(const struct flow *f, const char *name)
{
	struct str line = {0};

	str_add_byte(&line, '{');
	json_key(&line, "event");
	str_add_text(&line, "\"result\"");
	json_key(&line, "path");
	json_text(&line, slice_of(name));
	if (f->records >= 0)
		str_addf(&line, ",\"records\":%lld", (long long)f->records);
	str_addf(&line, ",\"bytes\":%lld,\"xxh3\":\"%s\"%s}\n", (long long)f->bytes, f->hash,
	         f->made_up ? ",\"made_up\":true" : "");
	stage_print(str_slice(&line));
	str_done(&line);
}

/* False: the file is not what the ledger says was written. */
static bool check_result(const struct settlement *s)
{
	const char *name = opt.name == NULL ? opt.result : opt.name;
	const struct flow *wrote = settlement_written(s, opt.side ? opt.result : "-");
	struct flow file;

	look_at(opt.result, &file);
	if (wrote == NULL && !opt.side) {
		warn("%s: no stage says that it wrote this", name);
		return false;
	}
	if (wrote != NULL) {
		file.records = wrote->records;
		if (wrote->hash[0] != '\0' && strcmp(wrote->hash, file.hash) != 0) {
			warn("%s: %lld bytes lie there, which are not the %lld bytes that were "
			     "written",
			     name, (long long)file.bytes, (long long)wrote->bytes);
			return false;
		}
	}
	file.made_up = settlement_is_made_up(s);
	print_result(&file, name);
	return true;
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
	for (int i = 0; i < o.n; i++)
		if (!settlement_load(&s, o.at[i], &e))
			die("%s", e.text);
	if (!settle(&s) || (opt.result != NULL && !check_result(&s)))
		stage_beyond();
	settlement_done(&s);
	arena_done(&arena);
	return stage_end();
}
