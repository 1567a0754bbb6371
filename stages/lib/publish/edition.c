/* edition: see edition.h. */
#include "publish/edition.h"

#include <unistd.h>

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

/* Of the file and the parts that it uses, one after the other. */
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
	digest_end(&d, sum);
	digest_hex(sum, hex);
	str_done(&text);
	return hex;
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
	set(e, RELEASE_TRANSITIONS, NULL);
	set(e, RELEASE_MIN, of->min);
	set(e, RELEASE_KEY, key_id(plan, e->arena));
	set(e, RELEASE_PERSONS, NULL);
	set(e, RELEASE_CAME, NULL);
	set(e, RELEASE_LEFT, NULL);
	set(e, RELEASE_TABLES, hash_tables(plan, e->arena));
	set(e, RELEASE_PIPELINE, hash_pipeline(plan, e->arena));
	set(e, RELEASE_APPROVED, of->approved);
	set(e, RELEASE_STATE, RELEASE_OUT);
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

/* ---------------------------------------------------------------- what may be */

static void refuse(struct edition *e, const char *format, const char *day)
{
	const struct plan *plan = e->plan;

	e->verdict = EDITION_REFUSED;
	error_set(&e->reason, format, plan->name, plan->editions.period, day);
}

#define ERRORS " (an error that can not wait is approved by name: finsam run --approved-by NAME)"

/* Another look, and this is not its day. */
static void refuse_day(struct edition *e, size_t out)
{
	const struct plan_editions *of = &e->plan->editions;

	if (out == 0)
		refuse(e, "%s %s: the first edition is let out on %s, which is another day" ERRORS,
		       of->day[0]);
	else if (out < of->days && strcmp(of->kind, "final") != 0)
		refuse(e,
		       "%s %s: an edition is out, and this one differs from it; the next is let "
		       "out on %s" ERRORS,
		       of->day[out]);
	else
		refuse(e,
		       "%s %s: the final edition is out, and this one differs from it; there is "
		       "no further one, since each tells who came and left%s",
		       "");
}

static bool may_be(const struct plan_editions *of)
{
	return of->approved != NULL || of->due > 0;
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
		refuse_day(e, releases_out(r, &e->line) + unmarked);
	else
		e->verdict = EDITION_NEW;
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
	if (e->mark != NULL && e->verdict != EDITION_HELD)
		folder_put(version, MARK, slice_of(e->mark), 0600);
	if ((e->verdict == EDITION_NEW || e->verdict == EDITION_HELD) &&
	    !releases_add(e->plan->editions.ledger, &e->line, &e->reason))
		die("the ledger of releases: %s", e->reason.text);
}
