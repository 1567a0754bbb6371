/* edition: see edition.h. */
#include "publish/edition.h"

#include <unistd.h>

#include "publish/changes.h"
#include "publish/looks.h"
#include "publish/release_line.h"
#include "digest.h"
#include "error.h"
#include "folder.h"
#include "input.h"

#define MARK "release"
#define MARK_MADE_UP "made up\n"
#define MARK_MAX_BYTES ((size_t)1 << 16)

static bool is_final(const struct edition *e)
{
	return slice_is(e->line.field[RELEASE_KIND], "final");
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

/* The line of what is out by its mark; NULL: there is none. */
static const struct release *find_marked(const struct releases *r, const struct release *like,
                                         const char *mark, struct arena *a)
{
	for (size_t number = releases_out(r, like); number > 0; number--) {
		const struct release *line = releases_find(r, like, number, RELEASE_OUT);
		if (line != NULL && strcmp(mark_of(line, a), mark) == 0)
			return line;
	}
	return NULL;
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
		release_set(&e->line, RELEASE_PERSONS + (enum release_field)j, text[j].at,
		            e->arena);
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
	return NULL;
}

static void hold(struct edition *e, const char *why)
{
	e->verdict = EDITION_HELD;
	release_set(&e->line, RELEASE_STATE, RELEASE_HELD, e->arena);
	error_set(&e->reason, "%s %s: held, the edition that is out stays: %s", e->plan->name,
	          e->plan->editions.period, why);
}

/* Who came and left, if that can be counted; else why not. */
static const char *count_second(struct edition *e, const struct release *first, bool *nobody,
                                bool *enough)
{
	const struct plan_editions *of = &e->plan->editions;
	const char *why = made_otherwise(e, first);
	struct change *change = arena_take(e->arena, (of->populations + 1) * sizeof *change);
	struct changes c;
	struct error reason = {0};

	if (why != NULL)
		return why;
	if (!changes_open(&c, of, e->stem, true, e->arena, &reason))
		return arena_text(e->arena, slice_of(reason.text));
	if (changes_count(&c, change, &reason)) {
		set_counts(e, change, of->populations, true);
		*enough = changes_are_enough(change, of->populations, nobody);
	} else {
		why = arena_text(e->arena, slice_of(reason.text));
	}
	changes_close(&c);
	return why;
}

/*
 * The second edition of exact figures. That somebody approves it stands for what can not be counted, and for figures that are
 * made otherwise of the same persons; never for too few who came or left.
 */
static void judge_second(struct edition *e, const struct release *first)
{
	const struct plan_editions *of = &e->plan->editions;
	bool nobody = true, enough = false;
	const char *why = count_second(e, first, &nobody, &enough);

	if (why == NULL && of->uncounted != NULL && (nobody || enough))
		why =
		    arena_format(e->arena, "%s has no persons that can be counted", of->uncounted);
	if ((enough && why == NULL) || ((enough || nobody) && of->approved != NULL))
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

/* Whether the largest of the populations has as many persons as exact figures are told of. */
static bool are_many(struct edition *e)
{
	const struct plan_editions *of = &e->plan->editions;
	struct changes c;
	size_t most = 0;

	if (of->exact_from == 0 || of->populations == 0)
		return true;
	if (!changes_open(&c, of, "", false, e->arena, &e->reason))
		die("%s", e->reason.text);
	for (size_t i = 0; i < of->populations; i++)
		most = changes_persons(&c, i) > most ? changes_persons(&c, i) : most;
	changes_close(&c);
	return most >= of->exact_from;
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
	if (!are_many(e)) {
		refuse(
		    e,
		    "%s %s: exact figures of fewer than %s persons are not let out (exact-from in "
		    "`editions`); protect them by noise",
		    arena_format(e->arena, "%zu", of->exact_from));
		return;
	}
	e->verdict = EDITION_NEW;
	if (unmarked) /* what is out was the first, so there is nothing more to come */
		release_set(&e->line, RELEASE_KIND, "final", e->arena);
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

	if (releases_find(r, &e->line, of->number, RELEASE_WITHDRAWN) != NULL)
		refuse(e,
		       is_final(e)
		           ? "%s %s: the final edition was withdrawn; there is no other%s"
		           : "%s %s: the edition was withdrawn; the next is let out on %s" ERRORS,
		       is_final(e) ? "" : of->day[of->days - 1]);
	else if (unmarked && folder_equal(arena_format(e->arena, "%s/tables", folder),
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
	release_describe(&e->line, plan, a);
	e->mark = mark_of(&e->line, a);
	if (!releases_read(plan->editions.ledger, &r, a, &e->reason))
		die("the ledger of releases: %s", e->reason.text);
	if (mark != NULL && strcmp(mark, MARK_MADE_UP) != 0 &&
	    find_marked(&r, &e->line, mark, a) == NULL)
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

void edition_withdraw(const struct plan *plan, const char *current, const char *version,
                      const char *day, const char *approved, struct arena *a)
{
	const char *mark = read_mark(current, a), *ledger = plan->editions.ledger;
	struct release line = {{[RELEASE_PUBLICATION] = slice_of(plan->name),
	                        [RELEASE_UNIT] = slice_of(plan->editions.unit),
	                        [RELEASE_PERIOD] = slice_of(plan->editions.period)}};
	const struct release *out;
	struct releases r;
	struct error e = {0};

	if (mark != NULL)
		folder_put(version, MARK, slice_of(mark), 0600);
	if (ledger == NULL || mark == NULL || strcmp(mark, MARK_MADE_UP) == 0)
		return;
	if (!releases_read(ledger, &r, a, &e))
		die("the ledger of releases: %s", e.text);
	out = find_marked(&r, &line, mark, a);
	if (out == NULL)
		die("%s: has no line of what is published in %s; it was changed, or is another one",
		    ledger, plan->publish);
	line = *out;
	if (releases_find(&r, &line, release_number(&line), RELEASE_WITHDRAWN) != NULL)
		die("%s: it is withdrawn already", plan->publish);
	release_set(&line, RELEASE_STATE, RELEASE_WITHDRAWN, a);
	release_set(&line, RELEASE_DAY, day, a);
	release_set(&line, RELEASE_APPROVED, approved, a);
	if (!releases_add(ledger, &line, &e))
		die("the ledger of releases: %s", e.text);
	releases_done(&r);
}
