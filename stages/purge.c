/*
 * purge: tell what runs have left, and remove what is old enough.
 *
 * Goes through the folders once to find, and once more through what it removes. Holds a few hundred bytes for each thing found.
 */
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "chain.h"
#include "columns.h"
#include "date.h"
#include "error.h"
#include "key.h"
#include "publish/retention.h"
#include "file_hash.h"
#include "stage.h"
#include "text.h"

#define SECONDS_A_DAY 86400
#define LOG_COLUMNS                                                                              \
	"time\tevent\tkind\tlevel\tfiles\tbytes\tsha256\tpath\tdecision\tlist\tage_days\tolder_" \
	"than"

static struct {
	int64_t older_than;
	const char *kind, *decision, *log, *today;
	bool remove;
} opt = {.older_than = -1};

/* What a line of the log says beside what was found. */
struct receipt {
	char content[DIGEST_HEX], list[DIGEST_HEX]; /* SHA-256, or empty */
	int32_t age_days;
};

static const struct option options[] = {
    {"older-than", OPTION_NUMBER, &opt.older_than, "DAYS", "what has not changed for so long"},
    {"kind", OPTION_TEXT, &opt.kind, "KIND,...", "only these kinds; all"},
    {"remove", OPTION_FLAG, &opt.remove, NULL, "remove it; without this nothing is changed"},
    {"decision", OPTION_TEXT, &opt.decision, "TEXT",
     "the decision by which public records are removed"},
    {"log", OPTION_TEXT, &opt.log, "FILE", "where each removal is noted"},
    {"today", OPTION_TEXT, &opt.today, "DATE", "the day it is, instead of the clock's"},
    {0}};

static const struct stage stage = {
    "purge",
    "tell what runs have left, and remove what is old enough",
    "FOLDER...",
    options,
    "Kinds: try, table, rejects, work, version, bundle, delivery (a file that is named). The last\n"
    "four may be public records and need --decision. --remove needs --older-than and --log.",
    0,
    STAGE_COUNT_FREE};

/* ---------------------------------------------------------------- the log */

/*
 * Each removal has two lines: `begun`, on disk before anything is touched, and `removed`, with what went. Whenever the program
 * is killed, what the log says is so.
 */
static struct chain *log_open(void)
{
	struct error e = {0};
	struct chain *log = chain_open(opt.log, LOG_COLUMNS, false, &e);

	if (log == NULL)
		die("--log: %s; nothing was removed", e.text);
	return log;
}

static void add_field(struct str *line, const char *text)
{
	text_escape(line, slice_of(text == NULL ? "" : text));
	str_add_byte(line, '\t');
}

/* What went, by which rule, without a name of anybody: a receipt. */
static void log_line(struct chain *log, const char *event, const struct retention_item *item,
                     const struct receipt *r)
{
	char moment[CHAIN_MOMENT];
	struct str line = {0};
	struct error e = {0};

	chain_now(moment);
	add_field(&line, moment);
	add_field(&line, event);
	add_field(&line, retention_name(item->kind));
	add_field(&line, item->level);
	str_addf(&line, "%" PRId64 "\t%" PRId64 "\t", item->size.files, item->size.bytes);
	add_field(&line, r->content);
	add_field(&line, item->path);
	add_field(&line, opt.decision);
	add_field(&line, r->list);
	str_addf(&line, "%" PRId32 "\t%" PRId64, r->age_days, opt.older_than);
	if (!chain_add(log, str_slice(&line), &e))
		die("%s", e.text);
	str_done(&line);
}

/* ---------------------------------------------------------------- what is due */

static bool is_chosen(const struct retention_item *item, const struct slices *chosen)
{
	if (opt.kind == NULL)
		return true;
	for (size_t i = 0; i < chosen->n; i++)
		if (slice_is(chosen->at[i], retention_name(item->kind)))
			return true;
	return false;
}

static int32_t age_days(const struct retention_item *item, int32_t today)
{
	int32_t changed = (int32_t)(item->size.newest / SECONDS_A_DAY);

	return changed > today ? 0 : today - changed;
}

static bool is_due(const struct retention_item *item, int32_t today)
{
	return opt.older_than >= 0 && age_days(item, today) >= opt.older_than;
}

