/*
 * publish: put a run's reports and tables in place of those before
 *
 * Reads every source once (to seal it), every published table twice. Holds the ledgers of the run, and while it
 * compares figures one table and the one before it.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atomic_file.h"
#include "date.h"
#include "publish/datapackage.h"
#include "publish/edition.h"
#include "error.h"
#include "file_hash.h"
#include "folder.h"
#include "publish/gate.h"
#include "publish/place.h"
#include "publish/withdrawal.h"
#include "input.h"
#include "publish/provenance.h"
#include "publish/revisions.h"
#include "stage.h"
#include "standing.h"
#include "tar.h"

#define TEXT_MAX_BYTES ((size_t)1 << 30)

static struct {
	const char *reason, *withdraw, *day, *approved;
} opt;

static const struct option options[] = {
    {"reason", OPTION_TEXT, &opt.reason, "TEXT", "why figures differ from those before"},
    {"withdraw", OPTION_TEXT, &opt.withdraw, "TEXT", "withdraw the edition that is out, and why"},
    {"day", OPTION_TEXT, &opt.day, "DATE", "with --withdraw: the day it is"},
    {"approved-by", OPTION_TEXT, &opt.approved, "NAME", "with --withdraw: who decided it"},
    {0}};

static const struct stage stage = {
    "publish",
    "put a run's reports and tables in place of those before",
    "PLAN",
    options,
    "PLAN is the plan.json that finsam pipeline --write leaves in the work folder.",
    0,
    STAGE_COUNT_FREE};

/* ---------------------------------------------------------------- filling */

/* Where the file lies, and its folders down from the publication. */
static void put_in(const char *folder, const char *name, struct slice bytes, mode_t mode,
                   struct arena *a)
{
	const char *last = place_last_part(name);

	if (last > name)
		folder_make(arena_format(a, "%s/%.*s", folder, (int)(last - name - 1), name),
		            folder_mode(mode));
	folder_put(folder, name, bytes, mode);
}

/* What is ours in a publication is no report of somebody's. */
static bool is_taken(const char *name)
{
	return strncmp(name, "tables/", strlen("tables/")) == 0 ||
	       strcmp(name, "provenance.json") == 0 || strcmp(name, "datapackage.json") == 0 ||
	       strcmp(name, "revisions.tsv") == 0;
}

/* The reports of a report for each (render --each): all of them, or nothing is published. */
static void unpack(const char *folder, const char *from, mode_t mode, struct arena *a)
{
	char name[TAR_NAME_MAX];
	struct str text = {0};
	struct slice rest, bytes;
	struct error e = {0};

	if (!input_slurp_any(from, TEXT_MAX_BYTES, &text, &e))
		die("%s", e.text);
	rest = str_slice(&text);
	while (tar_next(&rest, name, &bytes, &e)) {
		if (is_taken(name))
			die("%s: a report has the name of what a publication has anyway", from);
		put_in(folder, name, bytes, mode, a);
	}
	if (e.text[0] != '\0')
		die("%s: %s", from, e.text);
	str_done(&text);
}

static void put_report(const struct plan *plan, const struct place *p, const struct plan_table *t,
                       struct arena *a)
{
	if (slice_ends(slice_of(t->name), TAR_ENDING))
		unpack(p->folder, t->file, plan->mode, a);
	else
		folder_copy(p->folder, t->name, t->file, plan->mode);
}

static void fill(const struct plan *plan, const struct place *p, const struct settlement *s,
                 struct arena *a)
{
	const char *tables = arena_format(a, "%s/tables", p->folder);
	struct str text = {0};
	struct error e = {0};

	folder_make(tables, folder_mode(plan->mode));
	for (size_t i = 0; i < plan->targets; i++)
		for (size_t j = 0; j < plan->target[i].tables; j++) {
			const struct plan_table *t = &plan->target[i].table[j];
			if (!t->published)
				continue;
			if (strcmp(plan->target[i].kind, "report") == 0)
				put_report(plan, p, t, a);
			else
				folder_copy(tables, arena_format(a, "%s.tsv", t->name), t->file,
				            plan->mode);
		}
	if (!provenance_write(plan, s, &text, &e))
		die("%s", e.text);
	folder_put(p->folder, "provenance.json", str_slice(&text), plan->mode);
	str_reset(&text);
	datapackage_write(plan, plan_is_made_up(s), &text, &e);
	folder_put(p->folder, "datapackage.json", str_slice(&text), plan->mode);
	str_done(&text);
}

static struct slice reason_for(const struct plan_table *t)
{
	bool open = t->level != NULL && strcmp(t->level, "open") == 0;

	return slice_of(opt.reason != NULL ? opt.reason : open ? "" : REVISIONS_OF_PERSONS);
}

static bool is_same(const char *one, const char *other)
{
	struct file_hash a, b;
	struct error e = {0};

	if (!file_hash_of(one, &a, &e) || !file_hash_of(other, &b, &e))
		die("%s", e.text);
	return strcmp(a.sha256, b.sha256) == 0;
}

