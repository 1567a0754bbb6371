/* standing: see standing.h. */
#include "standing.h"

#include <sys/stat.h>
#include <unistd.h>

#include "input.h"
#include "map.h"
#include "seen.h"

#define PART_MAX_BYTES ((size_t)64 << 20)
#define LEDGER_MAX_BYTES ((size_t)256 << 20)

struct standing {
	const struct plan *plan;
	struct settlement *s;
	struct str run;   /* the first line of what is made in this run; empty: not known */
	struct map asked; /* the ledgers that make wanted in this run */
	bool now;         /* the target that is looked at was made in it */
	bool all;         /* everything stands */
};

static const char *file_of(const struct standing *c, const struct plan_target *t,
                           const char *ending)
{
	return arena_format(c->plan->arena, "%s.%s", t->table[0].file, ending);
}

/* False: it is not there. */
static bool slurp(const char *path, struct str *to)
{
	struct error e = {0};

	str_reset(to);
	return access(path, F_OK) == 0 && input_slurp(path, PART_MAX_BYTES, to, &e);
}

/* The name of the run that goes on; without one every name is right. */
static void load_run(struct standing *c)
{
	struct str name = {0};

	if (slurp(arena_format(c->plan->arena, "%s/run", c->plan->work), &name))
		str_addf(&c->run, "run %s", name.at);
	str_done(&name);
}

static void load_asked(struct standing *c)
{
	struct str text = {0};
	struct slice rest, line;

	if (c->run.n > 0 && slurp(arena_format(c->plan->arena, "%s/asked", c->plan->work), &text)) {
		rest = str_slice(&text);
		while (slice_cut(&rest, '\n', &line))
			map_put(&c->asked, line, NULL);
	}
	str_done(&text);
}

static bool is_asked(const struct standing *c, const char *path)
{
	return map_find(&c->asked, slice_of(path)) != MAP_NONE;
}

/* Whether the file is there, and not dated back. */
static bool is_there(const char *path)
{
	struct stat there;

	return stat(path, &there) == 0 && there.st_mtim.tv_sec != 0;
}

/* Takes the bytes of a file off the front of *rest, if they stand there. */
static bool take(struct slice *rest, const char *path)
{
	struct str part = {0};
	bool good = slurp(path, &part) && slice_starts(*rest, part.n == 0 ? "" : part.at);

	if (good)
		*rest = (struct slice){rest->at + part.n, rest->n - part.n};
	str_done(&part);
	return good;
}

/* What the target was made of and is not there any more as it was; NULL if nothing. */
static const char *what_differs(struct standing *c, const struct plan_target *t, const char *made)
{
	struct slice rest = slice_of(made), line;
	const char *script = file_of(c, t, "sh");

	slice_cut(&rest, '\n', &line);
	c->now = c->run.n > 0 && slice_equal(line, (struct slice){c->run.at, c->run.n - 1});
	if (rest.at == NULL || !take(&rest, script))
		return script;
	for (size_t i = 0; i < t->ofs; i++)
		if (!take(&rest, t->of[i]))
			return t->of[i];
	return rest.n == 0 ? NULL : script;
}

/* The first of its results that is not there; NULL if none. Later some may be gone, for persons are in them. */
static const char *what_lacks(const struct plan_target *t)
{
	for (size_t i = 0; i < t->tables; i++)
		if (access(t->table[i].file, F_OK) != 0)
			return t->table[i].name;
	return NULL;
}

/* Whether it lies there and is made of what lies there now; if not, why. */
static bool is_made(struct standing *c, const struct plan_target *t)
{
	struct str of = {0};
	const char *other;

	for (size_t i = 0; i < t->tables; i++)
		if (!is_there(arena_format(c->plan->arena, "%s.id", t->table[i].file))) {
			settlement_differ(c->s, "%s was not made", t->table[i].name);
			return false;
		}
	if (!is_there(file_of(c, t, "ledger")) || !slurp(file_of(c, t, "of"), &of)) {
		settlement_differ(c->s, "%s was not made", t->name);
		str_done(&of);
		return false;
	}
	other = what_differs(c, t, of.at == NULL ? "" : of.at);
	if (other == NULL && !c->now && is_asked(c, file_of(c, t, "ledger")))
		settlement_differ(c->s, "%s was to be made, and was not", other = t->name);
	else if (other != NULL)
		settlement_differ(c->s, "%s was not made of what lies there now: %s", t->name,
		                  other);
	else if (c->now && (other = what_lacks(t)) != NULL)
		settlement_differ(c->s, "%s was not made", other);
	str_done(&of);
	return other == NULL;
}

/* ---------------------------------------------------------------- results */

