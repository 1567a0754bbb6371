/* edition: see edition.h. */
#include "publish/edition.h"

#include <unistd.h>

#include "publish/changes.h"
#include "publish/looks.h"
#include "digest.h"
#include "error.h"
#include "file_hash.h"
#include "folder.h"
#include "input.h"
#include "key.h"
#include "text.h"

#define MARK "release"
#define MARK_MADE_UP "made up\n"
#define MARK_MAX_BYTES ((size_t)1 << 16)
#define PIPELINE_MAX_BYTES ((size_t)16 << 20)

/* ---------------------------------------------------------------- what it is */

/* TABLE:SHA-256 of each published table, in the order of the plan. */
static const char *hash_tables(const struct plan *plan, struct arena *a)
{
	struct str list = {0};
	struct error e = {0};
	const char *text;

	for (size_t i = 0; i < plan->targets; i++)
		for (size_t j = 0; j < plan->target[i].tables; j++) {
			const struct plan_table *t = &plan->target[i].table[j];
			struct file_hash hash;
			if (!t->published || strcmp(plan->target[i].kind, "report") == 0)
				continue;
			if (!file_hash_of(t->file, &hash, &e))
				die("%s", e.text);
			str_addf(&list, "%s%s:%s", list.n == 0 ? "" : " ", t->name, hash.sha256);
		}
	text = arena_text(a, str_slice(&list));
	str_done(&list);
	return text;
}

/* Of the file and the parts that it uses, one after the other, and of how persons are counted with the parameters of today. */
static const char *hash_pipeline(const struct plan *plan, struct arena *a)
{
	char *hex = arena_take(a, DIGEST_HEX);
	unsigned char sum[DIGEST_BYTES];
	struct str text = {0};
	struct error e = {0};
	struct digest d;

	digest_init(&d);
	for (size_t i = 0; i <= plan->parts; i++) {
		str_reset(&text);
		if (!input_slurp(i == 0 ? plan->path : plan->part[i - 1].path, PIPELINE_MAX_BYTES,
		                 &text, &e))
			die("%s", e.text);
		digest_add(&d, str_slice(&text));
	}
	for (size_t i = 0; i < plan->editions.populations; i++)
		digest_add(&d, slice_of(plan->editions.population[i].definition));
	digest_end(&d, sum);
	digest_hex(sum, hex);
	str_done(&text);
	return hex;
}

static const char *hash_transitions(const struct plan *plan, struct arena *a)
{
	struct file_hash hash;
	struct error e = {0};

	if (plan->editions.transitions == NULL || plan->editions.transitions[0] == '\0')
		return "";
	if (!file_hash_of(plan->editions.transitions, &hash, &e))
		die("%s", e.text);
	return arena_text(a, slice_of(hash.sha256));
}

static const char *key_id(const struct plan *plan, struct arena *a)
{
	struct key key;
	struct error e = {0};
	const char *id;

	if (plan->key == NULL)
		return "";
	if (!key_load(plan->key, &key, &e))
		die("%s", e.text);
	id = arena_text(a, slice_of(key.id));
	key_done(&key);
	return id;
}

/* In record form. */
static void set(struct edition *e, enum release_field field, const char *text)
{
	struct str escaped = {0};

	text_escape(&escaped, slice_of(text == NULL ? "" : text));
	e->line.field[field] = arena_copy(e->arena, str_slice(&escaped));
	str_done(&escaped);
}

static bool is_final(const struct edition *e)
{
	return slice_is(e->line.field[RELEASE_KIND], "final");
}

static void describe(struct edition *e)
{
	const struct plan *plan = e->plan;
	const struct plan_editions *of = &plan->editions;

	set(e, RELEASE_PUBLICATION, plan->name);
	set(e, RELEASE_UNIT, of->unit);
	set(e, RELEASE_PERIOD, of->period);
	set(e, RELEASE_EDITION, arena_format(e->arena, "%zu", of->number));
	set(e, RELEASE_DAY, of->today);
	set(e, RELEASE_KIND, of->kind);
	set(e, RELEASE_METHOD, of->method);
	set(e, RELEASE_TRANSITIONS, hash_transitions(plan, e->arena));
	set(e, RELEASE_MIN, of->min);
	set(e, RELEASE_KEY, key_id(plan, e->arena));
	set(e, RELEASE_PERSONS, NULL);
	set(e, RELEASE_CAME, NULL);
	set(e, RELEASE_LEFT, NULL);
	set(e, RELEASE_TABLES, hash_tables(plan, e->arena));
	set(e, RELEASE_PIPELINE, hash_pipeline(plan, e->arena));
	set(e, RELEASE_APPROVED, of->approved);
	set(e, RELEASE_STATE, RELEASE_OUT);
	set(e, RELEASE_FROM, of->from);
	set(e, RELEASE_TILL, of->till);
	set(e, RELEASE_TELLS, of->tells);
	set(e, RELEASE_SOURCES, of->sources);
}

/* ---------------------------------------------------------------- what is out */