static void add_revisions(struct str *to, const struct plan_target *t, const struct place *p,
                          struct arena *a)
{
	for (size_t i = 0; i < t->tables; i++) {
		const struct plan_table *table = &t->table[i];
		const char *before = arena_format(a, "%s/tables/%s.tsv", p->current, table->name);
		if (!table->published || access(before, F_OK) != 0)
			continue;
		if (!table->perturbed)
			revisions_add(to, table->name, table->key, before, table->file,
			              reason_for(table));
		else if (!is_same(before, table->file))
			revisions_add_noise(to, table->name);
	}
}

/* Of every table, be it a step's, a group's or what a source says of its rows. */
static void put_revisions(const struct plan *plan, const struct place *p, struct arena *a)
{
	struct str text = {0};

	str_add_text(&text, REVISIONS_HEADER);
	for (size_t i = 0; i < plan->targets && p->current != NULL; i++)
		if (strcmp(plan->target[i].kind, "report") != 0)
			add_revisions(&text, &plan->target[i], p, a);
	folder_put(p->folder, "revisions.tsv", str_slice(&text), plan->mode);
	str_done(&text);
}

/* The ledgers of all steps, one after the other, as they were settled. */
static void put_ledger(const struct plan *plan, const struct place *p)
{
	struct str all = {0};
	struct error e = {0};

	if (!standing_ledgers(plan, true, &all, &e))
		die("%s", e.text);
	folder_put(p->attempt, "ledger.jsonl", str_slice(&all), 0600);
	str_done(&all);
}

/* ---------------------------------------------------------------- the gate */

static const struct plan_table *find_table(const struct plan *plan, const char *file)
{
	for (size_t i = 0; i < plan->targets; i++)
		for (size_t j = 0; j < plan->target[i].tables; j++) {
			const struct plan_table *t = &plan->target[i].table[j];
			if (t->published && strcmp(plan->target[i].kind, "report") != 0 &&
			    slice_ends(slice_of(file), ".tsv") &&
			    slice_is((struct slice){file, strlen(file) - strlen(".tsv")}, t->name))
				return t;
		}
	return NULL;
}

static void look_at_text(struct gate *g, const char *path, const char *name)
{
	struct str text = {0};
	struct error e = {0};

	if (!input_slurp_any(path, TEXT_MAX_BYTES, &text, &e))
		die("%s", e.text);
	gate_text(g, str_slice(&text), name);
	str_done(&text);
}

static bool is_folder(const char *path)
{
	struct stat there;

	if (lstat(path, &there) != 0)
		die_errno("%s", path);
	return S_ISDIR(there.st_mode);
}

/*
 * Every file of a folder, and of those in it, in the order of their names. `in`: the way to it from the publication, with a
 * slash; the tables have been looked at.
 */
static void look_at(struct gate *g, const struct plan *plan, const char *folder, const char *in)
{
	bool tables = strcmp(in, "tables/") == 0;
	struct dirent **entry;
	int n = scandir(folder, &entry, NULL, alphasort);

	if (n < 0)
		die_errno("%s", folder);
	for (int i = 0; i < n; i++) {
		const char *name = arena_text(g->arena, slice_of(entry[i]->d_name));
		const char *path = arena_format(g->arena, "%s/%s", folder, name);
		const char *way = arena_format(g->arena, "%s%s", in, name);
		const struct plan_table *t = tables ? find_table(plan, name) : NULL;

		free(entry[i]);
		if (name[0] == '.' || strcmp(way, "tables") == 0)
			continue;
		gate_name(g, name);
		if (t != NULL)
			gate_table(g, path, way, t->key, false);
		else if (is_folder(path))
			look_at(g, plan, path, arena_format(g->arena, "%s/", way));
		else
			look_at_text(g, path, way);
	}
	free(entry);
}

#define REFUSED "what shows a person does not leave; nothing is published"

/* Before a folder of that name is made. */
static void pass_name(const struct plan *plan, struct arena *a)
{
	struct gate g = {.arena = a};

	gate_name(&g, plan->publish);
	gate_close(&g, REFUSED);
}

/*
 * The tables first, so that their amounts are known in the texts. What is refused is not left where others can read
 * it.
 */
static void pass_gate(const struct plan *plan, const struct place *p, struct arena *a)
{
	struct gate g = {.arena = a,
	                 .amount = plan->amount,
	                 .amounts = plan->amounts,
	                 .identifier = plan->identifier,
	                 .identifiers = plan->identifiers};

	look_at(&g, plan, arena_format(a, "%s/tables", p->folder), "tables/");
	look_at(&g, plan, p->folder, "");
	if (g.found > 0)
		folder_remove(p->attempt);
	gate_close(&g, REFUSED);
}

/* ---------------------------------------------------------------- all of it */

