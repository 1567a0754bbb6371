#include "synth/synth_quarter.h"

#include "date.h"
#include "synth/synth_chance.h"

/* Chance that belongs to one thing in one year. */
static struct synth_chance chance_of(const struct synth_country *c, const char *name, size_t thing,
                                     int y)
{
	return synth_chance_of(c->seed, name, ((uint64_t)(c->year - y) << 32) + thing);
}

int32_t synth_quarter_start(const struct synth_country *c, int y, int quarter)
{
	int32_t day = 0;

	date_join((struct date_parts){c->year - y, quarter * 3 + 1, 1}, &day);
	return day;
}

int32_t synth_quarter_end(const struct synth_country *c, int y, int quarter)
{
	return quarter == SYNTH_QUARTERS - 1 ? synth_last_day(c, y)
	                                     : synth_quarter_start(c, y, quarter + 1) - 1;
}

/*
 * An amount of a year so far, in hundreds of kronor, when so many of its days have passed. Bills come late, so at first
 * it is somewhat less than the days say. Before the accounts are closed some are not there yet, or twice.
 */
static struct synth_course spread(const struct synth_country *c, int64_t whole,
                                  const int32_t passed[SYNTH_QUARTERS], int y,
                                  struct synth_chance *chance)
{
	struct synth_course made;
	int64_t year = whole;

	if (synth_is_closed(y) && synth_often(&c->say, chance, SYNTH_QUARTER_MENDED))
		year = whole *
		       synth_between(&c->say, chance, SYNTH_QUARTER_PRELIMINARY_LEAST,
		                     SYNTH_QUARTER_PRELIMINARY_MOST) /
		       1000 / 100 * 100;
	for (int q = 0; q < SYNTH_QUARTERS; q++) {
		int64_t of_thousand = synth_between(&c->say, chance, SYNTH_QUARTER_SPENT_LEAST,
		                                    SYNTH_QUARTER_SPENT_MOST);
		int32_t days = passed[SYNTH_QUARTERS - 1] > 0 ? passed[SYNTH_QUARTERS - 1] : 1;
		int64_t so_far = year * passed[q] / days * of_thousand / 1000 / 100 * 100;

		made.outcome[q] = q == SYNTH_QUARTERS - 1 ? year : so_far;
	}
	for (int q = SYNTH_QUARTERS - 2; q >= 0; q--)
		if (made.outcome[q] > made.outcome[q + 1])
			made.outcome[q] = made.outcome[q + 1];
	made.outcome[SYNTH_CLOSED] = whole;
	return made;
}

/* How many days of the year an insats had run at the end of each quarter. */
static void count_days(const struct synth_country *c, const struct synth_insats *x, int y,
                       int32_t passed[SYNTH_QUARTERS])
{
	int32_t first = synth_first_day(c, y);

	first = x->start > first ? x->start : first;
	for (int q = 0; q < SYNTH_QUARTERS; q++) {
		int32_t last = synth_quarter_end(c, y, q);

		last = x->end < last ? x->end : last;
		passed[q] = last < first ? 0 : last - first + 1;
	}
}

struct synth_course synth_course_of_insats(const struct synth_country *c, size_t insats, int y,
                                           bool esf)
{
	const struct synth_insats *x = &c->insats[insats];
	struct synth_chance chance =
	    chance_of(c, esf ? "kvartal esf" : "kvartal insats", insats, y);
	int32_t passed[SYNTH_QUARTERS];

	count_days(c, x, y, passed);
	return spread(c, esf ? x->esf[y] : x->cost[y], passed, y, &chance);
}

struct synth_course synth_course_of_insatser(const struct synth_country *c, uint32_t forbund, int y)
{
	struct synth_course sum = {{0}};

	for (size_t i = 0; i < c->insatser; i++) {
		const struct synth_insats *x = &c->insats[i];

		for (int s = 0; s < SYNTH_SHARERS && x->share[s] > 0; s++) {
			struct synth_course of;

			if (x->forbund[s] != forbund || x->cost[y] == 0)
				continue;
			of = synth_course_of_insats(c, i, y, false);
			for (int r = 0; r < SYNTH_REPORTS; r++)
				sum.outcome[r] += of.outcome[r] / 100 * x->share[s];
		}
	}
	return sum;
}

struct synth_course synth_course_of_administration(const struct synth_country *c, uint32_t forbund,
                                                   int y)
{
	const struct synth_forbund *f = &c->forbund[forbund];
	struct synth_chance chance = chance_of(c, "kvartal administration", forbund, y);
	struct synth_insats whole = {.start = f->formed, .end = f->closed};
	int32_t passed[SYNTH_QUARTERS];

	count_days(c, &whole, y, passed);
	return spread(c, f->year[y].administration, passed, y, &chance);
}

int64_t synth_forecast(const struct synth_country *c, const struct synth_course *course,
                       int64_t budget, int report, struct synth_chance *chance)
{
	static const enum synth_number known[] = {SYNTH_FORECAST_FIRST, SYNTH_FORECAST_SECOND,
	                                          SYNTH_FORECAST_THIRD};
	int64_t year = course->outcome[SYNTH_QUARTERS - 1], expected;
	int wrong = c->say.number[SYNTH_FORECAST_WRONG];

	if (report == SYNTH_QUARTERS - 1 || report == SYNTH_CLOSED)
		return course->outcome[report];
	expected = budget + (year - budget) * c->say.number[known[report]] / 100;
	expected = expected * synth_chance_between(chance, 1000 - wrong, 1000 + wrong) / 1000;
	expected = expected / 1000 * 1000;
	return expected > course->outcome[report] ? expected : course->outcome[report];
}

bool synth_quarter_came(const struct synth_country *c, uint32_t forbund, int y, int report)
{
	struct synth_chance chance =
	    chance_of(c, "kvartal saknas", (size_t)forbund * SYNTH_REPORTS + (size_t)report, y);

	return report >= SYNTH_QUARTERS - 1 ||
	       !synth_often(&c->say, &chance, SYNTH_QUARTER_MISSING);
}

int32_t synth_quarter_day(const struct synth_country *c, uint32_t forbund, int y, int report)
{
	struct synth_chance chance =
	    chance_of(c, "kvartal dag", (size_t)forbund * SYNTH_REPORTS + (size_t)report, y);

	if (report == SYNTH_CLOSED)
		return synth_last_day(c, y) +
		       synth_between(&c->say, &chance, SYNTH_CLOSED_SOONEST, SYNTH_CLOSED_LATEST);
	return synth_quarter_end(c, y, report) +
	       synth_between(&c->say, &chance, SYNTH_QUARTER_SOONEST, SYNTH_QUARTER_LATEST);
}
