/*
 * log: tell who ran what and who looked into what, and whether the log is whole
 *
 * Reads the log twice: to follow its chain, and to tell it. Holds it once; with --add or --check the ledgers of a work folder.
 */
#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "chain.h"
#include "error.h"
#include "input.h"
#include "level.h"
#include "map.h"
#include "plan.h"
#include "stage.h"
#include "standing.h"
#include "text.h"

#define COLUMNS "time\tuser\tlogin\tevent\twhat\tlevel\tstatus\tledger"
#define NOBODY "4294967295" /* no login is known */

enum {
	COLUMN_TIME,
	COLUMN_USER,
	COLUMN_LOGIN,
	COLUMN_EVENT,
	COLUMN_WHAT,
	COLUMN_LEVEL,
	COLUMN_STATUS,
	COLUMN_LEDGER
};

static struct {
	const char *add, *of, *status, *noted;
	bool check;
} opt;

static const struct option options[] = {
    {"check", OPTION_FLAG, &opt.check, NULL, "tell only whether it is whole; of any chained file"},
    {"noted", OPTION_TEXT, &opt.noted, "CHAIN",
     "a chain that was noted elsewhere, and must be in it"},
    {"add", OPTION_TEXT, &opt.add, "run|ask|review|read|rotate",
     "add a line, as finsam does itself"},
    {"of", OPTION_TEXT, &opt.of, "PATH", "with --add: the work folder, or the file that was read"},
    {"status", OPTION_TEXT, &opt.status, "WORD", "with --add: how it went"},
    {0}};

static const struct stage stage = {
    "log",
    "tell who ran what and who looked into what",
    "[FILE]",
    options,
    "FILE is the log of the folder of work folders; work/log.tsv if not given. Exit status 1: the\n"
    "ledgers of a run are others than those it ended with.",
    0,
    STAGE_COUNT_FREE};

/* ---------------------------------------------------------------- who */

static void add_field(struct str *to, const char *text)
{
	struct str line = {0};

	text_add_line(&line, slice_of(text));
	text_escape(to, str_slice(&line));
	str_add_byte(to, '\t');
	str_done(&line);
}

static void add_user(struct str *to, uid_t user)
{
	const struct passwd *known = getpwuid(user);
	char number[24];

	snprintf(number, sizeof number, "%ju", (uintmax_t)user);
	add_field(to, known == NULL ? number : known->pw_name);
}

/* Who once logged in, which neither su nor sudo changes; nobody, from cron or where the kernel does not keep it. */
static void add_login(struct str *to)
{
	struct str text = {0};
	struct error e = {0};

	if (input_slurp_any("/proc/self/loginuid", 64, &text, &e) && text.n > 0 &&
	    !slice_starts(str_slice(&text), NOBODY))
		add_user(to, (uid_t)strtoul(text.at, NULL, 10));
	else
		str_add_byte(to, '\t');
	str_done(&text);
}

/* ---------------------------------------------------------------- what */

/* SHA-256 of the ledgers that lie in the work folder, as ledger.jsonl of a publication has them; empty if there is no plan. */
static void hash_ledgers(const char *folder, struct arena *a, char hash[DIGEST_HEX])
{
	struct str all = {0};
	struct error e = {0};
	struct plan plan;

	hash[0] = '\0';
	if (!plan_load(arena_format(a, "%s/plan.json", folder), a, &plan, &e))
		return;
	standing_ledgers(&plan, false, &all, &e);
	digest_of(str_slice(&all), hash);
	str_done(&all);
}

static const char *folder_of(const char *path, struct arena *a)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? "." : arena_text(a, (struct slice){path, (size_t)(slash - path)});
}

/* The file by the plan beside it, or, of a review, one folder up; its level. What may be told to others is nothing to note. */
static const char *find_read(const char *path, struct arena *a, enum level *level)
{
	const char *name = strrchr(path, '/') == NULL ? path : strrchr(path, '/') + 1;
	const char *folder = folder_of(path, a);
	struct error e = {0};
	struct plan plan;

	*level = LEVEL_AGGREGATE;
	if (access(arena_format(a, "%s/plan.json", folder), F_OK) != 0)
		return plan_load(arena_format(a, "%s/../plan.json", folder), a, &plan, &e)
		           ? arena_format(a, "%s/review/%s", plan.work, name)
		           : NULL;
	if (!plan_load(arena_format(a, "%s/plan.json", folder), a, &plan, &e))
		die("%s", e.text);
	for (size_t i = 0; i < plan.targets; i++)
		for (size_t j = 0; j < plan.target[i].tables; j++) {
			const struct plan_table *t = &plan.target[i].table[j];
			const char *slash = strrchr(t->file, '/');
			*level = level_of(t->level);
			if (strcmp(slash == NULL ? t->file : slash + 1, name) == 0)
				return *level < LEVEL_AGGREGATE ? NULL : t->file;
		}
	*level = LEVEL_CLEAR;
	return strstr(name, ".try.") == NULL ? NULL : arena_format(a, "%s/%s", plan.work, name);
}

/* ---------------------------------------------------------------- the verbs */

