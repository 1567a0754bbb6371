/*
 * The insatser that ended before the year before: those that a country of several years had besides.
 *
 * No figure of the targets is about them. They are like those that ended in the year before, but for their days.
 */
#include "synth/synth_chance.h"
#include "synth/synth_country.h"

/* Those that ended in the year before: their places. */
static size_t find_ended(const struct synth_country *c, uint32_t *ended)
{
	size_t n = 0;

	for (uint32_t i = 0; i < c->insatser; i++)
		if (!synth_insats_ran(c, &c->insats[i], SYNTH_NOW))
			ended[n++] = i;
	return n;
}

/* The day on which the last of its förbund was formed. */
static int32_t first_day_of(const struct synth_country *c, const struct synth_insats *x)
{
	int32_t day = INT32_MIN;

	for (int s = 0; s < SYNTH_SHARERS && x->share[s] > 0; s++)
		if (c->forbund[x->forbund[s]].formed > day)
			day = c->forbund[x->forbund[s]].formed;
	return day;
}

/* One that is like another, and ended in that year; false: its förbund were not there so early. */
static bool add_like(struct synth_country *c, uint32_t like, int y, struct synth_chance *chance)
{
	const struct synth_numbers *say = &c->say;
	int32_t shortest = say->number[SYNTH_BEFORE_SHORTEST];
	int32_t formed = first_day_of(c, &c->insats[like]), earliest, latest;
	struct synth_insats *x;

	if (formed + shortest > synth_last_day(c, y))
		return false;
	c->insats = array_room(c->insats, &c->insats_room, c->insatser + 1, sizeof *c->insats);
	x = &c->insats[c->insatser++];
	*x = c->insats[like];
	x->period = SYNTH_LONG_AGO;
	earliest = synth_first_day(c, y);
	earliest = formed + shortest > earliest ? formed + shortest : earliest;
	x->end = synth_chance_between(chance, earliest, synth_last_day(c, y));
	latest = x->end - shortest;
	earliest = x->end - say->number[SYNTH_INSATS_OLDEST];
	x->start = synth_chance_between(chance, formed > earliest ? formed : earliest, latest);
	x->first = x->start + synth_tail(say, chance, SYNTH_FIRST_TAIL, SYNTH_FIRST_MOST);
	x->first = x->first < x->end ? x->first : x->start;
	return true;
}

void synth_country_earlier(struct synth_country *c)
{
	struct synth_chance chance = synth_chance_of(c->seed, "tidigare insatser", 0);
	uint32_t *ended = arena_take(&c->arena, (c->insatser + 1) * sizeof *ended);
	size_t n = find_ended(c, ended), many = n;

	for (int y = SYNTH_BEFORE + 1; y <= c->years; y++) {
		many = many * (size_t)c->say.number[SYNTH_EARLIER_INSATSER] / 100;
		for (size_t i = 0, tries = 0; i < many && tries < many * 10; tries++)
			i += add_like(c, ended[synth_chance_below(&chance, (uint32_t)n)], y,
			              &chance);
	}
}
