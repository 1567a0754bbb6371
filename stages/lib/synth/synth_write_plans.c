/* What is planned and decided: the plans of förbund, applications for money and what became of them, goals. */
#include <stdio.h>

#include "synth/synth_write.h"

#define OUTLOOK 3 /* years that a plan is for */

/* Chance that belongs to one thing in one year: so the year is the same with the years before it as without. */
static struct synth_chance chance_of(const struct synth_country *c, const char *name,
                                     uint64_t thing, int y)
{
	return synth_chance_of(c->seed, name, ((uint64_t)(c->year - y) << 32) + thing);
}

static const char *drawn(const struct synth_country *c, enum synth_words list,
                         struct synth_chance *chance)
{
	return c->say.list[list].word[synth_word(&c->say.list[list], chance)];
}

static int32_t later_of(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

/* ---- plans ---- */

/* Of the year what is its budget, of the two that follow what they are thought to come to. */
static void add_plan(struct synth_writing *w, struct synth_file *f, uint32_t forbund, int y)
{
	const struct synth_country *c = w->country;
	const struct synth_economy *e = &c->forbund[forbund].year[y];
	struct synth_chance chance = chance_of(c, "plan", forbund, y);
	int32_t day = synth_first_day(c, y) -
	              synth_between(&c->say, &chance, SYNTH_PLAN_LATEST, SYNTH_PLAN_EARLIEST);
	int64_t amount[2] = {e->budget_administration, e->budget_insatser};

	for (int k = 0; k < OUTLOOK; k++) {
		for (int post = 0; post < 2; post++) {
			synth_forbund_id(f, forbund);
			synth_number(f, c->year - y);
			synth_day(f, later_of(day, c->forbund[forbund].formed));
			synth_number(f, c->year - y + k);
			synth_text(f, post == 0 ? "admin" : "insatser");
			synth_number(f, amount[post] * w->scale);
			synth_end(f);
			amount[post] = amount[post] / 1000 *
			               synth_between(&c->say, &chance, SYNTH_PLAN_GROWTH_LEAST,
			                             SYNTH_PLAN_GROWTH_MOST) /
			               1000 * 1000;
		}
	}
}

static void write_plans(struct synth_writing *w)
{
	static const char *const titles[] = {"forbund_id=Förbunds-id",
	                                     "plan_ar=Plan för år",
	                                     "beslutsdatum=Beslutsdatum",
	                                     "ar=Budgetår",
	                                     "kostnadspost=Kostnadspost",
	                                     "belopp=Belopp",
	                                     NULL};
	struct synth_file *f = synth_file_open(w->folder, "verksamhetsplan.csv", titles);

	for (int y = w->country->years; y >= SYNTH_NOW; y--)
		for (uint32_t i = 0; i < w->country->forbunds; i++)
			if (w->country->forbund[i].year[y].state > 0)
				add_plan(w, f, i, y);
	synth_file_close(f);
}

/* ---- applications ---- */

/* What is applied for, by whom, and what was decided. */
struct application {
	char id[48];
	uint32_t forbund;
	uint64_t insats; /* UINT64_MAX: it came to none */
	size_t party;
	const char *name, *decision;
	bool again, structural;
	int32_t arrived, decided, from, till;
	int64_t applied, granted;
};

static void add_application(struct synth_file *f, const struct synth_country *c, int y,
                            const struct application *a, struct synth_chance *chance)
{
	const struct synth_numbers *say = &c->say;

	synth_text(f, a->id);
	synth_forbund_id(f, a->forbund);
	if (a->insats == UINT64_MAX)
		synth_empty(f);
	else
		synth_insats_id(f, a->insats);
	synth_number(f, c->year - y);
	synth_day(f, a->arrived);
	synth_text(f, say->list[SYNTH_PARTS].word[a->party]);
	synth_text(f, say->list[SYNTH_OWNERS].word[a->party]);
	synth_text(f, a->name);
	synth_text(f, drawn(c, SYNTH_BACKGROUNDS, chance));
	synth_text(f, drawn(c, SYNTH_PURPOSES, chance));
	synth_text(f, drawn(c, SYNTH_AIMS, chance));
	synth_bool(
	    f, synth_often(say, chance, a->structural ? SYNTH_GENERAL_STRUCTURAL : SYNTH_GENERAL));
	synth_bool(f, synth_often(say, chance, SYNTH_FOR_GROUPS));
	synth_bool(f, a->again);
	synth_day(f, a->from);
	synth_day(f, a->till);
	synth_number(f, a->applied);
	synth_text(f, a->decision);
	synth_day(f, a->decided);
	if (a->decided == SYNTH_NO_DAY)
		synth_empty(f);
	else
		synth_number(f, a->granted);
	synth_end(f);
}

/* An insats applies for each year, for what its economy says; it goes on from the year before, or is new. */
static void add_granted(struct synth_writing *w, struct synth_file *f, uint64_t insats, int y,
                        const struct synth_about *about, struct synth_asked asked)
{
	const struct synth_country *c = w->country;
	const struct synth_insats *x = &c->insats[insats % c->insatser];
	struct synth_chance chance = chance_of(c, "ansokan", insats, y);
	int32_t first = synth_first_day(c, y), last = synth_last_day(c, y);
	struct application a = {.forbund = x->forbund[0],
	                        .insats = insats,
	                        .party = about->owner,
	                        .name = about->name,
	                        .structural = x->kind == 1,
	                        .applied = asked.applied,
	                        .granted = x->granted[y]};

	snprintf(a.id, sizeof a.id, "I%05llu-%d", (unsigned long long)insats + 1, c->year - y);
	a.decision = a.granted < a.applied ? "delvis" : "beviljad";
	a.again = x->start < first;
	a.from = later_of(x->start, first);
	a.till = x->end < last ? x->end : last;
	a.decided =
	    a.from - synth_between(&c->say, &chance, SYNTH_DECIDED_LATEST, SYNTH_DECIDED_EARLIEST);
	a.arrived =
	    a.decided - synth_between(&c->say, &chance, SYNTH_HANDLED_LEAST, SYNTH_HANDLED_MOST);
	add_application(f, c, y, &a, &chance);
}

/* Those that came to nothing: refused, or in the year of the country not decided yet. */
static void add_refused(struct synth_writing *w, struct synth_file *f, uint32_t forbund, int y)
{
	const struct synth_country *c = w->country;
	struct synth_chance chance = chance_of(c, "avslag", forbund, y);
	uint32_t n = synth_chance_below(&chance, (uint32_t)c->say.number[SYNTH_REFUSED_MOST] + 1);

	for (uint32_t i = 0; i < n; i++) {
		struct application a = {.forbund = forbund, .insats = UINT64_MAX};
		bool waits = y == SYNTH_NOW && synth_often(&c->say, &chance, SYNTH_UNDECIDED);

		snprintf(a.id, sizeof a.id, "F%02u-%d-%u", forbund + 1, c->year - y, i + 1);
		a.party = synth_word(&c->say.list[SYNTH_PARTS], &chance);
		a.name = drawn(c, SYNTH_INSATS_NAMES, &chance);
		a.decision = waits ? "vantar" : "avslag";
		a.applied = 1000 * (int64_t)synth_between(&c->say, &chance, SYNTH_REFUSED_SMALLEST,
		                                          SYNTH_REFUSED_LARGEST);
		a.arrived = waits ? synth_last_day(c, y) - synth_chance_between(&chance, 5, 40)
		                  : synth_chance_between(&chance, synth_first_day(c, y),
		                                         synth_last_day(c, y) - 120);
		a.decided = waits ? SYNTH_NO_DAY
		                  : a.arrived + synth_between(&c->say, &chance, SYNTH_HANDLED_LEAST,
		                                              SYNTH_HANDLED_MOST);
		a.from = a.arrived + c->say.number[SYNTH_HANDLED_MOST];
		a.till = a.from + 364;
		add_application(f, c, y, &a, &chance);
	}
}

static void write_applications(struct synth_writing *w)
{
	static const char *const titles[] = {"ansokan_id=Ansökans id",
	                                     "forbund_id=Förbunds-id",
	                                     "insats_id=Insats-id",
	                                     "ar=Budgetår",
	                                     "inkom=Inkom",
	                                     "sokande_part=Sökande part",
	                                     "sokande=Sökande organisation",
	                                     "namn=Insatsens namn",
	                                     "bakgrund=Bakgrund",
	                                     "syfte=Syfte",
	                                     "mal=Mål",
	                                     "generell_art=Insats av generell art",
	                                     "grupp=Insats för grupper",
	                                     "fortsattning=Fortsättning",
	                                     "fran=Från",
	                                     "till=Till",
	                                     "ansokt=Ansökt belopp",
	                                     "beslut=Beslut",
	                                     "beslutsdatum=Beslutsdatum",
	                                     "beviljat=Beviljat belopp",
	                                     NULL};
	struct synth_file *f = synth_file_open(w->folder, "ansokningar.csv", titles);
	const struct synth_country *c = w->country;
	struct synth_chance about[2] = {w->about[0], w->about[1]};
	struct synth_chance money[2] = {w->money[0], w->money[1]};

	for (uint64_t i = 0; i < (uint64_t)w->scale * c->insatser; i++) {
		const struct synth_insats *x = &c->insats[i % c->insatser];
		struct synth_about a = synth_about(c, i, about);

		for (int y = c->years; y >= SYNTH_NOW; y--)
			if (synth_insats_ran(c, x, y))
				add_granted(w, f, i, y, &a, synth_asked(c, x, y, money));
	}
	for (int y = c->years; y >= SYNTH_NOW; y--)
		for (uint32_t i = 0; i < c->forbunds; i++)
			if (c->forbund[i].year[y].state > 0)
				add_refused(w, f, i, y);
	synth_file_close(f);
}

/* ---- goals ---- */

static void add_goal(struct synth_file *f, const struct synth_country *c, uint64_t insats, int y,
                     const char *what, int64_t goal, int64_t outcome)
{
	synth_insats_id(f, insats);
	synth_number(f, c->year - y);
	synth_text(f, what);
	synth_number(f, goal);
	if (outcome < 0)
		synth_empty(f);
	else
		synth_number(f, outcome);
	synth_end(f);
}

/*
 * An insats for persons has goals of how many take part, end, and work or study then, by its size among the others;
 * how many did is no figure of its own, since it is counted of the persons. A structural one counts what it arranged.
 */
static void add_goals(struct synth_writing *w, struct synth_file *f, uint64_t insats, int y,
                      int64_t persons)
{
	const struct synth_country *c = w->country;
	const struct synth_numbers *say = &c->say;
	const struct synth_insats *x = &c->insats[insats % c->insatser];
	struct synth_chance chance = chance_of(c, "mal", insats, y);
	int64_t goal =
	    persons * synth_between(say, &chance, SYNTH_GOAL_LEAST, SYNTH_GOAL_MOST) / 100;

	if (x->kind == 0) {
		int64_t ended = goal * say->number[SYNTH_GOAL_ENDED] / 100;

		add_goal(f, c, insats, y, "deltagare", goal + 1, -1);
		add_goal(f, c, insats, y, "avslutade", ended + 1, -1);
		add_goal(f, c, insats, y, "arbete_studier",
		         ended * say->number[SYNTH_GOAL_WORK] / 100 + 1, -1);
		return;
	}
	for (int which = 0; which < 2; which++) {
		goal = 1 + synth_tail(say, &chance, SYNTH_ARRANGED_TAIL, SYNTH_ARRANGED_MOST);
		add_goal(f, c, insats, y, which == 0 ? "traffar" : "utbildningsdagar", goal,
		         goal *
		             synth_between(say, &chance, SYNTH_REACHED_LEAST, SYNTH_REACHED_MOST) /
		             100);
	}
}

static void write_goals(struct synth_writing *w, const struct synth_people *people)
{
	static const char *const titles[] = {"insats_id=Insats-id",   "ar=År",
	                                     "prestation=Prestation", "mal=Mål",
	                                     "utfall=Utfall",         NULL};
	struct synth_file *f = synth_file_open(w->folder, "insats_mal.csv", titles);
	const struct synth_country *c = w->country;
	int64_t weights = 1;

	for (size_t i = 0; i < c->insatser; i++)
		if (!c->insats[i].counted_only && synth_insats_ran(c, &c->insats[i], SYNTH_NOW))
			weights += c->insats[i].weight;
	for (uint64_t i = 0; i < (uint64_t)w->scale * c->insatser; i++) {
		const struct synth_insats *x = &c->insats[i % c->insatser];

		for (int y = c->years; y >= SYNTH_NOW; y--)
			if (synth_insats_ran(c, x, y))
				add_goals(w, f, i, y, (int64_t)people->n * x->weight / weights);
	}
	synth_file_close(f);
}

void synth_write_plans(struct synth_writing *w, const struct synth_people *people)
{
	write_plans(w);
	write_applications(w);
	write_goals(w, people);
}
