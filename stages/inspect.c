/*
 * inspect: tell who decides what a run is about to publish
 *
 * Reads the plan, the ledgers of its steps, each table about persons before and after it was protected, what was hidden in it, and the
 * publication that is shown now. Holds one of these tables at a time.
 */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "atomic_file.h"
#include "error.h"
#include "folder.h"
#include "inspect/figures.h"
#include "inspect/hidden.h"
#include "inspect/let_out.h"
#include "inspect/line.h"
#include "inspect/request.h"
#include "inspect/settings.h"
#include "level.h"
#include "plan.h"
#include "publish/gate.h"
#include "publish/revisions.h"
#include "stage.h"
#include "text.h"

static struct {
	const char *into;
	struct texts exception, approved;
} opt;

static const struct option options[] = {
    {"into", OPTION_TEXT, &opt.into, "FOLDER", "where the tables go; must be given"},
    {"exception", OPTION_LIST, &opt.exception, "TABLE=TEXT",
     "an exception that is asked for; may be given again"},
    {"approved", OPTION_LIST, &opt.approved, "TABLE=NAME",
     "who has approved the exceptions of that table; may be given again"},
    {0}};

static const struct stage stage = {
    "inspect",
    "tell who decides what a run is about to publish",
    "PLAN",
    options,
    "PLAN is the plan.json of a work folder in which all but the publication was made. `finsam\n"
    "review` makes a report of what this writes.",
    0,
    STAGE_COUNT_FREE};

/*
 * A group is a step of protect: of one table, or of several that were protected together. The tables that are written are texts that
 * grow, each with the column that the gate refuses, so that none of them ever leaves.
 */
enum table { TABLES, RULES, CELLS, SETTINGS, OPEN, EXCEPTIONS, EDITIONS, OUTPUTS };

static const struct {
	const char *name, *header;
} output[OUTPUTS] = {[TABLES] = {"tabeller",
                                 "grupp\ttabell\tpublicerad\tmetod\trader\tfigurer\tminst_inne\t"
                                 "minst_visas\tprimara\tandras\tfoljd\tstorda\tandrade"},
                     [RULES] = {"regler", "tabell\tregel\tregel_en\tantal"},
                     [CELLS] = {"celler", "tabell\tuppgift\tregel\tregel_en\tminst\tmest"},
                     [SETTINGS] = {"installningar", "grupp\tinstallning\tinstallning_en\ttabeller"},
                     [OPEN] = {"oppna", "tabell\trader\tandrade"},
                     [EXCEPTIONS] = {"undantag", "tabell\tbegaran\tgodkand_av\tnr"},
                     [EDITIONS] = {"upplagor", "upplaga\tdag\ttillstand\ttillstand_en\ttabeller"}};

struct inspection {
	const struct plan *plan;
	struct arena *arena;
	struct request_table known; /* which columns count */
	struct str text[OUTPUTS];
};

/* ---------------------------------------------------------------- what is published of it */

static bool reads(const struct plan_target *t, const char *file)
{
	for (size_t i = 0; i < t->ofs; i++)
		if (slice_starts(slice_of(t->of[i]), file) &&
		    strcmp(t->of[i] + strlen(file), ".id") == 0)
			return true;
	return false;
}

/* Whether something that is published is made of the file. */
static bool is_used(const struct plan *plan, const char *file)
{
	for (size_t i = 0; i < plan->targets; i++) {
		const struct plan_target *t = &plan->target[i];
		bool used = reads(t, file);
		for (size_t j = 0; used && j < t->tables; j++)
			if (t->table[j].published || is_used(plan, t->table[j].file))
				return true;
	}
	return false;
}

/* The table of the plan that lies there. */
static const struct plan_table *find_file(const struct plan *plan, const char *file)
{
	for (size_t i = 0; i < plan->targets; i++)
		for (size_t j = 0; j < plan->target[i].tables; j++)
			if (strcmp(plan->target[i].table[j].file, file) == 0)
				return &plan->target[i].table[j];
	return NULL;
}

/* Figures that differ from those that are published now; not known if it is not published now, or not as a table. */
static int64_t count_changes(const struct inspection *x, const struct plan_table *t)
{
	const char *before;
	struct str text = {0};
	int64_t n = 0;

	if (t == NULL || !t->published || x->plan->publish == NULL)
		return LINE_UNKNOWN;
	before = arena_format(x->arena, "%s/tables/%s.tsv", x->plan->publish, t->name);
	if (access(before, F_OK) != 0)
		return LINE_UNKNOWN;
	revisions_add(&text, t->name, t->key, before, t->file, slice_of(""));
	for (size_t i = 0; i < text.n; i++)
		n += text.at[i] == '\n';
	str_done(&text);
	return n;
}