/* Whether the log would go with it. */
static bool holds_log(const struct retention_item *item)
{
	char log[PATH_MAX], path[PATH_MAX];
	size_t n;

	if (realpath(opt.log, log) == NULL || realpath(item->path, path) == NULL)
		return false;
	n = strlen(path);
	return strncmp(log, path, n) == 0 && (log[n] == '/' || log[n] == '\0');
}

static void check_due(const struct retention *r, int32_t today)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct retention_item *item = &r->item[i];
		if (!is_due(item, today))
			continue;
		if (retention_is_record(item->kind) && opt.decision == NULL)
			stage_usage("%s: may be a public record, so --decision is needed",
			            item->path);
		if (holds_log(item))
			stage_usage("--log: lies in what is to be removed: %s", item->path);
	}
}

/* ---------------------------------------------------------------- the verb */

static void put(struct writer *out, const struct retention_item *item, int32_t today,
                const char *action)
{
	struct str number = {0};

	writer_text(out, slice_of(retention_name(item->kind)));
	writer_text(out, slice_of(item->level));
	str_addf(&number, "%" PRId32 "\t%" PRId64 "\t%" PRId64, age_days(item, today),
	         item->size.files, item->size.bytes);
	writer_fields(out, str_slice(&number), 3);
	writer_text(out, slice_of(retention_is_record(item->kind) ? "1" : "0"));
	writer_text(out, slice_of(action));
	writer_text(out, slice_of(item->path));
	writer_end(out);
	str_done(&number);
}

static void remove_item(struct retention_item *item, int32_t today, struct chain *log)
{
	struct receipt r = {.age_days = age_days(item, today)};
	struct file_hash hash = {0};
	struct error e = {0};

	retention_measure(item);
	if (item->proof != NULL && file_hash_of(item->proof, &hash, &e))
		memcpy(r.content, hash.sha256, sizeof r.content);
	retention_list(item, r.list);
	log_line(log, "begun", item, &r);
	retention_remove(item);
	log_line(log, "removed", item, &r);
}

static void purge(struct retention *r, int32_t today, struct chain *log, struct writer *out)
{
	for (size_t i = 0; i < r->n; i++) {
		struct retention_item *item = &r->item[i];
		bool due = is_due(item, today);
		struct retention_item found = *item;
		if (due && opt.remove)
			remove_item(item, today, log);
		put(out, &found, today, !due ? "kept" : opt.remove ? "removed" : "due");
	}
}

static void check_options(const struct operands *o, struct slices *chosen)
{
	if (o->n == 0)
		stage_usage("wanted: FOLDER...");
	if (opt.remove && (opt.older_than < 0 || opt.log == NULL))
		stage_usage("--remove needs --older-than and --log");
	if (opt.decision != NULL &&
	    (opt.decision[0] == '\0' || !text_is_utf8(slice_of(opt.decision))))
		stage_usage("--decision: text, such as the number of the decision");
	if (opt.kind == NULL)
		return;
	*chosen = stage_split(opt.kind);
	for (size_t i = 0; i < chosen->n; i++) {
		enum retention_kind kind = 0;
		while (kind < RETENTION_KINDS && !slice_is(chosen->at[i], retention_name(kind)))
			kind++;
		if (kind == RETENTION_KINDS)
			stage_usage("--kind: try, table, rejects, work, version, bundle, delivery");
	}
}

static void make_header(struct header *h)
{
	static const char *const name[] = {"kind",  "level",  "age_days", "files",
	                                   "bytes", "record", "action",   "path"};

	for (size_t i = 0; i < sizeof name / sizeof *name; i++)
		columns_name(h, slice_of(name[i]));
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	int32_t today = opt.today == NULL ? key_today() : stage_day("today", opt.today);
	struct retention r = {.locking = opt.remove};
	struct slices chosen = {0};
	struct header header = {0};
	size_t kept = 0;
	struct chain *log = NULL;
	int status;

	check_options(&o, &chosen);
	for (int i = 0; i < o.n; i++)
		retention_find(&r, o.at[i]);
	for (size_t i = 0; i < r.n; i++)
		if (is_chosen(&r.item[i], &chosen))
			r.item[kept++] = r.item[i];
	r.n = kept;
	if (opt.remove) {
		log = log_open();
		check_due(&r, today);
	}
	make_header(&header);
	purge(&r, today, log, stage_output(&header));
	chain_close(log);
	status = stage_end();
	retention_done(&r);
	header_done(&header);
	return status;
}
