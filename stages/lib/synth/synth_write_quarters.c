/* The money of each quarter, so far and as it is expected for the year: of förbund, and of insatser. */
#include "synth/synth_quarter.h"
#include "synth/synth_write.h"

static const char *const quarters[SYNTH_REPORTS] = {"K1", "K2", "K3", "K4", "K4"};

/* The last that has come of a year: its accounts, unless it is not closed. */
static int reports_of(int y)
{
	return synth_is_closed(y) ? SYNTH_REPORTS : SYNTH_QUARTERS;
}

/* What every row of a report has: its quarter and when it came. */
static void add_report(struct synth_file *f, const struct synth_country *c, uint32_t forbund, int y,
                       int report)
{
	synth_number(f, c->year - y);
	synth_text(f, quarters[report]);
	synth_day(f, synth_quarter_day(c, forbund, y, report));
	synth_text(f, report == SYNTH_CLOSED ? "slutlig" : "prel");
}

/* The last columns: the plan, the outcome so far, the forecast; silent: the last two were never told. */
static void add_money(struct synth_file *f, const struct synth_country *c,
                      const struct synth_course *course, int64_t budget, int report, bool silent,
                      unsigned scale, struct synth_chance *chance)
{
	int64_t forecast = synth_forecast(c, course, budget, report, chance);

	synth_number(f, budget * scale);
	if (silent) {
		synth_empty(f);
		synth_empty(f);
	} else {
		synth_number(f, course->outcome[report] * scale);
		synth_number(f, forecast * scale);
	}
	synth_end(f);
}

static void add_forbund(struct synth_writing *w, struct synth_file *f, uint32_t forbund, int y)
{
	const struct synth_country *c = w->country;
	const struct synth_forbund *x = &c->forbund[forbund];
	const struct synth_economy *e = &x->year[y];
	struct synth_chance chance =
	    synth_chance_of(c->seed, "prognos forbund", ((uint64_t)(c->year - y) << 32) + forbund);
	struct synth_course administration = synth_course_of_administration(c, forbund, y);
	struct synth_course insatser = synth_course_of_insatser(c, forbund, y);

	for (int r = 0; r < reports_of(y) && e->state > 0; r++) {
		if (!synth_quarter_came(c, forbund, y, r) ||
		    (r < SYNTH_QUARTERS && synth_quarter_end(c, y, r) < x->formed))
			continue;
		for (int post = 0; post < 2; post++) {
			bool silent = y == SYNTH_NOW && (post == 0 ? x->no_administration_report
			                                           : x->no_insats_report);

			synth_forbund_id(f, forbund);
			add_report(f, c, forbund, y, r);
			synth_text(f, post == 0 ? "admin" : "insatser");
			add_money(f, c, post == 0 ? &administration : &insatser,
			          post == 0 ? e->budget_administration : e->budget_insatser, r,
			          silent, w->scale, &chance);
		}
	}
}

static void write_forbund(struct synth_writing *w)
{
	static const char *const titles[] = {"forbund_id=Förbunds-id",
	                                     "ar=År",
	                                     "period=Kvartal",
	                                     "inlamnad=Inlämnad",
	                                     "status_ekonomi=Preliminär eller slutlig",
	                                     "kostnadspost=Kostnadspost",
	                                     "budget=Budget",
	                                     "utfall=Utfall hittills",
	                                     "prognos=Prognos för året",
	                                     NULL};
	struct synth_file *f = synth_file_open(w->folder, "forbund_kvartal.csv", titles);

	for (int y = w->country->years; y >= SYNTH_NOW; y--)
		for (uint32_t i = 0; i < w->country->forbunds; i++)
			add_forbund(w, f, i, y);
	synth_file_close(f);
}

/* An insats tells of the quarters from its start on, through the förbund that answers for it. */
static void add_insats(struct synth_writing *w, struct synth_file *f, uint64_t insats, int y,
                       struct synth_chance money[2])
{
	const struct synth_country *c = w->country;
	size_t i = insats % c->insatser;
	const struct synth_insats *x = &c->insats[i];
	struct synth_chance chance =
	    synth_chance_of(c->seed, "prognos insats", ((uint64_t)(c->year - y) << 32) + i);
	struct synth_course course = synth_course_of_insats(c, i, y, false);
	struct synth_course esf = synth_course_of_insats(c, i, y, true);
	struct synth_asked asked = synth_asked(c, x, y, money);
	bool silent = y == SYNTH_NOW && c->forbund[x->forbund[0]].no_insats_report;

	for (int r = 0; r < SYNTH_REPORTS; r++)
		course.outcome[r] += esf.outcome[r];
	for (int r = 0; r < reports_of(y); r++) {
		if (!synth_quarter_came(c, x->forbund[0], y, r) ||
		    (r < SYNTH_QUARTERS && synth_quarter_end(c, y, r) < x->start))
			continue;
		synth_insats_id(f, insats);
		add_report(f, c, x->forbund[0], y, r);
		add_money(f, c, &course, asked.budget, r, silent, 1, &chance);
	}
}

/* In the order of the file of their economy, so that the same chance gives the same plans (synth_asked). */
static void write_insatser(struct synth_writing *w)
{
	static const char *const titles[] = {"insats_id=Insats-id",
	                                     "ar=År",
	                                     "period=Kvartal",
	                                     "inlamnad=Inlämnad",
	                                     "status_ekonomi=Preliminär eller slutlig",
	                                     "budget=Budget",
	                                     "utfall=Utfall hittills",
	                                     "prognos=Prognos för året",
	                                     NULL};
	struct synth_file *f = synth_file_open(w->folder, "insats_kvartal.csv", titles);
	const struct synth_country *c = w->country;
	struct synth_chance money[2] = {w->money[0], w->money[1]};

	for (uint64_t i = 0; i < (uint64_t)w->scale * c->insatser; i++)
		for (int y = c->years; y >= SYNTH_NOW; y--)
			if (synth_insats_ran(c, &c->insats[i % c->insatser], y))
				add_insats(w, f, i, y, money);
	synth_file_close(f);
}

void synth_write_quarters(struct synth_writing *w)
{
	write_forbund(w);
	write_insatser(w);
}
