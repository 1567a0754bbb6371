#include "inspect/let_out.h"

#include "inspect/line.h"
#include "releases.h"

static const struct {
	const char *word, *sv, *en;
} words[] = {{"preliminary", "preliminär", "preliminary"},
             {"final", "slutlig", "final"},
             {RELEASE_OUT, "ute", "out"},
             {RELEASE_HELD, "hållen, den förra står kvar", "held, the one before stays"},
             {RELEASE_WITHDRAWN, "tillbakadragen", "withdrawn"}};

static const char *in_words(struct slice word, bool english, struct arena *a)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (slice_is(word, words[i].word))
			return english ? words[i].en : words[i].sv;
	return arena_text(a, word);
}

/* "slutlig: ute, godkänd av ..." */
static const char *state_of(const struct release *r, bool english, struct arena *a)
{
	struct slice by = r->field[RELEASE_APPROVED];

	return arena_format(a, "%s: %s%s%.*s", in_words(r->field[RELEASE_KIND], english, a),
	                    in_words(r->field[RELEASE_STATE], english, a),
	                    by.n == 0 ? ""
	                    : english ? ", approved by "
	                              : ", godkänd av ",
	                    SLICE(by));
}

static void add_line(struct str *to, const char *edition, struct slice day, const char *sv,
                     const char *en, int64_t tables)
{
	line_add_text(to, edition);
	line_add_field(to, day);
	line_add_text(to, sv);
	line_add_text(to, en);
	line_add_number(to, tables);
	line_end(to);
}

static int64_t words_in(struct slice text)
{
	struct slice word;
	int64_t n = 0;

	while (text.n > 0 && slice_cut(&text, ' ', &word))
		n += word.n > 0;
	return n;
}

/* The edition of this run, on its day or not. */
static void add_next(struct str *to, const struct plan_editions *e, struct arena *a)
{
	const char *day = e->number >= 1 && e->number <= e->days ? e->day[e->number - 1] : "";
	bool due = e->due == e->number;
	struct slice kind = slice_of(e->kind == NULL ? "" : e->kind);

	add_line(to, arena_format(a, "%s-%zu", e->period, e->number), slice_of(day),
	         arena_format(a, "%s: den här körningen%s", in_words(kind, false, a),
	                      due ? "" : ", inte på dess dag"),
	         arena_format(a, "%s: this run%s", in_words(kind, true, a),
	                      due ? "" : ", not on its day"),
	         LINE_UNKNOWN);
}

void let_out_add(struct str *to, const struct plan *plan, struct arena *a)
{
	const struct plan_editions *e = &plan->editions;
	struct releases all = {0};
	struct error error = {0};

	if (e->ledger == NULL)
		return;
	if (!releases_read(e->ledger, &all, a, &error))
		die("%s", error.text);
	for (size_t i = 0; i < all.n; i++) {
		const struct release *r = &all.at[i];
		if (!slice_is(r->field[RELEASE_PUBLICATION], plan->name) ||
		    !slice_is(r->field[RELEASE_UNIT], e->unit == NULL ? "" : e->unit) ||
		    !slice_is(r->field[RELEASE_PERIOD], e->period))
			continue;
		add_line(to,
		         arena_format(a, "%s-%.*s", e->period, SLICE(r->field[RELEASE_EDITION])),
		         r->field[RELEASE_DAY], state_of(r, false, a), state_of(r, true, a),
		         words_in(r->field[RELEASE_TABLES]));
	}
	releases_done(&all);
	add_next(to, e, a);
}