/*
 * A version says in a file beside its publication which line let it out. So a ledger that was put back from before, or taken from
 * elsewhere, is seen; and what has no mark was published when there were no editions, and has been looked at all the same.
 */
static const char *mark_of(const struct release *line, struct arena *a)
{
	char hex[DIGEST_HEX];

	digest_of(line->field[RELEASE_TABLES], hex);
	return arena_format(a, "edition %.*s-%.*s %s\n", SLICE(line->field[RELEASE_PERIOD]),
	                    SLICE(line->field[RELEASE_EDITION]), hex);
}

static const char *read_mark(const char *current, struct arena *a)
{
	const char *path = arena_format(a, "%s/../" MARK, current), *mark;
	struct str text = {0};
	struct error e = {0};

	if (access(path, F_OK) != 0)
		return NULL;
	if (!input_slurp(path, MARK_MAX_BYTES, &text, &e))
		die("%s", e.text);
	mark = arena_text(a, str_slice(&text));
	str_done(&text);
	return mark;
}

static bool is_in_ledger(const struct edition *e, const struct releases *r, const char *mark)
{
	for (size_t number = releases_out(r, &e->line); number > 0; number--) {
		const struct release *line = releases_find(r, &e->line, number, RELEASE_OUT);
		if (line != NULL && strcmp(mark_of(line, e->arena), mark) == 0)
			return true;
	}
	return false;
}

/* ---------------------------------------------------------------- enough came and left */

static void set_counts(struct edition *e, const struct change *change, size_t n, bool second)
{
	struct str text[3] = {{0}, {0}, {0}};

	for (size_t i = 0; i < n; i++) {
		size_t count[] = {change[i].persons, change[i].came, change[i].left};
		for (size_t j = 0; j < (second ? 3 : 1); j++)
			str_addf(&text[j], "%s%s:%zu", i == 0 ? "" : " ", change[i].population,
			         count[j]);
	}
	for (size_t j = 0; j < 3; j++) {
		set(e, RELEASE_PERSONS + (enum release_field)j, text[j].at);
		str_done(&text[j]);
	}
}

/* Why what was kept of the first edition tells nothing of the second; NULL: it does. */
static const char *made_otherwise(const struct edition *e, const struct release *first)
{
	static const enum release_field same[] = {RELEASE_PIPELINE, RELEASE_KEY, RELEASE_METHOD,
	                                          RELEASE_MIN};
	static const char *const what[] = {
	    "the pipeline is another than then", "the key is another than then",
	    "the method is another than then", "the threshold is another than then"};

	if (first == NULL)
		return "it was let out without being counted";
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if (!slice_equal(first->field[same[i]], e->line.field[same[i]]))
			return what[i];
	if (e->plan->editions.uncounted != NULL)
		return arena_format(e->arena, "%s has no persons that can be counted",
		                    e->plan->editions.uncounted);
	return NULL;
}

static void hold(struct edition *e, const char *why)
{
	e->verdict = EDITION_HELD;
	set(e, RELEASE_STATE, RELEASE_HELD);
	error_set(&e->reason, "%s %s: held, the edition that is out stays: %s", e->plan->name,
	          e->plan->editions.period, why);
}

/*
 * The second edition of exact figures. That somebody approves it stands for what can not be counted, and for figures that are
 * made otherwise of the same persons; never for too few who came or left.
 */
static void judge_second(struct edition *e, const struct release *first)
{
	const struct plan_editions *of = &e->plan->editions;
	const char *why = made_otherwise(e, first);
	struct change *change = arena_take(e->arena, (of->populations + 1) * sizeof *change);
	struct changes c;
	struct error reason = {0};
	bool nobody = true, enough = false;

	if (why == NULL && !changes_open(&c, of, e->stem, true, e->arena, &reason)) {
		why = arena_text(e->arena, slice_of(reason.text));
	} else if (why == NULL) {
		if (!changes_count(&c, change, &reason))
			why = arena_text(e->arena, slice_of(reason.text));
		else
			set_counts(e, change, of->populations, true);
		enough = why == NULL && changes_are_enough(change, of->populations, &nobody);
		changes_close(&c);
	}
	if (enough || (nobody && of->approved != NULL))
		return;
	hold(e, why != NULL
	            ? arena_format(e->arena, "who came and left can not be counted (%s)", why)
	            : "too few persons came, left or changed since");
}

/* The first edition of exact figures: who is in it, for the second. */
static void count_first(struct edition *e, bool keep)
{
	const struct plan_editions *of = &e->plan->editions;
	struct change *change = arena_take(e->arena, (of->populations + 1) * sizeof *change);
	struct changes c;

	if (!changes_open(&c, of, e->stem, false, e->arena, &e->reason))
		die("%s", e->reason.text);
	for (size_t i = 0; i < of->populations; i++)
		change[i] = (struct change){.population = of->population[i].name,
		                            .persons = changes_persons(&c, i)};
	set_counts(e, change, of->populations, false);
	if (keep)
		changes_keep(&c);
	changes_close(&c);
}