static void say(const char *what, const char *link, mode_t mask)
{
	struct str line = {0};

	umask(mask);
	str_addf(&line, "%s %s\n", what, link);
	stage_print(str_slice(&line));
	str_done(&line);
}

/* What is not let out is not left where others can read it. */
static void pass_edition(struct edition *e, const struct plan *plan, const struct settlement *s,
                         const struct place *p, struct arena *a)
{
	edition_judge(e, plan, s, p->folder, p->current, a);
	if (e->verdict == EDITION_REFUSED)
		folder_remove(p->attempt);
	if (e->verdict == EDITION_REFUSED)
		die("%s", e->reason.text);
}

static void publish(const struct plan *plan, const struct settlement *s, struct arena *a)
{
	mode_t mask = umask(0); /* the modes are the pipeline's, not those of whoever runs it */
	struct place p;
	struct edition edition;

	pass_name(plan, a);
	place_find(&p, plan->publish, a);
	place_lock(p.versions, folder_mode(plan->mode));
	place_find(&p, plan->publish, a);
	folder_make(p.attempt, 0700);
	folder_make(p.folder, folder_mode(plan->mode));
	fill(plan, &p, s, a);
	put_revisions(plan, &p, a);
	pass_gate(plan, &p, a);
	pass_edition(&edition, plan, s, &p, a);
	if (edition.verdict == EDITION_HELD) {
		edition_note(&edition, p.attempt);
		place_is_published(p.link);
		warn("%s", edition.reason.text);
		say("held", p.link, mask);
	} else if (edition.verdict != EDITION_NEW && p.current != NULL &&
	           folder_equal(p.folder, p.current, "revisions.tsv")) {
		place_is_published(p.link);
		say("unchanged", p.link, mask);
	} else {
		put_ledger(plan, &p);
		edition_note(&edition, p.attempt);
		folder_sync(p.attempt);
		place_turn(&p, ++p.number, folder_mode(plan->mode), a);
		say("published", p.link, mask);
	}
	place_remove_old(&p, p.number, p.number - 1, a);
	place_set_modes(&p, plan->mode, a);
}

/* ---------------------------------------------------------------- withdrawing */

/* What is said to everybody, in every form. */
static void check_withdrawal(const char *link, struct arena *a)
{
	struct gate g = {.arena = a};

	if (opt.day == NULL || !date_is(slice_of(opt.day)) || opt.approved == NULL)
		stage_usage("--withdraw needs --day YYYY-MM-DD and --approved-by NAME");
	if (strpbrk(opt.withdraw, "<>&\n") != NULL)
		stage_usage("--withdraw is one line of text, without < > and &");
	gate_text(&g, slice_of(opt.withdraw), "--withdraw");
	gate_close(&g, "what shows a person does not leave; nothing is withdrawn");
	if (access(link, F_OK) != 0)
		die("%s: nothing is published there", link);
}

/* The accounts of the run do not matter any more: what is out goes. */
static void withdraw(const struct plan *plan, struct arena *a)
{
	mode_t mask = umask(0);
	struct place p;
	struct withdrawal w = {
	    plan->name, plan->editions.period == NULL ? "" : plan->editions.period,
	    opt.day,    opt.withdraw,
	    plan->mode, a};

	check_withdrawal(plan->publish, a);
	place_find(&p, plan->publish, a);
	place_lock(p.versions, folder_mode(plan->mode));
	place_find(&p, plan->publish, a);
	if (p.current == NULL)
		die("%s: nothing is published there", p.link);
	folder_make(p.attempt, 0700);
	folder_make(p.folder, folder_mode(plan->mode));
	withdrawal_fill(&w, p.current, p.folder);
	edition_withdraw(plan, p.current, p.attempt, opt.day, opt.approved, a);
	folder_sync(p.attempt);
	place_turn(&p, ++p.number, folder_mode(plan->mode), a);
	place_set_aside(&p, a);
	place_remove_old(&p, p.number, 0, a);
	place_set_modes(&p, plan->mode, a);
	say("withdrawn", p.link, mask);
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	struct arena arena = {0};
	struct settlement s = {.arena = &arena};
	struct plan plan;
	struct error e = {0};

	if (o.n != 1)
		stage_usage("wanted: PLAN");
	if (!plan_load(o.at[0], &arena, &plan, &e))
		die("%s", e.text);
	if (plan.publish == NULL)
		die("%s: this pipeline publishes nothing", plan.path);
	if (opt.withdraw != NULL) {
		withdraw(&plan, &arena);
		arena_done(&arena);
		return stage_end();
	}
	standing_check(&plan, &s, false);
	for (size_t i = 0; i < s.differences; i++)
		warn("%s", s.difference[i]);
	if (s.differences > 0)
		die("the accounts of the run do not meet; nothing is published");
	publish(&plan, &s, &arena);
	settlement_done(&s);
	arena_done(&arena);
	return stage_end();
}
