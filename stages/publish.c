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
#include "publish/datapackage.h"
#include "publish/edition.h"
#include "error.h"
#include "file_hash.h"
#include "folder.h"
#include "publish/gate.h"
#include "input.h"
#include "publish/provenance.h"
#include "publish/revisions.h"
#include "stage.h"
#include "standing.h"
#include "tar.h"

#define PUBLISHED_STATUS 1 /* published, but what comes after failed */
#define TEXT_MAX_BYTES ((size_t)1 << 30)

static struct {
	const char *reason;
} opt;

static const struct option options[] = {
    {"reason", OPTION_TEXT, &opt.reason, "TEXT", "why figures differ from those before"}, {0}};

static const struct stage stage = {
    "publish",
    "put a run's reports and tables in place of those before",
    "PLAN",
    options,
    "PLAN is the plan.json that finsam pipeline --write leaves in the work folder.",
    0,
    STAGE_COUNT_FREE};

/*
 * A publication is a link, site/x -> x.versions/3/publication. A new version is filled under a name of this try's
 * own, gets its number when it is whole, on disk and past the gate, and only then does a rename turn the link.
 * Until then nobody else can look into it. Whoever dies anywhere leaves the link as it was, and a folder that the
 * next one removes.
 */
struct place {
	const char *link;     /* site/x */
	const char *versions; /* site/x.versions */
	const char *current;  /* the folder that the link shows, or NULL */
	long number;          /* its number, 0: none */
	const char *attempt;  /* the version being made */
	const char *folder;   /* the publication in it */
};

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

static void find_place(struct place *p, const char *link, struct arena *a)
{
	size_t n = strlen(link);
	char target[4096];
	const char *number;
	ssize_t length;

	while (n > 1 && link[n - 1] == '/')
		n--;
	*p = (struct place){.link = arena_text(a, (struct slice){link, n})};
	p->versions = arena_format(a, "%s.versions", p->link);
	p->attempt = arena_format(a, "%s/try.%ld", p->versions, (long)getpid());
	p->folder = arena_format(a, "%s/publication", p->attempt);
	length = readlink(p->link, target, sizeof target - 1);
	if (length < 0 && errno == ENOENT)
		return;
	if (length < 0)
		die("%s is there already, but not as a publication; move it away", p->link);
	target[length] = '\0';
	number = strchr(target, '/');
	p->number = number == NULL ? 0 : strtol(number + 1, NULL, 10);
	if (p->number <= 0)
		die("%s is there already, but not as a publication; move it away", p->link);
	p->current = arena_format(a, "%s/%ld/publication", p->versions, p->number);
	if (access(p->current, F_OK) != 0)
		p->current = NULL;
}

/* Every version but these two, and what other tries left. */
static void remove_old(const struct place *p, long keep, long before, struct arena *a)
{
	DIR *folder = opendir(p->versions);
	struct dirent *entry;

	if (folder == NULL)
		die_errno("%s", p->versions);
	while ((entry = readdir(folder)) != NULL) {
		long number = strtol(entry->d_name, NULL, 10);
		if (entry->d_name[0] != '.' && number != keep && (number != before || number == 0))
			folder_remove(arena_format(a, "%s/%s", p->versions, entry->d_name));
	}
	closedir(folder);
}

/* ---------------------------------------------------------------- filling */

/* Where the file lies, and its folders down from the publication. */
static void put_in(const char *folder, const char *name, struct slice bytes, mode_t mode,
                   struct arena *a)
{
	const char *last = last_part(name);

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

/* ---------------------------------------------------------------- swapping */

/* What is published. */
static const char *published;

static void tell_published(void)
{
	warn("%s is published all the same", published);
}

/*
 * What fails from now on does not make it unpublished: the status is another, and whoever hears of the failure
 * hears that too.
 */
static void published_from_now(const char *link)
{
	published = link;
	error_at_death(tell_published);
	error_status(PUBLISHED_STATUS);
	signal(SIGPIPE, SIG_IGN);
}

static void turn_link(const struct place *p, long number, mode_t mode, struct arena *a)
{
	const char *version = arena_format(a, "%s/%ld", p->versions, number);
	const char *next = arena_format(a, "%s.link.%ld", p->link, (long)getpid());
	const char *above = arena_format(a, "%s/..", p->versions);

	folder_remove(version);
	if (chmod(p->attempt, mode) != 0 || rename(p->attempt, version) != 0)
		die_errno("%s", version);
	folder_sync(p->versions);
	unlink(next);
	if (symlink(arena_format(a, "%s.versions/%ld/publication", last_part(p->link), number),
	            next) != 0 ||
	    rename(next, p->link) != 0)
		die_errno("%s", p->link);
	published_from_now(p->link);
	folder_sync_names(above);
}

static void say(const char *what, const char *link, mode_t mask)
{
	struct str line = {0};

	umask(mask);
	str_addf(&line, "%s %s\n", what, link);
	stage_print(str_slice(&line));
	str_done(&line);
}

/* Runs with work folders of their own can publish to one place; the lock goes with the process. */
static void lock(const char *versions, mode_t mode)
{
	int descriptor;

	folder_make(versions, mode);
	descriptor = open(versions, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (descriptor < 0 || flock(descriptor, LOCK_EX) != 0)
		die_errno("%s", versions);
}

/*
 * Who may read is what the pipeline says now, of the versions that stay too: it may have said something else when
 * they were made. Only the ledger beside them is nobody's but the owner's.
 */
static void set_modes(const struct place *p, mode_t mode, struct arena *a)
{
	folder_chmod_one(p->versions, folder_mode(mode));
	for (long number = p->number; number > 0 && number >= p->number - 1; number--) {
		const char *version = arena_format(a, "%s/%ld", p->versions, number);
		if (access(version, F_OK) != 0)
			continue;
		folder_chmod_one(version, folder_mode(mode));
		folder_chmod(arena_format(a, "%s/publication", version), mode);
	}
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
	find_place(&p, plan->publish, a);
	lock(p.versions, folder_mode(plan->mode));
	find_place(&p, plan->publish, a);
	folder_make(p.attempt, 0700);
	folder_make(p.folder, folder_mode(plan->mode));
	fill(plan, &p, s, a);
	put_revisions(plan, &p, a);
	pass_gate(plan, &p, a);
	pass_edition(&edition, plan, s, &p, a);
	if (edition.verdict == EDITION_HELD) {
		edition_note(&edition, p.attempt);
		published_from_now(p.link);
		warn("%s", edition.reason.text);
		say("held", p.link, mask);
	} else if (edition.verdict != EDITION_NEW && p.current != NULL &&
	           folder_equal(p.folder, p.current, "revisions.tsv")) {
		published_from_now(p.link);
		say("unchanged", p.link, mask);
	} else {
		put_ledger(plan, &p);
		edition_note(&edition, p.attempt);
		folder_sync(p.attempt);
		turn_link(&p, ++p.number, folder_mode(plan->mode), a);
		say("published", p.link, mask);
	}
	remove_old(&p, p.number, p.number - 1, a);
	set_modes(&p, plan->mode, a);
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