/* ---------------------------------------------------------------- exceptions */

static bool is_of(const char *said, struct slice table, const char **what)
{
	struct slice name;

	return stage_assignment(said, &name, what) && slice_equal(name, table);
}

static void add_exceptions(struct inspection *x, struct slice table)
{
	struct str *to = &x->text[EXCEPTIONS];
	const char *text, *name;

	for (size_t i = 0; i < opt.exception.n; i++) {
		const char *by = "";
		if (!is_of(opt.exception.at[i], table, &text))
			continue;
		for (size_t j = 0; j < opt.approved.n; j++)
			if (is_of(opt.approved.at[j], table, &name))
				by = name;
		line_add_field(to, table);
		line_add_text(to, text);
		line_add_text(to, by[0] == '\0' ? "-" : by);
		line_add_number(to, (int64_t)i + 1);
		line_end(to);
	}
}

/* ---------------------------------------------------------------- a group */

/* GROUP.WHAT.tsv, beside what the step is called by. */
static const char *beside(const struct inspection *x, const struct plan_target *t,
                          struct slice what)
{
	const char *own = t->table[0].file;

	return arena_format(x->arena, "%.*s.%.*s.tsv", (int)(strlen(own) - strlen(".tsv")), own,
	                    SLICE(what));
}

static const char *shown(const struct inspection *x, const struct plan_table *planned,
                         const char *file)
{
	return planned != NULL && planned->published ? "ja"
	       : is_used(x->plan, file)              ? "del"
	                                             : "nej";
}

static void add_table(struct inspection *x, const struct plan_target *t, const struct request *r,
                      const struct request_table *table)
{
	bool alone = table->name.n == 0;
	struct slice name = alone ? slice_of(t->name) : table->name;
	const char *file = alone ? t->table[0].file : beside(x, t, name), *inside = table->inside;
	const struct plan_table *planned = find_file(x->plan, file);
	struct str *to = &x->text[TABLES];
	struct figures f;
	struct hidden h;
	bool known;

	if (inside != NULL && access(inside, F_OK) != 0)
		inside = NULL;
	figures_read(&f, table, inside, file);
	known = hidden_read(&h, beside(x, t, slice_of("explain")), name, x->arena, &x->text[CELLS],
	                    &x->text[RULES]);
	line_add_text(to, t->name);
	line_add_field(to, name);
	line_add_text(to, shown(x, planned, file));
	line_add_text(to, request_method(r));
	line_add_number(to, f.rows);
	line_add_number(to, f.figures);
	line_add_number(to, f.least_inside);
	line_add_number(to, f.least_shown);
	line_add_number(to, known ? h.primary : f.hidden);
	line_add_number(to, known ? h.other : LINE_UNKNOWN);
	line_add_number(to, known ? h.made_of : LINE_UNKNOWN);
	line_add_number(to, f.changed);
	line_add_number(to, count_changes(x, planned));
	line_end(to);
	add_exceptions(x, name);
}

/* ---------------------------------------------------------------- the verb */

/* Tables that are about no persons: money, members. They are not protected, and are told by their names alone. */
static void add_open(struct inspection *x, const struct plan_target *t)
{
	for (size_t j = 0; j < t->tables; j++) {
		const struct plan_table *table = &t->table[j];
		struct request_table none = {0};
		struct figures f;
		if (!table->published || level_of(table->level) != LEVEL_OPEN)
			continue;
		figures_read(&f, &none, NULL, table->file);
		line_add_text(&x->text[OPEN], table->name);
		line_add_number(&x->text[OPEN], f.rows);
		line_add_number(&x->text[OPEN], count_changes(x, table));
		line_end(&x->text[OPEN]);
	}
}

/* What is made of protected tables, or came in protected: of which rule a figure is hidden is told of those. */
static void add_made_of(struct inspection *x, const struct plan_table *t)
{
	struct str *to = &x->text[TABLES];
	struct figures f;

	figures_read(&f, &x->known, NULL, t->file);
	line_add_text(to, "-");
	line_add_text(to, t->name);
	line_add_text(to, "ja");
	line_add_text(to, "-");
	line_add_number(to, f.rows);
	line_add_number(to, f.figures);
	line_add_number(to, LINE_UNKNOWN);
	line_add_number(to, f.least_shown);
	line_add_number(to, LINE_UNKNOWN);
	line_add_number(to, LINE_UNKNOWN);
	line_add_number(to, f.hidden);
	line_add_number(to, f.changed);
	line_add_number(to, count_changes(x, t));
	line_end(to);
	add_exceptions(x, slice_of(t->name));
}