/* ---------------------------------------------------------------- what may be */

static void refuse(struct edition *e, const char *format, const char *day)
{
	const struct plan *plan = e->plan;

	e->verdict = EDITION_REFUSED;
	error_set(&e->reason, format, plan->name, plan->editions.period, day);
}

#define ERRORS " (an error that can not wait is approved by name: finsam run --approved-by NAME)"

/* Another look, and this is not its day. */
static void refuse_day(struct edition *e, size_t out, bool more)
{
	const struct plan_editions *of = &e->plan->editions;

	if (out == 0)
		refuse(e, "%s %s: the first edition is let out on %s, which is another day" ERRORS,
		       of->day[0]);
	else if (more && out < of->days)
		refuse(e,
		       "%s %s: an edition is out, and this one differs from it; the next is let "
		       "out on %s" ERRORS,
		       of->day[out]);
	else
		refuse(e,
		       "%s %s: what is out is final, and this differs from it; there is no "
		       "further edition, since each tells who came and left%s",
		       "");
}

static bool may_be(const struct plan_editions *of)
{
	return of->approved != NULL || of->due > 0;
}

static void judge_new(struct edition *e, const struct releases *r, bool unmarked)
{
	const struct plan_editions *of = &e->plan->editions;
	const struct release *held = releases_find(r, &e->line, of->number, RELEASE_HELD);

	if (!looks_are_few(r, &e->line, &e->reason)) {
		e->verdict = EDITION_REFUSED;
		return;
	}
	e->verdict = EDITION_NEW;
	if (unmarked) /* what is out was the first, so there is nothing more to come */
		set(e, RELEASE_KIND, "final");
	if (of->populations == 0 && of->uncounted == NULL)
		return;
	e->stem = changes_stem(of->ledger, &e->line, e->arena);
	if (held != NULL) {
		hold(e, arena_format(e->arena, "so it was decided on %.*s",
		                     SLICE(held->field[RELEASE_DAY])));
		e->decided = true;
	} else if (of->number == 2 || unmarked) {
		judge_second(e, releases_find(r, &e->line, of->number - 1, RELEASE_OUT));
	} else {
		count_first(e, !is_final(e));
	}
}

static void judge(struct edition *e, const struct releases *r, const char *folder,
                  const char *current, const char *mark)
{
	const struct plan_editions *of = &e->plan->editions;
	const struct release *out = releases_find(r, &e->line, of->number, RELEASE_OUT);
	bool unmarked = current != NULL && mark == NULL && releases_out(r, &e->line) == 0;

	if (unmarked && folder_equal(arena_format(e->arena, "%s/tables", folder),
	                             arena_format(e->arena, "%s/tables", current), ""))
		e->verdict = EDITION_SAME, e->mark = NULL;
	else if (out != NULL &&
	         slice_equal(out->field[RELEASE_TABLES], e->line.field[RELEASE_TABLES]))
		e->verdict = EDITION_SAME;
	else if (out != NULL || (unmarked && of->due == 1 && of->approved == NULL) || !may_be(of))
		refuse_day(e, releases_out(r, &e->line) + unmarked,
		           !is_final(e) && releases_find(r, &e->line, 0, RELEASE_HELD) == NULL);
	else
		judge_new(e, r, unmarked);
}

void edition_judge(struct edition *e, const struct plan *plan, const struct settlement *s,
                   const char *folder, const char *current, struct arena *a)
{
	const char *mark = current == NULL ? NULL : read_mark(current, a);
	struct releases r;

	*e = (struct edition){.verdict = EDITION_FREE, .plan = plan, .arena = a};
	if (plan->editions.ledger == NULL)
		return;
	if (plan_is_made_up(s)) {
		e->mark = MARK_MADE_UP;
		return;
	}
	describe(e);
	e->mark = mark_of(&e->line, a);
	if (!releases_read(plan->editions.ledger, &r, a, &e->reason))
		die("the ledger of releases: %s", e->reason.text);
	if (mark != NULL && strcmp(mark, MARK_MADE_UP) != 0 && !is_in_ledger(e, &r, mark))
		die("%s: has no line of what is published in %s; it was changed, or is another one",
		    plan->editions.ledger, plan->publish);
	if (mark != NULL && strcmp(mark, MARK_MADE_UP) == 0)
		current = NULL;
	judge(e, &r, folder, current, mark);
	releases_done(&r);
}

void edition_note(struct edition *e, const char *version)
{
	struct error error = {0};

	if (e->mark != NULL && e->verdict != EDITION_HELD)
		folder_put(version, MARK, slice_of(e->mark), 0600);
	if ((e->verdict == EDITION_NEW || (e->verdict == EDITION_HELD && !e->decided)) &&
	    !releases_add(e->plan->editions.ledger, &e->line, &error))
		die("the ledger of releases: %s", error.text);
	if (e->stem != NULL && is_final(e))
		changes_forget(e->stem, e->arena);
}