static void add(const char *path, struct arena *a)
{
	bool is_read = strcmp(opt.add, "read") == 0;
	char moment[CHAIN_MOMENT], ledger[DIGEST_HEX] = "";
	enum level level = LEVEL_OPEN;
	const char *what = is_read ? find_read(opt.of, a, &level) : opt.of;
	struct str line = {0};
	struct error e = {0};
	struct chain *log;

	if (what == NULL)
		return;
	if (!is_read)
		hash_ledgers(opt.of, a, ledger);
	chain_now(moment);
	add_field(&line, moment);
	add_user(&line, getuid());
	add_login(&line);
	add_field(&line, opt.add);
	add_field(&line, what);
	add_field(&line, is_read ? level_name(level) : "");
	add_field(&line, opt.status == NULL ? "" : opt.status);
	str_add_text(&line, ledger);
	log = chain_open(path, COLUMNS, true, &e);
	if (log == NULL)
		die("%s; nothing is done without a log: keep it and its .end under other names, "
		    "find "
		    "out what happened, and another begins",
		    e.text);
	if (!chain_add(log, str_slice(&line), &e))
		die("%s", e.text);
	chain_close(log);
	str_done(&line);
}

/* Where the last line of a work folder says which ledgers lie there, they do. */
static void hold_ledgers(const char *path, struct arena *a)
{
	struct reader *in = reader_open(path);
	struct map folders = {0};
	struct slice *ledger = NULL;
	size_t room = 0;
	struct record r;

	while (reader_next(in, &r)) {
		bool first;
		size_t at;
		if (slice_is(record_field(&r, COLUMN_EVENT), "read"))
			continue;
		at = map_put(&folders, record_field(&r, COLUMN_WHAT), &first);
		ledger = array_room(ledger, &room, at + 1, sizeof *ledger);
		ledger[at] = slice_is(record_field(&r, COLUMN_STATUS), "begun")
		                 ? (struct slice){"", 0}
		                 : arena_copy(a, record_field(&r, COLUMN_LEDGER));
	}
	for (size_t i = 0; i < folders.n; i++) {
		const char *folder = arena_text(a, map_key(&folders, i));
		char now[DIGEST_HEX];
		hash_ledgers(folder, a, now);
		if (ledger[i].n > 0 && now[0] != '\0' && !slice_is(ledger[i], now)) {
			warn("%s: its ledgers are others than those its last run ended with",
			     folder);
			stage_beyond();
		}
	}
	free(ledger);
	map_done(&folders);
	reader_close(in);
}

static bool is_there(const char *path, const char *noted)
{
	struct reader *in = reader_open(path);
	struct record r;
	bool found = false;

	while (reader_next(in, &r))
		found |= slice_is(record_field(&r, r.n - 1), noted);
	reader_close(in);
	return found;
}

static void check(const char *path, bool own, struct arena *a)
{
	struct chain_end end;
	struct error e = {0};

	if (!chain_check(path, own ? COLUMNS : NULL, &end, &e))
		die("%s", e.text);
	if (opt.noted != NULL && !is_there(path, opt.noted))
		die("%s: no line has the chain that was noted: it is another file, or was written "
		    "again",
		    path);
	if (own)
		hold_ledgers(path, a);
	if (opt.check)
		stage_print(
		    slice_of(arena_format(a, "%s: whole, %" PRIu64 " lines, the last chain is %s\n",
		                          path, end.lines, end.hash)));
}

static void tell(const char *path)
{
	struct reader *in = stage_input(path);
	struct header header = {0};
	struct writer *out;
	struct record r;

	header_copy(&header, reader_header(in));
	out = stage_output(&header);
	while (reader_next(in, &r)) {
		writer_span(out, &r, 0, r.n);
		writer_end(out);
	}
	header_done(&header);
}

static bool is_log(const char *path)
{
	struct reader *in = reader_open(path);
	bool is = header_find(reader_header(in), slice_of("ledger")) == COLUMN_LEDGER;

	reader_close(in);
	return is;
}

static bool is_event(const char *text)
{
	return strcmp(text, "run") == 0 || strcmp(text, "ask") == 0 ||
	       strcmp(text, "review") == 0 || strcmp(text, "rotate") == 0 ||
	       strcmp(text, "read") == 0;
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	const char *path = o.n == 0 ? "work/log.tsv" : o.at[0];
	struct arena arena = {0};
	int status;

	if (o.n > 1)
		stage_usage("one FILE");
	if (opt.add != NULL && (opt.of == NULL || opt.check || opt.noted != NULL))
		stage_usage("--add goes with --of and --status alone");
	if (opt.add != NULL && !is_event(opt.add))
		stage_usage("--add: run, ask, review, read or rotate");
	if (opt.add == NULL && (opt.of != NULL || opt.status != NULL))
		stage_usage("--of and --status go with --add");
	if (opt.add != NULL)
		add(path, &arena);
	else
		check(path, !opt.check || is_log(path), &arena);
	if (opt.add == NULL && !opt.check)
		tell(path);
	status = stage_end();
	arena_done(&arena);
	return status;
}