/* Whether a step of the target says that it wrote this. What nobody tells of is not held against anybody. */
static bool was_written(const struct settlement *s, const struct plan_target *t, size_t table,
                        const struct flow *result)
{
	bool stream = table == 0 && strcmp(t->kind, "group") != 0, told = stream;

	for (size_t i = 0; i < s->accounts; i++)
		for (size_t j = 0;
		     strcmp(s->account[i].target, t->name) == 0 && j < s->account[i].writes; j++) {
			const struct flow *w = &s->account[i].written[j];
			if ((strcmp(w->path, "-") == 0) != stream)
				continue;
			told = true;
			if (w->hash[0] == '\0' || strcmp(w->hash, result->hash) == 0)
				return true;
		}
	return !told;
}

/* A step is written as it is called: the stage, a blank, its operands. */
static bool is_call_of(const char *step, const char *stage)
{
	size_t n = strlen(stage);

	return strncmp(step, stage, n) == 0 && (step[n] == ' ' || step[n] == '\0');
}

/* Whether the ledger tells of each of its steps, and what lies there is what they wrote. */
static bool is_settled(struct standing *c, const struct plan_target *t)
{
	size_t before = c->s->differences;

	for (size_t i = 0; i < t->steps; i++) {
		const struct account *a = plan_account(c->s, t->name, i + 1);
		if (a == NULL)
			settlement_differ(c->s, "%s: nothing is known of its step %zu", t->name,
			                  i + 1);
		else if (!is_call_of(t->step[i], a->stage))
			settlement_differ(c->s,
			                  "%s: its step %zu is said to be %s, which it is not",
			                  t->name, i + 1, a->stage);
	}
	for (size_t i = 0; i < t->tables; i++) {
		const struct flow *result = plan_result(c->s, t->table[i].file);
		if (result == NULL || !was_written(c->s, t, i, result))
			settlement_differ(c->s, "%s: what lies there is not what its steps wrote",
			                  t->table[i].name);
	}
	return c->s->differences == before;
}

/* ---------------------------------------------------------------- all of it */

static void outdate(const struct standing *c, const struct plan_target *t)
{
	seen_outdate(file_of(c, t, "ledger"));
}

/* The note that publish left. */
static void check_publication(struct standing *c)
{
	const char *path = arena_format(c->plan->arena, "%s/published", c->plan->work);
	struct str note = {0};
	bool good = is_there(path) && slurp(path, &note) &&
	            (!is_asked(c, path) || slice_ends(str_slice(&note), c->run.at));

	if (!good && c->all)
		settlement_differ(c->s, "%s was not published", c->plan->publish);
	if (!good || !c->all)
		seen_outdate(path);
	str_done(&note);
}

/* The ledgers of those that were made. */
static void load(struct standing *c, const struct plan_target *t)
{
	struct error e = {0};

	if (!settlement_load(c->s, file_of(c, t, "ledger"), &e))
		settlement_differ(c->s, "%s", e.text);
	for (size_t i = 0; i < t->tables; i++)
		if (!settlement_load(c->s, arena_format(c->plan->arena, "%s.id", t->table[i].file),
		                     &e))
			settlement_differ(c->s, "%s", e.text);
}

void standing_check(const struct plan *plan, struct settlement *s, bool published)
{
	struct standing c = {.plan = plan, .s = s, .all = true};
	bool *made = arena_take(plan->arena, (plan->targets + 1) * sizeof *made);

	load_run(&c);
	load_asked(&c);
	for (size_t i = 0; i < plan->targets; i++) {
		made[i] = is_made(&c, &plan->target[i]);
		if (made[i])
			load(&c, &plan->target[i]);
	}
	settlement_check(s);
	for (size_t i = 0; i < plan->targets; i++) {
		if (made[i] && is_settled(&c, &plan->target[i]))
			continue;
		outdate(&c, &plan->target[i]);
		c.all = false;
	}
	if (published && plan->publish != NULL)
		check_publication(&c);
	map_done(&c.asked);
	str_done(&c.run);
}

static bool add_file(const char *path, bool needed, struct str *to, struct error *e)
{
	struct str one = {0};
	bool fine = true;

	if (needed || access(path, F_OK) == 0)
		fine = input_slurp(path, LEDGER_MAX_BYTES, &one, e);
	str_add(to, str_slice(&one));
	str_done(&one);
	return fine;
}

bool standing_ledgers(const struct plan *plan, bool all, struct str *to, struct error *e)
{
	for (size_t i = 0; i < plan->targets; i++) {
		const struct plan_target *t = &plan->target[i];
		for (size_t j = 0; j <= t->tables; j++) {
			const char *file = t->table[j == 0 ? 0 : j - 1].file;
			const char *path =
			    arena_format(plan->arena, j == 0 ? "%s.ledger" : "%s.id", file);
			if (!add_file(path, all, to, e))
				return false;
		}
	}
	return true;
}