static void add_rest(struct inspection *x, const struct plan_target *t)
{
	add_open(x, t);
	for (size_t j = 0; j < t->tables; j++)
		if (t->table[j].published && level_of(t->table[j].level) != LEVEL_OPEN)
			add_made_of(x, &t->table[j]);
}

static void know(struct inspection *x, struct slice name)
{
	struct request_table *k = &x->known;

	k->measure = array_room(k->measure, &k->room, k->measures + 1, sizeof *k->measure);
	k->measure[k->measures++] = (struct request_measure){name, REQUEST_COUNT, false};
}

/* The tables of a step of protect. False: it was none. */
static bool add_group(struct inspection *x, const struct plan_target *t)
{
	const char *ledger = arena_format(x->arena, "%s.ledger", t->table[0].file);
	struct error e = {0};
	struct request r;
	bool found = request_read(ledger, x->arena, &r, &e);

	if (!found && e.text[0] != '\0')
		die("%s", e.text);
	if (found)
		settings_add(&x->text[SETTINGS], t->name, &r, x->arena);
	for (size_t i = 0; found && i < r.tables; i++) {
		if (r.table[i].name.n == 0 && r.tables > 1)
			continue;
		add_table(x, t, &r, &r.table[i]);
		for (size_t j = 0; j < r.table[i].measures; j++)
			if (r.table[i].measure[j].kind == REQUEST_COUNT)
				know(x, r.table[i].measure[j].name);
	}
	request_done(&r);
	return found;
}

/* First what was protected here, so that it is known which columns count; then all else that is published. */
static void inspect(struct inspection *x)
{
	const struct plan *plan = x->plan;
	bool *group = arena_take(x->arena, (plan->targets + 1) * sizeof *group);

	for (size_t i = 0; i < plan->targets; i++)
		group[i] =
		    strcmp(plan->target[i].kind, "report") == 0 || add_group(x, &plan->target[i]);
	for (size_t i = 0; x->known.measures == 0 && i < plan->amounts; i++)
		know(x, plan->amount[i]);
	for (size_t i = 0; i < plan->targets; i++)
		if (!group[i])
			add_rest(x, &plan->target[i]);
	free(x->known.measure);
}

/* What an exception is asked for must be a table that was looked at, or nobody would see it. */
static void check_names(const struct inspection *x, const struct texts *said, const char *option)
{
	for (size_t i = 0; i < said->n; i++) {
		struct slice name;
		const char *what;
		if (!stage_assignment(said->at[i], &name, &what) || *what == '\0' ||
		    !text_is_utf8(slice_of(what)))
			stage_usage("--%s: wanted: TABLE=TEXT", option);
		if (strstr(x->text[TABLES].at, arena_format(x->arena, "\t%.*s\t", SLICE(name))) ==
		    NULL)
			stage_usage("--%s: no table %.*s about persons is published", option,
			            SLICE(name));
	}
}

static void put(struct inspection *x)
{
	for (enum table i = 0; i < OUTPUTS; i++) {
		const char *path = arena_format(x->arena, "%s/%s.tsv", opt.into, output[i].name);
		struct atomic_file *file = atomic_file_open(path, 0600);
		atomic_file_write(file, str_slice(&x->text[i]));
		atomic_file_commit(file);
		str_done(&x->text[i]);
	}
	atomic_file_keep();
}

int main(int argc, char **argv)
{
	struct operands o = stage_begin(&stage, argc, argv);
	struct arena arena = {0};
	struct plan plan;
	struct inspection x = {.plan = &plan, .arena = &arena};
	struct error e = {0};

	if (o.n != 1)
		stage_usage("wanted: PLAN");
	if (opt.into == NULL)
		stage_usage("--into: where the tables go");
	if (!plan_load(o.at[0], &arena, &plan, &e))
		die("%s", e.text);
	for (enum table i = 0; i < OUTPUTS; i++)
		str_addf(&x.text[i], "%s\t" GATE_INSIDE "\n", output[i].header);
	inspect(&x);
	let_out_add(&x.text[EDITIONS], &plan, &arena);
	check_names(&x, &opt.exception, "exception");
	check_names(&x, &opt.approved, "approved");
	umask(077);
	folder_make(opt.into, 0700);
	put(&x);
	arena_done(&arena);
	return stage_end();
}
